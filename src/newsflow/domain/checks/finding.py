"""What a check found: which slip, how grave, where."""

from dataclasses import dataclass
from enum import StrEnum


class CheckCode(StrEnum):
    """A slip that is looked for. The value is its name in the agency file and in the audit trail."""

    DATELINE_MISSING = "dateline_missing"
    DATELINE_TWICE = "dateline_twice"
    HEADLINE_TOO_LONG = "headline_too_long"
    EMBARGO_PAST = "embargo_past"
    NUMBER_NOT_IN_BODY = "number_not_in_body"
    NAME_NOT_IN_BODY = "name_not_in_body"
    QUOTE_OPEN = "quote_open"
    NEAR_DUPLICATE = "near_duplicate"
    FLASH_UNSOURCED = "flash_unsourced"
    WRONG_LANGUAGE = "wrong_language"
    REPLACES_NOTHING = "replaces_nothing"
    NOTHING_NEW_SAID = "nothing_new_said"
    NOTHING_CHANGED = "nothing_changed"
    NUMBERS_CHANGED = "numbers_changed"
    NAMES_CHANGED = "names_changed"
    QUOTES_CHANGED = "quotes_changed"
    MEDIA_WITHOUT_RIGHTS = "media_without_rights"
    MEDIA_RIGHTS_END = "media_rights_end"
    MEDIA_WITHOUT_ALT_TEXT = "media_without_alt_text"
    SLUG_REPEATS_HEADLINE = "slug_repeats_headline"
    """Of a hold, kill or withdrawal: its notice would carry the headline in the slug."""
    NAME_SPELLING = "name_spelling"
    NAME_TWO_SPELLINGS = "name_two_spellings"
    PAIR_NUMBER_MISSING = "pair_number_missing"
    PAIR_NUMBER_ADDED = "pair_number_added"
    PAIR_DATE = "pair_date"
    PAIR_UNIT = "pair_unit"
    PAIR_NAME_MISSING = "pair_name_missing"
    PAIR_QUOTE_MISSING = "pair_quote_missing"
    PAIR_QUOTE_ADDED = "pair_quote_added"
    PAIR_PARAGRAPH_MISSING = "pair_paragraph_missing"
    PAIR_UNTRANSLATED = "pair_untranslated"
    PAIR_LENGTH = "pair_length"
    PAIR_ORIGINAL_MOVED = "pair_original_moved"
    """The original has a later version than the one that was translated."""
    PAIR_MACHINE = "pair_machine"
    """A sentence as a machine gave it, which nobody has touched or accepted."""


OF_PAIRS = frozenset(code for code in CheckCode if code.value.startswith("pair_"))
"""What is looked for across an original and its translation."""


class Severity(StrEnum):
    """What a finding does to a release. A warning is passed with a word; a refusal is mended."""

    OFF = "off"
    WARN = "warn"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One slip. `field` is the version's own field; `start` and `end` are code points in its text.

    In the body, `part` is the block's number from 0 and the places are in that block's `text()`; of `media` it is
    the number of the picture. Where a whole field is meant, or there is nothing yet, both places are 0.
    """

    code: CheckCode
    field: str
    part: int = 0
    start: int = 0
    end: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    """What the wording of the code names, as pairs of name and value."""
    severity: Severity = Severity.WARN

    def fact(self, name: str) -> str:
        """The fact of that name, empty where there is none."""
        return next((value for key, value in self.facts if key == name), "")
