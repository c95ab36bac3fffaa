"""What must hold of a text that is not ours: a reply, or what a court orders to be printed, stands as it was given."""

from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import ConflictError
from newsflow.domain.worded import worded


def check_stands_as_given(was: Dispatch, now: Dispatch) -> None:
    """Pass unless `was` answers an item and `now` has another text or answers something else."""
    if was.answers is not None and (was.answers, was.body) != (now.answers, now.body):
        raise ConflictError(
            "This text was given by whoever replies, and stands as it is.",
            worded("It answers %(item)s.", item=was.answers.item),
            "Change what stands around it; for another text, begin another reply.",
        )
