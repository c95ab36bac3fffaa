"""The commercial terms of contracts: rows beside the immutable contract; a change is a further row, with who and when."""

import re
from dataclasses import fields
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, query, rows, run
from newsflow.db.refusal import told
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.clock import Clock
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.worded import worded
from newsflow.subscribers.books.groups import titles_of
from newsflow.subscribers.books.rows import ContractFacts, Terms, TermsRow

LINE_CHARACTERS = 200
ADDRESS_CHARACTERS = 1_000
MOST = Decimal(999_999_999)
"""The highest price, in whole units of any currency."""
TERMS_LIMIT = 10_000
PARTIES_KEPT = timedelta(days=3_653)
"""Ten years after a contract's end it is forgotten who signed it and where its bills went."""

_CURRENCY = re.compile(r"[A-Z]{3}")
_PUT = query("subscribers/books.put_terms")
_TERMS_OF = query("subscribers/books.terms_of", TermsRow)
_FORGET = query("subscribers/books.forget_parties")
_FACTS = query("subscribers/books.contract_facts", ContractFacts)

log = structlog.stdlib.get_logger(__name__)


async def put_terms(
    db: Connection, subscriber: SubscriberId, contract: str, terms: Terms, *, by: str, now: datetime
) -> None:
    """Have a contract of the subscriber be under these terms from now on. Raises BadInputError."""
    check_terms(terms)
    own = {title.id for title in await titles_of(db, subscriber) if title.ended_at is None}
    if foreign := sorted(set(terms.titles) - own):
        raise BadInputError(
            "A title is none of theirs.", ", ".join(map(str, foreign)), "Choose from their own."
        )
    facts = {each.name: getattr(terms, each.name) or None for each in fields(Terms)}
    facts |= {"price": terms.price, "per": terms.per.value, "titles": sorted(set(terms.titles))}
    with told("contract's terms", contract):
        await run(db, _PUT, {**facts, "contract": contract, "by": by, "at": now})


async def terms_of(db: Connection, subscriber: SubscriberId) -> dict[str, list[TermsRow]]:
    """The terms of each of a subscriber's contracts that has any, those in force first."""
    found: dict[str, list[TermsRow]] = {}
    for one in await rows(db, _TERMS_OF, {"subscriber": subscriber, "limit": TERMS_LIMIT}):
        found.setdefault(one.contract, []).append(one)
    return found


async def contract_facts(db: Connection, subscriber: SubscriberId) -> dict[str, ContractFacts]:
    """Who signed and who ended each of a subscriber's contracts."""
    return {one.id: one for one in await rows(db, _FACTS, {"subscriber": subscriber, "limit": TERMS_LIMIT})}


async def forget_parties(pool: Pool, clock: Clock) -> int:
    """How many lines lost the facts of a party whose contract is over for PARTIES_KEPT."""
    async with transaction(pool) as db:
        forgotten = await run(db, _FORGET, {"before": clock() - PARTIES_KEPT})
    if forgotten:
        log.info("contract_parties_forgotten", lines=forgotten)
    return forgotten


def check_terms(terms: Terms) -> None:
    """Pass for terms that can stand in the books. Raises BadInputError."""
    for text in (terms.legal_name, terms.tax_number, terms.signatory):
        _check_text(text, LINE_CHARACTERS, lines=False)
    _check_text(terms.billing_address, ADDRESS_CHARACTERS, lines=True)
    if (terms.price is None) != (not terms.currency):
        raise BadInputError(
            "A price has a currency.", worded("One of the two is missing."), "Give both, or neither."
        )
    if terms.currency and _CURRENCY.fullmatch(terms.currency) is None:
        raise BadInputError(
            "This is no currency.", f"“{terms.currency[:20]}”.", "Write its three letters, such as EUR."
        )
    if terms.price is not None and not 0 <= terms.price <= MOST:
        raise BadInputError(
            "This price is out of bounds.", f"{terms.price}.", worded("Give 0 to %(most)s.", most=MOST)
        )
    if terms.notice_by is not None and (terms.renews_on is None or terms.notice_by > terms.renews_on):
        raise BadInputError(
            "Notice is given before a contract renews itself.",
            f"{terms.notice_by}.",
            "Give both days, in this order.",
        )


def _check_text(text: str, most: int, *, lines: bool) -> None:
    wrong = what_is_wrong(text, lines=lines)
    if len(text) > most or wrong is not None:
        raise BadInputError(
            "This cannot stand in the terms.", f"“{text[:80]}”.", wrong or f"Use {most} characters at most."
        )


def read_price(text: str) -> Decimal | None:
    """The price that a field holds, None for none: digits, and two places after a point. Raises BadInputError."""
    if not text:
        return None
    try:
        price = Decimal(text) if text.isascii() and re.fullmatch(r"\d{1,12}(\.\d{1,2})?", text) else None
    except InvalidOperation:
        price = None
    if price is None:
        raise BadInputError("This is no price.", f"“{text[:40]}”.", "Write it as 1200 or 1200.50.")
    return price


def read_day(text: str) -> date | None:
    """The day that a field holds, None for none. Raises BadInputError."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInputError("This is no day.", f"“{text[:40]}”.", "Write it as 2026-03-09.") from None
