"""Text as readers compare it: NFC, folded, cut into sentences and words."""

import re
import unicodedata

RTL_LANGUAGES = frozenset({"ar", "fa", "ckb", "ur", "he", "ps"})

_TURKIC = frozenset({"tr", "az"})
_MARKS = re.compile(r"[\u0300-\u036f\u064b-\u065f\u0670\u0640]")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*", re.UNICODE)
_SENTENCE = re.compile(r"(?<=[.!?\u2026\u061f\u06d4])[\"\u201d\u00bb\u2019')\]]*\s+(?=\S)")
_SHORT = re.compile(
    r"(?:^|[\s(\"\u00ab\u201c])(?:[A-Z\u0410-\u042f]|Mr|Mrs|Ms|Dr|Prof|St|M|MM|Mme|Av|Sn|No|vs|bzw|ca|z\.B|\u0442\.\u0435|\u0433|\u0441\u0442)\.$"
)


def nfc(text: str) -> str:
    """The text in Unicode normal form C."""
    return unicodedata.normalize("NFC", text)


def direction(language: str) -> str:
    """`rtl` or `ltr`, for a BCP 47 language."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in RTL_LANGUAGES else "ltr"


def lower(text: str, language: str) -> str:
    """Lower case by the rules of the language: Turkish I is ı, and İ is i."""
    if language.split("-", maxsplit=1)[0].lower() in _TURKIC:
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def upper(text: str, language: str) -> str:
    """Upper case by the rules of the language: Turkish i is İ."""
    if language.split("-", maxsplit=1)[0].lower() in _TURKIC:
        text = text.replace("i", "İ").replace("ı", "I")
    return text.upper()


def fold(text: str) -> str:
    """Text for comparing across languages: every i alike, no accents, no vowel signs, no case."""
    text = text.replace("İ", "i").replace("ı", "i").casefold()
    return nfc(_MARKS.sub("", unicodedata.normalize("NFKD", text)))


def words(text: str) -> list[str]:
    """The words of a text, folded, punctuation left out."""
    return [fold(word) for word in _WORD.findall(text)]


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, whole, in order; an abbreviation or an initial ends none."""
    parts: list[str] = []
    start = 0
    for match in _SENTENCE.finditer(text):
        piece = text[start : match.end()].strip()
        if _SHORT.search(piece):
            continue
        parts.append(piece)
        start = match.end()
    rest = text[start:].strip()
    return [*parts, rest] if rest else parts
