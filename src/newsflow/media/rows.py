"""The media room's named queries and the classes of their rows."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import query


@dataclass(frozen=True, slots=True)
class AssetRow:
    """One asset as the table has it; the JSON columns as text."""

    id: str
    kind: str
    file_name: str
    state: str
    because: str | None
    progress: int
    tries: int
    original: str
    renditions: str
    facts: str
    given: str
    companions: str
    created_by: str | None
    created_at: datetime
    changed_at: datetime


ADD = query("media.add")
ASSETS_BY_ID = query("media.assets_by_id", AssetRow)
ASSETS = query("media.assets", AssetRow)
TAKE = query("media.take", AssetRow)
KEEP = query("media.keep")
FINISH = query("media.finish")
REFUSE = query("media.refuse")
GIVE_BACK = query("media.give_back")
REMAKE = query("media.remake")
GIVE_WORDS = query("media.give_words")
ACCOMPANY = query("media.accompany")
ASSETS_WITH = query("media.assets_with", AssetRow)
ASSETS_ERASED = query("media.assets_erased", AssetRow)
ERASE = query("media.erase")
