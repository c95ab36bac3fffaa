"""What a page says of itself to search engines and to those who share it: schema.org, Open Graph."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsflow.domain.codes import CreditRole
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.edition import about_of
from newsflow.site import address
from newsflow.site.edition import Edition
from newsflow.site.pictures import Picture
from newsflow.site.public import Public
from newsflow.site.rows import PageRow

WHOLE = ".whole"
"""The part of the page that stands for what subscribers alone read; search engines are pointed to it."""

Structured = dict[str, object]
"""JSON-LD. It is made for `tojson` in a template, and read nowhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPicture:
    """The picture that stands where somebody shares the page."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Open Graph: what stands where somebody shares the page."""

    kind: str
    title: str
    description: str | None
    address: str
    site: str
    locale: str
    section: str | None = None
    published: str | None = None
    modified: str | None = None
    picture: SharedPicture | None = None


def of_front(edition: Edition, picture: Picture | None) -> tuple[Share, Structured]:
    """What the front page says of itself: whose site it is."""
    here = f"{edition.site.origin}{address.front(edition.code)}"
    share = Share(
        kind="website",
        title=edition.house.agency_name,
        description=edition.house.public_notice,
        address=here,
        site=edition.house.agency_name,
        locale=edition.house.locale,
        picture=shared(edition, (picture,) if picture else ()),
    )
    data: Structured = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": edition.house.agency_name,
        "url": here,
        "inLanguage": edition.code,
        "publisher": _publisher(edition),
    }
    return share, data


def of_dispatch(
    edition: Edition,
    shown: Public,
    content: Dispatch,
    found: PageRow,
    *,
    translations: Iterable[str],
    pictures: Sequence[Picture],
) -> tuple[Share, Structured]:
    """What the page of a dispatch says of itself; nothing that the page does not show."""
    where = f"{edition.site.origin}{address.dispatch(edition.code, found.guid, found.headline or '')}"
    data: Structured = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": where,
        "mainEntityOfPage": where,
        "url": where,
        "identifier": found.guid,
        "headline": shown.headline,
        "description": shown.opening,
        "abstract": " ".join(shown.summary) or None,
        "inLanguage": edition.code,
        "datePublished": shown.first.machine,
        "dateModified": (shown.updated or shown.first).machine,
        "dateline": shown.dateline,
        "articleSection": shown.section,
        "author": _people(content, CreditRole.WRITER) or [_publisher(edition)],
        "contributor": _people(content, CreditRole.CONTRIBUTOR) or None,
        "translator": _people(content, CreditRole.TRANSLATOR) or None,
        "workTranslation": [f"{edition.site.origin}{path}" for path in translations] or None,
        "publisher": _publisher(edition),
        "copyrightNotice": edition.site.agency.media.copyright or f"© {edition.site.agency.name}",
        "acquireLicensePage": f"{edition.site.origin}{address.contact(edition.code)}",
        "usageInfo": edition.site.tdm_policy,
        "isAccessibleForFree": False,
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": WHOLE},
        "image": [_image(edition, one) for one in pictures] or None,
        "contentLocation": [{"@type": "Place", "name": name} for name in about_of(content).places] or None,
        "correction": _correction(shown),
    }
    share = _share(edition, shown, where, pictures)
    return share, {name: value for name, value in data.items() if value is not None}


def _share(edition: Edition, shown: Public, where: str, pictures: Sequence[Picture]) -> Share:
    return Share(
        kind="article",
        title=shown.headline,
        description=shown.opening,
        address=where,
        site=edition.house.agency_name,
        locale=edition.house.locale,
        section=shown.section,
        published=shown.first.machine,
        modified=(shown.updated or shown.first).machine,
        picture=shared(edition, pictures),
    )


def shared(edition: Edition, pictures: Sequence[Picture]) -> SharedPicture | None:
    """The first of the pictures, for whoever shares the page."""
    for one in pictures:
        where = f"{edition.site.origin}{one.address}"
        return SharedPicture(address=where, width=one.width, height=one.height, alt=one.alt)
    return None


def _image(edition: Edition, one: Picture) -> Structured:
    origin = edition.site.origin
    told = {
        "@type": "ImageObject",
        "url": f"{origin}{one.address}",
        "width": one.width,
        "height": one.height,
        "caption": one.caption,
        "creditText": one.credit,
        "copyrightNotice": edition.site.agency.media.copyright or f"© {edition.site.agency.name}",
        "acquireLicensePage": f"{origin}{address.contact(edition.code)}",
    }
    return {name: value for name, value in told.items() if value is not None}


def _people(content: Dispatch, role: CreditRole) -> list[Structured]:
    return [
        {"@type": "Person", "name": credit.name}
        for credit in content.credits
        if credit.printed and credit.role is role
    ]


def _correction(shown: Public) -> Structured | None:
    if shown.corrected is None:
        return None
    return {
        "@type": "CorrectionComment",
        "text": shown.correction,
        "datePublished": shown.corrected.machine,
    }


def _publisher(edition: Edition) -> Structured:
    origin = edition.site.origin
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{origin}/#agency",
        "name": edition.house.agency_name,
        "url": f"{origin}/",
        "logo": f"{origin}{edition.site.pages.static.path('mark.svg')}",
        "correctionsPolicy": f"{origin}{address.corrections(edition.code)}",
    }
