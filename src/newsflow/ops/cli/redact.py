"""`newsflow redact`: a passage taken out of items, or a name made initials, by a recorded order of two people."""

from pathlib import Path

import click

from newsflow.accounts.hand import Hand, cli_hand
from newsflow.accounts.people import Act, authorise, by_email
from newsflow.domain.entry import Approval
from newsflow.domain.redaction import MARK, Change, Spot
from newsflow.newsroom.legal.decisions import Deed, prepare
from newsflow.newsroom.legal.plans import Plan, Verdict, plan_of, read_changes
from newsflow.newsroom.proof import check_proof
from newsflow.ops.cli.acting import Acting, act, header_row, json_option, show
from newsflow.ops.cli.ordering import Asked, order_options, touched
from newsflow.ops.cli.start import data_option
from newsflow.wire.append import append


@click.command()
@click.argument("guids", nargs=-1, required=True, metavar="GUID…")
@click.option("--passage", "passages", multiple=True, help="Words that go, as they stand; several times.")
@click.option("--put", default=MARK, show_default=True, help="What stands in a passage's place.")
@click.option(
    "--name", "names", multiple=True, metavar="NAME=INITIALS", help="Or a name, and what stands for it."
)
@order_options("A redaction")
@json_option
@data_option
def redact(
    *, guids: tuple[str, ...], passages: tuple[str, ...], put: str, names: tuple[str, ...],
    asked: Asked | None, as_json: bool, data: Path | None,
) -> None:  # fmt: skip
    """Send items GUID… out once more without some words, and erase their older versions by a recorded order.

    What is erased cannot be had back. Begin with --dry-run: it lists each place, and what else holds the words.

    Example: newsflow redact nf:text:20261123:42 --passage "who lives at Quay 1" --law "Press Act, § 12" --file "4 C 77/26" --asked-by "Harbour Town Court" --as chief@fil.example --second admin@fil.example
    """
    if bool(passages) == bool(names):
        raise click.UsageError("Give --passage or --name.")
    verdict = Verdict.REDACT if passages else Verdict.ANONYMISE
    changes = read_changes(verdict, "\n".join(passages or names), put)

    async def plan(acting: Acting) -> Plan:
        return await plan_of(acting.db, acting.agency, verdict, guids, changes=changes, now=acting.clock())

    if asked is None:
        show(_as_rows(act(data, plan)), as_json=as_json, empty="")
        return

    async def work(acting: Acting) -> list[dict[str, object]]:
        deed = await _deed(acting, asked, changes)
        entries, _ = await prepare(acting.db, acting.clock, acting.agency, await plan(acting), deed)
        return [header_row(header) for header in await append(acting.db, acting.clock, entries)]

    show(act(data, work), as_json=as_json, empty="")
    if not as_json:
        click.echo(
            "Write the orders out now: newsflow erasures export FILE. Backups from before still hold the words."
        )


async def _deed(acting: Acting, asked: Asked, changes: tuple[Change, ...]) -> Deed:
    hands: list[Hand] = []
    for email in (asked.as_email, asked.second_email):
        hand = cli_hand(await by_email(acting.db, email), acting.clock())
        authorise(hand.person, Act.ERASE)
        await check_proof(acting.db, acting.agency.desk, hand, acting.clock())
        hands.append(hand)
    first, second = hands
    order = asked.order(ordered_by=first.person.id, second=second.person.id, targets=())
    words = (_word(first, "released"), _word(second, "approved"))
    return Deed(changes=changes, order=order, words=words, store=None)


def _word(hand: Hand, what: str) -> Approval:
    return Approval(by=hand.person.id, act=what, key=hand.key, content_digest="")


def _as_rows(plan: Plan) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for cut in plan.cuts:
        rows += [
            touched("place", f"{cut.item.guid} {_told(spot)}", f"becomes: {spot.put}")
            for spot in cut.redaction.spots
        ]
        rows += [
            touched(
                "place", f"{cut.item.guid} {_told(spot)}", "stays: inside another word; name that form too"
            )
            for spot in cut.doubtful
        ]
        rows += [touched("entry", f"{cut.item.guid} version {each.version}", "emptied") for each in cut.older]
    rows += [touched("item", guid, "stays: it does not hold the words") for guid in plan.untouched]
    rows += [touched("item", guid, "stays: it holds them too; name it too") for guid in plan.others.items]
    rows += [
        touched(
            "draft",
            str(each.id),
            "emptied" if each.state == "dropped" else "stays: its writer takes them out",
        )
        for each in plan.others.drafts
    ]
    rows += [touched("name", each.text, "taken out of the names list") for each in plan.others.names]
    if plan.beside.drafts:
        rows.append(touched("drafts", str(plan.beside.drafts), "emptied; open ones are dropped"))
    if plan.beside.lines:
        rows.append(touched("site", f"{plan.beside.lines} lines of the edition log", "emptied"))
    return rows


def _told(spot: Spot) -> str:
    return f"{spot.field} {spot.number}: {spot.before}[{spot.taken}]{spot.after}"
