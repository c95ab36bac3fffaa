"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="NITF 3.6 (`nitf-3-6.xsd`), in the namespace `http://iptc.org/std/NITF/2006-10-18/`; sections are its elements.",
    odd=(
        "Some receivers cut a paragraph at its first tag inside: choice `plain_paragraphs` makes links their words.",
        "Readers of NITF before 3.4 know no namespace: they take the document once its `xmlns` is struck.",
        (
            "What NITF has no element for is a `meta` under our name. A link is up to five of them in a row, from `link-RELATION` "
            "(the id) to `link-RELATION-address`."
        ),
        "`norm` dates are ISO 8601's basic format, in UTC; those in `meta` the extended one, as in all other formats.",
        "Urgency goes to 8 in NITF: our 9 goes out as it is, as the user's own.",
        "Whoever reads one `media-reference` alone gets the first: the largest size that the account may have.",
    ),
)
FIELDS = table(
    """
    header.guid | nitf/@uno; doc-id/@id-string | nitf, docdata
    header.version | du-key/@version; meta version | docdata
    header.epoch | meta entry (epoch/guid/version) | head
    header.seq |  |  | the cursor is the API's
    header.at | date.issue; pubdata/@date.publication | docdata
    first_at | meta first-issued | head
    header.action | meta action | head
    status | docdata/@management-status: usable, embargoed, withheld, canceled | docdata
    embargo | date.release; ed-msg of type embargo; meta embargo; a line in the copy | docdata
    type | media/@media-type; the guid's second part | media
    language | nitf/@baselang; body/@xml:lang | nitf
    form | tobject.property (IPTC's genre); meta form | tobject
    section | classifier of type section; pubdata/@position.section | identified-content
    packages | classifier of type package; meta package | identified-content
    provider | distributor/org; doc.copyright/@holder | body.head
    slug | du-key/@key | docdata
    headline | hl1; title | body.head
    story | meta story | head
    topics | tobject.subject with ipr medtop | tobject |  | after the old codes, since NITF knew those alone
    topics.subject | tobject.subject with ipr IPTC | tobject
    label | ed-msg of type label; note | docdata
    replaces | meta link-replaces | head
    deck | hl2; meta deck | body.head
    credits | byline/person (who wrote or took it); revision-history with function, our role as comment | head, body.head
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | dateline/location; opens the copy | body.head
    dateline.date | dateline/story.date | body.head
    body | body.content/block: p, hl2, bq, ul, ol | body.content
    body.href | a in the copy, or its words alone | p |  | choice plain_paragraphs
    keywords | key-list/keyword | docdata
    places | evloc (happened at), identified-content/location | docdata
    priority | meta priority | head
    urgency | urgency/@ed-urg | docdata
    sources | datasource; meta source | block
    sources.words |  |  | the words are in the copy
    translated_from.language | meta translated-from; the house's line closes the copy | head
    translated_from.item | meta link-original | head
    translated_from.version | meta link-original-version | head
    translated_from.agency | meta original-agency | head
    translated_from.address | meta original-address | head
    translated_from.translator | revision-history, comment translator | head
    translated_from.machine_aided | meta machine-aided | head
    translated_from.words | meta original-credit | head
    whats_new | ed-msg of type whats-new; note; meta whats-new | docdata
    correction | correction/@info; ed-msg; note | docdata
    note | ed-msg of type note; note of class editorsnote | docdata
    restrictions.words | doc.rights/@limitations; rights.limitations; note | docdata, rights
    restrictions.starts | doc.rights/@startdate; rights.startdate | docdata, rights
    restrictions.ends | doc.rights/@enddate; rights.enddate | docdata, rights
    restrictions | doc.rights: location-code, type; meta use-terms, JSON | docdata | which subscribers a term names
    source_dates | meta source-first, -updated, -filed | head
    notice_of | meta link-notice-of, notice-action, notice-reason | head
    answers | meta link-answers, answers-as | head
    media.caption | media-caption; p of the block | media
    media.alt_text | media-reference/@alternate-text; meta alt-text | media
    media.extended_description | meta extended | head
    media.credit_line | media-producer; media-reference/@source-credit | media
    media.copyright | media-reference/@copyright | media | where the account may have no file
    media.taken_at | meta taken-at | head
    media.ai_use | meta ai-use: PLUS's address | head
    media.file_name | meta file-name | head
    media.renditions | media-reference: source, mime-type, width, height, time; media-metadata NAME.bytes | media
    media.renditions.sha256 | media-metadata NAME.sha256 | media
    media.members | meta link-member, in order | head
    media.number | series/@series.part | docdata
    media.series | meta link-series | head
    links.story | meta link-story | head
    links.translation | meta link-translation | head
    """
)
