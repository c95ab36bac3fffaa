"""Ask for a release: it goes out at once, or waits for its second look."""

import secrets
from datetime import datetime
from types import MappingProxyType

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, query, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action
from newsflow.domain.errors import ConflictError
from newsflow.domain.second_look import second_look
from newsflow.newsroom.approvals.requests import get, request_of
from newsflow.newsroom.approvals.sending import Outcome, Release, send, word_of
from newsflow.newsroom.checking import Passed, check_draft, must_pass, passed_facts
from newsflow.newsroom.drafts import locked, note
from newsflow.newsroom.duty import count_for, lent_to
from newsflow.newsroom.locks import check_nobody_else_writes
from newsflow.newsroom.proof import check_person
from newsflow.newsroom.release import check_follows, check_ready, complete
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.schedule import check_due
from newsflow.newsroom.series_drafts import check_series_follows, seal_draft
from newsflow.wire.append import seal

_ADD = query("newsroom/approvals.add_request")
_MARK_ASKED = query("newsroom/approvals.mark_asked")

NOTHING_PASSED: Passed = MappingProxyType({})


async def ask(
    db: Connection,
    clock: Clock,
    agency: Agency,
    draft: int,
    hand: Hand,
    *,
    due: datetime | None = None,
    passed: Passed = NOTHING_PASSED,
) -> Outcome:
    """Release a draft, at once or at the hour `due`; where it takes a second look, ask for one. Commit right after.

    `passed` holds the word with which each warning of the checks is passed. Raises BadInputError with every fault of
    the text, ChecksError, NotAllowedError, or ConflictError when the item moved on, when another person writes in the
    draft, or when it waits already.
    """
    now = clock()
    found = await _may_be_asked(db, draft, hand, now)
    version, whole = await seal_draft(db, agency, found, await complete(db, agency, found, now), now)
    action = Action(found.action)
    check_ready(version, action, agency, now)
    check_due(due, version, now)
    members = () if whole is None else tuple(part.version for part in whole.members)
    findings = await check_draft(
        db,
        agency,
        version,
        action,
        before=found.guid,
        now=now,
        draft=draft,
        catches_up=False,
        members=members,
    )
    must_pass(findings, passed)
    said = "; ".join(f"{code}: {word}" for code, word in passed_facts(findings, passed).items())
    if whole is None:
        await check_follows(db, found, version)
    else:
        await check_series_follows(db, found, version)
    on = await count_for(db, now, language=version.language, section=version.section)
    look = second_look(version, action, agency, at=due or now, on_duty=on)
    sealed = seal(version) if whole is None else whole.own.sealed
    release = Release(draft=found, version=version, sealed=sealed, due=due, whole=whole)
    if look.is_needed:
        return await _wait(db, release, hand, now, because=look.because, said=said)
    words = (word_of(hand, "released", release.sealed),)
    return await send(db, clock, agency, release, hand, words=words, act="released", said=said)


async def _may_be_asked(db: Connection, draft: int, hand: Hand, now: datetime) -> Draft:
    """The draft, locked, if this person may release it now, nobody else writes in it, and it does not wait already."""
    check_person(hand)
    found = await locked(db, draft)
    lent = await lent_to(db, hand.person, now)
    authorise(hand.person, Act.RELEASE, language=found.language, section=found.section, lent=lent)
    waiting = await request_of(db, draft)
    if waiting is not None:
        raise ConflictError(
            "This draft waits for its second look already.", waiting.id, "Have it approved, or withdraw it."
        )
    await check_nobody_else_writes(db, found, hand, now)
    return found


async def _wait(
    db: Connection, release: Release, hand: Hand, now: datetime, *, because: str, said: str
) -> Outcome:
    """Keep the sealed version until another person has looked at it."""
    request, draft, sealed = f"ar_{secrets.token_hex(8)}", release.draft, release.sealed
    sealing = {"because": because, "salt": sealed.salt, "body": sealed.body, "digest": release.digest}
    by = {"by": hand.person.id, "key": hand.key, "session": hand.session}
    of = {"id": request, "draft": draft.id, "save": draft.save, "due": release.due, "now": now}
    await run(db, _ADD, {**sealing, **by, **of})
    await run(db, _MARK_ASKED, {"id": draft.id, "due": release.due, "now": now})
    await note(db, draft.id, "asked", hand.person.id, now, words=said)
    digest = release.digest.hex()
    await audit.note(db, hand, "ask", f"draft:{draft.id}", at=now, request=request, digest=digest)
    return Outcome(request=await get(db, request), due=release.due)
