"""Pages of the reception: visitors, standing passes, the watch list."""
