"""The public site: a part of the wire, shortened. It reads the wire and the edition log, and nothing else."""

from newsflow.site.edition import Site
from newsflow.site.routes import routes

__all__ = ["Site", "routes"]
