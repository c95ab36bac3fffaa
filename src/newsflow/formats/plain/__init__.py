"""Plain agency copy: what a terminal, a printer or a copy desk of any age can read. UTF-8, one paragraph a line."""

from newsflow.formats.plain.writer import copied, core, fill

__all__ = ["copied", "core", "fill"]
