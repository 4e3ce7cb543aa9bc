"""What the README tells people to type is there."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.contracts.source import ROOT

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = "\n".join(re.findall(r"```(?:sh|bat)\n(.*?)```", README, re.DOTALL))
SUBCOMMANDS = sorted(set(re.findall(r"main\.py ([a-z]+)", COMMANDS)))


def test_files_that_are_named_exist() -> None:
    named = set(re.findall(r"[\w./-]+\.(?:py|txt)\b", COMMANDS))
    named |= {target for target in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in target}
    assert named >= {"main.py", "requirements.txt", "requirements-dev.txt", "LICENSE"}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_windows_spelling_says_the_same() -> None:
    lines = [line for line in COMMANDS.splitlines() if "-m venv" in line]
    unix = [line for line in lines if line.startswith("python3 ")]
    windows = [line for line in lines if line.startswith("py ")]
    as_windows = [
        line.replace("python3 ", "py ").replace(".venv/bin/", ".venv\\Scripts\\") for line in unix
    ]
    assert as_windows == windows
    assert len(unix) == 2


def test_system_packages_are_those_of_the_checks() -> None:
    (line,) = re.findall(r"apt-get install --no-install-recommends (.+)", COMMANDS)
    (block,) = re.findall(r"packages=\((.*?)\)", (ROOT / ".ci/run").read_text("utf-8"), re.DOTALL)
    assert line.split() == block.split()


def test_checks_run_the_same_tests() -> None:
    assert "python -m pytest -n auto" in COMMANDS
    assert re.search(r"python -m pytest .*-n auto", (ROOT / ".ci/run").read_text("utf-8"))


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_command_has_help(name: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), name, "--help"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert name in done.stdout
    for option in re.findall(rf"main\.py {name}[^#\n]*?(--[a-z-]+)", COMMANDS):
        assert option in done.stdout
