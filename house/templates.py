"""What a template names, held against what its page offers: names, and the fields of what they hold.

A page takes one frozen dataclass (`newsflow.web.pages.page`). The template is walked with its parents and
includes; every name must be a field of that class or bound in the template itself, every attribute must exist
on the field's type as far as the types say, and every field must be used.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from jinja2 import Environment, nodes

UNKNOWN: object = Any
LOOP = "loop"
MACRO_NAMES = ("caller", "varargs", "kwargs")


@dataclass(slots=True)
class Reading:
    """One page's template being read: what was named, what was reached, what is wrong."""

    environment: Environment
    used: set[str] = field(default_factory=set[str])
    reached: set[str] = field(default_factory=set[str])
    wrong: list[str] = field(default_factory=list[str])

    def template(self, name: str, scope: dict[str, object]) -> None:
        """Nothing; reads the template `name` where the names of `scope` are bound."""
        self.reached.add(name)
        if self.environment.loader is None:
            return
        text = self.environment.loader.get_source(self.environment, name)[0]
        self.node(self.environment.parse(text, name), scope, name)

    def node(self, node: nodes.Node, scope: dict[str, object], place: str) -> None:
        """Nothing; reads one node, binding in `scope` what it binds."""
        match node:
            case nodes.For():
                self.loop(node, scope, place)
            case nodes.Macro() | nodes.CallBlock():
                self.macro(node, scope, place)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self.node(value, scope, place)
                    bind(target, self.type_of(value, scope), inner)
                self.each(node.body, inner, place)
            case nodes.Assign():
                self.node(node.node, scope, place)
                bind(node.target, self.type_of(node.node, scope), scope)
            case nodes.AssignBlock():
                self.each(node.body, dict(scope), place)
                bind(node.target, str, scope)
            case nodes.Import() | nodes.FromImport() | nodes.Include() | nodes.Extends():
                self.other(node, scope, place)
            case nodes.Block():
                self.each(node.body, dict(scope), place)
            case nodes.Name(ctx="load"):
                self.name(node, scope, place)
            case nodes.Getattr():
                self.attribute(node, scope, place)
            case _:
                self.each(node.iter_child_nodes(), scope, place)

    def each(self, found: Iterable[nodes.Node], scope: dict[str, object], place: str) -> None:
        """Nothing; reads nodes one after the other."""
        for node in found:
            self.node(node, scope, place)

    def loop(self, node: nodes.For, scope: dict[str, object], place: str) -> None:
        """Nothing; reads a loop, its target bound to what the iterable holds."""
        self.node(node.iter, scope, place)
        inner = {**scope, LOOP: UNKNOWN}
        bind(node.target, element(self.type_of(node.iter, scope)), inner)
        if node.test:
            self.node(node.test, inner, place)
        self.each(node.body, inner, place)
        self.each(node.else_, dict(scope), place)

    def macro(self, node: nodes.Macro | nodes.CallBlock, scope: dict[str, object], place: str) -> None:
        """Nothing; reads a macro's body with its arguments bound, and binds its name."""
        if isinstance(node, nodes.CallBlock):
            self.node(node.call, scope, place)
        else:
            scope[node.name] = UNKNOWN
        self.each(node.defaults, scope, place)
        inner = {**scope, **dict.fromkeys(MACRO_NAMES, UNKNOWN)}
        inner |= {argument.name: UNKNOWN for argument in node.args}
        self.each(node.body, inner, place)

    def other(self, node: nodes.Node, scope: dict[str, object], place: str) -> None:
        """Nothing; reads the template that an import, include or extends names, with what it can see."""
        named = cast("nodes.Import | nodes.FromImport | nodes.Include | nodes.Extends", node).template
        if not isinstance(named, nodes.Const) or not isinstance(named.value, str):
            self.wrong.append(
                f"{place}:{node.lineno}: the other template is named by an expression; write its name"
            )
            return
        if isinstance(node, nodes.Import):
            scope[node.target] = UNKNOWN
        elif isinstance(node, nodes.FromImport):
            scope |= {name if isinstance(name, str) else name[1]: UNKNOWN for name in node.names}
        sees_all = isinstance(node, nodes.Extends) or cast("bool", getattr(node, "with_context", False))
        self.template(named.value, dict(scope) if sees_all else {})

    def name(self, node: nodes.Name, scope: dict[str, object], place: str) -> None:
        """Nothing; notes a name that is used, and one that nothing offers."""
        self.used.add(node.name)
        if node.name not in scope and node.name not in self.environment.globals:
            self.wrong.append(f"{place}:{node.lineno}: {node.name} is offered by nothing")

    def attribute(self, node: nodes.Getattr, scope: dict[str, object], place: str) -> None:
        """Nothing; notes an attribute that the type before the dot does not have."""
        self.node(node.node, scope, place)
        owner = self.type_of(node.node, scope)
        options = [option for option in classes(owner) if option is not types.NoneType]
        if options and not any(has(option, node.attr) for option in options):
            self.wrong.append(f"{place}:{node.lineno}: {node.attr} is nothing that {owner} has")

    def type_of(self, node: nodes.Node, scope: Mapping[str, object]) -> object:
        """The type of an expression as far as hints say, else UNKNOWN."""
        match node:
            case nodes.Name():
                return scope.get(node.name, UNKNOWN)
            case nodes.Getattr():
                options = classes(self.type_of(node.node, scope))
                found = [hint_of(option, node.attr) for option in options if has(option, node.attr)]
                return found[0] if len(found) == 1 else UNKNOWN
            case _:
                return UNKNOWN


