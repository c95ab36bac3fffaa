"""What a search asks, read from its fields; each bad value is refused by name (§0, §1.3)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsflow.domain.agency import Agency
from newsflow.domain.errors import BadInputError, QuestionError
from newsflow.has import dates
from newsflow.has.form import Fields
from newsflow.has.labels import sections_of
from newsflow.matching.query import parse
from newsflow.matching.tree import AnyOf, Before, Field, Since, Tree

PAGE = 100
"""Items on a page: the default, and the most, silently (C10)."""
OFFSET_LIMIT = 2**31 - 1

_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A search: `parts` are all to be true of an item, and `words` where a `search_string` was given."""

    words: Tree | None
    parts: tuple[Tree, ...]
    offset: int
    limit: int


def question(fields: Fields, agency: Agency, now: datetime) -> Question:
    """The search that the fields ask. Unknown fields are ignored; BadInputError names a known one's bad value."""
    since = dates.start(_last(fields, "start_date"), now)
    before = dates.end(_last(fields, "end_date"), now)
    bounds: list[Tree] = [] if since is None else [Since(since)]
    bounds += [] if before is None else [Before(before)]
    filters = _filters(fields, agency)
    return Question(
        words=_words(" ".join(fields.get("search_string", [])), agency, now, _languages(filters)),
        parts=(*bounds, *filters),
        offset=min(_number(fields, "offset", default=0, least=0), OFFSET_LIMIT),
        limit=min(_number(fields, "limit", default=PAGE, least=1), PAGE),
    )


def _languages(filters: list[Tree]) -> frozenset[str]:
    """Those that `filter_language` chooses; none where it chooses none."""
    chosen = [part.values for part in filters if isinstance(part, AnyOf) and part.field is Field.LANGUAGE]
    return chosen[0] if chosen else frozenset()


def _words(said: str, agency: Agency, now: datetime, languages: frozenset[str]) -> Tree | None:
    """The question of a `search_string`, its words read in the chosen languages alone; None where it is empty."""
    if not said.strip():
        return None
    try:
        return parse(said, agency, now, languages)
    except QuestionError as error:
        raise BadInputError(f"search_string: {error.what}", error.which, error.what_now) from error


def _filters(fields: Fields, agency: Agency) -> list[Tree]:
    """The filters that were given, as conditions: any number of a list, all lists."""
    tables = {
        "filter_provider": (Field.PROVIDER, {row.number: row.code for row in agency.providers}),
        "filter_priority": (Field.PRIORITY, {row.number: row.code for row in agency.priorities}),
        "filter_package": (Field.PACKAGES, {row.number: row.code for row in agency.packages}),
        "filter_type": (Field.TYPE, {row.number: row.code for row in agency.types}),
        "filter_language": (Field.LANGUAGE, {row.number: row.code for row in agency.languages}),
    }
    parts: list[Tree] = []
    for name, (of, codes) in tables.items():
        numbers = _numbers(fields, name, codes)
        if numbers:
            parts.append(AnyOf(of, frozenset(codes[number] for number in numbers)))
    categories = _numbers(fields, "filter_category", {row.number: row.code for row in agency.categories})
    if categories:
        parts.append(AnyOf(Field.SECTION, sections_of(agency, categories)))
    return parts


def _numbers(fields: Fields, name: str, known: Mapping[int, str]) -> list[int]:
    """The numbers of a filter, from one value, a comma list or an array; an empty one filters nothing."""
    texts = [part.strip() for text in fields.get(name, []) for part in text.split(",")]
    given = [text.strip('"').strip() for text in texts]
    wanted = [text for text in given if text]
    for text in wanted:
        if not _NUMBER.fullmatch(text) or int(text) not in known:
            accepted = ", ".join(str(number) for number in sorted(known))
            raise BadInputError(
                f"{name} has no such value.",
                f"Got “{text[:40]}”.",
                f"{name} accepts {accepted}, one or several separated by commas; see discover.",
            )
    return [int(text) for text in wanted]


def _number(fields: Fields, name: str, *, default: int, least: int) -> int:
    text = _last(fields, name).strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text[:18]) < least:
        raise BadInputError(
            f"{name} is out of bounds.",
            f"Got “{text[:40]}”.",
            f"{name} accepts a whole number from {least}; {PAGE} items a page at most.",
        )
    return int(text[:18])


def _last(fields: Fields, name: str) -> str:
    """The value that counts when a field is sent twice: the last one."""
    values: Sequence[str] = fields.get(name, [])
    return values[-1] if values else ""
