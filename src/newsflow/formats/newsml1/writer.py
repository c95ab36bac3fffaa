"""An item as NewsML 1.2: one NewsItem with one main NewsComponent; links, files and members are filled in."""

from newsflow.domain.codes import ItemType
from newsflow.domain.media import MEMBER_OF, Media
from newsflow.formats.body import copy, markup
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot, children, mark, xml_core
from newsflow.formats.newsml1 import component, management
from newsflow.formats.prose import embargo_line
from newsflow.formats.sheet import File, Links, Relation, Sheet
from newsflow.formats.xml import Element, add, clean, put, root

_MEDIA_TYPE = {ItemType.PICTURE: "Photo", ItemType.VIDEO: "Video", ItemType.GRAPH: "Graphic"}


def core(sheet: Sheet, choices: Choices) -> Core:
    """The document. Links stand in NewsManagement, files and members in NewsComponents of their own."""
    newsml = root("NewsML", Version="1.2")
    management.envelope(newsml, sheet)
    item = add(newsml, "NewsItem", lang=sheet.content.language)
    management.identification(item, sheet)
    management.management(item, sheet)
    main = add(item, "NewsComponent", lang=sheet.content.language)
    put(main, "Role", FormalName="Main")
    component.news_lines(main, sheet)
    component.administrative(main, sheet)
    component.rights(main, sheet)
    component.descriptive(main, sheet)
    if sheet.media is None:
        _text(main, markup(copy(sheet, choices)), "text/html")
    else:
        _media(main, sheet, sheet.media)
    return xml_core(newsml)


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """Links, files with size and digest, and a series' items."""
    assert choices is not None
    managed, files, members = root("NewsManagement"), root("NewsComponent"), root("NewsComponent")
    management.linked(managed, links.items, sheet.agency)
    management.members(members, links.of(Relation.MEMBER), sheet.agency)
    for file in links.files:
        _file(files, sheet, file)
    return {Slot.LINKS: children(managed), Slot.FILES: children(files), Slot.MEMBERS: children(members)}


def _media(main: Element, sheet: Sheet, media: Media) -> None:
    """The files, which are one thing in several sizes, or a series' members; then the caption."""
    if sheet.content.type in MEMBER_OF:
        held = add(main, "NewsComponent", Essential="yes")
        put(held, "Role", FormalName="Main")
        mark(held, Slot.MEMBERS)
    else:
        held = add(main, "NewsComponent", Essential="yes", EquivalentsList="yes")
        put(held, "Role", FormalName="Main")
        mark(held, Slot.FILES)
    caption = add(main, "NewsComponent", lang=sheet.content.language)
    put(caption, "Role", FormalName="Caption")
    embargo = embargo_line(sheet.content, sheet.agency, sheet.embargo)
    said = [clean(part).strip() for part in (embargo, media.caption) if part]
    _text(caption, "\n".join(said), "text/plain")


def _text(parent: Element, text: str, kind: str) -> None:
    item = add(parent, "ContentItem")
    put(item, "MediaType", FormalName="Text")
    put(item, "MimeType", FormalName=kind)
    put(item, "DataContent", text)


def _file(parent: Element, sheet: Sheet, file: File) -> None:
    made = file.rendition
    item = add(parent, "ContentItem", Href=file.address)
    put(item, "MediaType", FormalName=_MEDIA_TYPE.get(sheet.content.type, "ComplexData"))
    put(item, "MimeType", FormalName=made.type)
    facts = add(item, "Characteristics")
    put(facts, "SizeInBytes", str(made.bytes))
    unit = "InPoints" if made.in_points else ""
    for name, value in (
        ("Rendition", made.name.value),
        ("SHA-256", made.sha256),
        (f"Width{unit}", made.width),
        (f"Height{unit}", made.height),
        ("DurationMilliseconds", made.duration_ms),
    ):
        if value is not None:
            put(facts, "Property", FormalName=name, Value=str(value))
