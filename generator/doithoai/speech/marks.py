"""Marks that are seen and not said: Markdown, bullets, quotes, brackets, silent hyphens, "./."; and blank fields."""

from __future__ import annotations

import re
import unicodedata

from doithoai.speech.counts import NUMERIC_SIGN
from doithoai.speech.letters import LATIN, LOWER
from doithoai.speech.rules import Found, doubtful, rule, silent
from doithoai.speech.spans import Reading

_NAMES = {"&": "và", "+": "cộng", "=": "bằng", "<": "nhỏ hơn", ">": "lớn hơn", "≥": "lớn hơn hoặc bằng",
          "≤": "nhỏ hơn hoặc bằng", "±": "cộng trừ", "×": "nhân", "÷": "chia", "≈": "xấp xỉ", "~": "khoảng", "^": "mũ",
          "%": "phần trăm",
          "‰": "phần nghìn", "°": "độ", "$": "đô la", "€": "ơ rô", "₫": "đồng", "@": "a còng", "≠": "khác",
          ">=": "lớn hơn hoặc bằng",
          "<=": "nhỏ hơn hoặc bằng", "√": "căn", "∞": "vô cùng"}  # fmt: skip
_QUIET = frozenset("*_`\"'“”‘’«»‹›„‚′″\\^#|•◦▪●○■□◆◇➢➤✓✔→⇒←↑↓·–—-−‑‐[]{}~¬©®™§¶†‡★☆✦✩✪♥♡❤✿❀❁\ufe0f")
"""Ornaments, bullets, quotes, brackets, what Markdown is made of, and the marks of ownership: nobody says them."""
_MEANT = frozenset("→⇒←↑↓^~\\")
"""Between two words these stand for a word that only the writer knows, and are flagged."""


def _blank(_found: Found) -> Reading:
    return doubtful(" … ", "chỗ trống", "chỗ này còn để trống", "Điền vào, hoặc bỏ đi", 0.0)


def _blank_day(found: Found) -> Reading:
    return doubtful(found.written, "chỗ trống", "ngày, tháng còn để trống", "Điền ngày, tháng", 0.0)


def _ellipsis(found: Found) -> Reading | str:
    """After a word it means "and so on"; after "ngày", "số" or a colon it is a field to fill in."""
    after_field = re.search(r"(?:ngày|tháng|năm|[Ss]ố|lúc|giờ|[Hh]ồi|:) ?$", found.before)
    if after_field or len(found.written.replace("…", "...")) > 6:
        return _blank(found)
    return "…"


def _closing(_found: Found) -> str:
    """ "./." and "/." close a document; the full stop stays."""
    return "."


def _bracket(found: Found) -> str:
    """A pause, unless another pause stands there already."""
    opens = found.written.strip() in ("(", "[")
    if opens:
        return ", " if re.search(r"[\w%°²³”\"] ?$", found.before) else " " if found.before else ""
    return ", " if re.match(rf" ?[{LATIN}\d]", found.after) else ""


def _angle(found: Found) -> str | None:
    """Tiêm chủng <Đợt 2>: brackets around words, no comparison."""
    if found.written == "<":
        return ", " if found.before else ""
    start = found.match.start()
    line = found.match.string[max(0, start - 200) : start].rpartition("\n")[2]
    opened = re.search(rf"<(?=[{LATIN}“\"])[^<>]*(?<! )$", line)
    return (", " if re.match(rf" ?[{LATIN}\d]", found.after) else "") if opened else None


_TAGS = (
    "p|br|b|i|u|s|a|div|span|strong|em|h[1-6]|ul|ol|li|dl|d[td]|table|t[rdh]|thead|tbody|tfoot|img|hr|su[pb]|font|"
    "center|small|big|blockquote|code|pre|script|style|o:p|section|article|figure|figcaption|mark|del|ins|html|body|"
    "head|title|meta|link|form|input|button|label|iframe|video|audio|source|nav|main|header|footer|details|summary|abbr"
)
_FIELD = (
    r"(?i:(?:tên|họ(?: và)? tên|giờ|ngày|tháng|năm|nơi|địa điểm|địa chỉ|số|thời gian|chức vụ|đơn vị|cơ quan|nội dung|"
    r"người|điền|nhập|ghi|lý do|ký tên|chữ ký)(?: [^\W\d_]+){0,4})"
)


