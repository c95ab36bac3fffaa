"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="RSS 2.0 (rssboard.org), Media RSS, Dublin Core, content; elements `nf:` are in the namespace `urn:x-newsflow:item:1`.",
    odd=(
        "Readers remember a `guid` and may never look at it again: what happens to an item is told by a notice of its own, which every hold, kill, withdrawal, correction and reinstatement brings.",
        "`author` wants an address of e-mail, which we give nobody: names are in `dc:creator`.",
    ),
)
FIELDS = table(
    """
    header.guid | guid, isPermaLink false | guid
    header.version | nf:version
    header.epoch | nf:entry
    header.seq |  |  | the cursor is the API's
    header.at | atom:updated |  |  | readers that know RSS alone see no change
    first_at | pubDate | pubDate |  | an update keeps its place in a list
    header.action | nf:action
    status | nf:status |  |  | a reader that knows no status sees the notice as the text
    embargo | nf:embargo; a line that opens the content
    type | nf:type
    language | dc:language
    form | nf:form
    section | category, domain
    packages | category
    provider | dc:rights; dc:creator where nobody is named
    slug | nf:slug
    headline | title | title
    story | category
    topics | category, domain mediatopic | category
    topics.subject | category, domain subjectcode | category
    label | nf:label, nf:note
    replaces | nf:link, rel replaces
    deck | description | description
    credits | dc:creator, media:credit with role | Media RSS
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | opens the content
    dateline.date | nf:dateline-date
    body | content:encoded |  |  | readers that know description alone show the deck
    body.href | a, or its words alone
    keywords | category | category
    places | category, domain urn:x-newsflow:…:place:…; countries by ISO code | category
    priority | nf:priority
    urgency | nf:urgency
    sources | media:credit, role source
    sources.words |  |  | the words are in the copy
    translated_from.language | nf:translated-from; the house's line
    translated_from.item | nf:link, rel original
    translated_from.version | nf:link/@version
    translated_from.agency | media:credit, role original-agency
    translated_from.address | nf:original-address
    translated_from.translator | media:credit, role translator
    translated_from.machine_aided | nf:machine-aided
    translated_from.words | nf:original-credit
    whats_new | nf:whats-new, nf:note
    correction | nf:correction, nf:note
    note | nf:note
    restrictions.words | dc:rights, nf:note
    restrictions.starts | in nf:terms
    restrictions.ends | in nf:terms
    restrictions | nf:terms, JSON |  | which subscribers a term names
    source_dates | nf:source-first, …
    notice_of | nf:link, rel notice-of; nf:notice-action, nf:notice-reason
    answers | nf:link, rel answers; nf:answers-as
    media.caption | content:encoded; media:description | Media RSS
    media.alt_text | nf:alt-text; media:text | Media RSS
    media.extended_description | nf:extended
    media.credit_line | nf:credit-line
    media.copyright | dc:rights; media:copyright | Media RSS
    media.taken_at | nf:taken-at
    media.ai_use | nf:ai-use, dc:rights: PLUS's address
    media.file_name | nf:file-name
    media.renditions | enclosure (the first), media:content, media:thumbnail | Media RSS | a drawing's page size | some take the enclosure alone
    media.renditions.sha256 | nf:sha256 of media:content
    media.members | nf:link, rel member
    media.number | nf:number-in-series
    media.series | nf:link, rel series
    links.story | nf:link, rel story
    links.translation | nf:link, rel translation
    """
)
