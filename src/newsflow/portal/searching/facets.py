"""What was found, counted by what it is, each count a link that narrows; and what is chosen, each a link that takes it out."""

from dataclasses import dataclass

from newsflow.domain.text import direction
from newsflow.portal.asked import CODES, DAYS, Asked
from newsflow.portal.filters import TITLES, named
from newsflow.portal.visit import Visit
from newsflow.search.counts import Counts, Facet
from newsflow.web.say import tongue

VALUES_SHOWN = 12
"""Values of one facet, those with the most items; and what is chosen."""
SHOWN = (Facet.DATE, Facet.SECTION, Facet.LANGUAGE, Facet.TYPE, Facet.FORM, Facet.PRIORITY, Facet.PLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrower:
    """A value to narrow by, or to take out again."""

    text: str
    language: str
    """Of the words; "" for a name."""
    direction: str
    number: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetList:
    """The values of one facet."""

    title: str
    values: tuple[Narrower, ...]


def facets(visit: Visit, asked: Asked, counts: Counts, path: str) -> tuple[FacetList, ...]:
    """The facets that have anything to choose from."""
    say = tongue(visit.language).say
    made = [
        FacetList(title=say(TITLES[facet.value]), values=_values(visit, asked, facet, counts, path))
        for facet in SHOWN
    ]
    return tuple(one for one in made if one.values)


def _values(visit: Visit, asked: Asked, facet: Facet, counts: Counts, path: str) -> tuple[Narrower, ...]:
    name, found = facet.value, dict(counts.by.get(facet, ()))
    held = asked.values(name)
    shown = [value for value, number in found.items() if number][:VALUES_SHOWN]
    shown += [value for value in held if value not in shown]
    return tuple(
        narrower(visit, asked, name, value, number=found.get(value, 0), path=path) for value in shown
    )


def narrower(visit: Visit, asked: Asked, name: str, value: str, *, number: int, path: str) -> Narrower:
    """One value as a link."""
    text, spoken = named(visit, name, value)
    return Narrower(
        text=text,
        language=spoken,
        direction=direction(spoken) if spoken else "auto",
        number=number,
        address=asked.toggled(name, value).address(path),
        chosen=value in asked.values(name),
    )


def chips(visit: Visit, asked: Asked, path: str) -> tuple[Narrower, ...]:
    """All that is chosen beside the question itself."""
    return tuple(
        narrower(visit, asked, name, value, number=0, path=path)
        for name in (*CODES, "place", *DAYS)
        for value in asked.values(name)
    )
