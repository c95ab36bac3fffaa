"""Run as a script: become the server's user, be bound to the parent's life, then become PostgreSQL.

It is no import of ours: the interpreter starts it alone (`-I -S`), as root where we are root, so that it can be
read under a folder that the server's user may not enter. Its first argument says what to do:

    run UID GID PARENT PROGRAM [ARGUMENT…]    exec PROGRAM, which gets SIGINT (a fast shutdown) if PARENT dies
    reach UID GID PATH…                       print each PATH that the user cannot traverse or run
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def become(uid: int, gid: int) -> None:
    """Drop root for the server's user, for good, with none of root's groups."""
    if os.geteuid() == 0 and uid != 0:
        os.setgroups([])
        os.setresgid(gid, gid, gid)
        os.setresuid(uid, uid, uid)


def run(uid: int, gid: int, parent: int, program: str, arguments: list[str]) -> None:
    """Become `program`. The death signal is set after the user, because a change of user clears it."""
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
    become(uid, gid)
    if libc is not None and libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0) != 0:
        sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != parent:  # it died before the line above
        sys.exit("the parent is gone")
    os.execv(program, [program, *arguments])  # noqa: S606 - the exec is this file's purpose


def reach(uid: int, gid: int, paths: list[str]) -> None:
    """Print the paths that are out of the user's reach, one a line."""
    become(uid, gid)
    for path in paths:
        if not os.access(path, os.X_OK):
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    what, uid_text, gid_text, *rest = sys.argv[1:]
    if what == "run":
        run(int(uid_text), int(gid_text), int(rest[0]), rest[1], rest[2:])
    else:
        reach(int(uid_text), int(gid_text), rest)
