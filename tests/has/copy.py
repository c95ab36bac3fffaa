"""Invented dispatches, one for each thing that a document must carry."""

from __future__ import annotations

import hashlib
from typing import Any

from newsflow.domain.codes import BlockKind, CreditRole, Form, ItemType, PlaceRole, Priority
from newsflow.domain.dispatch import (
    Block,
    Credit,
    Dateline,
    Dispatch,
    Place,
    Restriction,
    Source,
    Span,
    TranslatedFrom,
    paragraph,
)
from newsflow.domain.media import AiUse, Media, Rendition, RenditionName


def a_dispatch(**facts: Any) -> Dispatch:
    """A short Turkish story from an invented ferry line, but for the facts given."""
    plain: dict[str, Any] = {
        "language": "tr",
        "form": Form.STORY,
        "section": "world",
        "packages": ("general",),
        "provider": "nf",
        "slug": "vapur-seferleri",
        "headline": "Körfezde vapur seferleri yeniden başladı",
        "dateline": Dateline(place="İzmir", country="Türkiye"),
        "body": (paragraph("Körfezde vapurlar pazartesi sabahı ilk yolcularını taşıdı."),),
    }
    return Dispatch(**(plain | facts))


def french() -> Dispatch:
    """A translation from Arabic with every part that a French dispatch has."""
    return a_dispatch(
        language="fr",
        packages=("general", "special"),
        slug="ferry-golfe",
        headline="Les ferries du golfe reprennent « enfin » leurs rotations",
        deck="Première traversée lundi, après trois semaines d'arrêt",
        credits=(
            Credit(name="Ada Örnek", role=CreditRole.WRITER),
            Credit(name="Noé Exemple", role=CreditRole.TRANSLATOR),
            Credit(name="Secret Relecteur", role=CreditRole.EDITOR, printed=False),
        ),
        dateline=Dateline(place="Istanbul", country="Türkiye"),
        body=(
            paragraph('Les ferries ont repris lundi : 5 < 7 & « l\'horaire » "spécial" tient.'),
            Block(kind=BlockKind.SUBHEAD, spans=(Span("Les horaires"),)),
            Block(
                spans=(
                    Span("Voir "),
                    Span("la page", "https://ferries.example/?a=1&b=2"),
                    Span(" du port & du quai."),
                )
            ),
            Block(kind=BlockKind.QUOTE, spans=(Span("''Tout le monde à bord''"),)),
            Block(kind=BlockKind.LIST, items=((Span("matin"),), (Span("soir"),))),
        ),
        keywords=("ferry", "golfe & port"),
        places=(Place(name="Istanbul", role=PlaceRole.FILED_FROM, country="Türkiye", code="TR"),),
        topics=("medtop:20000337",),
        sources=(Source(name="Radio du Port", words="a indiqué la Radio du Port"),),
        translated_from=TranslatedFrom(language="ar", translator="Noé Exemple"),
        restrictions=(Restriction(words="Pas d'archive."),),
        note="Une photo suivra.",
    )


def arabic() -> Dispatch:
    """A right-to-left urgent with bidi marks and a Latin name inside."""
    return a_dispatch(
        language="ar",
        form=Form.URGENT,
        priority=Priority.URGENT,
        urgency=2,
        slug="عبارات-الخليج",
        headline="استئناف رحلات العبّارات في الخليج",
        deck="أول رحلة صباح الاثنين",
        dateline=Dateline(place="إسطنبول", country="تركيا"),
        body=(paragraph("استأنفت العبّارة \u200fLodos-7\u200e رحلاتها، و\u2067نقلت\u2069 ٣٠٠ راكب."),),
        credits=(Credit(name="نور مثال", role=CreditRole.WRITER),),
    )


