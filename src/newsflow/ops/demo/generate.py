"""More dispatches, from templates in each language: the same for the same seed and clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, BlockKind, CreditRole, Form, PlaceRole, Priority
from newsflow.domain.dispatch import (
    SPEED_OF_FORM,
    Block,
    Credit,
    Dateline,
    Dispatch,
    Place,
    Source,
    Span,
    paragraph,
)
from newsflow.ops.demo import DAYS
from newsflow.ops.demo.plan import Change, New, Step
from newsflow.ops.demo.saying import as_said
from newsflow.ops.demo.template import SLOT, City, Phrasebook, Template, phrasebooks

SHARES = {"tr": 7, "en": 4, "fr": 4, "ar": 4, "ru": 3, "de": 2}
"""How many of a language's dispatches come for each of another's."""
NIGHT = range(6)
AT_NIGHT = 0.3
"""How many dispatches go out in a night's hour for each one of the day's."""
UPDATED = 0.06
PRESSING = frozenset({"environment", "sport", "turkiye", "world"})
"""Sections whose templates may be urgent: nobody sends a library's opening as that."""
LAST = timedelta(minutes=5)
"""The newest is at least this old."""


def generated(agency: Agency, now: datetime, *, count: int, seed: int) -> list[Step]:
    """`count` new items and some updates of them, spread over the days before `now`."""
    chance = Random(seed)  # noqa: S311 — invented news needs repeatable chance, not secret chance
    books = [book for book in phrasebooks() if book.language in agency.words]
    weights = [SHARES.get(book.language, 1) for book in books]
    moments = sorted(_moment(agency, now, chance) for _ in range(count))
    steps: list[Step] = []
    for number, at in enumerate(moments, start=1):
        (book,) = chance.choices(books, weights)
        steps += _Writing(agency, book, number=number, at=at, chance=chance).steps(now)
    return steps


def _moment(agency: Agency, now: datetime, chance: Random) -> datetime:
    while True:
        at = now - LAST - chance.random() * (timedelta(days=DAYS) - LAST)
        if at.astimezone(agency.zoneinfo).hour not in NIGHT or chance.random() < AT_NIGHT:
            return at


class _Writing:
    """One dispatch being made from a template."""

    def __init__(
        self, agency: Agency, book: Phrasebook, *, number: int, at: datetime, chance: Random
    ) -> None:
        self.agency = agency
        self.book = book
        self.template: Template = chance.choice(book.templates)
        self.number = number
        self.at = at
        self.chance = chance
        self.city: City = chance.choice(book.cities)
        self.filled = book.filling(self.template, self.city, chance)
        self.told: set[str] = set()
        """The slots that the sentences so far have filled."""

    def steps(self, now: datetime) -> Iterator[Step]:
        """The new item, and now and then its update."""
        key = f"generated/{self.number}"
        form, priority, urgency = self.speed()
        used = sorted(self.chance.sample(range(len(self.template.middles)), self.chance.randint(2, 4)))
        yield New(key=key, at=self.at, content=self.dispatch(form, priority, urgency, used))
        later = self.at + timedelta(minutes=self.chance.randint(20, 150))
        unused = [place for place in range(len(self.template.middles)) if place not in used]
        if form is Form.STORY and unused and self.chance.random() < UPDATED and later < now - LAST:
            added = paragraph(self.said(self.template.middles[unused[0]]))
            yield Change(
                of=key, at=later, action=Action.UPDATE, whats_new=self.book.updated, appended=(added,)
            )

    def speed(self) -> tuple[Form, Priority, int]:
        """Form, priority and urgency: mostly a routine story."""
        drawn = self.chance.random()
        if drawn < 0.06 and self.template.section == "sport":
            return (Form.FLASH, *SPEED_OF_FORM[Form.FLASH])
        if drawn < 0.15 and self.template.section in PRESSING:
            return (Form.URGENT, *SPEED_OF_FORM[Form.URGENT])
        if drawn < 0.05:
            return Form.FEATURE, Priority.SPECIAL, 6
        if drawn < 0.07:
            return Form.STORY, Priority.ARCHIVE, 8
        if drawn < 0.18:
            return Form.STORY, Priority.IMPORTANT, 4
        return Form.STORY, Priority.ROUTINE, self.chance.choice((5, 5, 5, 6, 7))

    def said(self, sentence: str) -> str:
        """A sentence with its slots filled, its first letter a capital."""
        self.told.update(SLOT.findall(sentence))
        filled = SLOT.sub(lambda match: self.filled.get(match[1], match[0]), sentence)
        text = as_said(filled, self.book.language, self.at, self.agency.zoneinfo)
        return text[:1].upper() + text[1:]

    def one_of(self, sentences: tuple[str, ...]) -> str:
        """One of them, filled."""
        return self.said(self.chance.choice(sentences))

    def headline(self) -> str:
        """A headline that says nothing but what the body said, where there is one; a flash has no body."""
        told = {*self.told, "city", "at"}  # the dateline says where
        fitting = tuple(each for each in self.template.headlines if told >= set(SLOT.findall(each)))
        return self.one_of(fitting or self.template.headlines)

    def body(self, form: Form, used: list[int]) -> tuple[Block, ...]:
        """A flash has none, an urgent its first two paragraphs, a story everything."""
        middles = [self.said(self.template.middles[place]) for place in used]
        opening = self.one_of(self.template.openings)
        if form is Form.FLASH:
            return ()
        if form is Form.URGENT:
            return (paragraph(opening), paragraph(middles[0]))
        quote = self.one_of(self.template.quotes)
        kind = BlockKind.QUOTE if form is Form.FEATURE else BlockKind.PARAGRAPH
        half = (len(middles) + 1) // 2
        return (
            paragraph(opening),
            paragraph(" ".join(middles[:half])),
            Block(kind=kind, spans=(Span(quote),)),
            *(
                paragraph(text)
                for text in (" ".join(middles[half:]), self.one_of(self.template.closings))
                if text
            ),
        )

    def dispatch(self, form: Form, priority: Priority, urgency: int, used: list[int]) -> Dispatch:
        """All of it."""
        template, city = self.template, self.city
        writer = Credit(name=self.chance.choice(self.book.people), role=CreditRole.WRITER)
        place = Place(name=city.name, role=PlaceRole.FILED_FROM, country=city.country, code=city.code)
        body = self.body(form, used)
        headline = self.headline()
        seen_by = Source(name=self.filled["club"], words=headline)
        return Dispatch(
            language=self.book.language,
            form=form,
            section=template.section,
            packages=template.packages,
            provider=template.provider or self.agency.code,
            slug=f"{template.slug}-{self.number}",
            headline=headline,
            topics=template.topics,
            deck=self.one_of(template.decks) if form not in {Form.FLASH, Form.URGENT} else None,
            credits=() if form is Form.FLASH else (writer,),
            dateline=Dateline(place=city.name, country=city.country, marks=(self.agency.mark,)),
            body=body,
            keywords=(*template.keywords, city.name),
            places=(place,),
            priority=priority,
            urgency=urgency,
            sources=(seen_by,) if form is Form.FLASH else (),
        )
