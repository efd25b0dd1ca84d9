"""A file to be published, and publishing: all or nothing.

A build writes beside the published folder and swaps at the end, so readers and a killed build always leave one
whole site. A lock beside the folder keeps two builds apart; the kernel frees it when a build dies.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from doithoai.problems import Problem, Refusal, no_file

if sys.platform != "win32":
    import fcntl


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""How a file is begun that is not there yet; as bytes, or Windows would put a sign before each line feed."""

MARK = ".doithoai"
"""Empty but for a word: tells a published folder from any other."""


class TwoAtOnePath(ValueError):
    """Two files of one site at one path, by whichever processes: none may take the other's place."""


class Artifact(Struct, frozen=True):
    """One file of the site: its path from the site's root, and its bytes."""

    path: str
    data: bytes | bytearray


class Ready(Struct, frozen=True):
    """A file that no template draws: its path, and its text as it is published."""

    path: str
    text: str

    def fingerprint(self) -> str:
        """Equal for equal files."""
        return blake2b(f"{self.path}\0{self.text}".encode(), digest_size=16).hexdigest()

    def drawn(self) -> bytes:
        """The file's bytes."""
        return self.text.encode()

    @property
    def artifact(self) -> Artifact:
        """The file, to be written at once."""
        return Artifact(self.path, self.drawn())


class Stamp(NamedTuple):
    """What tells whether a published file is still the one that was written: inode, time in ns, size."""

    inode: int
    changed: int
    size: int

    @classmethod
    def of(cls, stat: os.stat_result) -> Stamp:
        """The stamp of a file's state."""
        return cls(stat.st_ino, stat.st_mtime_ns, stat.st_size)


Manifest = Mapping[str, tuple[str, Stamp]]
"""Per published path: the fingerprint of its page and the stamp of the file."""


class Staging:
    """The folder that becomes the site; `previous` is the published one."""

    def __init__(self, folder: Path, previous: Path) -> None:
        self.folder, self.previous = folder, previous
        self.kept: set[str] = set()
        """Files that were found to be still those of the previous site, and taken over."""
        self._written: set[str] = set()
        self._folders: set[str] = set()

    def write(self, artifact: Artifact) -> Stamp:
        """Write one artifact; raises `TwoAtOnePath` for a second one at its path."""
        try:
            descriptor = os.open(self._claim(artifact.path), _NEW, 0o666)
        except FileExistsError:
            raise TwoAtOnePath(artifact.path) from None
        try:
            written = os.write(descriptor, artifact.data)
            while written < len(artifact.data):
                written += os.write(descriptor, artifact.data[written:])
            return Stamp.of(os.fstat(descriptor))
        finally:
            os.close(descriptor)

    def keep_all(self, files: Mapping[str, Stamp]) -> bool:
        """Take files over, all or none: none is touched unless each is still the one that was written then."""
        try:
            there = all(
                Stamp.of(os.stat(f"{self.previous}/{path}", follow_symlinks=False)) == stamp  # noqa: PTH116
                for path, stamp in files.items()
            )
        except OSError:
            return False
        return there and self._link_all(files)

    def _link_all(self, paths: Iterable[str]) -> bool:
        """Some disks cannot give one file two names: then nothing is taken over, and all is made anew."""
        linked: list[str] = []
        for path in paths:
            try:
                os.link(f"{self.previous}/{path}", self._claim(path))
            except OSError:
                self._written.difference_update((*linked, path))
                for one in linked:
                    os.unlink(f"{self.folder}/{one}")  # noqa: PTH108
                return False
            linked.append(path)
        self.kept.update(linked)
        return True

    def keep(self, path: str, stamp: Stamp) -> bool:
        """Take a file over from the published site, if it is still the one that was written then."""
        source = f"{self.previous}/{path}"
        try:
            if Stamp.of(os.stat(source, follow_symlinks=False)) != stamp:  # noqa: PTH116
                return False
            os.link(source, self._claim(path))
        except OSError:
            self._written.discard(path)
            return False
        self.kept.add(path)
        return True

    def published(self, path: str, stamp: Stamp) -> bytes | None:
        """A file of the published site, if it is still the one that was written then."""
        try:
            with Path(f"{self.previous}/{path}").open("rb") as file:
                return file.read() if Stamp.of(os.fstat(file.fileno())) == stamp else None
        except OSError:
            return None

    def also_kept(self, paths: Iterable[str]) -> None:
        """Files that another process has taken over."""
        taken = set(paths)
        self._written |= taken
        self.kept |= taken

    def holds(self, path: str) -> bool:
        """Whether this build has written a file there, in whichever process, or in its way."""
        whole = self.folder / path
        above = whole.relative_to(self.folder).parents
        return whole.exists() or any((self.folder / one).is_file() for one in above)

    def join(self, path: str, parts: Iterable[str], headed: bool) -> None:
        """Write a file that is others of this build put together, in their order; of `headed` ones one head is kept."""
        with Path(self._claim(path)).open("xb") as whole:
            for number, part in enumerate(parts):
                with Path(f"{self.folder}/{part}").open("rb") as file:
                    if headed and number:
                        file.readline()
                    shutil.copyfileobj(file, whole)

    def _claim(self, path: str) -> str:
        if path in self._written:
            raise TwoAtOnePath(path)
        self._written.add(path)
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            _make(f"{self.folder}/{folder}")
            self._folders.add(folder)
        return f"{self.folder}/{path}"


