"""Parallel texts in six languages, made from sentences with slots: numbers as each newsroom writes them, names of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsflow.domain.dispatch import Dispatch, paragraph
from newsflow.domain.house_names import HouseName, NameKind, Spelling, Standing
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from random import Random

LANGUAGES = ("en", "fr", "tr", "ar", "ru", "de")
_ARABIC = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")

PEOPLE = (
    ("Selma Arıdağ", {"en": "Selma Aridag", "fr": "Selma Aridag", "tr": "Selma Arıdağ", "ar": "سلمى أريداغ", "ru": "Сельма Арыдаг", "de": "Selma Arıdağ"}),
    ("Nadir Belkassem", {"en": "Nadir Belkassem", "fr": "Nadir Belkassem", "tr": "Nadir Belkasım", "ar": "نادر بلقاسم", "ru": "Надир Белькасем", "de": "Nadir Belkassem"}),
    ("Vera Polyntseva", {"en": "Vera Polyntseva", "fr": "Vera Polyntseva", "tr": "Vera Polıntseva", "ar": "فيرا بولينتسيفا", "ru": "Вера Полынцева", "de": "Wera Polynzewa"}),
)  # fmt: skip
PLACES = (
    {"en": "Ankara", "fr": "Ankara", "tr": "Ankara", "ar": "أنقرة", "ru": "Анкара", "de": "Ankara"},
    {"en": "Tunis", "fr": "Tunis", "tr": "Tunus", "ar": "تونس", "ru": "Тунис", "de": "Tunis"},
    {"en": "Kazan", "fr": "Kazan", "tr": "Kazan", "ar": "قازان", "ru": "Казань", "de": "Kasan"},
    {"en": "Geneva", "fr": "Genève", "tr": "Cenevre", "ar": "جنيف", "ru": "Женева", "de": "Genf"},
)
BODIES = (
    {"en": "Harbour League", "fr": "Ligue des ports", "tr": "Limanlar Birliği", "ar": "رابطة الموانئ", "ru": "Лига портов", "de": "Hafenbund"},
    {"en": "Weather Watch", "fr": "Veille météo", "tr": "Hava Gözlem Ağı", "ar": "شبكة الرصد الجوي", "ru": "Метеодозор", "de": "Wetterwacht"},
)  # fmt: skip
MONTHS = {
    "en": "January,February,March,April,May,June,July,September",
    "fr": "janvier,février,mars,avril,mai,juin,juillet,septembre",
    "tr": "Ocak,Şubat,Mart,Nisan,Mayıs,Haziran,Temmuz,Eylül",
    "ar": "يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,سبتمبر",
    "ru": "января,февраля,марта,апреля,мая,июня,июля,сентября",
    "de": "Januar,Februar,März,April,Mai,Juni,Juli,September",
}
COUNTS = {
    3: ("three", "trois", "üç", "ثلاثة", "трое", "drei"),
    5: ("five", "cinq", "beş", "خمسة", "пятеро", "fünf"),
    7: ("seven", "sept", "yedi", "سبعة", "семеро", "sieben"),
    9: ("nine", "neuf", "dokuz", "تسعة", "девять", "neun"),
}

SENTENCES: tuple[dict[str, str], ...] = (
    {
        "en": "The {body} said on {day} {month} that {big} people had used the new ferry since it opened in {place}.",
        "fr": "La {body} a indiqué le {day} {month} que {big} personnes avaient pris le nouveau bac depuis son ouverture à {place}.",
        "tr": "{body}, {day} {month} tarihinde yaptığı açıklamada yeni feribotu {place} kentinde açıldığından beri {big} kişinin kullandığını bildirdi.",
        "ar": "أعلنت {body} في {day} {month} أن {big} شخصا استخدموا العبارة الجديدة منذ افتتاحها في {place}.",
        "ru": "{body}: {day} {month} сообщается, что новым паромом с момента его открытия воспользовались {big} человек, город {place}.",
        "de": "{body}: Am {day}. {month} hieß es, seit der Eröffnung in {place} hätten {big} Menschen die neue Fähre benutzt.",
    },
    {
        "en": "The storm damaged {mid} houses, and {count} of the fishermen were treated in hospital, officials in {place} said.",
        "fr": "La tempête a endommagé {mid} maisons et {count} pêcheurs ont été soignés à l’hôpital, selon les autorités de {place}.",
        "tr": "Fırtına {mid} eve zarar verdi, {count} balıkçı hastanede tedavi edildi; açıklamayı {place} yetkilileri yaptı.",
        "ar": "ألحقت العاصفة أضرارا بـ {mid} منزلا، وعولج {count} من الصيادين في المستشفى، بحسب مسؤولين في {place}.",
        "ru": "Шторм повредил {mid} домов, {count} рыбаков получили помощь в больнице, сообщили власти, город {place}.",
        "de": "Der Sturm beschädigte {mid} Häuser, {count} Fischer wurden im Krankenhaus behandelt, wie Behörden in {place} mitteilten.",
    },
    {
        "en": "“We have waited a long time for this morning,” said {person}, who has lived on the quay since {year}.",
        "fr": "« Nous attendions ce matin depuis très longtemps », a déclaré {person}, qui habite le quai depuis {year}.",
        "tr": "{year} yılından beri rıhtımda yaşayan {person}, “Bu sabahı çok uzun zamandır bekliyorduk” dedi.",
        "ar": "وقال {person}، المقيم على الرصيف منذ عام {year}: «انتظرنا هذا الصباح منذ زمن طويل جدا».",
        "ru": "«Мы очень долго ждали этого утра», — сказала {person}, которая живет на набережной с {year} года.",
        "de": "„Auf diesen Morgen haben wir sehr lange gewartet“, sagte {person}; am Kai wohnt man dort seit {year}.",
    },
    {
        "en": "The budget rose by {decimal} percent to {millions} million euros, according to the {body}.",
        "fr": "Le budget a augmenté de {decimal} pour cent, à {millions} millions d’euros, selon la {body}.",
        "tr": "{body} verilerine göre bütçe yüzde {decimal} artarak {millions} milyon avroya çıktı.",
        "ar": "ارتفعت الميزانية بنسبة {decimal} في المئة لتصل إلى {millions} مليون يورو، وفق {body}.",
        "ru": "Бюджет вырос на {decimal} процента до {millions} млн евро, сообщает {body}.",
        "de": "Der Haushalt stieg um {decimal} Prozent auf {millions} Millionen Euro, so der {body}.",
    },
    {
        "en": "The road is {mid} kilometres long and leads from {place} to the old lighthouse, which nobody has tended for years.",
        "fr": "La route, longue de {mid} kilomètres, mène de {place} au vieux phare, que personne n’entretient plus depuis des années.",
        "tr": "{mid} kilometre uzunluğundaki yol, {place} ile yıllardır kimsenin bakmadığı eski deniz fenerini birbirine bağlıyor.",
        "ar": "يبلغ طول الطريق {mid} كيلومترا ويمتد من {place} إلى المنارة القديمة التي لم يعتن بها أحد منذ سنوات.",
        "ru": "Дорога длиной {mid} километров ведет от города {place} к старому маяку, за которым много лет никто не следит.",
        "de": "Die Straße ist {mid} Kilometer lang und führt von {place} zum alten Leuchtturm, um den sich seit Jahren niemand kümmert.",
    },
    {
        "en": "Asked about the bell, {person} said it had been found in a boathouse and would ring again next spring.",
        "fr": "Interrogée sur la cloche, {person} a répondu qu’elle avait été retrouvée dans un hangar à bateaux et sonnerait de nouveau au printemps.",
        "tr": "Çan sorulduğunda {person}, çanın bir kayıkhanede bulunduğunu ve gelecek bahar yeniden çalacağını söyledi.",
        "ar": "وردا على سؤال عن الجرس، قال {person} إنه عثر عليه في مرسى للقوارب وسيقرع من جديد في الربيع المقبل.",
        "ru": "На вопрос о колоколе {person} отвечает: его нашли в лодочном сарае, и следующей весной он зазвонит снова.",
        "de": "Nach der Glocke gefragt, sagte {person}, sie sei in einem Bootshaus gefunden worden und werde im Frühling wieder läuten.",
    },
)  # fmt: skip
HEADLINES = {
    "en": "Old harbour of {place} gets its ferry back",
    "fr": "Le vieux port de {place} retrouve son bac",
    "tr": "{place} eski limanı feribotuna kavuştu",
    "ar": "ميناء {place} القديم يستعيد عبارته",
    "ru": "Старый порт снова с паромом: {place}",
    "de": "Alter Hafen von {place} hat seine Fähre wieder",
}


def the_list() -> tuple[HouseName, ...]:
    """The names list that goes with the texts."""
    kinds = (
        *((NameKind.PERSON, each) for _, each in PEOPLE),
        *((NameKind.PLACE, each) for each in PLACES),
        *((NameKind.BODY, each) for each in BODIES),
    )
    return tuple(
        HouseName(
            id=number,
            kind=kind,
            spellings=tuple(Spelling(language=language, text=text) for language, text in each.items()),
        )
        for number, (kind, each) in enumerate(kinds, start=1)
    )


def with_avoided(name: HouseName, language: str, text: str) -> HouseName:
    """The name with a spelling that the house avoids."""
    wrong = Spelling(language=language, text=text, standing=Standing.AVOID)
    return HouseName(id=name.id, kind=name.kind, spellings=(*name.spellings, wrong))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What goes into the slots of a text, whatever its language."""

    place: dict[str, str]
    person: dict[str, str]
    body: dict[str, str]
    big: int
    mid: int
    count: int
    day: int
    month: int
    year: int
    decimal: str
    millions: str
    order: tuple[int, ...]

    def said(self, text: str, language: str, style: int) -> str:
        """The text with its slots filled as that language's newsrooms do."""
        return text.format(
            place=self.place[language],
            person=self.person[language],
            body=self.body[language],
            big=figure(self.big, language, style),
            mid=figure(self.mid, language, style),
            count=COUNTS[self.count][LANGUAGES.index(language)],
            day=digits(str(self.day), language, style),
            month=MONTHS[language].split(",")[self.month - 1],
            year=digits(str(self.year), language, style),
            decimal=digits(self.decimal if language in {"en", "ar"} else self.decimal.replace(".", ","), language, style),
            millions=digits(self.millions if language in {"en", "ar"} else self.millions.replace(".", ","), language, style),
        )  # fmt: skip

    def dispatch(self, language: str, style: int) -> Dispatch:
        """The whole text in one language."""
        body = tuple(paragraph(self.said(SENTENCES[n][language], language, style)) for n in self.order)
        return a_dispatch(
            language=language, headline=self.said(HEADLINES[language], language, style), body=body
        )


