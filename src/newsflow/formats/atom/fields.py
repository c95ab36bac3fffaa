"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="RFC 4287, by section; elements `nf:` are in the namespace `urn:x-newsflow:item:1`.",
    odd=(
        "The document is a feed; `newsflow render` gives a feed of one entry. A version replaces the last one under one `atom:id`; a reader that shows each id once shows a kill's notice in the place of the text.",
        "No schema of Atom is published: `tests/formats/atom.rng` is a RELAX NG grammar written from RFC 4287, a section beside each pattern; libxml2 holds every golden document and a feed of a hundred generated entries against it, and Debian's `jing` too where it is installed.",
        "Content is escaped HTML, which readers handle best; text from right to left stands in a `div` with `dir`.",
    ),
)
FIELDS = table(
    """
    header.guid | atom:id | §4.2.6 |  | a reader shows the last version under one id
    header.version | nf:version
    header.epoch | nf:entry
    header.seq |  |  | the cursor is the API's
    header.at | atom:updated | §4.2.15
    first_at | atom:published | §4.2.9
    header.action | nf:action
    status | nf:status
    embargo | nf:embargo; a line that opens the content
    type | nf:type
    language | xml:lang of the entry | §2
    form | nf:form
    section | category, scheme urn:x-newsflow:…:section | §4.2.2
    packages | category | §4.2.2
    provider | rights; author where nobody is named | §4.2.1
    slug | nf:slug
    headline | title | §4.2.14
    story | category | §4.2.2
    topics | category, scheme mediatopic | §4.2.2
    topics.subject | category, scheme subjectcode | §4.2.2
    label | nf:label, nf:note
    replaces | link, rel urn:x-newsflow:rel:replaces | §4.2.7
    deck | summary | §4.2.13
    credits | author, contributor with nf:role | §4.2.1, §4.2.3
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | opens the content
    dateline.date | nf:dateline-date
    body | content, type html | §4.1.3
    body.href | a, or its words alone
    keywords | category | §4.2.2
    places | category, scheme urn:x-newsflow:…:place:…; countries by ISO code | §4.2.2
    priority | nf:priority
    urgency | nf:urgency
    sources | contributor, nf:role source
    sources.words |  |  | the words are in the copy
    translated_from.language | nf:translated-from; the house's line
    translated_from.item | link, rel via | §4.2.7
    translated_from.version | link/@nf:version
    translated_from.agency | contributor, nf:role original-agency
    translated_from.address | nf:original-address
    translated_from.translator | contributor, nf:role translator
    translated_from.machine_aided | nf:machine-aided
    translated_from.words | nf:original-credit
    whats_new | nf:whats-new, nf:note
    correction | nf:correction, nf:note
    note | nf:note
    restrictions.words | rights, nf:note | §4.2.10
    restrictions.starts | in nf:terms
    restrictions.ends | in nf:terms
    restrictions | nf:terms, JSON |  | which subscribers a term names
    source_dates | nf:source-first, …
    notice_of | link, rel urn:x-newsflow:rel:notice-of; nf:notice-action, nf:notice-reason
    answers | link, rel urn:x-newsflow:rel:answers; nf:answers-as
    media.caption | content, type html
    media.alt_text | nf:alt-text
    media.extended_description | nf:extended
    media.credit_line | nf:credit-line
    media.copyright | rights | §4.2.10
    media.taken_at | nf:taken-at
    media.ai_use | nf:ai-use, rights: PLUS's address
    media.file_name | nf:file-name
    media.renditions | link, rel enclosure | §4.2.7.2 | width, height, length in time | some take the first alone
    media.renditions.sha256 | nf:sha256 of the link
    media.members | link, rel urn:x-newsflow:rel:member
    media.number | nf:number-in-series
    media.series | link, rel urn:x-newsflow:rel:series
    links.story | link, rel related | §4.2.7
    links.translation | link, rel urn:x-newsflow:rel:translation
    """
)
