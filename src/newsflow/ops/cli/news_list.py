"""Commands of the news list: what subscribers are told to expect, a line more, another hour, a line cancelled."""

from dataclasses import replace
from pathlib import Path

import click

from newsflow.domain.codes import Form, ItemType
from newsflow.domain.coverage import FORMS, KINDS, Coverage, standing
from newsflow.newsroom import news_list as kept
from newsflow.ops.cli.acting import Acting, act, as_option, json_option, show
from newsflow.ops.cli.desk import hand_of, moment
from newsflow.ops.cli.start import data_option


@click.command("news-list")
@click.option(
    "--days", default=2, show_default=True, type=click.IntRange(1, kept.DAYS_MOST), help="From today on."
)
@json_option
@data_option
def news_list(*, days: int, as_json: bool, data: Path | None) -> None:
    """List what the desk expects to send, by its hours, and how each line stands."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        now, zone = acting.clock(), acting.agency.zoneinfo
        today = now.astimezone(zone).date()
        return [
            {
                "line": one.id,
                "expected": one.expected.astimezone(zone).isoformat(timespec="minutes"),
                "state": standing(
                    expected=one.expected,
                    first=one.first_expected,
                    delivered=one.item is not None,
                    cancelled=one.cancelled_at is not None,
                    now=now,
                ).value,
                "desk": f"{one.language}/{one.section}",
                "slug": one.slug,
                "what": one.what,
                "item": one.item,
            }
            for one in await kept.expected(acting.db, today, days, zone)
        ]

    show(act(data, work), as_json=as_json, empty="Nothing is expected.")


@click.command("news-list-add")
@click.argument("slug")
@click.argument("what")
@click.option(
    "--at", "hour", required=True, help="The hour, RFC 3339 with offset: 2026-12-01T09:00:00+03:00."
)
@click.option("--language", required=True)
@click.option("--section", required=True)
@click.option(
    "--form", type=click.Choice([one.value for one in FORMS]), default=Form.STORY.value, show_default=True
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([one.value for one in KINDS]),
    default=(ItemType.TEXT.value,),
    show_default=True,
    help="What comes; as often as one likes.",
)
@click.option("--note", default="", help="A note to editors.")
@as_option
@data_option
def news_list_add(
    *,
    slug: str,
    what: str,
    hour: str,
    language: str,
    section: str,
    form: str,
    kinds: tuple[str, ...],
    note: str,
    as_email: str,
    data: Path | None,
) -> None:
    """Tell subscribers to expect WHAT under SLUG; prints the line's number. It is in the packages of its section.

    Example: newsflow news-list-add harbour-ferry "The ferry is back" --at 2026-12-01T09:00:00+03:00 --language en --section life --as editor@fil.example
    """
    expected = moment(hour)

    async def work(acting: Acting) -> int:
        agency = acting.agency
        given = Coverage(
            slug=slug,
            what=what,
            note=note,
            language=language,
            section=section,
            packages=agency.packages_of(section),
            provider=next(one.code for one in agency.providers if not one.retired),
            form=form,
            kinds=kinds,
            expected=expected,
        )
        hand = await hand_of(acting, as_email)
        return await kept.plan(acting.db, agency, given, hand, acting.clock())

    click.echo(act(data, work))


@click.command("news-list-delay")
@click.argument("line", type=int)
@click.option(
    "--at", "hour", required=True, help="The hour, RFC 3339 with offset: 2026-12-01T09:00:00+03:00."
)
@as_option
@data_option
def news_list_delay(*, line: int, hour: str, as_email: str, data: Path | None) -> None:
    """Give line LINE another hour; a later one is told as a delay."""
    expected = moment(hour)

    async def work(acting: Acting) -> None:
        held = await kept.coverage_of(acting.db, line)
        given = replace(held.coverage(), expected=expected)
        hand = await hand_of(acting, as_email)
        await kept.change(acting.db, acting.agency, line, given, hand, now=acting.clock())

    act(data, work)
    click.echo(f"Line {line} is expected at {hour}.")


@click.command("news-list-cancel")
@click.argument("line", type=int)
@click.option("--because", required=True, help="Why; subscribers read it.")
@as_option
@data_option
def news_list_cancel(*, line: int, because: str, as_email: str, data: Path | None) -> None:
    """Say that line LINE will not come."""

    async def work(acting: Acting) -> None:
        hand = await hand_of(acting, as_email)
        await kept.cancel(acting.db, line, because, hand, acting.clock())

    act(data, work)
    click.echo(f"Line {line} is cancelled.")
