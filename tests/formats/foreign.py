"""IPTC's own reader of NewsML-G2, loaded in spite of its warnings."""

from __future__ import annotations

import importlib
import warnings
from typing import Any

with warnings.catch_warnings():
    # It has a regular expression that is not raw, which Python warns of when it compiles the file.
    warnings.simplefilter("ignore")
    NEWSML_G2: Any = importlib.import_module("NewsMLG2")
