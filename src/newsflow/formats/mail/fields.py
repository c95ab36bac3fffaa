"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="The text of an e-mail: RFC 3676 (format=flowed) after header fields as in RFC 6532.",
    odd=(
        "Up to the first empty line stand header fields, `Subject` the first: whoever sends the mail takes them over. The notes are in the text as well, since mail programs show no fields of others.",
    ),
)
FIELDS = table(
    """
    header.guid | X-Newsflow-Id
    header.version | X-Newsflow-Version
    header.epoch | X-Newsflow-Entry
    header.seq |  |  | the cursor is the API's
    header.at | X-Newsflow-Sent
    first_at | X-Newsflow-First
    header.action | [CORRECT] in the Subject; X-Newsflow-Action
    status | X-Newsflow-Status
    embargo | [EMBARGO] in the Subject; X-Newsflow-Embargo; a line that opens the copy
    type | X-Newsflow-Type
    language | Content-Language | RFC 5646
    form | X-Newsflow-Form
    section | X-Newsflow-Section
    packages | X-Newsflow-Packages
    provider | X-Newsflow-Provider
    slug | X-Newsflow-Slug
    headline | Subject, first line of the text
    story | X-Newsflow-Story
    topics | X-Newsflow-Topics
    topics.subject | X-Newsflow-Subjects
    label | Note:
    replaces | Replaces:
    deck | second line of the text
    credits | X-Newsflow-Credits; a line of the text
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | opens the copy
    dateline.date | X-Newsflow-Dateline-Date
    body | the copy, format=flowed | RFC 3676
    body.href | the address behind the words
    keywords | X-Newsflow-Keywords
    places | X-Newsflow-Places
    priority | [FLASH], [URGENT] in the Subject; X-Newsflow-Priority
    urgency | X-Newsflow-Urgency
    sources | X-Newsflow-Credits
    sources.words |  |  | the words are in the copy
    translated_from.language | X-Newsflow-Translated-From; the house's line
    translated_from.item | Translated from:
    translated_from.version | Translated from:
    translated_from.agency | X-Newsflow-Credits
    translated_from.address | X-Newsflow-Original-Address
    translated_from.translator | X-Newsflow-Credits
    translated_from.machine_aided | X-Newsflow-Machine-Aided
    translated_from.words | X-Newsflow-Original-Credit
    whats_new | Note:
    correction | Note:
    note | Note:
    restrictions.words | Note:
    restrictions.starts | in X-Newsflow-Use-Terms
    restrictions.ends | in X-Newsflow-Use-Terms
    restrictions | X-Newsflow-Use-Terms JSON; its words are the notes |  | which subscribers a term names
    source_dates | X-Newsflow-Source-First, -Updated, -Filed
    notice_of | Tells of:
    answers | Answers:; X-Newsflow-Answers-As
    media.caption | the copy
    media.alt_text | a paragraph of the copy
    media.extended_description | a paragraph of the copy
    media.credit_line | a paragraph of the copy
    media.copyright | a paragraph of the copy
    media.taken_at | X-Newsflow-Taken
    media.ai_use | X-Newsflow-Machine-Learning
    media.file_name | X-Newsflow-File-Name
    media.renditions | File:
    media.renditions.sha256 | File:
    media.members | Members:
    media.number | X-Newsflow-Number-In-Series
    media.series | In series:
    links.story | Same story:
    links.translation | In other languages:
    """
)
