"""Orders: a dispatch wanted in a language by a deadline, from an item on the wire or a draft that its desk opened."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError
from newsflow.domain.guid import Guid
from newsflow.domain.worded import Coded, Kind, listed, worded
from newsflow.newsroom.drafts import locked
from newsflow.newsroom.duty.lent import lent_to
from newsflow.newsroom.rows import Number
from newsflow.wire.read import item

QUEUE_LIMIT = 500
NOTE_CHARACTERS = 500


class Holds(StrEnum):
    """Whether a translation waits for its original."""

    NO = ""
    WITH = "with"
    """It goes out by itself as soon as the original is out."""
    AFTER = "after"
    """It may not go out before the original; somebody releases it."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it stands. `headline` and `from_language` are the original's."""

    id: int
    original: Guid | None
    original_draft: int | None
    language: str
    section: str
    slug: str
    urgency: int
    deadline: datetime | None
    note: str
    holds: str
    by_rule: bool
    ordered_by: str
    ordered_at: datetime
    state: str
    taken_by: str | None
    name: str | None
    """Whoever took it, while the person is known."""
    taken_at: datetime | None
    draft: int | None
    ready_by: str | None
    ready_key: str | None
    ready_save: int | None
    headline: str | None
    from_language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is ordered: of an item or of a draft, never of both."""

    language: str
    original: Guid | None = None
    draft: int | None = None
    deadline: datetime | None = None
    note: str = ""
    holds: Holds = Holds.NO


@dataclass(frozen=True, slots=True)
class _About:
    """The original of an order."""

    language: str
    section: str
    slug: str
    urgency: int


_ADD = query("newsroom/translation.add_order", Number)
_ORDER = query("newsroom/translation.order", Order)
_QUEUE = query("newsroom/translation.queue", Order)
_ORDERS_OF = query("newsroom/translation.orders_of", Order)
_OF_DRAFT = query("newsroom/translation.order_of_draft", Order)
_DROP = query("newsroom/translation.drop_order")
_DROP_OPEN = query("newsroom/translation.drop_open_orders")
_ORIGINAL_OUT = query("newsroom/translation.original_out")


async def order(db: Connection, agency: Agency, wanted: Wanted, hand: Hand, now: datetime) -> int:
    """Order a translation; gives the order's number. By whoever may release the original's desk's texts.

    Raises BadInputError, NotAllowedError, or ConflictError when it is ordered already or the original is stopped.
    """
    about = await _about(db, wanted)
    lent = await lent_to(db, hand.person, now)
    authorise(hand.person, Act.RELEASE, language=about.language, section=about.section, lent=lent)
    _check(agency, wanted, about, now)
    number = await _put(db, wanted, about, by=hand.person.id, now=now, by_rule=False)
    if number is None:
        raise ConflictError(
            "This is ordered already.",
            worded(
                "%(original)s in %(language)s.",
                original=wanted.original or wanted.draft,
                language=Coded(Kind.LANGUAGE, wanted.language),
            ),
            "See the queue.",
        )
    await audit.note(db, hand, "translation_ordered", f"order:{number}", at=now, language=wanted.language)
    return number


def _check(agency: Agency, wanted: Wanted, about: _About, now: datetime) -> None:
    if wanted.language == about.language or wanted.language not in agency.words:
        raise BadInputError(
            "This is no language to translate into.",
            worded(
                "“%(language)s”; the original is in “%(language_2)s”.",
                language=Coded(Kind.LANGUAGE, wanted.language[:20]),
                language_2=Coded(Kind.LANGUAGE, about.language),
            ),
            worded(
                "Choose from %(list)s.",
                list=listed(Coded(Kind.LANGUAGE, code) for code in sorted(agency.words)),
            ),
        )
    if wanted.deadline is not None and wanted.deadline <= now:
        raise BadInputError("The deadline is past.", wanted.deadline.isoformat(), "Give a later one or none.")
    if len(wanted.note) > NOTE_CHARACTERS:
        raise BadInputError(
            "The note is too long.",
            worded("%(count)s characters.", count=len(wanted.note)),
            worded("Use %(most)s at most.", most=NOTE_CHARACTERS),
        )
    if wanted.holds is not Holds.NO and wanted.original is not None:
        raise BadInputError(
            "The original is out already.", wanted.original, "Order without holding the translation."
        )


async def _about(db: Connection, wanted: Wanted) -> _About:
    if wanted.original is not None and wanted.draft is None:
        found = await item(db, wanted.original)
        if found.action in STOPS:
            raise ConflictError("The original is stopped.", found.guid, "A translation of it may not go out.")
        return _About(found.language, found.section, found.slug, found.urgency)
    if wanted.draft is None or wanted.original is not None:
        raise BadInputError(
            "An order is of an item or of a draft.", worded("Both or none is given."), "Give one."
        )
    draft = await locked(db, wanted.draft)  # so that no release passes by its order
    if draft.guid is not None:
        raise ConflictError(
            "This draft takes no order.",
            worded("%(draft)s is %(state)s.", draft=draft.id, state=draft.state),
            "Order from the item on the wire.",
        )
    return _About(draft.language, draft.section, draft.slug, draft.dispatch().urgency)


async def _put(
    db: Connection, wanted: Wanted, about: _About, *, by: str, now: datetime, by_rule: bool
) -> int | None:
    facts = {
        "original": wanted.original,
        "draft": wanted.draft,
        "language": wanted.language,
        "by": by,
        "now": now,
    }
    of = {"section": about.section, "slug": about.slug, "urgency": about.urgency, "by_rule": by_rule}
    how = {"deadline": wanted.deadline, "note": wanted.note.strip(), "holds": wanted.holds.value}
    made = await row(db, _ADD, {**facts, **of, **how})
    return None if made is None else made.number


async def order_by_rule(
    db: Connection, agency: Agency, version: Dispatch, guid: Guid, *, by: str, now: datetime
) -> None:
    """Order what the desk's rules order of a new text by itself; what is ordered already stays as it is."""
    if version.translated_from is not None and version.translated_from.item is not None:
        return
    about = _About(version.language, version.section, version.slug, version.urgency)
    for rule in agency.desk.orders:
        if not rule.fits(version):
            continue
        for language in rule.into:
            if language != version.language and language in agency.words:
                wanted = Wanted(language=language, original=guid, deadline=now + rule.within)
                await _put(db, wanted, about, by=by, now=now, by_rule=True)


