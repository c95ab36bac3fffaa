"""The parts of a node, for production, where each is a service of its own: `serve` and `work`."""

import asyncio
from pathlib import Path

import click
import uvloop

from newsflow.app import build
from newsflow.db.pool import transaction
from newsflow.newsroom.description.in_force import InForce
from newsflow.ops.access import app_pool
from newsflow.ops.cli.start import data_option, started
from newsflow.ops.clock import now
from newsflow.ops.jobs import Means, jobs_of
from newsflow.ops.preparation import agency_of_wire
from newsflow.ops.serving import serve as serve_web
from newsflow.ops.settings import Settings
from newsflow.ops.working import work as run_jobs


@click.command()
@data_option
def serve(data: Path | None) -> None:
    """Run one web process until Ctrl-C; the database must answer."""
    settings = started(data=data)
    given = asyncio.run(_its_agency(settings))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve_web(settings, given, now, build))


@click.command()
@data_option
def work(data: Path | None) -> None:
    """Run one worker until Ctrl-C; the database must answer."""
    settings = started(data=data)
    means = Means(
        objects=settings.objects,
        search=settings.search,
        origin=settings.public_url,
        postman=settings.postman,
        kept=settings.kept,
        cache=settings.cache,
    )
    jobs = jobs_of(asyncio.run(_its_agency(settings)), means)
    asyncio.run(run_jobs(settings, jobs, now))


async def _its_agency(settings: Settings) -> InForce:
    async with app_pool(settings, at_most=1) as pool, transaction(pool) as db:
        return await agency_of_wire(db, settings)
