from __future__ import annotations

import threading
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.kit import jobs


def test_result_comes_on_the_gui_thread(qtbot) -> None:
    heard: list[Any] = []
    jobs.start(
        lambda tick: threading.current_thread(),
        done=lambda worker: heard.append((worker, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(heard))
    worker, here = heard[0]
    assert here is threading.main_thread()
    assert worker is not here


def test_progress_and_stop(qtbot) -> None:
    bar = jobs.JobBar()
    qtbot.addWidget(bar)
    go = threading.Event()
    failed: list[Exception] = []

    def work(tick: jobs.Tick) -> None:
        tick(1, 4)
        go.wait(5)
        tick(2, 4)

    job = jobs.start(work, failed=failed.append)
    bar.follow(job, "Exporting")
    qtbot.waitUntil(lambda: bar._bar.value() == 250)
    bar._stop.click()
    go.set()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], jobs.Cancelled)
    assert job.cancelled
    assert not bar.isVisible()


def test_nothing_is_delivered_to_who_is_gone(qtbot) -> None:
    owner = QWidget()
    go = threading.Event()
    heard: list[Any] = []
    job = jobs.start(lambda tick: go.wait(5), done=heard.append, owner=owner)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not jobs.shiboken6.isValid(owner))
    with qtbot.waitSignal(job.ended):
        go.set()
    assert heard == []


def test_an_error_without_a_handler_reaches_the_excepthook(qtbot) -> None:
    with qtbot.captureExceptions() as caught:
        job = jobs.start(lambda tick: 1 // 0)
        qtbot.waitSignal(job.ended).wait()
    assert caught[0][0] is ZeroDivisionError


def test_stop_all_waits(qtbot) -> None:
    jobs.start(lambda tick: None)
    assert jobs.stop_all()
