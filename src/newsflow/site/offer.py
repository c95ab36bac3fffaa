"""An offer and the steps of an enquiry, as their page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsflow.site.edition import Edition
from newsflow.subscribers.enquiries.offers import Offer, OfferKind, read_offer
from newsflow.subscribers.enquiries.rows import StepKind, StepRow
from newsflow.web.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """What was done, when, and the words that were written."""

    time: Moment
    text: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What an offer covers of packages, languages or sections."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """An offer that waits to be accepted."""

    number: int
    heading: str
    title: str
    covers: tuple[Covered, ...]
    term: str
    limits: str
    price: str
    terms: tuple[str, ...]
    accept_box: str


def offer_view(edition: Edition, organisation: str, number: int, offer: Offer) -> OfferView:
    """The offer in the edition's language, codes by the agency's names for them."""
    own, theirs = edition.words.enquiry, edition.words.contact
    heading = own.trial if offer.kind is OfferKind.TRIAL else own.contract
    limit = own.no_limit if offer.limit_day is None else own.per_day.format(limit=offer.limit_day)
    archive = own.archive_open if offer.archive_days is None else own.archive.format(days=offer.archive_days)
    sections = {code: edition.section_label(code) for code in offer.sections or ()}
    return OfferView(
        number=number,
        heading=heading.format(organisation=organisation),
        title=offer.title,
        covers=tuple(
            Covered(name=name, text=every if codes is None else _named(edition, codes, labels))
            for name, codes, labels, every in (
                (theirs.packages, offer.packages, edition.labels("packages"), theirs.every_package),
                (theirs.languages, offer.languages, edition.labels("languages"), theirs.every_language),
                (theirs.sections, offer.sections, sections, theirs.every_section),
            )
        ),
        term=own.term_open if offer.days is None else own.term_days.format(days=offer.days),
        limits=edition.words.site.separator.join((limit, archive)),
        price=offer.price,
        terms=tuple(line for line in offer.terms.splitlines() if line.strip()),
        accept_box=own.accept_box.format(organisation=organisation),
    )


def _named(edition: Edition, codes: tuple[str, ...], labels: dict[str, str]) -> str:
    return edition.words.site.separator.join(labels.get(code, code) for code in codes)


def step_line(edition: Edition, step: StepRow) -> StepLine:
    """A step in words."""
    own = edition.words.enquiry
    offer = read_offer(step)
    texts = {
        StepKind.CONFIRMED: own.confirmed,
        StepKind.WROTE: own.wrote,
        StepKind.ANSWERED: own.answered,
        StepKind.ACCEPTED: own.accepted,
        StepKind.SECRET: own.secret_shown,
        StepKind.CLOSED: own.closed,
    }
    if offer is not None:
        text = own.offered_trial if offer.kind is OfferKind.TRIAL else own.offered_contract
    else:
        text = texts.get(StepKind(step.kind), "")
    return StepLine(time=edition.times.full(step.at), text=text, words=(step.words or "").splitlines())
