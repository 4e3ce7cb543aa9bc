"""Callbacks 回访: one queue by promised time for complaints, work orders and calls."""
