"""What is wrong with a public answer by the rules of those who read it: the HTML standard, sitemaps.org, search engines.

Each gives the faults in words, none for a sound one. The rules are those of the protocols' texts, where no schema can be had.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from lxml import etree, html
from tinyhtml5.parser import HTMLParser  # pyright: ignore[reportMissingTypeStubs] - it has none

if TYPE_CHECKING:
    from collections.abc import Iterator

MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LARGEST_BYTES = 52_428_800
MOST_PLACES = 50_000
MOST_NEWS = 1_000
LONGEST_PLACE = 2_047
"""A sitemap's address is shorter than 2,048 characters."""
LONGEST_HEADLINE = 110
FEWEST_PIXELS = 50_000
"""Width by height of a picture that search engines show beside a dispatch."""
_PART = re.compile(r"\.[A-Za-z][\w-]*")
_ZONED = re.compile(r"[+-]\d\d:\d\d|Z")


def html_faults(page: str) -> list[str]:
    """Each error of the HTML standard's parser (WHATWG, 13.2), with its line and column."""
    parser = cast("Any", HTMLParser())
    parser.parse(page)
    return [f"{name} at {line}:{column}" for (line, column), name, _ in parser.errors]


def sitemap_faults(body: bytes, at: str) -> list[str]:
    """What sitemaps.org's protocol 0.9 finds wrong with the sitemap or index at that address, news of two days too."""
    root = etree.fromstring(body)
    found = [] if body.startswith(b'<?xml version="1.0" encoding="UTF-8"?>') else ["no declaration in UTF-8"]
    names = {f"{MAPS}urlset": f"{MAPS}url", f"{MAPS}sitemapindex": f"{MAPS}sitemap"}
    if root.tag not in names:
        return [*found, f"its root is {root.tag}"]
    if len(body) > LARGEST_BYTES or len(root) > MOST_PLACES:
        found.append(f"too large: {len(body)} bytes, {len(root)} places")
    for place in root:
        found += [f"{place.tag} in {root.tag}"] if place.tag != names[str(root.tag)] else _place(place, at)
    news = root.findall(f"{MAPS}url/{NEWS}news")
    if len(news) > MOST_NEWS:
        found.append(f"{len(news)} news")
    return [*found, *(fault for one in news for fault in _news(one))]


def _place(place: etree._Element, at: str) -> Iterator[str]:
    """A place lies on the sitemap's own host and beneath its folder, said whole and in ASCII."""
    names = [str(part.tag) for part in place]
    if names.count(f"{MAPS}loc") != 1 or len(set(names)) != len(names):
        yield f"a place with {names}"
    where = place.findtext(f"{MAPS}loc") or ""
    folder = at.rpartition("/")[0] + "/"
    if not where.startswith(folder) or not where.isascii() or len(where) > LONGEST_PLACE or " " in where:
        yield f"{where!r} does not stand beneath {folder}"
    changed = place.findtext(f"{MAPS}lastmod")
    if changed is not None and not _is_moment(changed):
        yield f"{changed!r} is no W3C date with a zone"
    for tag in names:
        if (
            tag.removeprefix(MAPS) not in {"loc", "lastmod", "changefreq", "priority"}
            and tag != f"{NEWS}news"
        ):
            yield f"{tag} is not of the protocol"


def _news(one: etree._Element) -> Iterator[str]:
    """Search engines ask for publication (name, language), date and title of a news place, and no more."""
    if [str(part.tag) for part in one] != [
        f"{NEWS}{name}" for name in ("publication", "publication_date", "title")
    ]:
        yield f"news with {[part.tag for part in one]}"
    if not one.findtext(f"{NEWS}publication/{NEWS}name") or not one.findtext(f"{NEWS}title"):
        yield "news without a publication's name or a title"
    if not re.fullmatch(r"[a-z]{2,3}|zh-(cn|tw)", one.findtext(f"{NEWS}publication/{NEWS}language") or ""):
        yield "news in no language of ISO 639"
    if not _is_moment(one.findtext(f"{NEWS}publication_date") or ""):
        yield "news without a W3C date"


def article_faults(page: str) -> list[str]:
    """What search engines miss in a dispatch's NewsArticle: its facts, its pictures, and the part that subscribers pay for."""
    tree = html.fromstring(page)
    scripts = cast("list[str]", tree.xpath("//script[@type='application/ld+json']/text()"))
    if len(scripts) != 1:
        return [f"{len(scripts)} scripts of JSON-LD"]
    data: dict[str, Any] = json.loads(scripts[0])
    found = (
        []
        if (data.get("@context"), data.get("@type")) == ("https://schema.org", "NewsArticle")
        else ["no NewsArticle"]
    )
    if not 0 < len(str(data.get("headline", ""))) <= LONGEST_HEADLINE:
        found.append("no headline of 1 to 110 characters")
    found += [
        f"{name} is no ISO date" for name in ("datePublished", "dateModified") if not _is_date(data.get(name))
    ]
    if str(data.get("dateModified")) < str(data.get("datePublished")):
        found.append("modified before it was published")
    (canonical,) = cast("list[str]", tree.xpath("//link[@rel='canonical']/@href"))
    found += [
        f"{name} is not the canonical address"
        for name in ("url", "mainEntityOfPage")
        if data.get(name) != canonical
    ]
    found += [
        fault for one in cast("list[dict[str, Any]]", data.get("author") or [{}]) for fault in _author(one)
    ]
    found += [fault for one in data.get("image", []) for fault in _image(one)]
    return [*found, *_paywall(data, tree)]


def _author(one: dict[str, Any]) -> Iterator[str]:
    """A name and nothing but the name, of a person or an organisation."""
    if one.get("@type") not in {"Person", "NewsMediaOrganization", "Organization"} or not one.get("name"):
        yield f"an author without type or name: {one}"


def _image(one: dict[str, Any]) -> Iterator[str]:
    whole = urlsplit(str(one.get("url")))
    if whole.scheme != "https" or int(one.get("width", 0)) * int(one.get("height", 0)) < FEWEST_PIXELS:
        yield f"a picture that is not shown: {one}"
    if not one.get("creditText") or not one.get("copyrightNotice"):
        yield "a picture without credit or copyright"


def _paywall(data: dict[str, Any], tree: html.HtmlElement) -> Iterator[str]:
    """`isAccessibleForFree: false` on the article and its part, whose selector is a class that stands on the page."""
    part = data.get("hasPart", {})
    if data.get("isAccessibleForFree") is not False or part.get("isAccessibleForFree") is not False:
        yield "it does not say that a part is not free"
    selector = str(part.get("cssSelector"))
    if part.get("@type") != "WebPageElement" or not _PART.fullmatch(selector):
        yield f"{selector!r} is no selector of a class"
    elif not tree.find_class(selector[1:]):
        yield f"nothing on the page is {selector}"


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return "T" not in text or _ZONED.search(text[11:]) is not None


def _is_date(value: object) -> bool:
    try:
        return bool(date.fromisoformat(str(value)[:10])) and _is_moment(str(value))
    except ValueError:
        return False
