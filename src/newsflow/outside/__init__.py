"""Requests to machines outside: whoever sends one, nobody can make it reach an address inside."""

from newsflow.outside.asking import ANSWER_BYTES, TIMEOUT_S, Answer, Outside, UnansweredError, is_outside

__all__ = ["ANSWER_BYTES", "TIMEOUT_S", "Answer", "Outside", "UnansweredError", "is_outside"]
