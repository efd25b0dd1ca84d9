"""Jinja, set up once: our own small templates, autoescaped, with the product's words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from traceback import extract_tb
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from doithoai.engines.sandbox import TOO_MUCH, Measured
from doithoai.engines.theme import OWN, THEME, compiled, is_linked, wording


def _escaped(value: Any) -> Any:
    """Jinja's `escape`, but for what has nothing to escape, as nearly all have: that is done as it is."""
    kind = type(value)
    if kind is Markup or (
        kind is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value)
    ):
        return value
    return escape(value)


class _Quick(Template):
    """A template whose own code, which only writes what it escapes, escapes quickly."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """The template of compiled code."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = _escaped
        return made


class _PlainData(Environment):
    """Views are dicts: `one.href` looks for the key first, where Jinja would look for an attribute first."""

    template_class = _Quick

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value under the key, else what Jinja finds."""
        try:
            return obj[attribute]
        except (LookupError, TypeError, AttributeError):
            return super().getattr(obj, attribute)


class _PlainDataOnly(_PlainData, Measured):
    """The same for templates that a site brings along: they reach the data alone, and do so much work and no more."""


_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_WORD = re.compile(r"(?<![\w.\"'])w((?:\.[a-z_]+)+)(?![\w\[])")


class _WordedLoader(FileSystemLoader):
    """Templates with the words already in them: what never changes is compiled as text, not looked up on every page."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The template's source, each `w.page.title` that names a word replaced by the word itself."""
        source, path, fresh = super().get_source(environment, template)
        return _TAG.sub(lambda tag: _WORD.sub(_literal, tag[0]), source), path, fresh


def _literal(found: re.Match[str]) -> str:
    """The word as a literal; a branch, or a method of a word, stays to be looked up."""
    value: Any = wording()
    names = found[1][1:].split(".")
    for at, name in enumerate(names):
        if isinstance(value, str):
            return json.dumps(value, ensure_ascii=False) + "".join(f".{one}" for one in names[at:])
        if name not in value:
            return found[0]
        value = value[name]
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else found[0]


def compiled_templates() -> BytecodeCache | None:
    """Compiled templates, kept as Python keeps its own."""
    folder = compiled()
    return FileSystemBytecodeCache(str(folder), "%s.jinja") if folder else None


def environment(folder: str, filters: Mapping[str, Callable[..., Any]]) -> Environment:
    """Templates of one channel's folder of the theme."""
    env = _PlainData(
        loader=_WordedLoader(THEME / folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=compiled_templates(),
        auto_reload=False,
    )
    env.filters.update(filters)
    env.globals["w"] = wording()
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return env


class TemplateFault(Exception):
    """A site's own template cannot be used: its file, the line, and what is wrong."""

    def __init__(self, name: str, line: int, what: str) -> None:
        super().__init__(what)
        self.name, self.line, self.what = name, line, what


class _OwnLoader(FileSystemLoader):
    """A site's own templates; one that is a link is not there, since what it leads to may be anybody's file."""

    def __init__(self, site: Path, folder: Path) -> None:
        super().__init__(site / folder)
        self._site, self._folder = site, site / folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The template's source, of a plain file only."""
        if self._is_linked(template):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)

    def list_templates(self) -> list[str]:
        """Names of the plain files."""
        return [one for one in super().list_templates() if not self._is_linked(one)]

    def _is_linked(self, template: str) -> bool:
        return is_linked(self._folder / template.lstrip("/"), self._site)


def text_templates(folder: str, site: Path, given: Mapping[str, Any]) -> Environment:
    """Templates of plain text of one channel; those that a site brings along come first, and can reach data only."""
    env = _PlainDataOnly(
        loader=ChoiceLoader([_OwnLoader(site, OWN / folder), FileSystemLoader(THEME / folder)]),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=None if (site / OWN / folder).is_dir() else compiled_templates(),
        auto_reload=False,
    )
    env.globals.update(given)
    return env


_CANNOT_FILL = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)


def filled(env: Environment, name: str, values: Mapping[str, Any]) -> str:
    """The template's text; raises `TemplateFault` with its place where it cannot be filled."""
    if isinstance(env, Measured):
        env.begin()
    try:
        return env.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise TemplateFault(error.name or name, error.lineno, f"sai cú pháp mẫu{_why(error)}") from error
    except TemplateNotFound as error:
        raise TemplateFault(*_place_in_template(error, name), f"không có tệp mẫu “{error.name}”") from error
    except _CANNOT_FILL as error:
        raise TemplateFault(*_place_in_template(error, name), f"không điền được mẫu{_why(error)}") from error


_WHY = (
    ("unexpected end of template|Unexpected end of template", "có dấu {{ hoặc {% chưa đóng"),
    ("unknown tag '([^']+)'", "không có lệnh “{}”"),
    ("No filter named '([^']+)'", "không có bộ lọc “{}”"),
    ("'([^']+)' is undefined|has no (?:attribute|element) '?([^' ]+)", "không có “{}”"),
    (f"Range too big|{TOO_MUCH}", "lặp quá nhiều lần, hoặc ra quá nhiều chữ"),
    ("division by zero|modulo", "chia cho 0"),
    ("unsupported operand|can only concatenate", "tính hoặc nối hai thứ không cùng loại"),
    ("is unsafe|not safely callable|sandbox", "dùng thứ mà mẫu không được phép dùng"),
    ("codec can't decode", "tệp không phải mã UTF-8"),
    ("unexpected '([^']+)'|got '([^']+)'|unexpected char '([^']+)'", "dấu “{}” đứng sai chỗ"),
)
"""Jinja's words, and ours; what is in none of them is told without a reason."""


def _why(error: Exception) -> str:
    said = str(getattr(error, "message", None) or error)
    for words, ours in _WHY:
        found = re.search(words, said)
        if found:
            return ": " + ours.replace("{}", next(filter(None, found.groups()), "")) if found.groups() else f": {ours}"
    return ""


def _place_in_template(error: BaseException, name: str) -> tuple[str, int]:
    """The file and line that was being filled: Jinja gives tracebacks the template's own files and lines."""
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".txt")]
    return (Path(frames[-1].filename).name, int(frames[-1].lineno or 1)) if frames else (name, 1)
