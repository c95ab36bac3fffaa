"""What English copy prints around its text."""

from newsflow.copyreader.labels.table import Attribution, Labels, NoticeWords, Weight
from newsflow.domain.codes import CreditRole

# fmt: off
# A label table reads as a table: one kind of label a line.
LABELS = Labels(
    language="en",
    updated=("Updated", "Last updated", "Update", "Updated on", "Updated at", "Last update", "Modified", "Last modified"),
    first=("Published", "Published on", "Published at", "First published", "Posted", "Posted on", "Created", "Issued"),
    filed=("Date", "Filed", "Filed on", "Filed at", "Sent", "Moved"),
    credits={
        CreditRole.WRITER: ("By", "Reporting by", "Writing by", "Written by", "Author:", "Reporter:", "Byline:"),
        CreditRole.EDITOR: ("Editing by", "Edited by", "Editor:"),
        CreditRole.WEB_EDITOR: ("Web editor:", "Online editor:", "Posted by", "Uploaded by"),
        CreditRole.CONTRIBUTOR: ("Additional reporting by", "With contributions from", "Contributors:", "Contributor:", "With reporting by"),
        CreditRole.PHOTOGRAPHER: ("Photo:", "Photos:", "Photo by", "Photos by", "Photographer:", "Photography by"),
    },
    joiners=("and", "with"),
    translations=(
        "Translated from {language} by {translator}",
        "Translated from the {language} by {translator}",
        "Translation from {language} by {translator}",
        "Translation from {language}: {translator}",
        "Translation ({language}): {translator}",
        "Translated by {translator}",
        "Translation by {translator}",
        "Translation: {translator}",
        "Translator: {translator}",
        "Translated by {translator} from {language}",
        "Translated by {translator} from the {language}",
        "Translated from {language}",
    ),
    languages={
        "Arabic": "ar", "French": "fr", "Turkish": "tr", "Russian": "ru", "Spanish": "es", "German": "de", "Persian": "fa", "Farsi": "fa",
        "English": "en", "Kurdish": "ku", "Italian": "it", "Chinese": "zh", "Portuguese": "pt", "Hebrew": "he", "Albanian": "sq",
        "Bosnian": "bs", "Greek": "el", "Japanese": "ja", "Urdu": "ur", "Indonesian": "id",
    },
    months=(
        ("January", "Jan"), ("February", "Feb"), ("March", "Mar"), ("April", "Apr"), ("May",), ("June", "Jun"), ("July", "Jul"),
        ("August", "Aug"), ("September", "Sept", "Sep"), ("October", "Oct"), ("November", "Nov"), ("December", "Dec"),
    ),
    date_fillers=(
        "at", "on", "the", "of", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        "Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun",
    ),
    flash=("FLASH", "NEWS FLASH", "NEWSFLASH"),
    urgent=("URGENT", "BREAKING", "BREAKING NEWS", "ALERT", "NEWS ALERT", "SNAP"),
    keywords=("Keywords", "Keyword", "Tags", "Tag", "Topics"),
    embargo=("Embargo", "Embargoed", "Embargoed until", "Under embargo until", "Embargo until", "Not for release before", "Hold for release until", "Not for publication before"),
    note=("Editor's note:", "Editors' note:", "Note to editors:", "Editors:", "Attention editors:", "Eds:"),
    slug=("Slug:", "Slugline:"),
    section=("Section:", "Category:", "Desk:"),
    headline=("Headline:", "Title:", "Subject:", "Hed:"),
    deck=("Deck:", "Summary:", "Standfirst:", "Subhead:", "Dek:"),
    place=("Dateline:", "Place:", "Location:"),
    page=("Share", "Share this", "Share this article", "Print", "Email", "Home", "Read more", "Subscribe", "Comments", "Copy link", "Related news", "Related topics", "Advertisement"),
    notice=NoticeWords(
        subscribers=("subscri",), part=("part of", "portion", "summar", "only some", "abridged", "short version"), copy=("dispatch", "news stor", "stories", "news items", "news"),
        site=("site", "website", "online"), contact=("contact", "get in touch", "write to"), system=("system", "(has)", "wire", "feed", "broadcast"),
    ),
    attributions=(
        Attribution(("reported", "reports", "has reported", "report said", "report says", "reported earlier", "wrote", "is reporting", "was first to report"), Weight.ACCORDING, name_first=True),
        Attribution(("reported by", "first reported by", "as reported by", "cited by", "quoted by", "published by", "carried by", "citing", "quoting", "reports from", "reported in"), Weight.REPORTS),
        Attribution(("said", "says", "quoted", "cited"), Weight.TOLD, name_first=True),
        Attribution(("according to", "as per"), Weight.ACCORDING),
        Attribution(("told", "in an interview with", "interview with", "interview to", "in remarks to", "speaking to", "spoke to", "in comments to", "said on", "in an interview on"), Weight.TOLD),
    ),
    articles=("the", "a", "an", "by", "its", "to"),
    media_nouns=("agency", "newspaper", "daily", "weekly", "broadcaster", "channel", "network", "station", "radio", "television", "magazine", "website", "outlet", "news", "media", "wire", "site", "paper"),
)
