"""What the demo's desk expects: lines of the news list in each state, put there by the real acts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from newsflow.accounts.hand import cli_hand
from newsflow.db.pool import Pool, transaction
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Form, ItemType
from newsflow.domain.coverage import Coverage
from newsflow.domain.entry import Header
from newsflow.newsroom.news_list import cancel, change, deliver, plan
from newsflow.ops.demo.cast import Desk

CAME_OF = "01-trabzon-storm/lead"
"""The dispatch that came of the first line."""
_TEXT, _PICTURES, _VIDEO, _GRAPH = (
    ItemType.TEXT.value,
    ItemType.PICTURE_GROUP.value,
    ItemType.VIDEO_GROUP.value,
    ItemType.GRAPH_GROUP.value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    after: timedelta
    language: str
    section: str
    slug: str
    what: str
    form: Form = Form.STORY
    kinds: tuple[str, ...] = (_TEXT,)
    note: str = ""
    later: timedelta | None = None
    """By how much it is delayed."""
    off: str = ""
    """Why it will not come."""
    of: str = ""
    """The key of the dispatch that came of it."""


_LINES = (
    _Line(after=timedelta(minutes=30), language="tr", section="turkiye", slug="trabzon-storm", form=Form.LEAD,
          what="Trabzon’da fırtına: liman ve yollarda son durum", kinds=(_TEXT, _PICTURES), of=CAME_OF),
    _Line(after=timedelta(hours=1), language="fr", section="economy", slug="quay-market",
          what="Bizerte : le marché du quai rouvre, reportage", kinds=(_TEXT, _PICTURES), later=timedelta(hours=2)),
    _Line(after=timedelta(hours=2), language="en", section="science", slug="lake-lights", form=Form.FEATURE,
          what="The lake that glows at night: a week with those who count the lights",
          kinds=(_TEXT, _PICTURES, _VIDEO), note="900 words; twelve pictures. The video comes with subtitles."),
    _Line(after=timedelta(hours=3), language="ar", section="economy", slug="date-fair",
          what="افتتاح معرض التمور في العقبة", kinds=(_TEXT, _PICTURES)),
    _Line(after=timedelta(hours=4), language="tr", section="sport", slug="rowing-cup", form=Form.WRAP,
          what="Kürek kupasında ilk günün toplu sonuçları", off="Yarışlar rüzgâr nedeniyle ertelendi."),
    _Line(after=timedelta(hours=20), language="en", section="world", slug="week-ahead", form=Form.ADVISORY,
          what="The week ahead: what the desk follows, day by day"),
    _Line(after=timedelta(hours=23), language="fr", section="culture", slug="lantern-night",
          what="La nuit des lanternes : portraits d’ateliers", form=Form.PROFILE, kinds=(_TEXT, _PICTURES)),
    _Line(after=timedelta(hours=26), language="tr", section="economy", slug="harbour-figures", form=Form.FACTBOX,
          what="Rakamlarla limanlar: yılın on ayı", kinds=(_TEXT, _GRAPH)),
)  # fmt: skip


async def expect(pool: Pool, clock: Clock, agency: Agency, desk: Desk, last: Mapping[str, Header]) -> None:
    """Put the lines on the list in the editor's name; one is delayed, one cancelled, one there already."""
    now = clock()
    hand = cli_hand(desk.editor, now)
    for line in _LINES:
        given = Coverage(
            slug=line.slug,
            what=line.what,
            note=line.note,
            language=line.language,
            section=line.section,
            packages=agency.packages_of(line.section),
            provider=agency.providers[0].code,
            form=line.form.value,
            kinds=line.kinds,
            expected=now + line.after,
        )
        async with transaction(pool) as db:
            number = await plan(db, agency, given, hand, now)
            if line.later is not None:
                later = replace(given, expected=given.expected + line.later)
                await change(db, agency, number, later, hand, now=now)
            if line.off:
                await cancel(db, number, line.off, hand, now)
            if line.of in last:
                await deliver(db, number, last[line.of].guid, hand, now)
