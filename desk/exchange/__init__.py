"""Excel and CSV in and out: readers, column matching, clean rows, row errors in words."""
