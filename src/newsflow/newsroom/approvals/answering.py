"""Approve, refuse, withdraw, send alone. Each is one transaction, and its entry on the wire the last act of it."""

import hmac
from dataclasses import replace
from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import CLI, PASSWORD, SESSION, Hand
from newsflow.accounts.people import Act, Person, authorise, by_id
from newsflow.accounts.proving import ProofMissingError
from newsflow.db.query import Connection, query, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock, rfc3339
from newsflow.domain.codes import Action
from newsflow.domain.entry import Approval
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.domain.worded import worded
from newsflow.newsroom.approvals.requests import WHY_CHARACTERS, Request, get, version_of
from newsflow.newsroom.approvals.sending import Outcome, Release, send, word_of
from newsflow.newsroom.drafts import locked, note
from newsflow.newsroom.duty import is_on, lent_to
from newsflow.newsroom.duty.after_look import ALONE
from newsflow.newsroom.proof import check_person, check_proof
from newsflow.newsroom.release import check_ready, complete
from newsflow.newsroom.rows import MOVE_DRAFT, Draft
from newsflow.newsroom.series_drafts import check_still, is_whole_series, kept

_END = query("newsroom/approvals.end_request")

_OWN_KEYS = frozenset({PASSWORD, SESSION})
"""Kinds of key that are a person's own by nature: two people's passwords are two keys. The command line is one key."""


async def approve(
    db: Connection, clock: Clock, agency: Agency, request: str, hand: Hand, *, digest_hex: str
) -> Outcome:
    """Give the second word for exactly the text of that digest: it goes out, or is scheduled. Commit right after.

    Raises NotAllowedError for whoever asked, for their key, their session or a machine; ConflictError for another
    text, or a request that is over; ProofMissingError.
    """
    now = clock()
    asked, release = await _open(db, request)
    draft = release.draft
    check_person(hand)
    _check_other(asked, hand)
    lent = await lent_to(db, hand.person, now)
    authorise(hand.person, Act.APPROVE, language=draft.language, section=draft.section, lent=lent)
    await check_proof(db, agency.desk, hand, now)
    _check_text(asked, digest_hex)
    await _check_asker(db, asked, draft)
    await _check_still(db, agency, release, now)
    said = release.sealed.digest.hex()
    first = Approval(by=asked.asked_by, act="released", key=asked.asked_key, content_digest=said)
    second = word_of(hand, "approved", release.sealed)
    await _end(db, asked, "approved", hand, now)
    return await send(db, clock, agency, release, hand, words=(first, second), act="approved")


async def alone(
    db: Connection, clock: Clock, agency: Agency, request: str, hand: Hand, *, digest_hex: str, reason: str
) -> Outcome:
    """Send without a second person: whoever asked, on duty, with a passkey and a reason, after the wait.

    Somebody must look afterwards, and the chief is told. Raises NotAllowedError, ProofMissingError, ConflictError.
    """
    now = clock()
    asked, release = await _open(db, request)
    draft = release.draft
    check_person(hand)
    if asked.asked_by != hand.person.id:
        raise NotAllowedError("Only who asked sends alone.", hand.person.email, "You can approve it.")
    lent = await lent_to(db, hand.person, now)
    authorise(hand.person, Act.RELEASE, language=draft.language, section=draft.section, lent=lent)
    if not hand.by_passkey:
        raise ProofMissingError("To send alone takes a passkey.", hand.person.email, "Use yours.")
    await check_proof(db, agency.desk, hand, now)
    if not await is_on(db, hand.person, now, language=draft.language, section=draft.section):
        raise NotAllowedError("Only who is on duty sends alone.", hand.person.email, "Go on duty first.")
    if now < (from_then := asked.asked_at + agency.desk.alone_after):
        wait_s = (from_then - now).total_seconds()
        raise ConflictError(
            "A colleague may still answer.",
            worded("%(wait_s)s s are left.", wait_s=f"{wait_s:.0f}"),
            "Wait so long.",
        )
    if release.due is not None and release.due > now:
        raise ConflictError(
            "There is time for a colleague.", worded("It is due %(due)s.", due=rfc3339(release.due)), "Wait."
        )
    why = _reason(reason, "To send alone takes a reason.")
    _check_text(asked, digest_hex)
    await _check_still(db, agency, release, now)
    word = replace(word_of(hand, "released", release.sealed), reason=ALONE)
    await _end(db, asked, ALONE, hand, now, why=why)
    return await send(db, clock, agency, release, hand, words=(word,), act=ALONE, said=why)


async def refuse(db: Connection, clock: Clock, request: str, hand: Hand, *, why: str) -> None:
    """Refuse a request with a reason: the draft is being written again, by whoever asked."""
    now = clock()
    asked, release = await _open(db, request)
    draft = release.draft
    check_person(hand)
    lent = await lent_to(db, hand.person, now)
    authorise(hand.person, Act.APPROVE, language=draft.language, section=draft.section, lent=lent)
    if asked.asked_by == hand.person.id:
        raise NotAllowedError("Nobody refuses their own.", hand.person.email, "Withdraw it.")
    words = _reason(why, "A refusal says why.")
    await _back(db, asked, draft, hand, now, state="refused", why=words)


