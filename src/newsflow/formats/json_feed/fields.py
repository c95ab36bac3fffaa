"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="JSON Feed 1.1 (jsonfeed.org); what it has no member for is in `_newsflow`.",
    odd=("Members that begin with `_` are a provider's own; readers pass over them.",),
)
FIELDS = table(
    """
    header.guid | id | Items
    header.version | _newsflow.version
    header.epoch | _newsflow.entry
    header.seq |  |  | the cursor is the API's
    header.at | date_modified | Items
    first_at | date_published | Items
    header.action | _newsflow.action
    status | _newsflow.status
    embargo | _newsflow.embargo; a line that opens the content
    type | _newsflow.type
    language | language | Items
    form | _newsflow.form
    section | _newsflow.subjects; tags
    packages | _newsflow.subjects; tags
    provider | _newsflow.rights; authors where nobody is named
    slug | _newsflow.slug
    headline | title | Items
    story | _newsflow.subjects
    topics | _newsflow.subjects; tags
    topics.subject | _newsflow.subjects
    label | _newsflow.label, .note
    replaces | _newsflow.links, rel replaces
    deck | summary | Items
    credits | authors, _newsflow.credits | Items
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | opens the content
    dateline.date | _newsflow.dateline_date
    body | content_html | Items
    body.href | a, or its words alone
    keywords | tags | Items
    places | _newsflow.subjects, rel place-…
    priority | _newsflow.priority
    urgency | _newsflow.urgency
    sources | _newsflow.credits, role source
    sources.words |  |  | the words are in the copy
    translated_from.language | _newsflow.translated_from; the house's line
    translated_from.item | _newsflow.links, rel original
    translated_from.version | _newsflow.links.version
    translated_from.agency | _newsflow.credits
    translated_from.address | _newsflow.original_address
    translated_from.translator | _newsflow.credits
    translated_from.machine_aided | _newsflow.machine_aided
    translated_from.words | _newsflow.original_credit
    whats_new | _newsflow.whats_new, .note
    correction | _newsflow.correction, .note
    note | _newsflow.note
    restrictions.words | _newsflow.rights, .note
    restrictions.starts | in _newsflow.terms
    restrictions.ends | in _newsflow.terms
    restrictions | _newsflow.terms, JSON |  | which subscribers a term names
    source_dates | _newsflow.source_first, …
    notice_of | _newsflow.links, rel notice-of; .notice_action, .notice_reason
    answers | _newsflow.links, rel answers; _newsflow.answers_as
    media.caption | content_html
    media.alt_text | _newsflow.alt_text
    media.extended_description | _newsflow.extended
    media.credit_line | _newsflow.credit_line
    media.copyright | _newsflow.rights
    media.taken_at | _newsflow.taken_at
    media.ai_use | _newsflow.ai_use, .rights: PLUS's address
    media.file_name | _newsflow.file_name
    media.renditions | attachments | attachments | a drawing's page size
    media.renditions.sha256 | attachments, _newsflow.sha256
    media.members | _newsflow.links, rel member
    media.number | _newsflow.number_in_series
    media.series | _newsflow.links, rel series
    links.story | _newsflow.links, rel story
    links.translation | _newsflow.links, rel translation
    """
)
