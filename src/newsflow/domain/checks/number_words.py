"""Numbers as words: one to twelve and the tens, and what multiplies a number, by language, folded as `tokens.same` does."""

from newsflow.domain.checks.tokens import same

_ONE_TO_TWELVE = {
    "en": "one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve",
    "fr": "un|une,deux,trois,quatre,cinq,six,sept,huit,neuf,dix,onze,douze",
    "tr": "bir,iki|ikisi,üç|üçü,dört|dördü,beş|beşi,altı|altısı,yedi|yedisi,sekiz|sekizi,dokuz|dokuzu,on|onu,onbir,oniki",
    "de": "eins|ein|eine|einen|einem|einer,zwei,drei,vier,fünf,sechs,sieben,acht,neun,zehn,elf,zwölf",
    "ru": "один|одна|одно|одного|одной|одному|одним|одном,"
    "два|две|двух|двум|двумя|двое|двоих,три|трех|трем|тремя|трое|троих,четыре|четырех|четырем|четверо|четверых,"
    "пять|пяти|пятью|пятеро,шесть|шести|шестью|шестеро,семь|семи|семью|семеро,восемь|восьми|восемью,"
    "девять|девяти|девятью,десять|десяти|десятью,одиннадцать|одиннадцати,двенадцать|двенадцати",
    "ar": "واحد|واحدة,اثنان|اثنين|اثنتان|اثنتين,ثلاثة|ثلاث,أربعة|أربع,خمسة|خمس,ستة|ست,سبعة|سبع,ثمانية|ثماني|ثمان,"
    "تسعة|تسع,عشرة|عشر,,",
    "fa": "یک,دو,سه,چهار,پنج,شش,هفت,هشت,نه,ده,یازده,دوازده",
    "es": "uno|un|una,dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,once,doce",
}
_TENS = {
    "en": "ten,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety",
    "fr": "dix,vingt,trente,quarante,cinquante,soixante,,quatre-vingt,",
    "tr": "on,yirmi,otuz,kırk,elli,altmış,yetmiş,seksen,doksan",
    "de": "zehn,zwanzig,dreißig,vierzig,fünfzig,sechzig,siebzig,achtzig,neunzig",
    "ru": "десять,двадцать|двадцати,тридцать|тридцати,сорок|сорока,пятьдесят|пятидесяти,шестьдесят,семьдесят,восемьдесят,девяносто",
    "ar": "عشرة,عشرون|عشرين,ثلاثون|ثلاثين,أربعون|أربعين,خمسون|خمسين,ستون|ستين,سبعون|سبعين,ثمانون|ثمانين,تسعون|تسعين",
    "fa": "ده,بیست,سی,چهل,پنجاه,شصت,هفتاد,هشتاد,نود",
    "es": "diez,veinte,treinta,cuarenta,cincuenta,sesenta,setenta,ochenta,noventa",
}
_ORDINALS = {
    "en": "first,second,third,fourth,fifth,sixth,seventh,eighth,ninth,tenth,eleventh,twelfth",
    "fr": "premier|première,deuxième|second|seconde,troisième,quatrième,cinquième,sixième,septième,huitième,neuvième,dixième,,",
    "tr": "birinci|ilk,ikinci,üçüncü,dördüncü,beşinci,altıncı,yedinci,sekizinci,dokuzuncu,onuncu,,",
    "de": "erste|ersten|erster,zweite|zweiten,dritte|dritten,vierte|vierten,fünfte|fünften,sechste|sechsten,"
    "siebte|siebten,achte|achten,neunte|neunten,zehnte|zehnten,,",
}
_UNSURE = {
    "en": "one,second,first",
    "fr": "un|une|neuf|second|seconde|premier|première",
    "tr": "bir|altı|altısı|yedi|on|onu|kırk|elli|ilk|altıncı",
    "de": "eins|ein|eine|einen|einem|einer|acht|achte|achten|erste|ersten|erster|zweite|zweiten",
    "ru": "один|одна|одно|одного|одной|одному|одним|одном|семью",
    "ar": "واحد|واحدة|ست|ستة|عشر",
    "fa": "یک|نه|ده|سه|دو|سی",
    "es": "uno|un|una|once",
}
_SCALES: dict[str, dict[str, int]] = {
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "bn": 10**9, "mn": 10**6, "trillion": 10**12, "tn": 10**12, "dozen": 12},
    "fr": {"mille": 1000, "million": 10**6, "milliard": 10**9, "cent": 100},
    "tr": {"bin": 1000, "milyon": 10**6, "milyar": 10**9, "trilyon": 10**12, "yüz": 100},
    "de": {"hundert": 100, "tausend": 1000, "million": 10**6, "mio": 10**6, "milliarde": 10**9, "mrd": 10**9},
    "ru": {"тыс": 1000, "тысяч": 1000, "млн": 10**6, "миллион": 10**6, "млрд": 10**9, "миллиард": 10**9, "трлн": 10**12},
    "ar": {"ألف": 1000, "آلاف": 1000, "مليون": 10**6, "ملايين": 10**6, "مليار": 10**9, "تريليون": 10**12},
    "fa": {"هزار": 1000, "میلیون": 10**6, "میلیارد": 10**9},
    "es": {"mil": 1000, "millon": 10**6, "millones": 10**6},
}  # fmt: skip
_LONGEST_ENDING = 3
"""Letters that a language may hang on a scale's word: millions, milyonluk is cut too."""
MAYBE_SCALES = {"en": {"m": 10**6, "k": 1000}}
"""What may multiply or be metres: both are meant."""


def _table(text: str) -> dict[str, int]:
    return {
        same(spelling): value
        for value, spellings in enumerate(text.split(","), start=1)
        for spelling in spellings.split("|")
        if spelling
    }


WORDS = {
    language: {
        **{word: 10 * value for word, value in _table(_TENS.get(language, "")).items()},
        **_table(_ORDINALS.get(language, "")),
        **_table(units),
    }
    for language, units in _ONE_TO_TWELVE.items()
}
"""What each word says."""
UNSURE = {
    language: frozenset(same(word) for part in text.split(",") for word in part.split("|"))
    for language, text in _UNSURE.items()
}
"""Words that may say something else (French “neuf”): they bear a number out and never demand one."""
SCALES = {
    language: {same(word): factor for word, factor in table.items()} for language, table in _SCALES.items()
}


def scale_of(language: str, word: str) -> int | None:
    """What a word behind a number multiplies it by; None for any other word."""
    table = SCALES.get(language, {})
    for cut in range(min(_LONGEST_ENDING, len(word) - 2) + 1):
        factor = table.get(word[: len(word) - cut])
        if factor is not None and (cut == 0 or len(word) - cut > 3):
            return factor
    return None
