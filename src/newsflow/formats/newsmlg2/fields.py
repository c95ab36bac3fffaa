"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="NewsML-G2 2.35, power conformance (`NewsML-G2_2.35-spec-All-Power.xsd`); sections are its groups and elements.",
    odd=(
        (
            "The copy stands in one of three ways, since receivers differ (choice `g2_body`): `nitf` (the default), NITF 3.6 in "
            "its own namespace, blocks inside `body.content/block`; `xhtml`; `inline-data`, HTML escaped, for receivers that "
            "look for no elements there."
        ),
        "Some receivers cut a paragraph at its first tag inside: choice `plain_paragraphs` makes links their words.",
        (
            "Codes that IPTC has are IPTC's (catalog 41); ours have aliases that begin with `x-`, declared in each item's own "
            "`catalog`. Where both say the same (`signal`, `genre`, roles), IPTC's comes first: some readers take the first alone."
        ),
        (
            "A series is a `packageItem`, under that media type; a story's package comes from `/v1/stories/ID?format=newsml-g2` and "
            "`newsflow render --story`: its version is the wire's number of its last change, its order is that of first release."
        ),
        "A stopped series is a package without a group; its notice is the `edNote` of role `x-note:notice`.",
        "`residref` is the item's guid, the same in all formats; `href` is there where the asker has an address.",
        (
            "Use terms are RightsML as ODRL in JSON-LD, in `rightsExpressionData`: `rightsExpressionXML` takes only elements that "
            "a loaded schema declares, and no receiver's schema declares ODRL's."
        ),
        (
            "The series that an item is in is a link, not `memberOf`: links are each asker's, and what goes to everyone names no "
            "other item."
        ),
        (
            "Each code under an alias of IPTC's was looked up: `ninat:`, `stat:`, `sig:`, `drol:`, `irel:seeAlso`, `rnd:thumbnail` "
            "and `timeunit:seconds` stand in the listings of IPTC's Guidelines or the tests of its reader, `cpprole:`, `genre:` and "
            "the other `rnd:` in copies of its lists, `irel:previousVersion` and `pgrmod:seq` in other agencies' documents. "
            "`irel:derivedFrom`, `timeunit:milliseconds` and the codes of `dimensionunit` were found nowhere and are not written: "
            "an original is `x-relation:original`, sides are pixels and lengths whole seconds, which is what receivers take them "
            "for, and a page's points and the milliseconds are properties of our own."
        ),
        "Digests are named by `hashtypeuri`, not by a QCode: the address says which SHA-2 it is.",
    ),
)
FIELDS = table(
    """
    header.guid | newsItem/@guid | AnyItemType
    header.version | newsItem/@version | AnyItemType
    header.epoch | itemMetaExtProperty, x-item:entry (epoch/guid/version) | ItemMetadataType
    header.seq |  |  | the cursor is the API's; of a story's package it is the version
    header.at | versionCreated; contentModified from version 2 on | ItemManagementGroup
    first_at | firstCreated; contentCreated where no source states another | ItemManagementGroup
    header.action | signal: sig:update, sig:correction, then x-action:… | ItemManagementGroup
    status | pubStatus: stat:usable, stat:withheld, stat:canceled | ItemManagementGroup
    embargo | embargoed; stat:withheld until the lift; edNote x-note:embargo; a line in the copy | ItemManagementGroup
    type | itemClass: ninat:…; a file and a series are composite | ItemManagementGroup
    language | @xml:lang, @dir; language/@tag | DescriptiveMetadataGroup
    form | genre: IPTC's, then x-form:… with the house's name | DescriptiveMetadataGroup
    section | subject x-section:… with its name | DescriptiveMetadataGroup
    packages | service x-package:… with its name | ItemManagementGroup
    provider | provider, copyrightHolder: code as literal, name | ItemManagementGroup, RightsInfoType
    slug | slugline | DescriptiveMetadataGroup
    headline | headline; hl1 of NITF | DescriptiveMetadataGroup
    story | itemMetaExtProperty, x-item:story | ItemMetadataType
    topics | subject medtop:… with its name | DescriptiveMetadataGroup
    topics.subject | subject subj:… after the media topics | DescriptiveMetadataGroup
    label | edNote x-note:label | ItemManagementGroup
    replaces | link irel:previousVersion with version | Link1Type
    deck | description drol:summary; hl2 of NITF | DescriptiveMetadataGroup
    credits | creator, contributor: cpprole:… and x-role:… | AdministrativeMetadataGroup
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | located; dateline; opens the copy | AdministrativeMetadataGroup
    dateline.date | contentMetaExtProperty, x-property:dateline-date; story.date of NITF | ContentMetadataAfDType
    body | contentSet/inlineXML or inlineData | contentSet
    body.href | a in the copy, or its words alone | contentSet |  | choice plain_paragraphs
    keywords | keyword | DescriptiveMetadataGroup
    places | subject of type cpnat:geoArea with the country as broader; x-place:… says happened at, or about | DescriptiveMetadataGroup
    priority | itemMetaExtProperty, x-item:priority | ItemMetadataType
    urgency | urgency | AdministrativeMetadataGroup
    sources | infoSource cpprole:originfo | AdministrativeMetadataGroup
    sources.words |  |  | the words are in the copy
    translated_from.language | contentMetaExtProperty, x-property:translated-from; the house's line closes the copy | ContentMetadataAfDType
    translated_from.item | link x-relation:original | Link1Type
    translated_from.version | link/@version | Link1Type
    translated_from.agency | infoSource cpprole:origcont | AdministrativeMetadataGroup
    translated_from.address | contentMetaExtProperty, x-property:original-address | ContentMetadataAfDType
    translated_from.translator | contributor x-role:translator | AdministrativeMetadataGroup
    translated_from.machine_aided | contentMetaExtProperty, x-property:machine-aided | ContentMetadataAfDType
    translated_from.words | contentMetaExtProperty, x-property:original-credit | ContentMetadataAfDType
    whats_new | edNote x-note:whats-new | ItemManagementGroup
    correction | edNote x-note:correction; sig:correction | ItemManagementGroup
    note | edNote x-note:note | ItemManagementGroup
    restrictions.words | usageTerms; edNote x-note:term | RightsInfoType
    restrictions.starts | rightsInfo/@validfrom | timeValidityAttributes
    restrictions.ends | rightsInfo/@validto | timeValidityAttributes
    restrictions | a rightsInfo each: rightsInfoExtProperty x-term:…, and a RightsML policy (ODRL, JSON-LD) in rightsExpressionData | RightsInfoType | which subscribers a term names
    source_dates | contentCreated, contentModified; contentMetaExtProperty, x-property:source-… | AdministrativeMetadataGroup
    notice_of | link x-relation:notice-of; itemMetaExtProperty, x-item:notice-action, -reason, -first-issued | Link1Type
    answers | link x-relation:answers; contentMetaExtProperty, x-property:answers-as | Link1Type
    media.caption | description drol:caption | DescriptiveMetadataGroup
    media.alt_text | description x-description:alt-text | DescriptiveMetadataGroup
    media.extended_description | description x-description:extended | DescriptiveMetadataGroup
    media.credit_line | creditline | DescriptiveMetadataGroup
    media.copyright | copyrightNotice | RightsInfoType
    media.taken_at | contentCreated, as exact as it is stated | AdministrativeMetadataGroup | a date that is neither a day nor a moment with its zone
    media.ai_use | dataMining/@uri: PLUS's address | RightsInfoType |  | known from G2 2.34 on
    media.file_name | fileName | ItemManagementGroup
    media.renditions | remoteContent: rendition, contenttype, size, width and height in pixels, duration in seconds; x-property:duration-in-milliseconds, x-property:width-in-points; @id is our name | RemoteContentPropType
    media.renditions.sha256 | hash | RemoteContentPropType
    media.members | groupSet/group of mode pgrmod:seq: itemRef | packageItem
    media.number | itemMetaExtProperty, x-item:number-in-series | ItemMetadataType
    media.series | link x-relation:series | Link1Type |  | not memberOf: whether the asker may know of it is asked for each
    links.story | link irel:seeAlso; of media with caption and alt text as hints | Link1Type
    links.translation | link x-relation:translation | Link1Type
    """
)
