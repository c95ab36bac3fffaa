"""Words inside files: XMP, IPTC-IIM and EXIF read on the way in, XMP and IIM written on the way out."""

from newsflow.media.embedded import exif, iim, xmp
from newsflow.media.embedded.jpeg import with_words

__all__ = ["exif", "iim", "with_words", "xmp"]
