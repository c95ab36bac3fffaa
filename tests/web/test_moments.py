"""Times as pages show them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsflow.web.moments import Times
from newsflow.web.words import words

ISTANBUL = ZoneInfo("Europe/Istanbul")
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def times(language: str = "en", zone: str = "Europe/Istanbul") -> Times:
    return Times(words(language).time, ZoneInfo(zone))


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(minutes=53), "14:07"),
        (timedelta(hours=15, minutes=1), "Sun 23:59"),
        (timedelta(days=6), "Tue 15:00"),
        (timedelta(days=7), "23 Feb 2026"),
        (timedelta(days=-1), "Tue 15:00"),
        (timedelta(days=-6), "Sun 15:00"),
        (timedelta(days=-7), "9 Mar 2026"),
    ],
)
def test_a_time_is_as_exact_as_its_age_asks(ago: timedelta, text: str):
    moment = times().short(NOW - ago, NOW)
    assert (moment.text, moment.zone) == (text, "UTC+3" if ":" in text else None)


def test_a_time_that_must_be_exact_has_its_hour_however_old_it_is():
    moment = times().exact(NOW - timedelta(days=102), NOW)
    assert (moment.text, moment.zone) == ("20 Nov 2025, 15:00", "UTC+3")
    assert times().exact(NOW, NOW) == times().short(NOW, NOW)


def test_today_is_the_day_in_the_agency_s_zone():
    at = datetime(2026, 3, 1, 21, 30, tzinfo=UTC)
    assert times().short(at, NOW).text == "00:30"
    assert times(zone="UTC").short(at, NOW).text == "Sun 21:30"


def test_the_machine_s_form_is_rfc_3339_with_the_zone_s_offset():
    assert times().full(NOW).machine == "2026-03-02T15:00:00+03:00"
    assert datetime.fromisoformat(times().full(NOW).machine) == NOW


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("UTC", "UTC"),
        ("Asia/Kolkata", "UTC+5:30"),
        ("America/St_Johns", "UTC−3:30"),
        ("Europe/Paris", "UTC+1"),
    ],
)
def test_the_zone_is_its_distance_from_utc(zone: str, shown: str):
    assert times(zone=zone).full(NOW).zone == shown


@pytest.mark.parametrize(
    ("language", "full", "today"),
    [
        ("en", "2 March 2026, 15:00", "Monday 2 March 2026"),
        ("fr", "2 mars 2026, 15:00", "lundi 2 mars 2026"),
        ("tr", "2 Mart 2026, 15:00", "2 Mart 2026 Pazartesi"),
        ("ar", "2 مارس 2026، 15:00", "الاثنين 2 مارس 2026"),
        ("ru", "2 марта 2026, 15:00", "понедельник, 2 марта 2026"),
        ("de", "2. März 2026, 15:00", "Montag, 2. März 2026"),
    ],
)
def test_dates_are_written_as_each_language_writes_them(language: str, full: str, today: str):
    assert times(language).full(NOW).text == full
    assert times(language).today(NOW).text == today


def test_a_date_without_a_time_stays_a_date():
    moment = times("fr").day(date(2021, 4, 1))
    assert (moment.text, moment.machine, moment.zone) == ("1er avril 2021", "2021-04-01", None)
