"""What a translation says of its origin, in eleven languages: the credit line, and the note when its original changed.

An agency's own words (`translated_from`, `language_names` in agency.toml) go before these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from newsflow.domain.agency import HouseWords
from newsflow.domain.checks.tokens import base
from newsflow.domain.codes import Action

NOTED = frozenset({Action.CORRECT, Action.HOLD, Action.KILL, Action.WITHDRAW, Action.REINSTATE})
"""What happens to an original that its released translations say at once (invariant 6)."""

LANGUAGES = ("fr", "tr", "ar", "en", "ru", "de", "es", "it", "pt", "fa", "zh")
FALLBACK = "en"

_CREDITS = {
    "fr": "Traduit {language} par {translator}",
    "tr": "{language} çeviren: {translator}",
    "ar": "ترجمه عن {language}: {translator}",
    "en": "Translated from {language} by {translator}",
    "ru": "Перевод {language}: {translator}",
    "de": "Aus dem {language} von {translator}",
    "es": "Traducido {language} por {translator}",
    "it": "Traduzione {language} di {translator}",
    "pt": "Traduzido {language} por {translator}",
    "fa": "ترجمه از {language}: {translator}",
    "zh": "译自{language}，译者：{translator}",
}
_NAMES = {
    "fr": "du français|du turc|de l’arabe|de l’anglais|du russe|de l’allemand|de l’espagnol|de l’italien|du portugais|du persan|du chinois",
    "tr": "Fransızcadan|Türkçeden|Arapçadan|İngilizceden|Rusçadan|Almancadan|İspanyolcadan|İtalyancadan|Portekizceden|Farsçadan|Çinceden",
    "ar": "الفرنسية|التركية|العربية|الإنجليزية|الروسية|الألمانية|الإسبانية|الإيطالية|البرتغالية|الفارسية|الصينية",
    "en": "French|Turkish|Arabic|English|Russian|German|Spanish|Italian|Portuguese|Persian|Chinese",
    "ru": "с французского|с турецкого|с арабского|с английского|с русского|с немецкого|с испанского|с итальянского|с португальского|"
    "с персидского|с китайского",
    "de": "Französischen|Türkischen|Arabischen|Englischen|Russischen|Deutschen|Spanischen|Italienischen|Portugiesischen|Persischen|"
    "Chinesischen",
    "es": "del francés|del turco|del árabe|del inglés|del ruso|del alemán|del español|del italiano|del portugués|del persa|del chino",
    "it": "dal francese|dal turco|dall’arabo|dall’inglese|dal russo|dal tedesco|dallo spagnolo|dall’italiano|dal portoghese|dal persiano|"
    "dal cinese",
    "pt": "do francês|do turco|do árabe|do inglês|do russo|do alemão|do espanhol|do italiano|do português|do persa|do chinês",
    "fa": "فرانسوی|ترکی|عربی|انگلیسی|روسی|آلمانی|اسپانیایی|ایتالیایی|پرتغالی|فارسی|چینی",
    "zh": "法语|土耳其语|阿拉伯语|英语|俄语|德语|西班牙语|意大利语|葡萄牙语|波斯语|中文",
}
CREDITS: Mapping[str, str] = MappingProxyType(_CREDITS)
"""The translator's credit by the translation's language, with {language} and {translator}."""
LANGUAGE_NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {spoken: dict(zip(LANGUAGES, names.split("|"), strict=True)) for spoken, names in _NAMES.items()}
)
"""The names of languages as they stand in that credit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Notes:
    """The sentences of the note in one language. {item}, {version} and {time} are the original's and the event's."""

    mark: str
    happened: Mapping[Action, str]
    reason: str
    what_now: str


def _notes(mark: str, happened: str, reason: str, what_now: str) -> _Notes:
    actions = (Action.CORRECT, Action.HOLD, Action.KILL, Action.WITHDRAW, Action.REINSTATE)
    said: dict[Action, str] = dict(zip(actions, happened.split("|"), strict=True))
    return _Notes(mark=mark, happened=said, reason=reason, what_now=what_now)


