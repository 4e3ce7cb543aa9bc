"""Ours, for ``start``: until the sign-in can be typed into, or the main window can be used."""

from __future__ import annotations

import sys

from desk import commands
from desk.commands import Start


def main() -> None:
    """Show it, say ready after the first painting, end. Begins as ``main.py`` does."""
    folder, target = sys.argv[1:]
    start = commands.run(["--data", folder, "--lang", "zh_CN"])
    assert isinstance(start, Start)
    assert start.folder is not None
    from ui import theme
    from ui.app import Shell, application

    app = application()
    shell = Shell(start.folder, start.language)
    theme.start(app, "light", 100)
    shell.begin()
    if target == "main":
        _sit_down(shell)
    shell.show()
    app.processEvents()  # paints
    print("ready", flush=True)
    from tests.bench import peak

    peak.say()
    shell.shut()


def _sit_down(shell: object) -> None:
    """Without the password's own cost: typing it takes longer than checking it."""
    from desk.core.access import Role
    from desk.core.desk import Session
    from desk.core.models import Staff
    from ui.app import Shell

    assert isinstance(shell, Shell)
    assert shell.desk is not None
    row = Staff.get(Staff.account == "admin")
    shell.desk.session = Session(row.id, row.account, row.name, Role.ADMINISTRATOR)
    shell.enter(shell.desk.session)


if __name__ == "__main__":
    main()
