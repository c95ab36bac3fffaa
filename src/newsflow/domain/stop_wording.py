"""What a hold, kill or withdrawal says: to subscribers, in the file, and whether a new text comes; a template to begin from.

The reason stands in the agency's notice pattern behind a colon and before a full stop (docs/agency.md), so it begins small
and ends without one.
"""

from dataclasses import dataclass

from newsflow.domain.agency import Agency
from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.domain.checks.tokens import base, same, words
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.worded import worded

_FOLLOWS = {
    "en": "A new text will follow under this slug",
    "fr": "Un nouveau texte sera diffusé sous le même mot-clé",
    "tr": "Aynı kısa adla yeni bir metin geçilecektir",
    "ar": "سيُبث نص جديد تحت الاسم المختصر نفسه",
    "ru": "Новый текст будет передан под тем же коротким именем",
    "de": "Ein neuer Text folgt unter demselben Stichwort",
    "es": "Se enviará un nuevo texto con el mismo nombre corto",
    "fa": "متن تازه‌ای با همین نام کوتاه مخابره خواهد شد",
}
_NONE = {
    "en": "No new text will follow",
    "fr": "Aucun nouveau texte ne suivra",
    "tr": "Yerine yeni bir metin geçilmeyecektir",
    "ar": "لن يُبث نص بديل",
    "ru": "Замены не будет",
    "de": "Es folgt kein neuer Text",
    "es": "No habrá texto sustituto",
    "fa": "متن جایگزینی مخابره نخواهد شد",
}
_FILE = {
    ReasonClass.FALSE: worded("What is false: … How we know: … Who found it, when: …"),
    ReasonClass.LEGAL: worded("Who asked, on what law: … File number: … Whom we asked for advice: …"),
    ReasonClass.RIGHTS: worded("Whose rights: … What they covered, until when: … Who told us: …"),
    ReasonClass.HOAX: worded("Who deceived us, and how: … What we checked before: … How we know: …"),
    ReasonClass.SENT_IN_ERROR: worded("What was meant to happen: … What happened: … Who sent it: …"),
    ReasonClass.CHECKING: worded("What is in doubt: … Who checks it, with whom: … Until when: …"),
}
"""What the file should tell whoever looks at it in a year; the newsroom's own, never sent."""
_SLUG_WORDS = 2
"""Words of a slug that must stand in a headline to repeat it. One alone (a town) tells nothing."""
_LONG_WORD = 4


@dataclass(frozen=True, slots=True)
class StopWording:
    """The words to begin from: for subscribers, and for the file."""

    for_subscribers: str
    for_file: str


def stop_wording(
    agency: Agency, language: str, reason: ReasonClass, *, substitute: bool | None = None
) -> StopWording:
    """The template of a stop in the dispatch's language; `substitute` says whether a new text follows, None leaves it open."""
    told = agency.house(language).reasons.get(reason, "")
    follows = {True: _FOLLOWS, False: _NONE}.get(substitute) if substitute is not None else None
    more = "" if follows is None else follows.get(base(language), follows["en"])
    return StopWording(". ".join(part for part in (told, more) if part), _FILE[reason])


def told_of(
    agency: Agency, language: str, reason: ReasonClass, typed: str, *, substitute: bool | None
) -> str:
    """What subscribers are told: what was typed, else the agency's words; and whether a new text follows, if that is said."""
    typed = typed.strip().rstrip(".")
    whole = stop_wording(agency, language, reason, substitute=substitute).for_subscribers
    if not typed:
        return "" if substitute is None else whole
    plain = stop_wording(agency, language, reason).for_subscribers
    more = whole.removeprefix(plain).lstrip(". ")
    return ". ".join(part for part in (typed, more) if part)


def may_be_followed(action: Action) -> bool:
    """Whether it is asked if a new text follows: a held item itself comes back or does not."""
    return action in {Action.KILL, Action.WITHDRAW}


def slug_repeats(slug: str, headlines: tuple[str, ...]) -> tuple[Finding, ...]:
    """A warning where the slug says what a headline of the stopped item said: each notice bears the slug."""
    in_slug = [word.folded for word in words(slug.replace("-", " ").replace("_", " "))]
    for headline in headlines:
        said = {word.folded for word in words(headline)}
        shared = [word for word in in_slug if len(word) >= _LONG_WORD and _stands_in(word, said)]
        if len(shared) >= _SLUG_WORDS:
            told = (("slug", slug), ("words", ", ".join(shared)))
            return (Finding(code=CheckCode.SLUG_REPEATS_HEADLINE, field="slug", end=len(slug), facts=told),)
    return ()


def _stands_in(word: str, said: set[str]) -> bool:
    """Whether the headline has the word, in whatever ending."""
    stem = same(word)[: max(_LONG_WORD, len(word) - 2)]
    return word in said or any(other.startswith(stem) for other in said)
