"""The portal: where subscribers' people read the wire and run their account. `routes.py` lists its addresses."""

from newsflow.portal.routes import routes
from newsflow.portal.visit import Portal

__all__ = ["Portal", "routes"]
