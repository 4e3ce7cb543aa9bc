"""The till 收银台: debts, receipts and their voiding, from the payer's name to the paper."""
