"""Who is in the demo: people of the desk, three subscribers with their contracts, their people and machines."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsflow.accounts.people import Person, Role, add_person, by_id
from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, Entitlement
from newsflow.subscribers.api_users import add_api_user
from newsflow.subscribers.contracts import add_subscriber, sign

SIGNED_BEFORE = timedelta(days=365)
PASSWORD_BYTES = 9


@dataclass(frozen=True, slots=True)
class ApiLogin:
    """A machine's login. The secret is known here alone: the database keeps its HMAC."""

    username: str
    password: str
    contract: str


@dataclass(frozen=True, slots=True)
class PersonLogin:
    """A person's login."""

    email: str
    password: str
    role: str


@dataclass(frozen=True, slots=True)
class Logins:
    """Everyone who may sign in to the demo."""

    api_users: tuple[ApiLogin, ...]
    desk_users: tuple[PersonLogin, ...]
    portal_users: tuple[PersonLogin, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """The people in whose names the demo is released."""

    reporter: Person
    editor: Person
    chief: Person
    translator: Person


@dataclass(frozen=True, slots=True)
class Someone:
    """A person to be stored."""

    email: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Signing:
    """A subscriber, what its contract covers, and who works there."""

    subscriber: str
    name: str
    title: str
    username: str
    covers: Entitlement
    people: tuple[Someone, ...]


DESK = (
    Someone("selin.karaoren@fil.example", "Selin Karaören", Role.REPORTER),
    Someone("nalan.ozgurel@fil.example", "Nalan Özgürel", Role.EDITOR),
    Someone("kerem.altinhisar@fil.example", "Kerem Altınhisar", Role.CHIEF),
    Someone("ines.chaabouni@fil.example", "Inès Chaabouni-Morel", Role.TRANSLATOR),
    Someone("defne.yolcu@fil.example", "Defne Yolcu", Role.ADMINISTRATOR),
)


def signings() -> tuple[Signing, ...]:
    """The three subscribers; the first one's contract covers everything."""
    return (
        Signing(
            "sahil-postasi",
            "Sahil Postası",
            "Everything, with advance copy and history",
            "2104871",
            Entitlement(advance_copy=True, history=True),
            (
                Someone("yaprak.demirel@sahil.example", "Yaprak Demirel", Role.SUBSCRIBER_MASTER),
                Someone("okan.tezel@sahil.example", "Okan Tezel", Role.SUBSCRIBER_EDITOR),
            ),
        ),
        Signing(
            "deux-rives",
            "Le Courrier des Deux Rives",
            "World and economy, French and Arabic, 15 days",
            "2104872",
            Entitlement(
                packages=("world", "economy"), languages=("fr", "ar"), types=("text",), archive_days=15
            ),
            (Someone("adele.benhammou@rives.example", "Adèle Benhammou", Role.SUBSCRIBER_MASTER),),
        ),
        Signing(
            "kale-arkasi",
            "Kale Arkası",
            "Sport in Turkish",
            "2104873",
            Entitlement(packages=("sport",), sections=("sport",), languages=("tr",)),
            (Someone("toprak.sezgin@kale.example", "Toprak Sezgin", Role.SUBSCRIBER_MASTER),),
        ),
    )


async def engage(db: Connection, agency: Agency, *, server_key: bytes, now: datetime) -> tuple[Desk, Logins]:
    """Store everyone; gives the desk that releases, and all logins with passwords made up just now."""
    since = now - SIGNED_BEFORE
    desk = [await _person(db, someone, since) for someone in DESK]
    by_role = {person.role: person for person, _ in desk}
    machines: list[ApiLogin] = []
    portal: list[PersonLogin] = []
    for signing in signings():
        subscriber = SubscriberId(signing.subscriber)
        await add_subscriber(db, subscriber, signing.name, since)
        await sign(
            db,
            Contract(
                id=f"{agency.code}-{signing.subscriber}-1",
                subscriber=signing.subscriber,
                title=signing.title,
                starts=since,
                ends=None,
                covers=signing.covers,
            ),
            since,
        )
        secret = await add_api_user(
            db, username=signing.username, subscriber=subscriber, server_key=server_key, now=since
        )
        machines.append(ApiLogin(signing.username, secret, signing.title))
        portal += [(await _person(db, someone, since, subscriber))[1] for someone in signing.people]
    logins = Logins(tuple(machines), tuple(login for _, login in desk), tuple(portal))
    cast = Desk(by_role[Role.REPORTER], by_role[Role.EDITOR], by_role[Role.CHIEF], by_role[Role.TRANSLATOR])
    return cast, logins


async def _person(
    db: Connection, someone: Someone, since: datetime, subscriber: SubscriberId | None = None
) -> tuple[Person, PersonLogin]:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    made = await add_person(
        db,
        email=someone.email,
        name=someone.name,
        role=someone.role,
        now=since,
        password=password,
        subscriber=subscriber,
    )
    person = await by_id(db, made)
    assert person is not None
    return person, PersonLogin(someone.email, password, someone.role.value)
