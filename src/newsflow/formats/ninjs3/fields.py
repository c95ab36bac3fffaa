"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="`ninjs-schema_3.1.json`, properties by name.",
    odd=(
        "Lists and camel case throughout; readers of 1.x take the lists for empty objects: they want `ninjs-1.6`.",
        "Roles of `headlines`, `descriptions` and `bodies` are ours: the standard leaves them to the provider.",
    ),
)
FIELDS = table(
    """
    header.guid | uri
    header.version | version
    header.epoch | altIds, role entry
    header.seq |  |  | the cursor is the API's
    header.at | versionCreated
    first_at | firstCreated
    header.action | descriptions, role action
    status | pubStatus, the same
    embargo | embargoedUntil; withheld until the lift; a line in bodies and edNote
    type | type: a file and a series are composite
    language | language
    form | genres; descriptions, role form
    section | subjects, rel section
    packages | subjects, rel package
    provider | copyrightHolder
    slug | slugline
    headline | headlines, role main
    story | subjects, rel story
    topics | subjects, uri of the media topic
    topics.subject | subjects, uri of the subject code
    label | headlines, role label; edNote
    replaces | associations, rel replaces
    deck | headlines, role deck
    credits | by; infoSources with role
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | located; opens the body
    dateline.date | descriptions, role dateline-date
    body | bodies, text/html (caption: descriptions, role caption)
    body.href | a in the body, or its words alone |  |  | choice plain_paragraphs
    keywords | subjects, rel keyword
    places | places with rel; countries with ISO code
    priority | descriptions, role priority
    urgency | urgency
    sources | infoSources, role source
    sources.words |  |  | the words are in the copy
    translated_from.language | descriptions, role translated-from; the house's line closes the body
    translated_from.item | associations, rel original, with its version
    translated_from.version | associations.version
    translated_from.agency | infoSources, role original-agency
    translated_from.address | descriptions, role original-address
    translated_from.translator | infoSources, role translator
    translated_from.machine_aided | descriptions, role machine-aided
    translated_from.words | descriptions, role original-credit
    whats_new | descriptions, role whats-new; edNote
    correction | descriptions, role correction; edNote
    note | edNote
    restrictions.words | usageTerms, edNote
    restrictions.starts | in rightsInfo.encodedRights
    restrictions.ends | in rightsInfo.encodedRights
    restrictions | rightsInfo.encodedRights, JSON |  | which subscribers a term names
    source_dates | contentCreated where the first has its zone; descriptions, role source-first, …
    notice_of | associations, rel notice-of; descriptions, role notice-action, -reason
    answers | associations, rel answers; descriptions, role answers-as
    media.caption | descriptions, role caption
    media.alt_text | descriptions, role alt-text
    media.extended_description | descriptions, role extended
    media.credit_line | descriptions, role credit-line
    media.copyright | copyrightNotice
    media.taken_at | contentCreated where it has a zone; descriptions, role taken-at
    media.ai_use | rightsInfo, usageTerms: PLUS's address
    media.file_name | renditions, title
    media.renditions | renditions, by IPTC's names |  | a drawing's page size, which is in points
    media.renditions.sha256 | altIds, role sha256-NAME
    media.members | associations, rel member, whole
    media.number | descriptions, role number-in-series
    media.series | associations, rel series
    links.story | associations, rel story; media whole with their files
    links.translation | associations, rel translation
    """
)
