"""Random trees, contracts and facts, drawn from the values that the test's items have."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st

from newsflow.matching.analyser import names, ways
from newsflow.matching.contract import Contract, Entitlement, Pause
from newsflow.matching.tree import (
    All,
    AnyOf,
    Before,
    Field,
    Not,
    Open,
    Part,
    Permitted,
    Since,
    Some,
    Taken,
    Tree,
    UrgencyBetween,
    Words,
)
from tests.builders import the_agency
from tests.harness import MORNING

LANGUAGES = ("tr", "fr", "ar", "en", "ru")
SECTIONS = tuple(section.code for section in the_agency().sections)[:4]
PACKAGES = tuple(package.code for package in the_agency().packages)[:4]
PROVIDERS = tuple(provider.code for provider in the_agency().providers)[:2]
VALUES: dict[Field, tuple[str, ...]] = {
    Field.TYPE: ("text", "picture", "picturegroup"),
    Field.LANGUAGE: LANGUAGES,
    Field.FORM: ("story", "lead", "notice", "advisory"),
    Field.SECTION: SECTIONS,
    Field.PACKAGES: PACKAGES,
    Field.PROVIDER: PROVIDERS,
    Field.PRIORITY: ("routine", "urgent", "flash"),
    Field.ACTION: ("new", "update", "hold", "kill"),
    Field.GUID: ("nf:text:20260302:1", "nf:text:20260302:2"),
    Field.STORY: ("harbour", "quake"),
    Field.SLUG: ("slug-1", "slug-2", "slug-3"),
    Field.TOPICS: ("medtop:11000000", "medtop:15000000"),
}
SAID = ("ferry", "ferries", "old harbour", "bell ringing hundreds", "İzmir", "quay", "“", "the")
PLACES = ("Izmir", "Trabzon", "old harbour")
SUBSCRIBER = "gazette"
TERRITORIES = ("TR", "FR", "JO")
MEDIA = ("print", "online", "broadcast")


def some_of(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Any few of the values, none of them too."""
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


moments: st.SearchStrategy[datetime] = st.integers(-5, 20).map(lambda days: MORNING + timedelta(days=days))
permissions: st.SearchStrategy[Tree] = st.builds(
    Permitted,
    subscriber=st.sampled_from([SUBSCRIBER, "others"]),
    territories=st.none() | some_of(TERRITORIES).map(frozenset),
    media=st.none() | some_of(MEDIA).map(frozenset),
    now=moments,
)


def saying(part: Part, said: str) -> Words:
    """Words as a question has them."""
    found = ways(said, LANGUAGES) if part is Part.TEXT else frozenset({tuple(names(said))} - {()})
    return Words(part, said, found)


leaves: st.SearchStrategy[Tree] = st.one_of(
    st.sampled_from(list(Field)).flatmap(
        lambda field: some_of(VALUES[field]).map(lambda values: AnyOf(field, frozenset(values)))
    ),
    moments.map(Since),
    moments.map(Before),
    st.just(Open()),
    st.just(Taken(SUBSCRIBER)),
    permissions,
    st.integers(1, 9).flatmap(lambda low: st.integers(low, 9).map(lambda high: UrgencyBetween(low, high))),
    st.sampled_from(SAID).map(lambda said: saying(Part.TEXT, said)),
    st.sampled_from(PLACES).map(lambda said: saying(Part.PLACE, said)),
    st.sampled_from(PLACES).map(lambda said: saying(Part.BY, said)),
)


def joined(children: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Trees of smaller trees."""
    few = st.lists(children, max_size=3).map(tuple)
    return st.one_of(few.map(All), few.map(Some), children.map(Not))


trees: st.SearchStrategy[Tree] = st.recursive(leaves, joined, max_leaves=8)

entitlements: st.SearchStrategy[Entitlement] = st.builds(
    Entitlement,
    packages=st.none() | some_of(PACKAGES),
    providers=st.none() | some_of(PROVIDERS),
    sections=st.none() | some_of(SECTIONS),
    types=st.none() | some_of(("text", "picture", "video")),
    languages=st.none() | some_of(LANGUAGES),
    priorities=st.none() | some_of(("routine", "urgent", "flash")),
    archive_days=st.none() | st.integers(0, 15),
    advance_copy=st.booleans(),
    territories=st.none() | some_of(TERRITORIES),
    media=st.none() | some_of(MEDIA),
)


def a_signed(
    covers: Entitlement, starts: datetime, days: int | None, number: int, state: str = "runs"
) -> Contract:
    """A contract that begins at `starts` and runs for `days`, or without end; suspended, or over for long."""
    if state == "long over":
        starts, days = starts - timedelta(days=800), 1
    ends = None if days is None else starts + timedelta(days=days)
    pauses = (Pause(since=starts, until=None, because="Unpaid."),) if state == "suspended" else ()
    return Contract(
        id=f"c{number}",
        subscriber=SUBSCRIBER,
        title="One",
        starts=starts,
        ends=ends,
        covers=covers,
        pauses=pauses,
    )


contracts: st.SearchStrategy[Contract] = st.builds(
    a_signed,
    entitlements,
    moments,
    st.none() | st.integers(1, 20),
    st.integers(1, 9),
    st.sampled_from(["runs", "runs", "runs", "suspended", "long over"]),
)
