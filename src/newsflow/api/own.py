"""What a login may ask of itself: what is subscribed, what was taken, and why an item may be had or not."""

from datetime import datetime

from newsflow.api.known import Visit, not_found
from newsflow.api.reply import Fields, Reply, json_reply
from newsflow.db.query import Connection
from newsflow.documents.choosing import accepted_by
from newsflow.domain.agency import Agency
from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import Verdict
from newsflow.domain.content import Json
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.guid import parse_guid
from newsflow.matching.contract import Contract, Entitlement, suspended
from newsflow.matching.facts import Facts
from newsflow.matching.reading import word_of
from newsflow.matching.ruling import Ruling, rule, rule_any
from newsflow.subscribers.api_users import Account
from newsflow.subscribers.ledger import took as took_of
from newsflow.subscribers.ledger import used
from newsflow.subscribers.quota import left, quota_of
from newsflow.wire.read import item as read_item
from newsflow.wire.rows import Item


async def subscription(visit: Visit) -> Reply:
    """The account's contracts, those to come and those that ended too, and the formats that it takes."""
    account = visit.account
    formats = await accepted_by(visit.db, account.subscriber)
    pause = suspended(account.contracts, visit.now)
    return json_reply({
        "subscriber": account.subscriber,
        "login": account.username,
        "scopes": [scope.value for scope in sorted(account.scopes)],
        "suspended": None if pause is None else {"since": rfc3339(pause.since), "because": pause.because},
        "formats": [one.format.value for one in formats],
        "contracts": [contract_line(one, visit.now) for one in account.contracts],
    })  # fmt: skip


def contract_line(contract: Contract, now: datetime) -> dict[str, Json]:
    """A contract, and what it covers."""
    return {
        "id": contract.id,
        "title": contract.title,
        "starts": rfc3339(contract.starts),
        "ends": None if contract.ends is None else rfc3339(contract.ends),
        "runs": contract.runs(now),
        "covers": _covers(contract.covers),
    }


def _covers(covers: Entitlement) -> dict[str, Json]:
    """Each thing that is covered; null is all of its kind, or without limit."""
    lists = {
        "packages": covers.packages, "providers": covers.providers, "sections": covers.sections,
        "types": covers.types, "languages": covers.languages, "priorities": covers.priorities,
        "photo_sizes": covers.photo_sizes, "video_sizes": covers.video_sizes, "graph_sizes": covers.graph_sizes,
        "territories": covers.territories, "media": covers.media,
    }  # fmt: skip
    return {
        **{name: None if values is None else list[Json](values) for name, values in lists.items()},
        "archive_days": covers.archive_days,
        "replay_days": covers.replay_days,
        "advance_copy": covers.advance_copy,
        "history": covers.history,
        "download_limit": covers.download_limit,
        "download_limit_day": covers.download_limit_day,
    }


async def usage(visit: Visit) -> Reply:
    """How many items were taken this month and today, each counted once a day, and what is left."""
    taken = await used(visit.db, visit.account.subscriber, visit.now, visit.agency.zoneinfo)
    quota = quota_of(visit.account.contracts, visit.now)
    return json_reply({
        "zone": visit.agency.zone,
        "month": {"taken": taken.month, "limit": quota.month, "left": left(quota.month, taken.month)},
        "day": {"taken": taken.day, "limit": quota.day, "left": left(quota.day, taken.day)},
    })  # fmt: skip


async def explain(visit: Visit, guid: str) -> Reply:
    """The ruling on an item's latest version with its reasons, by contract; for a yes and for a no.

    Of what lies outside the contracts it says the codes on which it fails, and nothing of the copy. What is under
    embargo, for whoever has no advance copy, is unknown here too: NotFoundError.
    """
    try:
        parse_guid(guid)
        item = await read_item(visit.db, guid)
    except (NotFoundError, BadInputError):
        raise not_found(guid, "Check the id.") from None
    account = visit.account
    taken = bool(await took_of(visit.db, account.subscriber, [item.notice_of or item.guid]))
    if item.embargoed and not any(
        one.covers.advance_copy and one.runs(visit.now) for one in account.contracts
    ):
        raise not_found(guid, "Check the id.")
    return explained(item, account.contracts, visit.now, took=taken)


def explained(item: Item, contracts: tuple[Contract, ...], now: datetime, *, took: bool) -> Reply:
    """What these contracts say of an item."""
    facts = item.facts(took=took)
    ruling = rule_any(facts, contracts, took, now)
    each = [(one, rule(facts, one, took, now)) for one in contracts]
    known = ruling.verdict is not Verdict.NONE
    return json_reply({
        "guid": item.guid,
        "ruling": _said(ruling, facts),
        "took": took,
        "version": item.version if known else None,
        "action": item.action if known else None,
        "contracts": [
            {"id": one.id, "title": one.title, **_said(found, facts)} for one, found in each
        ],
    })  # fmt: skip


def _said(ruling: Ruling, facts: Facts) -> dict[str, Json]:
    """A ruling with its reasons; of a contract without bounds, that it has none."""
    because: list[Json] = list(ruling.because)
    if ruling.verdict is Verdict.WHOLE and not because:
        because = ["the contract covers everything"]
    return {"verdict": ruling.verdict.value, "reason": word_of(ruling, facts).value, "because": because}


async def quota_left(db: Connection, account: Account, agency: Agency, now: datetime) -> Fields:
    """The RateLimit headers of the download limits, for whoever has one."""
    quota = quota_of(account.contracts, now)
    taken = await used(db, account.subscriber, now, agency.zoneinfo)
    spans = (
        ("items-month", quota.month, taken.month, 31 * 86_400),
        ("items-day", quota.day, taken.day, 86_400),
    )
    given = [
        (name, limit, left(limit, number), span) for name, limit, number, span in spans if limit is not None
    ]
    policy = ", ".join(f'"{name}";q={limit};w={span}' for name, limit, _, span in given)
    there = ", ".join(f'"{name}";r={rest}' for name, _, rest, _ in given)
    return (("RateLimit-Policy", policy), ("RateLimit", there))
