"""What comes after an item on the wire: a draft with everything filled in that need not be typed again."""

from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, Person, authorise, may
from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, CreditRole, Form
from newsflow.domain.dispatch import SPEED_OF_FORM, Credit, Dispatch, TranslatedFrom
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.guid import Guid
from newsflow.domain.worded import Coded, Kind, worded
from newsflow.newsroom.drafts import create
from newsflow.newsroom.stop import live_version
from newsflow.wire.read import item
from newsflow.wire.rows import Item

_OPENERS = frozenset({Form.FLASH, Form.URGENT})


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft that was begun; `is_corrective` says that it is a new item, since the old one is too old to correct."""

    draft: int
    is_corrective: bool = False


async def begin_update(db: Connection, guid: str, hand: Hand, now: datetime) -> Begun:
    """A draft of the item's next version, as it stands now; it is to say what is new."""
    before, current = await _standing(db, guid, hand)
    content = replace(current, whats_new=None, correction=None)
    return Begun(await create(db, content, now, by=hand.person.id, guid=before.guid, action=Action.UPDATE))


async def begin_ordered_update(
    db: Connection, guid: str, deciders: tuple[Person, ...], now: datetime
) -> Begun:
    """The same of an item that people decided on by law: nobody is asked whether they write. It lies with the first who does."""
    before = await item(db, guid)
    content = replace(await live_version(db, guid), whats_new=None, correction=None)
    by = next((one for one in deciders if may(one, Act.WRITE)), deciders[-1]).id
    return Begun(await create(db, content, now, by=by, guid=before.guid, action=Action.UPDATE))


async def begin_correction(db: Connection, agency: Agency, guid: str, hand: Hand, now: datetime) -> Begun:
    """A draft that corrects the item; of an item older than the desk's limit, a new item that names the old one."""
    before, current = await _standing(db, guid, hand)
    content = replace(current, whats_new=None, correction=None)
    if now - before.first_at <= agency.desk.corrective_after:
        action = Action.CORRECT
        return Begun(await create(db, content, now, by=hand.person.id, guid=before.guid, action=action))
    if before.embargoed:
        raise ConflictError("This item is under embargo still.", guid, "Update it, or lift the embargo.")
    new = replace(content, replaces=(before.guid,), label=None, embargo=None)
    return Begun(await create(db, new, now, by=hand.person.id), is_corrective=True)


async def begin_lead(db: Connection, guid: str, hand: Hand, now: datetime) -> Begun:
    """A draft of a new lead: slug, place, sources and codes of the item, which it replaces; the text is to be written."""
    before, current = await _standing(db, guid, hand)
    if before.action in STOPS:
        raise ConflictError("This item is stopped.", guid, "Write a new item that names it.")
    return Begun(await create(db, lead_of(current, before.guid), now, by=hand.person.id))


def lead_of(opener: Dispatch, guid: Guid | None) -> Dispatch:
    """The lead behind a flash, or the next one of a story: what is known is filled in, the words are not.

    Of a text that was a lead or a story already, headline and body are kept, to be written on.
    """
    priority, urgency = SPEED_OF_FORM[Form.LEAD]
    is_opener = opener.form in _OPENERS
    return replace(
        opener,
        form=Form.LEAD,
        label=None,
        replaces=() if guid is None else (guid,),
        priority=priority,
        urgency=urgency,
        deck=None if is_opener else opener.deck,
        body=() if is_opener else opener.body,
        whats_new=None,
        correction=None,
        embargo=None if is_opener else opener.embargo,
        source_dates=(),
        media=None,
    )


async def begin_translation(
    db: Connection, agency: Agency, guid: str, hand: Hand, now: datetime, *, language: str
) -> Begun:
    """A draft of the item in another language: its codes, places and the original's words, to be translated."""
    authorise(hand.person, Act.WRITE, language=language)
    before = await item(db, guid)
    if before.action in STOPS:
        raise ConflictError("This item is stopped.", guid, "A translation of it may not go out.")
    if language == before.language or language not in agency.words:
        raise BadInputError(
            "This is no language to translate into.",
            worded(
                "“%(language)s”; %(guid)s is in “%(language_2)s”.",
                language=Coded(Kind.LANGUAGE, language[:20]),
                guid=guid,
                language_2=Coded(Kind.LANGUAGE, before.language),
            ),
            worded("Choose from %(list)s.", list=", ".join(sorted(agency.words))),
        )
    current = await live_version(db, guid)
    content = replace(
        current,
        language=language,
        label=None,
        replaces=(),
        credits=(*current.credits, Credit(name=hand.person.name, role=CreditRole.TRANSLATOR)),
        translated_from=TranslatedFrom(
            language=before.language,
            item=before.guid,
            version=before.version,
            translator=hand.person.name,
        ),
        whats_new=None,
        correction=None,
        media=None,
    )
    return Begun(await create(db, content, now, by=hand.person.id))


async def _standing(db: Connection, guid: str, hand: Hand) -> tuple[Item, Dispatch]:
    """The item and its last version that was copy; raises NotAllowedError for who does not write for its desk."""
    before = await item(db, guid)
    authorise(hand.person, Act.WRITE, language=before.language, section=before.section)
    return before, await live_version(db, guid)
