"""Where a site's caches live: in the user's cache folder, so that nothing in a repository can plant one.

A cache only spares work. What is read back is data: JSON, and the domain's own values, by a reader that makes nothing
else; whatever does not read is as if absent. The one exception are compiled templates (`engines/theme.py`), which are
code: they lie beside the theme, where whoever may write may write the program, too, or here. So the folders are the
user's alone, and one that is somebody else's is not used: else whoever may write there could plant pages, or code.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, time
from functools import cache as once
from hashlib import blake2b
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from stat import S_ISDIR
from typing import Any, TypeVar
from zlib import crc32

from msgspec import Struct, json

VARIABLE = "DOITHOAI_CACHE"
"""Environment variable that names another folder for caches."""


Kept = TypeVar("Kept")


class Cache(Struct, frozen=True):
    """One site's folder of caches; `folder` None means none is kept."""

    folder: Path | None

    def load(self, name: str) -> Any:
        """The JSON stored under `name`, or None."""
        try:
            return json.decode(self._load_bytes(name))
        except (ValueError, RecursionError):  # the latter where somebody has made up a file of brackets
            return None

    def store(self, name: str, data: Any) -> None:
        """Keep data under `name` as JSON, replaced whole."""
        if self.folder:
            self._store_bytes(name, json.encode(data))

    def load_blocks(self, name: str, key: str, kind: type[Kept]) -> Kept | None:
        """What was stored of the domain's own values under `name` with the same `key`, or None."""
        head, _, packed = self._load_bytes(name).partition(b"\n")
        if head != _head(key, packed):
            return None
        try:
            found = _Blocks(BytesIO(packed)).load()
        except Exception:  # of a file that somebody has made up anything may come
            return None
        return found if isinstance(found, kind) else None

    def store_blocks(self, name: str, key: str, value: Any) -> None:
        """Keep values that consist of the domain's own, of days and of plain data, as they are."""
        if self.folder:
            packed = pickle.dumps(value, protocol=5)
            self._store_bytes(name, _head(key, packed) + b"\n" + packed)

    def _load_bytes(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes() if self.folder else b""
        except OSError:
            return b""

    def _store_bytes(self, name: str, data: bytes) -> None:
        """Replaced whole; a folder that cannot be written is done without."""
        if self.folder is None:
            return
        with suppress(OSError):
            fresh = self.folder / f"{name}.{os.getpid()}"
            fresh.write_bytes(data)
            fresh.replace(self.folder / name)

    def below(self, name: str) -> Path | None:
        """A folder of its own for an engine."""
        return self.folder / name if self.folder else None


def _head(key: str, packed: bytes) -> bytes:
    """What a file of blocks begins with: one that was damaged has another sum."""
    return f"{key} {crc32(packed):08x}".encode()


class _Blocks(pickle.Unpickler):
    """Makes of the domain's classes, days and hours, and calls nothing else: what is kept is data, never a program."""

    def find_class(self, module: str, name: str) -> Any:
        """One of those classes; raises `UnpicklingError` for anything else."""
        if module == "datetime" and name in _TIMES:
            return _TIMES[name]
        found = super().find_class(module, name) if module.startswith(_DOMAIN) and "." not in name else None
        if isinstance(found, type) and found.__module__.startswith(_DOMAIN):
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


_DOMAIN = "doithoai.domain."
_TIMES = {"date": date, "time": time}


def cache_of(site: Path, wanted: bool) -> Cache:
    """The caches of the site in that folder; none where they are not wanted or cannot be kept."""
    if not wanted:
        return Cache(None)
    return Cache(private(digest(str(site.resolve()))))


def private(name: str) -> Path | None:
    """The folder of that name among the caches, for this user alone; None where there can be none.

    Windows has the user's cache folder closed to others already. The folder that all lie in may be chosen by the user,
    `/tmp` for one, and keeps what permissions it has.
    """
    root = cache_root()
    folder = root / name
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        for one in (root, folder):
            one.mkdir(mode=0o700, exist_ok=True)
        return folder if sys.platform == "win32" or _is_closed(folder) else None
    except OSError:
        return None


def beside(data: Path, name: str) -> Path | None:
    """Where what is made of the program's own data is kept: beside it, as Python does, else under `name`."""
    folder = data / "__pycache__"
    with suppress(OSError):
        if os.access(data, os.W_OK):
            folder.mkdir(exist_ok=True)
            if os.access(folder, os.W_OK):  # not where another user, root for one, was the first to run the program
                return folder
    return private(name)


def _is_closed(folder: Path) -> bool:
    """Whether it is this user's own, closed to others by now if it was not yet."""
    found = folder.lstat()
    if not S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        return False
    if found.st_mode & 0o077:
        folder.chmod(0o700)
    return True


def cache_root() -> Path:
    """The folder that all sites' caches of this user lie in."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("doithoai")


@contextmanager
def preview_folder(site: Path) -> Iterator[Path]:
    """Where the preview builds: kept between previews where a cache is, thrown away where there is none."""
    kept = cache_of(site, wanted=True).below("preview")
    if kept:
        yield kept
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="doithoai-") as folder:
        yield Path(folder) / "preview"


def digest(*parts: object) -> str:
    """A short name for values whose `repr` tells them apart."""
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


@once
def code_stamp() -> str:
    """Changes whenever the program or the theme does, or a program that decides what is read and shown."""
    import doithoai_theme

    roots = (Path(__file__).parent, Path(doithoai_theme.__file__).parent)
    return digest([row for root in roots for row in sorted(_files(root))], [installed(name) for name in _READERS])


_READERS = ("markdown", "nh3", "pydantic", "yaml")
"""Packages; the frame's own are in its fingerprint."""


def installed(package: str) -> tuple[str, int, int]:
    """Where a package begins and when that was written: what changes with its version, told without loading it."""
    spec = find_spec(package)
    origin = spec.origin if spec else None
    stat = os.stat(origin) if origin else None  # noqa: PTH116
    return (origin or "", stat.st_mtime_ns, stat.st_size) if stat else ("", 0, 0)


def _files(root: Path) -> list[tuple[str, int, int]]:
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            stat = os.stat(f"{folder}/{name}")  # noqa: PTH116
            found.append((f"{folder}/{name}", stat.st_mtime_ns, stat.st_size))
    return found
