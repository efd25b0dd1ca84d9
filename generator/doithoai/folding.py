"""Words compared as people mean them: without case, accents, spaces, underscores and hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_SEPARATORS = str.maketrans("đĐ", "dD", " \t\u00a0_-\u2013\u2011")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`Thời gian`, `thoi_gian` and `thoi-gian` all give `thoigian`."""
    bare = unicodedata.normalize("NFD", text.translate(_SEPARATORS))
    return "".join(char for char in bare if not unicodedata.combining(char)).lower()


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """An address part: `Đất đai, môi trường` gives `dat-dai-moi-truong`."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(char for char in bare if not unicodedata.combining(char)).lower()
    return "-".join("".join(char if char.isascii() and char.isalnum() else " " for char in letters).split())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, or None."""
    by_fold = {fold(candidate): candidate for candidate in known}
    found = get_close_matches(fold(word), by_fold, n=1, cutoff=0.72)
    return by_fold[found[0]] if found else None


def _are_several(word: str, known: tuple[str, ...]) -> bool:
    """`trang web, bản in`: known words, strung together."""
    parts, folded = re.split("[,;]", word), {fold(one) for one in known}
    return len(parts) > 1 and all(fold(part) in folded for part in parts)


def _only_with(word: str, known: tuple[str, ...]) -> str | None:
    """The only known word that has all of `word`'s syllables: `rút` for `công dân rút`."""
    wanted = _syllables(word)
    found = [one for one in known if wanted and wanted <= _syllables(one)]
    return found[0] if len(found) == 1 else None


def _syllables(text: str) -> set[str]:
    return {fold(one) for one in text.split() if one.isalpha()}


def meant(word: str, near: str) -> str:
    """“Có phải …?”; and wherein `word` is unlike, where the two look alike."""
    unlike = _hidden(word, near)
    return f"Có phải “{near}”?" + (f" Chữ đã ghi {unlike}; xóa đi, gõ lại" if unlike else "")


def _hidden(word: str, near: str) -> str | None:
    """What in `word` nobody sees, or takes for another letter."""
    strange = [char for char in unicodedata.normalize("NFC", word) if char not in near]
    if any(unicodedata.category(char)[0] in "CM" for char in strange):
        return "có ký tự không nhìn thấy"
    foreign = next((char for char in strange if char.isalpha() and "LATIN" not in unicodedata.name(char, "")), None)
    return f"có chữ “{foreign}” không phải chữ cái La-tinh" if foreign else None


_LISTED = 12
"""So many allowed words are still a help; a longer list is not read."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“Có phải …?” for a near word, else the list of what is allowed."""
    known = tuple(known)
    if _are_several(word, known):
        return "mỗi giá trị một dòng, mở đầu bằng “- ”, nếu ở đây được ghi nhiều; không thì chọn một"
    near = nearest(word, known) or _only_with(word, known)
    if near:
        return meant(word, near)
    if not known:
        return "chưa khai báo giá trị nào để dùng ở đây"
    listed = (f"“{one}”" if "," in one else one for one in known[:_LISTED])
    return f"chỉ dùng: {', '.join(listed)}" + ("…" if len(known) > _LISTED else "")
