"""IPTC's own reader of NewsML-G2 (newsmlg2) reads our documents to the same facts; stories come as packages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree, html

from newsflow.domain.media import MEMBER_OF
from newsflow.formats.choices import Choices, G2Body
from newsflow.formats.names import Format
from newsflow.formats.writers import document
from tests.formats.facts_of import Told, project, squeezed
from tests.formats.foreign import NEWSML_G2
from tests.formats.goldens import goldens, more
from tests.formats.items import choices, items

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.formats.items import Made

OURS = {"irel:seeAlso": "story", "irel:previousVersion": "replaces"}
BLOCKS = frozenset({"p", "hl2", "li", "h3", "blockquote"})


def read(body: bytes) -> Any:
    """The item as the foreign reader has it."""
    return NEWSML_G2.NewsMLG2Document(body).get_item()


def text(value: Any) -> str | None:
    """What an element says; None where it is not there, which the reader tells in several ways."""
    try:
        found = str(value)
    except (AttributeError, TypeError):
        return None
    return None if found.startswith("<") and found.endswith(">") and " " not in found else found


def own(code: str, scheme: str) -> str | None:
    """What follows one of our own aliases, among several codes of a list."""
    return next((one.partition(":")[2] for one in code.split() if one.startswith(f"x-{scheme}:")), None)


def parsed(body: bytes) -> Told:
    """The facts that the foreign reader finds."""
    item = read(body)
    meta, content = item.itemmeta, item.contentmeta
    subjects = [one.qcode or "" for one in content.subject]
    described = {one.role: text(one) for one in content.description}
    parties = [*content.creator, *content.contributor, *content.infosource]
    terms = [(info, [text(one) for one in info.usageterms]) for info in item.rightsinfo]
    return Told(
        guid=item.guid, version=int(item.version), language=content.language[0].tag,
        sent=text(meta.versioncreated) or "", first=text(meta.firstcreated) or "", embargo=text(meta.embargoed),
        urgency=int(text(content.urgency) or 0), slug=text(content.slugline) or "",
        headline=text(content.headline) or "", deck=described.get("drol:summary"),
        provider=text(meta.provider.name) or "",
        packages=tuple(one.qcode.partition(":")[2] for one in meta.service),
        section=next(found for code in subjects if (found := own(code, "section"))),
        keywords=squeezed(text(one) or "" for one in content.keyword),
        topics=tuple(code for code in subjects if code.startswith("medtop:")),
        subjects=tuple(code.partition(":")[2] for code in subjects if code.startswith("subj:")),
        people=tuple(sorted((own(one.role, "role") or "", one.literal) for one in parties)),
        terms=tuple((said[0] or "", info.validfrom, info.validto) for info, said in terms if said),
        copy=the_copy(item), links=the_links(item), files=the_files(item),
    )  # fmt: skip


def the_links(item: Any) -> tuple[tuple[str, str, int], ...]:
    """Links, then a package's members."""
    links = [(OURS.get(one.rel) or own(one.rel, "relation") or "", one) for one in item.itemmeta.link]
    if isinstance(item, NEWSML_G2.PackageItem) and item.groupset.root:
        links += [("member", one) for group in item.groupset.group for one in group.itemref]
    return tuple((relation, one.residref, int(one.version)) for relation, one in links)


def the_files(item: Any) -> tuple[tuple[str, str, str, int, str], ...]:
    """What a newsItem has at other addresses."""
    if isinstance(item, NEWSML_G2.PackageItem):
        return ()
    held = item.contentset.remotecontent
    return tuple((one.id, one.href, one.contenttype, int(one.size), text(one.hash) or "") for one in held)


def the_copy(item: Any) -> tuple[str, ...]:
    """The words of the blocks, whichever body there is; of a stopped package its notice."""
    if isinstance(item, NEWSML_G2.PackageItem):
        return squeezed(text(one) or "" for one in item.itemmeta.ednote if one.role == "x-note:notice")
    contents = item.contentset
    for one in contents.inlinedata:
        # The reader joins lines; the tags still tell the blocks apart.
        return blocks(html.fragments_fromstring(text(one) or ""))
    for one in contents.inlinexml:
        return blocks(one._xs_any_content)
    return ()


def blocks(roots: Iterable[Any]) -> tuple[str, ...]:
    """The words of each block of NITF's body.content, or of HTML."""
    found: list[str] = []
    for root in roots:
        inside = next(root.iter("{*}body.content"), root) if "nitf" in str(root.tag) else root
        inside = next((part for part in root.iter("{*}body.content") if is_main(part)), inside)
        found += [
            "".join(part.itertext())
            for part in inside.iter()
            if isinstance(part.tag, str) and etree.QName(part).localname in BLOCKS
        ]
    return squeezed(found)


def is_main(part: Any) -> bool:
    """Whether a body.content is the document's own, not that of a note."""
    return etree.QName(part.getparent()).localname == "body"


def expected(made: Made, chosen: Choices) -> Told:
    """The projection: a stopped series' notice has no mark in front, since it stands in an edNote."""
    told = project(made, chosen)
    if made.sheet.stopped and made.sheet.content.type in MEMBER_OF:
        notice = squeezed([" ".join(made.sheet.content.words())])
        return replace(told, copy=notice)
    return told


def linked(made: Made, told: Told) -> Told:
    """The projection with a series' members after its other links, where its group is."""
    members = [link for link in told.links if link[0] == "member"]
    if made.sheet.content.type not in MEMBER_OF:
        return told
    rest = [link for link in told.links if link[0] != "member"]
    shown = [] if made.sheet.stopped else members
    return replace(told, links=(*rest, *shown))


def test_iptc_s_own_reader_finds_every_fact_of_generated_items():
    for number, made in enumerate(items(6, 50)):
        chosen = choices(number)
        body = document(Format.NEWSML_G2, *made, chosen)
        assert parsed(body) == linked(made, expected(made, chosen)), made.sheet.header.guid


@pytest.mark.parametrize("name", [*goldens(), *more()])
def test_iptc_s_own_reader_finds_every_fact_of_the_golden_documents(name: str):
    made = (goldens() | more())[name]
    for body in G2Body:
        chosen = Choices(g2_body=body)
        found = parsed(document(Format.NEWSML_G2, *made, chosen))
        assert found == linked(made, expected(made, chosen))
