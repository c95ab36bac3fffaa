"""Commands for subscribers' people: the agency invites the first master, and gives or ends what is kept of anybody."""

from pathlib import Path

import click

from newsflow.accounts.audit import note
from newsflow.accounts.erasing import erase_member
from newsflow.accounts.hand import cli_hand
from newsflow.accounts.members import Member, invite_member, may_manage, subscriber_of
from newsflow.accounts.people import SUBSCRIBER_ROLES, Role, by_email
from newsflow.accounts.tokens import TokenKind
from newsflow.domain.guid import SubscriberId
from newsflow.mail import send
from newsflow.ops.cli.acting import Acting, act, as_option
from newsflow.ops.cli.given_names import a_name, an_email
from newsflow.ops.cli.start import data_option
from newsflow.portal.privacy.export import kept_of
from newsflow.subscribers.contracts import subscriber_named
from newsflow.web.say import LANGUAGES
from newsflow.web.within.letters import link_letter


@click.command("member-invite")
@click.argument("subscriber")
@click.argument("email")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(sorted(role.value for role in SUBSCRIBER_ROLES)),
    default=Role.SUBSCRIBER_MASTER.value,
    show_default=True,
    help="A master runs the organisation's account.",
)
@click.option("--passkey", is_flag=True, help="They must sign in by passkey.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Of the letter and the pages; else the agency's."
)
@as_option
@data_option
def member_invite(
    *,
    subscriber: str,
    email: str,
    name: str,
    role: str,
    passkey: bool,
    language: str | None,
    as_email: str,
    data: Path | None,
) -> None:
    """Invite EMAIL, called NAME, to the portal of SUBSCRIBER, by a letter with a link to choose a password.

    Example: newsflow member-invite gazette ada@gazette.example "Ada Sample" --as admin@fil.example
    """
    address, called = an_email(email), a_name("person's name", name)

    async def work(acting: Acting) -> None:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        found = await subscriber_named(acting.db, SubscriberId(subscriber))
        given = Member(name=called, role=Role(role), needs_passkey=passkey)
        made = await invite_member(acting.db, hand, found.id, address, given, language=language, now=now)
        origin = acting.settings.public_url
        letter = link_letter(acting.agency, origin, made.person, TokenKind.INVITATION, made.secret)
        await send(acting.db, letter, now)

    act(data, work)
    click.echo(f"{address} is {role} of {subscriber}; the letter is in the outbox.")


@click.command("member-data")
@click.argument("email")
@as_option
@data_option
def member_data(*, email: str, as_email: str, data: Path | None) -> None:
    """Print all that is kept of the subscriber's person EMAIL, as JSON; that it was asked for is written down.

    Example: newsflow member-data ada@gazette.example --as admin@fil.example > ada.json
    """

    async def work(acting: Acting) -> bytes:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        person = await by_email(acting.db, email)
        may_manage(hand, subscriber_of(person))
        await note(acting.db, hand, "export_member", f"person:{person.id}", at=now)
        return await kept_of(acting.db, person, now, whole=True)

    click.echo(act(data, work), nl=False)


@click.command("member-erase")
@click.argument("email")
@as_option
@data_option
def member_erase(*, email: str, as_email: str, data: Path | None) -> None:
    """Erase the subscriber's person EMAIL and all that is theirs. The ledger and the trail keep an opaque id, which names nobody.

    Example: newsflow member-erase ada@gazette.example --as admin@fil.example
    """

    async def work(acting: Acting) -> str:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        person = await by_email(acting.db, email)
        await erase_member(acting.db, hand, person, now=now)
        return person.id

    click.echo(f"{act(data, work)} is erased.")
