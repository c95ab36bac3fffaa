"""What becomes of our fields in this format (docs/formats/)."""

from newsflow.formats.fields import Page, table

PAGE = Page(
    spec="IPTC 7901, revision 5 (1995), by section.",
    odd=(
        "Choice `iptc_charset`: `ascii` (default; every receiver reads seven bits), `latin-1` (Western letters stay), `utf-8` (for receivers that say so). Letters that a charset lacks go by the table below; the message says so in its line `Characters:`.",
        "Nothing in the standard says where a message stops being for readers: after the line “The following information is not for publication”, which readers of the format know in these words, all is for editors.",
        "After it each fact is a line `Name: text`; a line that begins with two blanks goes on from the one before.",
        "No reader of 7901 was found in a registry (Apache Tika reads ANPA 1312, another standard of wire heads): messages are read back by a reader written from the standard, `tests/formats/reader_7901.py`.",
        "The category is one letter, since common readers take one character there.",
    ),
)
FIELDS = table(
    """
    header.guid | 4.10, `Id:` | §4.10
    header.version | `v3` in the heading, `Id:` | §4.10
    header.epoch | `Entry:` (epoch/guid/version)
    header.seq | message number, 1 to 9999, then again from 1 | §4.3 |  | readers take a gap for a loss; a contract that is a part of the wire has gaps
    header.at | DDHHMM MMM YY in UTC; `Sent:` | §6.2
    first_at | `First:`
    header.action | COR, KILL, HOLD, WITHDRAW in the heading; `Action:` | §4.10
    status | `Status:`
    embargo | a line that opens the text; `Embargo:`
    type | `Type:`
    language | `Language:`
    form | `Form:`
    section | one letter: e, f, l, p, t, s, else i; `Section:` | §4.6 | what the letters tell apart | some want three letters
    packages | `Packages:`
    provider | `Provider:`
    slug | catch-line, before its / | §4.12 | from 68 characters on
    headline | first line of the text, behind STX | §5
    story | `Story:`
    topics | `Topics:`
    topics.subject | `Subjects:`; the letter of §4.6
    label | catch-line, behind its first /; `Note:` | §4.12
    replaces | `Replaces:`
    deck | a line before the text
    credits | a line before the text; `Writer:`, `Translator:` …
    credits.printed |  |  | credits that are not to be printed, on purpose
    dateline | opens the text
    dateline.date | `Dateline-date:`
    body | text, 69 characters a line, paragraphs by three blanks | §5 | sub-heads and quotes are paragraphs
    body.href |  |  | addresses of links
    keywords | `Keywords:`
    places | `Places:`
    priority | `Priority:`
    urgency | priority, 1 to 9 | §4.4
    sources | `Source:`
    sources.words |  |  | the words are in the copy
    translated_from.language | `Translated from:`; the house's line closes the text
    translated_from.item | `Translated from:`
    translated_from.version | `Translated from:`
    translated_from.agency | `Original-agency:`
    translated_from.address | `Original-address:`
    translated_from.translator | `Translator:`
    translated_from.machine_aided | `Machine-aided:`
    translated_from.words | `Original-credit:`
    whats_new | `Note:`
    correction | COR; `Note:` | §4.10
    note | `Note:`, after “The following information is not for publication”
    restrictions.words | `Note:`
    restrictions.starts | in `Use-terms:`
    restrictions.ends | in `Use-terms:`
    restrictions | `Use-terms:` JSON; its words are the notes |  | which subscribers a term names
    source_dates | `Source-first:`, `-updated`, `-filed`
    notice_of | `Tells of:`
    answers | `Answers:`; `Answers-as:`
    media.caption | the text | §5
    media.alt_text | `Seen:`
    media.extended_description | `Seen in full:`
    media.credit_line | `Credit:`
    media.copyright | `Copyright:`
    media.taken_at | `Taken:`
    media.ai_use | `Machine learning:`
    media.file_name | `File-name:`
    media.renditions | `File:`
    media.renditions.sha256 | `File:`
    media.members | `Members:`
    media.number | `Number-in-series:`
    media.series | `In series:`
    links.story | `Same story:`
    links.translation | `In other languages:`
    """
)
