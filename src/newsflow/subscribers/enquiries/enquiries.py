"""An enquiry from the form to its end: who asks, what was said, and the key that opens its page to who asked."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.clock import Clock
from newsflow.domain.email import check_email
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError, TooFastError
from newsflow.domain.worded import worded
from newsflow.subscribers.enquiries.rows import Asked, Enquiry, Lately, Listed, Number, StepKind, StepRow

LINE_CHARACTERS = 200
WORDS_CHARACTERS = 4_000
STEPS_LIMIT = 200
"""Steps of one enquiry: beyond them somebody plays."""
LISTED = 500

WINDOW = timedelta(hours=1)
FROM_ONE_ADDRESS = 5
FOR_ONE_PERSON = 3
UNCONFIRMED = 200
"""How many may ask within the window: from one network address, for one mail address, and in all unconfirmed."""

UNCONFIRMED_KEPT = timedelta(days=3)
CLOSED_KEPT = timedelta(days=365)
"""How long who asked is known after an enquiry that led to nothing; the form says so."""
_KEY = re.compile(r"([1-9][0-9]{0,17})-([A-Za-z0-9_-]{32})")

log = structlog.stdlib.get_logger(__name__)


_ADD = query("subscribers/enquiries.add_enquiry", Number)
_ADD_ENQUIRER = query("subscribers/enquiries.add_enquirer")
_LATELY = query("subscribers/enquiries.asked_lately", Lately)
_ENQUIRY = query("subscribers/enquiries.enquiry", Enquiry)
_LOCK = query("subscribers/enquiries.lock_enquiry", Number)
_ENQUIRIES = query("subscribers/enquiries.enquiries", Listed)
_CONFIRM = query("subscribers/enquiries.confirm_enquiry")
_CLOSE = query("subscribers/enquiries.close_enquiry")
_OPEN_AGAIN = query("subscribers/enquiries.open_enquiry_again")
_ADD_STEP = query("subscribers/enquiries.add_step", Number)
_STEPS = query("subscribers/enquiries.steps", StepRow)
_FORGET_UNCONFIRMED = query("subscribers/enquiries.forget_unconfirmed")
_FORGET = query("subscribers/enquiries.forget_enquirers")


def key_of(server_key: bytes, enquiry: Enquiry) -> str:
    """The key of its page, as it stands in letters: it is made again each time, and stored nowhere."""
    return f"{enquiry.id}-{_secret(server_key, enquiry.id, enquiry.nonce)}"


def _secret(server_key: bytes, number: int, nonce: str) -> str:
    said = f"newsflow enquiry\n{number}\n{nonce}".encode()
    return hmac.new(server_key, said, hashlib.sha256).hexdigest()[:32]


async def ask(db: Connection, server_key: bytes, asked: Asked, now: datetime) -> Enquiry:
    """Write an enquiry down. It counts once its letter was seen to arrive (`confirm`).

    Raises BadInputError, and TooFastError where too many came from there, for that person or at all.
    """
    for line in (asked.organisation, asked.name):
        _check_line(line)
    check_email(asked.email)
    check_words(asked.wants)
    if not asked.languages:
        raise BadInputError("Say which languages.", worded("None is chosen."), "Choose one or more.")
    sent_from = hmac.new(server_key, f"newsflow address\n{asked.sent_from}".encode(), hashlib.sha256).digest()
    lately = await row(db, _LATELY, {"sent_from": sent_from, "email": asked.email, "since": now - WINDOW})
    assert lately is not None
    over = lately.for_them >= FOR_ONE_PERSON or lately.unconfirmed >= UNCONFIRMED
    if over or (asked.sent_from and lately.from_here >= FROM_ONE_ADDRESS):
        raise TooFastError(
            "Too many enquiries within an hour.", "", "Wait an hour.", wait_s=WINDOW.total_seconds()
        )
    facts = {
        "nonce": secrets.token_hex(8),
        "now": now,
        "edition": asked.edition,
        "languages": list(asked.languages),
        "sections": list(asked.sections),
        "offer": asked.offer,
    }
    made = await row(db, _ADD, facts)
    assert made is not None
    await run(
        db,
        _ADD_ENQUIRER,
        {
            "enquiry": made.number,
            "organisation": asked.organisation,
            "name": asked.name,
            "email": asked.email,
            "wants": asked.wants,
            "sent_from": sent_from,
        },
    )
    return await enquiry_of(db, made.number)


def _check_line(line: str) -> None:
    if not line or len(line) > LINE_CHARACTERS or what_is_wrong(line) is not None:
        raise BadInputError(
            "This line cannot be kept.",
            line[:80],
            worded("Write 1 to %(most)s plain characters.", most=LINE_CHARACTERS),
        )


def check_words(text: str) -> None:
    """Pass for words that can be kept and sent. Raises BadInputError."""
    if not text.strip() or len(text) > WORDS_CHARACTERS:
        raise BadInputError(
            "Some words are needed.",
            worded("%(count)s characters.", count=len(text)),
            worded("Write 1 to %(most)s.", most=WORDS_CHARACTERS),
        )
    wrong = what_is_wrong(text, lines=True)
    if wrong is not None:
        raise BadInputError("These words cannot be kept.", text[:80], wrong)


async def by_key(db: Connection, server_key: bytes, key: str) -> Enquiry:
    """The enquiry that a key opens. Raises NotFoundError, the same for a wrong key as for one that is over."""
    parts = _KEY.fullmatch(key)
    found = None if parts is None else await row(db, _ENQUIRY, {"id": int(parts[1])})
    if parts is None or found is None or found.email is None:
        raise _no_such()
    if not hmac.compare_digest(parts[2], _secret(server_key, found.id, found.nonce)):
        raise _no_such()
    return found


def _no_such() -> NotFoundError:
    return NotFoundError("This link leads nowhere any more.", "", "Ask again on the contact page.")


async def enquiry_of(db: Connection, number: int) -> Enquiry:
    """An enquiry by its number. Raises NotFoundError."""
    found = await row(db, _ENQUIRY, {"id": number})
    if found is None:
        raise NotFoundError("No such enquiry.", f"{number}.", "See the list of enquiries.")
    return found


async def locked(db: Connection, number: int) -> Enquiry:
    """The enquiry, nobody else's to change until the transaction ends."""
    await row(db, _LOCK, {"id": number})
    return await enquiry_of(db, number)


