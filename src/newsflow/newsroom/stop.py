"""Stop and go on: hold, kill, withdraw, reinstate, lift. One key is enough to stop (invariant 9)."""

from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import FOLLOWS, STOPS, Approval, Header, check_may_follow
from newsflow.domain.errors import BadInputError, ConflictError, GoneError
from newsflow.domain.item_words import ACTION_WORDS
from newsflow.domain.notice import Event, check_reason, lifted, reinstated, stopped
from newsflow.domain.worded import worded
from newsflow.newsroom.duty import lent_to, owe_look
from newsflow.newsroom.item_lock import lock
from newsflow.newsroom.proof import check_person, check_proof
from newsflow.newsroom.release import notice_entry
from newsflow.newsroom.rows import DROP_DRAFTS_OF
from newsflow.newsroom.translation.noting import noted_translations
from newsflow.newsroom.translation.orders import drop_open_orders
from newsflow.newsroom.translation.tasks import finish_of
from newsflow.wire.append import Sealed, ToAppend, append, seal
from newsflow.wire.read import series as members_of
from newsflow.wire.read import versions
from newsflow.wire.rows import Item

REASON_CHARACTERS = 500
FILE_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """What to do to which item, why, and by whose hand."""

    guid: str
    action: Action
    hand: Hand
    reason_class: ReasonClass
    reason: str = ""
    """What subscribers are told."""
    for_the_file: str = ""
    """What only the desk reads."""
    substitute: bool = False
    """A text in its place will follow."""


async def stop(db: Connection, clock: Clock, agency: Agency, order: Stop) -> list[Header]:
    """Hold, kill or withdraw an item: its own entry and the notice, numbered together. Commit right after.

    One person with one key, at once; another's look is owed afterwards.

    A series stops with each of its members that this may still come to: all own entries first, then a notice of
    each, since whoever took one picture must be told of that one. A member stops alone. From here on no path
    serves its headline, text or older versions (invariant 6).
    """
    _check_order(order)
    now = clock()
    authorise(order.hand.person, Act.STOP)
    await check_proof(db, agency.desk, order.hand, now)
    before = await lock(db, order.guid)
    check_may_follow(Action(before.action), order.action, order.guid, embargoed=before.embargoed)
    why = Why(action=order.action, reason_class=order.reason_class, reason=order.reason)
    entries = await entries_of_stop(db, clock, agency, before=before, why=why, word=word_of(order.hand))
    await owe_look(
        db,
        guid=before.guid,
        version=before.version + 1,
        act=order.action.value,
        by=order.hand.person.id,
        now=now,
        reason=order.for_the_file,
        substitute=order.substitute,
    )
    await audit.note(
        db, order.hand, order.action.value, f"item:{before.guid}", at=now, version=before.version + 1
    )
    return await append(db, clock, entries)


