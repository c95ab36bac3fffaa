"""Pictures, videos and graphics without rights or words, of the item itself or of the story that the text goes with."""

from collections.abc import Iterator

from newsflow.domain.checks.facts import CheckFacts
from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.media import MEMBER_OF


def media(facts: CheckFacts) -> Iterator[Finding]:
    """Media that say not whose they are or what is to be seen, and such as may not be used (much longer)."""
    version = facts.version
    own = () if version.type is ItemType.TEXT else (version,)
    for number, item in enumerate((*own, *facts.media)):
        yield from _of(facts, number, item)


def _of(facts: CheckFacts, number: int, item: Dispatch) -> Iterator[Finding]:
    part, about = item.media, (("slug", item.slug), ("headline", item.headline))
    if part is None or item.type in MEMBER_OF:
        return
    if not ((part.credit_line or "").strip() or (part.copyright or "").strip()):
        yield Finding(code=CheckCode.MEDIA_WITHOUT_RIGHTS, field="media", part=number, facts=about)
    if item.type is not ItemType.FILE and not (part.alt_text or "").strip():
        yield Finding(code=CheckCode.MEDIA_WITHOUT_ALT_TEXT, field="media", part=number, facts=about)
    moment = facts.version.embargo or facts.now
    for term in item.restrictions:
        if term.ends is not None and term.ends <= moment:
            until = (("until", rfc3339(term.ends)),)
            yield Finding(code=CheckCode.MEDIA_RIGHTS_END, field="media", part=number, facts=(*about, *until))