async def enquiries(db: Connection, *, closed: bool) -> list[Listed]:
    """The confirmed enquiries that are open, or closed: the one with the latest step first."""
    return await rows(db, _ENQUIRIES, {"closed": closed, "limit": LISTED})


async def steps(db: Connection, number: int) -> list[StepRow]:
    """What was said and done, in order."""
    return await rows(db, _STEPS, {"enquiry": number})


async def confirm(db: Connection, number: int, now: datetime) -> bool:
    """Whether this was the first time that they confirmed: the letter arrived, and they want it."""
    await locked(db, number)
    if not await run(db, _CONFIRM, {"id": number, "now": now}):
        return False
    await add_step(db, number, StepKind.CONFIRMED, now)
    return True


async def write(db: Connection, number: int, words: str, now: datetime) -> None:
    """Add what who asked writes further; a closed enquiry opens again. Raises BadInputError, TooFastError."""
    check_words(words)
    await locked(db, number)
    lately = [step for step in await steps(db, number) if step.by is None and step.at > now - WINDOW]
    if len(lately) >= FROM_ONE_ADDRESS:
        raise TooFastError("Too many letters within an hour.", "", "Wait.", wait_s=WINDOW.total_seconds())
    await run(db, _OPEN_AGAIN, {"id": number})
    await add_step(db, number, StepKind.WROTE, now, words=words)


async def answer(db: Connection, number: int, words: str, by: str, now: datetime) -> None:
    """Add the agency's answer. Raises BadInputError, and ConflictError where nobody is there to answer."""
    check_words(words)
    found = await locked(db, number)
    if found.email is None:
        raise ConflictError(
            "Who asked is forgotten.", worded("Enquiry %(number)s.", number=number), "They may ask again."
        )
    await add_step(db, number, StepKind.ANSWERED, now, by=by, words=words)


async def close(db: Connection, number: int, by: str, now: datetime) -> None:
    """Close the enquiry; who asked may open it again by writing."""
    if (await locked(db, number)).closed_at is not None:
        raise ConflictError("This enquiry is closed already.", f"{number}.", "There is nothing to do.")
    await run(db, _CLOSE, {"id": number, "now": now})
    await add_step(db, number, StepKind.CLOSED, now, by=by)


async def add_step(
    db: Connection,
    number: int,
    kind: StepKind,
    now: datetime,
    *,
    by: str | None = None,
    words: str | None = None,
    offer: str | None = None,
) -> int:
    """The number of a new step of an enquiry that is locked."""
    facts = {"enquiry": number, "now": now, "kind": kind.value, "by": by, "words": words, "offer": offer}
    made = await row(db, _ADD_STEP, facts)
    assert made is not None
    if made.number > STEPS_LIMIT:
        raise ConflictError("This enquiry has too many steps.", f"{number}.", "Ask anew.")
    return made.number


async def forget(pool: Pool, clock: Clock) -> None:
    """Nothing; enquiries that nobody confirmed are gone, and who asked where it was closed a year ago."""
    now = clock()
    async with transaction(pool) as db:
        unconfirmed = await run(db, _FORGET_UNCONFIRMED, {"before": now - UNCONFIRMED_KEPT})
        closed = await run(db, _FORGET, {"before": now - CLOSED_KEPT})
    if unconfirmed or closed:
        log.info("enquirers_forgotten", unconfirmed=unconfirmed, closed=closed)
