"""What this computer remembers for itself, beside the store: theme, text size, printers, columns.

Never personal data, never anything that another desk must know. Losing the file loses comfort
only, so a damaged one counts as empty.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from desk.core.errors import DeskError
from desk.core.files import write_atomic

FILE = "desk.local.json"


class Local:
    """Small values by name, kept in a JSON file of the store's folder."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE if folder else None
        self._values: dict[str, Any] = {}
        if self._path is not None:
            with suppress(OSError, ValueError):
                loaded = json.loads(self._path.read_text("utf-8"))
                self._values = loaded if isinstance(loaded, dict) else {}

    def get(self, name: str, default: Any = None) -> Any:
        """The value called ``name``; ``default`` if there is none or it is of another type."""
        value = self._values.get(name, default)
        return value if default is None or isinstance(value, type(default)) else default

    def put(self, name: str, value: Any) -> None:
        """Remember a value (plain JSON data). A disk that can't be written is not an error."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        if self._path is not None:
            text = json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True)
            with suppress(OSError, DeskError), write_atomic(self._path) as file:
                file.write(text.encode())
