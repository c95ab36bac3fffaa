"""A body as people type it reads as blocks and is written back without a change."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block, Span, paragraph
from newsflow.domain.errors import BadInputError
from newsflow.domain.markup import is_link, normal_blocks, read_markup, write_markup
from newsflow.domain.text import words

AWKWARD = st.text(alphabet=st.sampled_from("ab1 2)(][\\#>-.\n\r\t/:h«é ı م"), max_size=24)
TEXTS = st.one_of(
    AWKWARD, st.text(max_size=12), st.sampled_from(["## ", "> ", "- ", "1) ", "[a](https://b)"])
)
HREFS = st.sampled_from(
    ["https://fil.example/a_(b)", "http://x", "mailto:desk@fil.example", "https://x/?a=[1]\\", "HTTPS://X/)"]
)
SPANS = st.lists(st.builds(Span, TEXTS, st.none() | HREFS), max_size=4).map(tuple)


def of_kind(kind: BlockKind, spans: tuple[Span, ...]) -> Block:
    """A block of runs."""
    return Block(kind=kind, spans=spans)


def a_list(items: list[tuple[Span, ...]], ordered: bool) -> Block:
    """A list block."""
    return Block(kind=BlockKind.LIST, items=tuple(items), ordered=ordered)


KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.QUOTE])
BLOCKS = st.one_of(
    st.builds(of_kind, KINDS, SPANS), st.builds(a_list, st.lists(SPANS, max_size=4), st.booleans())
)


@given(st.lists(BLOCKS, max_size=5))
@example([Block(spans=(Span("["), Span("[a](https://b)")))])
def test_a_body_written_reads_back_the_same(body: list[Block]):
    assert read_markup(write_markup(body)) == normal_blocks(body)


@given(st.lists(TEXTS, max_size=8).map("".join))
@example("\\")
@example("[a](https://b")
@example("1) a\n2) b\n4) c")
def test_whatever_is_typed_reads_and_settles_at_once(text: str):
    body = read_markup(text)
    assert normal_blocks(body) == body
    assert read_markup(write_markup(body)) == body


@given(st.text(alphabet=st.sampled_from("ab \n>-#[]()1\\"), max_size=40))
def test_no_word_is_lost_in_reading(text: str):
    kept = [word for block in read_markup(text) for word in words(block.text())]
    typed = [word for word in words(text) if not word.isdigit()]
    assert [word for word in kept if not word.isdigit()] == typed


def test_each_kind_of_block_is_recognised():
    body = read_markup(
        "A first line\nand its second.\n## Sub-head\n> Said once,\n> and again.\n\n"
        "- one\n- two,\n  which goes on\n\n1) first\n2) second\n\nThe [port](https://port.example/a) again."
    )
    assert body == (
        paragraph("A first line and its second."),
        Block(kind=BlockKind.SUBHEAD, spans=(Span("Sub-head"),)),
        Block(kind=BlockKind.QUOTE, spans=(Span("Said once, and again."),)),
        Block(kind=BlockKind.LIST, items=((Span("one"),), (Span("two, which goes on"),))),
        Block(kind=BlockKind.LIST, items=((Span("first"),), (Span("second"),)), ordered=True),
        Block(spans=(Span("The "), Span("port", "https://port.example/a"), Span(" again."))),
    )


@pytest.mark.parametrize(
    "start", ["15. İstanbul Tiyatro Günleri başladı.", "3. Oktober: Fähren fahren öfter.", "2) b"]
)
def test_a_number_at_a_paragraphs_start_stays_in_it(start: str):
    assert read_markup(start) == (paragraph(start),)


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "data:text/html,x", "//x", "https://", "mailto:x", "ftp://x", "http://a b"],
)
def test_a_link_that_leads_elsewhere_is_never_made(href: str):
    assert not is_link(href)
    body = read_markup(f"[words]({href})")
    assert all(span.href is None for block in body for span in block.spans)
    with pytest.raises(BadInputError, match="cannot stand"):
        write_markup([Block(spans=(Span("words", href),))])
