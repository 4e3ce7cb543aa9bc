"""What every register stands on; knows nothing of property."""
