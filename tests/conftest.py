"""What holds for every test: no screen, no key store of the machine's, no folder of the user's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt, keyring or platformdirs.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
for _name in ("DESK_PASSPHRASE", "DESK_ADMIN_PASSWORD"):
    os.environ.pop(_name, None)

# A shared machine pauses at will: time is no verdict on an example. The same examples every run,
# so that a red test is red for whoever looks; `--hypothesis-seed` or the profile varies them.
settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("wander", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

pytest_plugins = ["tests.stores"]

_folders = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="keep the papers as they are now as golden"
    )


def pytest_configure(config: pytest.Config) -> None:
    folder = tempfile.TemporaryDirectory(prefix="desk-tests-", ignore_cleanup_errors=True)
    config.stash[_folders] = folder
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(Path(folder.name, name.lower()))
    for name in ("LOCALAPPDATA", "APPDATA"):
        if name in os.environ:
            os.environ[name] = folder.name


def pytest_unconfigure(config: pytest.Config) -> None:
    if folder := config.stash.get(_folders, None):
        folder.cleanup()


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Every test begins in the first language, whatever the one before it spoke."""
    from desk.core import words

    words.use(words.LANGUAGES[0])
    yield
    words.use(words.LANGUAGES[0])
