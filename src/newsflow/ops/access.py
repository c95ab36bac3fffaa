"""How a command gets to the database, whichever one it is and whether or not it runs already."""

from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

import psycopg

from newsflow.db.pool import Pool, open_pool
from newsflow.domain.errors import SetupError
from newsflow.ops.embedded import DatabaseRole, DataFolder, EmbeddedDatabase
from newsflow.ops.embedded.folder import FolderInUseError
from newsflow.ops.embedded.roles import dsn
from newsflow.ops.settings import Settings, owner_database_url


def app_dsn(settings: Settings) -> str:
    """The connection string of the app's role. The embedded database's password comes from the data folder."""
    if settings.database_url:
        return settings.database_url
    _check_begun(settings)
    return dsn(DataFolder(settings.data), DatabaseRole.APP)


def _check_begun(settings: Settings) -> None:
    if not DataFolder(settings.data).has_cluster:
        raise SetupError(
            "There is no Newsflow here.",
            f"{settings.data} holds no database.",
            "Name its folder with --data or NEWSFLOW_DATA; `newsflow up` begins a new one.",
        )


def owner_dsn(settings: Settings, environ: Mapping[str, str]) -> str:
    """The connection string of the owner's role, for `migrate` alone; SetupError where none is given."""
    if settings.is_embedded:
        return dsn(DataFolder(settings.data), DatabaseRole.OWNER)
    given = owner_database_url(environ)
    if given is None:
        raise SetupError(
            "The owner's database URL is missing.",
            "NEWSFLOW_DATABASE_URL is the app's, which may not migrate.",
            "Set NEWSFLOW_OWNER_DATABASE_URL or NEWSFLOW_OWNER_DATABASE_URL_FILE for this command.",
        )
    return given


@contextmanager
def running_database(settings: Settings, *, begins: bool = False) -> Generator[None]:
    """A database that answers until the block ends: the one that runs, or the embedded one started for it.

    Only a command that `begins` makes one where there is none. For all others a folder without a database is a
    mistyped one: SetupError, and nothing is written there.
    """
    if not settings.is_embedded:
        yield
        return
    if not begins:
        _check_begun(settings)
    try:
        database = EmbeddedDatabase.open(settings.data, database_user=settings.database_user)
    except FolderInUseError:  # `newsflow up` has it open, so it answers already
        yield
        return
    with database:
        yield


@asynccontextmanager
async def app_pool(settings: Settings, *, at_most: int = 10) -> AsyncGenerator[Pool]:
    """Connections as the app's role until the block ends; SetupError when the database does not answer."""
    async with AsyncExitStack() as held:
        try:
            pool = await held.enter_async_context(open_pool(app_dsn(settings), at_most=at_most))
        except psycopg.OperationalError as error:  # the pool's own PoolTimeout is one
            raise SetupError(
                "The database does not answer.",
                f"{'The embedded one in ' + str(settings.data) if settings.is_embedded else 'NEWSFLOW_DATABASE_URL'}"
                f": {error}.",
                "Start it, or `newsflow up`; `newsflow doctor` says more.",
            ) from error
        yield pool
