"""Approvals: a version is asked for, and goes out by a second person's word for exactly its bytes (invariant 9)."""

from newsflow.newsroom.approvals.answering import alone, approve, refuse, withdraw
from newsflow.newsroom.approvals.asking import NOTHING_PASSED, ask
from newsflow.newsroom.approvals.requests import Request, get, open_requests, request_of, version_of
from newsflow.newsroom.approvals.sending import Outcome
from newsflow.newsroom.proof import check_proof

__all__ = [
    "NOTHING_PASSED",
    "Outcome",
    "Request",
    "alone",
    "approve",
    "ask",
    "check_proof",
    "get",
    "open_requests",
    "refuse",
    "request_of",
    "version_of",
    "withdraw",
]