def digits(text: str, language: str, style: int) -> str:
    """Figures in the language's own digits, where it has such and the style says so."""
    if language != "ar" or style % 2:
        return text
    return text.translate(_ARABIC)


def figure(value: int, language: str, style: int) -> str:
    """A number as a newsroom writes it: with its thousands mark, or in Turkish with the word."""
    if value < 1000:
        return digits(str(value), language, style)
    thousands, rest = divmod(value, 1000)
    if language == "tr" and style % 2:
        return f"{thousands} bin {rest}" if rest else f"{thousands} bin"
    mark = {"en": ",", "fr": "\u202f", "tr": ".", "ar": ",", "ru": "\u00a0", "de": "."}[language]
    return digits(f"{value:,}", language, style) if mark == "," else f"{value:,}".replace(",", mark)


def draw(chance: Random) -> Drawn:
    """What a text tells of, by chance."""
    return Drawn(
        place=chance.choice(PLACES),
        person=chance.choice(PEOPLE)[1],
        body=chance.choice(BODIES),
        big=chance.randint(1_001, 98_999),
        mid=chance.randint(13, 989),
        count=chance.choice(sorted(COUNTS)),
        day=chance.randint(3, 28),
        month=chance.randint(1, 8),
        year=chance.randint(1951, 2019),
        decimal=f"{chance.randint(3, 39)}.{chance.randint(1, 9)}",
        millions=f"{chance.randint(3, 190)}.{chance.randint(1, 9)}",
        order=tuple(chance.sample(range(len(SENTENCES)), chance.randint(4, len(SENTENCES)))),
    )
