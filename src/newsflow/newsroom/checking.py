"""The checks before a release, with all that the newsroom knows: what a draft's slips are, and which were passed.

Whatever puts a draft on the wire asks `check_draft`, then `must_pass` with the words in which a person passed the
warnings; `passed_facts` goes into the audit trail.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from newsflow.copyreader.language import detect
from newsflow.db.query import Connection, row
from newsflow.domain.agency import Agency
from newsflow.domain.checks.facts import CheckFacts, Heard
from newsflow.domain.checks.finding import CheckCode, Finding, Severity
from newsflow.domain.checks.run import check
from newsflow.domain.codes import Action, Form, ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import ChecksError
from newsflow.domain.guid import Guid
from newsflow.domain.worded import worded
from newsflow.newsroom.near import near_duplicates
from newsflow.newsroom.rows import LIVE_STORY
from newsflow.newsroom.translation.pairing import told_of
from newsflow.wire.read import numbered, story, versions
from newsflow.wire.rows import Item

WORD_CHARACTERS = 300
"""Of the word with which a warning is passed, at most."""
HEARD_CHARACTERS = 60
"""A shorter paragraph is not asked for its language."""
HEARD_LIMIT = 200
VERSIONS_LOOKED_AT = 20
MEDIA_LIMIT = 50
_PICTURED = frozenset({ItemType.PICTURE, ItemType.VIDEO, ItemType.GRAPH})
_OPENERS = frozenset({Form.FLASH, Form.URGENT, Form.LEAD})
"""The forms that a lead makes obsolete."""

Passed = Mapping[CheckCode, str]
"""The word with which a person passed the warnings of a code."""


async def check_draft(
    db: Connection,
    agency: Agency,
    version: Dispatch,
    action: Action,
    *,
    before: Guid | None,
    now: datetime,
    draft: int | None = None,
    catches_up: bool = True,
    members: tuple[Dispatch, ...] = (),
) -> tuple[Finding, ...]:
    """Every slip that is found in a draft's version; `before` is the item whose next version it is, None for a new one.

    A translation is compared with its original; what a machine wrote into `draft` is asked for where that is given.

    Severities and gauges are the agency's. `catches_up` as for `near_duplicates`. A body of 200,000 characters takes less than a second, beside the loop.
    """
    told = await _from_the_wire(db, version, before)
    similar = await near_duplicates(db, version, now, own=before, catches_up=catches_up)
    expected = frozenset(agency.words)
    beside = await told_of(db, version, draft)

    def found() -> tuple[Finding, ...]:
        heard = hear(version, expected)
        facts = CheckFacts(
            version=version,
            action=action,
            now=now,
            rules=agency.desk.checks,
            before=told.before,
            heard=heard,
            similar=similar,
            earlier=told.earlier,
            media=(*members, *told.media),
        )
        return (*check(facts), *beside.findings(version, heard, agency.desk.checks))

    return await asyncio.to_thread(found)


def must_pass(findings: tuple[Finding, ...], passed: Passed) -> None:
    """Pass when nothing is refused and every warning was passed with a word; else ChecksError with the codes."""
    refused = [finding for finding in findings if finding.severity is Severity.REFUSE]
    if refused:
        raise ChecksError(
            "This text may not go out as it is.", _list(refused), "Mend it.", codes=_codes(refused)
        )
    for code, word in passed.items():
        if not word.strip() or len(word) > WORD_CHARACTERS:
            raise ChecksError(
                "A warning is passed with a word.",
                f"{code.value}: “{word[:60]}”.",
                worded("Say why in one to %(most)s characters.", most=WORD_CHARACTERS),
                codes=(code.value,),
            )
    open_ones = [finding for finding in findings if finding.code not in passed]
    if open_ones:
        raise ChecksError(
            "The checks warn of this text.",
            _list(open_ones),
            "Mend it, or pass each warning with a word.",
            codes=_codes(open_ones),
        )


def passed_facts(findings: tuple[Finding, ...], passed: Passed) -> dict[str, str]:
    """What the audit trail keeps: the word for each warning that there was."""
    return {
        f"passed_{code}": passed[CheckCode(code)] for code in _codes(findings) if CheckCode(code) in passed
    }


def _codes(findings: tuple[Finding, ...] | list[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.code.value for finding in findings))


def _list(findings: list[Finding]) -> str:
    """The findings by code, with what they name and never a sentence of the text."""
    told = [
        f"{finding.code.value} ({', '.join([finding.field, *(value for _, value in finding.facts)][:3])})"
        for finding in findings
    ]
    return f"{'; '.join(dict.fromkeys(told))}."


def hear(version: Dispatch, expected: frozenset[str]) -> tuple[Heard, ...]:
    """The language of the whole and of each longer paragraph, by their sound."""
    whole = "\n".join((version.headline, version.deck or "", *version.words()))
    language, certainty = detect(whole, expected)
    found = [Heard(language=language, certainty=certainty)]
    for part, text in enumerate(version.words()[:HEARD_LIMIT]):
        if len(text) >= HEARD_CHARACTERS:
            language, certainty = detect(text, expected)
            found.append(Heard(language=language, certainty=certainty, part=part))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What stands on the wire around a draft."""

    before: Dispatch | None
    earlier: tuple[str, ...]
    media: tuple[Dispatch, ...]


async def _from_the_wire(db: Connection, version: Dispatch, guid: Guid | None) -> _Told:
    before = None
    if guid is not None:
        entries = await versions(db, guid, VERSIONS_LOOKED_AT)
        live = (entry.content for entry in entries if entry.header.action not in STOPS)
        before = next((content for content in live if content is not None), None)
    items = await _story(db, version)
    pictured = [item.seq for item in items if item.type in _PICTURED][:MEDIA_LIMIT]
    media = [entry.content for entry in await numbered(db, pictured)] if pictured else []
    return _Told(
        before=before,
        earlier=tuple(
            item.guid
            for item in items
            if item.form in _OPENERS
            and item.type == ItemType.TEXT
            and item.language == version.language
            and item.replaced_by is None
            and item.guid != guid
        ),
        media=tuple(content for content in media if content is not None),
    )


async def _story(db: Connection, version: Dispatch) -> list[Item]:
    """The live items of the story, by its id or, for a draft that has none yet, by its slug."""
    known = version.story
    if known is None:
        found = await row(db, LIVE_STORY, {"slug": version.slug})
        known = None if found is None else found.id
    items = [] if known is None else await story(db, known)
    return [item for item in items if item.action not in STOPS]
