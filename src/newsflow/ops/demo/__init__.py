"""The demo agency: its agency.toml, its written dispatches, more from templates, and how they are loaded."""

from pathlib import Path

AGENCY_FILE = Path(__file__).with_name("agency.toml")
DISPATCHES = Path(__file__).with_name("dispatches")

__all__ = ["AGENCY_FILE", "DISPATCHES"]
