"""Latin letters for receivers that read seven or eight bits: a declared table, letter by letter.

It is for reading where nothing better can be had, not for sorting or for going back. docs/formats/iptc-7901.md has
the table; what is in no row loses its accents, and is “?” where nothing is left.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

LATIN = "Æ=Ae æ=ae Œ=Oe œ=oe Ø=O ø=o Å=Aa å=aa Þ=Th þ=th Ð=D ð=d Đ=D đ=d Ł=L ł=l ß=ss ẞ=SS ı=i İ=I Ə=E ə=e Ŋ=Ng ŋ=ng Ħ=H ħ=h"
CYRILLIC = (
    "а=a б=b в=v г=g ґ=g д=d е=e ё=e є=ie ж=zh з=z и=i і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
    "х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ў=u ѓ=g ќ=k ѕ=z ғ=gh қ=q ң=ng "
    "ө=o ұ=u ү=u һ=h ә=a"
)
GREEK = (
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"
)
ARABIC = (
    "ا=a أ=a إ=i آ=aa ب=b پ=p ت=t ث=th ج=j چ=ch ح=h خ=kh د=d ذ=dh ر=r ز=z ژ=zh س=s ش=sh ص=s ض=d ط=t ظ=z ع=' غ=gh "
    "ف=f ق=q ك=k ک=k گ=g ل=l م=m ن=n ه=h ة=a و=w ؤ=w ي=y ی=y ى=a ئ=y ء=' ٹ=t ڈ=d ڑ=r ں=n ہ=h ھ=h ے=e ڕ=r ڵ=l ۆ=o ێ=e "
    "ە=e ڤ=v ۀ=e ټ=t ډ=d ړ=r ښ=sh ځ=dz څ=ts ڼ=n ۍ=y ې=e"
)
HEBREW = "א=a ב=b ג=g ד=d ה=h ו=v ז=z ח=ch ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=' פ=p ף=p צ=ts ץ=ts ק=q ר=r ש=sh ת=t"
SIGNS = (
    '«=" »=" “=" ”=" „=" ‟=" ‹=\' ›=\' ‘=\' ’=\' ‚=, ‛=\' –=- —=- ‐=- ‑=- −=- …=... ·=. •=* ¡=! ¿=? ؟=? ،=, ؛=; ٪=% '
    "٫=. ٬=, ۔=. €=EUR £=GBP ¥=JPY ₺=TRY ₽=RUB ₹=INR ₪=ILS §=Section ©=(c) ®=(r) ™=TM №=No. °=deg ×=x ÷=/ ±=+/- "
    "½=1/2 ¼=1/4 ¾=3/4 ‰=0/00 µ=u Ω=Ohm →=-> ←=<- ≤=<= ≥=>= ≠=<> ≈=~"
)
TABLES: Mapping[str, str] = MappingProxyType(
    {"Latin": LATIN, "Cyrillic": CYRILLIC, "Greek": GREEK, "Arabic": ARABIC, "Hebrew": HEBREW, "signs": SIGNS}
)
"""The table, by script, as the page of the format prints it."""


_QUOTED = re.compile("«[\u00a0\u202f]?|[\u00a0\u202f]?»")
"""French quotation marks with the blank that never breaks: a plain mark stands close to its word."""


_FOREIGN = re.compile("([^\x00-\x7f]+)")
"""Runs of what is not ASCII: the rest stays as it is."""
RUNS_KEPT = 16_384
"""Runs that a process keeps in each charset, those that came last: a wire says most of its words again and again."""


def _letters() -> dict[str, str]:
    """Each letter with what stands for it, capitals too where the script has them."""
    found: dict[str, str] = {}
    for table in TABLES.values():
        for row in table.split():
            letter, _, latin = row.partition("=")
            found[letter] = latin
            capital = letter.upper()
            if len(capital) == 1:
                found.setdefault(capital, latin.capitalize())
    return found


_LETTERS = _letters()


def transliterated(text: str, charset: str) -> str:
    """The text in characters that the charset (`ascii`, `latin-1`, `utf-8`) has, the same for the same text for ever."""
    if text.isascii() or charset == "utf-8":
        return text
    whole = unicodedata.normalize("NFC", text)
    if charset == "ascii" and ("«" in whole or "»" in whole):
        whole = _QUOTED.sub('"', whole)
    pieces = _FOREIGN.split(whole)
    if len(pieces) == 1:
        return whole
    pieces[1::2] = map(_RUNS[charset], pieces[1::2])  # every other piece is foreign
    return "".join(pieces)


def _in(character: str, charset: str) -> str:
    if character.isascii() or _has(charset, character):
        return character
    known = _LETTERS.get(character)
    if known is not None:
        return known
    if unicodedata.category(character) in {"Cf", "Mn", "Me", "Cc"}:
        return ""
    if character.isspace():
        return " "
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    parts = unicodedata.normalize("NFKD", character)
    if parts != character:
        return "".join(_in(part, charset) for part in parts)
    return "?"


def _has(charset: str, character: str) -> bool:
    """Whether the charset has it; Latin-1's control characters are none that a text may have."""
    return charset == "latin-1" and "\u00a0" <= character <= "\u00ff"


class _Table(dict[int, str]):
    """What stands for a character, worked out when it first comes."""

    def __init__(self, charset: str) -> None:
        super().__init__()
        self._charset = charset

    def __missing__(self, code: int) -> str:
        found = self[code] = _in(chr(code), self._charset)
        return found


def _run_in(charset: str) -> Callable[[str], str]:
    table = _Table(charset)

    @lru_cache(maxsize=RUNS_KEPT)
    def run_in(run: str) -> str:
        return run.translate(table)

    return run_in


_RUNS = {charset: _run_in(charset) for charset in ("ascii", "latin-1")}
"""What stands for a run of foreign letters."""
