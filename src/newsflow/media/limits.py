"""How large a file may be, by what it is; every refusal names the limit that it met."""

from newsflow.domain.codes import ItemType

MAX_PICTURE_BYTES = 200_000_000
MAX_PICTURE_PIXELS = 200_000_000
"""Width times height, as the file's head says: what it would take in memory, whatever its size on disk."""
MAX_PICTURE_SIDE_PIXELS = 32_000
MAX_VIDEO_BYTES = 20_000_000_000
MAX_VIDEO_S = 4 * 3600
MAX_VIDEO_SIDE_PIXELS = 8_192
MAX_GRAPH_BYTES = 200_000_000
RASTER_PIXELS_AN_INCH = 300
MAX_RASTER_SIDE_PIXELS = 4_096
"""Of a raster that is drawn from a PDF, which may claim to be of any size."""
MAX_FILE_BYTES = 500_000_000
MAX_COMPANION_TEXT_BYTES = 5_000_000
"""Subtitles, or a transcript."""

MAX_BYTES = {
    ItemType.PICTURE: MAX_PICTURE_BYTES,
    ItemType.VIDEO: MAX_VIDEO_BYTES,
    ItemType.GRAPH: MAX_GRAPH_BYTES,
    ItemType.FILE: MAX_FILE_BYTES,
}

PICTURE_TIME_LIMIT_S = 120.0
VIDEO_TIME_LIMIT_S = 4 * 3600.0
MEMORY_LIMIT_BYTES = 6_000_000_000
"""Address space of the process that decodes a file; over it, that process ends and nothing else does."""
MAX_RENDITION_BYTES = 20_000_000_000
