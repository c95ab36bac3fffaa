"""What the audit trail's acts, subjects and facts are called: the trail holds codes, for ever; pages and commands say words."""

import re

from newsflow.accounts.hand import CLI, OPERATOR, PASSKEY, PASSWORD, SESSION
from newsflow.web.say import Tongue
from newsflow.web.say import noop as _

ACTS = {
    "add_group": _("Added a group of subscribers"),
    "add_passkey": _("Added a passkey"),
    "add_subscriber": _("Added a subscriber"),
    "add_title": _("Added a title"),
    "admit_by_provider": _("Let a person in by the organisation’s sign-in"),
    "admit_first": _("Let the first person of an organisation in"),
    "approved": _("Approved"),
    "ask": _("Asked for a second look"),
    "ask_reset": _("Asked for a new password"),
    "begin_shift": _("Began a shift"),
    "change_api_user": _("Changed an API user"),
    "change_member": _("Changed a person of an account"),
    "change_person": _("Changed a person"),
    "change_terms": _("Changed a contract’s terms"),
    "check_sanctions": _("Looked at lists of sanctions"),
    "coverage_cancelled": _("Cancelled a line of the news list"),
    "coverage_changed": _("Changed a line of the news list"),
    "coverage_delivered": _("Said what came of a line of the news list"),
    "coverage_planned": _("Put a line on the news list"),
    "coverage_restored": _("Put a cancelled line of the news list back"),
    "drop_provider": _("Took an organisation’s own sign-in off"),
    "edition_hidden": _("Took off the public site"),
    "edition_moved": _("Moved a pin on the front page"),
    "edition_pinned": _("Pinned to the front page"),
    "edition_shown": _("Showed on the public site"),
    "edition_unpinned": _("Unpinned from the front page"),
    "edition_words": _("Put other words on the public site"),
    "end_contract": _("Ended a contract"),
    "end_secrets": _("Ended a login’s secrets"),
    "end_session": _("Ended a session"),
    "end_shift": _("Ended a shift"),
    "end_title": _("Took a title off"),
    "enquiry_answered": _("Answered an enquiry"),
    "enquiry_closed": _("Closed an enquiry"),
    "enquiry_offered": _("Offered a contract"),
    "erase_member": _("Erased a person of an account"),
    "erase_person": _("Erased a person of the desk"),
    "export_member": _("Gave out what is kept of a person"),
    "export_person": _("Gave out what is kept of a person of the desk"),
    "hold": _("Held"),
    "invite": _("Invited a person"),
    "invite_member": _("Invited a person into an account"),
    "kill": _("Killed"),
    "legal_confirmed": _("Confirmed a legal decision"),
    "legal_decided": _("Decided a legal request"),
    "legal_item_added": _("Put an item to a legal request"),
    "legal_item_dropped": _("Took an item off a legal request"),
    "legal_opened": _("Opened a legal request"),
    "legal_taken_back": _("Took a legal decision back"),
    "lend_right": _("Lent a right"),
    "lift_suspension": _("Ended a suspension"),
    "lift": _("Lifted an embargo"),
    "link_identity": _("Linked a person to the organisation’s sign-in"),
    "load": _("Loaded files"),
    "look_after": _("Looked after at what one did alone"),
    "machine_accepted": _("Accepted a machine’s sentences"),
    "machine_drafted": _("Let a machine translate"),
    "make_api_user": _("Made an API user"),
    "move_embargo": _("Moved an embargo"),
    "name_added": _("Added a name to the list"),
    "name_changed": _("Changed a name of the list"),
    "name_dropped": _("Took a name out of the list"),
    "new_secret": _("Made a new secret"),
    "put_in_group": _("Put a subscriber in a group"),
    "refused": _("Refused a release"),
    "reinstate": _("Reinstated"),
    "released": _("Released"),
    "remove_passkey": _("Removed a passkey"),
    "reply_begun": _("Began a reply"),
    "request_answered": _("Answered a request"),
    "request_closed": _("Closed a request"),
    "scheduled": _("Scheduled"),
    "see_as": _("Looked on as a reader of an account"),
    "see_as_ended": _("Ended a look as a reader"),
    "send_link": _("Sent a link by letter"),
    "sent_alone": _("Sent alone"),
    "set_organisation_rules": _("Set an organisation’s rules"),
    "set_password": _("Set a password"),
    "set_provider": _("Set an organisation’s own sign-in"),
    "set_wire": _("Changed the wire’s settings"),
    "sign_contract": _("Signed a contract"),
    "sign_handover": _("Signed a hand-over"),
    "sign_in": _("Signed in"),
    "sign_out": _("Signed out"),
    "sign_out_everywhere": _("Signed out everywhere"),
    "suspend": _("Suspended a subscriber"),
    "take_passkeys": _("Took passkeys away"),
    "take_right_back": _("Took a lent right back"),
    "translation_given_back": _("Gave a translation back"),
    "translation_order_dropped": _("Took an order back"),
    "translation_ordered": _("Ordered a translation"),
    "translation_ready": _("Called a translation ready"),
    "translation_stands": _("Let a translation stand"),
    "translation_taken": _("Took a translation"),
    "unlink_identity": _("Undid a link to the organisation’s sign-in"),
    "withdraw": _("Withdrew"),
    "withdrawn": _("Withdrew a request"),
}
"""`tests/web/test_act_words.py` holds it to the acts that the code writes down."""
SUBJECTS = {
    "after_look": _("Look after %(of)s"),
    "api_user": _("API user %(of)s"),
    "contract": _("Contract %(of)s"),
    "coverage": _("Line %(of)s of the news list"),
    "draft": _("Draft %(of)s"),
    "enquiry": _("Enquiry %(of)s"),
    "group": _("Group %(of)s"),
    "handover": _("Hand-over %(of)s"),
    "item": _("Item %(of)s"),
    "legal": _("Legal request %(of)s"),
    "load": _("Files of %(of)s"),
    "loan": _("Lent right %(of)s"),
    "name": _("Name %(of)s"),
    "order": _("Order %(of)s"),
    "person": _("Person %(of)s"),
    "request": _("Request %(of)s"),
    "settings": _("Settings: %(of)s"),
    "subscriber": _("Subscriber %(of)s"),
}

