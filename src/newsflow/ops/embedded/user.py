"""As whom the server runs: PostgreSQL refuses root, and we make no users."""

import os
import pwd
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsflow.domain.errors import SetupError

NOBODY = "nobody"
CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class ServerUser:
    """The user whose uid the server and its files have."""

    name: str
    uid: int
    gid: int

    @property
    def is_us(self) -> bool:
        """Whether the server runs as the program itself does."""
        return self.uid == os.geteuid()

    def command(self, program: Path, *arguments: str) -> list[str]:
        """The argument list that runs `program` as this user, bound to this process's life."""
        return [*_script("run", self), str(os.getpid()), str(program), *arguments]

    def out_of_reach(self, *paths: Path) -> list[Path]:
        """Those of `paths` that this user cannot traverse (folders) or run (files); asked of the kernel itself."""
        if self.is_us:
            return []
        asked = subprocess.run(  # noqa: S603 - our own interpreter and script, no shell
            [*_script("reach", self), *map(str, paths)], capture_output=True, text=True, check=True, env={}
        )
        return [Path(line) for line in asked.stdout.splitlines()]


def _script(what: str, user: ServerUser) -> Sequence[str]:
    return [sys.executable, "-I", "-S", str(CHILD), what, str(user.uid), str(user.gid)]


def server_user(asked: str | None, owner_uid: int | None) -> ServerUser:
    """The user to run the server as.

    Not root: ourselves. Root: `asked`, else the one that owns the cluster (`owner_uid`), else nobody. SetupError
    when that user has no passwd entry (PostgreSQL needs one), is root, or is not who the cluster belongs to.
    """
    if asked is None and os.geteuid() == 0 and owner_uid is not None:
        entry = _by_uid(owner_uid)
    elif asked is None:
        entry = _by_uid(os.geteuid()) if os.geteuid() != 0 else _by_name(NOBODY)
    else:
        entry = _by_name(asked)
    if entry.pw_uid == 0:
        raise SetupError(
            "PostgreSQL refuses to run as root.",
            "The database user given is root.",
            "Name another with --database-user, or leave it out for nobody.",
        )
    if os.geteuid() not in {0, entry.pw_uid}:
        raise SetupError(
            "The database cannot run as another user.",
            f"{entry.pw_name} was asked for, and this program is not root.",
            "Leave --database-user out.",
        )
    if owner_uid is not None and owner_uid != entry.pw_uid:
        raise SetupError(
            "The cluster belongs to another user.",
            f"Its files have uid {owner_uid}, and the server would run as {entry.pw_name} ({entry.pw_uid}).",
            "Start with the user that made it.",
        )
    return ServerUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _by_name(name: str) -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        raise SetupError(
            "The database user is not known here.",
            f"There is no passwd entry for {name}.",
            "Name one that exists with --database-user.",
        ) from None


def _by_uid(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise SetupError(
            "PostgreSQL does not run for a user without a name.",
            f"uid {uid} has no passwd entry.",
            "Start as a user that has one, or add the entry.",
        ) from None
