"""Which of a story's pictures stand beside a public dispatch: what its rule lets through, with their credit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsflow.domain.agency import Agency, PublicRule
from newsflow.domain.codes import CreditRole, ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.edition import for_some_only
from newsflow.domain.leak import find_leaks, secret_runs
from newsflow.domain.media import Rendition, RenditionName

MAX_BYTES = 4_000_000
"""A larger file is not for a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPicture:
    """A picture that the public may see: the file, and whose it is. `words` says whether its words are public too."""

    guid: str
    content: Dispatch
    file: Rendition
    credit: str
    has_clean_words: bool


def public_pictures(
    found: Iterable[tuple[str, Dispatch]],
    rule: PublicRule,
    agency: Agency,
    bodies: Sequence[str],
    allowed: Sequence[str],
) -> tuple[PublicPicture, ...]:
    """The first of the pictures, as many as the rule says; of words that give a body away none."""
    fitting = [(guid, content) for guid, content in found if _fits(content, rule)][: rule.pictures]
    if not fitting:
        return ()
    secret = secret_runs(bodies, allowed)
    return tuple(
        PublicPicture(
            guid=guid,
            content=content,
            file=file,
            credit=_credit(content, agency),
            has_clean_words=not find_leaks(_words(content), secret),
        )
        for guid, content in fitting
        if (file := _file(content)) is not None
    )


def _fits(content: Dispatch, rule: PublicRule) -> bool:
    return (
        content.type is ItemType.PICTURE
        and content.notice_of is None
        and _file(content) is not None
        and (not rule.packages or not set(content.packages).isdisjoint(rule.packages))
        and not any(map(for_some_only, content.restrictions))
    )


def _file(content: Dispatch) -> Rendition | None:
    file = content.media.rendition(RenditionName.WEB) if content.media else None
    fits = file is not None and file.bytes <= MAX_BYTES and file.width and file.height
    return file if fits else None


def _words(content: Dispatch) -> tuple[str, ...]:
    assert content.media is not None
    return (content.media.caption, content.media.alt_text or "")


def _credit(content: Dispatch, agency: Agency) -> str:
    """The credit line; else who took it and for whom. A picture never stands without."""
    if content.media is not None and content.media.credit_line:
        return content.media.credit_line
    takers = [
        credit.name
        for credit in content.credits
        if credit.printed and credit.role in {CreditRole.PHOTOGRAPHER, CreditRole.TAKEN_BY}
    ]
    return " / ".join((*takers, agency.media.credit_line or agency.name))
