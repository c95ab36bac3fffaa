"""A cluster of PostgreSQL's: making one, and a server over it."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import structlog

from newsflow.domain.errors import SetupError
from newsflow.ops.embedded.binaries import Binaries, copied_beside
from newsflow.ops.embedded.folder import DataFolder
from newsflow.ops.embedded.process import CLEAN_ENVIRONMENT, ServerProcess, wait_until_ready
from newsflow.ops.embedded.roles import DatabaseRole
from newsflow.ops.embedded.user import ServerUser

LONGEST_LOG_BYTES = 10_000_000

SERVER_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "jit": "off",  # its warm-up costs more than our short queries take
    "log_line_prefix": "%m [%p] %q%u ",
    # A log never holds a story's text: no statement, no parameter, no row of a violated constraint.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}

UNSAFE_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Server:
    """Which programs run, as whom, and how carefully."""

    binaries: Binaries
    user: ServerUser
    fast_and_unsafe: bool = False


def within_reach(binaries: Binaries, folder: DataFolder, user: ServerUser) -> Binaries:
    """`binaries`, or their copy in the data folder when `user` cannot get to where they are."""
    if user.out_of_reach(binaries.programs, binaries.program("postgres")):
        return copied_beside(binaries, folder.path)
    return binaries


def check_version(folder: DataFolder, binaries: Binaries) -> None:
    """Return when the cluster is new or of the same major version; SetupError otherwise."""
    made_by = folder.major_version()
    if made_by not in {None, binaries.major}:
        raise SetupError(
            "The data folder was made by another version of PostgreSQL.",
            f"{folder.path} is of version {made_by}, and this one is {binaries.version}.",
            f"Run `newsflow upgrade --data {folder.path}`; it keeps a copy.",
        )


def create_cluster(folder: DataFolder, server: Server) -> None:
    """Make a new cluster; it gets its name only when it is whole, so that a kill leaves none half made."""
    making = folder.path / "pg.making"
    password = folder.run / "superuser.password"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    password.touch(mode=0o600)
    try:
        password.write_text(folder.secret(DatabaseRole.SUPERUSER.value), encoding="ascii")
        for path in (making, password):
            shutil.chown(path, server.user.uid, server.user.gid)
        made = subprocess.run(  # noqa: S603 - our own paths, no shell
            server.user.command(
                server.binaries.program("initdb"), *_initdb_arguments(making, password, server)
            ),
            capture_output=True,
            text=True,
            check=False,
            env=CLEAN_ENVIRONMENT,
            cwd="/",
        )
    finally:
        password.unlink()
    if made.returncode != 0:
        raise SetupError(
            "The database could not be created.",
            f"{folder.cluster}: {(made.stderr or made.stdout).strip()[-500:]}",
            "Mend that and start again; nothing is left half made.",
        )
    making.rename(folder.cluster)
    log.info("database_created", folder=str(folder.cluster), version=server.binaries.version)


def _initdb_arguments(cluster: Path, password: Path, server: Server) -> Iterator[str]:
    yield from ("--pgdata", str(cluster), "--username", DatabaseRole.SUPERUSER.value)
    yield from (
        "--pwfile",
        str(password),
        "--auth",
        "scram-sha-256",
        "--encoding",
        "UTF8",
        "--data-checksums",
    )
    if server.fast_and_unsafe:
        yield "--no-sync"
    if server.binaries.major >= 17:
        # pg_trgm asks the libc ctype what a letter is, whatever the provider: under `C`, Russian has no trigrams.
        yield from ("--locale", "C", "--lc-ctype", "C.UTF-8")
        yield from ("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8")
    else:
        yield from ("--locale", "C.UTF-8", "--lc-messages", "C")


def start_server(folder: DataFolder, server: Server) -> ServerProcess:
    """Start the server over a cluster that exists, and return once it answers."""
    output = folder.log / "postgresql.log"
    if output.exists() and output.stat().st_size > LONGEST_LOG_BYTES:
        output.rename(output.with_suffix(".log.1"))
    settings = SERVER_SETTINGS | (UNSAFE_SETTINGS if server.fast_and_unsafe else {})
    settings["unix_socket_directories"] = f'"{folder.run}"'
    arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = server.user.command(server.binaries.program("postgres"), "-D", str(folder.cluster), *arguments)
    process = ServerProcess(command, output=output)
    with ExitStack() as undone_on_failure:
        undone_on_failure.callback(process.stop)
        wait_until_ready(folder, process)
        undone_on_failure.pop_all()
    return process
