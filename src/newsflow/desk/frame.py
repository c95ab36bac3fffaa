"""What every desk page has around its content, under the desk's own names: see `web/within/frame.py`."""

from newsflow.desk.face import ROLES
from newsflow.web.within.frame import FaceFrame as DeskFrame
from newsflow.web.within.frame import FaceLink as DeskLink
from newsflow.web.within.frame import answer, done, isolated, times
from newsflow.web.within.frame import frame_of as desk_frame

__all__ = ["ROLES", "DeskFrame", "DeskLink", "answer", "desk_frame", "done", "isolated", "times"]
