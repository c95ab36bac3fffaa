"""The story itself as the dialect's one text node: escaped HTML that opens with place and agency mark (§1.8)."""

from collections.abc import Iterable, Sequence

from lxml import etree

from newsflow.domain.agency import Agency
from newsflow.domain.codes import BlockKind, CreditRole, PlaceRole
from newsflow.domain.dispatch import Block, Dispatch, Span, paragraph
from newsflow.domain.markup import is_link, normal_blocks
from newsflow.domain.text import upper
from newsflow.domain.translation_words import credit_line
from newsflow.has.xml import Element, clean, line

_TAGS = {BlockKind.PARAGRAPH: "p", BlockKind.SUBHEAD: "h3", BlockKind.QUOTE: "blockquote"}
_ENDS = (".", "!", "?", "…", "؟", "۔", "。")
_CLOSERS = "\"'”’»›)]"


def story_html(content: Dispatch, agency: Agency, *, opening: Sequence[str] = ()) -> str:
    """The body as HTML, a block a line: the lines of `opening`, the story, the translator's credit.

    The story begins "PLACE (MARK) - ", which PHB splits at and KIT strips. A dispatch without a body is its
    headline as a sentence.
    """
    blocks = normal_blocks(content.body) or (paragraph(sentence(content.headline)),)
    start = place_and_mark(content, agency)
    if blocks[0].kind is BlockKind.PARAGRAPH and blocks[0].text().startswith(start.rstrip()):
        start = ""
    elements = [_element(block) for block in blocks]
    if blocks[0].kind is BlockKind.PARAGRAPH:
        elements[0].text = start + (elements[0].text or "")
    elif start:
        elements.insert(0, _element(paragraph(start.rstrip())))
    credit = translators_line(content, agency)
    closing = [] if credit is None else [_element(paragraph(credit))]
    return html([*(_element(paragraph(text)) for text in opening), *elements, *closing])


def html(elements: Iterable[Element]) -> str:
    """The elements as HTML, one a line, so that a client that strips tags does not glue words together."""
    return "\n".join(etree.tostring(element, encoding="unicode") for element in elements)


def place_and_mark(content: Dispatch, agency: Agency) -> str:
    """What the story opens with: "ANKARA (AA) - "; without a known place, the mark alone."""
    marks = content.dateline.marks if content.dateline and content.dateline.marks else (agency.mark,)
    mark = f"({'/'.join(line(mark) for mark in marks)}) - "
    place = city(content)
    return f"{upper(line(place[0]), content.language)} {mark}" if place else mark


def city(content: Dispatch) -> tuple[str, str | None, str | None] | None:
    """Where it is from: place, country, ISO code of the country; the dateline first, then the places."""
    role_order = (PlaceRole.FILED_FROM, PlaceRole.HAPPENED_AT)
    places = [place for role in role_order for place in content.places if place.role is role]
    if content.dateline is None:
        return (places[0].name, places[0].country, places[0].code) if places else None
    named = next((place for place in places if place.name == content.dateline.place), None)
    country = content.dateline.country or (named.country if named else None)
    return content.dateline.place, country, named.code if named else None


def sentence(headline: str) -> str:
    """The headline as a sentence: with a full stop, where it has no end of its own."""
    text = line(headline)
    return text if text.rstrip(_CLOSERS).endswith(_ENDS) else f"{text}."


def translator(content: Dispatch) -> str | None:
    """The translator's name, unless the credit is not to be printed."""
    translators = [credit for credit in content.credits if credit.role is CreditRole.TRANSLATOR]
    named = content.translated_from.translator if content.translated_from else None
    name = named or next((credit.name for credit in translators if credit.printed), None)
    hidden = any(credit.name == name and not credit.printed for credit in translators)
    return None if hidden else name


def translators_line(content: Dispatch, agency: Agency) -> str | None:
    """The translator's credit in the house's words, such as "Traduit de l’arabe par …"."""
    name = translator(content)
    if content.translated_from is None or name is None:
        return None
    return credit_line(agency.house(content.language), content.translated_from.language, name)


def _element(block: Block) -> Element:
    if block.kind is BlockKind.LIST:
        parent = etree.Element("ol" if block.ordered else "ul")
        for item in block.items:
            _fill(etree.SubElement(parent, "li"), item)
        return parent
    element = etree.Element(_TAGS[block.kind])
    _fill(element, block.spans)
    return element


def _fill(element: Element, spans: Iterable[Span]) -> None:
    last: Element | None = None
    for span in spans:
        text = clean(span.text)
        if span.href is not None and is_link(span.href):
            last = etree.SubElement(element, "a", href=clean(span.href))
            last.text = text
        elif last is None:
            element.text = (element.text or "") + text
        else:
            last.tail = (last.tail or "") + text
