"""Commands of the desk: drafts, release, schedule, hold, kill, withdraw, reinstate, lift. Each in a person's name."""

from datetime import datetime
from pathlib import Path

import click

from newsflow.accounts.people import Person, by_email
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.entry import Header
from newsflow.domain.errors import BadInputError
from newsflow.newsroom.drafts import open_drafts
from newsflow.newsroom.release import Names
from newsflow.newsroom.release import release as release_draft
from newsflow.newsroom.schedule import schedule as schedule_draft
from newsflow.newsroom.stop import Stop
from newsflow.newsroom.stop import lift as lift_item
from newsflow.newsroom.stop import reinstate as reinstate_item
from newsflow.newsroom.stop import stop as stop_item
from newsflow.ops.cli.acting import Acting, act, as_option, header_row, json_option, show
from newsflow.ops.cli.start import data_option

approved_option = click.option(
    "--approved-by", metavar="EMAIL", help="The second person who looked at it; a flash takes one."
)
reason_class_option = click.option(
    "--because",
    "reason_class",
    required=True,
    type=click.Choice([reason.value for reason in ReasonClass]),
    help="The class of the reason; it stays when the text is gone.",
)
reason_option = click.option(
    "--reason", default="", help="What subscribers are told. Never the stopped headline."
)


async def _names(acting: Acting, email: str, approved_by: str | None) -> Names:
    second: Person | None = None if approved_by is None else await by_email(acting.db, approved_by)
    return Names(released_by=await by_email(acting.db, email), approved_by=second)


def _say(headers: list[Header], *, as_json: bool) -> None:
    show([header_row(header) for header in headers], as_json=as_json, empty="Nothing was done.")


@click.command()
@json_option
@data_option
def drafts(*, as_json: bool, data: Path | None) -> None:
    """List what is being worked on or scheduled, the one changed last first."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        return [
            {
                "id": draft.id,
                "state": draft.state,
                "action": draft.action,
                "language": draft.language,
                "slug": draft.slug,
                "headline": draft.headline,
                "due": draft.due,
            }
            for draft in await open_drafts(acting.db)
        ]

    show(act(data, work), as_json=as_json, empty="No drafts.")


@click.command()
@click.argument("draft", type=int)
@as_option
@approved_option
@json_option
@data_option
def release(*, draft: int, as_email: str, approved_by: str | None, as_json: bool, data: Path | None) -> None:
    """Put draft DRAFT on the wire now.

    Example: newsflow release 12 --as chief@fil.example --approved-by editor@fil.example
    """

    async def work(acting: Acting) -> list[Header]:
        names = await _names(acting, as_email, approved_by)
        return await release_draft(acting.db, acting.clock, acting.agency, draft, names)

    _say(act(data, work), as_json=as_json)


@click.command()
@click.argument("draft", type=int)
@click.option("--at", "due", required=True, help="The hour, RFC 3339 with offset: 2026-12-01T09:00:00+03:00.")
@as_option
@approved_option
@data_option
def schedule(*, draft: int, due: str, as_email: str, approved_by: str | None, data: Path | None) -> None:
    """Release draft DRAFT at an hour to come. A change before then takes a new release."""
    at = moment(due)

    async def work(acting: Acting) -> None:
        names = await _names(acting, as_email, approved_by)
        await schedule_draft(acting.db, acting.agency, draft, due=at, names=names, now=acting.clock())

    act(data, work)
    click.echo(f"Draft {draft} goes out at {at.isoformat()}.")


def moment(text: str) -> datetime:
    """A moment with its offset from RFC 3339 text. Raises BadInputError when it names no zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise BadInputError(
            "This is no moment.", f"“{text[:60]}”.", "Write 2026-12-01T09:00:00+03:00, offset included."
        )
    return found


@click.command()
@json_option
@data_option
def scheduled(*, as_json: bool, data: Path | None) -> None:
    """List what goes out by itself, the next first."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        waiting = [
            draft for draft in await open_drafts(acting.db) if draft.state == "scheduled" and draft.due
        ]
        return [
            {
                "due": d.due,
                "draft": d.id,
                "action": d.action,
                "language": d.language,
                "slug": d.slug,
                "headline": d.headline,
            }
            for d in sorted(waiting, key=lambda d: (str(d.due), d.id))
        ]

    show(act(data, work), as_json=as_json, empty="Nothing is scheduled.")


def _stopping(action: Action, says: str) -> click.Command:
    """The command that stops an item so; one name is enough, and the reason's class is always asked for."""

    @click.command(action.value, help=says)
    @click.argument("guid")
    @as_option
    @reason_class_option
    @reason_option
    @json_option
    @data_option
    def command(
        *, guid: str, as_email: str, reason_class: str, reason: str, as_json: bool, data: Path | None
    ) -> None:
        async def work(acting: Acting) -> list[Header]:
            order = Stop(
                guid=guid,
                action=action,
                by=await by_email(acting.db, as_email),
                reason_class=ReasonClass(reason_class),
                reason=reason,
            )
            return await stop_item(acting.db, acting.clock, acting.agency, order)

        _say(act(data, work), as_json=as_json)

    return command


kill = _stopping(
    Action.KILL,
    "Kill item GUID: it must not be used, and everyone who had it is told. Nothing follows a kill, ever.",
)
hold = _stopping(Action.HOLD, "Hold item GUID: not to be used until told. One name is enough.")
withdraw = _stopping(Action.WITHDRAW, "Withdraw item GUID: no use from now on; use so far stands.")


@click.command()
@click.argument("guid")
@as_option
@json_option
@data_option
def reinstate(*, guid: str, as_email: str, as_json: bool, data: Path | None) -> None:
    """Let a held or withdrawn item GUID be used again, as it stood before."""

    async def work(acting: Acting) -> list[Header]:
        by = await by_email(acting.db, as_email)
        return await reinstate_item(acting.db, acting.clock, acting.agency, guid, by)

    _say(act(data, work), as_json=as_json)


@click.command()
@click.argument("guid")
@as_option
@json_option
@data_option
def lift(*, guid: str, as_email: str, as_json: bool, data: Path | None) -> None:
    """End the embargo of item GUID now, for everyone."""

    async def work(acting: Acting) -> list[Header]:
        return await lift_item(acting.db, acting.clock, guid, await by_email(acting.db, as_email))

    _say(act(data, work), as_json=as_json)
