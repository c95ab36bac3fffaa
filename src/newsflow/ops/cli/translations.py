"""Commands of the translation desk: the names list, orders and queues, what changed originals leave to do, figures."""

import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import click

from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import Guid
from newsflow.newsroom import names_list
from newsflow.newsroom.translation import orders, taking, tasks
from newsflow.newsroom.translation.figures import speeds
from newsflow.ops.cli.acting import Acting, act, as_option, json_option, show
from newsflow.ops.cli.desk import hand_of
from newsflow.ops.cli.start import data_option

NAMES_BYTES = 16 * 1024 * 1024

language_option = click.option(
    "--language", "languages", multiple=True, help="Only this one; may stand several times."
)


@click.command("names-load")
@click.argument("file", type=click.File("rb"))
@data_option
def names_load(*, file: BinaryIO, data: Path | None) -> None:
    """Put the names of FILE into the names list: a table with columns kind, fr, fr+, fr-, tr …."""
    text = _text(file)

    async def work(acting: Acting) -> names_list.Loaded:
        return await names_list.load_names(acting.db, text, acting.clock())

    done = act(data, work)
    click.echo(f"{done.added} added, {done.changed} changed, {done.as_they_were} as they were.")


def _text(file: BinaryIO) -> str:
    content = file.read(NAMES_BYTES + 1)
    if len(content) > NAMES_BYTES:
        raise BadInputError("The list is too large.", file.name, "Load it in parts of 16 MiB at most.")
    try:
        return io.StringIO(content.decode("utf-8-sig"), newline=None).read()
    except UnicodeDecodeError as error:
        raise BadInputError(
            "The list is not in UTF-8.", f"{file.name}, byte {error.start}.", "Save it as UTF-8."
        ) from error


@click.command()
@click.argument("begins", default="")
@json_option
@data_option
def names(*, begins: str, as_json: bool, data: Path | None) -> None:
    """List names of which a word begins with BEGINS, with the house's spellings; the first two hundred."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        return [
            {
                "number": name.id,
                "kind": name.kind.value,
                "spellings": ", ".join(
                    f"{one.language}: {one.text}" for one in name.spellings if one.standing == "house"
                ),
            }
            for name in await names_list.search_names(acting.db, begins)
        ]

    show(act(data, work), as_json=as_json, empty="No such name.")


@click.command()
@language_option
@json_option
@data_option
def translations(*, languages: tuple[str, ...], as_json: bool, data: Path | None) -> None:
    """List what is ordered and not out yet: the most urgent first, then by deadline, then by age."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        now = acting.clock()
        return [
            {
                "order": one.id,
                "of": one.original or f"draft {one.original_draft}",
                "from": one.from_language,
                "into": one.language,
                "urgency": one.urgency,
                "deadline": one.deadline,
                "minutes": int((now - one.ordered_at).total_seconds() // 60),
                "state": one.state,
                "by": one.name or "",
                "slug": one.slug,
            }
            for one in await orders.queue(acting.db, languages)
        ]

    show(act(data, work), as_json=as_json, empty="Nothing is ordered.")


@click.command("translation-order")
@click.argument("of")
@click.argument("language")
@as_option
@click.option("--within", "minutes", type=click.IntRange(1, 10_080), help="Minutes until the deadline.")
@click.option(
    "--hold", type=click.Choice(["with", "after"]), help="For a draft: go out with its original, or after it."
)
@click.option("--note", default="", help="What the translator should know.")
@data_option
def translation_order(
    *,
    of: str,
    language: str,
    as_email: str,
    minutes: int | None,
    hold: str | None,
    note: str,
    data: Path | None,
) -> None:
    """Order a translation of OF, an item's id or a draft's number, into LANGUAGE; prints the order's number."""

    async def work(acting: Acting) -> int:
        now = acting.clock()
        wanted = orders.Wanted(
            language=language,
            original=None if of.isdigit() else Guid(of),
            draft=int(of) if of.isdigit() else None,
            deadline=_deadline(now, minutes),
            note=note,
            holds=orders.Holds(hold or ""),
        )
        hand = await hand_of(acting, as_email)
        return await orders.order(acting.db, acting.agency, wanted, hand, now)

    click.echo(act(data, work))


def _deadline(now: datetime, minutes: int | None) -> datetime | None:
    return None if minutes is None else now + timedelta(minutes=minutes)


@click.command("translation-take")
@click.argument("order", type=int)
@as_option
@data_option
def translation_take(*, order: int, as_email: str, data: Path | None) -> None:
    """Take ORDER; prints the number of the draft to translate in."""

    async def work(acting: Acting) -> int:
        hand = await hand_of(acting, as_email)
        return await taking.take(acting.db, acting.agency, order, hand, acting.clock())

    click.echo(act(data, work))


@click.command("translation-give-back")
@click.argument("order", type=int)
@as_option
@click.option("--words", default="", help="A word to whoever takes it next.")
@data_option
def translation_give_back(*, order: int, as_email: str, words: str, data: Path | None) -> None:
    """Give ORDER back to its queue, with the draft as it is."""

    async def work(acting: Acting) -> None:
        hand = await hand_of(acting, as_email)
        await taking.give_back(acting.db, order, hand, acting.clock(), words=words)

    act(data, work)
    click.echo(f"Order {order} is in its queue again.")


@click.command("translation-tasks")
@language_option
@json_option
@data_option
def translation_tasks(*, languages: tuple[str, ...], as_json: bool, data: Path | None) -> None:
    """List released translations whose original was corrected or stopped, and nobody has decided yet."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        return [
            {
                "task": one.id,
                "guid": one.guid,
                "language": one.language,
                "original": one.original,
                "was": one.action,
                "at": one.raised_at,
                "slug": one.slug,
            }
            for one in await tasks.open_tasks(acting.db, languages)
        ]

    show(act(data, work), as_json=as_json, empty="Nothing waits.")


@click.command("translation-stands")
@click.argument("task", type=int)
@as_option
@click.option("--why", required=True, help="Why the translation may stand as it is.")
@data_option
def translation_stands(*, task: int, as_email: str, why: str, data: Path | None) -> None:
    """Decide that the translation of TASK may stand. Killing it, or releasing it corrected, ends a task too."""

    async def work(acting: Acting) -> None:
        await tasks.finish(acting.db, task, await hand_of(acting, as_email), acting.clock(), how=why)

    act(data, work)
    click.echo(f"Task {task} is done.")


@click.command("translation-figures")
@click.option("--days", type=click.IntRange(1, 366), default=7, show_default=True)
@json_option
@data_option
def translation_figures(*, days: int, as_json: bool, data: Path | None) -> None:
    """Print minutes from original to translation by desk, and the share corrected after release."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        now = acting.clock()
        return [
            {
                "language": one.language,
                "section": one.section,
                "translations": one.translations,
                "median_minutes": round(one.median_minutes, 1),
                "nine_in_ten_minutes": round(one.ninth_decile_minutes, 1),
                "late": one.late,
                "corrected_percent": round(one.corrected_share, 1),
                "machine_percent": round(one.machine_share, 1),
            }
            for one in await speeds(acting.db, since=now - timedelta(days=days), until=now)
        ]

    show(act(data, work), as_json=as_json, empty="Nothing ordered came out.")
