"""A contract and its commercial terms as the desk shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from babel.numbers import format_decimal

from newsflow.accounts.people import by_id
from newsflow.db.query import Connection
from newsflow.desk.frame import times
from newsflow.desk.subscribers.words import HERE, PERS
from newsflow.desk.visit import Visit
from newsflow.matching.contract import Contract
from newsflow.subscribers.books.rows import Per, TermsRow, Title
from newsflow.web.moments import Moment
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.covered import Covered, covered


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractLine:
    """A contract in the list of its subscriber's."""

    address: str
    id: str
    title: str
    runs: bool
    over: bool
    starts: Moment
    ends: Moment | None
    price: str
    covers: tuple[Covered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsView:
    """One line of a contract's terms: when, by whom, and each fact that it says, by its name."""

    at: Moment
    by: str
    facts: tuple[tuple[str, str], ...]


def contract_line(visit: Visit, contract: Contract, terms: Sequence[TermsRow]) -> ContractLine:
    """A contract in words."""
    writes, over = times(visit), contract.ends is not None and contract.ends <= visit.now
    return ContractLine(
        address=f"{HERE}/{contract.subscriber}/contracts/{contract.id}",
        id=contract.id,
        title=contract.title,
        runs=contract.runs(visit.now),
        over=over,
        starts=writes.full(contract.starts),
        ends=None if contract.ends is None else writes.full(contract.ends),
        price=price_of(visit, terms[0]) if terms else "",
        covers=covered(visit, contract.covers),
    )


def price_of(visit: Visit, terms: TermsRow) -> str:
    """The price with its currency and the time that it is for; "" where none is agreed."""
    if terms.price is None:
        return ""
    return f"{_in_figures(terms.price, visit.language)} {terms.currency} {tongue(visit.language).say(PERS[Per(terms.per)])}"


def _in_figures(price: Decimal, language: str) -> str:
    """A price grouped and pointed as the language does it, in the numerals of every page (0–9); cents only where there are any."""
    pattern = "#,##0" if price == price.to_integral_value() else "#,##0.00"
    return format_decimal(price, format=pattern, locale=tongue(language).language, numbering_system="latn")


def terms_view(visit: Visit, terms: TermsRow, titles: Sequence[Title], names: Mapping[str, str]) -> TermsView:
    """One line of the terms; what it does not say is left out."""
    say, writes = tongue(visit.language).say, times(visit)
    known = {title.id: title.name for title in titles}
    facts = (
        (_("Legal name"), terms.legal_name),
        (_("Tax number"), terms.tax_number),
        (_("Billing address"), terms.billing_address),
        (_("Signed by, for them"), terms.signatory),
        (_("Price"), price_of(visit, terms)),
        (_("Renews itself on"), terms.renews_on and writes.day(terms.renews_on).text),
        (_("Notice until"), terms.notice_by and writes.day(terms.notice_by).text),
        (
            _("Titles that may use it"),
            say(_(", ")).join(known.get(one, str(one)) for one in terms.titles) or say(_("all")),
        ),
    )
    return TermsView(
        at=writes.full(terms.at),
        by=names.get(terms.by, ""),
        facts=tuple((say(name), value) for name, value in facts if value),
    )


def hour_of(visit: Visit, at: datetime) -> str:
    """A moment within a sentence, with its zone."""
    moment = times(visit).full(at)
    return f"{moment.text} {moment.zone}"


async def names_of(db: Connection, people: Sequence[str | None]) -> dict[str, str]:
    """The names of those people who are not erased, by id."""
    found: dict[str, str] = {}
    for one in sorted({person for person in people if person}):
        person = await by_id(db, one)
        if person is not None:
            found[one] = person.name
    return found
