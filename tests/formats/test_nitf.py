"""What a reader finds in our NITF: the same facts as in the item. NITF has no reader in the registries."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from newsflow.domain.codes import CreditRole
from newsflow.formats.names import Format
from newsflow.formats.nitf3.body import NITF
from newsflow.formats.writers import document
from tests.formats.facts_of import Told, project, squeezed, words
from tests.formats.goldens import goldens, more
from tests.formats.items import choices, items

if TYPE_CHECKING:
    from collections.abc import Iterator

    Element = etree._Element

NS = {"n": NITF}
BLOCKS = frozenset({"p", "hl2", "li"})


def parsed(body: bytes) -> Told:
    """The facts that the document tells, each from the element that the standard has for it."""
    root = etree.fromstring(body)
    metas = [(one.get("name", ""), one.get("content", "")) for one in root.findall("n:head/n:meta", NS)]
    named = dict(reversed(metas))
    data = root.find("n:head/n:docdata", NS)
    assert data is not None
    subjects = [
        (one.get("tobject.subject.ipr", ""), one.get("tobject.subject.refnum", ""))
        for one in root.iterfind("n:head/n:tobject/n:tobject.subject", NS)
    ]
    roles = {role.value.replace("_", "-") for role in CreditRole}
    workers = [
        (one.get("comment", ""), one.get("name", ""))
        for one in root.iterfind("n:head/n:revision-history", NS)
    ]
    assert {role for role, _ in workers} <= roles
    sources = [(name, text) for name, text in metas if name in {"source", "original-agency"}]
    return Told(
        guid=root.get("uno", ""), version=int(attribute(data, "du-key", "version") or 0),
        language=root.get("baselang", ""), sent=seconds(attribute(data, "date.issue", "norm") or ""),
        first=named["first-issued"], embargo=named.get("embargo"),
        urgency=int(attribute(data, "urgency", "ed-urg") or 0), slug=attribute(data, "du-key", "key") or "",
        headline=only(root, "n:body/n:body.head/n:hedline/n:hl1") or "",
        deck=only(root, "n:body/n:body.head/n:hedline/n:hl2"),
        provider=only(root, "n:body/n:body.head/n:distributor/n:org") or "",
        packages=classified(data, "package"), section=classified(data, "section")[0],
        keywords=tuple(one.get("key", "") for one in data.iterfind("n:key-list/n:keyword", NS)),
        topics=tuple(f"medtop:{number}" for ipr, number in subjects if ipr == "medtop"),
        subjects=tuple(number for ipr, number in subjects if ipr == "IPTC"),
        people=tuple(sorted(workers + sources)),
        terms=tuple(
            (one.get("limitations", ""), moment(one.get("startdate")), moment(one.get("enddate")))
            for one in data.iterfind("n:doc.rights", NS)
        ),
        copy=squeezed("".join(map(str, one.itertext())) for one in blocks(root)),
        links=tuple(the_links(metas)), files=tuple(the_files(root)),
    )  # fmt: skip


def attribute(parent: Element, child: str, name: str) -> str | None:
    """What the child's attribute says."""
    found = parent.find(f"n:{child}", NS)
    return None if found is None else found.get(name)


def only(root: Element, path: str) -> str | None:
    """The text of the one element there; None where there is none."""
    found = root.findall(path, NS)
    assert len(found) <= 1
    return found[0].text if found else None


def classified(data: Element, kind: str) -> tuple[str, ...]:
    """The codes of that kind under which it is filed."""
    found = data.iterfind("n:identified-content/n:classifier", NS)
    return tuple(one.get("value", "") for one in found if one.get("type") == kind)


def blocks(root: Element) -> Iterator[Element]:
    """The elements of the copy that hold words."""
    content = root.find("n:body/n:body.content/n:block", NS)
    assert content is not None
    for one in content.iter():
        if isinstance(one.tag, str) and etree.QName(one).localname in BLOCKS:
            yield one


def the_links(metas: list[tuple[str, str]]) -> Iterator[tuple[str, str, int]]:
    """Relation, id and version: each id is followed by its version."""
    for (name, text), (follows, version) in pairwise(metas):
        if name.startswith("link-") and follows == f"{name}-version":
            yield name.removeprefix("link-"), text, int(version)


def the_files(root: Element) -> Iterator[tuple[str, str, str, int, str]]:
    """The references of the media element, with what its metadata say of each."""
    known = {one.get("name"): one.get("value", "") for one in root.iter(f"{{{NITF}}}media-metadata")}
    for one in root.iter(f"{{{NITF}}}media-reference"):
        name = one.get("name", "")
        size, digest = int(known[f"{name}.bytes"]), known[f"{name}.sha256"]
        yield name, one.get("source", ""), one.get("mime-type", ""), size, digest


def seconds(basic: str) -> str:
    """A moment of ISO 8601's basic format in the extended one."""
    return re.sub(r"(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)", r"\1-\2-\3:\4:\5", basic)


def moment(basic: str | None) -> str | None:
    """The same where there is one."""
    return None if basic is None else seconds(basic)


def test_a_reader_of_nitf_finds_every_fact_of_a_hundred_generated_items():
    for number, made in enumerate(items(6, 100)):
        told = project(made, choices(number))
        if made.sheet.media is not None:
            told = replace(told, copy=words(made, choices(number)))
        assert parsed(document(Format.NITF, *made, choices(number))) == told


@pytest.mark.parametrize("name", [*goldens(), *more()])
def test_a_reader_of_nitf_finds_every_fact_of_the_golden_documents(name: str):
    made, chosen = (goldens() | more())[name], choices(0)
    told = project(made, chosen)
    if made.sheet.media is not None:
        told = replace(told, copy=words(made, chosen))
    assert parsed(document(Format.NITF, *made, chosen)) == told


def test_an_embargo_a_stop_and_an_advisory_are_what_nitf_calls_them():
    status = {
        name: re.search(rb'management-status="(\w+)"', document(Format.NITF, *goldens()[name], choices(0)))
        for name in ("story_tr", "embargoed_fr", "kill_fr", "hold_ar", "advisory_tr")
    }
    said = {name: found[1].decode() for name, found in status.items() if found is not None}
    assert said == {
        "story_tr": "usable", "embargoed_fr": "embargoed", "kill_fr": "canceled", "hold_ar": "withheld",
        "advisory_tr": "withheld",
    }  # fmt: skip
