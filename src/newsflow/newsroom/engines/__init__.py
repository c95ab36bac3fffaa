"""Machine engines: one interface, an adapter a kind of service. What they give is a draft that a person must look at."""

from newsflow.newsroom.engines.engine import Engine, EngineError
from newsflow.newsroom.engines.opening import Place, engine_of

__all__ = ["Engine", "EngineError", "Place", "engine_of"]
