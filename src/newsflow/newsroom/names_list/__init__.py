"""The names list: how the house spells people, places and bodies, kept by the desks and loaded from files."""

from newsflow.newsroom.names_list.loading import Loaded, load_names
from newsflow.newsroom.names_list.names import (
    Offered,
    Wanted,
    add_name,
    change_name,
    drop_name,
    get_name,
    names_for,
    offered,
    search_names,
)

__all__ = [
    "Loaded",
    "Offered",
    "Wanted",
    "add_name",
    "change_name",
    "drop_name",
    "get_name",
    "load_names",
    "names_for",
    "offered",
    "search_names",
]
