"""Legal decisions on pictures: their files go with them, and their words are in the files too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.errors import ConflictError
from newsflow.domain.redaction import Change
from newsflow.newsroom.legal.plans import Verdict
from newsflow.newsroom.legal.requests import Kind
from newsflow.objects import Place, open_store
from newsflow.wire.fsck import fsck
from newsflow.wire.read import versions
from tests.newsroom.legal_cases import asked, confirmed, decided
from tests.ops.cli.test_erase_commands import a_picture, files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import Newsroom


async def test_a_series_taken_down_is_killed_with_its_pictures_and_their_files_are_gone(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    store = open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))
    picture, series = await a_picture(newsroom, store, b"print", b"web")
    request = await asked(newsroom, series, kind=Kind.TAKE_DOWN)
    await decided(newsroom, request, Verdict.TAKE_DOWN)
    done = await confirmed(newsroom, request, store=store)
    assert [header.guid for header in done.headers[:2]] == [series, picture]
    assert files(store) == []
    async with transaction(newsroom.pool) as db:
        report = await fsck(db)
        kept = await versions(db, picture)
    assert (report.faults, report.erased) == ([], 2)
    assert [entry.content is None for entry in kept] == [False, True]


async def test_a_picture_s_words_are_not_redacted_since_its_file_holds_them_too(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    store = open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))
    picture, _ = await a_picture(newsroom, store, b"print", b"web")
    request = await asked(newsroom, picture)
    with pytest.raises(ConflictError, match="files of pictures"):
        await decided(newsroom, request, Verdict.REDACT, (Change(words="quay at noon"),))
