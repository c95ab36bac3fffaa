"""What German copy prints around its text."""

from newsflow.copyreader.labels.table import Attribution, Labels, NoticeWords, Weight
from newsflow.domain.codes import CreditRole

# fmt: off
# A label table reads as a table: one kind of label a line.
LABELS = Labels(
    language="de",
    updated=("Aktualisiert", "Aktualisierung", "Aktualisiert am", "Zuletzt aktualisiert", "Letzte Aktualisierung", "Geändert am"),
    first=("Veröffentlicht", "Veröffentlicht am", "Erschienen am", "Erstellt am", "Erstveröffentlichung"),
    filed=("Datum", "Gesendet am", "Gesendet"),
    credits={
        CreditRole.WRITER: ("Von", "Autor:", "Autorin:", "Text:", "Korrespondent:", "Bericht:"),
        CreditRole.EDITOR: ("Redaktion:", "Redigiert von", "Redakteur:", "Redakteurin:"),
        CreditRole.WEB_EDITOR: ("Onlineredaktion:", "Online-Redaktion:", "Webredaktion:"),
        CreditRole.CONTRIBUTOR: ("Mitarbeit:", "Unter Mitarbeit von", "Mitwirkung:"),
        CreditRole.PHOTOGRAPHER: ("Foto:", "Fotos:", "Bild:", "Fotograf:", "Fotografin:"),
    },
    joiners=("und", "mit"),
    translations=(
        "Aus dem {language} von {translator}",
        "Aus dem {language} übersetzt von {translator}",
        "Übersetzt aus dem {language} von {translator}",
        "Übersetzung aus dem {language}: {translator}",
        "Übersetzung ({language}): {translator}",
        "Übersetzt von {translator}",
        "Übersetzung: {translator}",
        "Übersetzt von {translator} aus dem {language}",
        "Aus dem {language} übersetzt",
    ),
    languages={
        "Arabischen": "ar", "Englischen": "en", "Französischen": "fr", "Türkischen": "tr", "Russischen": "ru", "Spanischen": "es",
        "Persischen": "fa", "Kurdischen": "ku", "Italienischen": "it", "Chinesischen": "zh", "Arabisch": "ar", "Englisch": "en",
        "Französisch": "fr", "Türkisch": "tr", "Russisch": "ru",
    },
    months=(
        ("Januar", "Jan", "Jänner"), ("Februar", "Feb"), ("März",), ("April", "Apr"), ("Mai",), ("Juni", "Jun"), ("Juli", "Jul"),
        ("August", "Aug"), ("September", "Sept", "Sep"), ("Oktober", "Okt"), ("November", "Nov"), ("Dezember", "Dez"),
    ),
    date_fillers=("um", "am", "den", "der", "Uhr", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag", "Stand"),
    flash=("BLITZ", "BLITZMELDUNG"),
    urgent=("EIL", "EILMELDUNG", "EILT"),
    keywords=("Schlagwörter", "Schlagworte", "Stichwörter", "Stichworte", "Schlüsselwörter"),
    embargo=("Sperrfrist", "Sperrfrist bis", "Frei ab", "Gesperrt bis"),
    note=("Hinweis an die Redaktionen:", "Redaktioneller Hinweis:", "Hinweis für Redaktionen:", "Achtung Redaktionen:"),
    slug=("Kennwort:", "Kürzel:"),
    section=("Ressort:", "Rubrik:", "Kategorie:"),
    headline=("Titel:", "Schlagzeile:", "Betreff:", "Überschrift:"),
    deck=("Unterzeile:", "Vorspann:", "Untertitel:"),
    place=("Ort:",),
    page=("Teilen", "Drucken", "Artikel drucken", "Startseite", "Lesen Sie auch", "Kommentare", "Link kopieren", "Abonnieren"),
    notice=NoticeWords(
        subscribers=("abonnent", "abonnier", "abonnement", "kunden"), part=("teil", "auszug", "zusammengefasst", "gekürzt", "zusammenfassung"),
        copy=("meldung", "nachricht", "bericht"), site=("seite", "website", "internet"), contact=("kontakt", "wenden sie", "schreiben sie"), system=("system", "(has)", "dienst"),
    ),
    attributions=(
        Attribution(("berichtet", "berichtete", "berichteten", "meldet", "meldete", "schreibt", "schrieb", "berichten"), Weight.ACCORDING),
        Attribution(("berichtet", "berichtete", "meldete", "meldet", "schrieb", "berichtete zuvor"), Weight.ACCORDING, name_first=True),
        Attribution(("laut", "nach Angaben", "nach Informationen", "unter Berufung auf", "zitiert von"), Weight.ACCORDING),
        Attribution(("sagte", "im Interview mit", "in einem Interview mit", "im Gespräch mit", "gegenüber", "sagte gegenüber", "erklärte gegenüber"), Weight.TOLD),
    ),
    articles=("der", "die", "das", "dem", "den", "des", "ein", "eine", "einem", "einer", "von"),
    media_nouns=("agentur", "nachrichtenagentur", "sender", "zeitung", "tageszeitung", "magazin", "nachrichtenmagazin", "radio", "fernsehsender", "rundfunk", "portal", "zeitschrift"),
    nouns_have_capitals=True,
)
