"""Bring a store up to this program's schema: on a copy, verified, put in place at one stroke.

The scripts in ``desk/migrations`` are run and recorded by ``playhouse.migrations``. They hold SQL,
never models, and are frozen once released. ``playhouse.schema_diff`` and its templates pass over
types, NOT NULL, CHECK and partial indexes, on which this house stands: see ``desk.core.schema``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from desk.core import copies, engine
from desk.core import folder as place
from desk.core.engine import StoreDatabase
from desk.core.errors import StoreError
from desk.core.schema import Model, differences
from desk.core.storage import Storage

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"
HISTORY = "schema_migration"
WORK = "desk.next"
BACKUPS = "backups"


def version(storage: Storage) -> int:
    """The number of the last migration that the store has seen; 0 for an empty one."""
    return int(storage.database.execute_sql("PRAGMA user_version").fetchone()[0])


def latest(directory: Path = MIGRATIONS) -> int:
    """The number of the newest migration there is; 0 if there is none."""
    return max((int(path.name[:4]) for path in directory.glob("[0-9]*.py")), default=0)


def is_current(storage: Storage) -> bool:
    """Whether ``bring_up`` has nothing to do. One small read."""
    return version(storage) == latest()


def bring_up(
    storage: Storage, models: Sequence[Model] = (), directory: Path = MIGRATIONS
) -> list[str]:
    """Run what is missing; the names of what was run. Costs one small read if nothing is.

    An existing store is copied, the copy is migrated and verified (integrity, foreign keys, and
    against ``models``), then takes its place; the old file is kept in ``backups/``. Until then
    nothing touches it. Raises StoreError store.newer_schema, store.migration_failed (``name``),
    store.disk_full, store.damaged.
    """
    have, newest = version(storage), latest(directory)
    if have == newest:
        return []
    if have > newest:
        raise _newer(storage, have)
    if have == 0 and _is_empty(storage.database):
        return _run(storage.database, models, directory)
    return _run_on_copy(storage, models, directory)


def _newer(storage: Storage, have: object) -> StoreError:
    return StoreError("store.newer_schema", version=have, folder=str(storage.folder))


def _is_empty(database: StoreDatabase) -> bool:
    return not set(database.get_tables()) - {HISTORY}


def _run_on_copy(storage: Storage, models: Sequence[Model], directory: Path) -> list[str]:
    work = storage.folder / WORK
    copies.remove(work)  # what a run that was cut off left behind
    needed = 2 * storage.path.stat().st_size
    if place.free_bytes(storage.folder) < needed:
        raise StoreError("store.disk_full", folder=str(storage.folder), needed=needed)
    before = version(storage)
    storage.copy_to(work)
    database = storage.beside(work)
    try:
        done = _run(database, models, directory)
    except BaseException:
        database.close_all()
        copies.remove(work)
        raise
    database.close_all()
    copies.sync_file(work)
    storage.close_connections()
    _keep(storage.path, storage.folder / BACKUPS / f"desk-before-{before + 1:04d}.db")
    storage.replace_by(work)
    return done


def _run(database: StoreDatabase, models: Sequence[Model], directory: Path) -> list[str]:
    from playhouse.migrations import Runner

    runner = Runner(database, str(directory), HISTORY)
    unknown = set(runner.applied()) - {step.name for step in runner.migrations()}
    if unknown:
        raise StoreError("store.newer_schema", version=max(unknown), folder=str(database.path))
    steps = [step for step in runner.status() if not step.applied]
    for step in steps:
        # One at a time, so that the failing one has a name.
        try:
            runner.up(step.name)
        except StoreError:
            raise
        except Exception as error:
            raise _failed(step.name, repr(error)) from error
    found = engine.problems(database) or differences(database, models)
    if found:
        raise _failed(steps[-1].name if steps else HISTORY, "; ".join(found[:3]))
    # The quick answer to "is anything missing?"; the history table has the last word.
    database.execute_sql(f"PRAGMA user_version = {latest(directory)}")
    return [step.name for step in steps]


def _failed(name: str, detail: str) -> StoreError:
    return StoreError("store.migration_failed", name=name, detail=detail)


def _keep(path: Path, backup: Path) -> None:
    """Keep the closed file ``path`` as ``backup`` too; a link where the disk has links."""
    with place.folder_errors(backup.parent):
        backup.parent.mkdir(mode=0o700, exist_ok=True)
        with suppress(FileNotFoundError):
            backup.unlink()
        try:
            os.link(path, backup)
        except OSError:
            shutil.copyfile(path, backup)
            copies.sync_file(backup)
        place.sync_folder(backup.parent)
