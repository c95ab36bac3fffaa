"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="`ninjs-schema_1.6.json`, properties by name.",
    odd=(
        "Objects by name: a reader of 1.x finds `renditions` and `associations` as objects. It reads the lists of 2.x and 3.x as empty; who has such a reader takes `ninjs-1.6`, who reads 3.x takes `ninjs-3.1`.",
        "Superdesk takes every association in as an item of its own: with the choice `media_only` the associations are media alone, which stand whole; what else belongs to the item is then left out.",
        "Dates have whole seconds and Z: some refuse milliseconds.",
        "Associations are numbered (`story_1`, `story_2`) in the order of the links; the number may change when the story grows, the `uri` does not.",
    ),
)
FIELDS = table(
    """
    header.guid | uri
    header.version | version
    header.epoch | altids.entry
    header.seq |  |  | the cursor is the API's
    header.at | versioncreated |  |  | whole seconds, Z
    first_at | firstcreated
    header.action | description_action
    status | pubstatus: usable, withheld (hold, embargo, advisory, notice), canceled (kill, withdrawal) |  |  | some read usable where it is missing: it never is
    embargo | embargoed; withheld until the lift; a line in body_html and ednote
    type | type: a file and a series are composite
    language | language
    form | genre (IPTC's); description_form (ours)
    section | subject, rel section
    packages | subject, rel package
    provider | copyrightholder
    slug | slugline
    headline | headline
    story | subject, rel story
    topics | subject, scheme mediatopic
    topics.subject | subject, scheme subjectcode
    label | description_label; ednote
    replaces | associations.replaces_N
    deck | description_text, description_deck
    credits | byline; infosource with rel
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | located; opens body_html
    dateline.date | description_dateline_date
    body | body_html (caption: description_text) |  |  | some strip tags without a blank: each block is on its line
    body.href | a in body_html, or its words alone |  |  | choice plain_paragraphs
    keywords | subject, rel keyword
    places | place with rel; countries with ISO code
    priority | description_priority
    urgency | urgency
    sources | infosource, rel source
    sources.words |  |  | the words are in the copy
    translated_from.language | description_translated_from; the house's line closes the body
    translated_from.item | associations.original_1, with its version
    translated_from.version | associations.original_1.version
    translated_from.agency | infosource, rel original-agency
    translated_from.address | description_original_address
    translated_from.translator | infosource, rel translator
    translated_from.machine_aided | description_machine_aided
    translated_from.words | description_original_credit
    whats_new | description_whats_new; ednote
    correction | description_correction; ednote
    note | ednote
    restrictions.words | usageterms, ednote
    restrictions.starts | in rightsinfo.encodedrights
    restrictions.ends | in rightsinfo.encodedrights
    restrictions | rightsinfo.encodedrights, JSON (langid urn:x-newsflow:terms:1) |  | which subscribers a term names
    source_dates | contentcreated where the first has its zone; description_source_first, …
    notice_of | associations.notice_of_1; description_notice_action, _reason
    answers | associations.answers_1; description_answers_as
    media.caption | description_text
    media.alt_text | description_alt_text, body_text |  |  | Superdesk reads a picture's body_text as its alternative text
    media.extended_description | description_extended
    media.credit_line | description_credit_line
    media.copyright | copyrightnotice
    media.taken_at | contentcreated where it has a zone; description_taken_at as stated
    media.ai_use | rightsinfo (linkedrights, or inside encodedrights), usageterms: PLUS's address
    media.file_name | renditions.….title
    media.renditions | renditions, by IPTC's names |  | a drawing's page size, which is in points
    media.renditions.sha256 | altids.sha256_NAME
    media.members | associations.member_N, whole
    media.number | description_number_in_series
    media.series | associations.series_1
    links.story | associations.story_N; media whole with their files |  |  | choice media_only
    links.translation | associations.translation_N
    """
)
