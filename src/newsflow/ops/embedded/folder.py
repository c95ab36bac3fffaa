"""The data folder: what lies where, whose it is, and who has it open."""

import fcntl
import os
import pwd
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import structlog

from newsflow.domain.errors import SetupError
from newsflow.ops.embedded.user import ServerUser, server_user

SOCKET_PORT = 5432
"""Part of the socket's file name only: the server listens on no network address."""

LONGEST_SOCKET_PATH = 107
"""Bytes that the kernel allows for a socket's path (unix(7): 108 with the closing zero)."""

SYSTEM_FOLDER = Path("/var/lib/newsflow")

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The parts of one node's data folder."""

    path: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own files."""
        return self.path / "pg"

    @property
    def incoming(self) -> Path:
        """A cluster of the next major version, whole and about to take its place."""
        return self.path / "pg.ready"

    @property
    def has_cluster(self) -> bool:
        """Whether there is a cluster; none is made by asking."""
        return self.cluster.exists() or self.incoming.exists()

    @property
    def run(self) -> Path:
        """The folder of the server's socket."""
        return self.path / "run"

    @property
    def keys(self) -> Path:
        """Passwords and keys, ours alone."""
        return self.path / "keys"

    @property
    def log(self) -> Path:
        """The logs of the children."""
        return self.path / "log"

    @property
    def objects(self) -> Path:
        """The local object store."""
        return self.path / "objects"

    @property
    def search(self) -> Path:
        """The search index; it is built from the wire, and worth no backup."""
        return self.path / "search"

    @property
    def scratch(self) -> Path:
        """Files in the making: what is left of them is worth nothing."""
        return self.path / "scratch"

    @property
    def address(self) -> Path:
        """Where the node's public URL is left."""
        return self.path / "address"

    def made_for(self, user: ServerUser) -> None:
        """Make the folders that are missing, each with its owner and mode; check that `user` can get there."""
        length = len(os.fsencode(self.run / f".s.PGSQL.{SOCKET_PORT}"))
        if length > LONGEST_SOCKET_PATH:
            raise SetupError(
                "The data folder's path is too long for a socket.",
                f"{self.run} makes {length} bytes, and the kernel allows {LONGEST_SOCKET_PATH}.",
                "Choose a data folder with a shorter path.",
            )
        if user.out_of_reach(nearest_folder(self.path.parent)):
            raise unreachable(self.path, user)
        if not self.path.exists():
            self.path.mkdir(parents=True, mode=0o711)
        if not user.is_us:
            self.path.chmod(self.path.stat().st_mode | 0o011)
        _own_folder(self.keys, 0o700)
        _own_folder(self.log, 0o700)
        _own_folder(self.objects, 0o700)
        _own_folder(self.run, 0o700, user)

    def secret(self, name: str) -> str:
        """The generated secret of that name under `keys`, made on first asking (256 bits, mode 0600)."""
        path = self.keys / name
        if not path.exists():
            making = path.with_name(f".{name}.making")
            making.touch(mode=0o600)
            making.write_text(secrets.token_urlsafe(32), encoding="ascii")
            making.rename(path)
        return path.read_text(encoding="ascii").strip()

    def major_version(self) -> int | None:
        """The major version that the cluster was made by; None when there is no cluster yet."""
        try:
            return int((self.cluster / "PG_VERSION").read_text(encoding="ascii"))
        except FileNotFoundError:
            return None

    def owner_uid(self) -> int | None:
        """The uid that the cluster's files have; None when there is no cluster yet."""
        try:
            return self.cluster.stat().st_uid
        except FileNotFoundError:
            return None

    def lock(self) -> IO[str]:
        """Hold the folder for this process until the file is closed; SetupError when another holds it."""
        file = (self.path / "lock").open("a+", encoding="ascii")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            file.close()
            raise FolderInUseError(
                "The data folder is in use.",
                f"{self.path} is held by process {holder}.",
                "Stop that program first, or choose another folder with --data.",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        return file

    def check_held(self, held: IO[str]) -> None:
        """Return when `held` still is this folder's lock; FolderGoneError when the folder was taken away."""
        lock = self.path / "lock"
        if not lock.exists() or not os.path.samestat(lock.stat(), os.fstat(held.fileno())):
            raise FolderGoneError(
                "The data folder is gone.",
                f"{self.path} was removed or replaced while the database ran in it.",
                "Bring it back, or restore a backup, and start again.",
            )


class FolderGoneError(SetupError):
    """The data folder was taken away under a running program."""


class FolderInUseError(SetupError):
    """Another program that is alive has the data folder open."""


def _own_folder(path: Path, mode: int, user: ServerUser | None = None) -> None:
    path.mkdir(mode=mode, exist_ok=True)
    path.chmod(mode)
    if user is not None and path.stat().st_uid != user.uid:
        os.chown(path, user.uid, user.gid)


def unreachable(path: Path, user: ServerUser) -> SetupError:
    """The error for a data folder that lies under one which the server's user may not enter."""
    return SetupError(
        "The database server cannot get to the data folder.",
        f"{path} lies under a folder that {user.name} (uid {user.uid}) may not enter.",
        f"Choose another with --data (such as {SYSTEM_FOLDER}), or name a user who may enter with --database-user.",
    )


def default_data_folder(environ: Mapping[str, str]) -> Path:
    """Where data lies when no folder is named: /var/lib/newsflow for root, else under the user's home.

    Root's own home is closed to the server's user on most machines, so it is never the default. A user without a
    passwd entry (a container's) has the home that HOME names, or none: then it is root's default.
    """
    if os.geteuid() == 0:
        return SYSTEM_FOLDER
    if given := environ.get("XDG_DATA_HOME"):
        return Path(given) / "newsflow"
    try:
        home = pwd.getpwuid(os.geteuid()).pw_dir
    except KeyError:
        home = environ.get("HOME", "")
    return Path(home) / ".local" / "share" / "newsflow" if home.startswith("/") else SYSTEM_FOLDER


def reachable_folder(default: Path, database_user: str | None) -> Path:
    """`default`, or the system's folder for data, said so, where the server's user cannot get to `default`.

    Only for a folder that nobody named: who names one gets it, or an error.
    """
    user = server_user(database_user, DataFolder(default).owner_uid())
    if not user.out_of_reach(nearest_folder(default.parent)):
        return default
    instead = SYSTEM_FOLDER / default.name if default != SYSTEM_FOLDER else default
    log.warning("data_folder_out_of_reach", folder=str(default), user=user.name, instead=str(instead))
    return instead


def nearest_folder(path: Path) -> Path:
    """`path`, or the nearest folder above it that exists."""
    return next(folder for folder in (path, *path.parents) if folder.is_dir())
