"""Refunds 退款: documents of their own, requested, approved and paid; no original is edited."""
