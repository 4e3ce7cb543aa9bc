"""Front Desk: arguments become a command or the windows. Nothing else happens here."""

from __future__ import annotations

import sys
from importlib import import_module

PLACES = {"windows": "ui.app", "shots": "ui.shots", "bench": "tests.bench.run"}
NEEDED = """Front Desk needs packages that are not installed here ({reason}).
Linux, macOS:  python3 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.txt
Windows:       py -m venv .venv && .venv\\Scripts\\pip install --require-hashes -r requirements.txt
Then start it with that folder's own python. A bare Debian also lacks libraries: see README.md."""


def main() -> int:
    """Do what the command line says; the result is the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  (said to whoever has an older one)
        sys.stderr.write("Front Desk needs Python 3.11 or newer.\n")
        return 4
    try:
        from desk import commands

        outcome = commands.run(sys.argv[1:])
        if isinstance(outcome, int):
            return outcome
        # Read when asked for: a command never pays for the windows.
        return int(import_module(PLACES[outcome.mode]).run(outcome))
    except ImportError as error:
        ours = (error.name or "").partition(".")[0] in ("desk", "ui")
        if ours or not (isinstance(error, ModuleNotFoundError) or ".so" in str(error)):
            raise
        sys.stderr.write(NEEDED.format(reason=error) + "\n")
        return 4


if __name__ == "__main__":
    sys.exit(main())
