"""What is kept of a subscriber's person, why and how long."""

from newsflow.web.say import noop as _
from newsflow.web.within.retained import FOR_EVER, WHILE_THERE, Row

UNTIL_TAKEN = _("until you take it off")
TABLE: tuple[Row, ...] = (
    (_("Your name, address, role and language"), _("To let you in, and to write to you."), WHILE_THERE),
    (_("Your password’s hash, your passkeys’ public halves"), _("To let nobody else in."), WHILE_THERE),
    (
        _("Which account of your organisation’s sign-in you are"),
        _("To let you in by it."),
        _("until a master undoes it"),
    ),
    (
        _("Where you signed in: network address, browser, hour"),
        _("To show you who is signed in as you, and to stop who tries passwords."),
        lambda kept: kept.sign_ins,
    ),
    (
        _("Which letters went to you; not their text"),
        _("To know whether a letter arrived."),
        lambda kept: kept.letters,
    ),
    (
        _("Which items you opened"),
        _("For your unread marks. Nobody else sees it."),
        lambda kept: kept.reading,
    ),
    (
        _("What you saved, the questions you kept, how close your lines stand"),
        _("For your own lists. Nobody else sees it."),
        UNTIL_TAKEN,
    ),
    (_("Items that you and colleagues sent each other"), _("For the two of you."), UNTIL_TAKEN),
    (_("Your notes that the newsroom uses an item"), _("For your colleagues."), UNTIL_TAKEN),
    (
        _("How many items you took, by day"),
        _("Only where your organisation has decided to count it; every page then says so."),
        lambda kept: kept.use_by_person,
    ),
    (
        _("From which network address your organisation took an item"),
        _("To find a misused login."),
        lambda kept: kept.addresses,
    ),
    (
        _("By whose machine’s login it took it; never which person"),
        _("To find a misused login, and for the account’s plots."),
        lambda kept: kept.logins,
    ),
    (
        _("That your organisation took a version of an item, and when"),
        _("It is the proof of what was delivered: who took an item is told when it is corrected or killed."),
        FOR_EVER,
    ),
    (
        _("The words of requests to the agency, once closed"),
        _("To answer what follows from them. They are your organisation’s."),
        lambda kept: kept.requests,
    ),
    (
        _("What you did in the account: whom you invited, which secret you made"),
        _(
            "So that nobody denies it. It holds a number in place of your name; once you are erased the number is nobody’s."
        ),
        FOR_EVER,
    ),
)
