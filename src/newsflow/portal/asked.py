"""What part of the wire, or of the archive, an address asks for: codes, places, days, and a question in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from newsflow.domain.codes import Form, ItemType, Priority
from newsflow.domain.errors import BadInputError, QuestionError
from newsflow.domain.worded import Worded, worded
from newsflow.matching.query import VALUES_LIMIT, parse
from newsflow.matching.tree import EVERYTHING, All, AnyOf, Field, Tree
from newsflow.portal.face import HOME
from newsflow.portal.visit import Visit
from newsflow.web.say import tongue
from newsflow.web.within.telling import say_words, translated

CODES: dict[str, Field] = {
    "lang": Field.LANGUAGE,
    "section": Field.SECTION,
    "type": Field.TYPE,
    "package": Field.PACKAGES,
    "form": Field.FORM,
    "priority": Field.PRIORITY,
}
"""What can be chosen, by the name that it has in the address; the same names as in the query language."""
DAYS = ("since", "until")
NAMES = frozenset({"q", "place", *DAYS, *CODES})
"""All that an address asks with."""
PLACE_MOST = 80
LIKE_MOST = 80
"""Characters of an item's id that are read."""
ASKED_MOST = 2_000
"""Characters of a question that a form carries."""
_DAY = re.compile(r"[0-9A-Za-z:+.-]{1,35}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. Codes that the agency does not have are kept apart: they would show nothing for ever."""

    question: str
    places: tuple[str, ...]
    chosen: Mapping[str, tuple[str, ...]]
    since: str = ""
    until: str = ""
    unknown: tuple[tuple[str, str], ...] = ()
    """What was asked for that the agency does not have, by the name that it stood under."""
    like: str = ""
    """The id of an item that what is looked for says much the same as; the search alone asks for it."""

    def pairs(self) -> list[tuple[str, str]]:
        """The names and values of the address, always in the same order."""
        made = [("q", self.question), *(("place", place) for place in self.places)]
        made += [(name, code) for name, codes in self.chosen.items() for code in codes]
        made += [("since", self.since), ("until", self.until), ("like", self.like)]
        return [(name, value) for name, value in made if value]

    def address(self, path: str, **more: object) -> str:
        """`path` with the same question, and with what else is given."""
        pairs = [*self.pairs(), *((name, str(value)) for name, value in more.items() if value)]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def values(self, name: str) -> tuple[str, ...]:
        """What is chosen under a name."""
        if name in CODES:
            return self.chosen[name]
        if name == "place":
            return self.places
        return tuple(value for value in (self.since if name == "since" else self.until,) if value)

    def toggled(self, name: str, value: str) -> "Asked":
        """The same with a value taken out where it is chosen, else with it. There is one day of each kind."""
        held = self.values(name)
        if name in DAYS:
            day = "" if value in held else value
            return replace(self, since=day) if name == "since" else replace(self, until=day)
        others = tuple(one for one in held if one != value)
        now = others if value in held else (*others, value)
        return (
            replace(self, places=now) if name == "place" else replace(self, chosen={**self.chosen, name: now})
        )


def asked_of(visit: Visit) -> Asked:
    """What the address of a visit asks for."""
    params = visit.request.query_params
    places = [part.strip()[:PLACE_MOST] for said in params.getlist("place") for part in said.split(",")]
    known = {name: known_codes(visit, name) for name in CODES}
    return Asked(
        question=params.get("q", "").strip(),
        places=tuple(dict.fromkeys(place for place in places if place))[:VALUES_LIMIT],
        chosen={
            name: tuple(dict.fromkeys(code for code in params.getlist(name) if code in known[name]))
            for name in CODES
        },
        since=params.get("since", "").strip(),
        until=params.get("until", "").strip(),
        like=params.get("like", "").strip()[:LIKE_MOST],
        unknown=tuple(
            (name, code)
            for name in CODES
            for code in params.getlist(name)
            if code and code not in known[name]
        )[:VALUES_LIMIT],
    )


def kept(text: str) -> str:
    """The question of an address that a form carries, what is not of it left out. Raises BadInputError for a long one."""
    if len(text) > ASKED_MOST:
        raise BadInputError(
            "This question is too long.",
            f"{len(text)}.",
            worded("%(most)s characters at most.", most=ASKED_MOST),
        )
    return urlencode([(name, value) for name, value in parse_qsl(text) if name in NAMES])


def kept_address(text: str) -> str:
    """The wire's page with the question that a form carries."""
    asked = kept(text)
    return f"{HOME}?{asked}" if asked else HOME


def known_codes(visit: Visit, name: str) -> frozenset[str]:
    """What may be asked for under a name."""
    agency = visit.portal.agency
    kinds = {"type": ItemType, "form": Form, "priority": Priority}
    if name in kinds:
        return frozenset(str(one) for one in kinds[name])
    rows = {"lang": agency.languages, "section": agency.sections, "package": agency.packages}[name]
    return frozenset(row.code for row in rows if not row.retired)


def tree_of(asked: Asked, visit: Visit) -> tuple[Tree, str]:
    """The tree of what is asked, and why part of it could not be read: then nothing is shown, since the tree lacks that part."""
    parts: list[Tree] = [
        AnyOf(CODES[name], frozenset(found)) for name, found in asked.chosen.items() if found
    ]
    speaks, languages = tongue(visit.language), asked.chosen.get("lang", ())
    faults = [say_words(speaks, _unknown(name, code)) for name, code in asked.unknown]
    for question in (_places(asked), asked.question, *(_day(asked, name) for name in DAYS)):
        try:
            parts += [parse(question, visit.portal.agency, visit.now, languages)] if question else []
        except QuestionError as error:
            faults.append(str(translated(speaks, error)))
    return (All(tuple(parts)) if parts else EVERYTHING), " ".join(faults)


def _unknown(name: str, code: str) -> Worded:
    return worded("%(field)s: does not know “%(value)s”.", field=name, value=code[:40])


def _places(asked: Asked) -> str:
    said = (place.replace('"', " ").replace("\\", " ").strip() for place in asked.places)
    written = ",".join(f'"{place}"' for place in said if place)
    return f"place:{written}" if written else ""


def _day(asked: Asked, name: str) -> str:
    said = next(iter(asked.values(name)), "")
    return f"{name}:{said}" if _DAY.fullmatch(said) else f"{name}:?" if said else ""
