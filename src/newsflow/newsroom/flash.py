"""The flash line: one line of text, its source, section and story, and it is asked for in the same call."""

from dataclasses import dataclass

from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise, may
from newsflow.db.query import Connection, row
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action, Form, ItemType
from newsflow.domain.dispatch import SPEED_OF_FORM, Dispatch, Source
from newsflow.domain.entry import STOPS
from newsflow.newsroom.approvals import NOTHING_PASSED, Outcome, ask
from newsflow.newsroom.checking import Passed
from newsflow.newsroom.drafts import create
from newsflow.newsroom.duty import lent_to
from newsflow.newsroom.moves import hand_on
from newsflow.newsroom.next_version import lead_of
from newsflow.newsroom.release import check_ready
from newsflow.newsroom.rows import LIVE_STORY
from newsflow.newsroom.stop import live_version
from newsflow.wire.read import story


@dataclass(frozen=True, slots=True, kw_only=True)
class FlashLine:
    """What is typed. Everything else comes from the story, or from the section."""

    text: str
    source: str
    """Who says so; empty where the text itself says it."""
    section: str
    slug: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flashed:
    """What came of a flash: its draft, the lead's draft behind it, and whether it is out or waits."""

    draft: int
    lead: int
    outcome: Outcome | None
    """None where it lies with the editors now, since its writer may not release."""


async def flash(
    db: Connection,
    clock: Clock,
    agency: Agency,
    line: FlashLine,
    hand: Hand,
    *,
    passed: Passed = NOTHING_PASSED,
) -> Flashed:
    """Ask for a flash, or hand it to the editors; and begin the lead behind it. Commit right after.

    The lead's draft has slug, place and source filled in, and replaces the flash once both are out. Raises
    BadInputError with every fault of the line, ChecksError, NotAllowedError.
    """
    now = clock()
    authorise(hand.person, Act.WRITE, language=line.language, section=line.section)
    content = await flash_of(db, agency, line)
    check_ready(content, Action.NEW, agency, now)
    draft = await create(db, content, now, by=hand.person.id)
    lead = await create(db, lead_of(content, None), now, by=hand.person.id, behind=draft)
    if not may(hand.person, Act.RELEASE, lent=await lent_to(db, hand.person, now)):
        await hand_on(db, draft, hand, now)
        return Flashed(draft=draft, lead=lead, outcome=None)
    return Flashed(draft=draft, lead=lead, outcome=await ask(db, clock, agency, draft, hand, passed=passed))


async def flash_of(db: Connection, agency: Agency, line: FlashLine) -> Dispatch:
    """The flash that a line makes: packages, places, dateline, topics and keywords are its story's, if it has one."""
    priority, urgency = SPEED_OF_FORM[Form.FLASH]
    source = line.source.strip()
    before = await _told_before(db, line)
    return Dispatch(
        language=line.language,
        form=Form.FLASH,
        section=line.section,
        packages=agency.packages_of(line.section) if before is None else before.packages,
        provider=agency.code,
        slug=line.slug.strip(),
        headline=line.text.strip(),
        priority=priority,
        urgency=urgency,
        sources=(Source(name=source, words=source),) if source else (),
        dateline=None if before is None else before.dateline,
        places=() if before is None else before.places,
        topics=() if before is None else before.topics,
        keywords=() if before is None else before.keywords,
    )


async def _told_before(db: Connection, line: FlashLine) -> Dispatch | None:
    """The latest text of the story in the flash's language that may still be used, if there is one."""
    found = await row(db, LIVE_STORY, {"slug": line.slug.strip()})
    for item in [] if found is None else await story(db, found.id):
        is_text = item.type == ItemType.TEXT and item.form != Form.NOTICE
        if (
            is_text
            and item.language == line.language
            and item.section == line.section
            and item.action not in STOPS
        ):
            return None if item.headline is None else await live_version(db, item.guid)
    return None
