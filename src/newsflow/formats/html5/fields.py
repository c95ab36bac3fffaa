"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="HTML (WHATWG); names in the head are Dublin Core's terms, else ours.",
    odd=(
        "The page is also well-formed XML: it can be read by either parser. It has no script, no style and nothing from elsewhere but the files themselves.",
        "What is in `aside.not-for-publication` is for editors: a system that puts the article on a page leaves it out.",
    ),
)
FIELDS = table(
    """
    header.guid | dcterms.identifier, article id | DCMI
    header.version | newsflow.version
    header.epoch | newsflow.entry
    header.seq |  |  | the cursor is the API's
    header.at | dcterms.modified | DCMI
    first_at | dcterms.issued | DCMI
    header.action | newsflow.action
    status | newsflow.status
    embargo | dcterms.available; a line that opens the copy | DCMI
    type | dcterms.type | DCMI
    language | html lang and dir
    form | newsflow.form
    section | dcterms.subject
    packages | dcterms.subject
    provider | dcterms.publisher
    slug | newsflow.slug
    headline | title, h1
    story | dcterms.subject
    topics | dcterms.subject
    topics.subject | dcterms.subject
    label | newsflow.label; aside
    replaces | nav
    deck | p.deck; newsflow.deck
    credits | dcterms.creator, .contributor
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | opens the copy; dcterms.spatial
    dateline.date | newsflow.dateline-date
    body | article: p, h3, blockquote, ul, ol
    body.href | a, or its words alone
    keywords | dcterms.subject
    places | dcterms.spatial
    priority | newsflow.priority
    urgency | newsflow.urgency
    sources | dcterms.contributor
    sources.words |  |  | the words are in the copy
    translated_from.language | newsflow.translated-from; the house's line
    translated_from.item | nav
    translated_from.version | nav
    translated_from.agency | dcterms.contributor
    translated_from.address | newsflow.original-address
    translated_from.translator | dcterms.contributor
    translated_from.machine_aided | newsflow.machine-aided
    translated_from.words | newsflow.original-credit
    whats_new | newsflow.whats-new; aside
    correction | newsflow.correction; aside
    note | aside.not-for-publication
    restrictions.words | dcterms.accessRights; aside
    restrictions.starts | in newsflow.terms
    restrictions.ends | in newsflow.terms
    restrictions | newsflow.terms, JSON |  | which subscribers a term names
    source_dates | newsflow.source-first, …
    notice_of | nav; newsflow.notice-action, …
    answers | nav; newsflow.answers-as
    media.caption | p of the article
    media.alt_text | img alt, figcaption
    media.extended_description | p.seen
    media.credit_line | p.credit
    media.copyright | p.copyright; dcterms.rights
    media.taken_at | newsflow.taken-at
    media.ai_use | newsflow.ai-use, dcterms.accessRights
    media.file_name | newsflow.file-name
    media.renditions | figure, ul.files
    media.renditions.sha256 | ul.files
    media.members | nav
    media.number | newsflow.number-in-series
    media.series | nav
    links.story | nav
    links.translation | nav
    """
)
