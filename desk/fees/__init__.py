"""Money 收费: fee items, billing, receipts, deposits, late fees, arrears, the drawer."""
