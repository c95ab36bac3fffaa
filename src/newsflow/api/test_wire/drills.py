"""What a drill puts on a test wire. PURE: the number it begins at and the time come in, entries come out."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from newsflow.api.test_wire.picture import RENDITION
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, Form, ItemType, ReasonClass
from newsflow.domain.dispatch import Dispatch, paragraph
from newsflow.domain.guid import Guid, make_guid
from newsflow.domain.media import Media, Rendition
from newsflow.domain.notice import Event, lifted, notice, reinstated, stopped

TEST = "TEST"
CODE = "test"
"""Where a guid of the real wire has the agency's code."""
WARNING = "TEST. This is a drill of a test wire. Nothing of it happened. Do not publish."
LETTERS = "TEST. Letters to try: İıŞşĞğÜüÖöÇç, éèêëàùçœ, ßøåæ, Київ, العربية, עברית, 中文; 5 < 7 & “quotes” stay as they are."
EMBARGO = timedelta(minutes=2)


class Drill(StrEnum):
    """What can be had on demand."""

    NEW = "new"
    UPDATE = "update"
    CORRECTION = "correction"
    HOLD = "hold"
    """A text, held with its notice, then reinstated."""
    KILL = "kill"
    WITHDRAWAL = "withdrawal"
    EMBARGO = "embargo"
    """A text that may not be published for two minutes."""
    LIFT = "lift"
    """A text under embargo, and its lift."""
    LATE_PICTURE = "late-picture"
    """A text, then the picture of its story."""
    SERIES = "series"
    """Two pictures, and the series that they are in."""
    RESTORE = "restore"
    """A text that is then void: the wire goes on in a new epoch, as after a restore from a backup."""
    DUPLICATES = "duplicates"
    """The next 5 pages begin with an entry that was there already."""
    LIMITS = "limits"
    """The next 3 requests are answered 429."""
    CUTS = "cuts"
    """The next 3 answers break off in the middle."""


ARMED: dict[Drill, dict[str, int]] = {
    Drill.DUPLICATES: {"twice": 5},
    Drill.LIMITS: {"refuse": 3},
    Drill.CUTS: {"cut": 3},
}
"""What a drill does to the requests that follow; it comes with a text, so that there is something to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One entry that a drill makes."""

    seq: int
    guid: Guid
    version: int
    action: Action
    not_before: datetime | None
    first_at: datetime
    content: Dispatch


