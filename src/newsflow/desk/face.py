"""The desk as a face: its way round, and what it says after a form."""

from newsflow.accounts.people import Act
from newsflow.web.say import noop as _
from newsflow.web.within.face import Face, Way
from newsflow.web.within.words import SAID as SAID_EVERYWHERE

PREFIX = "/desk"
HOME = f"{PREFIX}/"
ME = f"{PREFIX}/me"

SAID = {
    **SAID_EVERYWHERE,
    "files_came": _("The files are stored; the worker has them next."),
    "words_kept": _("Saved. The files are made again with these words in them."),
    "dropped": _("The draft was dropped. Its versions are kept."),
    "taken": _("The draft is yours to write."),
    "handed": _("An editor has it now."),
    "read": _("Begun from the copy. Look at what was filled in."),
    "sent_back": _("It went back with your note."),
    "held": _("It is on hold. Subscribers who took it are being told."),
    "killed": _("It is killed. Subscribers who took it are being told."),
    "withdrawn_item": _("It is withdrawn. Subscribers who took it are being told."),
    "reinstated": _("It may be used again."),
    "lifted": _("The embargo is lifted. It is on everybody’s wire."),
    "embargo_moved": _("The embargo has a new hour."),
    "looked": _("Your look is in the file."),
    "legal_opened": _("The request is in the inbox."),
    "legal_decided": _("Decided. Nothing is touched until another person confirms it."),
    "legal_taken_back": _("The decision was taken back."),
    "legal_done": _("It is carried out, and the request is closed."),
    "legal_begun": _("Drafts are begun; see the board. The request is closed."),
    "enquiry_answered": _("The answer is on its way to them."),
    "enquiry_offered": _("The offer is on its way to them."),
    "enquiry_closed": _("The enquiry is closed."),
    "contract_signed": _("The contract is signed."),
    "contract_ended": _("The end of the contract is on the record."),
    "request_answered": _("The answer is on its way to everyone who wrote."),
    "request_closed": _("The request is closed."),
    "released": _("It is on the wire."),
    "scheduled": _("It goes out by itself at its hour."),
    "asked": _("A second look is asked for."),
    "approved": _("Approved."),
    "sent_alone": _("It is on the wire. The chief is told; somebody looks at it afterwards."),
    "refused": _("Refused. Whoever asked has the draft again, with your reason."),
    "request_withdrawn": _("The request is taken back."),
    "on_duty": _("On duty."),
    "off_duty": _("The shift is over."),
    "alone": _("You are alone: all desks are on this board."),
    "lent": _("The right is lent until the shift is over."),
    "right_back": _("The right is taken back."),
    "noted": _("The note stands in the hand-over."),
    "note_closed": _("The note is closed."),
    "signed": _("Signed. It is your watch."),
    "ordered": _("Ordered. It is in the queue."),
    "order_back": _("It is in the queue again."),
    "order_dropped": _("The order is taken back."),
    "stands": _("The translation stands."),
    "accepted": _("Accepted."),
    "caught_up": _("The translation is up to its original."),
    "machine_drafted": _("A machine’s draft is in. Each sentence waits for you."),
    "ready": _("It goes out with its original."),
    "name_dropped": _("The name is out of the list."),
    "set": _("Changed. Every part of the house has it within seconds."),
}
"""What a page says of the form that led to it, by the code that `done` was given. Rooms add their own lines."""

ROLES = {
    "reporter": _("Reporter"),
    "correspondent": _("Correspondent"),
    "translator": _("Translator"),
    "editor": _("Editor"),
    "chief": _("Chief editor"),
    "picture_desk": _("Picture desk"),
    "administrator": _("Administrator"),
}

DESK = Face(
    name="desk",
    title=_("Desk"),
    prefix=PREFIX,
    cookie="newsflow",
    of_desk=True,
    not_yours=("The desk is the agency's own.", "Use the subscribers' pages."),
    said=SAID,
    roles=ROLES,
    nav=(
        Way(address=HOME, text=_("Board"), key="b"),
        Way(address="/desk/flash", text=_("Flash"), key="f", act=Act.WRITE),
        Way(address="/desk/drafts/new", text=_("New"), key="n", act=Act.WRITE),
        Way(address="/desk/media", text=_("Media"), key="p", act=Act.WRITE, also=("/desk/series/",)),
        Way(address="/desk/approvals", text=_("Approvals"), key="a"),
        Way(
            address="/desk/translations",
            text=_("Translations"),
            key="q",
            act=Act.WRITE,
            also=("/desk/names",),
        ),
        Way(address="/desk/duty", text=_("Duty"), key="d", also=("/desk/handover",)),
        Way(address="/desk/parked", text=_("Parked"), only_if_any=True),
        Way(address="/desk/legal", text=_("Legal"), key="l", act=Act.ANSWER_LEGAL),
        Way(
            address="/desk/enquiries",
            text=_("Enquiries"),
            act=Act.ANSWER_ENQUIRIES,
            also=("/desk/requests",),
        ),
        Way(address="/desk/settings", text=_("Settings")),
    ),
    menu=(
        Way(address=ME, text=_("Your account")),
        Way(address="/desk/parked", text=_("Parked")),
        Way(address="/desk/people", text=_("People"), act=Act.MANAGE_PEOPLE),
        Way(
            address="/desk/subscribers",
            text=_("Subscribers"),
            act=Act.SEE_SUBSCRIBERS,
            also=("/desk/subscriber-",),
        ),
        Way(address="/desk/audit", text=_("Audit trail"), act=Act.SEE_AUDIT),
    ),
)
