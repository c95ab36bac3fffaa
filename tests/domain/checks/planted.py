"""Slips as desks make them, one or several for each code, and the clean text beside each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from newsflow.domain.checks.facts import CheckFacts, Heard, Similar
from newsflow.domain.checks.finding import CheckCode
from newsflow.domain.codes import Action, Form
from newsflow.domain.dispatch import Dateline, Dispatch, Restriction, Source, paragraph
from tests.builders import a_dispatch, a_picture
from tests.harness import MORNING

FILED = Dateline(place="Sile")


def facts_of(version: Dispatch, **told: Any) -> CheckFacts:
    """What the checks are told of a new version, but for what is given."""
    plain: dict[str, Any] = {"version": version, "action": Action.NEW, "now": MORNING}
    return CheckFacts(**(plain | told))


def a_text(language: str, headline: str, *body: str, **more: Any) -> Dispatch:
    """A dispatch with a dateline, of these paragraphs."""
    paragraphs = tuple(paragraph(text) for text in body)
    return a_dispatch(
        **({"dateline": FILED, "language": language, "headline": headline, "body": paragraphs} | more)
    )


def an_update(language: str, before: str, after: str) -> CheckFacts:
    """An update of a one-paragraph text, which says what is new."""
    old = a_text(language, "Liman", before)
    new = a_text(language, "Liman", after, whats_new="More of it.")
    return facts_of(new, action=Action.UPDATE, before=old)


_STORY = a_text("en", "Ferry returns", "The ferry came back on Monday.")
_ITALIAN = (
    "Il traghetto è tornato lunedì nel porto vecchio, con grande gioia di tutti gli abitanti del paese."
)

PLANTED: dict[CheckCode, tuple[CheckFacts, ...]] = {
    CheckCode.DATELINE_MISSING: (facts_of(a_dispatch()),),
    CheckCode.DATELINE_TWICE: tuple(
        facts_of(a_text(*text))
        for text in (
            ("en", "Ferry returns", "SILE (FIL) — The ferry came back on Monday."),
            ("en", "Ferry returns", "Sile, Türkiye (FIL/AFP) - The ferry came back on Monday."),
            ("en", "Ferry returns", "SILE. The ferry came back on Monday."),
            ("tr", "Vapur döndü", "SİLE – Vapur pazartesi günü döndü."),
        )
    ),
    CheckCode.HEADLINE_TOO_LONG: (facts_of(a_text("en", "a long word " * 12, "A long word.")),),
    CheckCode.EMBARGO_PAST: (facts_of(a_text("en", "Ferry returns", "It came.", embargo=MORNING)),),
    CheckCode.NUMBER_NOT_IN_BODY: tuple(
        facts_of(a_text(*text))
        for text in (
            ("en", "Storm closes 12 ports", "The storm has closed 21 ports."),
            ("en", "Five ships wait", "The storm holds seven ships at anchor."),
            ("en", "Budget of 1.5 billion", "They voted 1.5 million crowns."),
            ("fr", "Trois blessés à Sète", "L’accident a fait quatre blessés à Sète."),
            ("fr", "Budget de 12 500 euros", "Le budget est de 12 600,50 euros."),
            ("tr", "Kars’ta 73 okul tatil", "Kars Valiliği, 37 okulun tatil edildiğini duyurdu."),
            ("tr", "12 bin 450 kişi geldi", "Törene 12 bin 540 kişi katıldı."),
            ("de", "Zwölf Züge fallen aus", "Wegen des Sturms fallen elf Züge aus."),
            ("ru", "Пять судов ждут", "Шесть судов ждут на рейде."),
            ("ar", "إغلاق ١٢ ميناء", "أغلقت العاصفة ٢١ ميناء."),
            ("ar", "سبع سفن تنتظر", "تنتظر تسع سفن في المرسى."),
        )
    ),
    CheckCode.NAME_NOT_IN_BODY: tuple(
        facts_of(a_text(*text))
        for text in (
            ("en", "Mayor Ada Sampel opens bridge", "Mayor Ada Sample opened the bridge."),
            ("en", "Storm reaches Lerwick", "The storm reached Kirkwall at noon."),
            ("fr", "Le maire Jean Duchemin démissionne", "Le maire, Jean Duchesne, a démissionné lundi."),
            ("fr", "La tempête atteint l’Estonie", "La tempête a atteint la Lettonie à midi."),
            ("tr", "Rize’de liman kapandı", "Trabzon’da liman fırtına nedeniyle kapandı."),
            ("tr", "Köprüyü Selin Karaören açtı", "Köprüyü belediye başkanı Selin Karasu açtı."),
            ("ru", "Мост открыла Анна Лесная", "Мост открыла мэр Анна Озерная."),
            ("de", "Bürgermeisterin Anna Schmitt spricht", "Die Bürgermeisterin Anna Schmidt sprach am Montag."),
        )
    ),
    CheckCode.QUOTE_OPEN: tuple(
        facts_of(a_text(language, "Liman", text))
        for language, text in (
            ("en", "“It came, she said."),
            ("en", 'It came", she said.'),
            ("en", "“It came” and “went."),
            ("fr", "« Il est là, dit-elle."),
            ("fr", "Il est là », dit-elle."),
            ("tr", "''Vapur geldi'' dedi. ''Gitti' diye ekledi."),
            ("tr", "“Vapur geldi dedi."),
            ("de", "„Sie kam, sagte er."),
            ("ru", "«Он пришёл, сказала она."),
            ("ar", "قال: «وصلت السفينة."),
            ("ar", "قال: “وصلت السفينة."),
        )
    ),
    CheckCode.NEAR_DUPLICATE: (
        facts_of(_STORY, similar=(Similar(guid="nf:text:20260302:9", slug="ferry", at=MORNING, share=0.81),)),
    ),
    CheckCode.FLASH_UNSOURCED: tuple(
        facts_of(a_dispatch(form=Form.FLASH, body=(), language=language, headline=headline))
        for language, headline in (
            ("en", "Harbour of Sile closed"),
            ("fr", "Le port de Sile est fermé"),
            ("tr", "Şile Limanı kapandı"),
            ("de", "Hafen von Sile geschlossen"),
            ("ru", "Порт Силе закрыт"),
            ("ar", "إغلاق ميناء سيلة"),
        )
    ),
    CheckCode.WRONG_LANGUAGE: (
        facts_of(_STORY, heard=(Heard(language="it", certainty=0.99),)),
        facts_of(
            a_text("en", "Ferry returns", "The ferry came back.", _ITALIAN),
            heard=(Heard(language="en", certainty=0.99), Heard(language="it", certainty=0.99, part=1)),
        ),
    ),
    CheckCode.REPLACES_NOTHING: (
        facts_of(
            a_text("en", "Ferry returns", "It came.", form=Form.LEAD), earlier=("nf:text:20260302:1",)
        ),
    ),
    CheckCode.NOTHING_NEW_SAID: (facts_of(_STORY, action=Action.UPDATE, before=a_text("en", "x", "y")),),
    CheckCode.NOTHING_CHANGED: (facts_of(replace(_STORY, whats_new="More."), action=Action.UPDATE, before=_STORY),),
    CheckCode.NUMBERS_CHANGED: tuple(
        an_update(*texts)
        for texts in (
            ("en", "The storm closed 12 ports on Monday.", "The storm closed 21 ports on Monday."),
            ("en", "It cost 1.5 million crowns.", "It cost 1.5 billion crowns."),
            ("en", "It cost seven crowns.", "It cost nine crowns."),
            ("fr", "Le budget est de 12 500 euros.", "Le budget est de 12 700 euros."),
            ("tr", "Fırtına 12 limanı kapattı.", "Fırtına 13 limanı kapattı."),
            ("ar", "أغلقت العاصفة ١٢ ميناء.", "أغلقت العاصفة ١٤ ميناء."),
        )
    ),
    CheckCode.NAMES_CHANGED: tuple(
        an_update(*texts)
        for texts in (
            ("en", "The bridge was opened by Ada Sample.", "The bridge was opened by Eva Sample."),
            ("tr", "Köprüyü dün Selin Karaören açtı.", "Köprüyü dün Selin Karasu açtı."),
            ("ru", "Мост открыла Анна Лесная.", "Мост открыла Анна Озерная."),
            ("fr", "Le pont est à Lorient depuis lundi.", "Le pont est à Concarneau depuis lundi."),
        )
    ),
    CheckCode.QUOTES_CHANGED: tuple(
        an_update(*texts)
        for texts in (
            ("en", "“We shall open the bridge in May,” she said.", "“We may open the bridge in May,” she said."),
            ("fr", "« Nous ouvrirons le pont en mai », dit-elle.", "« Nous fermerons le pont en mai », dit-elle."),
            ("tr", "“Köprüyü mayısta kesin açarız.” dedi.", "“Köprüyü mayısta belki açarız.” dedi."),
        )
    ),
    CheckCode.MEDIA_WITHOUT_RIGHTS: (facts_of(_STORY, media=(a_picture(credit_line=None),)),),
    CheckCode.MEDIA_WITHOUT_ALT_TEXT: (facts_of(_STORY, media=(a_picture(), a_picture(alt_text=" "))),),
    CheckCode.MEDIA_RIGHTS_END: (
        facts_of(
            _STORY,
            media=(
                a_dispatch(
                    type=a_picture().type,
                    media=a_picture().media,
                    restrictions=(Restriction(words="Until Sunday.", ends=MORNING - timedelta(days=1)),),
                ),
            ),
        ),
    ),
}  # fmt: skip

CLEAN: tuple[CheckFacts, ...] = (
    facts_of(_STORY, heard=(Heard(language="en", certainty=0.99), Heard(language="it", certainty=0.6, part=0))),
    *(
        facts_of(a_text(*text))
        for text in (
            ("en", "Storm closes 12,500 ports", "The storm has closed 12500 ports."),
            ("en", "Twelve ships wait", "At anchor wait 12 ships."),
            ("en", "A fourth ferry for 1.5 million", "Budget: 1,500,000 crowns for a 4th ferry."),
            ("en", "Two to three million expected", "Between 2 and 3 million people are expected."),
            ("en", "Growth of 3.5 per cent", "Growth was 3.47 per cent."),
            ("en", "About 12,000 came", "The office counted 12,450 people."),
            ("en", "NATO-style drill off Sile", "The North Atlantic Treaty Organization held no drill; Sile did."),
            ("en", "Mayor Ada Sample Opens The Old Stone Bridge", "She opened it on Monday."),
            ("en", "‘Never again’, says O’Neill", "Captain O'Neill said: \"Never again.\" He held a 5\" pipe."),
            ("fr", "Douze mille cinq cents euros pour l’Estonie", "L'Estonie reçoit 12 500 euros."),
            ("fr", "Un million d’arbres à Sète", "À Sète, 1 000 000 d’arbres."),
            ("fr", "« Non »", "« Il est là.", "« Il y reste », dit-elle."),
            ("tr", "Rizeli balıkçılar 12 bin 450 ton bekliyor", "Rize’deki balıkçılar 12.450 ton bekliyor."),
            ("tr", "On iki gemi bekliyor", "Demirde 12 gemi var. ''Bekliyoruz.'' dediler."),
            ("tr", "İstanbul’da vapur 14.30’da kalkıyor", "İSTANBUL’un vapuru 14.30’da kalkıyor."),
            ("de", "Neue Fähre kommt", "„Sie kommt“, sagte er. »Bald«, sagte sie."),
            ("ru", "В Москве открыли три моста", "Москва получила 3 моста. «„Волга“ — это река», — сказал он."),
            ("ar", "إغلاق ١٢ ميناء", "أغلقت العاصفة 12 ميناء، وقال: «وصلنا»."),
            ("ar", "خمسة آلاف زائر", "زار المعرض 5000 شخص، وقالوا: ”جميل“."),
            ("fa", "۱۲٬۵۰۰ نفر آمدند", "۱۲۵۰۰ نفر آمدند."),
        )
    ),
    facts_of(a_dispatch(form=Form.FLASH, body=(), headline="Port closed: harbour master says")),
    facts_of(a_dispatch(form=Form.FLASH, body=(), sources=(Source(name="Port", words="Port closed"),))),
    facts_of(a_text("en", "Ferry returns", "It came.", form=Form.LEAD)),
    facts_of(a_text("en", "Ferry returns", "It came.", embargo=MORNING + timedelta(hours=1))),
    an_update("en", "The storm closed 12 ports.", "The storm closed 12 ports. Snow fell on 3 towns in Sile."),
    an_update("en", "It came on Monday.", "It came late on Monday, and its bell rang."),
    an_update("tr", "12.500 kişi geldi.", "Törene 12 bin 500 kişi geldi."),
    facts_of(_STORY, media=(a_picture(),)),
    facts_of(a_text("en", "Ferry returns", "Sile – the old port, that is – saw the ferry come back on Monday.")),
)  # fmt: skip
