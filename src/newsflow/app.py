"""The assembly: every mount on one screen."""

from dataclasses import dataclass

from starlette.applications import Starlette

from newsflow import has
from newsflow.db.pool import Pool
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the rooms are given: one of each for the whole process."""

    pool: Pool
    agency: Agency
    clock: Clock
    server_key: bytes
    public_url: str
    has_pace_ms: int = 500
    has_pace_slack_ms: int = 80


def build(parts: Parts) -> Starlette:
    """The web application of a node: HAS for subscribers' machines, the site for the public."""
    return Starlette(
        routes=[
            *has.routes(
                pool=parts.pool,
                agency=parts.agency,
                clock=parts.clock,
                server_key=parts.server_key,
                pace_ms=parts.has_pace_ms,
                pace_slack_ms=parts.has_pace_slack_ms,
            ),
        ]
    )
