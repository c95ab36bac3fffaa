"""What roles and acts are called in a sentence that refuses something."""

from newsflow.domain.worded import Worded, worded

ROLE_WORDS: dict[str, Worded] = {
    "reporter": worded("reporter"),
    "correspondent": worded("correspondent"),
    "translator": worded("translator"),
    "editor": worded("editor"),
    "chief": worded("chief"),
    "picture_desk": worded("picture desk"),
    "administrator": worded("administrator"),
    "subscriber_master": worded("master of a subscriber's account"),
    "subscriber_editor": worded("subscriber's editor"),
}
ACT_WORDS: dict[str, Worded] = {
    "write": worded("write"),
    "release": worded("release"),
    "approve": worded("approve"),
    "stop": worded("stop an item"),
    "edit_editions": worded("edit the public site"),
    "erase": worded("erase by order"),
    "answer_legal": worded("answer legal requests"),
    "answer_enquiries": worded("answer enquiries"),
    "lend_rights": worded("lend rights"),
    "set_wire": worded("set the wire"),
    "see_audit": worded("see the audit trail"),
    "manage_people": worded("manage people"),
    "read_wire": worded("read the wire"),
    "manage_account": worded("manage the account"),
    "see_subscribers": worded("see subscribers"),
    "manage_subscribers": worded("manage subscribers and contracts"),
    "see_as": worded("see the portal as subscribers do"),
}
"""`tests/web/test_telling.py` holds both to the roles and acts that there are."""
