"""The demo agency: its agency.toml, its written dispatches, more from templates, and how they are loaded."""

from datetime import timedelta
from pathlib import Path

AGENCY_FILE = Path(__file__).with_name("agency.toml")
DISPATCHES = Path(__file__).with_name("dispatches")
DRAFTS = Path(__file__).with_name("drafts")
TEMPLATES = Path(__file__).with_name("templates")
NAMES_FILE = Path(__file__).with_name("names.csv")

DAYS = 14
"""How far back the demo's dispatches go."""
BEGINS = timedelta(days=DAYS + 1)
"""How long ago a wire must have begun that the demo is loaded onto: its time never runs back."""

__all__ = ["AGENCY_FILE", "BEGINS", "DAYS", "DISPATCHES", "DRAFTS", "NAMES_FILE", "TEMPLATES"]
