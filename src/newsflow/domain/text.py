"""Text as readers compare it: NFC, folded, cut into sentences and words."""

import re
import unicodedata

RTL_LANGUAGES = frozenset({"ar", "fa", "ckb", "ur", "he", "ps"})

_TURKIC = frozenset({"tr", "az"})
_MARKS = re.compile(r"[\u0300-\u036f\u064b-\u065f\u0670\u0640]")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*", re.UNICODE)
_SENTENCE = re.compile(
    r"(?<=[.!?\u2026\u061f\u06d4])(?:[ \u00a0\u202f]*\u00bb|[\"\u201d\u2019')\]])*(?:\[[0-9]+\])?\s+(?=\S)"
)
_SHORT = re.compile(
    r"(?:^|[\s(\[\"\u00ab\u201c\u2018'/])"
    r"(?:Mrs?|Ms|Drs?|Prof|Doç|Yrd|Av|Sn|St|Ste|Mt|MM?|Mmes?|Mlles?|Mgr|Me|art|al|env|cf|vs|ca|bzw|usw|"
    r"evtl|ggf|vgl|bkz|vb|örn|Jr|Sr|Inc|Ltd|Co|Gen|Col|Lt|Gov|Sen|Rep|Hz|Alb|Org|Tuğg|"
    r"им|ул|пл|стр|рис|см|ср|гг|вв|руб|коп|тыс|млн|млрд|ст|св|акад|проф|доц|тел|обл|р-н)\.$"
)
_NUMBER = re.compile(r"(?:^|[\s(])(?:No|no|Nr|nr|Nos|nos)\.$")
_INITIAL = re.compile(r"(?:^|[\s(\[\"\u00ab\u201c\u2018'.\-])([^\W\d_])\.$")
_ORDINAL = re.compile(r"(?:^|[\s(\u00ab\u201c\"'-])[0-9]{1,3}\.$")
_ORDINALS_WITH_A_DOT = frozenset(
    {"tr", "az", "de", "fi", "da", "nb", "cs", "sk", "hu", "pl", "sr", "hr", "bs", "et"}
)
_OPENS = "\"'\u00ab\u201c\u2018\u201e(["


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
    if text.isascii():
        return text.lower()
    text = _plain(
        _plain(text).casefold()
    )  # twice: folding a letter may bring a mark, and ⅰ is an i only once plain
    return nfc(text.replace("ı", "i"))


def _plain(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKD", text))


def words(text: str) -> list[str]:
    """The words of a text, folded, punctuation left out."""
    return [fold(word) for word in _WORD.findall(text)]


def sentences(text: str, language: str | None = None) -> list[str]:
    """The sentences of a paragraph, whole, in order; an abbreviation or an initial ends none.

    Where it is unsure it does not cut: two sentences in one piece do less harm than half a sentence. With
    `language`, a short number and its dot are an ordinal where that language writes ordinals so (tr, de …).
    """
    parts: list[str] = []
    start = 0
    for match in _SENTENCE.finditer(text):
        if _goes_on(text[start : match.start()], text[match.end() :], language):
            continue
        parts.append(text[start : match.end()].strip())
        start = match.end()
    rest = text[start:].strip()
    return [*parts, rest] if rest else parts


def _goes_on(before: str, after: str, language: str | None) -> bool:
    """Whether the mark at the end of `before` ends no sentence."""
    if after.lstrip(_OPENS + " \u00a0\u202f")[:1].islower():
        return True
    if _SHORT.search(before):
        return True
    if after[:1].isdigit() and _NUMBER.search(before):
        return True
    initial = _INITIAL.search(before)
    if initial is not None:
        # Arabic letters have no case: one alone before a dot is a title or part of a name ("\u062f. \u0623\u062d\u0645\u062f").
        return not initial[1].islower() or initial[1] in "\u0433\u0441\u0434"
    ordinals = language is not None and language.split("-", maxsplit=1)[0].lower() in _ORDINALS_WITH_A_DOT
    return ordinals and _ORDINAL.search(before) is not None
