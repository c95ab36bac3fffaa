"""What a form of a contract says, as the form shows it and as the books take it."""

import hashlib
from dataclasses import dataclass

from newsflow.desk.enquiries.offering import Box, boxes, chosen, count
from newsflow.desk.subscribers.words import PERS
from newsflow.desk.visit import Visit
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.worded import worded
from newsflow.matching.contract import Contract, Entitlement
from newsflow.subscribers.books.rows import Per, Terms, TermsRow, Title
from newsflow.subscribers.books.terms import read_day, read_price
from newsflow.web.hours import read_hour, shown_hour
from newsflow.web.say import tongue

MEDIA_LIMIT = 20
"""Words for the media, or territories, that a contract names."""
_BESIDE = frozenset({"csrf", "act", "seen", "proof_password", "passkey", "passkey_nonce"})
"""What is no part of what is signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsFields:
    """The form of commercial terms."""

    legal_name: str
    tax_number: str
    billing_address: str
    signatory: str
    price: str
    currency: str
    per: str
    pers: tuple[tuple[str, str], ...]
    renews_on: str
    notice_by: str
    titles: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverFields:
    """The form of what a contract covers, and of its term."""

    contract: str
    title: str
    starts: str
    ends: str
    packages: tuple[Box, ...]
    languages: tuple[Box, ...]
    sections: tuple[Box, ...]
    types: tuple[Box, ...]
    territories: str
    media: str
    archive_days: str
    limit_month: str
    limit_day: str
    advance_copy: bool
    history: bool


def cover_fields(visit: Visit, free_id: str) -> CoverFields:
    """What the form of a new contract shows: what was typed, else everything from now on under an id that is free."""
    form, agency = visit.form, visit.desk.agency
    tables = {"packages": agency.packages, "languages": agency.languages, "types": agency.types}
    sections = [row.code for row in agency.sections]
    ticks = {name: boxes(visit, name, rows, [row.code for row in rows]) for name, rows in tables.items()}
    return CoverFields(
        contract=form.typed("contract", free_id),
        title=form.typed("title"),
        starts=form.typed("starts", shown_hour(visit.now, agency.zoneinfo)),
        ends=form.typed("ends"),
        packages=ticks["packages"],
        languages=ticks["languages"],
        types=ticks["types"],
        sections=boxes(visit, "sections", agency.sections, sections),
        territories=form.typed("territories"),
        media=form.typed("media"),
        archive_days=form.typed("archive_days"),
        limit_month=form.typed("limit_month"),
        limit_day=form.typed("limit_day"),
        advance_copy=form.has("advance_copy"),
        history=form.has("history"),
    )


def contract_of(visit: Visit, subscriber: SubscriberId, contract: str) -> Contract:
    """The contract that the form says. Raises BadInputError for what cannot be read."""
    form, agency = visit.form, visit.desk.agency
    starts = read_hour(form.line("starts"), agency.zoneinfo)
    if starts is None:
        raise BadInputError("A contract has a start.", worded("The field is empty."), "Give an hour.")
    covers = Entitlement(
        packages=chosen(visit, "packages", agency.packages),
        languages=chosen(visit, "languages", agency.languages),
        sections=chosen(visit, "sections", agency.sections),
        types=chosen(visit, "types", agency.types),
        territories=_words(form.line("territories")),
        media=_words(form.line("media")),
        archive_days=count(form.line("archive_days")),
        download_limit=count(form.line("limit_month")),
        download_limit_day=count(form.line("limit_day")),
        advance_copy=form.has("advance_copy"),
        history=form.has("history"),
    )
    if () in {covers.packages, covers.languages, covers.sections, covers.types}:
        raise BadInputError(
            "A contract covers something.", worded("Nothing is chosen."), "Choose one or more."
        )
    return Contract(
        id=contract,
        subscriber=subscriber,
        title=form.line("title"),
        starts=starts,
        ends=read_hour(form.line("ends"), agency.zoneinfo),
        covers=covers,
    )


def terms_fields(visit: Visit, titles: list[Title], held: TermsRow | None) -> TermsFields:
    """What the form of terms shows: what was typed, else what is in force."""
    form, say = visit.form, tongue(visit.language).say
    chosen_titles = [] if held is None else held.titles
    return TermsFields(
        legal_name=form.typed("legal_name", (held and held.legal_name) or ""),
        tax_number=form.typed("tax_number", (held and held.tax_number) or ""),
        billing_address=form.typed("billing_address", (held and held.billing_address) or ""),
        signatory=form.typed("signatory", (held and held.signatory) or ""),
        price=form.typed("price", "" if held is None or held.price is None else str(held.price)),
        currency=form.typed("currency", (held and held.currency) or ""),
        per=form.typed("per", held.per if held else Per.YEAR.value),
        pers=tuple((per.value, say(words)) for per, words in PERS.items()),
        renews_on=form.typed("renews_on", held.renews_on.isoformat() if held and held.renews_on else ""),
        notice_by=form.typed("notice_by", held.notice_by.isoformat() if held and held.notice_by else ""),
        titles=tuple(
            Box(
                code=str(one.id),
                label=one.name,
                ticked=form.ticked("titles", str(one.id), held=one.id in chosen_titles),
            )
            for one in titles
            if one.ended_at is None
        ),
    )


def terms_of_form(visit: Visit) -> Terms:
    """The commercial terms that the form says. Raises BadInputError for what cannot be read."""
    form, per = visit.form, visit.form.line("per")
    if per not in set(Per):
        raise BadInputError("This is no time that a price is for.", per[:40], "Choose one of the list.")
    numbers = [text for text in form.texts("titles") if text.isascii() and text.isdigit() and len(text) < 19]
    return Terms(
        legal_name=form.line("legal_name"),
        tax_number=form.line("tax_number"),
        billing_address=form.text("billing_address").strip(),
        signatory=form.line("signatory"),
        price=read_price(form.line("price")),
        currency=form.line("currency").upper(),
        per=Per(per),
        renews_on=read_day(form.line("renews_on")),
        notice_by=read_day(form.line("notice_by")),
        titles=tuple(int(text) for text in numbers),
    )


def seen(visit: Visit) -> str:
    """The mark of what a form says: who signs has read the sentence of exactly these fields."""
    said = "\n".join(sorted(f"{name}={value}" for name, value in visit.form.pairs if name not in _BESIDE))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _words(text: str) -> tuple[str, ...] | None:
    """The house's own words, such as `TR` or `print`; None, which means all, for none."""
    words = tuple(part.strip() for part in text.split(",") if part.strip())
    if len(words) > MEDIA_LIMIT:
        raise BadInputError(
            "Too many words.", f"{len(words)}.", worded("Name %(most)s at most.", most=MEDIA_LIMIT)
        )
    return words or None
