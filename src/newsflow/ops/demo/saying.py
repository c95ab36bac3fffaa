"""A text of the demo as its language says and sets it: the day of the week, French spaces that do not break."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

WORDS = {
    "tr": "pazartesi günü,salı günü,çarşamba günü,perşembe günü,cuma günü,cumartesi günü,pazar günü",
    "en": "on Monday,on Tuesday,on Wednesday,on Thursday,on Friday,on Saturday,on Sunday",
    "fr": "lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche",
    "ar": "الاثنين,الثلاثاء,الأربعاء,الخميس,الجمعة,السبت,الأحد",
    "ru": "в понедельник,во вторник,в среду,в четверг,в пятницу,в субботу,в воскресенье",
    "de": "am Montag,am Dienstag,am Mittwoch,am Donnerstag,am Freitag,am Samstag,am Sonntag",
}
_DAY = re.compile(r"\{day([+-][0-9]{1,2})?\}")
_NO_BREAK = "\u00a0"
_IN_NUMBER = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_FRENCH = re.compile(r"(?<=«) | (?=[»:;?!%])|(?<=[0-9]) (?=(?:km/h|h|min|s|heures?|millions?)\b)")


def as_said(text: str, language: str, at: datetime, zone: ZoneInfo) -> str:
    """The text with `{day}` as the day of `at` in the agency's zone and `{day+2}` as two days later, well set."""
    names = WORDS[language].split(",")

    def name(match: re.Match[str]) -> str:
        local = at.astimezone(zone) + timedelta(days=int(match[1] or 0))
        return names[local.weekday()]

    text = _DAY.sub(name, text)
    return _IN_NUMBER.sub(_NO_BREAK, _FRENCH.sub(_NO_BREAK, text)) if language == "fr" else text
