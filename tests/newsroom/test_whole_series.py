"""A series and its members go out together: nobody smuggles a picture into a series, or a series past its members."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import ItemType
from newsflow.domain.errors import BadInputError
from newsflow.domain.media import Media
from newsflow.wire.fsck import fsck
from tests.builders import a_dispatch, a_picture

if TYPE_CHECKING:
    from tests.builders import Newsroom


async def test_a_draft_puts_no_picture_into_a_series_and_makes_none(newsroom: Newsroom) -> None:
    first, _, group = await newsroom.release_series()
    picture = a_picture()
    assert picture.media is not None
    joined = replace(picture, media=replace(picture.media, series=group.guid, number=3))
    second = a_dispatch(type=ItemType.PICTURE_GROUP, body=(), media=Media(members=(first.guid,)))
    for version in (joined, second):
        with pytest.raises(BadInputError, match="go out together"):
            await newsroom.release(version)
    async with transaction(newsroom.pool) as db:
        assert (await fsck(db)).entries == 3
