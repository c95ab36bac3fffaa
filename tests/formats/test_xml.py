"""XML as we write it ourselves: what libxml2 reads back, and would write."""

from __future__ import annotations

from random import Random

import pytest
from lxml import etree

from newsflow.formats.core import xml_core
from newsflow.formats.xml import add, clean, escaped, line, markup, put, put_markup, quoted, root
from tests.formats.words import AWKWARD, LANGUAGES, words

ODD = ("\r", "a\rb", "\x0b\x0c\x1f", "\ud800", "\ufffe", '"<&>"', "]]>", "\t\n", "", " ", "\x7f")
TEXTS = (
    *ODD,
    *AWKWARD,
    *(words(Random(f"xml/{number}"), LANGUAGES[number % 11], 20) for number in range(100)),
)


@pytest.mark.parametrize("text", TEXTS)
def test_whatever_a_text_holds_it_is_read_back_as_xml_may_hold_it(text: str):
    outer = root("a", one=text)
    put(outer, "b", clean(text), lang=text)
    put_markup(outer, "c", markup("i", clean(text), lang=text))
    read = etree.fromstring(xml_core(outer).joined({}))
    assert read.get("one") == line(text)
    assert [one.text or "" for one in read.iter("b", "i")] == [clean(text)] * 2
    etree.fromstring(f'<a b="{quoted(text)}">{escaped(text)}</a>'.encode())


def test_elements_come_out_as_libxml2_writes_them():
    outer = root("a", xmlns="urn:a", **{"xmlns:p": "urn:p"})
    inner = add(add(outer, "b"), "c", id="7", gone=None)
    put(inner, "p:d", "5 < 7", lang="fr")
    put(inner, "e")
    put(inner, "f", "")
    put_markup(inner, "g", f"one {markup('i', 'two', lang='fr')} three")
    add(outer, "h", "words")
    add(outer, "j").set("k", 'a "quoted" word')
    written = xml_core(outer).joined({})
    tree = etree.fromstring(written, etree.XMLParser(remove_blank_text=True))
    assert written == b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(
        tree, encoding="UTF-8", pretty_print=True
    ).replace(b"<f/>", b"<f></f>")
