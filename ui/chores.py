"""What the program does by itself while the desk is quiet: warming up, tidying, promises."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from ui.kit import jobs

FIRST = 600  # ms after the first painting
EVERY = 60_000
RETENTION_EVERY = 6 * 60  # minutes
PROMISES_EVERY = 30  # minutes


class Chores(QObject):
    """Small work in the background, a little at a time; stops with the frame."""

    def __init__(self, frame: QObject, desk: Desk) -> None:
        super().__init__(frame)
        self._desk = desk
        self._minutes = 0
        self._running = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._minute)
        self._timer.start()
        self._first = QTimer(self, singleShot=True, interval=FIRST)
        self._first.timeout.connect(self._warm)
        self._first.start()

    def stop(self) -> None:
        """Begin nothing more."""
        self._timer.stop()
        self._first.stop()

    def _warm(self) -> None:
        # The first paper and the first pinyin are then as quick as the second.
        from desk.core import search
        from desk.printing import warm

        warm()
        jobs.start(lambda _tick: search.warm(), failed=lambda _error: None, owner=self)
        self._retain()
        self._promises()

    def _minute(self) -> None:
        self._minutes += 1
        if self._minutes % RETENTION_EVERY == 0:
            self._retain()
        if self._minutes % PROMISES_EVERY == 0:
            self._promises()
        if not self._running:
            self._running = True
            jobs.start(self._tidy, done=self._over, failed=self._over, owner=self)

    def _tidy(self, _tick: jobs.Tick) -> None:
        storage = self._desk.storage
        with storage.thread(), storage.transaction():
            self._desk.search.tidy()

    def _over(self, _outcome: object) -> None:
        self._running = False

    def _retain(self) -> None:
        """Erase what is past its time (domain.md §0); a failure waits for the next time."""
        if not self._desk.allows(Permission.RETENTION_RUN):
            return
        jobs.start(self._erase, failed=lambda _error: None, owner=self)

    def _promises(self) -> None:
        """Write down which promised days were kept and which broken; a failure waits, too."""
        if not self._desk.allows(Permission.DUNNING_WORK):
            return
        jobs.start(self._settle, failed=lambda _error: None, owner=self)

    def _settle(self, _tick: jobs.Tick) -> None:
        from desk.fees.dunning.promises import settle  # not needed for the first painting

        with self._desk.storage.thread():
            settle(self._desk)

    def _erase(self, tick: jobs.Tick) -> None:
        storage, erased = self._desk.storage, 0
        with storage.thread():
            for register in self._desk.registers:
                if register.retention is not None:
                    try:
                        erased += register.retention(self._desk)
                    except DeskError:
                        continue
            more = erased > 0
            while more:
                # Words that were erased leave the file only once the index is written anew;
                # a little at a time, so that nobody at the counter waits.
                tick(0, 0)
                with storage.transaction():
                    more = self._desk.search.tidy()