def _make(folder: str) -> None:
    """A folder, mostly in one that is there already."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


@contextmanager
def publishing(out: Path) -> Iterator[Staging]:
    """A staging folder that replaces `out` when the block ends well, and vanishes when it does not."""
    _refuse_foreign(out)  # before its lock is there to be left behind; again below, as it may have come since
    out.parent.mkdir(parents=True, exist_ok=True)
    with _lock(out):
        fresh, old = _beside(out, "new"), _beside(out, "old")
        for folder in (out, fresh, old):
            _refuse_foreign(folder)
        _recover(out, fresh, old)
        fresh.mkdir()
        staging = Staging(fresh, out)
        try:
            staging.write(Artifact(MARK, b"doithoai\n"))
            yield staging
            _swap(fresh, out, old)
        finally:
            _remove(fresh, staging.kept)
            _remove(old, staging.kept)


def _refuse_foreign(out: Path) -> None:
    """A folder that no build of ours has written may hold somebody's only copy of something."""
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        mend = "chọn thư mục khác với --out, hoặc tự xóa thư mục này nếu chắc chắn không cần nữa"
        what = f"thư mục {out} có sẵn tệp không phải do doithoai dựng, nên không ghi đè"
        raise Refusal([Problem("foreign-out", what, mend, no_file(out))])


def _beside(out: Path, word: str) -> Path:
    return out.parent / f".{out.name}.{word}"


def _recover(out: Path, fresh: Path, old: Path) -> None:
    """Clean up after a killed build; one killed between two renames left the whole site in `old`."""
    if old.exists() and not out.exists():
        old.rename(out)
    _remove(fresh)
    _remove(old)


def _remove(folder: Path, kept: Iterable[str] = ()) -> None:
    """A folder of ours, `kept` files first; what tells that it is ours goes last, since this may be killed, too."""
    if folder.exists():
        _remove_kept(str(folder), kept)
        _empty(str(folder), but=MARK)
        (folder / MARK).unlink(missing_ok=True)
        folder.rmdir()


def _remove_kept(root: str, paths: Iterable[str]) -> None:
    """Files that were found to be ours, and folders that are empty then: by their paths, which is sooner than to look.

    Nothing is removed in a folder that is reached through a link.
    """
    known, folders = dict[str, frozenset[str]](), set[str]()
    for path in paths:
        folder = path.rpartition("/")[0]
        if _is_plain(root, folder, known):
            folders.add(folder)
            _try(os.unlink, f"{root}/{path}")
    for folder in sorted(filter(None, folders), key=len, reverse=True):
        _try(os.rmdir, f"{root}/{folder}")


def _try(remove: Callable[[str], None], path: str) -> None:
    """Remove it if that is possible; `contextlib.suppress` takes nearly as long as removing."""
    try:  # noqa: SIM105
        remove(path)
    except OSError:
        pass


def _is_plain(root: str, folder: str, known: dict[str, frozenset[str]]) -> bool:
    """Whether it is a folder, and all that it lies in are; `known` gathers the folders that lie in one."""
    if not folder:
        return True
    above, _, name = folder.rpartition("/")
    if above not in known:
        known[above] = _folders_in(f"{root}/{above}") if _is_plain(root, above, known) else frozenset()
    return name in known[above]


def _folders_in(folder: str) -> frozenset[str]:
    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:
        return frozenset()


def _empty(folder: str, but: str = "") -> None:
    """Remove what is in a folder of ours, following no link; `rmtree`, which guards against others, takes longer."""
    with os.scandir(folder) as entries:
        for entry in list(entries):
            if entry.name == but:
                continue
            if entry.is_dir(follow_symlinks=False):
                _empty(entry.path)
                os.rmdir(entry.path)  # noqa: PTH106
            else:
                os.unlink(entry.path)  # noqa: PTH108


def _swap(fresh: Path, out: Path, old: Path) -> None:
    if not out.exists():
        fresh.rename(out)
    elif not _exchange(fresh, out):
        out.rename(old)
        try:
            fresh.rename(out)
        except OSError:  # on Windows, where a program looks into the folder
            old.rename(out)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux renameat2, RENAME_EXCHANGE); False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    at_cwd, exchange = -100, 2
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(call(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), exchange) == 0)


@contextmanager
def _lock(out: Path) -> Iterator[None]:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise Refusal([Problem("bad-out", f"{out} không phải thư mục", "chọn thư mục khác: --out", no_file(out))])
    with _beside(out, "lock").open("a") as file:
        if not _acquire(file.fileno()):
            mend = "đợi lần dựng kia xong rồi chạy lại"
            raise Refusal([Problem("locked", f"đang có một lần dựng khác vào {out}", mend, no_file(out))])
        _locks.add(file.fileno())
        try:
            yield
        finally:
            _locks.discard(file.fileno())


_locks: set[int] = set()
"""Descriptors of the locks that this process holds: one that it forks shall hold none, since it may vanish later."""


def _leave_locks() -> None:
    while _locks:
        os.close(_locks.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_locks)


def _acquire(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
