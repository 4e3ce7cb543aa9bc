"""Pictures and papers of complaints and orders: as ``ui.kit.attachments``."""

from __future__ import annotations

from ui.kit.attachments import Picture, add, save, show, size_words

__all__ = ["Picture", "add", "save", "show", "size_words"]
