"""The windows: they collect and show. Nothing here imports storage, models or reportlab."""
