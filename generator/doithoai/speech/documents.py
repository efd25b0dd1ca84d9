"""Numbers of documents: 218-QĐ/TW, 30/2020/NĐ-CP, 97/2019/QH14, 132 -KH/ĐU; standards; fields left blank."""

from __future__ import annotations

import re

from doithoai.speech.letters import LOWER, UPPER, spell
from doithoai.speech.lexicon import CODE_SCOPE
from doithoai.speech.numbers import cardinal
from doithoai.speech.rules import END, Found, doubtful, rule
from doithoai.speech.spans import Reading

_PIECE = rf"[{UPPER}][{UPPER}{LOWER}]{{0,19}}\d{{0,2}}"
_CODE = rf"(?P<code>(?=[{UPPER}]\S)(?:{_PIECE})(?:[-/&.–]{_PIECE}){{0,6}})"
_KINDS = (
    r"Số hiệu|[Ll]uật|[Bb]ộ luật|[Pp]háp lệnh|[Nn]ghị định|[Nn]ghị quyết|[Tt]hông tư|[Qq]uyết định|[Cc]hỉ thị|"
    r"[Kk]ế hoạch|[Kk]ết luận|[Qq]uy định|[Hh]ướng dẫn|[Cc]ông văn|[Tt]hông báo|[Bb]áo cáo|[Tt]ờ trình|[Cc]hương trình|"
    r"[Gg]iấy (?:mời|phép)|[Hh]ợp đồng|[Bb]iên bản|[Cc]ông điện|[Vv]ăn bản|[Đđ]ề án|[Tt]hông tri|[Qq]uy chế|"
    r"[Pp]hương án|[Mm]ẫu|[Ll]iên tịch|TTr|CTr|TTLT|GM|ĐA|QĐ|KH|NQ|NĐ|TT|CT|TB|KL|BC|HD|CV|QC"
)
_NAMED_BEFORE = re.compile(rf"(?:\b[Ss]ố|SỐ|{_KINDS})[ :.]*$")
_LISTED_BEFORE = re.compile(rf"(?:\b[Ss]ố|{_KINDS})[ :.]*(?:\d{{1,5}}[a-z]?(?:[-/][\w/-]+)?(?:, | và |; )){{1,3}}$")
_KIND_BEFORE = re.compile(rf"(?:{_KINDS})(?: số)?[ :.]*$")
_PARTS = re.compile(rf"([{UPPER}{LOWER}]+)(\d*)")


def _document(found: Found) -> Reading | str | None:
    if not re.search(rf"[{UPPER}]{{2}}|[{UPPER}][{LOWER}][{UPPER}]|QĐi|TTg|CP", found.part("code")):
        return None
    sep = found.part("sep")
    loose = sep != sep.strip() or not sep
    if not found.part("y") and (loose or sep != "/") and not _is_code(found, loose=loose):
        return None
    number = cardinal(found.number("n"), found.options) + (f" {found.part('letter')}" if found.part("letter") else "")
    year = f" năm {cardinal(found.number('y'), found.options)}" if found.part("y") else ""
    named = bool(_NAMED_BEFORE.search(found.before) or _LISTED_BEFORE.search(found.before))
    lead, tail, unknown = _code(found, named)
    spoken = f"{lead}{number}{year}{tail}"
    if unknown and (not named or found.options.documents == "expanded"):
        mend = "Viết tên văn bản ra, hoặc thêm ký hiệu vào bảng viết tắt"
        return doubtful(spoken, "viết tắt", f"không rõ ký hiệu “{unknown}”", mend, 0.6)
    return spoken


def _is_code(found: Found, *, loose: bool) -> bool:
    """132 -KH/ĐU and 218QĐ/TW need both a slash and a known kind; 15-NQ or 15-XY/ĐU one of them."""
    slash = "/" in found.part("code")
    known = bool(_expansion(_PARTS.findall(found.part("code"))[0][0], found))
    return (slash and known) if loose else (slash or known)


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
    name = _expansion(kind[0], found) if kind[0] else ""
    lead = "" if named else f"{name or spell(kind[0])} số ".lstrip()
    said = [(_expansion(letters, found) + _term(number, found), letters) for letters, number in organs]
    tail = "".join(f" của {said_} " for said_, _ in said[:1] if said_).rstrip()
    unknown = "" if name or named else kind[0] or code
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


def _same_kind(found: Found) -> str | None:
    """CT 13-CT/TW: the code tells what CT stands for."""
    name = _expansion(found.part("kind"), found)
    return f"{name}{found.part('by_number')} " if name else None


def _of_year(found: Found) -> str | None:
    """Công văn số 05/2024, Pháp lệnh 34/2007."""
    if not found.part("lead") and not _KIND_BEFORE.search(found.before):
        return None
    lead = f"{found.part('lead')} " if found.part("lead") else ""
    return f"{lead}{cardinal(found.number('n'), found.options)} năm {cardinal(found.number('y'), found.options)}"


def _blank(found: Found) -> Reading:
    return doubtful(found.part("lead"), "chỗ trống", "số văn bản còn để trống", "Điền số, hoặc bỏ dòng này", 0.0)


def _standard(found: Found) -> str:
    """TCVN 9001:2015."""
    name = spell(found.part("name"))
    numbers = " ".join(cardinal(int(part), found.options) for part in found.part("n").split("-"))
    year = f" năm {cardinal(found.number('y'), found.options)}" if found.part("y") else ""
    return f"{name} {numbers}{year}"


RULES = (
    rule("abbrev", "w", r"(?P<kind>[A-ZĐ][A-Za-zĐđ]{1,3})(?P<by_number> [Ss]ố:?)? "
         r"(?=\d{1,5}[a-z]?(?:/(?:19|20)\d\d/| ?[-–/] ?)(?P=kind)(?![A-Za-zĐđ]))", _same_kind),
    rule("docnumber", "d", rf"(?P<n>\d{{1,5}})(?P<letter>[a-eA-E]?)(?:/(?P<y>(?:19|20)\d\d)/|(?P<sep> ?[-–/] ?| ?))"
         rf"{_CODE}{END}", _document),
    rule("docnumber", "wd", r"(?:(?P<lead>[Ss]ố)[ :]{1,2})?(?P<n>\d{1,5})/(?P<y>(?:19|20)\d\d)(?![\d/-])", _of_year),
    rule("docnumber", "w", rf"(?P<lead>[Ss]ố|SỐ) ?:? ?(?:[.…_]+ ?)?[-/–] ?{_CODE}{END}", _blank),
    rule("docnumber", "w", r"(?P<name>TCVN|QCVN|ISO|TCXDVN)[ -]?(?P<n>\d{1,5}(?:-\d{1,3})?)(?::(?P<y>\d{4}))?"
         r"(?:/[A-ZĐ]+)?", _standard),
)  # fmt: skip
