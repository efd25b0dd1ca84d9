"""A value that cannot be: raised by parsers of human values, turned into a `Problem` with its place by `reading`."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


class Fault(PydanticCustomError):
    """What is wrong with a value and how to mend it, in Vietnamese; pydantic collects it with its place."""

    def __new__(cls, code: str, what: str, mend: str) -> Fault:
        """`code` is stable and English; braces in the words are kept as they are."""
        return super().__new__(cls, code, "{what}", {"what": what, "mend": mend})

    def __init__(self, code: str, what: str, mend: str) -> None:
        self.code, self.what, self.mend = code, what, mend