PARTS = {
    "checks": _("Checks"),
    "file": _("the agency’s file"),
    "gauges": _("Gauges"),
    "looks": _("Second look"),
    "packages": _("Packages"),
    "schemas": _("Schemas"),
    "sections": _("Sections"),
    "topics": _("Topics"),
    "words": _("Words"),
}
"""Parts of the settings, and kinds of files; what follows is a code of the agency's, and stays one."""
KEYS = {
    PASSWORD: _("password"),
    SESSION: _("signed in"),
    CLI: _("command line"),
    OPERATOR: _("whoever runs the machine"),
    "demo": _("the demo"),
    "none": _("none"),
}
"""With what one acted; a passkey has its own number."""
FACTS = {
    "active": _("Active"),
    "admits": _("Lets unknown people in"),
    "alone": _("Alone"),
    "changed": _("Changed"),
    "clear": _("Nothing found"),
    "decision": _("Decision"),
    "desk": _("Desk"),
    "desks": _("Desks"),
    "digest": _("Digest"),
    "domains": _("Domains"),
    "draft": _("Draft"),
    "drafts": _("Drafts"),
    "ended": _("Session"),
    "ends": _("Ends"),
    "engine": _("Engine"),
    "files": _("Files"),
    "group": _("Group"),
    "issuer": _("Issuer"),
    "item": _("Item"),
    "items": _("Items"),
    "kind": _("Kind"),
    "language": _("Language"),
    "needs_passkey": _("Passkey alone"),
    "number": _("Number"),
    "original": _("Original"),
    "passkey": _("Passkey"),
    "passkeys": _("Passkeys"),
    "passwords": _("Passwords allowed"),
    "people": _("People"),
    "places": _("What changed"),
    "request": _("Request"),
    "right": _("Right"),
    "role": _("Role"),
    "save": _("Saved version"),
    "second_factor": _("Second factor at the provider"),
    "secret": _("New client secret"),
    "sentences": _("Sentences"),
    "sessions": _("Sessions"),
    "subscriber": _("Subscriber"),
    "title": _("Title"),
    "to": _("New hour"),
    "until": _("Until"),
    "use_by_person": _("Use told by person"),
    "verdict": _("Verdict"),
    "version": _("Version"),
    "was": _("Role before"),
}
"""The names of an act's facts."""


_OF_PARTS = frozenset({"settings", "load"})


def fact_in_words(speaks: Tongue, name: str) -> str:
    """The fact's name in that language; its code where none of ours knows it."""
    return speaks.say(FACTS[name]) if name in FACTS else name


def act_in_words(speaks: Tongue, act: str) -> str:
    """The act in that language; its code where none of ours knows it."""
    return speaks.say(ACTS[act]) if act in ACTS else act


def subject_in_words(speaks: Tongue, subject: str) -> str:
    """What it was done to, such as “Draft 12”."""
    kind, _colon, of = subject.partition(":")
    if kind in _OF_PARTS:
        of = part_in_words(speaks, of)
    return speaks.say(SUBJECTS[kind], of=of) if kind in SUBJECTS and of else subject


def subject_meant(speaks: Tongue, text: str) -> str:
    """The subject that words such as “Draft 12” mean, `subject_in_words` the other way; what is no such words stays."""
    for kind, words in SUBJECTS.items():
        before, _of, after = speaks.say(words, of="\0").partition("\0")
        of = text[len(before) : len(text) - len(after)].strip()
        if of and text.casefold() == f"{before}{of}{after}".casefold():
            return f"{kind}:{of}"
    return text


def part_in_words(speaks: Tongue, part: str) -> str:
    """A part of the settings, such as “Sections · sport”."""
    name, code = (*re.split(r"/|\?form=", part, maxsplit=1), "")[:2]
    said = speaks.say(PARTS[name]) if name in PARTS else name
    return f"{said} · {code}" if code else said


def key_in_words(speaks: Tongue, key: str) -> str:
    """With what a person acted; its code where none of ours knows it."""
    if key.startswith(PASSKEY):
        return speaks.say(_("passkey"))
    return speaks.say(KEYS[key]) if key in KEYS else key
