"""What each field of a question asks, and what it knows."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from newsflow.domain.agency import Agency
from newsflow.domain.checks.tokens import base
from newsflow.domain.codes import Action, Form, ItemType, Priority
from newsflow.domain.errors import QuestionError
from newsflow.domain.worded import Worded, worded
from newsflow.matching.analyser import names
from newsflow.matching.query.moments import before, since
from newsflow.matching.query.tokens import Token, Value, fault
from newsflow.matching.tree import All, AnyOf, Field, Part, Some, Tree, UrgencyBetween, Words

ONE_OF: dict[str, Field] = {
    "lang": Field.LANGUAGE,
    "section": Field.SECTION,
    "package": Field.PACKAGES,
    "provider": Field.PROVIDER,
    "type": Field.TYPE,
    "form": Field.FORM,
    "priority": Field.PRIORITY,
    "action": Field.ACTION,
}
"""Fields with a list of codes, and nothing else is asked of them."""
AS_IS: dict[str, Field] = {"guid": Field.GUID, "story": Field.STORY, "slug": Field.SLUG}
"""Fields whose values are taken as they stand."""
NAMES: dict[str, Part] = {part.value: part for part in (Part.PLACE, Part.SOURCE, Part.BY)}
"""Fields that look for the words of a name."""
OTHERS = ("topic", "urgency", "since", "until")
KNOWN = tuple(sorted((*ONE_OF, *AS_IS, *NAMES, *OTHERS)))
_SAME_LANGUAGE = {"ku": "kmr", "kmr": "ku"}
"""Two codes of Kurmanji. Sorani, `ckb`, is another language in another script."""
_TOLD_LIMIT = 12
_TOPIC = re.compile(r"(?:medtop:)?([0-9]{8})")
_URGENCY = re.compile(r"([1-9])(?:[-\u2013]([1-9]))?")


@dataclass(frozen=True, slots=True)
class _Asked:
    token: Token
    question: str
    agency: Agency
    now: datetime

    def fault(self, at: int, what: str, what_now: str) -> QuestionError:
        return fault(self.question, at, what, what_now)

    def unknown(self, value: Value, what_now: str) -> QuestionError:
        what = worded("%(field)s: does not know “%(value)s”.", field=self.token.text, value=value.text[:40])
        return self.fault(value.at, what, what_now)


def leaf(token: Token, question: str, agency: Agency, now: datetime) -> Tree:
    """The condition that a field and its values are. Raises QuestionError at the field or the value."""
    asked, name = _Asked(token, question, agency, now), token.text
    if name in ONE_OF:
        return _one_of(asked, ONE_OF[name])
    if name in AS_IS:
        return AnyOf(AS_IS[name], frozenset(value.text for value in token.values))
    if name in NAMES:
        return joined([_named(asked, NAMES[name], value) for value in token.values], Some)
    if name == "topic":
        return AnyOf(Field.TOPICS, frozenset(_topic(asked, value) for value in token.values))
    if name == "urgency":
        return joined([_urgency(asked, value) for value in token.values], Some)
    if name in {"since", "until"}:
        return _moment(asked)
    what_now = worded(
        "To look for these words, put quotation marks around them; the fields are %(known)s",
        known=", ".join(KNOWN),
    )
    what = worded("There is no field %(field)s:.", field=name)
    raise asked.fault(token.at, what, _meant(name, KNOWN, what_now))


def joined(parts: list[Tree], kind: type[All] | type[Some]) -> Tree:
    """The parts as one node, each once, those of a like node in its place: (a b) c is a b c."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, kind) else (part,))]
    once = tuple(dict.fromkeys(flat))
    return once[0] if len(once) == 1 else kind(once)


def _one_of(asked: _Asked, field: Field) -> Tree:
    known = {code.lower(): code for code in _codes(field, asked.agency)}
    found: set[str] = set()
    for value in asked.token.values:
        wanted = value.text.lower()
        codes = [known[wanted]] if wanted in known else []
        if field is Field.LANGUAGE:
            codes += [code for code in known.values() if _speaks(code, wanted)]
        if not codes:
            told = _told(sorted(known.values()))
            what_now = worded("%(field)s: knows %(codes)s", field=asked.token.text, codes=told)
            raise asked.unknown(value, _meant(wanted, known.values(), what_now))
        found.update(codes)
    return AnyOf(field, frozenset(found))


def _speaks(code: str, wanted: str) -> bool:
    """Whether a language is the wanted one or of a region of it: fr-CA is French."""
    return base(code) in {wanted, _SAME_LANGUAGE.get(wanted)}


def _codes(field: Field, agency: Agency) -> Iterable[str]:
    """The codes that a field knows; retired ones stay, for the archive has them."""
    closed: dict[Field, Callable[[], Iterable[str]]] = {
        Field.LANGUAGE: lambda: (row.code for row in agency.languages),
        Field.SECTION: lambda: (row.code for row in agency.sections),
        Field.PACKAGES: lambda: (row.code for row in agency.packages),
        Field.PROVIDER: lambda: (row.code for row in agency.providers),
        Field.TYPE: lambda: list(ItemType),
        Field.FORM: lambda: list(Form),
        Field.PRIORITY: lambda: list(Priority),
        Field.ACTION: lambda: list(Action),
    }
    return (str(code) for code in closed[field]())


def _meant(wanted: str, known: Iterable[str], what_now: Worded) -> Worded:
    near = get_close_matches(wanted[:40], list(known), n=1)
    return worded("Did you mean %(near)s? %(rest)s", near=near[0], rest=what_now) if near else what_now


def _told(known: list[str]) -> str:
    more = "" if len(known) <= _TOLD_LIMIT else " …"
    return ", ".join(known[:_TOLD_LIMIT]) + more


def _named(asked: _Asked, part: Part, value: Value) -> Tree:
    way = tuple(names(value.text))
    if not way:
        raise asked.fault(
            value.at,
            worded("There is no word behind %(field)s:.", field=part.value),
            worded("Write a name, in quotation marks if it has spaces."),
        )
    return Words(part, value.text, frozenset({way}))


def _topic(asked: _Asked, value: Value) -> str:
    found = _TOPIC.fullmatch(value.text)
    if found is None:
        raise asked.unknown(
            value,
            worded("Write it as topic:medtop:11000000, eight digits; several are separated by commas."),
        )
    return f"medtop:{found[1]}"


def _urgency(asked: _Asked, value: Value) -> Tree:
    found = _URGENCY.fullmatch(value.text)
    low, high = (int(found[1]), int(found[2] or found[1])) if found is not None else (2, 1)
    if low > high:
        what_now = worded(
            "Write a number from 1 to 9, as urgency:1, or the lower and the higher one, as urgency:1-2"
        )
        raise asked.unknown(value, what_now)
    return UrgencyBetween(low, high)


def _moment(asked: _Asked) -> Tree:
    token = asked.token
    value, *others = token.values
    if others:
        what = worded("%(field)s: takes one moment.", field=token.text)
        raise asked.fault(others[0].at, what, worded("Leave the others out."))
    read = since if token.text == "since" else before
    found = read(value.text, asked.agency.zoneinfo, asked.now)
    if found is None:
        what_now = worded(
            "Write %(field)s:2d (30m, 6h, 2d, 3w), %(field)s:today, a day as 2026-01-31, or a moment as 2026-01-31T10:00Z",
            field=token.text,
        )
        raise asked.unknown(value, what_now)
    return found
