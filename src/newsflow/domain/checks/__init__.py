"""What a second pair of eyes would ask before a release: pure checks, each with its reason and its place.

`run.check(facts)` gives all findings. They hold no prose: the desk words each code (`desk/wording.py`). Each check
would rather miss a slip than cry at a clean text; `tests/domain/checks/test_false_alarms.py` counts its cries.
"""
