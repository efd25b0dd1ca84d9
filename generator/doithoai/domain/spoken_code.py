"""A record's code to be said by telephone, heard on the loudspeaker or typed from paper: `4821 9038`.

Eight digits, the first never 0. Seven follow from the record's id, which never changes; the last checks them by
Damm's quasigroup (H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004, page 111), which finds
every single wrong digit and every two neighbours that changed places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from doithoai.domain.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Container

DIGITS = 8
PAGES = "s/"
"""Below it a page per code: `s/48219038/`."""

_LEAST, _SPAN = 1_000_000, 9_000_000
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_APART = str.maketrans("", "", " .-–\u00a0")


Codes = tuple[tuple[str, str], ...]
"""Code and id of records."""


class HasCode(Protocol):
    """A record that people may name by a code."""

    @property
    def id(self) -> str:
        """Its path, which never changes."""
        ...

    @property
    def own_code(self) -> str | None:
        """The code written in it, where two records' codes fell together."""
        ...


def code_of(record: HasCode) -> str:
    """Its eight digits: those written in it, or else those that follow from its id."""
    return record.own_code or derived(record.id)


@lru_cache(4096)
def derived(record_id: str, attempt: int = 0) -> str:
    """The code that follows from an id; a further `attempt` gives another one."""
    seed = f"{record_id}\0{attempt}" if attempt else record_id
    seven = str(_LEAST + int.from_bytes(blake2b(seed.encode(), digest_size=8).digest()) % _SPAN)
    return seven + check_digit(seven)


def free(record_id: str, taken: Container[str]) -> str:
    """A code for the record that no other one has."""
    return next(code for attempt in count() if (code := derived(record_id, attempt)) not in taken)


def check_digit(digits: str) -> str:
    """The digit that closes a row of digits."""
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def is_valid(code: str) -> bool:
    """Eight digits whose last one checks the others."""
    plain = len(code) == DIGITS and code.isascii() and code.isdigit()
    return plain and code[0] != "0" and check_digit(code) == "0"


def grouped(code: str) -> str:
    """`4821 9038`, as it is printed and said."""
    return f"{code[:4]} {code[4:]}"


def parse(text: str) -> str:
    """The digits of a code as people type it, with spaces, dots or dashes; raises `Fault` for what is none."""
    digits = text.translate(_APART)
    if not (digits.isascii() and digits.isdigit()) or len(digits) != DIGITS:
        what = f"“{text}” không phải mã tra cứu: mã có đúng {DIGITS} chữ số"
        raise Fault("spoken-code", what, f"ghi {DIGITS} chữ số, chia hai nhóm, ví dụ: {grouped(derived(''))}")
    if digits[0] == "0":
        raise Fault("spoken-code", f"“{text}” bắt đầu bằng số 0", "mã tra cứu không bao giờ bắt đầu bằng số 0")
    right = check_digit(digits[:-1])
    if digits[-1] != right:
        what = f"mã tra cứu “{grouped(digits)}” có chữ số sai: chữ số cuối là {digits[-1]}, lẽ ra phải là {right}"
        mend = f"xem lại cả tám chữ số; nếu bảy chữ số đầu đúng thì mã là {grouped(digits[:-1] + right)}"
        raise Fault("spoken-code", what, mend)
    return digits


class Clash(Struct, frozen=True):
    """Two records with one code: `one` was found first; `mend` is free for `other`."""

    code: str
    one: str
    other: str
    mend: str


def clashes(codes: Iterable[tuple[str, str]]) -> Iterator[Clash]:
    """Every pair of records, as (code, id), that fell on one code."""
    by_code: defaultdict[str, list[str]] = defaultdict(list)
    for code, record_id in codes:
        if record_id not in by_code[code]:  # a record written in two files is one record
            by_code[code].append(record_id)
    taken = set(by_code)
    for code, records in by_code.items():
        if len(records) == 1:
            continue
        first, *others = sorted(records, key=lambda one: derived(one) != code)  # a written code gives way
        for other in others:
            mend = free(other, taken)
            taken.add(mend)
            yield Clash(code, first, other, mend)
