"""The embedded database: one server over one data folder, from open to stop."""

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from newsflow.ops.embedded.binaries import Binaries, find_binaries
from newsflow.ops.embedded.cluster import Server, check_version, create_cluster, start_server, within_reach
from newsflow.ops.embedded.folder import DataFolder
from newsflow.ops.embedded.process import ServerProcess, check_system, end_leftovers
from newsflow.ops.embedded.roles import DATABASE, DatabaseRole, dsn, ensure_roles
from newsflow.ops.embedded.upgrade import end_carry_over
from newsflow.ops.embedded.user import server_user


class EmbeddedDatabase:
    """A PostgreSQL server that runs as our child; end it with `stop`, or use it in a `with`."""

    def __init__(self, folder: DataFolder, server: Server, process: ServerProcess, held: IO[str]) -> None:
        """Keep what `open` made; nobody else calls this."""
        self.folder = folder
        self.version = server.binaries.version
        self._server = server
        self._process = process
        self._held = held

    @classmethod
    def open(
        cls,
        data: Path,
        *,
        database_user: str | None = None,
        binaries: Binaries | None = None,
        fast_and_unsafe: bool = False,
    ) -> Self:
        """Start the server over `data`, made first if it is new, and return once it answers.

        `fast_and_unsafe` gives up durability and is for tests alone. Raises SetupError with what to do when the
        folder cannot be used: in use, made by another major version, or out of the server user's reach.
        """
        check_system()
        folder = DataFolder(data.absolute())
        user = server_user(database_user, folder.owner_uid())
        folder.made_for(user)
        held = folder.lock()
        with ExitStack() as undone_on_failure:
            undone_on_failure.callback(held.close)
            usable = within_reach(binaries or find_binaries(), folder, user)
            end_carry_over(folder)
            check_version(folder, usable)
            end_leftovers(folder)
            server = Server(usable, user, fast_and_unsafe)
            if folder.major_version() is None:
                create_cluster(folder, server)
            process = start_server(folder, server)
            undone_on_failure.callback(process.stop)
            ensure_roles(folder)
            undone_on_failure.pop_all()
        return cls(folder, server, process, held)

    @property
    def pid(self) -> int:
        """The process id of the server."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Whether the server is gone, stopped or not."""
        return self._process.has_ended

    def dsn(self, role: DatabaseRole, dbname: str = DATABASE) -> str:
        """The connection string of `role`, with its password: never log it."""
        return dsn(self.folder, role, dbname)

    def restart(self) -> None:
        """Start the server again after it has ended without our asking.

        FolderGoneError when the data folder is not the one that we hold any more: another program may have made
        one in its place, and that one's server is none of ours.
        """
        self._process.stop()
        self.folder.check_held(self._held)
        end_leftovers(self.folder)
        self._process = start_server(self.folder, self._server)

    def stop(self) -> None:
        """End the server within half a minute, in order if it lets us, and give the folder free."""
        self._process.stop()
        self._held.close()

    def __enter__(self) -> Self:
        """The database itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server."""
        self.stop()
