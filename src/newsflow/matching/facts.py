"""What a contract or a filter can ask of an entry. Contracts ask codes only, and never the copy."""

from dataclasses import dataclass, field
from datetime import datetime

from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch, Restriction
from newsflow.domain.entry import Header
from newsflow.matching.copy import Copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of an item at one entry."""

    guid: str
    type: str
    language: str
    form: str
    section: str
    packages: frozenset[str]
    provider: str
    priority: str
    at: datetime
    action: Action = Action.NEW
    embargoed: bool = False
    notice_of: str | None = None
    restrictions: tuple[Restriction, ...] = ()
    took: bool = False
    """Whether the asking subscriber took a version of it, or of the item that it is a notice of."""
    copy: Copy | None = field(default=None, compare=False)
    """What it says, analysed when it is first asked. None where only a contract will be asked."""


def facts_of(header: Header, content: Dispatch, *, embargoed: bool) -> Facts:
    """The facts of an entry. `embargoed` says whether its item is still for advance copy only."""
    return Facts(
        guid=header.guid,
        type=content.type.value,
        language=content.language,
        form=content.form.value,
        section=content.section,
        packages=frozenset(content.packages),
        provider=content.provider,
        priority=content.priority.value,
        at=header.at,
        action=header.action,
        embargoed=embargoed,
        restrictions=content.restrictions,
        notice_of=None if content.notice_of is None else content.notice_of.item,
        copy=Copy(content),
    )
