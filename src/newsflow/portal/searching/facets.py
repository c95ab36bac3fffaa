"""What was found, counted by what it is, each count a link that narrows; and what is chosen, each a link that takes it out."""

from dataclasses import dataclass, replace

from newsflow.domain.text import direction
from newsflow.portal.asked import CODES, DAYS, Asked
from newsflow.portal.filters import TITLES, named
from newsflow.portal.visit import Visit
from newsflow.search.counts import Facet
from newsflow.search.find import Found
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


def facets(visit: Visit, asked: Asked, found: Found, path: str) -> tuple[FacetList, ...]:
    """The facets that have anything to choose from; none where nothing was counted."""
    if found.counts is None:
        return ()
    say = tongue(visit.language).say
    made = [
        FacetList(title=say(TITLES[facet.value]), values=_values(visit, asked, facet, found, path))
        for facet in SHOWN
    ]
    return tuple(one for one in made if one.values)


def _values(visit: Visit, asked: Asked, facet: Facet, found: Found, path: str) -> tuple[Narrower, ...]:
    """Those with items, and what is chosen. A day that was chosen is counted by none but the whole."""
    name, counted = facet.value, dict(found.counts.by.get(facet, ())) if found.counts else {}
    held = asked.values(name)
    shown = [value for value, number in counted.items() if number][:VALUES_SHOWN]
    shown += [value for value in held if value not in shown]
    others = found.total if facet is Facet.DATE else 0
    return tuple(
        narrower(visit, asked, name, value, number=counted.get(value, others), path=path) for value in shown
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
    """All that is chosen beside the question itself; a day says whether it is the first or the last."""
    made = [
        (name, narrower(visit, asked, name, value, number=0, path=path))
        for name in (*CODES, "place", *DAYS)
        for value in asked.values(name)
    ]
    say = tongue(visit.language).say
    return tuple(
        replace(one, text=f"{say(TITLES[name])}: {one.text}") if name in DAYS else one for name, one in made
    )
