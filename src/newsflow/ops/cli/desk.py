"""Commands of the desk: drafts, release, schedule, hold, kill, withdraw, reinstate, lift. Each in a person's name."""

from datetime import datetime
from pathlib import Path

import click

from newsflow.accounts.hand import Hand, cli_hand
from newsflow.accounts.people import by_email
from newsflow.accounts.proving import ProofMissingError
from newsflow.domain.checks.finding import CheckCode
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.entry import Header
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.stop_wording import told_of
from newsflow.newsroom.approvals import Outcome, Request, ask
from newsflow.newsroom.checking import Passed
from newsflow.newsroom.drafts import get, open_drafts
from newsflow.newsroom.stop import Stop
from newsflow.newsroom.stop import lift as lift_item
from newsflow.newsroom.stop import reinstate as reinstate_item
from newsflow.newsroom.stop import stop as stop_item
from newsflow.ops.cli.acting import Acting, act, as_option, header_row, json_option, show
from newsflow.ops.cli.start import data_option
from newsflow.wire.read import item

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
pass_option = click.option(
    "--pass",
    "passed",
    multiple=True,
    metavar="CODE=WORDS",
    help="The word with which a warning of the checks is passed.",
)
file_option = click.option(
    "--for-the-file", default="", help="The reason that only the desk reads, for the look that comes after."
)


async def hand_of(acting: Acting, email: str) -> Hand:
    """The hand of the person in whose name a command acts. Raises NotFoundError."""
    return cli_hand(await by_email(acting.db, email), acting.clock())


def passed_words(given: tuple[str, ...]) -> Passed:
    """The word for each warning's code. Raises BadInputError for one that is no CODE=WORDS."""
    words: dict[CheckCode, str] = {}
    for one in given:
        code, _, word = one.partition("=")
        if code not in set(CheckCode):
            raise BadInputError(
                "There is no such check.", f"“{code[:40]}”.", f"Write CODE=WORDS, of {', '.join(CheckCode)}."
            )
        words[CheckCode(code)] = word
    return words


def say(headers: list[Header], *, as_json: bool) -> None:
    """Print entries as rows."""
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
                "planned": draft.planned,
                "due": draft.due,
            }
            for draft in await open_drafts(acting.db)
        ]

    show(act(data, work), as_json=as_json, empty="No drafts.")


@click.command()
@click.argument("draft", type=int)
@as_option
@pass_option
@click.option("--now", "at_once", is_flag=True, help="Also where it is planned for a later hour.")
@json_option
@data_option
def release(
    *, draft: int, as_email: str, passed: tuple[str, ...], at_once: bool, as_json: bool, data: Path | None
) -> None:
    """Put draft DRAFT on the wire now; where it takes a second look, ask for one and print where it is given.

    Example: newsflow release 12 --as chief@fil.example
    """
    words = passed_words(passed)

    async def work(acting: Acting) -> tuple[Outcome, str]:
        planned = (await get(acting.db, draft)).planned
        if planned is not None and planned > acting.clock() and not at_once:
            raise ConflictError(
                "This draft is planned for a later hour.",
                f"Draft {draft}, {planned.isoformat()}.",
                "Use schedule, or release it with --now.",
            )
        return await _asked(acting, draft, as_email, None, words)

    _tell(act(data, work), draft, as_json=as_json)


@click.command()
@click.argument("draft", type=int)
@click.option(
    "--at",
    "due",
    help="The hour, RFC 3339 with offset: 2026-12-01T09:00:00+03:00; without it the planned one.",
)
@as_option
@pass_option
@data_option
def schedule(
    *, draft: int, due: str | None, as_email: str, passed: tuple[str, ...], data: Path | None
) -> None:
    """Release draft DRAFT at an hour to come. A change before then takes a new release."""
    at, words = None if due is None else moment(due), passed_words(passed)

    async def work(acting: Acting) -> tuple[Outcome, str]:
        hour = at or (await get(acting.db, draft)).planned
        if hour is None:
            raise BadInputError(
                "This draft is planned for no hour.", f"Draft {draft}.", "Give one with --at."
            )
        return await _asked(acting, draft, as_email, hour, words)

    _tell(act(data, work), draft, as_json=False)


async def _asked(
    acting: Acting, draft: int, email: str, due: datetime | None, passed: Passed
) -> tuple[Outcome, str]:
    hand = await hand_of(acting, email)
    outcome = await ask(acting.db, acting.clock, acting.agency, draft, hand, due=due, passed=passed)
    return outcome, acting.settings.public_url


def request_row(request: Request, origin: str) -> dict[str, object]:
    """A request that waits, as a row: why, and where it is answered."""
    link = f"{origin}/desk/approvals/{request.id}"
    return {"request": request.id, "because": request.because, "link": link}


def _tell(told: tuple[Outcome, str], draft: int, *, as_json: bool) -> None:
    """Print what came of it: entries, an hour, or the page where a second person approves."""
    outcome, origin = told
    if outcome.request is not None:
        show([request_row(outcome.request, origin)], as_json=as_json, empty="")
    elif outcome.due is not None:
        click.echo(f"Draft {draft} goes out at {outcome.due.isoformat()}.")
    else:
        say(list(outcome.headers), as_json=as_json)


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
    @file_option
    @click.option(
        "--substitute", is_flag=True, help="A text in its place will follow; subscribers are told so."
    )
    @json_option
    @data_option
    def command(
        *,
        guid: str,
        as_email: str,
        reason_class: str,
        reason: str,
        for_the_file: str,
        substitute: bool,
        as_json: bool,
        data: Path | None,
    ) -> None:
        async def work(acting: Acting) -> list[Header]:
            language = (await item(acting.db, guid)).language
            why, follows = ReasonClass(reason_class), True if substitute else None
            order = Stop(
                guid=guid,
                action=action,
                hand=await hand_of(acting, as_email),
                reason_class=why,
                reason=told_of(acting.agency, language, why, reason, substitute=follows),
                for_the_file=for_the_file,
                substitute=substitute,
            )
            try:
                return await stop_item(acting.db, acting.clock, acting.agency, order)
            except ProofMissingError as needs:
                where = f"{acting.settings.public_url}/desk/items/{guid}/{action.value}"
                raise ProofMissingError(needs.what, needs.which, f"Do it at {where}.") from needs

        say(act(data, work), as_json=as_json)

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
        hand = await hand_of(acting, as_email)
        return await reinstate_item(acting.db, acting.clock, acting.agency, guid, hand)

    say(act(data, work), as_json=as_json)


@click.command()
@click.argument("guid")
@as_option
@json_option
@data_option
def lift(*, guid: str, as_email: str, as_json: bool, data: Path | None) -> None:
    """End the embargo of item GUID now, for everyone."""

    async def work(acting: Acting) -> list[Header]:
        return await lift_item(acting.db, acting.clock, guid, await hand_of(acting, as_email))

    say(act(data, work), as_json=as_json)
