"""Where media lie is a setting, and its keys are secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.domain.errors import SetupError
from newsflow.ops.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_media_lie_in_the_data_folder_when_nobody_says_otherwise(tmp_path: Path):
    settings = Settings.read({"NEWSFLOW_DATA": str(tmp_path)})
    assert settings.objects.folder == tmp_path / "objects"
    assert settings.objects.scratch == tmp_path / "scratch"


def test_a_bucket_is_named_with_its_keys_which_may_lie_in_files(tmp_path: Path):
    (tmp_path / "key").write_text("the-key\n")
    place = Settings.read(
        {
            "NEWSFLOW_OBJECTS_URL": "s3://media/fil",
            "NEWSFLOW_OBJECTS_ENDPOINT": "https://s3.example.org",
            "NEWSFLOW_OBJECTS_REGION": "eu-south-1",
            "NEWSFLOW_OBJECTS_ACCESS_KEY": "name",
            "NEWSFLOW_OBJECTS_SECRET_KEY_FILE": str(tmp_path / "key"),
        }
    ).objects
    assert (place.bucket, place.prefix, place.region) == ("media", "fil", "eu-south-1")
    assert (place.endpoint, place.secret_key) == ("https://s3.example.org", "the-key")


@pytest.mark.parametrize("url", ["s3://media", "objects", "https://example.org/objects"])
def test_a_place_that_cannot_be_stops_the_start(url: str):
    with pytest.raises(SetupError, match="NEWSFLOW_OBJECTS_URL"):
        Settings.read({"NEWSFLOW_OBJECTS_URL": url})
