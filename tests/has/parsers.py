"""The six manners in which clients read newsml29 (contract §1.8), as functions from bytes to the same facts."""

from __future__ import annotations

import re
import xml.dom.minidom
import xml.parsers.expat
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

N = {"n": "http://iptc.org/std/nar/2006-10-01/"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Read:
    """What every client needs of a document."""

    guid: str
    headline: str
    category: str
    abstract: str
    content: str
    links: tuple[tuple[str, str], ...]


def by_bare_names(document: bytes) -> dict[str, Any]:
    """Nested dicts by tag names as written, attributes under "@" (xmltodict, fast-xml-parser, xmerl)."""
    stack: list[tuple[dict[str, Any], list[str]]] = [({}, [])]
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        names.append(name)
        stack.append(({f"@{key}": value for key, value in attributes.items()}, []))

    def end(name: str) -> None:
        held, pieces = stack.pop()
        text = "".join(pieces)
        children = [key for key in held if not key.startswith("@")]
        value: Any = held if children else ({**held, "#text": text} if held else text)
        stack[-1][0].setdefault(name, []).append(value)

    def data(text: str) -> None:
        stack[-1][1].append(text)

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = data
    parser.Parse(document, True)  # noqa: FBT003 - expat takes it by place alone
    assert not [name for name in names if ":" in name], "no prefix on any element"
    return stack[0][0]


def text_of(value: Any) -> str:
    """The text of a leaf that may have attributes."""
    return value if isinstance(value, str) else str(value["#text"])


def as_dicts(document: bytes) -> Read:
    """BLU, BCM, ELX: by paths of bare names."""
    (item,) = by_bare_names(document)["newsMessage"][0]["itemSet"][0]["newsItem"]
    body = item["contentSet"][0]["inlineXML"][0]["nitf"][0]["body"][0]
    head = body["body.head"][0]
    subjects = item["contentMeta"][0]["subject"]
    first = subjects[0]
    assert str(first["@qcode"]).startswith("AAcat:"), "the AAcat subject comes first"
    (tr,) = [text_of(name) for name in first["name"] if name["@xml:lang"] == "tr"]
    links = item["itemMeta"][0].get("link", [])
    assert isinstance(head["headline"][0]["hl1"][0], str), "no attributes on hl1"
    assert isinstance(head["byline"][0]["byttl"][0], str)
    assert head["byline"][0]["byttl"][0]
    assert isinstance(body["body.content"][0], str), "one text node"
    return Read(
        guid=item["@guid"],
        headline=head["headline"][0]["hl1"][0],
        category=tr,
        abstract=head["abstract"][0],
        content=body["body.content"][0],
        links=tuple((link["@residref"], text_of(link["title"][0])) for link in links),
    )


def by_xpath(document: bytes) -> Read:
    """BIL, KIT, PHB: XPath with the G2 namespace registered as "n", then property access by bare names."""
    tree = etree.fromstring(document)

    def texts(path: str) -> list[str]:
        return [str(found.text or "") for found in cast("list[Any]", tree.xpath(path, namespaces=N))]

    nitf = tree.find(".//{http://iptc.org/std/NITF/2006-10-18/}nitf")
    assert nitf is not None
    assert nitf.prefix is None
    bare = {etree.QName(found).localname: found for found in nitf.iter() if isinstance(found.tag, str)}
    guids = cast("list[str]", tree.xpath("//n:newsItem/@guid", namespaces=N))
    links = cast("list[Any]", tree.xpath('//n:link[@rel="irel:seeAlso"]', namespaces=N))
    assert texts('//n:located[@type="cptype:city"]/n:name[@xml:lang="tr"]'), "an absent city ends KIT and PHB"
    assert texts("//n:versionCreated")[0].endswith("Z")
    return Read(
        guid=guids[0],
        headline=texts("//n:contentMeta/n:headline")[0],
        category=texts('//n:subject/n:name[@xml:lang="tr"]')[0],
        abstract=str(bare["abstract"].text or ""),
        content=str(bare["body.content"].text or ""),
        links=tuple((link.get("residref"), link.findtext("n:title", None, N)) for link in links),
    )


def by_tag_name(document: bytes) -> Read:
    """CS1, CS2: GetElementsByTagName and attributes."""
    tree = xml.dom.minidom.parseString(document)

    def first(parent: Any, tag: str) -> Any:
        return parent.getElementsByTagName(tag)[0]

    def text(element: Any) -> str:
        assert len(element.childNodes) <= 1
        return element.firstChild.data if element.firstChild else ""

    (item,) = tree.getElementsByTagName("newsItem")
    names = first(item, "subject").getElementsByTagName("name")
    return Read(
        guid=item.getAttribute("guid"),
        headline=text(first(first(item, "contentMeta"), "headline")),
        category=next(text(name) for name in names if name.getAttribute("xml:lang") == "tr"),
        abstract=text(first(item, "abstract")),
        content=text(first(item, "body.content")),
        links=tuple(
            (link.getAttribute("residref"), text(first(link, "title")))
            for link in item.getElementsByTagName("link")
        ),
    )


def by_pattern(document: bytes) -> Read:
    """NEC and hurried scripts: patterns over the text, entities undone by hand."""
    source = document.decode()

    def undone(text: str) -> str:
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")

    def first(pattern: str) -> str:
        found = re.search(pattern, source, re.DOTALL)
        assert found is not None, pattern
        return undone(found[1])

    links = re.findall(
        r'<link rel="irel:seeAlso" residref="([^"]+)">.*?<title>(.*?)</title>', source, re.DOTALL
    )
    return Read(
        guid=first(r'<newsItem [^>]*guid="([^"]+)"'),
        headline=first(r"<hl1>(.*?)</hl1>"),
        category=first(r'<subject qcode="AAcat:[A-Z]+">.*?<name xml:lang="tr">(.*?)</name>'),
        abstract=first(r"<abstract>(.*?)</abstract>"),
        content=first(r"<body.content>(.*?)</body.content>"),
        links=tuple((undone(residref), undone(title)) for residref, title in links),
    )


MANNERS = (as_dicts, by_xpath, by_tag_name, by_pattern)
