"""What stands in place of a stopped item's headline (§0: killed, withdrawn, held)."""

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action
from newsflow.domain.entry import STOPS
from newsflow.domain.notice import notice_headline
from newsflow.has.xml import line
from newsflow.wire.rows import Item

ERASED = Action.WITHDRAW
"""What an item whose text was taken out by order is listed as."""


def stopped(agency: Agency, language: str, action: Action, slug: str) -> str:
    """The language's mark and the slug: "ANNULATION: séisme", never the old headline."""
    return notice_headline(agency.house(language), action, line(slug), language)


def listed(agency: Agency, item: Item) -> str:
    """An item's title in a list: its headline, or mark and slug when it is stopped or erased.

    An erasure takes the slug too; the id stands in its place. Always one line: clients split lists by lines.
    """
    action = Action(item.action)
    if action not in STOPS and item.headline is not None:
        return line(item.headline)
    return stopped(agency, item.language, action if action in STOPS else ERASED, item.slug or item.guid)
