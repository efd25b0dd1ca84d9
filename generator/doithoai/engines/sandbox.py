"""Templates that a site brings along reach the data they are given alone, and do no more than so much work a page.

What is counted: each turn of a loop with what stands in it, each call and each template that is included, the length
of whatever a filter or a call is given or gives back, each number a filter or a call is given (a width, a count), each
text that is joined or put out. So a loop within a loop, a macro that calls itself twice and a text that doubles end at
a line of the template, after the same work on every machine. It guards against mistakes, and against most malice: who
may write templates may write what builds the site, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any

from jinja2 import Environment, Template, nodes, pass_environment
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST = 20_000_000
"""Units of work for one page: about as many letters, or a tenth as many turns, which takes some seconds."""
TOO_MUCH = "too much work"
_TURN, _CALL = 10, 100
"""A macro that is called takes as long as ten turns of a loop."""
_SIZED = (str, bytes, list, tuple, dict, set, frozenset, range)


class Measured(ImmutableSandboxedEnvironment):
    """A sandbox that counts what its templates do; `begin` starts a page."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._left = MOST
        super().__init__(*args, finalize=self._put_out, **kwargs)
        del self.globals["lipsum"], self.filters["format"]
        self.filters = {name: self._measured(made) for name, made in self.filters.items()}
        self.filters |= {_TURNS: _turns, _JOINED: _joined}

    def begin(self) -> None:
        """A page is begun: all its work is before it."""
        self._left = MOST

    def spend(self, units: int) -> None:
        """So much more is done; raises `SecurityError` when that is too much."""
        self._left -= units
        if self._left < 0:
            raise SecurityError(TOO_MUCH)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A sum, and a product or rest of numbers; no power, and no text a billion times over or wide."""
        if operator == "+":
            return self._spent(super().call_binop(context, operator, left, right))
        if operator in "*%" and isinstance(left, (int, float)) and isinstance(right, (int, float)):
            return super().call_binop(context, operator, left, right)
        raise SecurityError(f"{operator} is unsafe")

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """A call of a function, a method, a macro, or of a loop within itself."""
        if getattr(obj, "__name__", "") in ("format", "format_map"):
            raise SecurityError("format is unsafe")
        self.spend(_CALL)
        self._charge(args, kwargs)
        if isinstance(obj, LoopContext):
            args = (_turns(self, args[0], 0), *args[1:])
        return self._spent(super().call(context, obj, *args, **kwargs))

    def get_template(self, name: str | Template, parent: str | None = None, globals: Any = None) -> Template:
        """A template; to include one is work, too."""
        self.spend(_CALL)
        return super().get_template(name, parent, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        made = super()._parse(source, name, filename)
        for loop in list(made.find_all(nodes.For)):
            inside = sum(len(text.data) for text in loop.find_all(nodes.TemplateData))
            loop.iter = _filtered(loop.iter, _TURNS, nodes.Const(inside, lineno=loop.lineno, environment=self))
        for joined in list(made.find_all(nodes.Concat)):
            joined.nodes = [_filtered(nodes.Concat(joined.nodes, lineno=joined.lineno, environment=self), _JOINED)]
        return made

    def _measured(self, made: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(made)
        def measured(*args: Any, **kwargs: Any) -> Any:
            self.spend(_TURN)
            self._charge(args, kwargs)
            return self._spent(made(*args, **kwargs))

        return measured

    def _charge(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
        self.spend(sum(map(_size, args)) + sum(map(_size, kwargs.values())))

    def _put_out(self, value: Any) -> Any:
        return self._spent(value) if isinstance(value, str) else value

    def _spent(self, value: Any) -> Any:
        if isinstance(value, _SIZED):
            self.spend(len(value))
        return value


def _size(value: Any) -> int:
    """A width or a count is as much work as a text of that length."""
    if isinstance(value, _SIZED):
        return len(value)
    return abs(value) if isinstance(value, int) else 0


_TURNS, _JOINED = " turns", " joined"
"""Filters that no template can name."""


def _filtered(value: nodes.Node, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(value, name, list(args), [], None, None, lineno=value.lineno, environment=value.environment)


@pass_environment
def _turns(env: Environment, values: Iterable[Any], inside: int) -> Iterator[Any]:
    """The values of a loop, each counted with the text that stands in it."""
    assert isinstance(env, Measured)
    for one in values:
        env.spend(_TURN + inside)
        yield one


@pass_environment
def _joined(env: Environment, text: str) -> str:
    assert isinstance(env, Measured)
    env.spend(len(text))
    return text
