"""The text of an e-mail: Subject and facts as header fields, then the copy. Text flowed (RFC 3676), UTF-8."""

from newsflow.formats.mail.writer import core, fill

__all__ = ["core", "fill"]
