"""Complaints 投诉: two kinds, each led through its own steps, on clocks of working time."""
