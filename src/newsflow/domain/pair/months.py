"""The names of the months by language, folded: two sets in Arabic, and short forms where newsrooms use them."""

from newsflow.domain.checks.tokens import same

_NAMES = {
    "en": "january|jan,february|feb,march|mar,april|apr,may,june|jun,july|jul,august|aug,september|sep|sept,october|oct,november|nov,"
    "december|dec",
    "fr": "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre",
    "tr": "ocak,şubat,mart,nisan,mayıs,haziran,temmuz,ağustos,eylül,ekim,kasım,aralık",
    "de": "januar|jänner,februar,märz,april,mai,juni,juli,august,september,oktober,november,dezember",
    "ru": "января|январь|январе,февраля|февраль|феврале,марта|март|марте,апреля|апрель|апреле,мая|май|мае,июня|июнь|июне,"
    "июля|июль|июле,августа|август|августе,сентября|сентябрь|сентябре,октября|октябрь|октябре,ноября|ноябрь|ноябре,"
    "декабря|декабрь|декабре",
    "ar": "يناير|جانفي,فبراير|شباط|فيفري,مارس|آذار,أبريل|نيسان|أفريل,مايو|أيار|ماي,يونيو|حزيران|جوان,يوليو|تموز|جويلية,"
    "أغسطس|آب|أوت,سبتمبر|أيلول,أكتوبر,نوفمبر,ديسمبر",
    "es": "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre|setiembre,octubre,noviembre,diciembre",
    "it": "gennaio,febbraio,marzo,aprile,maggio,giugno,luglio,agosto,settembre,ottobre,novembre,dicembre",
    "pt": "janeiro,fevereiro,março,abril,maio,junho,julho,agosto,setembro,outubro,novembro,dezembro",
}
MONTHS = {
    language: {
        same(spelling): number
        for number, spellings in enumerate(names.split(","), start=1)
        for spelling in spellings.split("|")
    }
    for language, names in _NAMES.items()
}
"""The number of the month that a word names; “كانون” and “تشرين” need their second word and are left alone."""
