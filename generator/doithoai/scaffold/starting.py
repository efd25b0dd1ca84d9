"""A new site: the files below `site/`, and an authority, a plan and a session to start from."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shutil import copy2
from urllib.parse import urlsplit
from urllib.request import url2pathname

from msgspec import Struct
from msgspec.structs import replace

from doithoai import __version__
from doithoai.build import Request, check
from doithoai.domain.authority import AuthorityType
from doithoai.domain.plan import Plan
from doithoai.domain.records import Kind
from doithoai.domain.site import SiteConfig
from doithoai.problems import Problem, Problems, Refusal, no_file, reason
from doithoai.reading.layout import CONFIG
from doithoai.reading.schema import KINDS, as_json, file_name, schema_of
from doithoai.reading.unshown import UNNAMED
from doithoai.scaffold import filing, guesses, writing
from doithoai.scaffold.compose import values_of
from doithoai.scaffold.desk import Answers, Desk
from doithoai.scaffold.questions import FORMS
from doithoai.scaffold.usual import LATER

_DOT = "dot-"
"""Stands for the dot of a hidden file's name, which packaging tools like to leave out."""

_SCHEMAS = tuple(kind for kind in KINDS if kind != Kind.WITHDRAWN)
"""What an editor can check while it is typed: files that are YAML from end to end; no file is a withdrawn one's own."""

_DESCRIPTION = "Kế hoạch, lịch, kết luận và kết quả giải quyết kiến nghị sau các buổi đối thoại với Nhân dân."
_WELCOME = "Nơi xem khi nào có buổi đối thoại, gửi ý kiến thế nào, và ý kiến đã nêu được giải quyết đến đâu."


class NewSite(Struct, frozen=True):
    """What a new site is called and whose it is."""

    name: str = "Đối thoại với Nhân dân"
    authority_id: str = "co-quan-moi"
    authority_name: str = f"Ủy ban nhân dân phường {UNNAMED}"
    authority_type: str = AuthorityType.COMMUNE_COMMITTEE.value


def start(folder: Path, new: NewSite, today: date) -> None:
    """Make the site in `folder`, which must be empty or not there; all of it or nothing."""
    refuse_unless_empty(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".doithoai-", dir=folder) as place:
            made = Path(place)
            _fill(made, new, today)
            problems = check(Request(made, made / "public", today, cached=False))
            if Problems(problems).errors:
                raise Refusal(problems)
            for entry in sorted(made.iterdir()):
                entry.rename(folder / entry.name)
    except OSError as error:
        what = f"không ghi được ({reason(error)})"
        raise Refusal([Problem("unwritable", what, "xem lại tên thư mục và quyền ghi", no_file(folder))]) from None


def refuse_unless_empty(folder: Path) -> None:
    """A new site overwrites nothing; a repository just made, with only `.git`, counts as empty."""
    if not folder.exists():
        return
    if folder.is_dir() and all(entry.name == ".git" for entry in folder.iterdir()):
        return
    what = "thư mục không trống" if folder.is_dir() else "đã có tệp tên này"
    raise Refusal([Problem("not-empty", what, "chọn một thư mục mới, hoặc một thư mục trống", no_file(folder))])


def _fill(folder: Path, new: NewSite, today: date) -> None:
    words = {
        "name": new.name,
        "authority-id": new.authority_id,
        "authority-name": new.authority_name,
        "year": str(today.year),
        "version": __version__,
    }
    for path, text in _templates(words):
        _write(folder / path, text)
    for kind in _SCHEMAS:
        _write(folder / ".vscode" / "schema" / file_name(kind), as_json(schema_of(kind)))
    _write(folder / CONFIG, _config(new))
    wheel = installed_from()
    if wheel:
        copy2(wheel, folder / "wheels" / wheel.name)
    for draft in _drafts(Desk(folder, today), new):
        filing.write(folder, draft)


def installed_from() -> Path | None:
    """The wheel that this program was installed from, if pip noted one and it is still there."""
    with suppress(PackageNotFoundError, ValueError, OSError):
        noted = distribution("doithoai").read_text("direct_url.json")
        url = urlsplit(json.loads(noted)["url"]) if noted else None
        wheel = Path(url2pathname(url.path)) if url and url.scheme == "file" else None
        return wheel if wheel and wheel.suffix == ".whl" and wheel.is_file() else None
    return None


def needs_wheel(folder: Path) -> str:
    """The name of the wheel that a new site still lacks; nothing where it has it."""
    name = f"doithoai-{__version__}-py3-none-any.whl"
    return "" if (folder / "wheels" / name).is_file() else name


def _templates(words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path, file in _walk(files("doithoai.scaffold").joinpath("site"), ""):
        text = file.read_text("utf-8")
        for name, word in words.items():
            text = text.replace(f"@@{name}@@", word)
        yield path, text


def _walk(folder: Traversable, below: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f".{entry.name.removeprefix(_DOT)}" if entry.name.startswith(_DOT) else entry.name
        if entry.is_dir():
            yield from _walk(entry, f"{below}{name}/")
        else:
            yield below + name, entry


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _config(new: NewSite) -> str:
    values = {
        "tên trang": new.name,
        "mô tả": _DESCRIPTION,
        "đơn vị quản lý": new.authority_name,
        "lời dẫn": _WELCOME,
    }
    return writing.yaml(SiteConfig, values)


def _drafts(desk: Desk, new: NewSite) -> Iterator[filing.Draft]:
    year = str(desk.today.year)
    yield filing.draft(FORMS["authority"], {
        "id": new.authority_id,
        "name": new.authority_name,
        "type": new.authority_type,
        "style": guesses.style_of(new.authority_type).value,
        "place": _place_of(new),
    }, desk)  # fmt: skip
    yield _plan(desk, {
        "authority": new.authority_id,
        "year": year,
        "title": f"Kế hoạch đối thoại với Nhân dân năm {year}",
    })  # fmt: skip
    yield filing.draft(FORMS["session"], {
        "authority": new.authority_id,
        "year": year,
        "title": f"Hội nghị đối thoại với Nhân dân, buổi 1 năm {year}",
        "plan": "ke-hoach",
        "date": LATER,
        "place": LATER,
        "openness": "mọi người dân",
    }, desk)  # fmt: skip


def _place_of(new: NewSite) -> str:
    """An area's name, or what `check` tells to be one that is still to be written."""
    return UNNAMED if UNNAMED in new.authority_name else guesses.place_of(new.authority_name) or UNNAMED


def _plan(desk: Desk, answers: Answers) -> filing.Draft:
    """The plan with its first session linked, which a form cannot do before there is one."""
    form = FORMS["plan"]
    linked = {"tên": "Buổi 1", "thời gian": LATER, "buổi": "doi-thoai-1"}
    values = {**values_of(form, answers), "buổi dự kiến": [linked]}
    empty = filing.draft(form, answers, desk)
    return replace(empty, text=writing.markdown(Plan, values, ""))
