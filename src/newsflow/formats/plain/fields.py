"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="None: agency copy as terminals and copy desks have always read it.",
    odd=(
        "Labelled lines up to the first empty line, then the copy; a paragraph is a line, however long. UTF-8 without a mark of byte order.",
    ),
)
FIELDS = table(
    """
    header.guid | Id:
    header.version | Id: … version
    header.epoch | Entry: (epoch/guid/version)
    header.seq |  |  | the cursor is the API's
    header.at | Sent:
    first_at | First:
    header.action | Action:
    status | Status:
    embargo | Embargo:; a line that opens the copy
    type | Type:
    language | Language:
    form | Form:
    section | Section:
    packages | Packages:
    provider | Provider:
    slug | Slug:
    headline | first line of the copy
    story | Story:
    topics | Topics:
    topics.subject | Subjects:
    label | Note:
    replaces | Replaces:
    deck | second line of the copy
    credits | a line before the text; Credits:
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | opens the copy
    dateline.date | Dateline-date:
    body | the copy, a paragraph a line
    body.href | the address behind the words
    keywords | Keywords:
    places | Places:
    priority | Priority:
    urgency | Priority:, the number
    sources | Credits:
    sources.words |  |  | the words are in the copy
    translated_from.language | Translated from:; the house's line closes the copy
    translated_from.item | Translated from:
    translated_from.version | Translated from:
    translated_from.agency | Original-agency:
    translated_from.address | Original-address:
    translated_from.translator | the house's line closes the copy
    translated_from.machine_aided | Machine-aided:
    translated_from.words | Original-credit:
    whats_new | Note:
    correction | Note:
    note | Note:
    restrictions.words | Note:
    restrictions.starts | in Use-terms:
    restrictions.ends | in Use-terms:
    restrictions | Use-terms: JSON; its words are the notes |  | which subscribers a term names
    source_dates | Source-first:, -updated, -filed
    notice_of | Tells of:
    answers | Answers:; Answers-as:
    media.caption | the copy
    media.alt_text | a paragraph of the copy
    media.extended_description | a paragraph of the copy
    media.credit_line | a paragraph of the copy
    media.copyright | a paragraph of the copy
    media.taken_at | Taken:
    media.ai_use | Machine learning: PLUS's address
    media.file_name | File-name:
    media.renditions | File:
    media.renditions.sha256 | File:
    media.members | Members:
    media.number | Number-in-series:
    media.series | In series:
    links.story | Same story:
    links.translation | In other languages:
    """
)
