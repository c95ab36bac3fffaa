"""What part of the wire is asked for, as the address says it: codes to choose from, a place, and a question in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from newsflow.domain.agency import Agency
from newsflow.domain.codes import ItemType
from newsflow.domain.errors import QuestionError
from newsflow.domain.text import direction
from newsflow.matching.contract import Contract
from newsflow.matching.query import parse
from newsflow.matching.tree import EVERYTHING, All, AnyOf, Field, Tree
from newsflow.portal.visit import Visit
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

CODES: dict[str, Field] = {
    "lang": Field.LANGUAGE,
    "section": Field.SECTION,
    "type": Field.TYPE,
    "package": Field.PACKAGES,
}
"""What can be chosen, by the name that it has in the address; the same names as in the query language."""
TITLES = {"lang": _("Language"), "section": _("Section"), "type": _("Kind"), "package": _("Package")}
TYPES = {
    ItemType.TEXT: _("Text"),
    ItemType.PICTURE_GROUP: _("Pictures"),
    ItemType.VIDEO_GROUP: _("Video"),
    ItemType.GRAPH_GROUP: _("Graphics"),
    ItemType.FILE: _("File"),
}
"""The kinds that stand on the wire; the members of a series stand in it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. Codes that the agency does not have are left out: they would show nothing for ever."""

    question: str
    place: str
    chosen: Mapping[str, tuple[str, ...]]

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.question or self.place or any(self.chosen.values()))

    def address(self, path: str, **more: object) -> str:
        """`path` with the same question, and with what else is given."""
        pairs: list[tuple[str, str]] = [("q", self.question)] if self.question else []
        pairs += [("place", self.place)] if self.place else []
        pairs += [(name, code) for name, codes in self.chosen.items() for code in codes]
        pairs += [(name, str(value)) for name, value in more.items()]
        return f"{path}?{urlencode(pairs)}" if pairs else path


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A code to choose from."""

    code: str
    text: str
    language: str
    direction: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A list of codes to choose from."""

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filters as the page shows them."""

    question: str
    place: str
    facets: tuple[Facet, ...]
    sentence: str
    """What is shown, in words; "" for the whole wire."""
    fault: str
    """Why the question cannot be read; "" where it can."""
    clear: str


def asked_of(visit: Visit) -> Asked:
    """What the address of a visit asks for."""
    params = visit.request.query_params
    known = {name: {code for code, _, _ in codes(visit, name)} for name in CODES}
    return Asked(
        question=params.get("q", "").strip(),
        place=params.get("place", "").strip()[:80],
        chosen={
            name: tuple(dict.fromkeys(code for code in params.getlist(name) if code in known[name]))
            for name in CODES
        },
    )


def tree_of(asked: Asked, visit: Visit) -> tuple[Tree, str]:
    """The tree of what is asked, and why the question could not be read: then it narrows nothing."""
    agency = visit.portal.agency
    parts: list[Tree] = [
        AnyOf(CODES[name], frozenset(found)) for name, found in asked.chosen.items() if found
    ]
    fault = ""
    if asked.place:
        parts.append(
            parse('place:"' + asked.place.replace('"', " ").replace("\\", " ") + '"', agency, visit.now)
        )
    if asked.question:
        try:
            parts.append(parse(asked.question, agency, visit.now))
        except QuestionError as error:
            fault = str(error)
    return (All(tuple(parts)) if parts else EVERYTHING), fault


def codes(visit: Visit, name: str) -> list[tuple[str, str, str]]:
    """What can be chosen under a name: code, words, and the language that the words are in."""
    agency, speaks = visit.portal.agency, tongue(visit.language)
    if name == "type":
        return [(kind.value, speaks.say(words), visit.language) for kind, words in TYPES.items()]
    if name == "lang":
        return [(row.code, agency.house(row.code).name if row.code in agency.words else row.code, row.code)
                for row in agency.languages if not row.retired]  # fmt: skip
    rows = agency.sections if name == "section" else agency.packages
    return [
        (row.code, *labelled(row.labels, row.code, agency, visit.language)) for row in rows if not row.retired
    ]


def labelled(labels: Mapping[str, str], code: str, agency: Agency, language: str) -> tuple[str, str]:
    """The agency's own word for a code in a language, else in its default one; with the language that it is in."""
    for spoken in (language, "en", agency.default_language):
        if spoken in labels:
            return labels[spoken], spoken
    return code, "en"


def filters_of(visit: Visit, asked: Asked, contracts: Iterable[Contract], path: str, fault: str) -> Filters:
    """The filters for the page: of each kind the codes that some running contract covers, and those that are chosen."""
    running = [contract for contract in contracts if contract.runs(visit.now)]
    speaks = tongue(visit.language)
    facets = tuple(
        Facet(
            name=name,
            title=speaks.say(TITLES[name]),
            choices=tuple(
                Choice(
                    code=code,
                    text=text,
                    language=spoken,
                    direction=direction(spoken),
                    chosen=code in asked.chosen[name],
                )
                for code, text, spoken in codes(visit, name)
                if code in asked.chosen[name] or any(_covered(name, code, one) for one in running)
            ),
        )
        for name in CODES
    )
    said = [choice.text for facet in facets for choice in facet.choices if choice.chosen]
    said += [part for part in (asked.place, asked.question) if part]
    return Filters(
        question=asked.question,
        place=asked.place,
        facets=tuple(facet for facet in facets if len(facet.choices) > 1),
        sentence=" · ".join(said),
        fault=fault,
        clear=path,
    )


def _covered(name: str, code: str, contract: Contract) -> bool:
    covers = contract.covers
    listed = {
        "lang": covers.languages,
        "section": covers.sections,
        "package": covers.packages,
        "type": covers.types,
    }[name]
    return listed is None or code in listed or code.removesuffix("group") in listed
