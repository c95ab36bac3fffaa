"""A desk on an empty wire and a folder for its index, for each test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.content import canonical
from newsflow.domain.guid import Guid, Seq
from newsflow.search.asking import Asked
from newsflow.search.folder import IndexFolder
from newsflow.search.following import catch_up
from newsflow.search.making import document
from newsflow.search.place import Reached
from newsflow.search.reader import Archive, View
from newsflow.search.rows import Latest
from newsflow.search.writer import Writer
from tests.matching.questions import NOON
from tests.newsroom.conftest import newsroom

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsflow.domain.dispatch import Dispatch
    from newsflow.matching.tree import Tree
    from tests.builders import Newsroom

__all__ = ["newsroom"]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A newsroom's index, and whoever asks it."""

    newsroom: Newsroom
    folder: IndexFolder
    archive: Archive

    async def read(self) -> View:
        """The index once it has read all that is on the wire."""
        await catch_up(self.newsroom.pool, self.folder)
        view = self.archive.view()
        assert view is not None
        return view


def numbers(view: View, tree: Tree, taken: frozenset[int] = frozenset()) -> list[int]:
    """The numbers of the entries of which the tree is true, by the index, newest first."""
    query = Asked(view.schema, view.shapes, taken).query(tree)
    hits = view.searcher.search(query, limit=10_000, order_by_field="seq").hits
    return [int(seq) for seq, _ in hits]


@pytest.fixture
def shelf(newsroom: Newsroom, tmp_path: Path) -> Shelf:
    """An index that has read nothing yet."""
    folder = IndexFolder(tmp_path / "search")
    return Shelf(newsroom, folder, Archive(folder))


def a_latest(content: Dispatch, number: int) -> Latest:
    """An item as the database gives it: its first version, released at noon."""
    return Latest(
        guid=Guid(f"nf:{content.type.value}:20260302:{number}"),
        type=content.type.value,
        language=content.language,
        form=content.form.value,
        section=content.section,
        packages=list(content.packages),
        provider=content.provider,
        priority=content.priority.value,
        urgency=content.urgency,
        story=content.story,
        slug=content.slug,
        headline=content.headline,
        notice_of=None,
        series=None,
        first_at=NOON,
        first_seq=Seq(number),
        seq=Seq(number),
        at=NOON,
        version=1,
        action="new",
        embargoed=False,
        restrictions="[]",
        replaced_by=None,
        body=canonical(content),
    )


def an_index_of(folder: Path, contents: Sequence[Dispatch]) -> View:
    """An index of these dispatches, numbered from 1."""
    shelf = IndexFolder(folder)
    building = shelf.begin()
    shelf.serve(building)
    begin = Reached(wire="nf", epoch=1, seq=0)
    writer = Writer(building, begin)
    items = [a_latest(content, number) for number, content in enumerate(contents, start=1)]
    writer.put([document(item) for item in items], Reached(wire="nf", epoch=1, seq=len(items)))
    writer.close()
    view = Archive(shelf).view()
    assert view is not None
    return view
