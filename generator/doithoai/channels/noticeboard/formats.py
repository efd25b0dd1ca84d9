"""Whose rules a document's layout follows on its day, and what it says in their signs (`the-thuc.yml` of the theme)."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from doithoai.domain.authority import Authority
from doithoai.domain.dates import PartialDate, Precision, written
from doithoai.domain.documents import Document, Person, Style, sign_of
from doithoai.engines.theme import THEME, wording

Format = dict[str, Any]
SignLine = dict[str, Any]
"""`t` text, `b` bold."""
BLANK = "........"
"""To be filled by hand."""
_WIDE = 22
"""Letters of a body's name that stand on one line of the head."""


@cache
def _formats() -> dict[str, list[Format]]:
    import yaml

    with (THEME / "noticeboard" / "the-thuc.yml").open("rb") as file:
        found: dict[str, list[Format]] = yaml.load(file, Loader=yaml.CSafeLoader)
    return found


def format_of(style: Style, day: date) -> Format:
    """The rules in force on the day; the oldest for what is older than all of them."""
    rows = _formats()[style.value]
    return next((row for row in reversed(rows) if row["from"] <= day), rows[0])


def plain(rules: Format) -> Format:
    """The rules as data that can be written down anywhere."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in rules.items()}


def number_line(document: Document, rules: Format, symbol: str | None = None) -> str:
    """`Số: 05/KH-UBND`, `Số 132-KH/ĐU`; a blank where there is no number yet."""
    number = BLANK if document.number is None else f"{document.number:02d}"
    symbol = symbol or document.symbol
    return f"{rules['number']}{number}{rules['join']}{symbol}" if symbol else f"{rules['number']}{number * 2}"


def cited(document: Document, rules: Format) -> str:
    """`số 05/KH-UBND ngày 23/1/2026`, `số 132-KH/ĐU, ngày 5/3/2024`; nothing for one without a number."""
    if document.number is None:
        return ""
    symbol = f"{rules['join']}{document.symbol}" if document.symbol else ""
    day = rules["dated"].format(written(document.dated)) if document.dated else ""
    return f"{wording().say('in.documents.numbered')} {document.number:02d}{symbol}{day}"


def symbol_of(kind: str, document: Document | None, rules: Format) -> str:
    """`GM-UBND` for an invitation whose notice is `TB-UBND`."""
    return f"{kind}{rules['symbol']}{_organ(document)}"


def _organ(document: Document | None) -> str:
    symbol = document.symbol if document else None
    organ = re.split(r"[-/]", symbol, maxsplit=1)[1:] if symbol else []
    return organ[0] if organ else BLANK


_NUMBERED = re.compile(r"(?P<number>\d+)\s*[-/]\s*(?P<symbol>[^\W\d_][^\s,;.]*)")


def letter_of(number: str | None, like: Document, rules: Format) -> Document:
    """Number and symbol of a letter, as an event names it (`112/UBND-KT`), or blanks; `like`: its issuer's notice."""
    found = _NUMBERED.search(number or "")
    symbol = found["symbol"] if found else rules["letter"]["symbol"].format(organ=_organ(like), blank=BLANK)
    number_found = int(found["number"]) if found else None
    return Document().model_copy(update={"number": number_found, "symbol": symbol, "place": like.place})


def is_own(number: str | None, like: Document) -> bool:
    """Whether a letter's number is of the issuer of `like`, as far as that can be told: `96/CAP` is the police's."""
    found, organ = _NUMBERED.search(number or ""), _organ(like)
    return not found or organ == BLANK or organ in re.split(r"[-/]", found["symbol"])


def date_line(place: str, when: PartialDate | None) -> str:
    """`Mẫu, ngày 09 tháng 02 năm 2026`; blanks for what is not known."""
    day = f"{when.day.day:02d}" if when and when.day else BLANK[:6]
    monthly = when.last if when and when.precision in (Precision.DAY, Precision.MONTH) else None
    month = (f"{monthly.month:02d}" if monthly.month < 3 else str(monthly.month)) if monthly else BLANK[:6]
    yearly = when.year if when and when.precision not in (Precision.BEFORE, Precision.UNTIL) else None
    return wording().say("in.documents.dated", place or BLANK, day, month, yearly or BLANK)


_UNIT = re.compile(r"(?:xã|phường|thị trấn|đặc khu)\s+(?P<name>[^\d(].*)", re.IGNORECASE)


def place_of(document: Document | None, authority: Authority) -> str:
    """The name before the date: the document's own, else the commune's."""
    if document and document.place:
        return document.place
    found = _UNIT.fullmatch(authority.place)
    return found["name"] if found else ""


_LOWER = re.compile(r"\s+(?=(?:xã|phường|thị trấn|đặc khu|quận|huyện|thành phố|tỉnh)\s)", re.IGNORECASE)


def in_head(name: str | None) -> list[str]:
    """A body's name as lines of the head: capitals, the place on a line of its own, no remarks in brackets."""
    bare = re.sub(r"\s*\([^)]*\)", "", name or "").strip()
    lines = _LOWER.split(bare, maxsplit=1) if len(bare) > _WIDE else [bare]
    return [capitals(line) for line in lines if line]


def capitals(text: str) -> str:
    """In capitals, and `ỦY` spelt with its tone where the rules of both want it."""
    return text.upper().replace("UỶ", "ỦY")


def signature(signer: Person | None, rules: Format) -> tuple[list[SignLine], str]:
    """The lines above the seal, in the signs of these rules, and the name; dotted lines for what is not known."""
    if signer is None:
        return [{"t": BLANK * 3, "b": False}], BLANK * 3
    typed = [one for line in (signer.on_behalf, signer.position) if line for one in line.split("\n")]
    lines = [_signed(line, rules) for line in typed]
    return lines or [{"t": BLANK * 3, "b": False}], signer.name or BLANK * 3


def _signed(line: str, rules: Format) -> SignLine:
    """A line of authority (`TM.`, `KT.` …) in the signs of these rules; the signer's position as they want it."""
    sign, words = sign_of(line)
    if not sign:
        return {"t": capitals(words), "b": rules["position"] == "bold"}
    return {"t": f"{rules['signs'][sign]} {capitals(words)}", "b": True}