_NAME = rf"(?=[{LOWER}])[{LATIN} ,/]{{1,40}}"
"""What is written small between angle brackets is to be replaced: <nơi họp>."""


def _field(found: Found) -> Reading:
    """<giờ>, [tên phường]: the words are said, so that nothing is lost, and the place is flagged."""
    words = re.sub(r"[/,]", ", ", found.written[1:-1])
    return doubtful(f" {words} ", "chỗ trống", "chỗ này còn để trống", "Điền vào, hoặc bỏ đi", 0.0)


def _dash(found: Found) -> str:
    """chính trị - xã hội: nothing is said; at the end or beginning of a line too. Between bodies it is a pause."""
    if _BODY_BEFORE.search(found.before) and _BODY_AFTER.match(found.after):
        return ", "
    return " " if found.before and found.after else ""


_BODY = (
    r"(?:Đ[ảẢ][nN][gG] [ủuỦU][yỷỶ]|ĐU|HĐND|UBND|UBMTTQ|MTTQ|(?:Hội đồng|Ủy ban|Uỷ ban) nhân dân|UBKT|"
    r"(?:Ủy ban |Uỷ ban )?Mặt trận Tổ quốc|(?:Huyện|Quận|Thị|Thành|Tỉnh) [ủu][yỷ])"
)
"""Đảng ủy - HĐND - UBND: bodies in a row."""
_BODY_BEFORE, _BODY_AFTER = re.compile(rf"{_BODY} ?$"), re.compile(rf"{_BODY}\b")


def _slash(_found: Found) -> Reading:
    return doubtful(", ", "dấu", "không rõ dấu gạch chéo đọc thế nào", "Viết thành lời (“hoặc”, “và”, “trên”)", 0.5)


def _named(found: Found) -> Reading | str | None:
    """A sign with a name is said where it stands between things; elsewhere it is decoration."""
    sign = found.written.strip()
    name = _NAMES.get(sign)
    if not name or (sign in "~^" and not re.match(r" ?\d", found.after)):
        return None
    return f" {name} " if re.search(r"\w", found.before + found.after) else None


def _and(found: Found) -> str | None:
    """Tầng 1+2; but 2+3 is a sum."""
    return " và " if _PLACE_BEFORE.search(found.before) else None


_PLACE_BEFORE = re.compile(
    r"\b(?:tầng|tổ|lớp|khối|phố|thôn|xóm|khu|TDP|lô|đợt|mũi|bàn|phòng|ngõ)(?: số)? \d{1,3} ?$", re.IGNORECASE
)


def _times(found: Found) -> str | None:
    """10m x 20m."""
    return " nhân " if re.search(r"[\d²³] ?$|\d ?[a-z]+\d? $", found.before) else None


def _footnote(found: Found) -> str | None:
    """A mark that leads to a note: báo cáo[1], báo cáo¹."""
    return "" if re.search(rf"[{LATIN}]{{3}}[.,;:”\"]?$", found.before) else None


def _hashtag(_found: Found) -> Reading:
    return doubtful("", "dấu", "dấu thăng không được đọc", "Bỏ dấu, viết thành lời", 0.8)


def _other(found: Found) -> Reading | str:
    """Everything else: numbers of other scripts are said, quiet marks are not, the rest is flagged."""
    sign = found.written
    if unicodedata.numeric(sign, None) is not None:
        return NUMERIC_SIGN(found)
    if sign in _MEANT and re.search(r"\w ?$", found.before) and re.match(r" ?\w", found.after):
        return doubtful(" ", "dấu", "ký hiệu này không được đọc", "Viết thành lời, hoặc bỏ đi", 0.3)
    if sign in _QUIET or unicodedata.category(sign) in ("Pi", "Pf", "Ps", "Pe", "Pd"):
        return ""
    if sign.isalpha() or unicodedata.category(sign).startswith("M"):
        return doubtful("", "chữ lạ", "chữ này không đọc được bằng tiếng Việt", "Viết lại bằng tiếng Việt", 0.0)
    return doubtful("", "dấu", "ký hiệu này không được đọc", "Bỏ đi, hoặc viết thành lời", 0.0)


