"""Pages: each is a template and one frozen dataclass, registered so that a test compares the two."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar, cast

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from newsflow.web.say import tongue
from newsflow.web.static import Static

if TYPE_CHECKING:
    from types import CodeType


class Offered(Protocol):
    """Any dataclass: what a page may be given."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


Context = TypeVar("Context", bound=Offered)

REGISTRY: "list[Page[Any]]" = []
"""Every page of the program, for the test that compares names used with fields offered."""

REVALIDATE = "no-cache"
"""May be stored, must be asked for again: a kill works at once, and what has not changed costs a 304."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Context]):
    """A template and the class of what it is given."""

    template: str
    context: type[Context]


def page(template: str, context: type[Context]) -> Page[Context]:
    """A page, registered. To be called once at import, beside the page's route."""
    made = Page(template, context)
    REGISTRY.append(made)
    return made


class _Translated(Protocol):
    """What the i18n extension adds to an environment at run time."""

    def install_gettext_translations(self, translations: NullTranslations, *, newstyle: bool) -> None: ...


class _Compiled(BytecodeCache):
    """Each template is compiled once: what a language changes in it is asked when it is rendered."""

    def __init__(self) -> None:
        self._kept: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Nothing; the bucket has the template's code where another language had it compiled."""
        bucket.code = self._kept.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Nothing; keeps the code for the other languages."""
        if bucket.code is not None:
            self._kept[bucket.key] = bucket.code


_COMPILED = _Compiled()


@cache
def environment(language: str = "en") -> Environment:
    """Jinja2 as we use it, its `{% trans %}` in that language: all escaped, a name not offered is an error."""
    made = Environment(
        loader=PackageLoader("newsflow", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    made.policies["ext.i18n.trimmed"] = True
    # JSON in a page is read by people too, and an Arabic letter takes two bytes, not six.
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    cast("_Translated", made).install_gettext_translations(tongue(language).translations, newstyle=True)
    return made


@dataclass(frozen=True, slots=True)
class Pages:
    """Renders pages and answers with them."""

    static: Static
    templates: Environment = field(default_factory=environment)

    def speaking(self, language: str) -> "Pages":
        """The same pages with their `{% trans %}` in that language (`say.py`); English until this is asked."""
        return Pages(self.static, environment(tongue(language).language))

    def render(self, page: Page[Context], context: Context) -> str:
        """The page's HTML."""
        offered = {f.name: getattr(context, f.name) for f in fields(page.context)}
        return self.templates.get_template(page.template).render(offered)

    def answer(
        self,
        request: Request,
        page: Page[Context],
        context: Context,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """The page with an ETag, or 304 where the reader has it."""
        return revalidated(
            request, HTMLResponse(self.render(page, context), status_code=status, headers=headers)
        )


def revalidated(request: Request, response: Response) -> Response:
    """The response with an ETag of its bytes and `Cache-Control`, or a 304 where the reader has it already."""
    if response.status_code != 200:
        response.headers.setdefault("Cache-Control", "no-store")
        return response
    etag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers.setdefault("Cache-Control", REVALIDATE)
    asked = request.headers.get("if-none-match", "")
    held = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
    if etag in held or "*" in held:
        kept = {
            name: response.headers[name]
            for name in ("ETag", "Cache-Control", "Vary")
            if name in response.headers
        }
        return Response(status_code=304, headers=kept)
    return response
