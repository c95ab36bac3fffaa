"""Who is credited with reporting is a source; who is only mentioned is none."""

import pytest

from newsflow.copyreader.sources import credited

CREDITED = [
    ("fr", "Le pont rouvrira lundi, rapporte l'Associated Press.", ["Associated Press"]),
    ("fr", "Selon le quotidien Ouest-Matin, le pont rouvrira.", ["Ouest-Matin"]),
    ("fr", "Le pont rouvrira, selon l'AFP.", ["AFP"]),
    ("fr", "Il l'a dit dans une interview accordée à la chaîne publique allemande ARD .", ["ARD"]),
    ("fr", "Le maire, cité par l'agence de presse Reuters, se réjouit.", ["Reuters"]),
    ("fr", "Le maire a déclaré à la radio « Onde Bleue » que le pont rouvrira.", ["Onde Bleue"]),
    ("en", "The bridge reopens on Monday, the Associated Press reported.", ["Associated Press"]),
    ("en", "Reuters said the bridge would reopen.", ["Reuters"]),
    ("en", "The bridge reopens, according to the Hill Valley Times.", ["Hill Valley Times"]),
    ("en", "She told broadcaster ARD that the bridge was safe.", ["ARD"]),
    ("en", "She told the BBC the bridge was safe.", ["BBC"]),
    ("tr", "Köprü pazartesi açılacak, Reuters'ın haberine göre.", ["Reuters"]),
    ("tr", "Associated Press'in aktardığına göre köprü açıldı.", ["Associated Press"]),
    ("tr", "Başkan, ARD kanalına verdiği röportajda köprüyü anlattı.", ["ARD"]),
    ("ar", "ونقلت وكالة أسوشيتد برس عن رئيس البلدية قوله إن الجسر آمن.", ["أسوشيتد برس"]),
    ("ar", "وفق وكالة الأنباء الألمانية، سيفتح الجسر يوم الاثنين.", ["وكالة الأنباء الألمانية"]),
    ("ar", "قالت الوزيرة في مقابلة مع قناة ARD إن الجسر آمن.", ["ARD"]),
    ("ru", "Мост откроется в понедельник, сообщает агентство Рейтер.", ["Рейтер"]),
    ("ru", "Как передаёт ТАСС, мост откроется в понедельник.", ["ТАСС"]),
    ("ru", "Об этом она рассказала в интервью телеканалу ARD.", ["ARD"]),
    ("es", "El puente abrirá el lunes, según informó la agencia EFE.", ["EFE"]),
    ("es", "Lo dijo en una entrevista concedida a la cadena pública alemana ARD.", ["ARD"]),
    ("de", "Die Brücke öffnet am Montag, berichtet die Nachrichtenagentur dpa.", ["dpa"]),
    ("de", "Sie sagte dem Sender ARD, die Brücke sei sicher.", ["ARD"]),
    ("fa", "به گزارش خبرگزاری رویترز، پل روز دوشنبه باز می‌شود.", ["رویترز"]),
]

MENTIONED = [
    ("fr", "Les pays de l'OTAN préparent leur retrait."),
    ("fr", "Il a rappelé le rôle de l'organisation «Al-Qaïda» dans la région."),
    ("fr", "Selon un responsable de l'OTAN, le pont est sûr."),
    ("fr", "Selon Anne Castel, le pont est sûr."),
    ("fr", "La directrice a déclaré à Paris que le pont est sûr."),
    ("fr", "L'Associated Press emploie trois mille journalistes."),
    ("fr", "Le ministre a déclaré, mercredi, que l'ONU aidera."),
    ("en", "NATO ministers met in Brussels on Monday."),
    ("en", "According to Anne Castle, the bridge is safe."),
    ("en", "The White House said the bridge was safe."),
    ("en", "She told Paul Moor that the bridge was safe."),
    ("en", "The BBC moved into the building in 1932."),
    ("tr", "Selim Aksu'ya göre köprü güvenli."),
    ("tr", "NATO bakanları pazartesi günü toplandı."),
    ("tr", "Belediye Başkanı köprünün güvenli olduğunu söyledi."),
    ("ar", "اجتمع وزراء حلف شمال الأطلسي في بروكسل."),
    ("ar", "وأضاف رئيس البلدية أن الجسر آمن."),
    ("ru", "Министры НАТО встретились в понедельник."),
    ("ru", "По данным Анны Берёзкиной, мост безопасен."),
    ("es", "Los ministros de la OTAN se reunieron el lunes."),
    ("es", "Según Marta Ibáñez, el puente es seguro."),
    ("de", "Die Minister der NATO trafen sich am Montag."),
    ("de", "Laut Greta Sonderegger ist die Brücke sicher."),
]


@pytest.mark.parametrize(("language", "sentence", "names"), CREDITED)
def test_an_attribution_makes_a_source(language: str, sentence: str, names: list[str]):
    found = credited(sentence, language)
    assert [sentence[one.start : one.end] for one in found] == names
    for one in found:
        words = sentence[one.words_start : one.words_end]
        assert sentence[one.start : one.end] in words
        assert words != sentence[one.start : one.end]


@pytest.mark.parametrize(("language", "sentence"), MENTIONED)
def test_a_mention_makes_none(language: str, sentence: str):
    assert credited(sentence, language) == []
