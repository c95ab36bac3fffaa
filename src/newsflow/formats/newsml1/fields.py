"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="NewsML 1.2 (`NewsMLv1.2.dtd`); sections are its elements.",
    odd=(
        "One `NewsItem` a document. HAS's own `newsml12` is another dialect: see its README.",
        "`DataContent` holds HTML, escaped: its DTD lets no foreign elements in. Receivers that read it as XML unescape it once.",
        "Some receivers cut a paragraph at its first tag inside: choice `plain_paragraphs` makes links their words.",
        "No DOCTYPE is written: receivers that would fetch one at each document are spared it; those that want one add it.",
        "Dates are ISO 8601's basic format, in UTC. `RevisionId` is our version; the URN quotes the guid's colons.",
        "What a link would say of the other item (type, title, address) stands in `Comment`: there is no other place.",
    ),
)
FIELDS = table(
    """
    header.guid | NewsItemId; PublicIdentifier (a URN) | NewsIdentifier
    header.version | RevisionId, PreviousRevision | NewsIdentifier
    header.epoch | Property entry (epoch/guid/version) | NewsManagement
    header.seq |  |  | the cursor is the API's
    header.at | ThisRevisionCreated; DateAndTime | NewsManagement, NewsEnvelope
    first_at | FirstCreated | NewsManagement
    header.action | Instruction Update or Correction; Property action | NewsManagement
    status | Status: Usable, Embargoed, Withheld, Canceled | NewsManagement
    embargo | Status Embargoed, StatusWillChange; Property embargo; NewsLine; a line in the copy | NewsManagement
    type | MediaType; NewsItemType Advisory for advisories | ContentItem
    language | NewsItem/@xml:lang; Language | DescriptiveMetadata
    form | Genre (IPTC's); Property form | DescriptiveMetadata
    section | Property section with a label | DescriptiveMetadata
    packages | NewsProduct | NewsEnvelope
    provider | Provider/Party; CopyrightHolder; ProviderId is the agency's domain | AdministrativeMetadata
    slug | SlugLine; NameLabel | NewsLines
    headline | HeadLine | NewsLines
    story | Property story | NewsManagement
    topics | SubjectCode/Subject, vocabulary mediatopic | DescriptiveMetadata |  | after the old codes, which old readers take first
    topics.subject | SubjectCode: Subject, SubjectMatter or SubjectDetail by its level | DescriptiveMetadata
    label | NewsLine label; Property label | NewsLines
    replaces | AssociatedWith replaces | NewsManagement
    deck | SubHeadLine | NewsLines
    credits | ByLine; Creator, Contributor with Contribution (our role) | NewsLines, AdministrativeMetadata
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | DateLine; Location of HowPresent Origin; opens the copy | NewsLines, DescriptiveMetadata
    dateline.date | DateLineDate | DescriptiveMetadata
    body | DataContent, HTML escaped | ContentItem
    body.href | a in the HTML, or its words alone | ContentItem |  | choice plain_paragraphs
    keywords | KeywordLine | NewsLines
    places | Location of HowPresent Event or Primary, with city, country and code | DescriptiveMetadata
    priority | Property priority | NewsManagement
    urgency | Urgency; Priority | NewsManagement, NewsEnvelope
    sources | Source/Party with role source | AdministrativeMetadata
    sources.words |  |  | the words are in the copy
    translated_from.language | Property translated-from; the house's line closes the copy | NewsManagement
    translated_from.item | DerivedFrom original | NewsManagement
    translated_from.version | the URN's last part | NewsManagement
    translated_from.agency | Source/Party with role original-agency | AdministrativeMetadata
    translated_from.address | Property original-address | NewsManagement
    translated_from.translator | Contributor with Contribution translator | AdministrativeMetadata
    translated_from.machine_aided | Property machine-aided | NewsManagement
    translated_from.words | Property original-credit | NewsManagement
    whats_new | NewsLine whats-new; Property whats-new | NewsLines
    correction | Instruction Correction; NewsLine correction; Property correction | NewsLines
    note | NewsLine note | NewsLines
    restrictions.words | UsageRights/Limitations; RightsLine | RightsMetadata
    restrictions.starts | UsageRights/StartDate | RightsMetadata
    restrictions.ends | UsageRights/EndDate | RightsMetadata
    restrictions | UsageRights: UsageType, Geography; Property use-terms, JSON | RightsMetadata | which subscribers a term names
    source_dates | Property source-first, -updated, -filed | NewsManagement
    notice_of | AssociatedWith notice-of; Property notice-action, -reason | NewsManagement
    answers | AssociatedWith answers; Property answers-as | NewsManagement
    media.caption | NewsComponent of Role Caption: DataContent, plain text | NewsComponent
    media.alt_text | NewsLine alt-text; Property alt-text | NewsLines
    media.extended_description | NewsLine extended | NewsLines
    media.credit_line | CreditLine | NewsLines
    media.copyright | CopyrightLine | NewsLines
    media.taken_at | Property taken-at | NewsManagement
    media.ai_use | Property ai-use: PLUS's address | RightsMetadata
    media.file_name | FileName | AdministrativeMetadata
    media.renditions | ContentItem with Href; SizeInBytes, Property Width, Height, DurationMilliseconds, Rendition | ContentItem
    media.renditions.sha256 | Property SHA-256 | Characteristics
    media.members | NewsComponent with NewsItemRef, in order | NewsComponent
    media.number | Property number-in-series | AdministrativeMetadata
    media.series | AssociatedWith series | NewsManagement
    links.story | AssociatedWith story | NewsManagement
    links.translation | AssociatedWith translation | NewsManagement
    """
)
