"""How this site speaks: its dialect and its customs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Documents = Literal["dropped", "expanded", "spelled"]


@dataclass(frozen=True, slots=True)
class Options:
    """The choices that both change what is said and are right somewhere.

    `documents`: how codes such as `-QĐ/TW` are read: dropped ("Quyết định số hai trăm mười tám"), expanded
    ("… của Trung ương") or spelled ("… quy đê tê vê kép").
    `zero_hundreds`: what stands for missing hundreds inside a number; "" for "hai nghìn hai mươi tư".
    `level` and `scope` choose among lexicon rows: the level of the authority ("tỉnh", "thành phố", "xã" …), and its id.
    """

    zero_tens: str = "linh"
    thousand: str = "nghìn"
    four: str = "tư"
    early_days: str = "mùng"
    zero_hundreds: str = "không trăm"
    documents: Documents = "dropped"
    level: str = ""
    scope: str = ""

    @classmethod
    def southern(cls) -> Options:
        """Lẻ, ngàn, hai mươi bốn, mồng."""
        return cls(zero_tens="lẻ", thousand="ngàn", four="bốn", early_days="mồng")
