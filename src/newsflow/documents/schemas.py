"""The official schemas that an operator loaded, as validators of our documents. Nothing is ever fetched for one."""

import io
import json
import posixpath
from collections.abc import Callable, Mapping
from typing import Any, cast

from jsonschema.exceptions import SchemaError
from jsonschema.validators import validator_for
from lxml import etree
from referencing import Registry, Resource
from referencing.exceptions import NoSuchResource
from referencing.jsonschema import DRAFT7

from newsflow.domain.errors import BadInputError
from newsflow.formats.names import Format

Check = Callable[[bytes], str | None]
"""What is wrong with a document, with the line or path; None where nothing is."""

ENDINGS = (".xsd", ".dtd", ".json")
_HELD = "held:///"
_XSD = "{http://www.w3.org/2001/XMLSchema}"
_G2 = "http://iptc.org/std/nar/2006-10-01/"
_NITF = "http://iptc.org/std/NITF/2006-10-18/"
_XSD_OF = {_G2: Format.NEWSML_G2, _NITF: Format.NITF}
_NINJS = {"ninjs-schema_1.6": Format.NINJS_1, "ninjs-schema_3.1": Format.NINJS_3}
_LONGEST_FAULT = 500
_FAULT_BEGINS = 150
"""What a longer fault keeps of its beginning. JSON's says the whole value first, and what is wrong with it last."""


def checks_of(files: Mapping[str, bytes]) -> dict[Format, Check]:
    """The checks that these files give, by format. Raises BadInputError naming the file that is no schema.

    NewsML-G2, NITF (also inside G2), NewsML 1.2 and ninjs are known by what the files say of themselves, not by
    their names; files that others only include give no check of their own.
    """
    found: dict[Format, Check] = {}
    xsds: dict[Format, etree.XMLSchema] = {}
    for name, body in sorted(files.items()):
        if name.endswith(".xsd"):
            xsds |= _xsd(name, body, files)
        elif name.endswith(".dtd"):
            found |= _dtd(name, body)
        elif name.endswith(".json"):
            found |= _json(name, body, files)
    nitf = xsds.get(Format.NITF)
    if nitf is not None:
        found[Format.NITF] = _xml_check(nitf)
    if Format.NEWSML_G2 in xsds:
        found[Format.NEWSML_G2] = _xml_check(xsds[Format.NEWSML_G2], inside=nitf)
    return found


class _Held(etree.Resolver):
    """Resolves what a schema includes from the files that came with it, and nothing else."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__()
        self._files = files

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        """The file of that name, in the same folder first; lxml calls it with its own context."""
        del public_id
        wanted = (system_url or "").removeprefix(_HELD)
        alike = [name for name in self._files if posixpath.basename(name) == posixpath.basename(wanted)]
        name = wanted if wanted in self._files else next(iter(sorted(alike)), None)
        if name is None:
            msg = f"it includes {wanted[:200]}, which is not among the files"
            raise LookupError(msg)
        return self.resolve_string(self._files[name], context, base_url=_HELD + name)


def _parser(files: Mapping[str, bytes]) -> etree.XMLParser:
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False, huge_tree=False)
    parser.resolvers.add(_Held(files))
    return parser


def _xsd(name: str, body: bytes, files: Mapping[str, bytes]) -> dict[Format, etree.XMLSchema]:
    try:
        document = etree.fromstring(body, _parser(files), base_url=_HELD + name)
        kind = _XSD_OF.get(document.get("targetNamespace", ""))
        declares = {element.get("name") for element in document.iter(_XSD + "element")}
        if kind is None or not declares & {"newsItem", "nitf"}:
            return {}
        return {kind: etree.XMLSchema(document)}
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError, LookupError) as error:
        raise _no_schema(name, error) from error


def _dtd(name: str, body: bytes) -> dict[Format, Check]:
    try:
        dtd = etree.DTD(io.BytesIO(body))
    except etree.DTDParseError as error:
        raise _no_schema(name, error) from error
    if not any(element.name == "NewsML" for element in dtd.iterelements()):
        return {}
    return {Format.NEWSML_1: _xml_check(dtd)}


def _xml_check(schema: etree.XMLSchema | etree.DTD, *, inside: etree.XMLSchema | None = None) -> Check:
    """`inside` is what NITF within another document is held against."""

    def check(document: bytes) -> str | None:
        parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)
        try:
            root = etree.fromstring(document, parser)
        except etree.XMLSyntaxError as error:
            return str(error)[:_LONGEST_FAULT]
        if not schema.validate(root):
            return _told(schema)
        if inside is not None:
            for nitf in root.iter(f"{{{_NITF}}}nitf"):
                if not inside.validate(etree.fromstring(etree.tostring(nitf, with_tail=False), parser)):
                    return _told(inside)
        return None

    return check


def _told(schema: etree.XMLSchema | etree.DTD) -> str:
    first = next(iter(schema.error_log), None)
    return "it is not valid" if first is None else f"line {first.line}: {first.message}"[:_LONGEST_FAULT]


def _json(name: str, body: bytes, files: Mapping[str, bytes]) -> dict[Format, Check]:
    schema = _schema(name, body)
    said = f"{schema.get('$id', schema.get('id', ''))} {name}"
    kind = next((known for mark, known in _NINJS.items() if mark in said), None)
    if kind is None:
        return {}
    try:
        kind_of = validator_for(schema)
        kind_of.check_schema(schema)
    except SchemaError as error:
        raise _no_schema(name, error) from error
    validator = kind_of(schema, registry=_registry(files))

    def check(document: bytes) -> str | None:
        try:
            error = next(iter(validator.iter_errors(json.loads(document))), None)  # pyright: ignore[reportUnknownMemberType] - jsonschema's own signature
        except ValueError as broken:
            return str(broken)[:_LONGEST_FAULT]
        return None if error is None else _shortened(f"{error.json_path}: {error.message}")

    return {kind: check}


def _shortened(fault: str) -> str:
    if len(fault) <= _LONGEST_FAULT:
        return fault
    return f"{fault[:_FAULT_BEGINS]} … {fault[_FAULT_BEGINS - _LONGEST_FAULT :]}"


def _schema(name: str, body: bytes) -> dict[str, object]:
    try:
        read = json.loads(body)
    except ValueError as error:
        raise _no_schema(name, error) from error
    if not isinstance(read, dict):
        raise _no_schema(name, "it is no JSON object")
    return cast("dict[str, object]", read)


def _registry(files: Mapping[str, bytes]) -> Registry[Any]:
    """The JSON schemas among the files, by their own ids; whatever else is referred to is not looked for."""

    def missing(uri: str) -> Resource[Any]:
        raise NoSuchResource(ref=uri)

    registry: Registry[Any] = Registry(retrieve=missing)  # pyright: ignore[reportCallIssue] - attrs' own name for it
    for name, body in sorted(files.items()):
        if not name.endswith(".json"):
            continue
        held = _schema(name, body)
        address = held.get("$id", held.get("id"))
        if isinstance(address, str):
            resource: Resource[Any] = DRAFT7.create_resource(held)
            registry = registry.with_resource(address.rstrip("#"), resource)
    return registry


def _no_schema(name: str, error: object) -> BadInputError:
    return BadInputError(
        "A file is no schema that can be used.",
        f"{name}: {error}."[:_LONGEST_FAULT],
        "Give the folder of the standard's own files, what they include among them.",
    )
