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


def chosen_line(edition: Edition, code: str | None) -> tuple[str, ...]:
    """The offer that they chose, on a line of its own; none where they chose none, or the agency has it no more."""
    offer = edition.site.agency.site.offer(code or "")
    return () if offer is None else (f"{edition.words.contact.offer} – {_said(edition, offer.labels)}",)
