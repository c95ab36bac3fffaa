"""Commands for the agency's books: groups of companies, titles, commercial terms of contracts."""

from pathlib import Path

import click

from newsflow.accounts.hand import Hand, cli_hand
from newsflow.accounts.people import by_email
from newsflow.domain.guid import SubscriberId
from newsflow.newsroom.dealings import books
from newsflow.newsroom.dealings.contracts import change_terms, contract_named
from newsflow.ops.cli.acting import Acting, act, as_option, json_option, show
from newsflow.ops.cli.given_names import a_name, an_id
from newsflow.ops.cli.start import data_option
from newsflow.subscribers.books.groups import titles_of
from newsflow.subscribers.books.rows import Medium, Per, Terms
from newsflow.subscribers.books.terms import read_day, read_price, terms_of
from newsflow.subscribers.contracts import subscriber_named


@click.command("group-add")
@click.argument("group")
@click.argument("name")
@as_option
@data_option
def group_add(*, group: str, name: str, as_email: str, data: Path | None) -> None:
    """Add GROUP (a short id), a group of companies called NAME.

    Example: newsflow group-add harbour "Harbour Press" --as admin@fil.example
    """
    named, called = an_id("group's id", group), a_name("group's name", name)

    async def work(acting: Acting) -> None:
        await books.new_group(acting.db, await _hand(acting, as_email), named, called, now=acting.clock())

    act(data, work)
    click.echo(f"{called} is a group: {group}.")


@click.command("group-put")
@click.argument("subscriber")
@click.argument("group", required=False)
@as_option
@data_option
def group_put(*, subscriber: str, group: str | None, as_email: str, data: Path | None) -> None:
    """Put SUBSCRIBER into GROUP; without GROUP it is in none from now on."""

    async def work(acting: Acting) -> None:
        found = await subscriber_named(acting.db, SubscriberId(subscriber))
        hand = await _hand(acting, as_email)
        await books.put_in_group(acting.db, hand, found.id, group, now=acting.clock())

    act(data, work)
    click.echo(f"{subscriber} is in {group or 'no group'}.")


@click.command("title-add")
@click.argument("subscriber")
@click.argument("name")
@click.option("--medium", type=click.Choice([one.value for one in Medium]), required=True, help="Its kind.")
@as_option
@data_option
def title_add(*, subscriber: str, name: str, medium: str, as_email: str, data: Path | None) -> None:
    """Add a title called NAME that SUBSCRIBER publishes."""
    called = a_name("title", name)

    async def work(acting: Acting) -> None:
        found, hand = (
            await subscriber_named(acting.db, SubscriberId(subscriber)),
            await _hand(acting, as_email),
        )
        await books.new_title(acting.db, hand, found.id, called, Medium(medium), now=acting.clock())

    act(data, work)
    click.echo(f"{subscriber} publishes {called}.")


@click.command()
@click.argument("subscriber")
@json_option
@data_option
def titles(*, subscriber: str, as_json: bool, data: Path | None) -> None:
    """List the titles that SUBSCRIBER publishes, then those taken off."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        found = await subscriber_named(acting.db, SubscriberId(subscriber))
        return [
            {"title": one.id, "name": one.name, "medium": one.medium, "ended_at": one.ended_at}
            for one in await titles_of(acting.db, found.id)
        ]

    show(act(data, work), as_json=as_json, empty="It publishes no title that we know of.")


@click.command("title-end")
@click.argument("subscriber")
@click.argument("title", type=int)
@as_option
@data_option
def title_end(*, subscriber: str, title: int, as_email: str, data: Path | None) -> None:
    """Take TITLE, a number of `newsflow titles`, off what SUBSCRIBER publishes."""

    async def work(acting: Acting) -> None:
        found = await subscriber_named(acting.db, SubscriberId(subscriber))
        hand = await _hand(acting, as_email)
        await books.end_title(acting.db, hand, found.id, title, now=acting.clock())

    act(data, work)
    click.echo(f"{subscriber} publishes title {title} no more.")


@click.command("contract-terms")
@click.argument("subscriber")
@click.argument("contract")
@click.option("--legal-name", default="", help="Whose contract it is, as it stands in the register.")
@click.option("--tax-number", default="", help="Their tax number.")
@click.option("--billing-address", default="", help="Where bills go; lines are separated by \\n.")
@click.option("--signatory", default="", help="Who signed for them.")
@click.option("--price", default="", help="Such as 1200 or 1200.50.")
@click.option("--currency", default="", help="Three letters, such as EUR.")
@click.option(
    "--per",
    type=click.Choice([one.value for one in Per]),
    default="year",
    show_default=True,
    help="For how long.",
)
@click.option("--renews-on", default="", metavar="DAY", help="When it renews itself, such as 2027-01-01.")
@click.option("--notice-by", default="", metavar="DAY", help="Until when notice must be given.")
@click.option(
    "--title", "titles", type=int, multiple=True, help="A title's number; again for more. None: all."
)
@as_option
@data_option
def contract_terms(  # noqa: PLR0917 — click hands the terms over one by one
    subscriber: str, contract: str, legal_name: str, tax_number: str, billing_address: str, signatory: str,
    price: str, currency: str, per: str, renews_on: str, notice_by: str, titles: tuple[int, ...],
    as_email: str, data: Path | None,
) -> None:  # fmt: skip
    """Set all commercial terms of CONTRACT of SUBSCRIBER; what was in force before stays in the books.

    Example: newsflow contract-terms gazette c-1 --price 1200 --currency EUR --renews-on 2027-01-01 --as admin@fil.example
    """
    terms = Terms(
        legal_name=legal_name, tax_number=tax_number, billing_address=billing_address.replace("\\n", "\n"),
        signatory=signatory, price=read_price(price), currency=currency, per=Per(per),
        renews_on=read_day(renews_on), notice_by=read_day(notice_by), titles=titles,
    )  # fmt: skip

    async def work(acting: Acting) -> None:
        found = await contract_named(acting.db, SubscriberId(subscriber), contract)
        await change_terms(acting.db, await _hand(acting, as_email), found, terms, now=acting.clock())

    act(data, work)
    click.echo(f"{contract} of {subscriber} has new terms.")


@click.command()
@click.argument("subscriber")
@json_option
@data_option
def terms(*, subscriber: str, as_json: bool, data: Path | None) -> None:
    """List the commercial terms of SUBSCRIBER's contracts, those in force first."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        found = await terms_of(acting.db, (await subscriber_named(acting.db, SubscriberId(subscriber))).id)
        return [
            {
                "contract": one.contract, "number": one.number, "at": one.at, "by": one.by,
                "legal_name": one.legal_name, "tax_number": one.tax_number, "signatory": one.signatory,
                "billing_address": one.billing_address, "price": one.price, "currency": one.currency, "per": one.per,
                "renews_on": one.renews_on, "notice_by": one.notice_by, "titles": list(one.titles),
            }
            for each in found.values()
            for one in each
        ]  # fmt: skip

    show(act(data, work), as_json=as_json, empty="No terms yet.")


async def _hand(acting: Acting, email: str) -> Hand:
    return cli_hand(await by_email(acting.db, email), acting.clock())