@dataclass(slots=True, kw_only=True)
class Script:
    """Entries one after the other, numbered from `after_seq` on, all of one story and one moment."""

    agency: Agency
    after_seq: int
    now: datetime
    played: list[Played] = field(default_factory=list[Played])

    @property
    def story(self) -> str:
        """The story of this drill."""
        return f"test-{self.after_seq + 1}"

    def text(self, what: str) -> Dispatch:
        """A text that says in every part that it is a test."""
        agency = self.agency
        return Dispatch(
            language=agency.default_language, form=Form.STORY, section=agency.sections[0].code,
            packages=(agency.packages[0].code,), provider=agency.providers[0].code, story=self.story,
            slug=f"{TEST}-{self.after_seq + 1}", headline=f"{TEST}: {what}", deck=WARNING, note=WARNING,
            body=(paragraph(WARNING), paragraph(LETTERS)),
        )  # fmt: skip

    def series(self) -> None:
        """Two pictures and their series, numbered together."""
        about = self.picture("a series of two pictures", renditions=())
        group, *members = [
            make_guid(agency=CODE, item_type=kind, at=self.now, zone=self.agency.zoneinfo, number=number)
            for kind, number in (
                (ItemType.PICTURE_GROUP, self.after_seq + 3),
                (ItemType.PICTURE, self.after_seq + 1),
                (ItemType.PICTURE, self.after_seq + 2),
            )
        ]
        for number in (1, 2):
            one = self.picture(f"picture {number} of a series")
            assert one.media is not None
            self.new(replace(one, media=replace(one.media, series=group, number=number)))
        assert about.media is not None
        named = replace(about.media, members=tuple(map(str, members)))
        self.new(replace(about, type=ItemType.PICTURE_GROUP, media=named))

    def picture(self, what: str, renditions: tuple[Rendition, ...] = (RENDITION,)) -> Dispatch:
        """A picture of the same story."""
        media = Media(
            caption=f"{TEST}: a grey square. {WARNING}", alt_text=f"{TEST}: a grey square", credit_line=TEST,
            renditions=renditions,
        )  # fmt: skip
        about = replace(self.text(what), body=(), deck=None)
        return replace(about, type=ItemType.PICTURE, media=media)

    def new(self, content: Dispatch, not_before: datetime | None = None) -> Played:
        """The first version of an item."""
        seq = self.after_seq + len(self.played) + 1
        guid = make_guid(
            agency=CODE, item_type=content.type, at=self.now, zone=self.agency.zoneinfo, number=seq
        )
        content = replace(content, embargo=not_before)
        return self._add(Played(
            seq=seq, guid=guid, version=1, action=Action.NEW, not_before=not_before, first_at=self.now, content=content,
        ))  # fmt: skip

    def on(self, before: Played, action: Action, content: Dispatch) -> Played:
        """The next version of an item."""
        seq = self.after_seq + len(self.played) + 1
        return self._add(replace(
            before, seq=seq, version=before.version + 1, action=action, content=content, not_before=None,
        ))  # fmt: skip

    def told(self, before: Played, action: Action, content: Dispatch | None = None) -> Played:
        """The next version with its notice: a stop where no content is given, else a correction or reinstatement."""
        event = Event(
            guid=before.guid, version=before.version + 1, action=action, first_at=before.first_at,
            reason_class=None if content is not None else ReasonClass.SENT_IN_ERROR,
            reason=(content.correction or "") if content is not None else "",
        )  # fmt: skip
        about = content or before.content
        after = self.on(
            before, action, about if content is not None else marked(stopped(about, event, self.agency))
        )
        self.new(marked(notice(about, event, self.agency)))
        return after

    def _add(self, entry: Played) -> Played:
        self.played.append(entry)
        return entry


def marked(content: Dispatch) -> Dispatch:
    """A notice that says that it is a test."""
    return replace(content, headline=f"{TEST}: {content.headline}", body=(*content.body, paragraph(WARNING)))


_THEN: dict[Drill, tuple[Action, ...]] = {
    Drill.HOLD: (Action.HOLD, Action.REINSTATE),
    Drill.KILL: (Action.KILL,),
    Drill.WITHDRAWAL: (Action.WITHDRAW,),
}
"""What comes after the text, each with its notice, once that was read."""


def steps(drill: Drill) -> int:
    """In how many steps a drill comes, its text being the first."""
    return 2 if drill is Drill.RESTORE else 1 + len(_THEN.get(drill, ()))


def go_on(
    drill: Drill, step: int, first: Played, *, agency: Agency, after_seq: int, now: datetime
) -> list[Played]:
    """The entries of a drill's later step, in order; `first` is its text."""
    script = Script(agency=agency, after_seq=after_seq, now=now)
    action = _THEN[drill][step - 2]
    content = reinstated(first.content) if action is Action.REINSTATE else None
    script.told(replace(first, version=step - 1), action, content)
    return script.played


def play(drill: Drill, *, agency: Agency, after_seq: int, now: datetime) -> list[Played]:
    """The entries that a drill begins with, in order."""
    script = Script(agency=agency, after_seq=after_seq, now=now)
    if drill is Drill.SERIES:
        script.series()
        return script.played
    match drill:
        case Drill.EMBARGO | Drill.LIFT:
            first = script.new(script.text("under embargo"), now + EMBARGO)
        case _:
            first = script.new(script.text(f"drill “{drill.value}”"))
    again = replace(first.content, headline=f"{first.content.headline}, second version")
    match drill:
        case Drill.UPDATE:
            script.on(first, Action.UPDATE, again)
        case Drill.CORRECTION:
            script.told(
                first, Action.CORRECT, replace(again, correction="TEST: the headline said it otherwise.")
            )
        case Drill.LIFT:
            script.on(first, Action.LIFT, lifted(first.content))
        case Drill.LATE_PICTURE:
            script.new(script.picture("a picture that came late"))
        case _:
            pass
    return script.played
