"""Which record each address of an earlier site leads to: to one alone, and from where this site has no page itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from doithoai.domain.flaws import Flawed
from doithoai.domain.former import stands_at
from doithoai.domain.records import Record
from doithoai.domain.unread import each

KEY = "địa chỉ cũ"
_CODE = "former-taken"


class Led(NamedTuple):
    """An address of an earlier site, the record that names it, and where among its addresses."""

    address: str
    record: str
    at: int


def led_by(records: Iterable[Record]) -> Iterator[Led]:
    """Every address that can be read of records, in their order."""
    for record in records:
        former = record.if_read("former")
        if former:
            yield from each(former, partial(_led, record.id))


def _led(record: str, at: int, address: str) -> Iterator[Led]:
    yield Led(address, record, at)


def led_twice(led: Iterable[Led]) -> Iterator[tuple[Led, Flawed]]:
    """Those at whose place one before them stands, and what is wrong."""
    first: dict[str, Led] = {}
    for one in led:
        other = first.setdefault(stands_at(one.address), one)
        if other.record != one.record:
            yield other, _again(one, other.record, "giữ ở một hồ sơ, xóa ở hồ sơ kia")
        elif other is not one:
            yield other, _again(one, "dòng trên", "xóa bớt một dòng")


def _again(one: Led, where: str, mend: str) -> Flawed:
    return Flawed(one.record, (KEY, one.at), _CODE, f"“{KEY}” {one.address} đã ghi ở {where}", mend)


def led_over(led: Iterable[Led], pages: Collection[str]) -> Iterator[Flawed]:
    """Those that would stand where the site has a page; `pages`: the paths of all."""
    for one in led:
        if stands_at(one.address) in pages:
            yield taken(one.address, one.record, one.at)


def taken(address: str, record: str, *at: int) -> Flawed:
    """Of an address that a page of this site has; `at`: its place among the record's."""
    what = f"“{KEY}” {address} đã là địa chỉ của một trang khác trên trang này"
    return Flawed(record, (KEY, *at), _CODE, what, "bỏ dòng này, hoặc sửa lại")