_BULLET = (
    r"^(?:#{1,6} |[-+*•◦▪●○■□◆◇➢➤✓✔·–—>] ?(?=[^\d\n* -])|[-+*•◦▪●○■–—] (?=[\d*])|\+(?=\d{1,2} [^\W\d_])"
    r"|(?<=[-*+] )\[[ xX]\] )+"
)

RULES = (
    rule("sign", "w", r"[xX](?= ?\d)", _times),
    rule("markup", "s", rf"<(?:/?(?i:{_TAGS})(?:[ /][^<>\n]{{0,200}})?|!--[^\n]*?--)/?>", silent),
    rule("blank", "s", r"\{\{[^{}\n]{1,60}\}\}", _blank),
    rule("blank", "s", rf"<{_FIELD}>|‹{_FIELD}›|\[{_FIELD}\](?![(\[:])|<{_NAME}>|‹{_NAME}›", _field),
    rule("bracket", "s", rf"<(?=[{LATIN}“\"][^<>\n]{{0,120}}(?<! )>)", _angle),
    rule("bracket", "s", r">", _angle),
    rule("markup", "s", r"&(?:nbsp|#160|ensp|emsp|quot|lt|gt|apos);", silent),
    rule("sign", "s", r" ?\+ ?(?=\d)", _and),
    rule("sign", "s", r"[<>]=(?= ?\d)", _named),
    rule("sign", "s", r" ?&(?:amp;)? ?", lambda found: " và " if found.before or found.after else ""),
    rule("markup", "s", r"!\[[^\]\n]*\]\([^)\n]*\)", silent),
    rule("markup", "s", r"\]\((?:https?:|/|\.|#|mailto:|[\w./-]{1,80}\.[a-z]{2,5}[)#?])[^)\s]*\)?", silent),
    rule("markup", "s", r"\[\^\w{1,20}\]:?", silent),
    rule("footnote", "s", r"\[\d{1,3}\]|[¹²³⁴-⁹⁰]+", _footnote),
    rule("footnote", "s", r"(?<=[”\"])\(\d{1,2}\)", silent),
    rule("markup", "s", r"^(?:[-*_=] ?){3,}$", silent),
    rule("bullet", "s", _BULLET, silent),
    rule("markup", "s", r"^\|?[ :]*--[-:| ]*$", silent),
    rule("markup", "s", r"[ ]?\|[ |]*", lambda found: ", " if found.before and found.after else ""),
    rule("blank", "s", r"(?:…+|\.{2,}|_{2,})(?: ?[/] ?(?:…|\.{2,}|_{2,}|\d+))+", _blank),
    rule("blank", "s", r"_{3,}|\[ ?(?:…|\.{3,})? ?\]|\( ?(?:…|\.{3,}) ?\)", _blank),
    rule("blank", "s", r"(?:…|\.{2,})[….]*", _ellipsis),
    rule("end", "s", r"\.? ?(?:/ ?){1,3}[-.]?\.?/?(?:[*_]*)$", _closing),
    rule("decimal", "s", r"\.(?=\d)", lambda found: " chấm " if found.before else None),
    rule("end", "s", r"\./\.", _closing),
    rule("slash", "s", r"/ ?(?=hoặc)", silent),
    rule("bracket", "s", r" ?[()]", _bracket),
    rule("hashtag", "s", rf"#(?=[{LATIN}])", _hashtag),
    rule("hyphen", "s", r" ?[-–—−‑‐]+ ?", _dash),
    rule("slash", "s", rf"(?<=[{LATIN})]) ?/ ?(?=[{LATIN}(])", _slash),
    rule("slash", "s", r" ?/ ?", _slash),
    rule("sign", "s", r"[<>]=|[^\w\s]", _named),
    rule("mark", "s", r"(?s:.)", _other),
)  # fmt: skip
BLANKS = (
    rule("blank", "w", r"[Nn]gày(?= tháng (?:\d|…|\.|năm \d))", _blank_day),
    rule("blank", "w", r"tháng(?= năm (?:19|20)\d\d)", _blank_day),
)
