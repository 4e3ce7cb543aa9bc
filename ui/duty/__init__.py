"""Pages of the desk itself: Today, staff, activity log, settings."""
