"""Reception 接待: visitors and, later, slips, calls, parcels (domain.md §1)."""
