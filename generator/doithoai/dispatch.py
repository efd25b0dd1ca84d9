"""Files on their way to be written: given out to other processes one after another, while this one makes more."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from doithoai.artifacts import Stamp
from doithoai.channels.site.borrowed import Swap
from doithoai.channels.site.page import Borrowed, Known, Page, unpacked
from doithoai.engines.frame.values import PageParts
from doithoai.parallel import MOST_TASKS
from doithoai.press import Drawn, Leaf, Order, Press, swap, write, write_sample, written

PARALLEL_FROM = 64
"""Fewer files than this are drawn before another process would have come to them."""

_WORTH_LOADING = 128
"""Fewer pages than this are drawn elsewhere before this process would have loaded what draws."""

_AT_ONCE = 8
"""So many files another process is asked for at a time."""

_MOST_CHUNKS = MOST_TASKS // 8
"""A chunk is at least that part of the files before it, so that no site has more than `MOST_TASKS` chunks."""


class ToWrite(Struct, frozen=True):
    """Files that another process is to write: what to swap, all that a page is drawn from, or what draws itself."""

    files: list[Swap | tuple[bytes, Borrowed] | Drawn]
    are_samples: bool = False


Wrote = Stamp | tuple[Stamp, PageParts] | None
"""Of one of them: none where it has to be drawn after all; of a sample also what it set into the frame."""


def write_sent(task: ToWrite, press: Press) -> list[Wrote]:
    """Write them, in that process."""
    one = write_sample if task.are_samples else write
    return [swap(sent, press) if isinstance(sent, Swap) else one(_received(sent), press) for sent in task.files]


def _received(one: tuple[bytes, Borrowed] | Drawn) -> Leaf:
    return unpacked(*one) if isinstance(one, tuple) else one


def _sent(order: Order) -> Swap | tuple[bytes, Borrowed] | Drawn:
    if order.swap:
        return order.swap
    leaf = order.made
    return (leaf.packed, leaf.borrowed) if isinstance(leaf, Page) else leaf


class Dispatch:
    """Takes files to be written as they come, and gives their stamps in the end."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._stamps: dict[str, Stamp] = {}
        self._here: list[Order] = []
        self._batch: list[Order] = []
        self._sent: dict[int, list[Order]] = {}
        """By the number to ask for the answer by."""
        self._samples: list[int] = []
        """Of those the ones whose pages nobody has begun to hold against MkDocs."""
        self._count = 0

    def take(self, order: Order) -> None:
        """One more; it is drawn at once where there is nobody else, as it needs no room then, or perhaps elsewhere.

        A frame that is still drawn is not waited for: there are more files to make meanwhile.
        """
        alone = not self._press.workers.are_there
        if alone and self._press.frames.is_there:
            self._stamps[order.path] = written(order, self._press)
        elif alone or not isinstance(order.leaf, Page | Known):
            self._here.append(order)
        elif order.is_sample:  # on its own, so that it comes back soon
            self._samples.append(self._ask([order]))
        else:
            self._line_up(order)

    def stamps(self, meanwhile: Callable[[], object]) -> dict[str, Stamp]:
        """Draw and write what nobody has come to yet; `meanwhile` comes first, while others draw."""
        if self._press.workers.are_there and len(self._here) >= PARALLEL_FROM:
            self._share_rest()
        self._send()
        meanwhile()
        stamps = self._stamps | {order.path: written(order, self._press) for order in self._here}
        if self._press.workers.waiting * _AT_ONCE >= (_AT_ONCE if self._press.is_loaded else _WORTH_LOADING):
            self._press.workers.help()
        for ticket in [*self._samples]:
            self._hold(ticket)
        for ticket, orders in self._sent.items():
            for order, wrote in zip(orders, self._press.workers.answer(ticket), strict=True):
                stamps[order.path] = wrote[0] if order.is_sample else wrote or write(order.made, self._press)
        return stamps

    def _share_rest(self) -> None:
        """Have others come to what is no page, too, where that is much."""
        for order in self._here:
            self._line_up(order)
        self._here = []

    def _line_up(self, order: Order) -> None:
        self._batch.append(order)
        if len(self._batch) >= max(_AT_ONCE, self._count // _MOST_CHUNKS):
            self._send()

    def _send(self) -> None:
        if self._batch:
            self._ask(self._batch)
            self._batch = []
        for ticket in [*self._samples]:
            if self._press.workers.has_answered(ticket):
                self._hold(ticket)

    def _ask(self, orders: list[Order]) -> int:
        self._press.frames.tell(self._press.workers)
        ticket = self._press.workers.ask(ToWrite([_sent(order) for order in orders], orders[0].is_sample))
        self._sent[ticket] = orders
        self._count += len(orders)
        return ticket

    def _hold(self, ticket: int) -> None:
        """Have a sample's page held against MkDocs."""
        for _, parts in self._press.workers.answer(ticket):
            self._press.frames.hold(parts)
        self._samples.remove(ticket)
