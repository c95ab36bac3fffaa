"""Everything that a worker does beside the web process; each job takes its own lease where it must be alone."""

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from newsflow.db.pool import Pool
from newsflow.desk.subscribers.reminding import remind
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.retention import Retention
from newsflow.mail import Postman, run_mail
from newsflow.media import Facts
from newsflow.media.work import FILMS, STILLS, Bench, run_media
from newsflow.newsroom.description.in_force import InForce
from newsflow.newsroom.editions import run_editions
from newsflow.newsroom.editions.purge import Cache, run_purge
from newsflow.newsroom.near import run_sketches
from newsflow.newsroom.schedule import run_schedule
from newsflow.newsroom.thinning import thin_saves
from newsflow.newsroom.translation.held import run_held
from newsflow.objects import Place, open_store
from newsflow.ops.ageing import age
from newsflow.ops.agency_watch import AgencyNow
from newsflow.ops.working import Job
from newsflow.search.folder import IndexFolder
from newsflow.search.following import run_search
from newsflow.search.stored import begin_with_stored, tidy
from newsflow.subscribers.reports.counting import count_use

AGAIN_S = 0.5
"""How soon a job that failed is tried again."""
AGEING_S = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What jobs work with, besides the database: where media and the index lie, who carries letters, how long what is kept."""

    objects: Place
    search: IndexFolder
    postman: Postman
    kept: Retention
    origin: str
    """The public address, for links in letters."""
    cache: Cache | None
    """The cache before the public site; None: there is none to tell."""


def jobs_of(given: InForce, means: Means) -> Sequence[Job]:
    """The jobs of a worker; `given` is the description in force as it starts, and they take the next one as it comes."""
    holder = f"{socket.gethostname()}/{os.getpid()}"
    agency_now = AgencyNow(given)

    async def scheduled(pool: Pool, clock: Clock, agency: Agency, stop: asyncio.Event) -> None:
        await run_schedule(pool, clock, agency, holder, stop)

    async def held(pool: Pool, clock: Clock, agency: Agency, stop: asyncio.Event) -> None:
        await run_held(pool, clock, agency, stop)

    async def editions(pool: Pool, clock: Clock, agency: Agency, stop: asyncio.Event) -> None:
        await run_editions(pool, agency, clock, stop)

    async def sketches(pool: Pool, clock: Clock, stop: asyncio.Event) -> None:
        await run_sketches(pool, clock, stop)

    async def stills(pool: Pool, clock: Clock, agency: Agency, stop: asyncio.Event) -> None:
        await run_media(bench_of(pool, clock, agency), STILLS, stop)

    async def films(pool: Pool, clock: Clock, agency: Agency, stop: asyncio.Event) -> None:
        await run_media(bench_of(pool, clock, agency), FILMS, stop)

    async def books(pool: Pool, clock: Clock, agency: Agency, stop: asyncio.Event) -> None:
        await keep_books(pool, clock, agency, means.origin, stop)

    async def letters(pool: Pool, clock: Clock, stop: asyncio.Event) -> None:
        await run_mail(pool, clock, means.postman, stop)

    def bench_of(pool: Pool, clock: Clock, agency: Agency) -> Bench:
        store = open_store(means.objects)
        return Bench(pool=pool, store=store, clock=clock, holder=holder, house=house_words(agency))

    return (
        Job("agency", AGAIN_S, agency_now.keep),
        Job("scheduled_releases", AGAIN_S, agency_now.given_to(scheduled)),
        Job("held_translations", AGAIN_S, agency_now.given_to(held)),
        Job("editions", AGAIN_S, agency_now.given_to(editions)),
        Job("sketches", AGAIN_S, sketches),
        Job("search", AGAIN_S, indexing(means.search, means.objects)),
        Job("stills", AGAIN_S, agency_now.given_to(stills)),
        Job("films", AGAIN_S, agency_now.given_to(films)),
        Job("ageing", AGEING_S, ageing(means)),
        Job("books", AGEING_S, agency_now.given_to(books)),
        Job("letters", AGAIN_S, letters),
        *([Job("cache", AGAIN_S, telling(means.cache))] if means.cache else []),
    )


async def keep_books(pool: Pool, clock: Clock, agency: Agency, origin: str, stop: asyncio.Event) -> None:
    """Count what was used on the days that are over, and remind the agency of its contracts' days."""
    if not stop.is_set():
        await count_use(pool, clock, agency.zoneinfo)
        await remind(pool, clock, agency, origin)


def ageing(means: Means) -> Callable[[Pool, Clock, asyncio.Event], Awaitable[None]]:
    """The job that forgets whatever is older than it may be."""

    async def forget_all(pool: Pool, clock: Clock, stop: asyncio.Event) -> None:
        await age(pool, clock, means.kept, stop)
        await thin_saves(pool, clock, stop)

    return forget_all


def telling(cache: Cache) -> Callable[[Pool, Clock, asyncio.Event], Awaitable[None]]:
    """The job that tells the cache before the public site what to let go of."""

    async def tell(pool: Pool, clock: Clock, stop: asyncio.Event) -> None:
        await run_purge(pool, clock, cache, stop)

    return tell


def indexing(folder: IndexFolder, place: Place) -> Callable[[Pool, Clock, asyncio.Event], Awaitable[None]]:
    """The job that keeps this node's search index up with the wire; a new node's begins with the store's newest."""

    async def index(pool: Pool, _: Clock, stop: asyncio.Event) -> None:
        store = open_store(place)

        async def erased() -> None:
            await tidy(pool, store)

        await erased()
        await begin_with_stored(pool, store, folder)
        await run_search(pool, folder, stop, erased=erased)

    return index


def house_words(agency: Agency) -> Facts:
    """What a rendition says of rights where neither the desk nor the file says anything."""
    said = agency.media
    return Facts(
        credit_line=said.credit_line or agency.name,
        copyright=said.copyright or f"© {agency.name}",
        source=said.source or agency.name,
        usage_terms=said.usage_terms,
        ai_use=said.ai_use,
    )
