"""Composition root: make or open a store, bring it up to date, hand out a Desk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk.core import folder as place
from desk.core import keyslots, migrate, words
from desk.core.access import Permission, Role
from desk.core.clock import Clock, SystemClock
from desk.core.desk import SYSTEM, Desk
from desk.core.errors import StoreError
from desk.core.models import MODELS as CORE_MODELS
from desk.core.settings import DESK_NAME, LANGUAGE, REGION, SHIFTS, SITE_NAME, TIME_ZONE
from desk.core.storage import BaseModel, Storage

if TYPE_CHECKING:
    from desk.core.register import Register

APP = "FrontDesk"
MAKING = "desk.making"
"""Stands in the folder while a store is being made; left behind if that was cut off."""


@dataclass(frozen=True)
class FirstRun:
    """What the first run asks for. ``plain`` keeps the key unguarded: demo stores only."""

    site: str
    account: str
    name: str
    password: str
    passphrase: str | None = None
    language: str = "zh_CN"
    region: str = "CN"
    desk_name: str = ""
    keyring: bool = True
    plain: bool = False


def default_folder() -> Path:
    """Where this machine's store lives unless another folder is named."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def has_store(folder: Path) -> bool:
    """Whether there is a store in ``folder``; a set-up that was cut off is none."""
    begun = (folder / place.DATABASE).exists() or (folder / place.KEYS).exists()
    return begun and not (folder / MAKING).exists()


def _clear_half_made(folder: Path) -> None:
    """Nobody ever worked with a store whose set-up was cut off: make room for another."""
    if (folder / MAKING).exists():
        lock = place.FolderLock(folder)
        for left in (place.DATABASE, place.KEYS):
            for path in folder.glob(f"{left}*"):
                path.unlink()
        lock.release()


def create_store(folder: Path, first: FirstRun, clock: Clock | None = None) -> tuple[Desk, str]:
    """Make a store with its site and first administrator; gives the Desk and the recovery code.

    Everything typed is checked before anything is made. Raises Refused beside the field,
    StoreError for the folder.
    """
    from desk.core import staff

    staff.check_first(first.account, first.name, first.password)
    place.refuse_network(folder)
    if has_store(folder):
        raise StoreError("store.exists", folder=str(folder))
    _clear_half_made(folder)
    with place.folder_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / MAKING).touch()
    try:
        return _create(folder, first, clock)
    finally:
        (folder / MAKING).unlink(missing_ok=True)


def _create(folder: Path, first: FirstRun, clock: Clock | None) -> tuple[Desk, str]:
    from desk.core import staff
    from desk.core.preferences import save

    raw_key, code = keyslots.create(
        folder, passphrase=first.passphrase, use_keyring=first.keyring, plain=first.plain
    )
    try:
        storage = Storage.create(folder, raw_key)
    except BaseException:
        keyslots.discard(folder)
        raise
    try:
        migrate.bring_up(storage, models())
        desk = Desk(storage, clock or SystemClock(), registers)
        desk.session = SYSTEM
        values = {
            SITE_NAME.key: first.site.strip(),
            LANGUAGE.key: first.language,
            REGION.key: first.region,
            TIME_ZONE.key: "Asia/Hong_Kong" if first.region == "HK" else "Asia/Shanghai",
            **_site_words(first),
        }
        save(desk, values)
        staff.create(
            desk,
            staff.StaffDraft(first.account, first.name, Role.ADMINISTRATOR),
            first.password,
            must_change=False,
        )
        desk.session = None
    except BaseException:
        storage.discard()
        keyslots.discard(folder)
        raise
    return desk, code


def open_desk(
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery: str | None = None,
    clock: Clock | None = None,
) -> Desk:
    """Open the store in ``folder``. Raises StoreError (key.*, store.*) with what to do."""
    if not has_store(folder):
        raise StoreError("store.missing", folder=str(folder))
    raw_key = keyslots.unlock(folder, passphrase=passphrase, recovery=recovery)
    storage = Storage.open(folder, raw_key)
    try:
        if not migrate.is_current(storage):
            migrate.bring_up(storage, models())
        return Desk(storage, clock or SystemClock(), registers)
    except BaseException:
        storage.close()
        raise


def registers() -> tuple[Register, ...]:
    """The catalogue, read when it is first asked for: a sign-in is shown without it."""
    from desk.catalogue import REGISTERS

    return REGISTERS


def models() -> tuple[type[BaseModel], ...]:
    """Every table there is: the core's and each register's."""
    from desk.core.files import Attachment, FileContent

    return (*CORE_MODELS, FileContent, Attachment, *(m for r in registers() for m in r.models))


def _site_words(first: FirstRun) -> dict[str, str]:
    """Settings that are words of the site: begun in its language, changed as it likes."""
    from desk.reception.visitors.options import PURPOSES, STAYS

    _ = words.translator(first.language)
    return {
        DESK_NAME.key: first.desk_name or _("Desk 1"),
        SHIFTS.key: _("08:00 Early; 16:00 Late; 00:00 Night"),
        PURPOSES.key: _(
            "Family or friends; Business; Delivery; Takeaway; Courier; Repair; Decoration; "
            "Cleaning; Tutor; Viewing; Interview; Office matter; Other"
        ),
        STAYS.key: _("Delivery 30; Takeaway 20; Courier 20; Viewing 60"),
    }


def key_slots(folder: Path) -> tuple[str, ...]:
    """The ways in which a store can be unlocked: keyring, passphrase, recovery, plain."""
    return keyslots.slots(folder)


def accept_clock(desk: Desk, reason: str) -> None:
    """Go on working though the clock stands before the last entry; kept in the log."""
    with desk.change(Permission.CLOCK_ACCEPT, "clock.accepted", reason=reason):
        pass
