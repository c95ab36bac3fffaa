"""What stands in place of a stopped item's headline (§0: killed, withdrawn, held)."""

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action
from newsflow.domain.entry import STOPS

ERASED = Action.WITHDRAW
"""What an item whose text was taken out by order is listed as."""


def stopped(agency: Agency, language: str, action: Action, slug: str) -> str:
    """The language's mark and the slug: "ANNULATION: séisme", never the old headline."""
    house = agency.house(language)
    return f"{house.notice_marks[action]}: {slug}"


def listed(agency: Agency, *, language: str, action: Action, slug: str, headline: str | None) -> str:
    """An item's title in a list: its headline, or mark and slug when it is stopped or erased."""
    if action in STOPS:
        return stopped(agency, language, action, slug)
    return stopped(agency, language, ERASED, slug) if headline is None else headline
