"""Invented, harmless words for generated items: plain and awkward, in scripts from both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

LANGUAGES = ("en", "fr", "tr", "ar", "ru", "de", "fa", "es", "pt-BR", "zh-Hans", "el")

_WORDS = {
    "en": "ferry harbour bell quay morning lanterns returned quietly “slowly” gulls 5 < 7 & tea",
    "fr": "l’horaire du vapeur « enfin » rétabli à quai, les élèves : œuvre et cœur d'été",
    "tr": "İskelede ışıklar yandı; vapur sığ suda 'ağır ağır' döndü, kıyıda çay içildi",
    "ar": "عادت العبّارة \u200fLodos-7\u200e إلى الرصيف، و\u2067نقلت\u2069 ٣٠٠ راكب إلى المرفأ",
    "ru": "Паром вернулся в гавань «Семь маяков» — ёж на флаге, чай на причале",
    "de": "Die Fähre kehrte früh zurück; Möwen über dem Kai, „endlich“ Straße und Öl",
    "fa": "کشتی‌ها بازگشتند و مسافران می‌گویند: «بفرمایید» در بندر آرام",
    "es": "El transbordador volvió al muelle: ¿mañana?, dijo la niña del café con piñones",
    "pt": "A balsa voltou ao cais; a avó não quis pão, só café e calma",
    "zh": "渡轮 清晨 返回 旧港 钟声 响起 孩子们 在 码头 喝茶",
    "el": "Το πλοίο γύρισε στο λιμάνι· οι γλάροι πάνω από την αποβάθρα",
}
AWKWARD = (
    "]]> <!-- & &amp; <b>", "a\x00b\x07c\x1f", "cafe\u0301 A\u030a", "🚢👩‍✈️😀", "line one\nline two\r\nthree",
    "tab\there", "\ufffe\uffff", "x\u2028y\u0085z", "\u00a0 \u2003", "-- – — ―", "«»“”„’ʼ", "ﬁ ½ № ™ ﷺ", "\u202eback\u202c",
)  # fmt: skip
NAMES = (
    "Ada Sample", "Noé Exemple", "نور مثال", "Вера Примерова", "İpek Örnek", "O'Neil & Daughters", "李示例",
)  # fmt: skip
PLACES = (
    ("İzmir", "Türkiye", "TR"), ("Istanbul", "Türkiye", None), ("إسطنبول", "تركيا", "TR"), ("Old Harbour", None, None),
    ("Saint-Malo", "France", "FR"), ("Измир", "Турция", "TR"),
)  # fmt: skip


def words(dice: Random, language: str, most: int = 12) -> str:
    """A few words of the language, one time in twelve with something awkward among them."""
    known = _WORDS[language.partition("-")[0]].split(" ")
    said = [dice.choice(known) for _ in range(dice.randint(2, most))]
    if dice.random() < 1 / 12:
        said.insert(dice.randrange(len(said)), dice.choice(AWKWARD))
    return " ".join(said)