def _check_order(order: Stop) -> None:
    """Pass for an order that says what a stop must, within its bounds."""
    if order.action not in STOPS:
        raise BadInputError(
            "This is no way to stop an item.", order.action.value, "Use hold, kill or withdraw."
        )
    if len(order.reason) > REASON_CHARACTERS:
        raise BadInputError(
            "The reason is too long.",
            worded("%(count)s characters.", count=len(order.reason)),
            worded("Use %(most)s at most.", most=REASON_CHARACTERS),
        )
    if len(order.for_the_file) > FILE_CHARACTERS:
        raise BadInputError(
            "The reason for the file is too long.",
            worded("%(count)s characters.", count=len(order.for_the_file)),
            worded("Use %(most)s at most.", most=FILE_CHARACTERS),
        )
    if order.reason_class is ReasonClass.CHECKING and order.action is not Action.HOLD:
        raise BadInputError(
            "Only a hold is for checking.",
            worded("It would “%(action)s”, with the reason “checking”.", action=ACTION_WORDS[order.action]),
            "Hold the item while it is checked, or name the reason it is stopped for.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Which stop, and the reason for it."""

    action: Action
    reason_class: ReasonClass
    reason: str = ""


async def entries_of_stop(
    db: Connection,
    clock: Clock,
    agency: Agency,
    *,
    before: Item,
    why: Why,
    word: Approval,
    besides: frozenset[str] = frozenset(),
) -> list[ToAppend]:
    """What to append to stop an item that is locked and may be stopped, its members with it, on somebody's word.

    Its translations say so at once. `besides` are items that the same call stops: those need no note.
    """
    items = [
        before,
        *(one for one in await _members(db, before) if why.action in FOLLOWS[Action(one.action)]),
    ]
    own: list[ToAppend] = []
    told: list[ToAppend] = []
    noted: list[ToAppend] = []
    for item in items:
        current = await live_version(db, item.guid)
        check_reason(why.reason, await _headlines(db, item.guid))
        event = Event(
            guid=item.guid,
            version=item.version + 1,
            action=why.action,
            first_at=item.first_at,
            reason_class=why.reason_class,
            reason=why.reason,
        )
        content = stopped(current, event, agency)
        entry, notice = await _entries(
            db, clock, agency, before=item, content=content, about=current, event=event, word=word
        )
        own.append(entry)
        told.append(notice)
        noted += await noted_translations(db, agency, event, clock(), words=[word], but=besides)
        if why.action is not Action.HOLD:
            await finish_of(db, item.guid, clock(), by=word.by, how=why.action.value, version=None)
        if why.action is Action.KILL:
            dropped = {"guid": item.guid, "by": word.by, "now": clock(), "why": "The item was killed."}
            await run(db, DROP_DRAFTS_OF, dropped)
            await drop_open_orders(db, item.guid, clock())
    return [*own, *told, *noted]


async def reinstate(db: Connection, clock: Clock, agency: Agency, guid: str, hand: Hand) -> list[Header]:
    """Let a held or withdrawn item be used again, as it stood before, and say so. Commit right after.

    With a series come back the members that were stopped in the same call as it was, and no others.
    """
    before = await lock(db, guid)
    await check_may_release(db, before, hand, clock())
    check_may_follow(Action(before.action), Action.REINSTATE, guid, embargoed=before.embargoed)
    stopped_together = (before.action, before.at)
    items = [
        before,
        *(one for one in await _members(db, before) if (one.action, one.at) == stopped_together),
    ]
    own: list[ToAppend] = []
    told: list[ToAppend] = []
    noted: list[ToAppend] = []
    for item in items:
        current = reinstated(await live_version(db, item.guid))
        event = Event(
            guid=item.guid, version=item.version + 1, action=Action.REINSTATE, first_at=item.first_at
        )
        entry, notice = await _entries(
            db,
            clock,
            agency,
            before=item,
            content=current,
            about=current,
            event=event,
            word=word_of(hand),
        )
        own.append(entry)
        told.append(notice)
        noted += await noted_translations(db, agency, event, clock(), words=[word_of(hand)])
    await audit.note(db, hand, "reinstate", f"item:{guid}", at=clock())
    return await append(db, clock, [*own, *told, *noted])


async def check_may_release(db: Connection, item: Item, hand: Hand, now: datetime) -> None:
    """Pass when this person may release texts of the item's desk, by role or by what is lent to them."""
    check_person(hand)
    lent = await lent_to(db, hand.person, now)
    authorise(hand.person, Act.RELEASE, language=item.language, section=item.section, lent=lent)


async def _members(db: Connection, series: Item) -> list[Item]:
    """A series' members, locked, but for those whose text was erased: nothing of them is left to stop."""
    found = [await lock(db, member.guid) for member in await members_of(db, series.guid)]
    return [member for member in found if member.headline is not None]


async def lift(db: Connection, clock: Clock, guid: str, hand: Hand) -> list[Header]:
    """End an embargo early: an entry of its own, for everyone, with the current version. Commit right after."""
    await check_may_release(db, await lock(db, guid), hand, clock())
    await audit.note(db, hand, "lift", f"item:{guid}", at=clock())
    return await lift_item(db, clock, guid, word_of(hand))


async def lift_item(db: Connection, clock: Clock, guid: str, word: Approval) -> list[Header]:
    """The entry that ends an item's embargo; with a series, its members' too."""
    before = await lock(db, guid)
    check_may_follow(Action(before.action), Action.LIFT, guid, embargoed=before.embargoed)
    entries: list[ToAppend] = []
    for item in (before, *await _members(db, before)):
        if not item.embargoed or Action.LIFT not in FOLLOWS[Action(item.action)]:
            continue
        sealed = seal(lifted(await live_version(db, item.guid)))
        entry = ToAppend(
            guid=item.guid,
            version=item.version + 1,
            action=Action.LIFT,
            content=sealed,
            approvals=(signed(word, sealed),),
        )
        entries.append(entry)
    return await append(db, clock, entries)


async def _entries(
    db: Connection,
    clock: Clock,
    agency: Agency,
    *,
    before: Item,
    content: Dispatch,
    about: Dispatch,
    event: Event,
    word: Approval,
) -> tuple[ToAppend, ToAppend]:
    """The item's own entry and its notice's."""
    sealed = seal(content)
    approvals = (signed(word, sealed),)
    own = ToAppend(
        guid=before.guid,
        version=event.version,
        action=event.action,
        content=sealed,
        approvals=approvals,
        not_before=about.embargo if before.embargoed else None,
    )
    told = await notice_entry(
        db, clock(), agency, about=about, event=event, approvals=approvals, before=before
    )
    return own, told


def word_of(hand: Hand) -> Approval:
    """A person's word for what is not sealed yet; `signed` puts the digest in."""
    return Approval(by=hand.person.id, act="released", key=hand.key, content_digest="")


def signed(word: Approval, sealed: Sealed) -> Approval:
    """The word, for exactly these bytes."""
    return replace(word, content_digest=sealed.digest.hex())


async def _headlines(db: Connection, guid: str) -> list[str]:
    """Every headline that the item's copy had; what stood in place of one is none."""
    return [
        entry.content.headline
        for entry in await versions(db, guid)
        if entry.content is not None and entry.header.action not in STOPS
    ]


async def live_version(db: Connection, guid: str) -> Dispatch:
    """The last version that was copy and not a stop's notice."""
    for entry in await versions(db, guid):
        if entry.header.action not in STOPS:
            if entry.content is None:
                raise GoneError("This version was erased by order.", guid, "There is nothing left to show.")
            return entry.content
    raise ConflictError("The item has no copy to go back to.", guid, "Write a new item.")
