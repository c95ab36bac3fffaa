"""What `newsflow migrate` does: the schema, the beginning of the wire, and the agency's codes."""

from collections.abc import Iterator
from dataclasses import dataclass

from psycopg import AsyncConnection

from newsflow.db.migrate import migrate
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.errors import SetupError
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE
from newsflow.ops.settings import Settings

SECTION = "section"
"""The one kind whose number may change: it names the HAS category that the section is shown under."""


@dataclass(frozen=True, slots=True)
class WireName:
    """Whose wire it is."""

    wire: str


@dataclass(frozen=True, slots=True)
class KnownCode:
    """A code as it was ever in use, with its HAS number."""

    kind: str
    code: str
    number: int
    retired: bool


BEGIN_WIRE = query("ops.begin_wire")
WIRE_NAME = query("ops.wire_name", row=WireName)
CODES = query("ops.codes", row=KnownCode)
PUT_CODE = query("ops.put_code")


def agency_of(settings: Settings) -> Agency:
    """The agency that the settings name: its file's, else the demo's, under another code if one is set."""
    return read_agency(settings.agency_file or AGENCY_FILE, code=settings.agency_code)


async def agency_of_wire(db: Connection, settings: Settings) -> Agency:
    """The agency whose wire the database holds, under the code that it was begun with.

    A command run beside `newsflow up --agency-code` must not name items and providers by the file's own code.
    SetupError when the settings name another code than the wire's, or when there is no wire yet.
    """
    begun = await row(db, WIRE_NAME)
    if begun is None:
        raise SetupError("There is no wire here yet.", "wire_head is empty.", "Run `newsflow migrate`.")
    _check_name(begun.wire, settings.agency_code or begun.wire)
    return read_agency(settings.agency_file or AGENCY_FILE, code=begun.wire)


def _check_name(wire: str, code: str) -> None:
    if wire != code:
        raise SetupError(
            "The database belongs to another agency.",
            f"Its wire is “{wire}”, and the agency's code is “{code}”.",
            "Use that code, or an empty database: a wire keeps its name for ever.",
        )


async def prepare(dsn: str, agency: Agency, clock: Clock) -> list[str]:
    """Bring the database up to date as its owner; gives the migrations that ran now.

    SetupError when the database is another agency's, or when the file gives a code in use another meaning.
    """
    done = await migrate(dsn)
    async with await AsyncConnection.connect(dsn) as db:
        await run(db, BEGIN_WIRE, {"wire": agency.code, "at": clock()})
        begun = await row(db, WIRE_NAME)
        if begun is not None:
            _check_name(begun.wire, agency.code)
        await _keep_codes(db, agency)
    return done


async def _keep_codes(db: Connection, agency: Agency) -> None:
    known = {(each.kind, each.code): each for each in await rows(db, CODES)}
    wanted = {(each.kind, each.code): each for each in _codes(agency)}
    numbers = {(each.kind, each.number): each.code for each in known.values() if each.kind != SECTION}
    for key, code in wanted.items():
        before = known.get(key)
        if code.kind != SECTION:
            taken_by = numbers.get((code.kind, code.number), code.code)
            if taken_by != code.code or (before is not None and before.number != code.number):
                raise SetupError(
                    "A code in use cannot change its meaning.",
                    f"The {code.kind} “{code.code}” has number {code.number} now;"
                    f" the number of “{taken_by}” or of the code itself was another.",
                    "Put it back; retire the old code and take a new number for a new meaning.",
                )
    left_out = [
        KnownCode(old.kind, old.code, old.number, retired=True)
        for key, old in known.items()
        if key not in wanted
    ]
    for code in (*wanted.values(), *left_out):
        if known.get((code.kind, code.code)) != code:
            await run(
                db,
                PUT_CODE,
                {"kind": code.kind, "code": code.code, "number": code.number, "retired": code.retired},
            )


def _codes(agency: Agency) -> Iterator[KnownCode]:
    for section in agency.sections:
        yield KnownCode(SECTION, section.code, section.category, section.retired)
    for category in agency.categories:
        yield KnownCode("category", category.code, category.number, retired=False)
    for kind, table in (
        ("package", agency.packages),
        ("provider", agency.providers),
        ("priority", agency.priorities),
        ("type", agency.types),
        ("language", agency.languages),
    ):
        for each in table:
            yield KnownCode(kind, each.code, each.number, each.retired)
