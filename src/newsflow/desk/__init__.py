"""The desk: the newsroom's pages. Each is a function of a `Visit`; `routes.py` lists their addresses."""

from newsflow.desk.routes import routes
from newsflow.desk.visit import Desk

__all__ = ["Desk", "routes"]
