"""Whether a line says who says so: verbs of saying, “according to”, or a speaker before a colon or a dash."""

import re

from newsflow.domain.checks.names import CAPITALS
from newsflow.domain.checks.tokens import base, same

_SAYING = {
    "en": "said|says|say|saying|tells|told|according|announced|announces|confirmed|confirms|reported|reports|sources?|officials?|"
    "spokes\\w+|statement|police|ministry|reportedly",
    "fr": "selon|d.apres|annonce|annoncent|a annonce|indique|affirme|declare|confirme|rapporte|source|sources|officiel|porte.parole|"
    "police|ministere|communique",
    "tr": "gore|acikladi|aciklandi|duyurdu|bildirdi|soyledi|dedi|dogruladi|belirtti|kaydetti|kaynak\\w*|bakan\\w*|valili\\w*|sozcu\\w*|"
    "emniyet\\w*|aciklama\\w*|resmi",
    "de": "laut|zufolge|nach angaben|sagte|sagt|teilte|mitgeteilt|bestatigt|bestatigte|meldet|meldete|kundigt|polizei|sprecher\\w*|"
    "ministerium\\w*|behorden?|offiziell",
    "ru": "сообщил\\w*|сообщает|заявил\\w*|по данным|по словам|подтвердил\\w*|источник\\w*|официальн\\w*|мчс|министерств\\w*|полици\\w*|"
    "пресс.служб\\w*",
    "ar": "قال\\w*|اعلن\\w*|تعلن|يعلن|وفقا?|بحسب|حسب|مصدر|مصادر|اكد\\w*|يوكد|ذكر\\w*|افاد\\w*|بيان|شرطه|الشرطه|وزاره|وزير|الوزاره|رسميا",
    "fa": "گفت|اعلام|به گزارش|بنا به|منبع|منابع|تاييد|پليس|وزارت|سخنگو\\w*",
    "es": "segun|dijo|dice|anuncio|anuncia|confirmo|confirma|informo|informa|fuentes?|oficial|portavoz|policia|ministerio",
}
_PATTERNS = {
    language: re.compile(rf"(?:^|(?<=[^\w]))(?:{'|'.join(same(one) if one.isalpha() else one for one in words.split('|'))})(?=$|[^\w])")
    for language, words in _SAYING.items()
}  # fmt: skip
_SPEAKER_LAST = re.compile(r"\s[\u2013\u2014-]\s*[^\W\d_][^.:;]{1,60}$")
"""“Port closed for the night – harbour master”."""


def credits_somebody(text: str, language: str) -> bool:
    """Whether the text credits somebody with what it says. In a language that we cannot read it does."""
    spoken = base(language)
    pattern = _PATTERNS.get(spoken)
    if pattern is None:
        return True
    if _SPEAKER_LAST.search(text) and spoken in CAPITALS:
        return True
    return pattern.search(same(text[:4000])) is not None
