"""A document's printed text without what its layout repeats: head, number, name, recipients, signature."""

from __future__ import annotations

import re

from msgspec import Struct

from doithoai.channels.noticeboard.passages import Part, is_bold, text_of
from doithoai.folding import slug


class Printed(Struct, frozen=True):
    """The parts of a text; empty where the text does not have them."""

    type: str
    subject: str
    body: list[Part]
    recipients: list[str]
    sign: list[str]


_TYPES = ("ke-hoach", "thong-bao", "giay-moi", "ket-luan", "huong-dan", "quyet-dinh", "bao-cao")
_HEAD = re.compile(
    r"|so|so-(?:\d+-)?(?:kh|tb|gm|kl|hd|qd|bc|ct|nq|ctr)(?:-[a-z]+){0,3}"
    r"|(?:[a-z0-9]+-){0,6}ngay(?:-\d+)?-thang(?:-\d+)?-nam(?:-\d+)?"
    r"|cong-hoa-xa-hoi-chu-nghia-viet-nam|dang-cong-san-viet-nam|doc-lap-tu-do-hanh-phuc"
)
"""Lines of a head as `slug` gives them; a line of signs alone gives nothing."""
_NEAR = 12
"""How many blocks at either end can belong to the head or the foot."""


def printed(parts: list[Part], authority: str) -> Printed:
    """The text taken apart. What is not surely repeated by the layout stays in the body."""
    parts, recipients, sign = _without_foot(parts)
    at = next((at for at, part in enumerate(parts[:_NEAR]) if _is_type(part)), None)
    if at is None:
        return Printed("", "", _headless(parts, authority), recipients, sign)
    name, _, subject = text_of(parts[at]).partition("\n")
    rest = parts[at + 1 :]
    if not subject and rest and rest[0]["kind"] == "paragraph" and is_bold(rest[0]):
        subject, rest = text_of(rest[0]), rest[1:]
    body = [*_headless(parts[:at], authority), *rest]
    return Printed(name.strip(), " ".join(subject.split()), body, recipients, sign)


def _headless(parts: list[Part], authority: str) -> list[Part]:
    return [part for at, part in enumerate(parts) if at >= _NEAR or not _is_head(part, authority)]


def _is_type(part: Part) -> bool:
    return slug(text_of(part).partition("\n")[0]) in _TYPES and (is_bold(part) or part["kind"] == "heading")


def _is_head(part: Part, authority: str) -> bool:
    if part["kind"] != "paragraph" or part["label"]:
        return False
    lines = [slug(line) for line in text_of(part).split("\n")]
    return all(_HEAD.fullmatch(line) or line == slug(authority) for line in lines)


def _without_foot(parts: list[Part]) -> tuple[list[Part], list[str], list[str]]:
    """Body, recipients and lines of signature, which stand bold at the very end."""
    end = len(parts)
    while end and parts[end - 1]["kind"] == "paragraph" and is_bold(parts[end - 1]) and not _leads(parts[end - 1]):
        end -= 1
    sign = [line for part in parts[end:] for line in text_of(part).split("\n")]
    start = end
    while start and parts[start - 1]["label"]:
        start -= 1
    if start and _leads(parts[start - 1]):
        return parts[: start - 1], [text_of(part) for part in parts[start:end]], sign
    return parts[:end], [], sign


def _leads(part: Part) -> bool:
    return slug(text_of(part)) == "noi-nhan"
