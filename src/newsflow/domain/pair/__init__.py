"""An original and its translation, checked against each other: pure, what is not known is not alarmed about.

`run.check_pair(facts)` gives the findings, in the type of `domain/checks`; their places are in the translation.
"""
