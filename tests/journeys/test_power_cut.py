"""``kill -9`` while visitors are signed in: whatever was acknowledged is there afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from desk import app
from desk.core.desk import SYSTEM
from desk.estate.models import Building, Unit
from desk.reception.models import Visit

ROOT = Path(__file__).resolve().parents[2]
SIGN_INS = 200
WORK = """
import sys
from pathlib import Path
from desk import app
from desk.core.desk import SYSTEM
from desk.reception.visitors.drafts import VisitDraft
from desk.reception.visitors.verbs import sign_in
desk = app.open_desk(Path(sys.argv[1]))
desk.session = SYSTEM
n = int(sys.argv[2])
while True:
    n += 1
    row = sign_in(desk, VisitDraft(name=f"访客{n}", purpose="delivery", unit=1), request=f"r{n}")
    sys.stdout.write(row.number + "\\n")
    sys.stdout.flush()
"""


def _one_run(folder: Path, begun: int, until: int) -> list[str]:
    """Sign in until ``until`` were acknowledged, then pull the plug in the middle of the next."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder), str(begun)],
        env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    said = []
    for line in child.stdout:
        said.append(line.strip())
        if len(said) >= until:
            break
    child.send_signal(signal.SIGKILL)
    # What was still in the pipe was acknowledged as well; a torn last line was not.
    rest = child.stdout.read().splitlines(keepends=True)
    said += [line.strip() for line in rest if line.endswith("\n")]
    child.stdout.close()
    child.wait()
    return said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_no_acknowledged_sign_in_is_missing(folder: Path) -> None:
    desk = app.open_desk(folder)
    desk.session = SYSTEM
    building = Building.create(code="1", name="1栋", sort="1")
    Unit.create(id=1, building=building, room="101", code="1-101", sort="1")
    desk.close()
    random = Random(9)
    acknowledged: list[str] = []
    while len(acknowledged) < SIGN_INS:
        begun = 1000 * (len(acknowledged) + 1)
        acknowledged += _one_run(folder, begun, random.randrange(15, 60))
    desk = app.open_desk(folder)
    stored = [row.number for row in Visit.select(Visit.number).order_by(Visit.number)]
    assert desk.chain.verify().whole
    assert desk.storage.problems() == []
    desk.close()
    assert set(acknowledged) <= set(stored)
    assert [int(number[3:]) for number in stored] == list(range(1, len(stored) + 1))
