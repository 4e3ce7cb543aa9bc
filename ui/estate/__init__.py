"""Pages of the estate: units, customers, building board, import."""
