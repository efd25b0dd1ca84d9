"""How fast written text is said: `python -m bench.speech [--seconds 3]`.

Syllables a second over the four seeds, and, for numbers alone, beside num2words and vietnam-number, two packages that
one installs to measure (`pip install num2words vietnam-number`). Ratios within one run count, not the seconds;
those are of the processor, so that who else works on the machine changes nothing.
"""

from __future__ import annotations

import argparse
import importlib
import random
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from doithoai.speech import Options, speak
from doithoai.speech.numbers import cardinal

SEEDS = Path(__file__).parents[1] / "tests" / "content" / "seeds"
WANTED = 50_000
"""Syllables a second on one core."""
NUMBERS = 20_000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=3.0)
    seconds = arguments.parse_args().seconds
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    said = _rate(lambda: sum(speak(text).syllables for text in texts), seconds)
    print(f"speak: {said:,.0f} syllables/s, {said / WANTED:.1f} times what is wanted")
    _numbers()


def _rate(work: Callable[[], int], seconds: float) -> float:
    """What `work` counts, a second, until the time is over; the first round only warms up."""
    work()
    done, started = 0, time.process_time()
    while (passed := time.process_time() - started) < seconds:
        done += work()
    return done / passed


def _numbers() -> None:
    """Each number once, so that nobody's memory of earlier ones helps."""
    chance = random.Random(15)
    numbers = [chance.randrange(10 ** chance.randint(1, 12)) for _ in range(NUMBERS)]
    readers: list[tuple[str, Callable[[int], Any]]] = [
        ("numbers.cardinal", lambda number: cardinal.__wrapped__(number, Options())),
        ("speak", lambda number: speak(str(number))),
        *_peers(),
    ]
    times = [(name, _time(reader, numbers)) for name, reader in readers]
    for name, seconds in times:
        print(f"{name:>18}: {NUMBERS / seconds:>10,.0f} numbers/s, {seconds / times[0][1]:5.1f} times as long as ours")


def _time(reader: Callable[[int], Any], numbers: Sequence[int]) -> float:
    started = time.process_time()
    for number in numbers:
        reader(number)
    return time.process_time() - started


def _peers() -> list[tuple[str, Callable[[int], Any]]]:
    """Those that are installed."""
    found: list[tuple[str, Callable[[int], Any]]] = []
    for name, attribute, call in _PEERS:
        try:
            read = getattr(importlib.import_module(name), attribute)
        except ImportError:
            print(f"{name}: not installed, left out")
        else:
            found.append((name, partial(call, read)))
    return found


_PEERS: tuple[tuple[str, str, Callable[[Any, int], Any]], ...] = (
    ("num2words", "num2words", lambda read, number: read(number, lang="vi")),
    ("vietnam_number", "n2w", lambda read, number: read(str(number))),
)


if __name__ == "__main__":
    main()
