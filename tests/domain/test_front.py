"""How a front page is laid."""

from datetime import UTC, datetime, timedelta

from newsflow.domain.codes import Form
from newsflow.domain.front import Candidate, arrange

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def an_item(
    guid: str, *, hours: float = 1, urgency: int = 5, pin: int | None = None, **others: str
) -> Candidate:
    facts: dict[str, object] = {"story": None, "section": "world", "form": Form.STORY.value}
    facts |= others
    return Candidate(
        guid=guid,
        urgency=urgency,
        shown_at=NOW - timedelta(hours=hours),
        story=facts["story"] if isinstance(facts["story"], str) else None,
        section=str(facts["section"]),
        form=str(facts["form"]),
        pin=pin,
    )


def test_an_empty_wire_gives_an_empty_front():
    front = arrange((), ("world",), NOW)
    assert (front.flash, front.lead, front.seconds, front.rivers) == (None, None, (), ())


def test_the_more_urgent_leads_until_it_is_old():
    news = [an_item("routine", hours=1), an_item("urgent", hours=3, urgency=2)]
    assert arrange(news, ("world",), NOW).lead == "urgent"
    news = [an_item("routine", hours=1), an_item("urgent", hours=20, urgency=2)]
    assert arrange(news, ("world",), NOW).lead == "routine"


def test_an_editor_s_pins_lead_in_their_order_whatever_their_age_and_urgency():
    pins = [an_item("second", urgency=1, pin=1), an_item("first", hours=30, urgency=9, pin=0)]
    front = arrange([an_item("urgent", urgency=2), *pins], ("world",), NOW)
    assert (front.lead, front.seconds) == ("first", ("second", "urgent"))


def test_a_flash_stands_on_its_line_for_an_hour():
    flash = an_item("flash", hours=0.5, urgency=1, form=Form.FLASH.value)
    front = arrange([flash, an_item("other")], ("world",), NOW)
    assert (front.flash, front.lead) == ("flash", "other")
    assert arrange([flash], ("world",), NOW + timedelta(hours=1)).flash is None


def test_one_story_stands_once_above_the_rivers():
    news = [an_item("a", story="s"), an_item("b", hours=2, story="s"), an_item("c", hours=3)]
    front = arrange(news, ("world",), NOW)
    assert (front.lead, front.seconds) == ("a", ("c",))
    assert front.rivers[0].items == ("b",)


def test_rivers_follow_the_agency_s_order_of_sections_and_repeat_nothing():
    news = [an_item(f"w{n}", hours=n) for n in range(1, 20)]
    news += [an_item(f"s{n}", hours=30 + n, section="sport") for n in range(9)]
    front = arrange(news, ("sport", "world", "health"), NOW)
    assert [river.section for river in front.rivers] == ["sport", "world"]
    assert [len(river.items) for river in front.rivers] == [4, 4]
    placed = [front.lead, *front.seconds, *(guid for river in front.rivers for guid in river.items)]
    assert len(placed) == len(set(placed)) == 14
