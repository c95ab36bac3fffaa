"""A proof is for one deed: its words and its nonce make the challenge, and no two deeds share one."""

from __future__ import annotations

import hashlib

import pytest

from newsflow.accounts.deed import ADD_PASSKEY, ENROL, SIGN_IN, Deed
from newsflow.domain.errors import BadInputError

NONCE = bytes(range(32))


def test_an_approval_s_challenge_is_over_request_digest_and_nonce():
    deed = Deed.of("approve", "r_17", "ab" * 32)
    text = f"newsflow approve\nr_17\n{'ab' * 32}\n{NONCE.hex()}"
    assert deed.challenge(NONCE) == hashlib.sha256(text.encode()).digest()


def test_another_request_text_nonce_or_verb_is_another_challenge():
    made = [
        Deed.of("approve", "r_17", "ab").challenge(NONCE),
        Deed.of("approve", "r_18", "ab").challenge(NONCE),
        Deed.of("approve", "r_17", "ac").challenge(NONCE),
        Deed.of("refuse", "r_17", "ab").challenge(NONCE),
        Deed.of("approve", "r_17", "ab").challenge(NONCE[::-1]),
        *(deed.challenge(NONCE) for deed in (SIGN_IN, ENROL, ADD_PASSKEY)),
    ]
    assert len(set(made)) == len(made)


@pytest.mark.parametrize("words", [(), ("",), ("kill", ""), ("kill", "a\nb"), ("kill\x00",)])
def test_words_that_could_be_read_as_others_are_no_deed(words: tuple[str, ...]):
    with pytest.raises(BadInputError, match="no lines of text"):
        Deed.of(*words)
