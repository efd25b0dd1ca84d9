"""Numbers of documents: 218-QĐ/TW, 30/2020/NĐ-CP, 97/2019/QH14, 132 -KH/ĐU; standards; fields left blank."""

from __future__ import annotations

import re

from doithoai.speech.letters import LOWER, UPPER, spell
from doithoai.speech.lexicon import CODE_SCOPE
from doithoai.speech.numbers import cardinal
from doithoai.speech.rules import END, Found, doubtful, rule
from doithoai.speech.spans import Reading

_PIECE = rf"[{UPPER}][{UPPER}{LOWER}]{{0,9}}\d{{0,2}}"
_CODE = rf"(?P<code>(?=[{UPPER}]\S)(?:{_PIECE})(?:[-/&.–]{_PIECE}){{0,6}})"
_NAMED_BEFORE = re.compile(
    r"(?:\b[Ss]ố|Số hiệu|[Ll]uật|[Bb]ộ luật|[Pp]háp lệnh|[Nn]ghị định|[Nn]ghị quyết|[Tt]hông tư|"
    r"[Qq]uyết định|[Cc]hỉ thị|"
    r"[Kk]ế hoạch|[Kk]ết luận|[Qq]uy định|[Hh]ướng dẫn|[Cc]ông văn|[Tt]hông báo|[Bb]áo cáo|[Tt]ờ trình|[Cc]hương trình|"
    r"[Gg]iấy mời|[Cc]ông điện|[Vv]ăn bản|[Đđ]ề án|[Tt]hông tri|[Qq]uy chế|[Ll]iên tịch|"
    r"SỐ|QĐ|KH|NQ|NĐ|TT|CT|TB|KL|BC|HD|CV|QC)[ :.]*$"
)
_PARTS = re.compile(rf"([{UPPER}{LOWER}]+)(\d*)")


def _document(found: Found) -> Reading | str | None:
    if not re.search(rf"[{UPPER}]{{2}}|[{UPPER}][{LOWER}][{UPPER}]|QĐi|TTg|CP", found.part("code")):
        return None
    if found.part("sep") in ("-", "–") and "/" not in found.part("code") and not _known_kind(found):
        return None
    number = cardinal(found.number("n"), found.options) + (f" {found.part('letter')}" if found.part("letter") else "")
    year = f" năm {cardinal(found.number('y'), found.options)}" if found.part("y") else ""
    named = bool(_NAMED_BEFORE.search(found.before))
    lead, tail, unknown = _code(found, named)
    spoken = f"{lead}{number}{year}{tail}"
    if unknown and (not named or found.options.documents == "expanded"):
        mend = "Viết tên văn bản ra, hoặc thêm ký hiệu vào bảng viết tắt"
        return doubtful(spoken, "viết tắt", f"không rõ ký hiệu “{unknown}”", mend, 0.6)
    return spoken


def _known_kind(found: Found) -> bool:
    return bool(_expansion(_PARTS.findall(found.part("code"))[0][0], found))


def _code(found: Found, named: bool) -> tuple[str, str, str]:
    """What is said before and after the number, and the part of the code that nobody knows."""
    code, mode = found.part("code"), found.options.documents
    if mode == "spelled":
        return "", " " + _spelled(code, found), ""
    if mode == "dropped" and named:
        return "", "", ""
    kind, *organs = _PARTS.findall(code)
    if kind[0] in ("QH", "UBTVQH"):
        kind, organs = ("", ""), [kind]
    name = _expansion(kind[0], found) if kind[0] else "Luật"
    lead = "" if named else f"{name or spell(kind[0])} số "
    said = [(_expansion(letters, found) + _term(number, found), letters) for letters, number in organs]
    tail = "".join(f" của {said_} " for said_, _ in said[:1] if said_).rstrip()
    unknown = "" if name or named else kind[0]
    return lead, tail, unknown or next((letters for said_, letters in said[:1] if not said_), "")


def _term(number: str, found: Found) -> str:
    """QH14: the term of the National Assembly."""
    return f" khóa {cardinal(int(number), found.options)}" if number else ""


def _expansion(letters: str, found: Found) -> str:
    known = found.voice.lexicon.in_scope(letters, CODE_SCOPE, found.options)
    return known[0] if len(known) == 1 else ""


def _spelled(code: str, found: Found) -> str:
    return " ".join(
        spell(letters) + (f" {cardinal(int(number), found.options)}" if number else "")
        for letters, number in _PARTS.findall(code)
    )


def _blank(found: Found) -> Reading:
    return doubtful(found.part("lead"), "chỗ trống", "số văn bản còn để trống", "Điền số, hoặc bỏ dòng này", 0.0)


def _standard(found: Found) -> str:
    """TCVN 9001:2015."""
    name = spell(found.part("name"))
    numbers = " ".join(cardinal(int(part), found.options) for part in found.part("n").split("-"))
    year = f" năm {cardinal(found.number('y'), found.options)}" if found.part("y") else ""
    return f"{name} {numbers}{year}"


RULES = (
    rule("docnumber", "d", rf"(?P<n>\d{{1,5}})(?P<letter>[a-eA-E]?)(?:/(?P<y>(?:19|20)\d\d)/| ?(?P<sep>[-–/]))"
         rf"{_CODE}{END}", _document),
    rule("docnumber", "w", rf"(?P<lead>[Ss]ố|SỐ) ?:? ?(?:[.…_]+ ?)?[-/–] ?{_CODE}{END}", _blank),
    rule("docnumber", "w", r"(?P<name>TCVN|QCVN|ISO|TCXDVN)[ -]?(?P<n>\d{1,5}(?:-\d{1,3})?)(?::(?P<y>\d{4}))?"
         r"(?:/[A-ZĐ]+)?", _standard),
)  # fmt: skip
