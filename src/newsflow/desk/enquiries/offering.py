"""The agency's offers: a trial as the agency sets it, a contract as the form says it."""

from dataclasses import dataclass

from newsflow.desk.visit import Visit
from newsflow.domain.agency import Agency, Code, Section
from newsflow.domain.errors import BadInputError
from newsflow.domain.site_terms import SiteOffer
from newsflow.subscribers.enquiries.offers import Offer, OfferKind
from newsflow.subscribers.enquiries.rows import Enquiry
from newsflow.web.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A package, language or section to be ticked."""

    code: str
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFields:
    """The form of a contract: what was typed, else what they asked for."""

    title: str
    packages: tuple[Box, ...]
    languages: tuple[Box, ...]
    sections: tuple[Box, ...]
    days: str
    limit_day: str
    archive_days: str
    price: str
    terms: str


def asked_for(agency: Agency, enquiry: Enquiry) -> SiteOffer | None:
    """What they chose of the agency's offers; None where they chose none, or the agency has it no more."""
    return agency.site.offer(enquiry.offer or "")


def in_language(agency: Agency, language: str, texts: dict[str, str]) -> str:
    """An offer's words in that language, else in the agency's own."""
    return texts.get(language) or texts.get(agency.default_language, "")


def trial_of(agency: Agency, enquiry: Enquiry) -> Offer:
    """The trial: the offer that they chose in what they asked for, as long and as much a day as everybody has."""
    own, asked = words(enquiry.edition).enquiry, asked_for(agency, enquiry)
    return Offer(
        kind=OfferKind.TRIAL,
        title=own.trial.format(organisation=enquiry.organisation),
        packages=None if asked is None else asked.packages or None,
        languages=tuple(enquiry.languages),
        sections=tuple(enquiry.sections) or (None if asked is None else asked.sections or None),
        days=agency.site.trial_days,
        limit_day=agency.site.trial_limit_day,
        archive_days=agency.site.trial_days,
        terms=agency.site.trial_terms.get(enquiry.edition) or own.terms_trial,
    )


def contract_of(visit: Visit, enquiry: Enquiry) -> Offer:
    """The contract that the form says. Raises BadInputError for what is no number."""
    form = visit.form
    return Offer(
        kind=OfferKind.CONTRACT,
        title=form.line("title"),
        packages=chosen(visit, "packages", visit.desk.agency.packages),
        languages=chosen(visit, "languages", visit.desk.agency.languages),
        sections=chosen(visit, "sections", visit.desk.agency.sections),
        days=count(form.line("days")),
        limit_day=count(form.line("limit_day")),
        archive_days=count(form.line("archive_days")),
        price=form.line("price"),
        terms=form.text("terms").strip() or _terms(visit.desk.agency, enquiry),
    )


def fields_of(visit: Visit, enquiry: Enquiry) -> OfferFields:
    """What the form of a contract shows: the offer that they chose, in the languages and sections that they asked for."""
    form, agency = visit.form, visit.desk.agency
    own, asked = words(enquiry.edition).enquiry, asked_for(agency, enquiry)
    packages = [] if asked is None else list(asked.packages)
    sections = enquiry.sections or ([] if asked is None else list(asked.sections))
    return OfferFields(
        title=form.typed("title", own.contract.format(organisation=enquiry.organisation or "")),
        packages=boxes(visit, "packages", agency.packages, packages or [row.code for row in agency.packages]),
        languages=boxes(visit, "languages", agency.languages, enquiry.languages),
        sections=boxes(visit, "sections", agency.sections, sections or [row.code for row in agency.sections]),
        days=form.typed("days", "365"),
        limit_day=form.typed("limit_day"),
        archive_days=form.typed("archive_days"),
        price=form.typed(
            "price", "" if asked is None else in_language(agency, enquiry.edition, asked.prices)
        ),
        terms=form.typed("terms", _terms(agency, enquiry)),
    )


def _terms(agency: Agency, enquiry: Enquiry) -> str:
    return agency.site.contract_terms.get(enquiry.edition) or words(enquiry.edition).enquiry.terms_contract


def boxes(
    visit: Visit, name: str, rows: tuple[Code, ...] | tuple[Section, ...], held: list[str]
) -> tuple[Box, ...]:
    """The boxes of a table: ticked as the form says, else those that are held."""
    return tuple(
        Box(
            code=row.code,
            label=row.labels.get(visit.language) or row.code,
            ticked=visit.form.ticked(name, row.code, held=row.code in held),
        )
        for row in rows
        if not row.retired
    )


def chosen(visit: Visit, name: str, rows: tuple[Code, ...] | tuple[Section, ...]) -> tuple[str, ...] | None:
    """What was ticked; None, which means all, where everything was."""
    ticked = set(visit.form.texts(name))
    codes = [row.code for row in rows if not row.retired]
    found = tuple(code for code in codes if code in ticked)
    return None if len(found) == len(codes) else found


def count(text: str) -> int | None:
    """The number that a field holds, None for none. Raises BadInputError."""
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise BadInputError("This is no number.", f"“{text[:40]}”.", "Write digits, or nothing for no limit.")
    return int(text)
