"""Commands for an administrator: private feeds (docs/api/feeds.md)."""

from dataclasses import replace
from pathlib import Path

import click

from newsflow.domain.guid import SubscriberId
from newsflow.matching.query import parse
from newsflow.ops.cli.acting import Acting, act, json_option, show
from newsflow.ops.cli.desk import moment
from newsflow.ops.cli.given_names import a_name, an_id
from newsflow.ops.cli.start import data_option
from newsflow.subscribers.feeds import (
    ENTRIES,
    ENTRIES_AT_MOST,
    FEED_FORMATS,
    Feed,
    add_feed,
    change_feed,
    feed_named,
    feeds,
    revoke_feed,
)


@click.command("feed-add")
@click.argument("subscriber")
@click.argument("name")
@click.option(
    "--format",
    "form",
    type=click.Choice(FEED_FORMATS),
    default="rss",
    show_default=True,
    help="What it is written in.",
)
@click.option("--title", help="What the feed is called; the name without it.")
@click.option(
    "--filter",
    "question",
    default="",
    help="A question of the query language; without it all that is covered.",
)
@click.option(
    "--entries",
    type=click.IntRange(1, ENTRIES_AT_MOST),
    default=ENTRIES,
    show_default=True,
    help="How many it shows, the latest.",
)
@click.option(
    "--address",
    "addresses",
    multiple=True,
    metavar="NETWORK",
    help="From where it may be read, such as 192.0.2.0/24; may be given several times; without it from anywhere.",
)
@click.option("--until", "ends", help="End of the feed, RFC 3339 with offset.")
@json_option
@data_option
def feed_add(
    *, subscriber: str, name: str, form: str, title: str | None, question: str, entries: int,
    addresses: tuple[str, ...], ends: str | None, as_json: bool, data: Path | None,
) -> None:  # fmt: skip
    """Make a private feed NAME for SUBSCRIBER; prints its address, this once.

    Example: newsflow feed-add gazette gazette-site --format rss --filter lang:fr
    """

    async def work(acting: Acting) -> str:
        now = acting.clock()
        if question:
            parse(question, acting.agency, now)
        feed = Feed(
            id=an_id("feed", name).lower(), subscriber=SubscriberId(subscriber), format=form,
            title=a_name("title", title or name), question=question.strip(), entries=entries, addresses=list(addresses),
            ends=None if ends is None else moment(ends), revoked_at=None, created_at=now, last_used_at=None,
        )  # fmt: skip
        secret = await add_feed(acting.db, feed, acting.settings.server_key.encode())
        return f"{acting.settings.public_url.rstrip('/')}/v1/feeds/{secret}"

    show([{"feed": name.lower(), "address": act(data, work)}], as_json=as_json, empty="")


@click.command("feed-change")
@click.argument("name")
@click.option("--format", "form", type=click.Choice(FEED_FORMATS), help="What it is written in from now on.")
@click.option("--title", help="What it is called.")
@click.option("--filter", "question", help="Its question; --filter '' asks for all that is covered.")
@click.option("--entries", type=click.IntRange(1, ENTRIES_AT_MOST), help="How many it shows, the latest.")
@click.option(
    "--address", "addresses", multiple=True, metavar="NETWORK", help="The networks, in place of those before."
)
@click.option("--anywhere", is_flag=True, help="Let it be read from anywhere.")
@click.option("--until", "ends", help="Its end, RFC 3339 with offset.")
@click.option("--endless", is_flag=True, help="Let it have no end.")
@data_option
def feed_change(
    *, name: str, form: str | None, title: str | None, question: str | None, entries: int | None,
    addresses: tuple[str, ...], anywhere: bool, ends: str | None, endless: bool, data: Path | None,
) -> None:  # fmt: skip
    """Change the private feed NAME; its address stays. What is not named stays too.

    Example: newsflow feed-change gazette-site --filter "lang:fr type:text" --address 192.0.2.0/24
    """
    if (anywhere and addresses) or (endless and ends is not None):
        msg = "Either --address or --anywhere, either --until or --endless."
        raise click.UsageError(msg)

    async def work(acting: Acting) -> None:
        before = await feed_named(acting.db, name.lower())
        if question:
            parse(question, acting.agency, acting.clock())
        until = before.ends if ends is None else moment(ends)
        after = replace(
            before, format=form or before.format, title=a_name("title", title or before.title),
            question=before.question if question is None else question.strip(), entries=entries or before.entries,
            addresses=[] if anywhere else list(addresses) or before.addresses, ends=None if endless else until,
        )  # fmt: skip
        await change_feed(acting.db, after)

    act(data, work)
    click.echo(f"{name} was changed. Its address is the same.")


@click.command("feeds")
@json_option
@data_option
def feeds_list(*, as_json: bool, data: Path | None) -> None:
    """List private feeds: whose, in which format, what they ask, until when, last used when."""

    async def work(acting: Acting) -> list[Feed]:
        return await feeds(acting.db)

    found: list[dict[str, object]] = [
        {
            "feed": feed.id,
            "subscriber": feed.subscriber,
            "format": feed.format,
            "filter": feed.question or None,
            "from": ", ".join(feed.addresses) or "anywhere",
            "until": feed.ends,
            "revoked": feed.revoked_at,
            "last_used": feed.last_used_at,
        }
        for feed in act(data, work)
    ]
    show(found, as_json=as_json, empty="There are no private feeds.")


@click.command("feed-revoke")
@click.argument("name")
@data_option
def feed_revoke(*, name: str, data: Path | None) -> None:
    """End the private feed NAME at once: its address answers 410 from now on."""

    async def work(acting: Acting) -> None:
        await revoke_feed(acting.db, name.lower(), acting.clock())

    act(data, work)
    click.echo(f"{name} was revoked.")
