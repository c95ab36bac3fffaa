"""What kinds of items, and what is done to them, are called in a sentence that refuses something."""

from newsflow.domain.codes import Action, ItemType
from newsflow.domain.worded import Worded, worded

ACTION_WORDS: dict[Action, Worded] = {
    Action.NEW: worded("new"),
    Action.UPDATE: worded("update"),
    Action.CORRECT: worded("correct"),
    Action.HOLD: worded("hold"),
    Action.REINSTATE: worded("reinstate"),
    Action.KILL: worded("kill"),
    Action.WITHDRAW: worded("withdraw"),
    Action.LIFT: worded("lift"),
    Action.REDACT: worded("redact"),
}
KIND_WORDS: dict[ItemType, Worded] = {
    ItemType.TEXT: worded("text"),
    ItemType.PICTURE: worded("picture"),
    ItemType.VIDEO: worded("video"),
    ItemType.GRAPH: worded("graphic"),
    ItemType.FILE: worded("file"),
    ItemType.PICTURE_GROUP: worded("series of pictures"),
    ItemType.VIDEO_GROUP: worded("series of videos"),
    ItemType.GRAPH_GROUP: worded("series of graphics"),
}
