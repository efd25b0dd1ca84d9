"""Addresses: ngõ 12/34, số nhà 15A, hẻm 45/6/7; numbers with a letter; codes such as QL1A, B12, H5N1."""

from __future__ import annotations

import re

from doithoai.speech.letters import LATIN, UPPER
from doithoai.speech.numbers import whole
from doithoai.speech.rules import END, Found, rule

LEADS = ("ngõ", "ngách", "hẻm", "kiệt", "số nhà", "nhà số", "số", "đường số", "nhà")
_NUMBER = r"\d{1,4}[A-Za-zĐđ]?"


def _numbered(text: str, found: Found) -> str:
    """15A is "mười lăm A"."""
    return re.sub(r"\d+", lambda number: f" {whole(number[0], found.options)} ", text).strip()


def _address(found: Found) -> str:
    parts = found.part("n").split("/")
    return f"{found.part('lead')} {' trên '.join(_numbered(part, found) for part in parts)}"


def _lettered(found: Found) -> str:
    return f"{whole(found.part('n'), found.options)} {found.part('letter')}"


def _code(found: Found) -> str:
    """H5N1: letters stay, numbers are said; a prefix that the lexicon knows is expanded."""
    prefix = re.match(rf"[{LATIN}]+", found.written)
    assert prefix
    known = found.voice.lexicon.expansions(prefix[0], found.before, found.written[prefix.end() :], found.options)
    head = known[0] if len(known) == 1 else prefix[0]
    rest = found.written[prefix.end() :].replace("-", " ").replace(".", " ")
    return re.sub(r" +", " ", f"{head} {_numbered(rest, found)}")


RULES = (
    rule("address", "w", rf"(?P<lead>(?i:{'|'.join(LEADS)})) (?P<n>{_NUMBER}(?:/{_NUMBER})+){END}(?!/)", _address),
    rule("address", "d", rf"(?P<n>\d{{1,5}})(?P<letter>[A-ZĐ]|bis){END}", _lettered),
    rule("code", "w", rf"[{UPPER}]{{1,6}}[-.]?\d+(?:[A-Za-z]?(?![{LATIN}])|[A-Z]+\d+)(?![{LATIN}\d])", _code),
)
