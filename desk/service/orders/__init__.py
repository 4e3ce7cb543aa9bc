"""Repairs 报修: work orders from the first call to the signed paper, their prices and board."""
