"""Commands for an administrator: subscribers and their contracts."""

from datetime import datetime
from pathlib import Path

import click

from newsflow.accounts.hand import Hand, Operator, cli_hand
from newsflow.accounts.people import by_email
from newsflow.domain.agency import Agency
from newsflow.domain.clock import rfc3339
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, Entitlement
from newsflow.newsroom.dealings.contracts import end_contract, new_subscriber, sign_without_terms
from newsflow.ops.cli.acting import Acting, act
from newsflow.ops.cli.desk import moment
from newsflow.ops.cli.given_names import a_name, an_id
from newsflow.ops.cli.start import data_option
from newsflow.subscribers.contracts import contracts_of
from newsflow.subscribers.contracts import subscribers as all_subscribers

by_option = click.option(
    "--as", "as_email", metavar="EMAIL", help="In whose name, for the record; else the operator's."
)
ALL = "all"
NONE = "none"


@click.command("subscriber-add")
@click.argument("subscriber")
@click.argument("name")
@by_option
@data_option
def subscriber_add(*, subscriber: str, name: str, as_email: str | None, data: Path | None) -> None:
    """Add an organisation SUBSCRIBER (its short id) called NAME.

    Example: newsflow subscriber-add gazette "The Harbour Gazette"
    """

    found, called = SubscriberId(an_id("subscriber's id", subscriber)), a_name("subscriber's name", name)

    async def work(acting: Acting) -> None:
        now = acting.clock()
        await new_subscriber(acting.db, await _hand(acting, as_email, now), found, called, now=now)

    act(data, work)
    click.echo(f"{called} is a subscriber: {subscriber}.")


def _codes(given: str, known: tuple[str, ...], field: str) -> tuple[str, ...] | None:
    if given == ALL:
        return None
    codes = tuple(part.strip() for part in given.split(",") if part.strip())
    unknown = [code for code in codes if code not in known]
    if unknown or not codes:
        raise BadInputError(
            f"No such {field}.",
            ", ".join(unknown) or "None is named.",
            f"Choose from {', '.join(known)}, or all.",
        )
    return codes


def _words(given: str) -> tuple[str, ...] | None:
    """The house's own words, such as `TR` or `print`: there is no list of them to hold them to."""
    if given == ALL:
        return None
    words = tuple(part.strip() for part in given.split(",") if part.strip())
    if not words:
        raise BadInputError("None is named.", f"“{given}”.", "Name some, separated by commas, or all.")
    return words


