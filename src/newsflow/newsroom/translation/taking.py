"""A translator takes an order and gives it back; what goes out closes it."""

from dataclasses import replace
from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, query, run
from newsflow.domain.agency import Agency
from newsflow.domain.codes import CreditRole
from newsflow.domain.dispatch import Credit, Dispatch, TranslatedFrom
from newsflow.domain.errors import ConflictError
from newsflow.domain.worded import worded
from newsflow.newsroom.drafts import create, get, note
from newsflow.newsroom.next_version import begin_translation
from newsflow.newsroom.proof import check_person
from newsflow.newsroom.translation.orders import Order, get_order

_TAKE = query("newsroom/translation.take_order")
_GIVE_BACK = query("newsroom/translation.give_order_back")


async def take(db: Connection, agency: Agency, number: int, hand: Hand, now: datetime) -> int:
    """Take an order; gives the translation's draft, begun now unless somebody had begun it before.

    Raises ConflictError when another person has it, NotAllowedError for who does not write in its language.
    """
    check_person(hand)
    found = await get_order(db, number)
    authorise(hand.person, Act.WRITE, language=found.language, section=found.section)
    draft = found.draft or await _begin(db, agency, found, hand, now)
    if not await run(db, _TAKE, {"id": number, "by": hand.person.id, "now": now, "draft": draft}):
        raise ConflictError(
            "This order is not to be had.",
            worded("Order %(number)s is with %(who)s.", number=number, who=found.name)
            if found.name
            else worded("Order %(number)s.", number=number),
            "Take another one.",
        )
    await audit.note(db, hand, "translation_taken", f"order:{number}", at=now, draft=draft)
    return draft


async def _begin(db: Connection, agency: Agency, order: Order, hand: Hand, now: datetime) -> int:
    if order.original is not None:
        begun = await begin_translation(db, agency, order.original, hand, now, language=order.language)
        return begun.draft
    assert order.original_draft is not None
    original = await get(db, order.original_draft)
    content = translation_of(original.dispatch(), order.language, hand.person.name)
    return await create(db, content, now, by=hand.person.id)


def translation_of(original: Dispatch, language: str, translator: str) -> Dispatch:
    """A draft's words, to be translated; which item they are of is filled in once the draft is out."""
    return replace(
        original,
        language=language,
        label=None,
        replaces=(),
        credits=(*original.credits, Credit(name=translator, role=CreditRole.TRANSLATOR)),
        translated_from=TranslatedFrom(language=original.language, translator=translator),
        whats_new=None,
        correction=None,
        media=None,
    )


async def give_back(db: Connection, number: int, hand: Hand, now: datetime, *, words: str = "") -> None:
    """Give an order back to the queue, with the draft as it is: by whoever took it, or may release in its language."""
    found = await get_order(db, number)
    if found.taken_by != hand.person.id:
        authorise(hand.person, Act.RELEASE, language=found.language, section=found.section)
    if not await run(db, _GIVE_BACK, {"id": number}):
        raise ConflictError(
            "Nobody has this order.",
            worded("Order %(number)s.", number=number),
            "Look at the queue.",
        )
    if found.draft is not None and words.strip():
        await note(db, found.draft, "sent_back", hand.person.id, now, words=words)
    await audit.note(db, hand, "translation_given_back", f"order:{number}", at=now)