def russian() -> Dispatch:
    """A sports story in Cyrillic."""
    return a_dispatch(
        language="ru",
        section="sport",
        slug="регата",
        headline="Регата «Семь маяков» стартовала в заливе",
        dateline=Dateline(place="Измир", country="Турция", marks=("NF", "ЛОДОС")),
        body=(paragraph("На старт вышли 40 яхт — ёж на флаге, «ё» в заголовке."),),
        translated_from=TranslatedFrom(language="tr", translator="Вера Примерова", agency="Лодос"),
    )


def persian() -> Dispatch:
    """Persian with a zero-width non-joiner, emoji beyond the first plane, and characters that XML forbids."""
    return a_dispatch(
        language="fa",
        slug="کشتی‌ها",
        headline="کشتی‌ها بازگشتند 🚢\x07",
        dateline=Dateline(place="استانبول"),
        body=(paragraph("مسافران \x0bمی‌گویند: 👩‍✈️ «بفرمایید»\x00 ]]> \ufffe پایان 😀."),),
        keywords=("🚢",),
    )


def flash() -> Dispatch:
    """A flash that is its headline alone."""
    return a_dispatch(
        form=Form.FLASH,
        priority=Priority.FLASH,
        urgency=1,
        headline="Körfezde ilk vapur limandan ayrıldı",
        dateline=Dateline(place="İzmir"),
        body=(),
    )


TYPES = {
    "print": "image/jpeg",
    "web": "image/jpeg",
    "thumb": "image/jpeg",
    "raster": "image/jpeg",
    "pdf": "application/pdf",
    "ai": "application/postscript",
    "original": "text/csv",
}


def rendition(name: str, content: bytes, kind: str | None = None) -> Rendition:
    """The rendition of these bytes."""
    return Rendition(
        name=RenditionName(name),
        type=kind or TYPES[name],
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        width=1200,
        height=800,
    )


def a_picture(*renditions: Rendition, **facts: Any) -> Dispatch:
    """A picture of the ferry as it goes into a series; `media` adds to its media part."""
    media: dict[str, Any] = {
        "caption": "Körfezde ilk vapur, pazartesi sabahı: 5 < 7 & “güneş”.",
        "alt_text": "Beyaz bir vapur taş rıhtıma yanaşıyor.",
        "credit_line": "Ada Örnek / Novafon",
        "copyright": "© 2026 Novafon",
        "taken_at": "2026-03-02",
        "ai_use": AiUse.NO_GENERATIVE_TRAINING,
        "renditions": renditions or (rendition("print", b"print"), rendition("web", b"web")),
        **facts.pop("media", {}),
    }
    plain: dict[str, Any] = {
        "type": ItemType.PICTURE,
        "headline": "Körfezde ilk vapur & güneş",
        "body": (),
        "credits": (Credit(name="Ada Örnek", role=CreditRole.PHOTOGRAPHER),),
        "keywords": ("vapur",),
        "media": Media(**media),
    }
    return a_dispatch(**(plain | facts))


def a_video(*renditions: Rendition, **facts: Any) -> Dispatch:
    """A video of the ferry."""
    given = renditions or (rendition("sd", b"sd", "video/mp4"), rendition("web", b"web", "video/mp4"))
    return a_picture(*given, **({"type": ItemType.VIDEO, "headline": "Vapur yolda"} | facts))


def a_graphic(*renditions: Rendition, **facts: Any) -> Dispatch:
    """A graphic of the ferry's way."""
    given = renditions or (rendition("ai", b"ai"), rendition("pdf", b"pdf"), rendition("raster", b"raster"))
    return a_picture(*given, **({"type": ItemType.GRAPH, "headline": "Vapurun yolu", "credits": ()} | facts))


def a_file(kind: str | None = None, **facts: Any) -> Dispatch:
    """A table of the ferry's hours; `kind` is what its content looks like."""
    given = (rendition("original", b"saat;iskele\n", kind),)
    return a_picture(*given, **({"type": ItemType.FILE, "headline": "Sefer saatleri", "credits": ()} | facts))
