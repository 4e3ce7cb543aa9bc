"""Long work off the GUI thread, its result back on it.

    job = jobs.start(lambda tick: export(desk, path, tick), done=shown, owner=self)
    bar.follow(job, _("Exporting …"))     # a JobBar: progress and a stop button
    job.cancel()                          # the next tick(done, total) raises Cancelled

Work that reads the store does so ``with desk.storage.thread():``.
``done``, ``failed`` and ``progress`` are called on the GUI thread, and not at all once ``owner``
is gone. Without ``failed`` an error is raised there, so that the excepthook reports it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desk.core.words import _
from ui.kit.plain import label

Tick = Callable[[int, int], None]


class Cancelled(Exception):
    """Raised inside the work by ``tick`` after somebody pressed stop."""


class Job(QObject):
    """One piece of work under way."""

    progressed = Signal(int, int)
    ended = Signal()
    _finished = Signal(object, object)

    def __init__(self, owner: QObject | None) -> None:
        super().__init__()
        self._owner = owner
        self._stop = threading.Event()
        self.at = (0, 0)
        self.over = False
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[Exception], None] | None = None
        self._finished.connect(self._deliver)

    def cancel(self) -> None:
        """Ask the work to stop at its next tick."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def tick(self, done: int, total: int) -> None:
        """Called by the work. Raises Cancelled once ``cancel`` was called."""
        if self._stop.is_set():
            raise Cancelled
        self.at = (done, total)
        self.progressed.emit(done, total)

    @Slot(object, object)
    def _deliver(self, result: Any, error: Exception | None) -> None:
        _running.discard(self)
        self.over = True
        self.ended.emit()
        if self._owner is not None and not shiboken6.isValid(self._owner):
            return
        if error is None:
            if self._done is not None:
                self._done(result)
        elif self._failed is not None:
            self._failed(error)
        elif not isinstance(error, Cancelled):
            raise error


class _Work(QRunnable):
    def __init__(self, job: Job, work: Callable[[Tick], Any]) -> None:
        super().__init__()
        self._job, self._work = job, work

    def run(self) -> None:
        result, error = None, None
        try:
            result = self._work(self._job.tick)
        except Exception as caught:  # noqa: BLE001  (handed over to the GUI thread)
            error = caught
        if shiboken6.isValid(self._job):
            self._job._finished.emit(result, error)


_running: set[Job] = set()


def start(
    work: Callable[[Tick], Any],
    done: Callable[[Any], None] | None = None,
    failed: Callable[[Exception], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
    owner: QObject | None = None,
) -> Job:
    """Begin ``work(tick)`` in the background. ``failed`` also hears of Cancelled."""
    job = Job(owner)
    job._done, job._failed = done, failed
    if progress is not None:
        job.progressed.connect(progress)
    _running.add(job)
    QThreadPool.globalInstance().start(_Work(job, work))
    return job


def stop_all(milliseconds: int = 10_000) -> bool:
    """Cancel everything and wait for it: before the store is closed. False if time ran out."""
    for job in tuple(_running):
        job.cancel()
    return QThreadPool.globalInstance().waitForDone(milliseconds)


class JobBar(QFrame):
    """What is being done, how far it is, and a button to stop it. Hidden while idle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        self._text: QLabel = label("")
        self._bar = QProgressBar()
        self._stop = QPushButton(_("Stop"))
        self._stop.setProperty("role", "ghost")
        self._stop.clicked.connect(self._cancel)
        self._job: Job | None = None
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self.hide()

    def follow(self, job: Job, text: str) -> None:
        """Show ``job`` until it ends."""
        self._text.setText(text)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        if job.over:
            return
        job.progressed.connect(self._progress)
        job.ended.connect(self.hide)
        self._job = job
        self._progress(*job.at)  # it may have got somewhere before anybody listened
        self.show()

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        if self._job is not None:
            self._job.cancel()

    def _progress(self, done: int, total: int) -> None:
        # whole per mille: sizes in bytes do not fit a progress bar's int
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(done * 1000 // total if total else 0)
