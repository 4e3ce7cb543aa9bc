"""The lock files hold what pyproject.toml asks for, every package with its hashes."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.contracts.source import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt")


def pins(name: str) -> dict[str, str]:
    """Package -> version, as a lock file has them. A package may have one line a platform."""
    joined = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    found = {}
    for line in filter(None, (line.strip() for line in joined.splitlines())):
        head, *hashes = line.split("--hash=")
        requirement = Requirement(head.strip())
        assert hashes, f"no hash: {head}"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", each) for each in hashes), head
        (version,) = requirement.specifier
        assert version.operator == "==", head
        found[canonicalize_name(requirement.name)] = version.version
    return found


def asked() -> dict[str, list[Requirement]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    wanted = [Requirement(line) for line in project["project"]["dependencies"]]
    extra = [Requirement(line) for line in project["dependency-groups"]["dev"]]
    return {"requirements.txt": wanted, "requirements-dev.txt": wanted + extra}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_what_is_asked_for(name: str) -> None:
    have = pins(name)
    wrong = [
        str(requirement)
        for requirement in asked()[name]
        if not requirement.specifier.contains(
            have.get(canonicalize_name(requirement.name), "0"), prereleases=True
        )
    ]
    assert not wrong, f"run .ci/lock: {wrong}"


def test_both_locks_agree() -> None:
    small, large = (pins(name) for name in LOCKS)
    assert {name: large.get(name) for name in small} == small


def test_locks_name_no_registry() -> None:
    for name in LOCKS:
        assert "://" not in (ROOT / name).read_text("utf-8")
