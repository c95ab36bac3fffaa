"""Commands for an administrator: machines' logins (docs/has.md)."""

from dataclasses import replace
from pathlib import Path

import click

from newsflow.domain.guid import SubscriberId
from newsflow.ops.cli.acting import Acting, act, json_option, show
from newsflow.ops.cli.desk import moment
from newsflow.ops.cli.given_names import an_id
from newsflow.ops.cli.start import data_option
from newsflow.subscribers.api_users import (
    add_api_user,
    api_users,
    change_api_user,
    end_older_secrets,
    login_named,
    new_secret,
)
from newsflow.subscribers.rows import ApiUserRow
from newsflow.subscribers.scopes import Scope, scopes_of

ANY, NONE = "any", "none"


@click.command("api-user-add")
@click.argument("username")
@click.argument("subscriber")
@click.option("--until", "ends", help="End of the login, RFC 3339 with offset.")
@click.option("--legacy-errors", is_flag=True, help="Errors with HTTP 200 and the code in the body.")
@click.option(
    "--address",
    "addresses",
    multiple=True,
    metavar="NETWORK",
    help="From where it may ask, such as 192.0.2.0/24; may be given several times; without it from anywhere.",
)
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="What it is for; may be given several times; without it for everything.",
)
@json_option
@data_option
def api_user_add(
    *,
    username: str,
    subscriber: str,
    ends: str | None,
    legacy_errors: bool,
    addresses: tuple[str, ...],
    scopes: tuple[str, ...],
    as_json: bool,
    data: Path | None,
) -> None:
    """Make a machine's login USERNAME for SUBSCRIBER; prints its secret, this once."""

    async def work(acting: Acting) -> str:
        return await add_api_user(
            acting.db,
            username=an_id("login", username),
            subscriber=SubscriberId(subscriber),
            server_key=acting.settings.server_key.encode(),
            now=acting.clock(),
            ends=None if ends is None else moment(ends),
            legacy_errors=legacy_errors,
            addresses=addresses,
            scopes=scopes_of(scopes or Scope),
        )

    show([{"username": username, "secret": act(data, work)}], as_json=as_json, empty="")


@click.command("api-users")
@json_option
@data_option
def api_users_list(*, as_json: bool, data: Path | None) -> None:
    """List machines' logins: whose, until when, from where, for what, last used when."""

    async def work(acting: Acting) -> list[ApiUserRow]:
        return await api_users(acting.db)

    found: list[dict[str, object]] = [
        {
            "username": user.username,
            "subscriber": user.subscriber,
            "active": user.active,
            "until": user.ends,
            "addresses": " ".join(user.addresses),
            "secrets": user.secrets,
            "legacy_errors": user.legacy_errors,
            "scopes": " ".join(user.scopes),
            "last_used": user.last_used_at,
        }
        for user in act(data, work)
    ]
    show(found, as_json=as_json, empty="No logins.")


@click.command("api-user-change")
@click.argument("username")
@click.option("--close/--open", "closed", default=None, help="It may not sign in, or may again.")
@click.option("--until", "ends", help="Another end of the login, RFC 3339 with offset, or none.")
@click.option(
    "--address",
    "addresses",
    multiple=True,
    metavar="NETWORK",
    help="In place of the list so far, from where it may ask; any lets it ask from anywhere.",
)
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="In place of those so far, what it is for; may be given several times.",
)
@click.option(
    "--legacy-errors/--real-errors",
    default=None,
    help="Errors with HTTP 200 and the code in the body, or with their real status.",
)
@data_option
def api_user_change(
    *,
    username: str,
    closed: bool | None,
    ends: str | None,
    addresses: tuple[str, ...],
    scopes: tuple[str, ...],
    legacy_errors: bool | None,
    data: Path | None,
) -> None:
    """Change login USERNAME: close or open it, its end, addresses, scopes, manner of errors. What is not named stays."""
    if closed is None and ends is None and not addresses and not scopes and legacy_errors is None:
        raise click.UsageError("Say what changes.")

    async def work(acting: Acting) -> None:
        login = await login_named(acting.db, username)
        if closed is not None:
            login = replace(login, active=not closed)
        if ends is not None:
            login = replace(login, ends=None if ends == NONE else moment(ends))
        if addresses:
            login = replace(login, addresses=[] if addresses == (ANY,) else list(addresses))
        if scopes:
            login = replace(login, scopes=list(scopes))
        if legacy_errors is not None:
            login = replace(login, legacy_errors=legacy_errors)
        await change_api_user(acting.db, login)

    act(data, work)
    click.echo(f"{username} is changed.")


@click.command("api-user-secret")
@click.argument("username")
@click.option("--alone", is_flag=True, help="The secrets before end now: one of them got into wrong hands.")
@json_option
@data_option
def api_user_secret(*, username: str, alone: bool, as_json: bool, data: Path | None) -> None:
    """Give login USERNAME a further secret, printed this once; the one before stays good until the next."""

    async def work(acting: Acting) -> str:
        key = acting.settings.server_key.encode()
        secret = await new_secret(acting.db, username=username, server_key=key, now=acting.clock())
        if alone:
            await end_older_secrets(acting.db, username)
        return secret

    show([{"username": username, "secret": act(data, work)}], as_json=as_json, empty="")
