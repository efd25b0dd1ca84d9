"""One style sheet for all pages: what Material's say of what our pages hold, then our own.

Material's two sheets are 150 kB for every site there could be. A rule whose classes no page of ours can bear is left
out, and so is a custom property that nothing refers to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

_TOKEN = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)"']*\)|[{};]""", re.DOTALL)
_NESTING = ("@media", "@supports", "@container", "@layer")
_CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
_COLOR = re.compile(r"\[(data-md-color-\w+=[\w-]+)\]")
_ELEMENT = re.compile(r"(?:^|[\s>+~])([a-z]\w*)")
_WORD = re.compile(r"[\w-]+")
COLORS = ("scheme=default", "scheme=slate", "primary=indigo", "accent=indigo")
"""What the frame's script puts on a page, of the colours that Material has."""

_WITHIN = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
_PROPERTY = re.compile(r"(?:^|;)\s*(--[\w-]+)\s*:")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_ANIMATION = re.compile(r"@(?:-webkit-)?keyframes\s+([\w-]+)")


class Rule(Struct, frozen=True):
    """`prelude{body}`; `inner` are the rules of one that holds others."""

    prelude: str
    body: str
    inner: tuple[Rule, ...] = ()


def lean(sheets: Iterable[str], corpus: Iterable[str], own: str) -> str:
    """The sheets without what no text of `corpus` can bear; `own` is what else refers to their properties."""
    words = {f"data-md-color-{one}" for one in COLORS}.union(*map(_WORD.findall, corpus))
    rules = _kept((rule for sheet in sheets for rule in _rules(sheet)), words)
    while True:
        text = _text(rules)
        used = set(_USED.findall(text)) | set(_USED.findall(own))
        fewer = _without_unused(rules, used, text + own)
        if fewer == rules:
            return text
        rules = fewer


def _rules(sheet: str) -> list[Rule]:
    """The rules of a sheet, in order; statements without a block (`@charset`) are left out."""
    found: list[Rule] = []
    start = at = 0
    for token in _tokens(sheet):
        if token.start() < at:
            continue  # inside a block that is read already
        if token[0] == ";":
            start = at = token.end()
        elif token[0] == "{":
            end = _closing(sheet, token.end())
            prelude, body = sheet[start : token.start()].strip(), sheet[token.end() : end]
            inner = tuple(_rules(body)) if prelude.startswith(_NESTING) else ()
            found.append(Rule(prelude, "" if inner else body, inner))
            start = at = end + 1
    return found


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return (token for token in _TOKEN.finditer(text) if token[0] in "{};")


def _closing(text: str, start: int) -> int:
    """Where the block that was opened before `start` ends."""
    depth = 1
    for token in _TOKEN.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if not depth:
            return token.start()
    return len(text)


def _kept(rules: Iterable[Rule], words: set[str]) -> list[Rule]:
    """The rules that something made of these words can match, of each only such selectors."""
    found: list[Rule] = []
    for rule in rules:
        if rule.inner:
            inner = tuple(_kept(rule.inner, words))
            if inner:
                found.append(Rule(rule.prelude, "", inner))
        elif rule.prelude.startswith("@"):
            found.append(rule)
        elif selectors := [one for one in _selectors(rule.prelude) if _can_match(one, words)]:
            found.append(Rule(",".join(selectors), rule.body))
    return found


def _selectors(prelude: str) -> list[str]:
    """The selectors of a list, which may hold lists themselves: `:is(a,b) p, q`."""
    depth, parts = 0, [""]
    for sign in prelude:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _can_match(selector: str, words: set[str]) -> bool:
    bare = _WITHIN.sub("", selector)
    needed = (*_CLASS.findall(bare), *_COLOR.findall(bare), *_ELEMENT.findall(bare))
    return words.issuperset(needed)


def _without_unused(rules: list[Rule], used: set[str], text: str) -> list[Rule]:
    """The rules without properties that nothing refers to, and without animations that nothing names."""
    found: list[Rule] = []
    for rule in rules:
        if rule.inner:
            found.append(Rule(rule.prelude, "", tuple(_without_unused(list(rule.inner), used, text))))
        elif name := _ANIMATION.match(rule.prelude):
            if text.count(name[1]) > text.count(f"keyframes {name[1]}"):
                found.append(rule)
        elif body := _body(rule.body, used):
            found.append(Rule(rule.prelude, body))
    return found


def _body(body: str, used: set[str]) -> str:
    if "--" not in body:
        return body
    parts, start = [], 0
    for token in [*_tokens(body), None]:
        end = token.start() if token else len(body)
        if token is None or token[0] == ";":
            part = body[start:end]
            named = _PROPERTY.match(part)
            if part.strip() and not (named and named[1] not in used):
                parts.append(part)
            start = end + 1
    return ";".join(parts)


def _text(rules: Iterable[Rule]) -> str:
    return "".join(f"{rule.prelude}{{{_text(rule.inner) if rule.inner else rule.body}}}" for rule in rules)
