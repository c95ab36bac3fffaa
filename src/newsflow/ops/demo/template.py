"""The templates of one language: `templates/*.toml`, with the cities, clubs and people that fill them."""

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import cast

from newsflow.newsroom.description.toml_table import Table, read_toml
from newsflow.ops.demo import TEMPLATES

SLOT = re.compile(r"\{([a-z][a-z0-9]*)\}")
_FIXED = frozenset({"city", "at", "person", "club", "club2", "day"})


@dataclass(frozen=True, slots=True)
class City:
    """A city, and how the language says that something is there."""

    name: str
    there: str
    country: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One kind of dispatch: sentences with slots, numbers within bounds, words to choose from."""

    slug: str
    section: str
    packages: tuple[str, ...]
    provider: str | None
    topics: tuple[str, ...]
    keywords: tuple[str, ...]
    numbers: dict[str, range]
    words: dict[str, tuple[str, ...]]
    headlines: tuple[str, ...]
    decks: tuple[str, ...]
    openings: tuple[str, ...]
    middles: tuple[str, ...]
    quotes: tuple[str, ...]
    closings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasebook:
    """Everything that one language needs."""

    language: str
    updated: str
    """What is new, on an update."""
    people: tuple[str, ...]
    clubs: tuple[str, ...]
    cities: tuple[City, ...]
    templates: tuple[Template, ...]

    def filling(self, template: Template, city: City, chance: Random) -> dict[str, str]:
        """What goes into each slot of one dispatch: the same thing wherever the slot stands."""
        club, club2 = chance.sample(self.clubs, 2)
        filled = {"city": city.name, "at": city.there, "person": chance.choice(self.people)}
        filled |= {"club": club, "club2": club2}
        filled |= {name: str(chance.choice(bounds)) for name, bounds in template.numbers.items()}
        return filled | {name: chance.choice(choices) for name, choices in template.words.items()}


def phrasebooks() -> tuple[Phrasebook, ...]:
    """The phrasebooks of all languages that have one."""
    return tuple(_phrasebook(path) for path in sorted(TEMPLATES.glob("*.toml")))


def _phrasebook(path: Path) -> Phrasebook:
    top = read_toml(path)
    country, code = top.text("country"), top.text("code")
    book = Phrasebook(
        language=path.stem,
        updated=top.text("updated"),
        people=top.texts("people"),
        clubs=top.texts("clubs"),
        cities=tuple(
            City(
                row.text("name"),
                row.text("at"),
                row.text_or_none("country") or country,
                row.text_or_none("code") or code,
            )
            for row in top.tables("cities")
        ),
        templates=tuple(_template(row) for row in top.tables("template")),
    )
    top.finish()
    return book


def _template(row: Table) -> Template:
    numbers, words = row.table("numbers"), row.table("words")
    template = Template(
        slug=row.text("slug"),
        section=row.text("section"),
        packages=row.texts("packages"),
        provider=row.text_or_none("provider"),
        topics=row.texts("topics"),
        keywords=row.texts("keywords"),
        numbers={name: _bounds(numbers, name) for name in numbers.values},
        words={name: words.texts(name) for name in words.values},
        headlines=row.texts("headlines"),
        decks=row.texts("decks"),
        openings=row.texts("openings"),
        middles=row.texts("middles"),
        quotes=row.texts("quotes"),
        closings=row.texts("closings"),
    )
    _check_slots(row, template)
    return template


def _bounds(numbers: Table, name: str) -> range:
    """`[least, most]`, or `[least, most, step]`."""
    bounds = numbers.value(name)
    parts = cast("list[object]", bounds) if isinstance(bounds, list) else []
    whole = [part for part in parts if isinstance(part, int)]
    if len(whole) not in {2, 3} or len(whole) != len(parts):
        raise numbers.wrong(name, f"It is {bounds!r}.", "Write [least, most] or [least, most, step].")
    return range(whole[0], whole[1] + 1, whole[2] if len(whole) == 3 else 1)


def _check_slots(row: Table, template: Template) -> None:
    known = _FIXED | set(template.numbers) | set(template.words)
    sentences = (
        *template.headlines,
        *template.decks,
        *template.openings,
        *template.middles,
        *template.quotes,
        *template.closings,
    )
    for sentence in sentences:
        unknown = set(SLOT.findall(sentence)) - known
        if unknown:
            raise row.wrong("slots", f"“{sentence}” has {unknown}.", f"Known are {', '.join(sorted(known))}.")
