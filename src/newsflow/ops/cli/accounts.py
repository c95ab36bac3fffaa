"""Commands for who may sign in: inviting, roles, closing, signing out, and the audit trail."""

import json
from dataclasses import replace
from pathlib import Path

import click

from newsflow.accounts.audit import trail
from newsflow.accounts.hand import cli_hand
from newsflow.accounts.managing import Facts, change, invite, sign_out_person
from newsflow.accounts.people import DESK_ROLES, Act, Person, Role, authorise, by_email
from newsflow.accounts.tokens import TokenKind
from newsflow.mail import send
from newsflow.ops.cli.acting import Acting, act, as_option, json_option, show
from newsflow.ops.cli.given_names import a_name, an_email
from newsflow.ops.cli.start import data_option
from newsflow.web.say import LANGUAGES, tongue
from newsflow.web.within.act_words import act_in_words
from newsflow.web.within.letters import link_letter

desk_role = click.Choice([role.value for role in Role if role in DESK_ROLES])
desks_option = click.option(
    "--desk", "desks", multiple=True, help="A desk they work for: fr, fr/sport, */sport. None: all."
)
passkey_option = click.option("--passkey", is_flag=True, help="They must sign in and approve by passkey.")


@click.command("person-invite")
@click.argument("email")
@click.argument("name")
@click.option("--role", type=desk_role, required=True, help="What they are.")
@desks_option
@passkey_option
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Of the letter and the desk's pages; else the agency's."
)
@as_option
@data_option
def person_invite(
    *,
    email: str,
    name: str,
    role: str,
    desks: tuple[str, ...],
    passkey: bool,
    language: str | None,
    as_email: str,
    data: Path | None,
) -> None:
    """Invite EMAIL, called NAME, by a letter with a link to choose a password.

    Example: newsflow person-invite editor@fil.example "Derya Akyol" --role editor --as admin@fil.example
    """
    address, called = an_email(email), a_name("person's name", name)

    async def work(acting: Acting) -> str:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        facts = Facts(name=called, role=Role(role), desks=desks, needs_passkey=passkey)
        made = await invite(acting.db, hand, address, facts, language=language, now=now)
        origin = acting.settings.public_url
        letter = link_letter(acting.agency, origin, made.person, TokenKind.INVITATION, made.secret)
        await send(acting.db, letter, now)
        return made.person.id

    click.echo(f"{address} is {role}, known to the wire as {act(data, work)}; the letter is in the outbox.")


@click.command("person-role")
@click.argument("email")
@click.argument("role", type=desk_role)
@desks_option
@passkey_option
@as_option
@data_option
def person_role(
    *, email: str, role: str, desks: tuple[str, ...], passkey: bool, as_email: str, data: Path | None
) -> None:
    """Make EMAIL a ROLE from now on, of these desks; they sign in anew. It opens a closed account too.

    Example: newsflow person-role editor@fil.example chief --as admin@fil.example
    """

    async def work(acting: Acting) -> None:
        person = await by_email(acting.db, email)
        facts = replace(_facts(person), role=Role(role), desks=desks, needs_passkey=passkey, active=True)
        await _change(acting, person, facts, as_email)

    act(data, work)
    click.echo(f"{email} is {role}.")


@click.command("person-close")
@click.argument("email")
@as_option
@data_option
def person_close(*, email: str, as_email: str, data: Path | None) -> None:
    """Close the account of EMAIL: they are signed out everywhere at once, and may do nothing more.

    Example: newsflow person-close editor@fil.example --as admin@fil.example
    """

    async def work(acting: Acting) -> None:
        person = await by_email(acting.db, email)
        await _change(acting, person, replace(_facts(person), active=False), as_email)

    act(data, work)
    click.echo(f"The account of {email} is closed.")


@click.command("sign-out")
@click.argument("email")
@as_option
@data_option
def sign_out(*, email: str, as_email: str, data: Path | None) -> None:
    """Sign EMAIL out everywhere, at once.

    Example: newsflow sign-out editor@fil.example --as admin@fil.example
    """

    async def work(acting: Acting) -> int:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        return await sign_out_person(acting.db, hand, await by_email(acting.db, email), now=now)

    click.echo(f"{act(data, work)} sessions of {email} are over.")


@click.command()
@click.option("--person", metavar="EMAIL", help="Of one person.")
@click.option("--act", "of_act", help="Of one act, such as release.")
@click.option("--subject", help="Of one subject, such as draft:12.")
@click.option("--before", type=int, help="Older than this line.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many lines."
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="In which language acts are said.",
)
@as_option
@json_option
@data_option
def audit(
    *,
    person: str | None,
    of_act: str | None,
    subject: str | None,
    before: int | None,
    limit: int,
    language: str,
    as_email: str,
    as_json: bool,
    data: Path | None,
) -> None:
    """List who did what, the latest first.

    Example: newsflow audit --person editor@fil.example --as chief@fil.example
    """

    async def work(acting: Acting) -> list[dict[str, object]]:
        authorise(await by_email(acting.db, as_email), Act.SEE_AUDIT)
        about = None if person is None else (await by_email(acting.db, person)).id
        found = await trail(acting.db, person=about, act=of_act, subject=subject, before=before, limit=limit)
        return [
            {
                "id": each.id,
                "at": each.at.isoformat(timespec="seconds"),
                "person": each.person,
                "key": each.key,
                **({"act": each.act} if as_json else {}),
                "words" if as_json else "act": act_in_words(tongue(language), each.act),
                "subject": each.subject,
                "facts": each.facts
                if as_json
                else json.dumps(each.facts, ensure_ascii=False, sort_keys=True),
            }
            for each in found
        ]

    show(act(data, work), as_json=as_json, empty="Nothing is written down of this.")


async def _change(acting: Acting, person: Person, facts: Facts, as_email: str) -> None:
    now = acting.clock()
    hand = cli_hand(await by_email(acting.db, as_email), now)
    await change(acting.db, hand, person, facts, now=now)


def _facts(person: Person) -> Facts:
    """What is said of the person today."""
    return Facts(
        name=person.name,
        role=Role(person.role),
        desks=tuple(person.desks),
        languages=tuple(person.languages),
        active=person.active,
        needs_passkey=person.needs_passkey,
    )
