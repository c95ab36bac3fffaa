"""XMP with the properties of IPTC Photo Metadata 2023.1 and PLUS that we read and write."""

from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from newsflow.domain.media import AiUse
from newsflow.media.embedded.dates import stated
from newsflow.media.facts import NOTHING_SAID, Facts

MAX_PACKET_BYTES = 65_000
"""What one JPEG segment holds, less its own name."""

X, RDF, XML = (
    "adobe:ns:meta/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/XML/1998/namespace",
)
DC, PHOTOSHOP = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/photoshop/1.0/"
RIGHTS, PLUS = "http://ns.adobe.com/xap/1.0/rights/", "http://ns.useplus.org/ldf/xmp/1.0/"
CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
SPACES = {
    "rdf": RDF,
    "dc": DC,
    "photoshop": PHOTOSHOP,
    "xmpRights": RIGHTS,
    "Iptc4xmpCore": CORE,
    "plus": PLUS,
}

_VOCABULARY = "http://ns.useplus.org/ldf/vocab/DMI-"
_DATA_MINING = {
    AiUse.UNSPECIFIED: "UNSPECIFIED",
    AiUse.ALLOWED: "ALLOWED",
    AiUse.NO_GENERATIVE_TRAINING: "PROHIBITED-GENAIMLTRAINING",
    AiUse.NO_TRAINING: "PROHIBITED-AIMLTRAINING",
    AiUse.PROHIBITED: "PROHIBITED",
}
_AI_USE = {
    **{code: use for use, code in _DATA_MINING.items()},
    # Terms that we have no name for are read as the stricter one.
    "PROHIBITED-EXCEPTSEARCHENGINEINDEXING": AiUse.PROHIBITED,
    "PROHIBITED-SEECONSTRAINT": AiUse.PROHIBITED,
    "PROHIBITED-SEECONSTRAINTS": AiUse.PROHIBITED,
}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def read(packet: bytes) -> Facts:
    """What an XMP packet says; nothing where it is no XML."""
    try:
        root = etree.fromstring(packet.strip(b" \0\r\n\t"), _PARSER)
    except etree.XMLSyntaxError:
        return NOTHING_SAID
    about = root.findall(f".//{{{RDF}}}Description")

    def said(space: str, name: str) -> tuple[str, ...]:
        return next((found for each in about if (found := _values(each, f"{{{space}}}{name}"))), ())

    def one(space: str, name: str) -> str | None:
        return next(iter(said(space, name)), None)

    mining = (one(PLUS, "DataMining") or "").rpartition("DMI-")[2]
    return Facts(
        headline=one(PHOTOSHOP, "Headline") or one(DC, "title"),
        caption=one(DC, "description"),
        creator=said(DC, "creator"),
        creator_role=one(PHOTOSHOP, "AuthorsPosition"),
        credit_line=one(PHOTOSHOP, "Credit"),
        copyright=one(DC, "rights"),
        usage_terms=one(RIGHTS, "UsageTerms"),
        instructions=one(PHOTOSHOP, "Instructions"),
        source=one(PHOTOSHOP, "Source"),
        taken_at=stated(one(PHOTOSHOP, "DateCreated")),
        city=one(PHOTOSHOP, "City"),
        country=one(PHOTOSHOP, "Country"),
        country_code=one(CORE, "CountryCode"),
        keywords=said(DC, "subject"),
        alt_text=one(CORE, "AltTextAccessibility"),
        extended_description=one(CORE, "ExtDescrAccessibility"),
        ai_use=_AI_USE.get(mining),
    )


def _values(about: etree._Element, name: str) -> tuple[str, ...]:
    """A property's texts, the default language's first, whether it is an attribute, an element or a list."""
    if text := (about.get(name) or "").strip():
        return (text,)
    element = about.find(name)
    if element is None:
        return ()
    items = element.findall(f".//{{{RDF}}}li")
    items.sort(key=lambda item: item.get(f"{{{XML}}}lang", "x-default") != "x-default")
    resource = element.get(f"{{{RDF}}}resource")
    texts = [item.text or "" for item in items] or [resource or element.text or ""]
    return tuple(text.strip() for text in texts if text.strip())


def packet(words: Facts) -> bytes:
    """The words as one XMP packet; keywords, then long texts, are cut where a JPEG segment could not hold them."""
    written = _packet(words)
    while len(written) > MAX_PACKET_BYTES:
        words = _shorter(words)
        written = _packet(words)
    return written


def _shorter(words: Facts) -> Facts:
    if words.keywords:
        return replace(words, keywords=words.keywords[: len(words.keywords) // 2])
    names = (
        "caption",
        "extended_description",
        "usage_terms",
        "instructions",
        "headline",
        "alt_text",
        "copyright",
    )
    texts: dict[str, str] = {name: getattr(words, name) or "" for name in names}
    longest = max(texts, key=lambda name: len(texts[name]))
    return replace(words, **{longest: texts[longest][: len(texts[longest]) // 2]}, creator=words.creator[:20])


def _packet(words: Facts) -> bytes:
    root = etree.Element(f"{{{X}}}xmpmeta", nsmap={"x": X})
    rdf = etree.SubElement(root, f"{{{RDF}}}RDF", nsmap={"rdf": RDF})
    about = etree.SubElement(rdf, f"{{{RDF}}}Description", nsmap=dict(SPACES))
    about.set(f"{{{RDF}}}about", "")
    plain: tuple[tuple[str, str, str | None], ...] = (
        (PHOTOSHOP, "Headline", words.headline),
        (PHOTOSHOP, "AuthorsPosition", words.creator_role),
        (PHOTOSHOP, "Credit", words.credit_line),
        (PHOTOSHOP, "Instructions", words.instructions),
        (PHOTOSHOP, "Source", words.source),
        (PHOTOSHOP, "DateCreated", words.taken_at),
        (PHOTOSHOP, "City", words.city),
        (PHOTOSHOP, "Country", words.country),
        (CORE, "CountryCode", words.country_code),
        (RIGHTS, "Marked", "True" if words.copyright else None),
        (PLUS, "DataMining", f"{_VOCABULARY}{_DATA_MINING[words.ai_use or AiUse.UNSPECIFIED]}"),
    )
    for space, name, text in plain:
        if text:
            etree.SubElement(about, f"{{{space}}}{name}").text = _clean(text)
    alternatives: tuple[tuple[str, str, str | None], ...] = (
        (DC, "title", words.headline),
        (DC, "description", words.caption),
        (DC, "rights", words.copyright),
        (RIGHTS, "UsageTerms", words.usage_terms),
        (CORE, "AltTextAccessibility", words.alt_text),
        (CORE, "ExtDescrAccessibility", words.extended_description),
    )
    for space, name, text in alternatives:
        if text:
            _listed(about, f"{{{space}}}{name}", "Alt", [text])
    _listed(about, f"{{{DC}}}creator", "Seq", words.creator)
    _listed(about, f"{{{DC}}}subject", "Bag", words.keywords)
    body = etree.tostring(root, encoding="utf-8")
    start = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'.encode()
    return start + body + b'\n<?xpacket end="r"?>'


def _listed(about: etree._Element, name: str, kind: str, texts: Iterable[str]) -> None:
    texts = list(texts)
    if not texts:
        return
    inside = etree.SubElement(etree.SubElement(about, name), f"{{{RDF}}}{kind}")
    for text in texts:
        item = etree.SubElement(inside, f"{{{RDF}}}li")
        item.text = _clean(text)
        if kind == "Alt":
            item.set(f"{{{XML}}}lang", "x-default")


def _clean(text: str) -> str:
    """Without the control characters that XML has no way to say."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff"))