async def withdraw(db: Connection, clock: Clock, request: str, hand: Hand, *, why: str = "") -> None:
    """Take a request back: whoever asked, or may release. The draft is being written again."""
    now = clock()
    asked, release = await _open(db, request)
    if asked.asked_by != hand.person.id:
        lent = await lent_to(db, hand.person, now)
        draft = release.draft
        authorise(hand.person, Act.RELEASE, language=draft.language, section=draft.section, lent=lent)
    await _back(db, asked, release.draft, hand, now, state="withdrawn", why=why)


async def _open(db: Connection, request: str) -> tuple[Request, Release]:
    """The request and its draft, both locked by the draft's row, while it is still open."""
    draft = await locked(db, (await get(db, request)).draft)
    asked = await get(db, request)
    if asked.state != "open" or draft.state != "for_approval" or draft.save != asked.save:
        raise ConflictError(
            "This request is over.",
            worded("%(request)s is %(state)s.", request=request, state=asked.state),
            "Look at the draft; ask again if needed.",
        )
    version, whole = version_of(asked), await kept(db, draft.id) if is_whole_series(draft) else None
    release = Release(draft=draft, version=version, sealed=asked.sealed(), due=asked.due, whole=whole)
    if release.digest != asked.digest:
        raise ConflictError("What was asked for is not what is kept.", asked.id, "Withdraw it and ask again.")
    return asked, release


def _check_text(asked: Request, digest_hex: str) -> None:
    if not hmac.compare_digest(digest_hex.encode(), asked.digest_hex.encode()):
        raise ConflictError("This word is for another text.", asked.id, "Read this one, and approve it.")


def _check_other(asked: Request, hand: Hand) -> None:
    """Pass for another person with another key in another session."""
    which, now = None, worded("Ask a colleague.")
    if asked.asked_by == hand.person.id:
        which = worded("the same person")
    elif hand.key == asked.asked_key and hand.key not in _OWN_KEYS:
        which = worded("the same key")
        if hand.key == CLI:
            which = worded("both at the command line")
            now = worded("It is answered on its page at the desk.")
    elif hand.session is not None and hand.session == asked.asked_session:
        which = worded("the same session")
    if which is not None:
        raise NotAllowedError(
            "The second look is another person's, with a key and a session of their own.",
            worded("%(email)s: %(which)s.", email=hand.person.email, which=which),
            now,
        )


async def _check_asker(db: Connection, asked: Request, draft: Draft) -> None:
    """Pass while whoever asked may still release: a closed account's word is worth nothing."""
    asker: Person | None = await by_id(db, asked.asked_by)
    if asker is None:
        raise NotAllowedError("Whoever asked is gone.", asked.id, "Ask again in your own name.")
    lent = await lent_to(db, asker, asked.asked_at)
    authorise(asker, Act.RELEASE, language=draft.language, section=draft.section, lent=lent)


async def _check_still(db: Connection, agency: Agency, release: Release, now: datetime) -> None:
    """Pass when the text may still go out as it was sealed: a lead keeps its number, an embargo lies ahead."""
    check_ready(release.version, Action(release.draft.action), agency, now)
    if release.whole is not None:
        await check_still(db, agency, release.draft, release.whole, now)
    fresh = await complete(db, agency, release.draft, now)
    if fresh.label != release.version.label:
        raise ConflictError(
            "The story moved on since this was asked.",
            worded(
                "It is “%(label)s” now; the request says “%(label_2)s”.",
                label=fresh.label,
                label_2=release.version.label,
            ),
            "Withdraw it and ask again.",
        )


def _reason(words: str, missing: str) -> str:
    if not words.strip() or len(words) > WHY_CHARACTERS:
        raise BadInputError(
            missing,
            worded("%(count)s characters.", count=len(words)),
            worded("Write 1 to %(most)s characters.", most=WHY_CHARACTERS),
        )
    return words.strip()


async def _end(
    db: Connection, asked: Request, state: str, hand: Hand, now: datetime, *, why: str = ""
) -> None:
    await run(db, _END, {"id": asked.id, "state": state, "by": hand.person.id, "now": now, "why": why})


async def _back(
    db: Connection, asked: Request, draft: Draft, hand: Hand, now: datetime, *, state: str, why: str
) -> None:
    await _end(db, asked, state, hand, now, why=why)
    await run(db, MOVE_DRAFT, {"id": draft.id, "state": "writing", "holder": asked.asked_by, "now": now})
    await note(db, draft.id, state, hand.person.id, now, words=why)
    await audit.note(db, hand, state, f"draft:{draft.id}", at=now, request=asked.id)
