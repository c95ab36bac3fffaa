"""The closed sets of the trade. Each value is spelled as the wire stores it, for ever."""

from enum import StrEnum


class ItemType(StrEnum):
    """What an item is. The value is the second part of its guid (HAS contract, §1.3)."""

    TEXT = "text"
    PICTURE = "picture"
    VIDEO = "video"
    GRAPH = "graph"
    FILE = "file"
    PICTURE_GROUP = "picturegroup"
    VIDEO_GROUP = "videogroup"
    GRAPH_GROUP = "graphgroup"


class Form(StrEnum):
    """What kind of dispatch a text item is."""

    FLASH = "flash"
    URGENT = "urgent"
    LEAD = "lead"
    STORY = "story"
    WRAP = "wrap"
    FEATURE = "feature"
    FACTBOX = "factbox"
    CHRONOLOGY = "chronology"
    PROFILE = "profile"
    TEXT = "text"
    ADVISORY = "advisory"
    NOTICE = "notice"


class Action(StrEnum):
    """What an entry does to its item."""

    NEW = "new"
    UPDATE = "update"
    CORRECT = "correct"
    HOLD = "hold"
    REINSTATE = "reinstate"
    KILL = "kill"
    WITHDRAW = "withdraw"
    LIFT = "lift"
    REDACT = "redact"


class Priority(StrEnum):
    """HAS's six levels by name. Special and archive are kinds, not ranks."""

    FLASH = "flash"
    URGENT = "urgent"
    IMPORTANT = "important"
    ROUTINE = "routine"
    SPECIAL = "special"
    ARCHIVE = "archive"


class CreditRole(StrEnum):
    """What a credited person did."""

    WRITER = "writer"
    TRANSLATOR = "translator"
    WEB_EDITOR = "web_editor"
    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    PHOTOGRAPHER = "photographer"
    TAKEN_BY = "taken_by"


class PlaceRole(StrEnum):
    """What a place is to the dispatch. The dateline is `filed_from`."""

    FILED_FROM = "filed_from"
    HAPPENED_AT = "happened_at"
    ABOUT = "about"


class BlockKind(StrEnum):
    """The closed markup of a body."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    QUOTE = "quote"
    LIST = "list"


class Verdict(StrEnum):
    """What an account may have of an entry."""

    WHOLE = "whole"
    NOTICE = "notice"
    NONE = "none"


class ReasonClass(StrEnum):
    """Why an item was held, killed or withdrawn; the only reason that outlives its text."""

    FALSE = "false"
    LEGAL = "legal"
    RIGHTS = "rights"
    HOAX = "hoax"
    SENT_IN_ERROR = "sent_in_error"
    CHECKING = "checking"


class ReplyKind(StrEnum):
    """Why a text is printed that is not ours."""

    REPLY = "reply"
    COURT_TEXT = "court_text"


class DateKind(StrEnum):
    """Which date of its source an imported text states."""

    FIRST = "first"
    UPDATED = "updated"
    FILED = "filed"


class Precision(StrEnum):
    """How much of a stated date its source gave. A date without a time stays a date."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class Zone(StrEnum):
    """Whether the source said which zone its times are in."""

    STATED = "stated"
    ASSUMED = "assumed"
    NONE = "none"
