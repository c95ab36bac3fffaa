"""What an organisation decides for its own people: passkeys for all, and whether it sees who takes how much."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import AccountAct, Person, authorise
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.guid import SubscriberId

PEOPLE_SHOWN = 1_000


@dataclass(frozen=True, slots=True)
class OrganisationRules:
    """As an organisation has decided; nothing is asked and nobody is counted until it does."""

    needs_passkey: bool = False
    use_by_person: bool = False


@dataclass(frozen=True, slots=True)
class UseOfPerson:
    """How many items a person took, each counted once a day."""

    id: str
    name: str
    number: int


_RULES = query("accounts/organisation.organisation_rules", OrganisationRules)
_SET = query("accounts/organisation.set_organisation_rules")
_NOTE = query("accounts/organisation.note_person_taking")
_FORGET = query("accounts/organisation.forget_person_takings_of")
_AGE = query("accounts/organisation.age_person_takings")
_USE = query("accounts/organisation.use_by_person", UseOfPerson)


async def rules_of(db: Connection, subscriber: SubscriberId) -> OrganisationRules:
    """What the organisation decided."""
    return await row(db, _RULES, {"subscriber": subscriber}) or OrganisationRules()


async def set_rules(
    db: Connection, hand: Hand, subscriber: SubscriberId, given: OrganisationRules, *, now: datetime
) -> bool:
    """Whether people are counted from now on who were not before, and are to be told.

    What was counted is deleted in the same transaction when the organisation ends it.
    """
    authorise(hand.person, AccountAct.MANAGE_ACCOUNT, account=subscriber)
    before = await rules_of(db, subscriber)
    about = {"needs_passkey": given.needs_passkey, "use_by_person": given.use_by_person}
    await run(db, _SET, {"subscriber": subscriber, **about, "now": now})
    if before.use_by_person and not given.use_by_person:
        await run(db, _FORGET, {"subscriber": subscriber})
    await note(db, hand, "set_organisation_rules", f"subscriber:{subscriber}", at=now, **about)
    return given.use_by_person and not before.use_by_person


async def count_taking(db: Connection, person: Person, guids: Collection[str], day: date) -> None:
    """Nothing; the items count once for the person on that day, where their organisation counts at all."""
    facts = {"person": person.id, "subscriber": person.subscriber, "day": day, "guids": sorted(set(guids))}
    await run(db, _NOTE, facts)


async def forget_person_takings(db: Connection, before: date) -> int:
    """How many lines of days before that one were deleted."""
    return await run(db, _AGE, {"before": before})


async def use_by_person(db: Connection, subscriber: SubscriberId, since: date) -> list[UseOfPerson]:
    """The organisation's people by what they took since that day, the most first."""
    return await rows(db, _USE, {"subscriber": subscriber, "since": since, "limit": PEOPLE_SHOWN})