def bind(target: nodes.Node, kind: object, scope: dict[str, object]) -> None:
    """Nothing; binds what stands left of `=` or `in`, a tuple's parts to the parts of its type."""
    if isinstance(target, nodes.Name):
        scope[target.name] = kind
    elif isinstance(target, nodes.Tuple):
        parts = typing.get_args(kind) if typing.get_origin(kind) is tuple else ()
        for place, item in enumerate(target.items):
            bind(item, parts[place] if len(parts) == len(target.items) else UNKNOWN, scope)


def element(kind: object) -> object:
    """What a loop over a value of that type gives."""
    arguments = typing.get_args(kind)
    origin = typing.get_origin(kind)
    if origin in {tuple, list, frozenset, set, Sequence, Iterable} and arguments:
        return arguments[0] if origin is not tuple or arguments[-1] is Ellipsis else UNKNOWN
    return UNKNOWN


def classes(kind: object) -> list[type]:
    """The plain classes that a hint names, those of a union each; none where the hint says too little."""
    options = typing.get_args(kind) if typing.get_origin(kind) in {typing.Union, types.UnionType} else (kind,)
    found: list[type] = []
    for option in options:
        plain = option
        while isinstance(plain, typing.NewType):
            plain = cast("object", plain.__supertype__)
        if not isinstance(plain, type) or plain in {Any, object}:
            return []
        found.append(plain)
    return found


def has(owner: type, name: str) -> bool:
    """Whether values of `owner` have an attribute `name`: a field, a property or a method."""
    return hasattr(owner, name) or name in getattr(owner, "__annotations__", {})


def hint_of(owner: type, name: str) -> object:
    """The hint of a field or property, else UNKNOWN."""
    found: object = getattr(owner, name, None)
    if isinstance(found, property) and found.fget:
        return typing.get_type_hints(found.fget).get("return", UNKNOWN)
    return typing.get_type_hints(owner).get(name, UNKNOWN)


def read(environment: Environment, template: str, context: type) -> Reading:
    """The page's template read whole; `wrong` says what does not fit `context`, unused fields included."""
    reading = Reading(environment)
    hints = typing.get_type_hints(context)
    offered = {each.name: hints[each.name] for each in dataclasses.fields(context)}
    reading.template(template, dict(offered))
    for name in sorted(set(offered) - reading.used):
        reading.wrong.append(f"{template}: {context.__name__}.{name} is offered and never used")
    return reading
