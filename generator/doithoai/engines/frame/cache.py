"""The frame on disk: one file, named by all that it depends on.

The file is a checksum, a line of JSON and the files' bytes one after another. It is data only (a cache may
have been planted), is replaced whole, and whatever does not read back exactly counts as missing.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, json

import doithoai_theme
from doithoai.cache import Cache, code_stamp, digest, installed
from doithoai.engines.frame.values import FrameInputs

THEME = Path(doithoai_theme.__file__).parent
OVERRIDES = THEME / "site" / "material"
"""Our templates over Material's."""

OWN_SCRIPT, OWN_STYLE = THEME / "site" / "frame" / "frame.js", THEME / "site" / "frame" / "frame.css"
PAGE_STYLE, PAGES = THEME / "site" / "frame" / "site.css", THEME / "site" / "pages"
WEB_FONTS = THEME / "fonts" / "be-vietnam-pro"
"""What goes into the frame besides Material."""

_PROGRAMS = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pymdown-extensions", "markupsafe")
_PACKAGES = ("mkdocs", "material", "markdown", "jinja2", "pymdownx", "markupsafe")
"""The programs, and what they are imported as."""

_NAMES = "frames.json"


class Drawing(Struct, frozen=True):
    """What MkDocs drew: `places` by address, alternating literals and slots; `files` by path."""

    places: dict[str, list[str]]
    files: dict[str, bytes]


def fingerprint(inputs: FrameInputs, folder: Path | None = None) -> str:
    """A name for everything the frame depends on: inputs, our theme, this room, the programs' versions.

    It follows from contents, so it is the same on all machines; `folder` remembers it for files that are as they were.
    """
    names, key = Cache(folder), digest(inputs, code_stamp(), sys.version, _installed())
    known = names.load(_NAMES)
    if not isinstance(known, dict) or key not in known:
        known = {key: _fingerprint(inputs)}
        names.store(_NAMES, known)
    return str(known[key])


def _installed() -> list[object]:
    """What changes with a program's version, without asking each for it: since when it is there, and what else is."""
    stamps = [installed(name) for name in _PACKAGES]
    places = {Path(origin).parents[1] for origin, _, _ in stamps if origin}
    return [stamps, sorted(name for place in places for name in os.listdir(place) if name.endswith(".dist-info"))]  # noqa: PTH208


def _fingerprint(inputs: FrameInputs) -> str:
    total = hashlib.sha256(json.encode([inputs, _versions()]))
    for path, name in _sources():
        content = path.read_bytes()
        total.update(f"\n{name} {len(content)}\n".encode() + content)
    return total.hexdigest()[:32]


def load(cache: Path, fingerprint: str) -> Drawing | None:
    """The drawing kept under the fingerprint; None when there is none, or it is damaged."""
    try:
        digest, _, rest = _file(cache, fingerprint).read_bytes().partition(b"\n")
        return _unpack(rest) if digest == _digest(rest) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def any_in(cache: Path) -> bool:
    """Whether some drawing is kept, be it of other inputs."""
    return any(cache.glob("frame-*"))


def store(cache: Path, fingerprint: str, drawing: Drawing) -> None:
    """Keep the drawing and drop those of other inputs. A cache that cannot be written is done without."""
    packed = _pack(drawing)
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        _replace(_file(cache, fingerprint), _digest(packed) + b"\n" + packed)
        _drop_others(cache, _file(cache, fingerprint))


def _file(cache: Path, fingerprint: str) -> Path:
    return cache / f"frame-{fingerprint}"


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _pack(drawing: Drawing) -> bytes:
    sizes = {path: len(content) for path, content in drawing.files.items()}
    head = json.encode({"places": drawing.places, "sizes": sizes})
    return b"\n".join([head, b"".join(drawing.files.values())])


def _unpack(packed: bytes) -> Drawing:
    line, _, content = packed.partition(b"\n")
    head = json.decode(line)
    return Drawing(head["places"], dict(_cut(head["sizes"], content)))


def _cut(sizes: dict[str, int], content: bytes) -> Iterator[tuple[str, bytes]]:
    start = 0
    for path, size in sizes.items():
        yield path, content[start : start + size]
        start += size


def _replace(file: Path, content: bytes) -> None:
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(file)


def _drop_others(cache: Path, kept: Path) -> None:
    for file in cache.glob("frame-*"):
        if file != kept:
            file.unlink(missing_ok=True)


def _sources() -> Iterator[tuple[Path, str]]:
    parts = (
        (OVERRIDES, "**/*"),
        (OWN_STYLE.parent, "*"),
        (PAGE_STYLE.parent, "*"),
        (PAGES, "*.html"),
        (WEB_FONTS, "*"),
    )
    for root, pattern in (*parts, (Path(__file__).parent, "*.py")):
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                yield path, path.relative_to(root).as_posix()


def _versions() -> list[str]:
    from importlib import metadata

    return [sys.version, *(f"{name} {metadata.version(name)}" for name in _PROGRAMS)]
