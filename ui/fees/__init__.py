"""The windows of money: the till, receipts, billing, arrears, accounts, documents, the drawer."""
