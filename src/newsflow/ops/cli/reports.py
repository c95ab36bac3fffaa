"""Commands for the agency's reports, the dates of contracts, and checks against sanctions."""

from datetime import date, timedelta
from pathlib import Path

import click

from newsflow.accounts.hand import cli_hand
from newsflow.accounts.people import by_email
from newsflow.domain.guid import SubscriberId
from newsflow.newsroom.dealings.checks import check_sanctions
from newsflow.ops.cli.acting import Acting, act, as_option, json_option, show
from newsflow.ops.cli.start import data_option
from newsflow.subscribers.books.terms import read_day
from newsflow.subscribers.contracts import subscriber_named
from newsflow.subscribers.quota import day_of
from newsflow.subscribers.reports.due import falling_due
from newsflow.subscribers.reports.reading import outstanding, top, use
from newsflow.subscribers.reports.standing import SILENT_DAYS, standing

DAYS = 30


def _span(acting: Acting, since: str, until: str) -> tuple[date, date]:
    """The days that are asked for; without them the last thirty that are over in the agency's zone."""
    last = read_day(until) or day_of(acting.clock(), acting.agency.zoneinfo) - timedelta(days=1)
    return read_day(since) or last - timedelta(days=DAYS - 1), last


@click.command("report-use")
@click.option("--from", "since", default="", metavar="DAY", help="The first day; without it 30 days in all.")
@click.option("--until", default="", metavar="DAY", help="The last day; without it yesterday.")
@json_option
@data_option
def report_use(*, since: str, until: str, as_json: bool, data: Path | None) -> None:
    """List what each subscriber took of each section; an item counts once a day.

    Example: newsflow report-use --from 2026-11-01 --until 2026-11-30 --json
    """

    async def work(acting: Acting) -> list[dict[str, object]]:
        first, last = _span(acting, since, until)
        return [
            {"subscriber": one.id, "name": one.name, "section": one.section, "items": one.items}
            for one in await use(acting.db, first, last)
        ]

    show(act(data, work), as_json=as_json, empty="Nothing was taken, or the days are not counted yet.")


@click.command("report-top")
@click.option("--from", "since", default="", metavar="DAY", help="The first day; without it 30 days in all.")
@click.option("--until", default="", metavar="DAY", help="The last day; without it yesterday.")
@json_option
@data_option
def report_top(*, since: str, until: str, as_json: bool, data: Path | None) -> None:
    """List the 20 items that most subscribers took, each counted once a day."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        first, last = _span(acting, since, until)
        return [
            {
                "guid": one.guid,
                "headline": one.headline or one.slug,
                "language": one.language,
                "subscribers": one.number,
            }
            for one in await top(acting.db, first, last)
        ]

    show(act(data, work), as_json=as_json, empty="Nothing was taken, or the days are not counted yet.")


@click.command("report-silent")
@click.option(
    "--days",
    type=click.IntRange(1, 365),
    default=SILENT_DAYS,
    show_default=True,
    help="Silent after so many days.",
)
@json_option
@data_option
def report_silent(*, days: int, as_json: bool, data: Path | None) -> None:
    """List who has a contract that runs and has asked for nothing, by machine, feed or reader; nobody who is suspended.

    Example: newsflow report-silent --days 14
    """

    async def work(acting: Acting) -> list[dict[str, object]]:
        now = acting.clock()
        return [
            {"subscriber": one.id, "name": one.name, "last": one.last_asked, "ends": one.ends}
            for one in await standing(acting.db, now, acting.agency.zoneinfo)
            if one.is_silent(now, days)
        ]

    show(act(data, work), as_json=as_json, empty="Nobody is silent.")


@click.command("report-kills")
@click.option("--days", type=click.IntRange(1, 3660), default=90, show_default=True, help="How far back.")
@json_option
@data_option
def report_kills(*, days: int, as_json: bool, data: Path | None) -> None:
    """List who took an item that was killed, and has fetched neither the kill nor its notice."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        found = await outstanding(acting.db, acting.clock() - timedelta(days=days))
        return [
            {"guid": one.kill.guid, "slug": one.kill.slug, "killed": one.kill.at, "subscriber": who}
            for one in found
            for who in one.waiting
        ]

    show(act(data, work), as_json=as_json, empty="No kill is outstanding.")


@click.command("contract-dates")
@click.option("--days", type=click.IntRange(1, 3660), default=90, show_default=True, help="How far ahead.")
@json_option
@data_option
def contract_dates(*, days: int, as_json: bool, data: Path | None) -> None:
    """List until when notice must be given, when contracts renew themselves, and when they end."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        found = await falling_due(acting.db, acting.clock(), acting.agency.zoneinfo, days)
        return [
            {
                "day": one.due.isoformat(),
                "what": one.what,
                "subscriber": one.subscriber,
                "contract": one.contract,
            }
            for one in found
        ]

    show(act(data, work), as_json=as_json, empty="Nothing falls due.")


@click.command("sanctions-check")
@click.argument("subscriber")
@click.option("--on", "day", required=True, metavar="DAY", help="When it was checked.")
@click.option("--lists", required=True, help="In which lists.")
@click.option("--found", is_flag=True, help="They were found; without it the check was clear.")
@click.option("--remark", default="", help="What else is to be said.")
@as_option
@data_option
def sanctions_check(
    *, subscriber: str, day: str, lists: str, found: bool, remark: str, as_email: str, data: Path | None
) -> None:
    """Write down that SUBSCRIBER was looked up in lists of sanctions, by whom and on which day."""

    async def work(acting: Acting) -> None:
        whom, on = await subscriber_named(acting.db, SubscriberId(subscriber)), read_day(day)
        assert on is not None
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        await check_sanctions(
            acting.db, hand, whom.id, checked_on=on, lists=lists, clear=not found, remark=remark, now=now
        )

    act(data, work)
    click.echo(f"{subscriber}: {'found' if found else 'clear'}, {day}.")
