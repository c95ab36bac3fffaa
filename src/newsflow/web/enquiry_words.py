"""What the public site says to who asks to receive the whole, on its pages and in letters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleAndText:
    """A title, and what to make of it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWords:
    """The form."""

    receive: str
    packages: str
    all_packages: str
    languages: str
    sections: str
    form: str
    organisation: str
    name: str
    email: str
    wants: str
    wants_help: str
    languages_wanted: str
    sections_wanted: str
    sections_help: str
    offer: str
    no_offer: str
    ask_for: str
    send: str
    privacy: str
    leave_empty: str
    or_write: str
    mend: str
    missing: str
    not_email: str
    too_long: str
    choose: str
    again: str
    too_soon: str
    every_package: str
    every_language: str
    every_section: str
    too_many: TitleAndText
    sent: TitleAndText


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryWords:
    """The page of an enquiry. Patterns take {time}, {days}, {limit}, {organisation}, {until}."""

    title: str
    confirm: TitleAndText
    confirm_button: str
    said: str
    asked: str
    confirmed: str
    wrote: str
    answered: str
    offered_trial: str
    offered_contract: str
    accepted: str
    secret_shown: str
    closed: str
    trial: str
    contract: str
    term_days: str
    term_open: str
    per_day: str
    no_limit: str
    archive: str
    archive_open: str
    term: str
    limits: str
    price: str
    terms: str
    terms_trial: str
    terms_contract: str
    your_name: str
    accept_box: str
    accept: str
    box_missing: str
    login: TitleAndText
    username: str
    secret: str
    try_it: str
    portal: TitleAndText
    portal_open: str
    further_secret: str
    write: str
    write_button: str
    running: str
    running_open: str
    gone: TitleAndText
    stale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords:
    """Letters. Texts take {agency} and {link}; `answered` also {words}; `asked` and `step` also {organisation}."""

    confirm_subject: str
    confirm_text: str
    answered_subject: str
    answered_text: str
    offered_subject: str
    offered_text: str
    accepted_subject: str
    accepted_text: str
    closed_subject: str
    closed_text: str
    asked_subject: str
    asked_text: str
    step_subject: str
    step_text: str
