"""What the agency sells, as its contact page shows it."""

from dataclasses import dataclass

from newsflow.domain.site_terms import SiteOffer
from newsflow.site.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCard:
    """Something that the agency sells, and what it covers."""

    code: str
    label: str
    text: str
    covers: tuple[tuple[str, str], ...]
    price: str


def known_offer(edition: Edition, code: str) -> str:
    """The code where the agency offers that; else ""."""
    return code if any(offer.code == code for offer in edition.site.agency.site.offers) else ""


def with_offer(edition: Edition, code: str, words: str) -> str:
    """What they wrote, under the offer that they chose, so that it stands there for whoever answers."""
    for offer in edition.site.agency.site.offers:
        if offer.code == code:
            return f"{edition.words.contact.offer}: {_said(edition, offer.labels)}\n\n{words}"
    return words


def card(edition: Edition, offer: SiteOffer) -> OfferCard:
    """The offer in the edition's language."""
    own, sections = edition.words.contact, {code: edition.section_label(code) for code in edition.sections()}

    def named(codes: tuple[str, ...], labels: dict[str, str], every: str) -> str:
        return edition.words.site.separator.join(labels.get(code, code) for code in codes) or every

    return OfferCard(
        code=offer.code,
        label=_said(edition, offer.labels),
        text=_said(edition, offer.texts),
        covers=(
            (own.packages, named(offer.packages, edition.labels("packages"), own.every_package)),
            (own.languages, named(offer.languages, edition.labels("languages"), own.every_language)),
            (own.sections, named(offer.sections, sections, own.every_section)),
        ),
        price=_said(edition, offer.prices),
    )


def _said(edition: Edition, texts: dict[str, str]) -> str:
    return texts.get(edition.code) or texts.get(edition.site.agency.default_language, "")
