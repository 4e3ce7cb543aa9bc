"""Made-up estates: for ``--demo``, for pictures and for the bench. No real people.

Rows are written set-wise, as an import does; a given seed always makes the same estate.
"""
