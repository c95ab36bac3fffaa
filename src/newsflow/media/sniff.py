"""What a file is, by its content. Its name is asked only whether it says the same."""

import re
from pathlib import Path, PurePath

from newsflow.domain.codes import ItemType
from newsflow.domain.worded import worded

HEAD_BYTES = 65_536
DIRECTORY_BYTES = 1_048_576

JPEG, PNG, TIFF, WEBP = "image/jpeg", "image/png", "image/tiff", "image/webp"
HEIC, AVIF, GIF = "image/heic", "image/avif", "image/gif"
MP4, QUICKTIME, WEBM, MATROSKA = "video/mp4", "video/quicktime", "video/webm", "video/matroska"
MXF, MPEG_TS, AVI = "application/mxf", "video/mp2t", "video/x-msvideo"
PDF, POSTSCRIPT = "application/pdf", "application/postscript"
VTT, PLAIN, HTML, ZIP = "text/vtt", "text/plain", "text/html", "application/zip"
CSV = "text/csv"
PROGRAM, UNKNOWN = "application/x-executable", "application/octet-stream"

PICTURES = frozenset({JPEG, PNG, TIFF, WEBP, AVIF})
UNREAD_PICTURES = frozenset({HEIC, GIF})
"""Pictures, but not taken: the decoder of the one is under patents, the other is a thing of web pages."""
VIDEOS = frozenset({MP4, QUICKTIME, WEBM, MATROSKA, MXF, MPEG_TS, AVI})
GRAPHS = frozenset({PDF, POSTSCRIPT, JPEG, PNG, TIFF})

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
    (b"%!PS", POSTSCRIPT),
    (b"\xc5\xd0\xd3\xc6", POSTSCRIPT),  # EPS with a preview, as DOS wrote it
    (b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01", MXF),
    (b"WEBVTT", VTT),
    (b"\xef\xbb\xbfWEBVTT", VTT),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "application/ogg"),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"#!", PROGRAM),
)
_RIFF = {b"WEBP": WEBP, b"AVI ": AVI, b"WAVE": "audio/wav"}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"mif1", b"hevc", b"hevx", b"msf1", b"heim", b"heis"), HEIC),
    **dict.fromkeys((b"avif", b"avis"), AVIF),
    b"qt  ": QUICKTIME,
    b"M4A ": "audio/mp4",
}
_OFFICE = {
    b"word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|script|body|iframe)\b|<\?php", re.IGNORECASE)

_MOVIES = frozenset({MP4, QUICKTIME})
_BY_NAME: dict[str, frozenset[str]] = {
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".jfif"), frozenset({JPEG})),
    ".png": frozenset({PNG}),
    **dict.fromkeys((".tif", ".tiff"), frozenset({TIFF})),
    ".webp": frozenset({WEBP}),
    **dict.fromkeys((".heic", ".heif"), frozenset({HEIC})),
    ".avif": frozenset({AVIF}),
    ".gif": frozenset({GIF}),
    **dict.fromkeys((".mp4", ".m4v", ".mov"), _MOVIES),
    ".webm": frozenset({WEBM}),
    ".mkv": frozenset({MATROSKA, WEBM}),
    ".mxf": frozenset({MXF}),
    **dict.fromkeys((".ts", ".mts", ".m2ts"), frozenset({MPEG_TS})),
    ".avi": frozenset({AVI}),
    ".pdf": frozenset({PDF}),
    ".ai": frozenset({PDF, POSTSCRIPT}),
    ".eps": frozenset({POSTSCRIPT}),
    ".vtt": frozenset({VTT}),
    ".txt": frozenset({PLAIN, VTT}),
    ".zip": frozenset({ZIP}),
}

WORDS = {
    JPEG: worded("a JPEG picture"),
    PNG: worded("a PNG picture"),
    TIFF: worded("a TIFF picture"),
    WEBP: worded("a WebP picture"),
    HEIC: worded("a HEIC picture"),
    AVIF: worded("an AVIF picture"),
    GIF: worded("a GIF picture"),
    PDF: worded("a PDF document"),
    POSTSCRIPT: worded("a PostScript file"),
    HTML: worded("a web page"),
    ZIP: worded("a ZIP archive"),
    PROGRAM: worded("a program"),
    VTT: worded("subtitles (WebVTT)"),
    PLAIN: worded("plain text"),
    UNKNOWN: worded("of no type that we know"),
}


def type_of(path: Path) -> str:
    """The media type of a file's content; UNKNOWN when nothing fits."""
    with path.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
    found = type_of_head(head)
    return _office(path) if found == ZIP else found


def type_of_head(head: bytes) -> str:
    """The media type that a file's first HEAD_BYTES bytes show."""
    for start, media_type in _STARTS:
        if head.startswith(start):
            return media_type
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], MP4)
    if head[4:8] in {b"moov", b"mdat", b"wide"}:
        return QUICKTIME
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return WEBM if b"webm" in head[:64] else MATROSKA
    if len(head) > 376 and head[0] == head[188] == head[376] == 0x47:
        return MPEG_TS
    if head.startswith(b"PK\x03\x04"):
        return ZIP
    return _text(head)


def _text(head: bytes) -> str:
    if not head or b"\0" in head:
        return UNKNOWN
    try:
        # The last character may be cut in two.
        head[:-4].decode() if len(head) == HEAD_BYTES else head.decode()
    except UnicodeDecodeError:
        return UNKNOWN
    return HTML if is_page(head) else PLAIN


def is_page(head: bytes) -> bool:
    """Whether a browser could take these bytes for a web page."""
    return _PAGE.search(head) is not None


def _office(path: Path) -> str:
    """By the directory at a ZIP's end, of which no more is read than a document's own would take."""
    with path.open("rb") as opened:
        opened.seek(max(0, path.stat().st_size - DIRECTORY_BYTES))
        directory = opened.read(DIRECTORY_BYTES)
    if b"[Content_Types].xml" not in directory:
        return ZIP
    return next((kind for part, kind in _OFFICE.items() if part in directory), ZIP)


def text_type(name: str) -> str:
    """The media type of a file that reads as plain text: of a table (RFC 4180) only the name says that it is one."""
    return CSV if PurePath(name).suffix.lower() == ".csv" else PLAIN


def contradicts(name: str, media_type: str) -> bool:
    """Whether a file's name says that it is something else."""
    allowed = _BY_NAME.get(PurePath(name).suffix.lower())
    return allowed is not None and media_type not in allowed


def kind_of(name: str, media_type: str) -> ItemType:
    """What kind of item a file makes when nobody says. A PDF is a file unless it is called a graphic."""
    if media_type in PICTURES | UNREAD_PICTURES:
        return ItemType.PICTURE
    if media_type in VIDEOS:
        return ItemType.VIDEO
    if media_type == POSTSCRIPT or PurePath(name).suffix.lower() == ".ai":
        return ItemType.GRAPH
    return ItemType.FILE


def in_words(media_type: str) -> str:
    """What the type is called in a sentence."""
    return WORDS.get(media_type) or worded("of type %(type)s", type=media_type)
