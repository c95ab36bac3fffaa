"""What of a dispatch the public reads. Its body is not among the fields: only the log's summary is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from newsflow.domain.codes import Action, CreditRole, DateKind, Precision
from newsflow.domain.content import read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.leak import is_clean
from newsflow.domain.translation_words import credit_line
from newsflow.domain.typeset import typeset
from newsflow.site import address
from newsflow.site.edition import Edition
from newsflow.site.lists import speed
from newsflow.site.rows import PageRow
from newsflow.web.moments import Moment

_CHANGES = frozenset({Action.UPDATE, Action.CORRECT, Action.REDACT, Action.REINSTATE})
_OURS = {
    CreditRole.WRITER: "by",
    CreditRole.CONTRIBUTOR: "contributor",
    CreditRole.EDITOR: "editor",
    CreditRole.WEB_EDITOR: "web_editor",
    CreditRole.TRANSLATOR: "translator",
    CreditRole.PHOTOGRAPHER: "photographer",
    CreditRole.TAKEN_BY: "taken_by",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """A dispatch, shortened: what its public page shows of it."""

    section: str
    section_address: str
    headline: str
    deck: str | None
    credits: tuple[str, ...]
    dateline: str | None
    first: Moment
    updated: Moment | None
    corrected: Moment | None
    correction: str
    summary: tuple[str, ...]
    translation: str | None
    speed: str | None

    @property
    def opening(self) -> str | None:
        """One paragraph that says what it is about, for search engines and previews."""
        return self.deck or (self.summary[0] if self.summary else None)


def public(edition: Edition, found: PageRow, content: Dispatch) -> Public:
    """The public part of a version. A correction that would give the body away is told in general words."""
    headline, deck, summary = found.headline or "", found.deck, tuple(found.summary or ())
    allowed = (headline, deck or "", " ".join(summary))
    versions = (content, read(found.body_before) if found.body_before else None)
    return Public(
        section=edition.section_label(found.section),
        section_address=address.section(edition.code, found.section),
        headline=typeset(headline, edition.code),
        deck=typeset(deck, edition.code) if deck else None,
        credits=_credits(edition, content),
        dateline=_dateline(content),
        first=_stated(edition, content, DateKind.FIRST) or edition.times.full(found.first_at),
        updated=_updated(edition, found, content),
        corrected=edition.times.full(found.corrected_at) if found.corrected_at else None,
        correction=correction(edition, found.correction, versions, allowed),
        summary=tuple(typeset(part, edition.code) for part in summary),
        translation=_translation(edition, content),
        speed=speed(found),
    )


def correction(
    edition: Edition, told: str | None, versions: Iterable[Dispatch | None], allowed: Iterable[str]
) -> str:
    """What was corrected, or general words where those would give away what stands in one of the versions."""
    bodies = ("\n".join(version.words()) for version in versions if version is not None)
    if not told or not all(is_clean(told, body, allowed) for body in bodies):
        told = edition.words.site.corrected_text
    return typeset(told, edition.code)


def _credits(edition: Edition, content: Dispatch) -> tuple[str, ...]:
    """The printed credits, one line a role; a translator has a footnote instead where the original is named."""
    by_role: dict[CreditRole, list[str]] = {}
    for credit in content.credits:
        noted = credit.role is CreditRole.TRANSLATOR and content.translated_from is not None
        if credit.printed and not noted:
            by_role.setdefault(credit.role, []).append(credit.name)
    own = edition.words.site
    return tuple(
        str(getattr(own, name)).format(names=own.separator.join(by_role[role]))
        for role, name in _OURS.items()
        if role in by_role
    )


def _dateline(content: Dispatch) -> str | None:
    line = content.dateline
    if line is None:
        return None
    place = line.place
    return f"{place} ({'/'.join(line.marks)})" if line.marks else place


def _updated(edition: Edition, found: PageRow, content: Dispatch) -> Moment | None:
    """When it was last updated: by a version, or by the hand of the public's own editor."""
    if found.changed_at > found.version_at:
        return edition.times.full(found.changed_at)
    if found.version_action in _CHANGES and found.version_at > found.first_at:
        return edition.times.full(found.version_at)
    return _stated(edition, content, DateKind.UPDATED)


def _stated(edition: Edition, content: Dispatch, kind: DateKind) -> Moment | None:
    """The date that imported copy states of itself, no more exact than it is there."""
    for stated in content.source_dates:
        if stated.kind is kind:
            if stated.precision is Precision.DAY:
                return edition.times.day(date.fromisoformat(stated.value))
            at = datetime.fromisoformat(stated.value)
            return edition.times.full(at) if at.tzinfo is not None else edition.times.day(at.date())
    return None


def _translation(edition: Edition, content: Dispatch) -> str | None:
    """The translator's credit in the house's words; the original's language where no translator is named."""
    source = content.translated_from
    if source is None:
        return None
    hidden = any(
        credit.role is CreditRole.TRANSLATOR and not credit.printed and credit.name == source.translator
        for credit in content.credits
    )
    own = edition.words.site
    if source.translator and not hidden:
        words = credit_line(edition.house, source.language, source.translator)
    else:
        words = own.original_language.format(language=_label(edition, source.language))
    return f"{words}{own.separator}{own.machine_aided}" if source.machine_aided else words


def _label(edition: Edition, language: str) -> str:
    for code in edition.site.agency.languages:
        if code.code in {language, language.split("-", maxsplit=1)[0]}:
            return code.labels.get(edition.code, language)
    return language
