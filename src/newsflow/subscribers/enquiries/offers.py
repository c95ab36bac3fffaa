"""What the agency offers in answer to an enquiry, and what becomes of it once it is accepted: a contract and a login."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from newsflow.db.query import Connection, query, rows, run
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.text import fold
from newsflow.domain.worded import worded
from newsflow.matching.contract import Contract, Entitlement
from newsflow.subscribers.api_users import add_api_user, new_secret
from newsflow.subscribers.contracts import add_subscriber, contracts_of, end, sign
from newsflow.subscribers.enquiries.enquiries import LINE_CHARACTERS, add_step, locked, steps
from newsflow.subscribers.enquiries.rows import Enquiry, StepKind, StepRow

LONGEST_TRIAL_DAYS = 92
LONGEST_DAYS = 3_660
MOST_A_DAY = 100_000
TERMS_CHARACTERS = 20_000
SECRETS_A_DAY = 3
_ID_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class OfferKind(StrEnum):
    """A trial, or the contract itself."""

    TRIAL = "trial"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is offered. None means all of its kind; it runs from its acceptance, `days` long, None without end."""

    kind: OfferKind
    title: str
    packages: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    sections: tuple[str, ...] | None = None
    days: int | None = None
    limit_day: int | None = None
    """Items a day."""
    archive_days: int | None = None
    price: str = ""
    """In words; a trial has none."""
    terms: str = ""
    """The whole text that is accepted, in the language of the enquiry."""

    @property
    def terms_digest(self) -> str:
        """SHA-256 of the terms' text, as it stands beside the acceptance."""
        return hashlib.sha256(self.terms.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What came of it: the contract, and the login with its secret where the subscriber had none yet."""

    contract: Contract
    username: str
    secret: str | None


@dataclass(frozen=True, slots=True)
class LoginName:
    """The name of a machine's login."""

    username: str


_BECAME = query("subscribers/enquiries.became")
_LOGINS = query("subscribers/enquiries.logins_of", LoginName)


def read_offer(step: StepRow) -> Offer | None:
    """The offer that a step made; None where it made none."""
    if step.offer is None or step.kind != StepKind.OFFERED:
        return None
    return msgspec.json.decode(step.offer, type=Offer)


def standing(found: list[StepRow]) -> tuple[int, Offer] | None:
    """The offer that waits for an answer: the last one, unless it was accepted or the enquiry was closed since."""
    for step in reversed(found):
        if step.kind in {StepKind.ACCEPTED, StepKind.CLOSED}:
            return None
        if offer := read_offer(step):
            return step.number, offer
    return None


async def make_offer(db: Connection, number: int, offer: Offer, by: str, now: datetime) -> int:
    """The number of the step that offers it. It takes the place of an offer that still waits.

    Raises BadInputError for an offer out of bounds, ConflictError where nobody is there to accept it.
    """
    _check(offer)
    found = await locked(db, number)
    if found.email is None or found.closed_at is not None:
        raise ConflictError("This enquiry is over.", f"{number}.", "They may write again, or ask anew.")
    said = msgspec.json.encode(offer).decode()
    return await add_step(db, number, StepKind.OFFERED, now, by=by, offer=said)


def _check(offer: Offer) -> None:
    longest = LONGEST_TRIAL_DAYS if offer.kind is OfferKind.TRIAL else LONGEST_DAYS
    if offer.days is None and offer.kind is OfferKind.TRIAL:
        raise BadInputError("A trial has an end.", worded("No number of days is given."), "Give one.")
    if offer.days is not None and not 1 <= offer.days <= longest:
        raise BadInputError(
            "This term is out of bounds.",
            worded("%(days)s days.", days=offer.days),
            worded("Give 1 to %(most)s.", most=longest),
        )
    for count in (offer.limit_day, offer.archive_days):
        if count is not None and not 0 <= count <= MOST_A_DAY:
            raise BadInputError(
                "A number is out of bounds.", f"{count}.", worded("Give 0 to %(most)s.", most=MOST_A_DAY)
            )
    if () in {offer.packages, offer.languages, offer.sections}:
        raise BadInputError("An offer covers something.", worded("Nothing is chosen."), "Choose one or more.")
    if not offer.title.strip() or len(offer.title) > LINE_CHARACTERS or len(offer.price) > LINE_CHARACTERS:
        raise BadInputError(
            "A title is needed.", offer.title[:80], worded("Write 1 to %(most)s.", most=LINE_CHARACTERS)
        )
    if not offer.terms.strip() or len(offer.terms) > TERMS_CHARACTERS:
        raise BadInputError(
            "An offer has terms.", worded("%(count)s characters.", count=len(offer.terms)), "Write them."
        )


async def accept(
    db: Connection, number: int, step: int, name: str, *, server_key: bytes, now: datetime
) -> Accepted:
    """The contract, signed from now on, and the login; the acceptance stands on the record with name, time and digest.

    `step` is the offer that they saw: ConflictError where another stands meanwhile, or it was accepted already. A
    trial ends where the contract begins; the login stays as it is.
    """
    found = await locked(db, number)
    offered = standing(await steps(db, number))
    if offered is None or offered[0] != step:
        raise ConflictError(
            "This offer stands no more.",
            worded("Offer %(step)s.", step=step),
            "Look at what stands there now.",
        )
    offer = offered[1]
    if not name.strip() or len(name) > LINE_CHARACTERS or not name.isprintable():
        raise BadInputError("Say who accepts.", name[:80], "Write your full name.")
    subscriber = await _subscriber(db, found, now)
    contract = Contract(
        id=f"{subscriber}-{step}",
        subscriber=subscriber,
        title=offer.title,
        starts=now,
        ends=None if offer.days is None else now + timedelta(days=offer.days),
        covers=covered(offer),
    )
    if offer.kind is OfferKind.CONTRACT:
        await _end_trials(db, number, subscriber, now)
    await sign(db, contract, now)
    record = msgspec.json.encode(
        {"offer": step, "contract": contract.id, "terms_sha256": offer.terms_digest}
    ).decode()
    await add_step(db, number, StepKind.ACCEPTED, now, words=name.strip(), offer=record)
    logins = await rows(db, _LOGINS, {"subscriber": subscriber})
    if logins:
        return Accepted(contract=contract, username=logins[0].username, secret=None)
    secret = await add_api_user(
        db, username=subscriber, subscriber=SubscriberId(subscriber), server_key=server_key, now=now
    )
    return Accepted(contract=contract, username=subscriber, secret=secret)


def covered(offer: Offer) -> Entitlement:
    """What a contract by that offer covers. Advance copy is never among it: that is signed for by hand."""
    return Entitlement(
        packages=offer.packages,
        languages=offer.languages,
        sections=offer.sections,
        archive_days=offer.archive_days,
        download_limit_day=offer.limit_day,
    )


async def _subscriber(db: Connection, found: Enquiry, now: datetime) -> SubscriberId:
    """Whom they became; a new subscriber, named by the organisation and the enquiry's number, the first time."""
    if found.subscriber is not None:
        return SubscriberId(found.subscriber)
    assert found.organisation is not None
    word = "".join(letter if letter in _ID_LETTERS else "-" for letter in fold(found.organisation))
    short = "-".join(part for part in word.split("-") if part)[:24].strip("-") or "s"
    made = SubscriberId(f"{short}-{found.id}")
    await add_subscriber(db, made, found.organisation, now)
    await run(db, _BECAME, {"id": found.id, "subscriber": made})
    return made


async def _end_trials(db: Connection, number: int, subscriber: SubscriberId, now: datetime) -> None:
    trials = {
        f"{subscriber}-{step.number}"
        for step in await steps(db, number)
        if (offer := read_offer(step)) is not None and offer.kind is OfferKind.TRIAL
    }
    for contract in await contracts_of(db, subscriber):
        if contract.id in trials and contract.runs(now):
            await end(db, contract.id, now, "The contract takes the trial's place.")


async def further_secret(db: Connection, number: int, *, server_key: bytes, now: datetime) -> tuple[str, str]:
    """A login of theirs and a further secret of it, for who lost the first. Raises ConflictError past a few a day."""
    found = await locked(db, number)
    if found.subscriber is None:
        raise ConflictError(
            "There is no login yet.", worded("Enquiry %(number)s.", number=number), "Accept an offer first."
        )
    day = now - timedelta(days=1)
    given = [s for s in await steps(db, number) if s.kind == StepKind.SECRET and s.at > day]
    logins = await rows(db, _LOGINS, {"subscriber": found.subscriber})
    if len(given) >= SECRETS_A_DAY or not logins:
        raise ConflictError("No further secret is given today.", found.subscriber, "Write to us.")
    await add_step(db, number, StepKind.SECRET, now)
    username = logins[0].username
    return username, await new_secret(db, username=username, server_key=server_key, now=now)


def usual_trial(offer: Offer, *, days: int, limit_day: int) -> Offer:
    """The offer as a trial of that length and that many items a day."""
    return replace(offer, kind=OfferKind.TRIAL, days=days, limit_day=limit_day, price="")
