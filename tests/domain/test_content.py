"""A version as bytes and back: every dispatch that the types allow, not the ones we thought of."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, cast

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from newsflow.domain.content import (
    Json,
    as_json,
    canonical,
    content_digest,
    digest_of,
    from_json,
    read,
    read_own,
)
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import BadInputError

if TYPE_CHECKING:
    from random import Random

# NFC, as `canonical` writes it; surrogates alone are no text, and the database keeps no NUL.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20).map(
    lambda text: unicodedata.normalize("NFC", text)
)
moments = st.datetimes(
    min_value=datetime(1000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(9998, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)
st.register_type_strategy(str, texts)
st.register_type_strategy(int, st.integers(-(2**53) + 1, 2**53 - 1))
st.register_type_strategy(datetime, moments)
dispatches = st.from_type(Dispatch)


@given(dispatches)
def test_every_version_is_read_back_as_it_was_written(version: Dispatch):
    assert read(canonical(version)) == read_own(canonical(version)) == version


@given(dispatches)
def test_canonical_bytes_are_a_fixed_point(version: Dispatch):
    body = canonical(version)
    assert canonical(read(body)) == body
    assert rfc8785.dumps(json.loads(body)) == body


@given(dispatches, st.randoms(use_true_random=False))
def test_digests_do_not_depend_on_the_order_of_fields(version: Dispatch, random: Random):
    fields = cast("dict[str, Json]", shuffled(as_json(version), random))
    again = from_json(fields)
    assert again == version
    assert content_digest(bytes(32), canonical(again)) == content_digest(bytes(32), canonical(version))
    assert digest_of(fields) == digest_of(as_json(version))


def shuffled(value: Json, random: Random) -> Json:
    """The same JSON value, the keys of each object in another order."""
    if isinstance(value, dict):
        items = [(key, shuffled(part, random)) for key, part in value.items()]
        random.shuffle(items)
        return dict(items)
    if isinstance(value, list):
        return [shuffled(part, random) for part in value]
    return value


@given(dispatches)
@settings(max_examples=50)
def test_the_form_in_which_a_text_was_typed_does_not_change_its_digest(version: Dispatch):
    typed = from_json(cast("dict[str, Json]", decomposed(as_json(version))))
    assert canonical(typed) == canonical(version)


def decomposed(value: Json) -> Json:
    """The same JSON value with every text in NFD."""
    if isinstance(value, str):
        return unicodedata.normalize("NFD", value)
    if isinstance(value, dict):
        return {key: decomposed(part) for key, part in value.items()}
    return [decomposed(part) for part in value] if isinstance(value, list) else value


@given(dispatches, st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
@settings(max_examples=30)
def test_another_salt_is_another_digest(version: Dispatch, one: bytes, other: bytes):
    body = canonical(version)
    assert (content_digest(one, body) == content_digest(other, body)) == (one == other)


@given(moments, st.integers(-14 * 60, 14 * 60))
def test_a_moment_has_the_same_bytes_in_every_zone(moment: datetime, minutes: int):
    there = moment.astimezone(timezone(timedelta(minutes=minutes)))
    assert digest_of({"at": as_text(moment)}) == digest_of({"at": as_text(there)})


def as_text(moment: datetime) -> str:
    """The moment as the wire writes it."""
    from newsflow.domain.clock import rfc3339

    return rfc3339(moment)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="names no time zone"):
        as_text(datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001 - the mistake that is refused


@pytest.mark.parametrize(
    ("facts", "says"), [({"headline": "Ferry\0"}, "NUL character"), ({"urgency": 2**53}, "cannot be kept")]
)
def test_a_text_that_cannot_be_kept_is_refused_before_anything_is_stored(facts: dict[str, object], says: str):
    least = {"language": "en", "form": "story", "section": "world", "packages": ["main"], "provider": "own"}
    version = from_json({**least, "slug": "ferry", "headline": "Ferry", **facts})
    with pytest.raises(BadInputError, match=says):
        canonical(version)


def test_the_field_of_a_draft_that_is_wrong_is_named():
    with pytest.raises(BadInputError, match=r"Invalid enum value 'storey' - at `\$.form`"):
        from_json({"language": "en", "form": "storey"})
    with pytest.raises(BadInputError, match="missing required field `form`"):
        from_json({"language": "en"})
