"""Web addresses and e-mail, so that a listener could write them down."""

from __future__ import annotations

import re

from doithoai.speech.letters import spell
from doithoai.speech.lexicon import ADDRESS_SCOPE
from doithoai.speech.numbers import digits
from doithoai.speech.rules import END, Found, rule

_SIGNS = {".": "chấm", "/": "gạch chéo", "-": "gạch ngang", "_": "gạch dưới", "@": "a còng", ":": "hai chấm",
          "?": "hỏi chấm", "=": "bằng", "&": "và", "#": "thăng", "%": "phần trăm", "+": "cộng", "~": "ngã"}  # fmt: skip
_PIECES = re.compile(r"[A-Za-zÀ-ỹ]+|\d+|.")
_TLD = "(?:vn|com|org|net|edu|gov|info|asia|io|me|app|int|eu|uk|us|jp|cn|kr|la|kh|tv|biz|xyz|online|site|top|dev|ly|be)"


def _address(found: Found) -> str:
    """https:// is spelled, its colon and slashes are silent; www is spelled; known labels have their accents."""
    scheme, _, rest = found.written.rpartition("://")
    spoken = [spell(scheme)] if scheme else []
    spoken += [_piece(piece, found) for piece in _PIECES.findall(rest.rstrip("/"))]
    return " ".join(filter(None, spoken))


def _piece(piece: str, found: Found) -> str:
    if piece.isdigit():
        return digits(piece)
    if piece[0].isalpha():
        known = found.voice.lexicon.in_scope(piece.lower(), ADDRESS_SCOPE, found.options)
        return known[0] if known and "@" not in found.written.split(piece)[-1] else piece
    return _SIGNS.get(piece, "")


_FILES = "(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|mp3|mp4)"
_TAIL = r"(?:[/?#:][^\s,;()“”]*[^\s.,;:!?()“”*_])?/?"
RULES = (
    rule("electronic", "wd", r"[\w.+-]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,8}", _address),
    rule("electronic", "w", rf"(?i:https?|ftp)://[^\s/,;()“”<>]*[^\s/.,;:!?()“”<>*_]{_TAIL}", _address),
    rule(
        "electronic",
        "wd",
        rf"(?i:[a-z\d][a-z\d-]{{0,62}}(?:\.[a-z\d-]{{1,63}}){{0,8}}\.{_TLD})(?![\w]|\.\w){_TAIL}",
        _address,
    ),
    rule("electronic", "wd", rf"(?i:[a-z\d][a-z\d_-]{{0,62}}(?:\.[a-z\d_-]{{1,63}}){{0,4}}\.{_FILES}){END}", _address),
)
