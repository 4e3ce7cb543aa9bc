"""Billing 计费: the monthly run, single charges, billing ahead, opening balances, and why."""
