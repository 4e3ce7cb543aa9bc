"""The folder that a store lives in: fit for a database, and used by one program at a time."""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desk.core.errors import StoreError

DATABASE = "desk.db"
KEYS = "desk.keys"
LOCK = "desk.lock"
HOLDER = "desk.holder"
LOW_SPACE = 500 * 1024 * 1024

# File locks and shared memory, which WAL stands on, can't be trusted on any of these.
NETWORK_KINDS = frozenset(
    (
        *("9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "davfs2", "drvfs"),
        *("glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb", "smb2", "smb3"),
        *("smbfs", "vboxsf", "vmhgfs", "webdav"),
    )
)
# Of the many things behind FUSE these are remote; a local one (NTFS, encrypted folders) is fine.
NETWORK_FUSE = frozenset(
    (
        *("cephfs", "curlftpfs", "davfs2", "glusterfs", "goofys", "google-drive-ocamlfuse"),
        *("gvfsd-fuse", "juicefs", "onedriver", "rclone", "s3fs", "smbnetfs", "sshfs"),
        "vmhgfs-fuse",
    )
)
_DRIVE_REMOTE = 4


def refuse_network(folder: Path) -> None:
    """Raise StoreError("store.network_folder") if ``folder`` is not on a disk of this machine."""
    if is_network(folder):
        raise StoreError("store.network_folder", folder=str(folder))


def is_network(folder: Path) -> bool:
    """Whether ``folder`` (which need not exist yet) lies on a share. Takes well under 1 ms."""
    path = folder.absolute()
    while not path.exists() and path != path.parent:
        path = path.parent
    path = path.resolve()
    if sys.platform == "win32":
        return _windows_remote(path)
    return _remote_kind(_filesystem(path))


def _remote_kind(kind: str) -> bool:
    name, _, helper = kind.lower().partition(".")
    return name in NETWORK_KINDS or (name.startswith("fuse") and helper in NETWORK_FUSE)


def _windows_remote(path: Path) -> bool:
    drive = path.drive
    if drive.startswith("\\\\"):
        return not drive.startswith("\\\\?\\") or drive.upper().startswith("\\\\?\\UNC\\")
    import ctypes

    kind: int = ctypes.windll.kernel32.GetDriveTypeW(drive + "\\")  # type: ignore[attr-defined,unused-ignore]
    return kind == _DRIVE_REMOTE


def _filesystem(path: Path) -> str:
    best, kind = "", ""
    for place, found in _mounts():
        inside = path == Path(place) or Path(place) in path.parents
        # A later mount on the same place hides the earlier one, hence ">=".
        if inside and len(place) >= len(best):
            best, kind = place, found
    return kind


def _mounts() -> list[tuple[str, str]]:
    table = Path("/proc/self/mounts")
    if table.exists():
        # psutil reads the same table, but importing it costs more than opening the store.
        lines = table.read_text("utf-8", "surrogateescape").splitlines()
        return [(_unescaped(line.split(" ")[1]), line.split(" ")[2]) for line in lines]
    import psutil

    return [(part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True)]


def _unescaped(place: str) -> str:
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(code, char)
    return place


def free_bytes(folder: Path) -> int:
    """Free bytes on the disk that ``folder`` is on."""
    return shutil.disk_usage(folder).free


def writable(path: Path) -> bool:
    """Whether ``path`` can be written as things stand; also False on a read-only disk."""
    return os.access(path, os.W_OK)


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` durable. Windows has no such call and needs none."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """Make ``folder`` for its owner alone, unless it is there. Raises StoreError."""
    refuse_network(folder)
    with folder_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def folder_errors(folder: Path) -> Iterator[None]:
    """Context: what the disk refuses in ``folder`` comes out as StoreError."""
    try:
        yield
    except FileExistsError:
        raise StoreError("store.exists", folder=str(folder)) from None
    except OSError as error:
        raise _refusal(folder, error) from error


def _refusal(folder: Path, error: OSError) -> StoreError:
    full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    return StoreError("store.disk_full" if full else "store.read_only", folder=str(folder))


class FolderLock:
    """Sole use of a store's folder by one program, until ``release`` or the process's end."""

    def __init__(self, folder: Path) -> None:
        """Take the lock at once or raise StoreError("store.in_use", who=...)."""
        self._holder = folder / HOLDER
        self._handle: int | None = None
        try:
            handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise _refusal(folder, error) from error
        try:
            _lock_at_once(handle)
        except OSError:
            os.close(handle)
            raise StoreError("store.in_use", folder=str(folder), who=self._who()) from None
        self._handle = handle
        with suppress(OSError):
            self._holder.write_text(json.dumps(_myself()), "utf-8")

    def release(self) -> None:
        """Let another program have the folder. Harmless when done twice."""
        if self._handle is not None:
            with suppress(OSError):
                self._holder.unlink()
            os.close(self._handle)  # the lock goes with it, as it does with the process
            self._handle = None

    def _who(self) -> str:
        # Only what stands beside the lock: the lock itself can't be read while it is held.
        with suppress(OSError, ValueError, KeyError, TypeError):
            held = json.loads(self._holder.read_text("utf-8"))
            return f"{held['user']}@{held['host']}, {held['pid']}"
        return "?"


def _lock_at_once(handle: int) -> None:
    """Lock an open file for this process alone. Raises OSError if another one has it.

    Not ``filelock``: reading that package took a twentieth of the start, for these two calls.
    """
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _myself() -> dict[str, object]:
    user = "?"
    with suppress(Exception):  # getpass raises what the platform likes when there is no name
        user = getpass.getuser()
    return {"pid": os.getpid(), "user": user, "host": platform.node()}
