"""Estate and archive 档案: units, people, occupancy (domain.md §4.1, §4.2)."""
