"""The day of the week as a dispatch says it: `{day}` is the day of release, `{day+2}` two days later."""

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


def with_days(text: str, language: str, at: datetime, zone: ZoneInfo) -> str:
    """The text with its days named in the language, as they fall in the agency's zone."""
    names = WORDS[language].split(",")

    def name(match: re.Match[str]) -> str:
        local = at.astimezone(zone) + timedelta(days=int(match[1] or 0))
        return names[local.weekday()]

    return _DAY.sub(name, text)
