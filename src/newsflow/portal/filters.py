"""The filters of the wire as its page shows them: codes to choose from, a place, days, and a question in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsflow.domain.agency import Agency
from newsflow.domain.codes import ItemType
from newsflow.domain.text import direction
from newsflow.matching.contract import Contract
from newsflow.newsroom.news_list import day_named
from newsflow.portal.asked import CODES, DAYS, Asked
from newsflow.portal.visit import Visit
from newsflow.web.form_words import FORMS
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import times

TITLES = {
    "lang": _("Language"),
    "section": _("Section"),
    "type": _("Kind"),
    "package": _("Package"),
    "form": _("Form"),
    "priority": _("Priority"),
    "place": _("Place"),
    "since": _("Since"),
    "until": _("Until"),
}
TYPES = {
    ItemType.TEXT: _("Text"),
    ItemType.PICTURE_GROUP: _("Pictures"),
    ItemType.VIDEO_GROUP: _("Video"),
    ItemType.GRAPH_GROUP: _("Graphics"),
    ItemType.FILE: _("File"),
}
"""The kinds that stand on the wire; the members of a series stand in it."""
MEMBERS = {
    ItemType.PICTURE: _("One picture"),
    ItemType.VIDEO: _("One video"),
    ItemType.GRAPH: _("One graphic"),
}
"""The kinds that stand in a series; the archive finds them by themselves."""
SINCE = {
    "today": _("Today"),
    "yesterday": _("Yesterday and today"),
    "1w": _("A week"),
    "4w": _("Four weeks"),
    "52w": _("A year"),
}
"""The days that are offered; an address may name any other, as the query language writes it."""


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
    since: Facet
    until: str
    sentence: str
    """What is shown, in words; "" for the whole wire."""
    fault: str
    """Why the question cannot be read; "" where it can."""
    clear: str


def codes(visit: Visit, name: str) -> list[tuple[str, str, str]]:
    """What can be chosen under a name: code, words, and the language that the words are in."""
    agency, speaks = visit.portal.agency, tongue(visit.language)
    ours = {"type": TYPES, "form": FORMS, "since": SINCE}
    if name in ours:
        return [(str(code), speaks.say(words), visit.language) for code, words in ours[name].items()]
    if name == "lang":
        return [(row.code, agency.house(row.code).name if row.code in agency.words else row.code, row.code)
                for row in agency.languages if not row.retired]  # fmt: skip
    rows = {"section": agency.sections, "package": agency.packages, "priority": agency.priorities}[name]
    return [
        (row.code, *labelled(row.labels, row.code, agency, visit.language)) for row in rows if not row.retired
    ]


def named(visit: Visit, name: str, value: str) -> tuple[str, str]:
    """The words for a chosen value, and their language; of a place, its own letters."""
    day = day_named(value) if name in DAYS else None
    if day is not None:
        return times(visit).day(day).text, visit.language
    if name == "type" and value in set(MEMBERS):
        return tongue(visit.language).say(MEMBERS[ItemType(value)]), visit.language
    known = [] if name in {"place", "until"} else codes(visit, name)
    return next(((text, spoken) for code, text, spoken in known if code == value), (value, ""))


def labelled(labels: Mapping[str, str], code: str, agency: Agency, language: str) -> tuple[str, str]:
    """The agency's own word for a code in a language, else in its default one; with the language that it is in."""
    for spoken in (language, "en", agency.default_language):
        if spoken in labels:
            return labels[spoken], spoken
    return code, "en"


def filters_of(visit: Visit, asked: Asked, contracts: Iterable[Contract], path: str, fault: str) -> Filters:
    """The filters for the page: of each kind the codes that some running contract covers, and those that are chosen."""
    running = [contract for contract in contracts if contract.runs(visit.now)]
    facets = [facet(visit, asked, name, running) for name in CODES]
    return Filters(
        question=asked.question,
        place=", ".join(asked.places),
        facets=tuple(one for one in facets if len(one.choices) > 1),
        since=_days(visit, asked),
        until=asked.until,
        sentence=sentence(visit, asked),
        fault=fault,
        clear=path,
    )


def sentence(visit: Visit, asked: Asked) -> str:
    """What is asked for, in words; "" for everything."""
    said = [named(visit, name, value)[0] for name in CODES for value in asked.values(name)]
    say = tongue(visit.language).say
    for name in DAYS:
        said += [f"{say(TITLES[name])}: {named(visit, name, value)[0]}" for value in asked.values(name)]
    return " · ".join([*said, *asked.places, *([asked.question] if asked.question else [])])


def facet(visit: Visit, asked: Asked, name: str, running: list[Contract]) -> Facet:
    """The codes under a name that some of these contracts cover, and those that are chosen."""
    held = asked.values(name)
    return Facet(
        name=name,
        title=tongue(visit.language).say(TITLES[name]),
        choices=tuple(
            _choice(code, text, spoken, chosen=code in held)
            for code, text, spoken in codes(visit, name)
            if code in held or any(_covered(name, code, one) for one in running)
        ),
    )


def _days(visit: Visit, asked: Asked) -> Facet:
    """The days that are offered, and the one that the address names."""
    choices = [
        _choice(code, text, spoken, chosen=code == asked.since)
        for code, text, spoken in codes(visit, "since")
    ]
    if asked.since and asked.since not in SINCE:
        choices.append(_choice(asked.since, asked.since, "", chosen=True))
    title = TITLES["since"]
    return Facet(name="since", title=tongue(visit.language).say(title), choices=tuple(choices))


def _choice(code: str, text: str, spoken: str, *, chosen: bool) -> Choice:
    return Choice(code=code, text=text, language=spoken, direction=direction(spoken or "en"), chosen=chosen)


def _covered(name: str, code: str, contract: Contract) -> bool:
    covers = contract.covers
    listed = {
        "lang": covers.languages,
        "section": covers.sections,
        "package": covers.packages,
        "type": covers.types,
        "priority": covers.priorities,
    }.get(name)
    return listed is None or code in listed or code.removesuffix("group") in listed