async def original_out(db: Connection, draft: int, guid: Guid) -> None:
    """Say to the orders of a draft that it is out, and as which item."""
    await run(db, _ORIGINAL_OUT, {"draft": draft, "guid": guid})


async def get_order(db: Connection, number: int) -> Order:
    """An order by its number. Raises NotFoundError."""
    found = await row(db, _ORDER, {"id": number})
    if found is None:
        raise NotFoundError("No such order.", str(number), "See the queue.")
    return found


async def order_of_draft(db: Connection, draft: int) -> Order | None:
    """The order that a translation's draft answers, if it does."""
    return await row(db, _OF_DRAFT, {"draft": draft})


async def orders_of(db: Connection, original: Guid) -> list[Order]:
    """Everything ordered of an item, done or not, by language."""
    return await rows(db, _ORDERS_OF, {"original": original, "limit": QUEUE_LIMIT})


async def queue(db: Connection, languages: tuple[str, ...] = ()) -> list[Order]:
    """What waits, is being translated, or waits for its original: the most urgent first, then by deadline, then by age."""
    return await rows(db, _QUEUE, {"languages": list(languages), "limit": QUEUE_LIMIT})


async def drop_order(db: Connection, number: int, hand: Hand, now: datetime) -> None:
    """Take an order back. Its draft, if there is one, stays with its translator."""
    await get_order(db, number)
    lent = await lent_to(db, hand.person, now)
    authorise(hand.person, Act.RELEASE, lent=lent)
    if not await run(db, _DROP, {"id": number, "now": now}):
        raise ConflictError(
            "This order is done with.",
            worded("Order %(number)s.", number=number),
            "Order again.",
        )
    await audit.note(db, hand, "translation_order_dropped", f"order:{number}", at=now)


async def drop_open_orders(db: Connection, original: Guid, now: datetime) -> None:
    """Take back what is ordered of an item that was killed and nobody has begun: its translation may never go out."""
    await run(db, _DROP_OPEN, {"guid": original, "now": now})
