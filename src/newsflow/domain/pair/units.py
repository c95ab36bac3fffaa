"""Units behind a figure, as newsrooms write them in each language. A unit that is not in the table is not compared."""

import re
from functools import lru_cache

from newsflow.domain.checks.tokens import same

_UNITS: dict[str, dict[str, str]] = {
    "km": {"": "km", "en": "kilometre|kilometres|kilometer|kilometers", "fr": "kilomètre|kilomètres", "tr": "kilometre|kilometrelik",
           "ar": "كيلومتر|كيلومترا|كيلومترات|كلم|كم", "ru": "км|километр|километра|километров", "de": "kilometer|kilometern",
           "es": "kilómetro|kilómetros"},
    "mile": {"en": "mile|miles", "fr": "mille marin|milles|mile|miles", "tr": "mil", "ar": "ميل|ميلا|أميال", "ru": "миля|мили|миль",
             "de": "meile|meilen", "es": "milla|millas"},
    "metre": {"en": "metre|metres|meter|meters", "fr": "mètre|mètres", "tr": "metre|metrelik", "ar": "متر|مترا|أمتار",
              "ru": "метр|метра|метров", "de": "meter|metern", "es": "metro|metros"},
    "kg": {"": "kg", "en": "kilo|kilos|kilogram|kilograms", "fr": "kilo|kilos|kilogramme|kilogrammes", "tr": "kilo|kilogram",
           "ar": "كيلوغرام|كيلوغراما|كغم|كغ", "ru": "кг|килограмм|килограмма|килограммов", "de": "kilo|kilogramm", "es": "kilo|kilos"},
    "tonne": {"en": "tonne|tonnes|ton|tons", "fr": "tonne|tonnes", "tr": "ton|tonluk", "ar": "طن|طنا|أطنان", "ru": "тонн|тонна|тонны",
              "de": "tonne|tonnen", "es": "tonelada|toneladas"},
    "percent": {"": "%|٪", "en": "percent|per cent|pc", "fr": "pour cent|pourcent", "ar": "في المئة|في المائة|بالمئة|بالمائة",
                "ru": "процент|процента|процентов", "de": "prozent", "es": "por ciento"},
    "dollar": {"": "$", "en": "dollar|dollars", "fr": "dollar|dollars", "tr": "dolar|dolarlık", "ar": "دولار|دولارا|دولارات",
               "ru": "доллар|доллара|долларов", "de": "dollar", "es": "dólar|dólares"},
    "euro": {"": "€", "en": "euro|euros", "fr": "euro|euros", "tr": "euro|avro", "ar": "يورو", "ru": "евро", "de": "euro", "es": "euro|euros"},
    "lira": {"": "₺", "en": "lira|liras", "fr": "livre turque|livres turques|lire|lires", "tr": "lira|liralık", "ar": "ليرة|ليرات",
             "ru": "лира|лиры|лир", "de": "lira", "es": "lira|liras"},
    "hectare": {"": "ha", "en": "hectare|hectares", "fr": "hectare|hectares", "tr": "hektar", "ar": "هكتار|هكتارا|هكتارات",
                "ru": "гектар|гектара|гектаров", "de": "hektar", "es": "hectárea|hectáreas"},
    "hour": {"en": "hour|hours", "fr": "heure|heures", "tr": "saat", "ar": "ساعة|ساعات", "ru": "час|часа|часов", "de": "stunde|stunden",
             "es": "hora|horas"},
    "minute": {"en": "minute|minutes", "fr": "minute|minutes", "tr": "dakika", "ar": "دقيقة|دقائق", "ru": "минута|минуты|минут",
               "de": "minute|minuten", "es": "minuto|minutos"},
    "day": {"en": "day|days", "fr": "jour|jours", "tr": "gün", "ar": "يوم|يوما|أيام", "ru": "день|дня|дней", "de": "tag|tage|tagen",
            "es": "día|días"},
    "month": {"en": "month|months", "fr": "mois", "tr": "ay", "ar": "شهر|شهرا|أشهر", "ru": "месяц|месяца|месяцев", "de": "monat|monate|monaten",
              "es": "mes|meses"},
    "year": {"en": "year|years", "fr": "an|ans|année|années", "tr": "yıl", "ar": "عام|عاما|أعوام|سنة|سنوات", "ru": "год|года|лет",
             "de": "jahr|jahre|jahren", "es": "año|años"},
}  # fmt: skip
_SIGN_BEFORE = {"$": "dollar", "€": "euro", "₺": "lira", "%": "percent"}
_GAP = re.compile(r"[ \u00a0\u202f]?")
_ASK = re.compile(r"(?:[^\W\d_]+(?: [^\W\d_]+)?|[%٪$€₺])")


def unit_behind(text: str, start: int, end: int, language: str) -> tuple[str, int, int] | None:
    """The unit of a figure, with the place of figure and unit: the word behind it, or a sign before it."""
    if start and text[start - 1] in _SIGN_BEFORE:
        return (_SIGN_BEFORE[text[start - 1]], start - 1, end)
    gap = _GAP.match(text, end)
    match = _ASK.match(text, gap.end() if gap else end)
    if match is None:
        return None
    table = _table(language)
    for words in (match[0], match[0].split(" ")[0]):
        unit = table.get(same(words))
        if unit is not None:
            return (unit, start, match.start() + len(words))
    return None


@lru_cache(maxsize=32)
def _table(language: str) -> dict[str, str]:
    return {
        same(word): unit
        for unit, spellings in _UNITS.items()
        for spoken in ("", language)
        for word in spellings.get(spoken, "").split("|")
        if word
    }
