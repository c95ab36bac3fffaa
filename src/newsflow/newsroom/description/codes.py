"""The agency's codes as they were ever in use: one is retired, never re-used for something else."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsflow.db.query import Connection, query, rows
from newsflow.domain.agency import Agency
from newsflow.domain.errors import SetupError
from newsflow.domain.worded import worded

SECTION = "section"
"""The one kind whose number may change: it names the HAS category that the section is shown under."""


@dataclass(frozen=True, slots=True)
class KnownCode:
    """A code as it was ever in use, with its HAS number."""

    kind: str
    code: str
    number: int
    retired: bool


_CODES = query("newsroom/description.codes", row=KnownCode)


async def known_codes(db: Connection) -> list[KnownCode]:
    """Every code that was ever in use here."""
    return await rows(db, _CODES)


def check_codes(known: list[KnownCode], agency: Agency) -> None:
    """Pass when each code that was in use keeps its number, and each number its code. Raises SetupError."""
    before = {(each.kind, each.code): each for each in known}
    numbers = {(each.kind, each.number): each.code for each in known if each.kind != SECTION}
    for code in codes_of(agency):
        if code.kind == SECTION:
            continue
        taken_by = numbers.get((code.kind, code.number), code.code)
        was = before.get((code.kind, code.code))
        if taken_by != code.code or (was is not None and was.number != code.number):
            raise SetupError(
                "A code in use cannot change its meaning.",
                worded(
                    "The %(kind)s “%(code)s” has number %(number)s now; the number of “%(taken_by)s” or of the code itself was another.",
                    kind=code.kind,
                    code=code.code,
                    number=code.number,
                    taken_by=taken_by,
                ),
                "Put it back; retire the old code and take a new number for a new meaning.",
            )


def codes_of(agency: Agency) -> Iterator[KnownCode]:
    """Every code that the agency gives now."""
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
