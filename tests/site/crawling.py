"""Crawls the public site as a stranger would, and says what it gives away of what subscribers alone may read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsflow.db.pool import transaction
from newsflow.domain.leak import find_leaks, secret_runs
from newsflow.wire.read import read
from tests.site.reading import answer_texts, links

if TYPE_CHECKING:
    import httpx

    from newsflow.db.pool import Pool

FOR_MACHINES = ("/robots.txt", "/sitemap.xml", "/news-sitemap.xml", "/trust.txt", "/tdm-policy.json")
FEEDS = tuple(
    f"/{code}/feed.{end}" for code in ("tr", "en", "ar", "fr", "ru", "de") for end in ("atom", "rss", "json")
)
PICTURE = re.compile(
    r"(?<=[\"'>])(?:https://fil\.example)?(/[^\"'<>\s]+\.(?:jpg|jpeg|png|webp|svg))(?=[\"'<])"
)
"""A picture's address, wherever it stands: in a page, its metadata, JSON or a feed."""
AS_PROGRAM = {"Accept": "application/json"}


@dataclass(slots=True)
class Secrets:
    """What subscribers alone may read, and what of it the public may."""

    bodies: list[str] = field(default_factory=list[str])
    allowed: list[str] = field(default_factory=list[str])
    guids: set[str] = field(default_factory=set[str])

    def leaked(self, pages: dict[str, list[str]]) -> dict[str, list[tuple[str, ...]]]:
        """The words that each page gives away, for the pages that do."""
        secret = secret_runs(self.bodies, self.allowed)
        found = {path: [leak.words for leak in find_leaks(texts, secret)] for path, texts in pages.items()}
        return {path: leaked for path, leaked in found.items() if leaked}


async def secrets(pool: Pool) -> Secrets:
    """Every body on the wire, of every version; allowed is only what the edition log says now."""
    found = Secrets()
    async with transaction(pool) as db:
        after = 0
        while entries := await read(db, after):
            for entry in entries:
                found.guids.add(entry.header.guid)
                # A notice is a letter to subscribers' desks; of its words only the correction is made public.
                if entry.content is not None and entry.content.notice_of is None:
                    found.bodies.append(" ".join(entry.content.words()))
            after = entries[-1].header.seq
        cursor = await db.execute("SELECT headline, deck, summary FROM edition_log ORDER BY seq")
        for headline, deck, summary in await cursor.fetchall():
            found.allowed += [text for text in (headline, deck, " ".join(summary or ())) if text]
    return found


async def crawl(reader: httpx.AsyncClient, guids: set[str]) -> dict[str, list[str]]:
    """Everything that the site answers, by address: what its links lead to, its pictures, and each item by its id."""
    pages: dict[str, list[str]] = {}
    waiting = ["/", *FOR_MACHINES, *FEEDS, "/nowhere", *(f"/items/{guid}" for guid in sorted(guids))]
    while waiting:
        path = waiting.pop()
        if path in pages:
            continue
        answer = await reader.get(path)
        pages[path] = answer_texts(answer)
        if answer.has_redirect_location:
            waiting.append(answer.headers["location"])
        elif "xml" in answer.headers.get("content-type", ""):
            waiting += [urlsplit(place).path for place in re.findall(r"<loc>([^<]+)</loc>", answer.text)]
        elif "html" in answer.headers.get("content-type", ""):
            waiting += links(answer.text)
        if not answer.headers.get("content-type", "").startswith("image/jpeg"):
            waiting += PICTURE.findall(answer.text.replace("\\/", "/"))
        if answer.status_code >= 400:
            pages[f"{path} for programs"] = answer_texts(await reader.get(path, headers=AS_PROGRAM))
    return pages
