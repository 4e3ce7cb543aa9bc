"""The command line: what it takes, what it says, its exit codes.

Exit codes: 0 done; 1 something was found (``check``) or rows have errors (``import``);
2 refused: what was asked can't be; 3 the store can't be used; 130 stopped by the user.
Money, counts and lists come out as JSON lines with ``--json``.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.core import words
from desk.core.errors import DeskError, Refused
from desk.core.frozen import frozen
from desk.core.words import _

if TYPE_CHECKING:
    from desk.core.desk import Desk

FOUND, REFUSED, STOPPED = 1, 2, 130
# Python's own 700 makes it look for dead cycles a hundred times while the modules are read, which
# is an eighth of the start; there are few cycles to find here, and 50,000 objects are some MB.
COLLECT_AFTER = 50_000


@frozen
class Start:
    """What the windows (or the bench) are started with. ``mode``: windows, shots, bench."""

    mode: str = "windows"
    folder: Path | None = None
    language: str | None = None
    demo: bool = False
    out: Path | None = None
    names: tuple[str, ...] = ()
    scale: str = ""
    options: dict[str, Any] = field(default_factory=dict)


def run(argv: Sequence[str]) -> int | Start:
    """Carry out a command and give its exit code; a Start means that windows are wanted."""
    gc.set_threshold(COLLECT_AFTER)
    arguments = _parsed(argv)
    words.use(arguments.lang or words.machine_language())
    try:
        outcome: int | Start = arguments.do(arguments)
    except DeskError as error:
        return _tell(error, getattr(arguments, "json", False))
    except KeyboardInterrupt:
        sys.stderr.write(_("Stopped. Nothing was changed.") + "\n")
        return STOPPED
    return outcome


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    """What ``argv`` asks for. For the windows alone the parsers of all commands are not made."""
    try:
        arguments, left = _main(add_help=False, exit_on_error=False).parse_known_args(argv)
    except argparse.ArgumentError:  # said by the whole parser, which shows the commands too
        left = ["?"]
    return parser().parse_args(argv) if left else arguments


def _main(**options: Any) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="main.py", parents=[_common()], description=_("Front Desk: opens the windows, or:"),
        **options,
    )  # fmt: skip
    lively = _("a lively estate in a throw-away folder")
    made.add_argument("--demo", action="store_true", help=lively)
    made.set_defaults(do=_windows, data=None, lang=None)
    return made


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    common, main = _common(), _main()
    commands = main.add_subparsers(metavar=_("COMMAND"))

    def command(name: str, do: Callable[[Any], int | Start], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=text, description=text)
        made.set_defaults(do=do)
        return made

    _store_commands(command)
    shots = command("shots", _shots, _("every page and paper as PNG"))
    shots.add_argument("dir", type=Path)
    shots.add_argument("--only", action="append", default=[], metavar="NAME")
    shots.add_argument("--languages", nargs="+", choices=words.LANGUAGES, default=words.LANGUAGES)
    shots.add_argument("--themes", nargs="+", choices=("light", "dark"), default=("light", "dark"))
    shots.add_argument("--text-size", type=int, default=100, metavar="PERCENT")
    bench = command("bench", _bench, _("measure, one JSON line a figure"))
    bench.add_argument("names", nargs="*", metavar="NAME")
    bench.add_argument("--scale", default="small", metavar="N", help="small, 10y, 30y")
    return main


def _common() -> argparse.ArgumentParser:
    """Options that may stand before or after the command.

    Made twice: parents share their actions, and the defaults that the main parser sets would
    put what stands before a command back to nothing.
    """
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, metavar="DIR", default=argparse.SUPPRESS,
                        help=_("folder of the store"))  # fmt: skip
    common.add_argument("--lang", choices=words.LANGUAGES, default=argparse.SUPPRESS,
                        help=_("language of what is said"))  # fmt: skip
    return common


def _store_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    init = command("init", _init, _("make a store; password from DESK_ADMIN_PASSWORD"))
    init.add_argument("--site", required=True, metavar="NAME")
    init.add_argument("--admin", required=True, metavar="ACCOUNT")
    init.add_argument("--region", choices=("CN", "HK"), default="CN")
    init.add_argument("--json", action="store_true")
    check = command("check", _check, _("verify the file, the log and the registers"))
    head = _("the log's head from a printed paper")
    check.add_argument("--anchor", metavar="SEQ:CODE", help=head)
    check.add_argument("--json", action="store_true")
    load = command("import", _import, _("read a workbook or CSV into the store"))
    load.add_argument("file", type=Path)
    load.add_argument("--dry-run", action="store_true", help=_("only show what would be done"))
    load.add_argument("--json", action="store_true")
    export = command("export", _export, _("write every register as CSV"))
    export.add_argument("dir", type=Path)
    export.add_argument("--json", action="store_true")


def _windows(arguments: Any) -> Start:
    # PySide reads the source of every module that is imported after it, half a millisecond each:
    # what the sign-in stands on comes first.
    from desk import app, texts
    from desk.core import local, staff

    del app, texts, local, staff
    return Start("windows", arguments.data, arguments.lang, arguments.demo)


def _shots(arguments: Any) -> Start:
    return Start(
        "shots", None, arguments.lang, True, arguments.dir, tuple(arguments.only),
        options={
            "languages": arguments.languages, "themes": arguments.themes,
            "text_size": arguments.text_size,
        },
    )  # fmt: skip


def _bench(arguments: Any) -> Start:
    return Start("bench", arguments.data, names=tuple(arguments.names), scale=arguments.scale)


def _open(arguments: Any) -> Desk:
    from desk import app
    from desk.core.desk import SYSTEM

    folder = arguments.data or app.default_folder()
    desk = app.open_desk(folder, passphrase=os.environ.get("DESK_PASSPHRASE") or None)
    desk.session = SYSTEM
    return desk


def _init(arguments: Any) -> int:
    from desk import app, texts

    folder = arguments.data or app.default_folder()
    if not os.environ.get("DESK_ADMIN_PASSWORD"):
        raise Refused("init.password_needed")
    first = app.FirstRun(
        site=arguments.site,
        account=arguments.admin,
        name=arguments.admin,
        password=os.environ.get("DESK_ADMIN_PASSWORD", ""),
        passphrase=os.environ.get("DESK_PASSPHRASE") or None,
        language=arguments.lang or words.current(),
        region=arguments.region,
    )
    desk, code = app.create_store(folder, first)
    slots = app.key_slots(folder)
    desk.close()
    lines = [
        _("Made the store for {site} in {folder}.").format(site=first.site, folder=folder),
        _("It can be opened with: {ways}.").format(
            ways=words.listed(texts.word("key.slot", slot) for slot in slots)
        ),
        _("Recovery code, to be kept on paper in a safe place: {code}").format(code=code),
    ]
    _say(arguments, {"folder": str(folder), "slots": slots, "recovery_code": code}, lines)
    return 0


def _check(arguments: Any) -> int:
    from desk import checks

    desk = _open(arguments)
    try:
        report = checks.run(desk, checks.anchor(arguments.anchor))
    finally:
        desk.close()
    _say(arguments, report.figures(), report.lines())
    return 0 if report.good else FOUND


def _import(arguments: Any) -> int:
    from desk import texts
    from desk.exchange import command

    desk = _open(arguments)
    try:
        report = command.run(desk, arguments.file, dry=arguments.dry_run)
    finally:
        desk.close()
    _say(arguments, report.figures(), report.lines(texts.sentence, texts.word))
    return 0 if report.good else FOUND


def _export(arguments: Any) -> int:
    from desk.exchange.export import export_all

    desk = _open(arguments)
    try:
        counts = export_all(desk, arguments.dir)
    finally:
        desk.close()
    _say(arguments, counts, [f"{name}\t{count}" for name, count in counts.items()])
    return 0


def _say(arguments: Any, figures: dict[str, Any], lines: Sequence[str]) -> None:
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False, default=str))
    else:
        print("\n".join(lines))


def _tell(error: DeskError, as_json: bool) -> int:
    from desk.texts import sentences

    for text in sentences(error):
        sys.stderr.write(text + "\n")
    if as_json:
        print(json.dumps({"error": error.code}))
    return error.exit_code
