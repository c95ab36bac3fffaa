"""Names from a file: a table with a column a language, as a spreadsheet saves it.

The first line names the columns: `kind` (person, place, body), then languages: `fr` is the house's spelling, `fr+` what is right as
well, `fr-` what is to be avoided, several parted by `|`. Tabs, commas or semicolons part the columns.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, query, row
from newsflow.domain.errors import BadInputError
from newsflow.domain.house_names import NameKind, Spelling, Standing
from newsflow.domain.text import nfc
from newsflow.domain.worded import worded
from newsflow.newsroom.names_list.names import Wanted, check_wanted, get_name, put_name, put_spellings
from newsflow.newsroom.rows import Number

ROWS_LIMIT = 50_000
_COLUMN = re.compile(r"(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]+)?)(?P<mark>[+-]?)")
_STANDINGS = {"": Standing.HOUSE, "+": Standing.ALSO, "-": Standing.AVOID}
_HOW = worded("The first line is kind and languages: kind, fr, fr+, fr-, tr …")

_HOUSE_SPELLING = query("newsroom/names_list.house_spelling", Number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What loading a file came to, in names."""

    added: int = 0
    changed: int = 0
    as_they_were: int = 0


async def load_names(db: Connection, text: str, now: datetime) -> Loaded:
    """Put a file's names into the list. One that the list has (kind and a spelling of the house's) gets the file's spellings beside its own.

    Raises BadInputError with the line that is wrong; nothing of the file is in the list then, if the caller rolls back.
    """
    added = changed = same_as_before = 0
    for wanted in read_names(text):
        known = await _known(db, wanted)
        if known is None:
            await put_name(db, wanted, now, by=None)
            added += 1
            continue
        before = await get_name(db, known)
        merged = _merged(before.spellings, wanted)
        if set(merged.spellings) == set(before.spellings):
            same_as_before += 1
            continue
        check_wanted(merged)
        await put_spellings(db, known, merged, now)
        changed += 1
    return Loaded(added=added, changed=changed, as_they_were=same_as_before)


async def _known(db: Connection, wanted: Wanted) -> int | None:
    for one in wanted.spellings:
        if one.standing is Standing.HOUSE:
            asked = {"kind": wanted.kind.value, "language": one.language, "text": one.text}
            found = await row(db, _HOUSE_SPELLING, asked)
            if found is not None:
                return found.number
    return None


def _merged(before: tuple[Spelling, ...], wanted: Wanted) -> Wanted:
    """The file's word goes before what stood there; a house spelling that it exchanges is right still."""
    new = {(one.language, one.text): one for one in wanted.spellings}
    housed = {one.language for one in wanted.spellings if one.standing is Standing.HOUSE}
    for one in before:
        if (one.language, one.text) in new:
            continue
        demoted = one.standing is Standing.HOUSE and one.language in housed
        standing = Standing.ALSO if demoted else one.standing
        new[one.language, one.text] = Spelling(language=one.language, text=one.text, standing=standing)
    return Wanted(kind=wanted.kind, spellings=tuple(new.values()))


def read_names(text: str) -> Iterator[Wanted]:
    """The names of a file, in order. Raises BadInputError that says which line is wrong."""
    first = text.split("\n", 1)[0]
    mark = max("\t;,", key=first.count)
    table = csv.reader(io.StringIO(text), delimiter=mark, strict=True)
    try:
        head = [nfc(cell).strip().lower() for cell in next(table, list[str]())]
        _check_head(head)
        for number, cells in enumerate(table, start=2):
            if number > ROWS_LIMIT:
                raise BadInputError(
                    "The list is too long.",
                    worded("More than %(most)s lines.", most=ROWS_LIMIT),
                    "Load it in parts.",
                )
            if any(cell.strip() for cell in cells):
                yield _wanted(head, [nfc(cell).strip() for cell in cells], number)
    except csv.Error as error:
        raise BadInputError(
            "This is no table.",
            worded("Line %(number)s: %(error)s.", number=table.line_num, error=error),
            _HOW,
        ) from error


def _check_head(head: list[str]) -> None:
    wrong = [name for name in head if name != "kind" and _COLUMN.fullmatch(name) is None]
    if "kind" not in head or wrong or len(head) != len(set(head)):
        raise BadInputError(
            "The first line does not name the columns.",
            ", ".join(wrong or head)[:200] or worded("It is empty."),
            _HOW,
        )


def _wanted(head: list[str], cells: list[str], number: int) -> Wanted:
    if len(cells) > len(head):
        raise BadInputError(
            "A line has more columns than the first.", worded("Line %(number)s.", number=number), _HOW
        )
    said = dict(zip(head, cells, strict=False))
    kind = said.pop("kind", "")
    if kind not in set(NameKind):
        raise BadInputError(
            "A name is a person's, a place's or a body's.",
            worded("Line %(number)s: “%(kind)s”.", number=number, kind=kind[:40]),
            _HOW,
        )
    found: list[Spelling] = []
    for column, cell in said.items():
        match = _COLUMN.fullmatch(column)
        assert match is not None
        found += [
            Spelling(language=match["language"], text=part.strip(), standing=_STANDINGS[match["mark"]])
            for part in cell.split("|")
            if part.strip()
        ]
    wanted = Wanted(kind=NameKind(kind), spellings=tuple(found))
    try:
        check_wanted(wanted)
    except BadInputError as error:
        raise BadInputError(
            error.what, worded("Line %(number)s: %(which)s", number=number, which=error.which), error.what_now
        ) from error
    return wanted
