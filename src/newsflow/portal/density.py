"""How close the lines of the wire stand: each reader's own choice, the same on all their machines."""

from dataclasses import dataclass
from enum import StrEnum

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import transaction
from newsflow.db.query import Connection, query, row, run
from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded
from newsflow.portal.asked import kept_address
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import done


class Density(StrEnum):
    """How the lines stand."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"
    COLUMNS = "columns"


WORDS = {
    Density.COMFORTABLE: _("Comfortable"),
    Density.COMPACT: _("Compact"),
    Density.COLUMNS: _("Columns"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A reader's choice."""

    density: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DensityChoice:
    """One density to choose, or the chosen one."""

    code: str
    text: str
    chosen: bool


_CHOSEN = query("portal.density", Chosen)
_SET = query("portal.set_density")


async def density_of(db: Connection, visit: Visit) -> Density:
    """The reader's choice."""
    found = await row(db, _CHOSEN, {"person": visit.person.id})
    return Density.COMFORTABLE if found is None else Density(found.density)


def choices(visit: Visit, chosen: Density) -> tuple[DensityChoice, ...]:
    """All of them, for the page."""
    say = tongue(visit.language).say
    return tuple(
        DensityChoice(code=code.value, text=say(words), chosen=code is chosen)
        for code, words in WORDS.items()
    )


async def choose(visit: Visit) -> Response:
    """Back to the wire as it was asked for, its lines as chosen."""
    said = visit.form.line("density")
    if said not in set(Density):
        raise BadInputError(
            "There is no such density.",
            f"“{said[:40]}”.",
            worded("There are %(list)s.", list=", ".join(Density)),
        )
    async with transaction(visit.portal.pool) as db:
        await run(db, _SET, {"person": visit.person.id, "density": said})
    return done(kept_address(visit.form.text("asked")))


def routes(portal: Portal) -> list[Route]:
    """Where the density is chosen."""
    return [Route("/density", signed_in(portal, choose, of=own), methods=["POST"])]
