"""The project's own bench: ``python main.py bench [NAME…] [--scale N]``, one JSON line a figure.

Each figure runs its own limit beside it, in turn, in the same run: these are ratios, and a noisy
machine is noisy for both. ``small`` (the default) ends within a minute; ``10y`` is ten years of a
big estate (10,000 units, 30,000 people, 1,000,000 visits), ``30y`` three times its visits. The
data is made once and kept in the cache folder.
"""
