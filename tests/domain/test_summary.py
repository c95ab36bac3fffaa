"""How much of a dispatch the public reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsflow.domain.agency import PublicRule
from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block, Span, paragraph
from newsflow.domain.summary import summarise
from newsflow.domain.text import sentences, words

BODY = (
    paragraph("The bridge opened on Monday. Ferries stopped at noon. Boats still cross."),
    paragraph("The mayor cut the ribbon. A band played."),
    paragraph("Work had begun nine years ago, and cost twice what was planned at the start."),
)


def test_the_lead_comes_first_and_in_whole_sentences():
    assert summarise(BODY, PublicRule(summary_share=50, summary_sentences=2), "en") == (
        "The bridge opened on Monday. Ferries stopped at noon.",
    )


def test_a_summary_may_go_on_into_the_next_paragraph_and_keeps_the_paragraphs_apart():
    assert summarise(BODY, PublicRule(summary_share=100, summary_sentences=4), "en") == (
        "The bridge opened on Monday. Ferries stopped at noon. Boats still cross.",
        "The mayor cut the ribbon.",
    )


def test_a_sentence_that_is_over_the_share_is_not_cut_and_nothing_after_it_is_taken():
    body = (paragraph("One two three. Four five six seven eight nine ten. Yes."), paragraph("No."))
    assert summarise(body, PublicRule(summary_share=50), "en") == ("One two three.",)


def test_a_flash_of_one_sentence_has_no_summary():
    assert summarise((paragraph("The bridge is open."),), PublicRule(summary_share=40), "en") == ()


def test_a_subhead_a_quote_or_a_list_ends_the_lead():
    for kind in (BlockKind.SUBHEAD, BlockKind.QUOTE, BlockKind.LIST):
        block = Block(kind=kind, spans=(Span("What now"),), items=((Span("What now"),),))
        body = (paragraph("It opened."), block, paragraph("It closed. It rained. It poured."))
        assert summarise(body, PublicRule(summary_share=90), "en") == ("It opened.",)


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("fr", "Il neige. « Nous partons demain. Rien ne nous retient. » Il a fermé la porte."),
        ("tr", "Kar yağıyor. “Yarın gidiyoruz. Bizi tutan yok.” Kapıyı kapattı."),
        ("de", "Es schneit. „Wir gehen morgen. Nichts hält uns.“ Er schloss die Tür."),
        ("de", "Es schneit. »Wir gehen morgen. Nichts hält uns.« Er schloss die Tür."),
        ("en", 'It snows. "We leave tomorrow. Nothing holds us." He shut the door.'),
        ("ru", "Идёт снег. «Мы уезжаем завтра. Нас „ничто. Не держит“». Он закрыл дверь."),
        ("ar", "الثلج يتساقط. «سنرحل غدا. لا شيء يبقينا.» وأغلق الباب."),
    ],
)
def test_a_summary_never_stops_inside_a_quotation(language: str, lead: str):
    body = (paragraph(lead), paragraph("The rest of it is long enough for any share to hold."))
    whole = sentences(lead, language)
    rules = [PublicRule(summary_share=100, summary_sentences=count) for count in range(1, len(whole) + 1)]
    ends = {summarise(body, rule, language)[0].strip() for rule in rules[:-1]}
    assert ends <= {whole[0], " ".join(whole[:-1])}
    assert whole[0] in ends
    assert summarise(body, rules[-1], language)[0] == lead


def test_a_quotation_over_paragraphs_is_given_whole_or_not_at_all():
    body = (
        paragraph("It snows."),
        paragraph("“We leave tomorrow. Nothing holds us."),
        paragraph("“The road is clear.” He shut the door."),
        paragraph("The rest of it is long enough."),
    )
    for count, taken in ((2, 1), (3, 1), (4, 3)):
        summary = summarise(body, PublicRule(summary_share=100, summary_sentences=count), "en")
        assert len(summary) == taken


def test_a_quotation_mark_that_is_never_closed_takes_nothing_away():
    body = (paragraph('The board is 5" wide. It is blue. It floats.'), paragraph("“It sinks. It does."))
    assert summarise(body, PublicRule(summary_share=100, summary_sentences=2), "en") == (
        'The board is 5" wide. It is blue.',
    )
    assert len(summarise(body, PublicRule(summary_share=100, summary_sentences=4), "en")) == 2


@pytest.mark.parametrize("share", [0, 10, 40, 100])
@given(body=st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=5), max_size=6))
def test_the_share_and_the_number_of_sentences_are_never_passed(share: int, body: list[list[int]]):
    blocks = [paragraph(" ".join(f"Word{' word' * (n - 1)}." for n in lengths)) for lengths in body]
    summary = summarise(blocks, PublicRule(summary_share=share, summary_sentences=3), "en")
    whole = sum(len(words(block.text())) for block in blocks)
    assert sum(len(words(part)) for part in summary) * 100 <= whole * share
    assert sum(part.count(".") for part in summary) <= 3
    assert all(block.text().startswith(part) for block, part in zip(blocks, summary, strict=False))


def test_a_rule_may_give_whole_paragraphs_and_no_more_of_them():
    whole = summarise(BODY, PublicRule(summary_share=100, summary_sentences=20), "en")
    for count in range(1, len(whole) + 1):
        rule = PublicRule(summary_share=100, summary_sentences=20, summary_paragraphs=count)
        assert summarise(BODY, rule, "en") == whole[:count]