def _sizes(given: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return () if given == NONE else _codes(given, known, "size") or known


def _until(ends: str | None) -> datetime | None:
    return None if ends is None else moment(ends)


def _term(starts: str, ends: str | None) -> tuple[datetime, datetime | None]:
    """From when to when. Raises BadInputError where it ends before it began."""
    begins, over = moment(starts), _until(ends)
    if over is not None and over <= begins:
        raise BadInputError(
            "A contract ends after it starts.",
            f"It would run from {rfc3339(begins)} to {rfc3339(over)}.",
            "Look at --from and --until again.",
        )
    return begins, over


def _live(agency: Agency, table: str) -> tuple[str, ...]:
    return tuple(code.code for code in getattr(agency, table) if not code.retired)


@click.command("contract-sign")
@click.argument("contract")
@click.argument("subscriber")
@click.argument("title")
@click.option("--from", "starts", required=True, help="Start, RFC 3339 with offset.")
@click.option("--until", "ends", help="End (not included), RFC 3339 with offset; without it none.")
@click.option("--packages", default=ALL, show_default=True, help="Package codes, separated by commas.")
@click.option("--providers", default=ALL, show_default=True, help="Provider codes.")
@click.option("--sections", default=ALL, show_default=True, help="Section codes.")
@click.option("--types", default=ALL, show_default=True, help="Item types.")
@click.option("--languages", default=ALL, show_default=True, help="Languages.")
@click.option("--priorities", default=ALL, show_default=True, help="Priorities.")
@click.option(
    "--territories", default=ALL, show_default=True, help="Where they publish; restricted items ask for it."
)
@click.option(
    "--media", default=ALL, show_default=True, help="How they publish; restricted items ask for it."
)
@click.option(
    "--archive-days", type=click.IntRange(0), help="How far back search goes; without it without end."
)
@click.option("--photo-sizes", default="print,web", show_default=True, help="Sizes of pictures.")
@click.option("--video-sizes", default="sd,web", show_default=True, help="Sizes of videos.")
@click.option("--graph-sizes", default="ai,eps,pdf,raster", show_default=True, help="Formats of graphics.")
@click.option("--download-limit", type=click.IntRange(0), help="Items a month; without it without limit.")
@click.option("--download-limit-day", type=click.IntRange(0), help="Items a day; without it without limit.")
@click.option("--advance-copy", is_flag=True, help="Embargoed copy is theirs before its hour.")
@click.option("--history", is_flag=True, help="Older versions are theirs too, and what changed between them.")
@by_option
@data_option
def contract_sign(  # noqa: PLR0917 — click hands a contract's terms over one by one
    contract: str, subscriber: str, title: str, starts: str, ends: str | None, packages: str, providers: str,
    sections: str, types: str, languages: str, priorities: str, territories: str, media: str,
    archive_days: int | None, photo_sizes: str, video_sizes: str, graph_sizes: str, download_limit: int | None,
    download_limit_day: int | None, advance_copy: bool, history: bool, as_email: str | None, data: Path | None,
) -> None:  # fmt: skip
    """Sign CONTRACT (an id) for SUBSCRIBER, called TITLE. It is never changed: end it and sign another.

    Example: newsflow contract-sign c-1 gazette "French world" --from 2026-12-01T00:00:00+03:00 --languages fr
    """

    begins, over = _term(starts, ends)
    named, called = an_id("contract's id", contract), a_name("contract's title", title)

    async def work(acting: Acting) -> None:
        agency = acting.agency
        covers = Entitlement(
            packages=_codes(packages, _live(agency, "packages"), "package"),
            providers=_codes(providers, _live(agency, "providers"), "provider"),
            sections=_codes(sections, _live(agency, "sections"), "section"),
            types=_codes(types, _live(agency, "types"), "type"),
            languages=_codes(languages, _live(agency, "languages"), "language"),
            priorities=_codes(priorities, _live(agency, "priorities"), "priority"),
            territories=_words(territories),
            media=_words(media),
            archive_days=archive_days,
            photo_sizes=_sizes(photo_sizes, ("print", "web")),
            video_sizes=_sizes(video_sizes, ("sd", "web")),
            graph_sizes=_sizes(graph_sizes, ("ai", "eps", "pdf", "raster")),
            download_limit=download_limit,
            download_limit_day=download_limit_day,
            advance_copy=advance_copy,
            history=history,
        )
        term = Contract(
            id=named, subscriber=subscriber, title=called, starts=begins, ends=over, covers=covers
        )
        now = acting.clock()
        await sign_without_terms(acting.db, await _hand(acting, as_email, now), term, now=now)

    act(data, work)
    click.echo(f"{contract} is signed for {subscriber}.")


@click.command("contract-end")
@click.argument("contract")
@click.option("--at", "when", help="The moment, RFC 3339 with offset; now without it.")
@click.option("--because", required=True, help="Why; it stands in the record.")
@by_option
@data_option
def contract_end(
    *, contract: str, when: str | None, because: str, as_email: str | None, data: Path | None
) -> None:
    """End CONTRACT. Kills and legal notices still reach who took what they concern.

    Without --as the operator ends it, who alone may give an hour that is past.
    """

    why = a_name("reason", because)

    async def work(acting: Acting) -> datetime:
        now = acting.clock()
        at = now if when is None else moment(when)
        hand, found = await _hand(acting, as_email, now), await _contract(acting, contract)
        await end_contract(acting.db, hand, found, at, why, now=now)
        return at

    click.echo(f"{contract} ends at {rfc3339(act(data, work))}.")


async def _hand(acting: Acting, email: str | None, now: datetime) -> Hand | Operator:
    """In whose name it is done; the operator's where nobody is named. Raises NotFoundError."""
    return Operator() if email is None else cli_hand(await by_email(acting.db, email), now)


async def _contract(acting: Acting, contract: str) -> Contract:
    """The contract of that id, whosever it is. Raises NotFoundError."""
    for subscriber in await all_subscribers(acting.db):
        for each in await contracts_of(acting.db, SubscriberId(subscriber.id)):
            if each.id == contract:
                return each
    raise NotFoundError("No such contract.", f"“{contract[:80]}”.", "See `newsflow subscribers`.")
