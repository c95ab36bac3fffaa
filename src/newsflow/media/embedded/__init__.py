"""Words inside files: XMP, IPTC-IIM and EXIF read on the way in, XMP and IIM written on the way out."""

from newsflow.media.embedded import exif, iim, xmp
from newsflow.media.embedded.jpeg import for_the_public, with_words

__all__ = ["exif", "for_the_public", "iim", "with_words", "xmp"]
