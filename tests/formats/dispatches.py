"""The content of generated items: every field of a version, at random but for the seed."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from newsflow.domain.codes import (
    BlockKind,
    CreditRole,
    DateKind,
    Form,
    ItemType,
    PlaceRole,
    Precision,
    Priority,
    ReplyKind,
    Zone,
)
from newsflow.domain.dispatch import (
    SPEED_OF_FORM,
    Answers,
    Block,
    Credit,
    Dateline,
    Dispatch,
    Place,
    Restriction,
    Source,
    SourceDate,
    Span,
    TranslatedFrom,
)
from newsflow.domain.media import MEMBER_OF, SERIES_OF, AiUse, Media, Rendition, RenditionName
from newsflow.matching.sizes import formats
from tests.builders import the_agency
from tests.formats.words import LANGUAGES, NAMES, PLACES, words
from tests.harness import MORNING

if TYPE_CHECKING:
    from random import Random

    from newsflow.domain.guid import Guid

T = TypeVar("T")

_TOPICS = ("medtop:15000000", "medtop:04000000", "medtop:17000000", "medtop:20000337", "medtop:99999999")
_FORMS = tuple(form for form in Form if form is not Form.NOTICE)
_FILES = {
    RenditionName.SD: "video/mp4", RenditionName.SUBTITLES: "text/vtt", RenditionName.TRANSCRIPT: "text/plain",
    RenditionName.AI: "application/postscript", RenditionName.EPS: "application/postscript",
    RenditionName.PDF: "application/pdf",
}  # fmt: skip
_ORIGINALS = (
    "text/csv",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
_DATES = (
    ("2021-04-14", Precision.DAY, Zone.NONE), ("2021-04-15T08:30:00+03:00", Precision.MINUTE, Zone.ASSUMED),
    ("2021-04-15T08:30:12.345Z", Precision.SECOND, Zone.STATED),
)  # fmt: skip


class Guids(Protocol):
    """Gives guids."""

    def __call__(self, dice: Random, kind: ItemType) -> Guid:
        """The guid of an item of that kind."""
        ...


def a_content(dice: Random, kind: ItemType, guid: Guids) -> Dispatch:
    """A version of an item of that kind; `guid` gives the ids of the items that it names."""
    agency, language = the_agency(), dice.choice(LANGUAGES)
    text = kind is ItemType.TEXT
    form = dice.choice(_FORMS) if text else Form.STORY
    routine = (dice.choice(list(Priority)), dice.randint(1, 9))
    priority, urgency = SPEED_OF_FORM.get(form, routine)
    return Dispatch(
        language=language, form=form, type=kind, priority=priority, urgency=urgency,
        section=dice.choice([*(each.code for each in agency.sections), "gone"]),
        packages=tuple(dice.sample([each.code for each in agency.packages], dice.randint(1, 3))),
        provider=dice.choice([*(each.code for each in agency.providers), "gone"]),
        slug="-".join(words(dice, language, 3).split()),
        headline=words(dice, language), deck=maybe(dice, words(dice, language)),
        story=maybe(dice, "st-7"), label=maybe(dice, "2nd lead"),
        topics=tuple(dice.sample(_TOPICS, dice.randint(0, 3))),
        replaces=tuple(guid(dice, ItemType.TEXT) for _ in range(dice.randint(0, 2))) if text else (),
        credits=tuple(a_credit(dice) for _ in range(dice.randint(0, 4))),
        dateline=a_dateline(dice) if text else None,
        body=some_blocks(dice, language) if text and form is not Form.FLASH else (),
        keywords=tuple(words(dice, language, 3) for _ in range(dice.randint(0, 3))),
        places=tuple(a_place(dice) for _ in range(dice.randint(0, 3))),
        sources=tuple(Source(name=f"Radio {dice.choice(NAMES)}", words="as it said") for _ in range(dice.randint(0, 2))),
        translated_from=maybe(dice, an_origin(dice, guid)) if text else None,
        whats_new=maybe(dice, words(dice, language)), note=maybe(dice, words(dice, language)),
        restrictions=tuple(a_restriction(dice, language) for _ in range(dice.randint(0, 2))),
        source_dates=some_dates(dice), answers=some_answer(dice, guid) if text else None,
        media=None if text else some_media(dice, kind, language, guid),
    )  # fmt: skip


def maybe(dice: Random, value: T) -> T | None:
    """The value, every other time."""
    return value if dice.random() < 0.5 else None


def a_credit(dice: Random) -> Credit:
    """Somebody, for something."""
    return Credit(name=dice.choice(NAMES), role=dice.choice(list(CreditRole)), printed=dice.random() < 0.8)


def a_place(dice: Random) -> Place:
    """Somewhere."""
    name, country, code = dice.choice(PLACES)
    return Place(name=name, role=dice.choice(list(PlaceRole)), country=country, code=code)


def a_dateline(dice: Random) -> Dateline | None:
    """A dateline, mostly."""
    if dice.random() < 0.3:
        return None
    name, country, _ = dice.choice(PLACES)
    marks = dice.choice([(), ("Fil",), ("Fil", "ЛОДОС")])
    return Dateline(place=name, country=country, marks=marks, date=maybe(dice, "2026-03-01"))


def some_blocks(dice: Random, language: str) -> tuple[Block, ...]:
    """A body of blocks of every kind, an empty one among them now and then."""
    return tuple(a_block(dice, language) for _ in range(dice.randint(0, 6)))


def a_block(dice: Random, language: str) -> Block:
    """A block."""
    kind = dice.choice([BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, *BlockKind])
    if kind is BlockKind.LIST:
        listed = tuple(some_spans(dice, language) for _ in range(dice.randint(0, 4)))
        return Block(kind=kind, items=listed, ordered=dice.random() < 0.5)
    return Block(kind=kind, spans=some_spans(dice, language))


def some_spans(dice: Random, language: str) -> tuple[Span, ...]:
    """Runs of text, some of them links; one link in some leads nowhere that it may."""
    addresses = (
        "https://ferries.example/?a=1&b=2",
        "mailto:desk@fil.example",
        "https://çay.example/ışık",
        "javascript:0",
    )
    spans: list[Span] = []
    for _ in range(dice.randint(0, 4)):
        spans.append(Span(f"{words(dice, language)} "))
        if dice.random() < 0.3:
            spans.append(Span(words(dice, language, 3), dice.choice(addresses)))
    return tuple(spans)


def an_origin(dice: Random, guid: Guids) -> TranslatedFrom:
    """Where a translation is from, as far as it is known."""
    ours = dice.random() < 0.6
    return TranslatedFrom(
        language=dice.choice(LANGUAGES), item=guid(dice, ItemType.TEXT) if ours else None,
        version=dice.randint(1, 5) if ours else None, agency=None if ours else maybe(dice, "Lodos"),
        address=None if ours else maybe(dice, "https://lodos.example/haber?a=1&b=2"),
        translator=maybe(dice, dice.choice(NAMES)), machine_aided=dice.random() < 0.3,
        words=maybe(dice, "as the source printed it"),
    )  # fmt: skip


def a_restriction(dice: Random, language: str) -> Restriction:
    """A use term."""
    starts = MORNING + timedelta(days=dice.randint(0, 3))
    return Restriction(
        words=words(dice, language), territories=dice.choice([(), ("TR",), ("FR", "DE")]),
        media=dice.choice([(), ("web",), ("print", "broadcast")]), starts=maybe(dice, starts),
        subscribers_in=dice.choice([(), ("harbour-post",)]), subscribers_out=dice.choice([(), ("the-tide",)]),
        ends=maybe(dice, starts + timedelta(days=30)), no_archive=dice.random() < 0.3,
        mandatory_credit=dice.random() < 0.3,
    )  # fmt: skip


def some_dates(dice: Random) -> tuple[SourceDate, ...]:
    """What imported copy says of its own dates: mostly nothing."""
    if dice.random() < 0.7:
        return ()
    dates = ((kind, *dice.choice(_DATES)) for kind in DateKind)
    return tuple(
        SourceDate(kind=kind, value=value, precision=how, zone=zone, text="14.04.2021")
        for kind, value, how, zone in dates
    )


def some_answer(dice: Random, guid: Guids) -> Answers | None:
    """What a reply answers: mostly it is none."""
    if dice.random() < 0.9:
        return None
    return Answers(
        item=guid(dice, ItemType.TEXT), version=dice.randint(1, 3), kind=dice.choice(list(ReplyKind))
    )


def some_media(dice: Random, kind: ItemType, language: str, guid: Guids) -> Media:
    """The media part of an item of that type, or of a series."""
    series = kind in MEMBER_OF
    held = () if series else tuple(a_rendition(dice, name) for name in formats(kind) if dice.random() < 0.8)
    return Media(
        caption=dice.choice(["", words(dice, language, 30)]), alt_text=maybe(dice, words(dice, language)),
        extended_description=maybe(dice, words(dice, language, 40)), credit_line=maybe(dice, "Ada Sample / Fil"),
        copyright=maybe(dice, "© 2026 Fil"), ai_use=dice.choice(list(AiUse)),
        taken_at=dice.choice([None, "2026-03-01", "2026-03-01T08:30:00+03:00", "2026-03-01T08:30:00.25Z", "2026"]),
        file_name=maybe(dice, "hours & quays.csv"), number=dice.randint(1, 9),
        series=guid(dice, SERIES_OF[kind]) if kind in SERIES_OF else None,
        members=tuple(guid(dice, MEMBER_OF[kind]) for _ in range(dice.randint(1, 4))) if series else (),
        renditions=held,
    )  # fmt: skip


def a_rendition(dice: Random, name: RenditionName) -> Rendition:
    """A file that lies nowhere."""
    kind = dice.choice(_ORIGINALS) if name is RenditionName.ORIGINAL else _FILES.get(name, "image/jpeg")
    seen = kind.startswith(("image/", "video/"))
    return Rendition(
        name=name, type=kind, bytes=dice.randint(1, 10**10), sha256=hashlib.sha256(dice.randbytes(8)).hexdigest(),
        width=dice.randint(1, 9_000) if seen else maybe(dice, 595),
        height=dice.randint(1, 9_000) if seen else maybe(dice, 842),
        duration_ms=dice.randint(1, 10**7) if kind.startswith("video/") else None,
    )  # fmt: skip
