"""`newsflow explain`: what an API user may have of an item, why, and what HAS makes of it."""

import json
from dataclasses import dataclass
from pathlib import Path

import click

from newsflow.domain.errors import GoneError
from newsflow.has.access import knows, taken_of
from newsflow.matching.facts import facts_of
from newsflow.matching.ruling import Ruling, Verdict, rule_any
from newsflow.ops.cli.acting import Acting, act, json_option
from newsflow.ops.cli.start import data_option
from newsflow.subscribers.api_users import account
from newsflow.subscribers.ledger import took
from newsflow.wire.read import item, latest
from newsflow.wire.rows import Item


@dataclass(frozen=True, slots=True)
class Explained:
    """The ruling, and what HAS answers, in words."""

    ruling: Ruling
    has_gives: bool
    has_says: str


@click.command()
@click.argument("guid")
@click.argument("username")
@json_option
@data_option
def explain(*, guid: str, username: str, as_json: bool, data: Path | None) -> None:
    """Say what API user USERNAME may have of item GUID, and why.

    Example: newsflow explain nf:text:20261123:42 7000001
    """

    async def work(acting: Acting) -> Explained:
        asking = await account(acting.db, username)
        found = await item(acting.db, guid)
        entry = await latest(acting.db, found.guid)
        if entry.content is None:
            raise GoneError(
                "The item's text was erased by order.",
                f"{guid}.",
                "Its facts are gone with it: nobody gets it.",
            )
        facts = facts_of(entry.header, entry.content, embargoed=found.embargoed)
        had = await took(acting.db, asking.subscriber, [facts.notice_of or facts.guid])
        now = acting.clock()
        ruling = rule_any(facts, asking.contracts, bool(had), now)
        gives = knows(found, asking, bool(await taken_of(acting.db, asking, [found])), now)
        return Explained(ruling, gives, _has_says(found, ruling, gives=gives))

    found = act(data, work)
    verdict, because = found.ruling.verdict.value, found.ruling.because
    if as_json:
        whole = {"verdict": verdict, "because": because, "has_gives": found.has_gives, "has": found.has_says}
        click.echo(json.dumps(whole, ensure_ascii=False))
        return
    click.echo(f"{verdict}: {guid} for {username}")
    for reason in because:
        click.echo(f"  {reason}")
    click.echo(f"  HAS: {found.has_says}")


def _has_says(found: Item, ruling: Ruling, *, gives: bool) -> str:
    if gives:
        return "gives it"
    if found.embargoed:
        return "knows it from the lift of its embargo on; until then “not found”, advance copy or not"
    if ruling.verdict is Verdict.NOTICE:
        return "“not found”: it has notices of holds, kills and withdrawals alone, and this item only left the contract"
    return "“not found”, as if it were not there"
