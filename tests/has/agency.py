"""An invented agency with small tables of its own, so that golden documents hang on no demo."""

from __future__ import annotations

from newsflow.domain.agency import Agency, Category, Code, HouseWords, Section
from newsflow.domain.codes import Action, Form, ReasonClass

LANGUAGES = ("tr", "en", "ar", "fr", "ru", "fa")
LOCALES = {"tr": "tr_TR", "en": "en_US", "ar": "ar_AR", "fr": "fr_FR", "ru": "ru_RU", "fa": "fa_IR"}
MARKS = {
    "tr": ("BEKLETİNİZ", "DÜZELTME", "İPTAL", "GERİ ÇEKME", "YENİDEN KULLANIMDA"),
    "en": ("HOLD", "CORRECTION", "KILL", "WITHDRAWAL", "REINSTATED"),
    "ar": ("تعليق", "تصحيح", "إلغاء", "سحب", "إعادة اعتماد"),
    "fr": ("SUSPENSION", "RECTIFICATIF", "ANNULATION", "RETRAIT", "RÉTABLISSEMENT"),
    "ru": ("ПРИДЕРЖАТЬ", "ИСПРАВЛЕНИЕ", "АННУЛИРОВАНО", "ОТОЗВАНО", "ВОССТАНОВЛЕНО"),
    "fa": ("توقف", "اصلاح", "ابطال", "پس‌گرفتن", "بازگشت"),
}
NOTICED = (Action.HOLD, Action.CORRECT, Action.KILL, Action.WITHDRAW, Action.REINSTATE)
TRANSLATED = {
    "tr": "{language} çeviren: {translator}",
    "en": "Translated from {language} by {translator}",
    "ar": "ترجمه {language}: {translator}",
    "fr": "Traduit {language} par {translator}",
    "ru": "Перевод {language}: {translator}",
    "fa": "ترجمه {language}: {translator}",
}
FROM = {
    "fr": {"ar": "de l’arabe", "tr": "du turc"},
    "tr": {"ar": "Arapçadan", "fr": "Fransızcadan"},
    "en": {"ar": "Arabic", "tr": "Turkish"},
}
FORMS = {"tr": "Haber", "en": "Story", "ar": "خبر", "fr": "Dépêche", "ru": "Новость", "fa": "خبر"}


def code(name: str, number: int, *, retired: bool = False, **labels: str) -> Code:
    """One row of a table."""
    return Code(code=name, number=number, labels=labels, retired=retired)


def words(language: str) -> HouseWords:
    """The house words of a language."""
    return HouseWords(
        language=language,
        name=language,
        locale=LOCALES[language],
        notice_marks=dict(zip(NOTICED, MARKS[language], strict=True)),
        notices={action: f"{action.value}: {{item}} “{{slug}}” {{time}} {{reason}}" for action in NOTICED},
        reasons={reason: f"[{reason.value}]" for reason in ReasonClass},
        embargo_line="EMBARGO {time}",
        label_patterns={"n": "{n}. lead"},
        translated_from=TRANSLATED[language],
        language_names=FROM.get(language, {}),
        agency_name="Novafon",
        public_notice="…",
        contact="…",
        forms=dict.fromkeys(Form, FORMS[language]),
    )


def an_agency() -> Agency:
    """The agency Novafon, code `nf`, in Istanbul."""
    return Agency(
        code="nf",
        name="Novafon",
        mark="NF",
        zone="Europe/Istanbul",
        default_language="tr",
        contact="abone@novafon.example",
        sections=(
            Section(code="world", category=1, labels={"tr": "Dünya", "en": "World"}),
            Section(code="sport", category=2, labels={"tr": "Spor", "en": "Sport"}, topic="medtop:15000000"),
            Section(code="science", category=5, labels={"tr": "Bilim", "en": "Science"}),
            Section(code="shipping", category=5, labels={"tr": "Denizcilik"}, retired=True),
        ),
        categories=(
            Category(number=1, code="GUN", labels={"tr": "Genel", "en": "General", "ar": "عام", "fr": "Général"}),
            Category(number=2, code="SPO", labels={"tr": "Spor", "en": "Sport", "ar": "رياضة", "fr": "Sport"}),
            Category(number=5, code="BIL", labels={"tr": "Bilim, Teknoloji", "en": "Science, Technology"}),
        ),
        packages=(
            code("general", 1, tr="Genel", en="General", fr="Général"),
            code("special", 2, tr="Özel", en="Special"),
            code("local", 3, tr="Yerel", en="Local"),
            code("radio", 4, tr="Radyo", retired=True),
        ),
        providers=(code("nf", 1, tr="Novafon Ajansı", en="Novafon"), code("lodos", 2, tr="Lodos", en="Lodos")),
        priorities=(
            code("flash", 1, tr="Flaş", en="Flash"),
            code("urgent", 2, tr="Acil", en="Urgent"),
            code("important", 3, tr="Önemli", en="Important"),
            code("routine", 4, tr="Rutin", en="Routine"),
            code("special", 5, tr="Özel", en="Special"),
            code("archive", 6, tr="Arşiv", en="Archive"),
        ),
        types=(
            code("text", 1, tr="Haber", en="News"),
            code("picture", 2, tr="Fotoğraf", en="Picture"),
            code("video", 3, tr="Video", en="Video"),
            code("file", 4, tr="Dosya", en="File"),
            code("graph", 5, tr="Grafik", en="Graphic"),
        ),
        languages=tuple(code(tag, number, tr=tag, en=tag) for number, tag in enumerate(LANGUAGES, start=1)),
        words={language: words(language) for language in LANGUAGES},
    )  # fmt: skip
