"""The house words of agency.toml, one table a language, checked for every mark, reason and form."""

import re
from collections.abc import Collection, Iterable
from string import Formatter
from typing import TypeVar

from newsflow.domain.agency import ORDINALS, HouseWords
from newsflow.domain.checks.tokens import base
from newsflow.domain.codes import Action, Form, ItemType, ReasonClass
from newsflow.domain.entry import NOTICED, STOPS
from newsflow.domain.translation_words import CREDITS, LANGUAGE_NAMES, credit_of
from newsflow.domain.worded import worded
from newsflow.newsroom.description.toml_table import Table

Word = TypeVar("Word", Action, ReasonClass, Form)

_LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")
_ALWAYS = frozenset({"item", "slug", "time"})


def read_words(words: Table, languages: Collection[str]) -> dict[str, HouseWords]:
    """The house words by language: one table for each of the agency's languages, and no other."""
    read = {language: _house(words.table(language), language, languages) for language in languages}
    words.finish()
    return read


def _house(table: Table, language: str, languages: Iterable[str]) -> HouseWords:
    notices, kind_notices = _notices(table.table("notices"))
    house = HouseWords(
        language=language,
        name=table.text("name"),
        locale=_locale(table),
        notice_marks=_every(table, "notice_marks", sorted(NOTICED)),
        notices=notices,
        kind_notices=kind_notices,
        reasons=_every(table, "reasons", tuple(ReasonClass)),
        embargo_line=_pattern(table, "embargo_line", {"time"}),
        label_patterns=_labels(table),
        translated_from=_credit(table, language),
        language_names=_language_names(table, language, languages),
        agency_name=table.text("agency_name"),
        public_notice=table.text("public_notice"),
        contact=table.text("contact"),
        forms=_every(table, "forms", tuple(Form)),
    )
    table.finish()
    return house


def _locale(table: Table) -> str:
    locale = table.text("locale")
    if _LOCALE.fullmatch(locale) is None:
        raise table.wrong(
            "locale",
            worded("It is “%(given)s”.", given=locale),
            worded("Write it as HAS does, such as tr_TR."),
        )
    return locale


def _every(table: Table, key: str, wanted: Iterable[Word]) -> dict[Word, str]:
    part = table.table(key)
    words = {word: part.text(word.value) for word in wanted}
    part.finish()
    return words


def _notices(part: Table) -> tuple[dict[Action, str], dict[ItemType, dict[Action, str]]]:
    """The patterns for dispatches, one for each action; and for other kinds of item, those that are there."""
    notices = {action: _notice(part, action) for action in sorted(NOTICED)}
    of_kinds: dict[ItemType, dict[Action, str]] = {}
    kinds = [kind for kind in ItemType if kind is not ItemType.TEXT]
    part.read.extend(kind.value for kind in kinds)
    for kind in kinds:
        if kind.value not in part.values:
            continue
        own = part.table(kind.value)
        of_kinds[kind] = {
            action: _notice(own, action) for action in sorted(NOTICED) if action.value in own.values
        }
        own.finish()
    part.finish()
    return notices, of_kinds


def _notice(part: Table, action: Action) -> str:
    needed = {
        *_ALWAYS,
        *(["reason"] if action in STOPS else []),
        *(["correction"] if action is Action.CORRECT else []),
    }
    return _pattern(part, action.value, needed)


def _labels(table: Table) -> dict[str, str]:
    part = table.table("label_patterns")
    patterns = {ordinal: part.text(ordinal) for ordinal in ORDINALS if ordinal in part.values}
    patterns["n"] = _pattern(part, "n", {"n"})
    part.read.extend(ORDINALS)
    part.finish()
    return patterns


def _credit(table: Table, language: str) -> str:
    """The translator's credit: the agency's own, else the usual one in that language."""
    if table.value("translated_from") is None and base(language) in CREDITS:
        return credit_of(language)
    return _pattern(table, "translated_from", {"language", "translator"})


def _language_names(table: Table, spoken: str, languages: Iterable[str]) -> dict[str, str]:
    """The names of languages as they stand in that credit: the agency's own, else the usual ones."""
    part = table.table("language_names")
    own_credit = table.value("translated_from") is not None
    usual = {} if own_credit or base(spoken) not in CREDITS else dict(LANGUAGE_NAMES[base(spoken)])
    for language in languages:
        if language not in part.values and base(language) in usual:
            continue
        part.text(language)
    return {**usual, **{language: part.text(language) for language in part.values}}


def _pattern(table: Table, key: str, needed: Collection[str]) -> str:
    pattern = table.text(key)
    hint = f"It holds {', '.join(f'{{{name}}}' for name in sorted(needed))}, each once, and no other braces."
    try:
        found = [
            name for _, name, form, turn in Formatter().parse(pattern) if name is not None or form or turn
        ]
    except ValueError as error:
        raise table.wrong(key, worded("Its braces do not match: %(error)s.", error=error), hint) from error
    if sorted(str(name) for name in found) != sorted(needed):
        raise table.wrong(key, worded("It is “%(given)s”.", given=pattern), hint)
    return pattern
