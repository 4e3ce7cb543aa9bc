"""The trade of a property front desk. Never imports Qt; usable and tested without a screen."""
