"""What `newsflow migrate` does: the schema, the beginning of the wire, and the agency's codes."""

from dataclasses import dataclass

import structlog
from psycopg import AsyncConnection

from newsflow.db.migrate import lacking, migrate
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.errors import SetupError
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.newsroom.description.codes import KnownCode, check_codes, codes_of, known_codes
from newsflow.newsroom.description.in_force import FROM_FILE, InForce, in_force
from newsflow.ops.demo import AGENCY_FILE
from newsflow.ops.settings import Settings

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class WireName:
    """Whose wire it is."""

    wire: str


@dataclass(frozen=True, slots=True)
class Applied:
    """A migration that ran."""

    name: str


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who may invite people."""

    id: str


BEGIN_WIRE = query("ops.begin_wire")
WIRE_NAME = query("ops.wire_name", row=WireName)
MIGRATIONS_APPLIED = query("ops.migrations_applied", row=Applied)
ADMINISTRATORS = query("ops.administrators", row=Administrator)
PUT_CODE = query("ops.put_code")


def agency_of(settings: Settings) -> Agency:
    """The agency that the settings name: its file's, else the demo's, under another code if one is set."""
    return read_agency(settings.agency_file or AGENCY_FILE, code=settings.agency_code)


async def agency_of_wire(db: Connection, settings: Settings) -> InForce:
    """The agency whose wire the database holds: as the desk last changed it, else as the file says, under the wire's code.

    A command run beside `newsflow up --agency-code` must not name items and providers by the file's own code.
    SetupError when the settings name another code than the wire's, when there is no wire yet, or when the database is
    older than this program.
    """
    await _check_age(db)
    begun = await row(db, WIRE_NAME)
    if begun is None:
        raise SetupError("There is no wire here yet.", "wire_head is empty.", "Run `newsflow migrate`.")
    _check_name(begun.wire, settings.agency_code or begun.wire)
    return await in_force(db, read_agency(settings.agency_file or AGENCY_FILE, code=begun.wire))


async def _check_age(db: Connection) -> None:
    lacks = lacking({each.name for each in await rows(db, MIGRATIONS_APPLIED)})
    if lacks:
        raise SetupError(
            "The database is older than this program.",
            f"It lacks {lacks[0]} and {len(lacks) - 1} more." if lacks[1:] else f"It lacks {lacks[0]}.",
            "Run `newsflow migrate`; a node that runs is to be started again with this program.",
        )


def _check_name(wire: str, code: str) -> None:
    if wire != code:
        raise SetupError(
            "The database belongs to another agency.",
            f"Its wire is “{wire}”, and the agency's code is “{code}”.",
            "Use that code, or an empty database: a wire keeps its name for ever.",
        )


async def has_administrator(dsn: str) -> bool:
    """Whether somebody may invite people to the desk."""
    async with await AsyncConnection.connect(dsn) as db:
        return await row(db, ADMINISTRATORS) is not None


async def prepare(dsn: str, agency: Agency, clock: Clock) -> list[str]:
    """Bring the database up to date as its owner; gives the migrations that ran now.

    `agency` is the file's; where the desk has changed the description, that one's codes are kept. SetupError when the
    database is another agency's, or when the file gives a code in use another meaning.
    """
    done = await migrate(dsn)
    async with await AsyncConnection.connect(dsn) as db:
        await run(db, BEGIN_WIRE, {"wire": agency.code, "at": clock()})
        begun = await row(db, WIRE_NAME)
        if begun is not None:
            _check_name(begun.wire, agency.code)
        found = await in_force(db, agency)
        if found.number != FROM_FILE:
            log.info("agency_from_desk", number=found.number)
        await _keep_codes(db, found.agency)
    return done


async def _keep_codes(db: Connection, agency: Agency) -> None:
    found = await known_codes(db)
    check_codes(found, agency)
    known = {(each.kind, each.code): each for each in found}
    wanted = {(each.kind, each.code): each for each in codes_of(agency)}
    left_out = [
        KnownCode(old.kind, old.code, old.number, retired=True)
        for key, old in known.items()
        if key not in wanted
    ]
    changed = [each for each in (*wanted.values(), *left_out) if known.get((each.kind, each.code)) != each]
    async with db.pipeline():
        for code in changed:
            await run(
                db,
                PUT_CODE,
                {"kind": code.kind, "code": code.code, "number": code.number, "retired": code.retired},
            )
