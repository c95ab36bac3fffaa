"""Whether subtitles are WebVTT that players show: its first line, and the times of its cues (W3C WebVTT, §4.1)."""

import re

from newsflow.domain.worded import Worded, worded
from newsflow.media.refusal import RefusedFileError

_FIRST_LINE = re.compile(r"\ufeff?WEBVTT(?:[ \t].*)?")
_LINE_END = re.compile(r"\r\n|\n|\r")
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?", re.ASCII)
_SHOWN = 60


def check_subtitles(text: str, name: str) -> None:
    """Return when players can show these. Raises RefusedFileError with the line that they would stumble over."""
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if number == 1 and not _FIRST_LINE.fullmatch(line):
            raise _refused(number, line, worded("is not “WEBVTT” alone"), name)
        if "-->" not in line:
            continue
        found = _TIMES.fullmatch(line)
        if found is None:
            raise _refused(number, line, worded("has no times that read 00:01:02.345 --> 00:01:04.000"), name)
        parts = [int(part or 0) for part in found.groups()]
        if parts[4:] <= parts[:4]:
            raise _refused(number, line, worded("ends before it begins"), name)


def _refused(number: int, line: str, what: Worded, name: str) -> RefusedFileError:
    return RefusedFileError(
        worded(
            "Line %(number)s of the subtitles %(what)s: “%(line)s”.",
            number=number,
            what=what,
            line=line[:_SHOWN],
        ),
        name,
        "Export them as WebVTT again.",
    )