_NOTES = {
    "en": _notes(
        "Editor’s note: the original of this translation ({item}, version {version}) ",
        "was corrected at {time}.|was put on hold at {time}.|was killed at {time}.|was withdrawn at {time}.|"
        "may be used again since {time}.",
        " Reason: {reason}.",
        " Check with the desk before you use this translation.",
    ),
    "fr": _notes(
        "Note de la rédaction : l’original de cette traduction ({item}, version {version}) ",
        "a été corrigé le {time}.|a été suspendu le {time}.|a été annulé le {time}.|a été retiré le {time}.|"
        "peut de nouveau être utilisé depuis le {time}.",
        " Motif : {reason}.",
        " Consultez la rédaction avant d’utiliser cette traduction.",
    ),
    "tr": _notes(
        "Editör notu: Bu çevirinin aslı ({item}, sürüm {version}) ",
        "{time} itibarıyla düzeltildi.|{time} itibarıyla bekletmeye alındı.|{time} itibarıyla iptal edildi.|"
        "{time} itibarıyla geri çekildi.|{time} itibarıyla yeniden kullanılabilir.",
        " Neden: {reason}.",
        " Bu çeviriyi kullanmadan önce yazı işlerine danışın.",
    ),
    "ar": _notes(
        "ملاحظة التحرير: النص الأصلي لهذه الترجمة ({item}، النسخة {version}) ",
        "صُحح في {time}.|عُلّق استخدامه في {time}.|أُلغي في {time}.|سُحب في {time}.|عاد صالحا للاستخدام منذ {time}.",
        " السبب: {reason}.",
        " يرجى مراجعة التحرير قبل استخدام هذه الترجمة.",
    ),
    "ru": _notes(
        "Примечание редакции: оригинал этого перевода ({item}, версия {version}) ",
        "исправлен {time}.|приостановлен {time}.|аннулирован {time}.|отозван {time}.|снова может использоваться с {time}.",
        " Причина: {reason}.",
        " Прежде чем использовать перевод, обратитесь в редакцию.",
    ),
    "de": _notes(
        "Anmerkung der Redaktion: Das Original dieser Übersetzung ({item}, Version {version}) ",
        "wurde am {time} berichtigt.|wurde am {time} gesperrt.|wurde am {time} annulliert.|wurde am {time} zurückgezogen.|"
        "darf seit {time} wieder verwendet werden.",
        " Grund: {reason}.",
        " Bitte vor der Verwendung dieser Übersetzung bei der Redaktion nachfragen.",
    ),
    "es": _notes(
        "Nota de la redacción: el original de esta traducción ({item}, versión {version}) ",
        "fue corregido el {time}.|quedó en suspenso el {time}.|fue anulado el {time}.|fue retirado el {time}.|"
        "puede volver a usarse desde el {time}.",
        " Motivo: {reason}.",
        " Consulte con la redacción antes de usar esta traducción.",
    ),
    "it": _notes(
        "Nota di redazione: l’originale di questa traduzione ({item}, versione {version}) ",
        "è stato corretto il {time}.|è stato sospeso il {time}.|è stato annullato il {time}.|è stato ritirato il {time}.|"
        "può essere di nuovo utilizzato dal {time}.",
        " Motivo: {reason}.",
        " Verificare con la redazione prima di usare questa traduzione.",
    ),
    "pt": _notes(
        "Nota da redação: o original desta tradução ({item}, versão {version}) ",
        "foi corrigido em {time}.|foi suspenso em {time}.|foi anulado em {time}.|foi retirado em {time}.|"
        "pode voltar a ser usado desde {time}.",
        " Motivo: {reason}.",
        " Consulte a redação antes de usar esta tradução.",
    ),
    "fa": _notes(
        "یادداشت تحریریه: متن اصلی این ترجمه ({item}، نسخه {version}) ",
        "در {time} اصلاح شد.|در {time} معلق شد.|در {time} باطل شد.|در {time} پس گرفته شد.|از {time} دوباره قابل استفاده است.",
        " دلیل: {reason}.",
        " پیش از استفاده از این ترجمه با تحریریه هماهنگ کنید.",
    ),
    "zh": _notes(
        "编者按：本译文的原文（{item}，第{version}版）",
        "已于{time}更正。|已于{time}暂停使用。|已于{time}作废。|已于{time}撤回。|自{time}起可再次使用。",
        "原因：{reason}。",
        "使用本译文前请与编辑部联系。",
    ),
}


def credit_of(language: str) -> str:
    """The pattern of the translator's credit in a language."""
    return CREDITS.get(base(language), CREDITS[FALLBACK])


def language_name(language: str, origin: str) -> str | None:
    """How a credit in `language` names the language `origin`; None where it is none of the eleven."""
    names = LANGUAGE_NAMES.get(base(language), LANGUAGE_NAMES[FALLBACK])
    return names.get(base(origin))


def credit_line(house: HouseWords, origin: str, translator: str) -> str:
    """The translator's credit in the house's words: “Traduit de l’arabe par …”."""
    names = house.language_names
    language = names.get(origin) or names.get(base(origin)) or language_name(house.language, origin) or origin
    return house.translated_from.format(language=language, translator=translator)


def note_of(language: str, action: Action, *, item: str, version: int, time: str, reason: str = "") -> str:
    """The editor's note of a translation whose original was corrected, stopped or let go again."""
    words = _NOTES.get(base(language), _NOTES[FALLBACK])
    said = words.mark.format(item=item, version=version) + words.happened[action].format(time=time)
    why = words.reason.format(reason=reason.rstrip(".。")) if reason else ""
    return f"{said}{why}{'' if action is Action.REINSTATE else words.what_now}"


def with_note(before: str | None, note: str, item: str) -> str:
    """The editor's note of a translation with this one in front; an earlier one of the same original goes."""
    kept = [line for line in (before or "").split("\n") if line.strip() and item not in line]
    return "\n".join((note, *kept))
