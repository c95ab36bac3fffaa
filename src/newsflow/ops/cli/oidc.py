"""Commands for subscribers' own sign-in providers: the agency sets one for a subscriber, tries it, takes it off."""

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import click

from newsflow.accounts.hand import cli_hand
from newsflow.accounts.members import may_manage, subscriber_of
from newsflow.accounts.oidc.asking import Asking
from newsflow.accounts.oidc.linking import unlink
from newsflow.accounts.oidc.providers import drop_provider, provider_of, set_provider
from newsflow.accounts.oidc.terms import Provider, Terms
from newsflow.accounts.oidc.trying import tried
from newsflow.accounts.people import by_email
from newsflow.domain.errors import NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.ops.cli.acting import Acting, act, as_option, json_option, show
from newsflow.ops.cli.given_file import read_text
from newsflow.ops.cli.start import data_option
from newsflow.portal.face import PORTAL
from newsflow.subscribers.contracts import subscriber_named
from newsflow.web.within.proof import sign_in_address


@click.command()
@click.argument("subscriber")
@as_option
@json_option
@data_option
def oidc(*, subscriber: str, as_email: str, as_json: bool, data: Path | None) -> None:
    """Show by which provider the people of SUBSCRIBER sign in. The client's secret is never shown.

    Example: newsflow oidc gazette --as admin@fil.example
    """

    async def work(acting: Acting) -> list[dict[str, object]]:
        may_manage(cli_hand(await by_email(acting.db, as_email), acting.clock()), SubscriberId(subscriber))
        provider = await _stored(acting, subscriber)
        return [] if provider is None else [_row(acting, provider)]

    show(act(data, work), as_json=as_json, empty=f"{subscriber} has no sign-in of its own.")


@click.command("oidc-set")
@click.argument("subscriber")
@click.option("--issuer", help="The provider's address, letter by letter as it says it of itself.")
@click.option("--client-id", help="As the provider gave it.")
@click.option(
    "--secret-file",
    type=click.File("rb"),
    help="The file with the client's secret, `-` for standard input; without it the one that is there stays.",
)
@click.option(
    "--domain", "domains", multiple=True, help="Of e-mail addresses; as often as there are. Any domain."
)
@click.option("--passwords/--no-passwords", default=None, help="May its people sign in by password too?")
@click.option(
    "--admits/--no-admits", default=None, help="Do unknown people become editors at the first sign-in?"
)
@click.option(
    "--second-factor/--no-second-factor", default=None, help="Does the provider ask for a second factor?"
)
@as_option
@data_option
def oidc_set(
    *,
    subscriber: str,
    issuer: str | None,
    client_id: str | None,
    secret_file: BinaryIO | None,
    domains: tuple[str, ...],
    passwords: bool | None,
    admits: bool | None,
    second_factor: bool | None,
    as_email: str,
    data: Path | None,
) -> None:
    """Let the people of SUBSCRIBER sign in by its own OpenID Connect provider; what is not said stays as it is.

    Example: newsflow oidc-set gazette --issuer https://login.gazette.example --client-id newsflow
    --secret-file secret.txt --domain gazette.example --as admin@fil.example
    """
    secret = "" if secret_file is None else read_text(secret_file, "client secret").strip()

    async def work(acting: Acting) -> str:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        found = await subscriber_named(acting.db, SubscriberId(subscriber))
        stored = await _stored(acting, subscriber)
        before = stored.terms if stored else Terms(issuer="", client_id="", domains=())
        given = replace(
            before,
            issuer=before.issuer if issuer is None else issuer,
            client_id=before.client_id if client_id is None else client_id,
            domains=tuple(sorted({domain.lower() for domain in domains})) or before.domains,
            passwords=before.passwords if passwords is None else passwords,
            admits=before.admits if admits is None else admits,
            second_factor=before.second_factor if second_factor is None else second_factor,
        )
        key = acting.settings.server_key.encode()
        await set_provider(acting.db, hand, found.id, given, secret=secret, server_key=key, now=now)
        return _redirect_uri(acting, found.id)

    click.echo(f"Set. Register this redirect address at the provider: {act(data, work)}")


@click.command("oidc-try")
@click.argument("subscriber")
@as_option
@data_option
def oidc_try(*, subscriber: str, as_email: str, data: Path | None) -> None:
    """Ask the provider of SUBSCRIBER, as a sign-in would, and say what is wrong. Exit code 1 when something is.

    Example: newsflow oidc-try gazette --as admin@fil.example
    """

    async def work(acting: Acting) -> bool:
        may_manage(cli_hand(await by_email(acting.db, as_email), acting.clock()), SubscriberId(subscriber))
        provider = await _stored(acting, subscriber)
        if provider is None:
            raise NotFoundError("This organisation has no sign-in of its own.", subscriber, "Set it first.")
        asking = Asking(acting.settings.oidc_inside_hosts)
        uri = _redirect_uri(acting, provider.subscriber)
        found = await tried(asking, provider, redirect_uri=uri, now=acting.clock())
        for each in found:
            click.echo(f"{'good' if each.is_good else 'WRONG'}  {each.said}")
        return all(each.is_good for each in found)

    if not act(data, work):
        raise click.exceptions.Exit(1)


@click.command("oidc-drop")
@click.argument("subscriber")
@as_option
@data_option
def oidc_drop(*, subscriber: str, as_email: str, data: Path | None) -> None:
    """Take the provider of SUBSCRIBER off: passwords are good again, links and the sessions that came by it are over."""

    async def work(acting: Acting) -> None:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        await drop_provider(acting.db, hand, SubscriberId(subscriber), now=now)

    act(data, work)
    click.echo(f"{subscriber} has no sign-in of its own any more.")


@click.command("oidc-unlink")
@click.argument("email")
@as_option
@data_option
def oidc_unlink(*, email: str, as_email: str, data: Path | None) -> None:
    """Undo the link of the subscriber's person EMAIL to an account of the provider, and sign them out."""

    async def work(acting: Acting) -> None:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        person = await by_email(acting.db, email)
        may_manage(hand, subscriber_of(person))
        await unlink(acting.db, hand, person, now=now)

    act(data, work)
    click.echo(f"{email} is linked no more.")


async def _stored(acting: Acting, subscriber: str) -> Provider | None:
    return await provider_of(acting.db, SubscriberId(subscriber), acting.settings.server_key.encode())


def _redirect_uri(acting: Acting, subscriber: SubscriberId) -> str:
    return f"{acting.settings.public_url.rstrip('/')}{sign_in_address(PORTAL, subscriber, '/back')}"


def _row(acting: Acting, provider: Provider) -> dict[str, object]:
    terms = provider.terms
    return {
        "subscriber": provider.subscriber,
        "issuer": terms.issuer,
        "client_id": terms.client_id,
        "secret": "sealed" if provider.client_secret else "cannot be opened",
        "domains": ", ".join(terms.domains),
        "passwords": terms.passwords,
        "admits": terms.admits,
        "second_factor": terms.second_factor,
        "redirect_uri": _redirect_uri(acting, provider.subscriber),
    }
