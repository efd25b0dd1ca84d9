"""The commands. The only place that reads the clock, prints, and ends the program."""

from __future__ import annotations

import errno
import gc
import json
import os
import sys
from contextlib import suppress
from datetime import date
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

# pydantic looks for plugins of other packages at its first import, which costs more than all our models.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# What a build makes lives until its end: looking for garbage among it again and again finds none.
gc.set_threshold(150_000, 50, 50)

import click

from doithoai import __version__
from doithoai.cli_shared import (
    EXIT_CODES,
    FAULT,
    OK,
    PROBLEMS,
    VietnameseGroup,
    Within,
    day,
    folder_option,
    refusing,
    show,
    told,
)
from doithoai.problems import Problem, Refusal, Severity, as_data, no_file

_as_of = click.option("--as-of", callback=day, metavar="NGÀY",
                      help="Coi hôm nay là ngày này, ví dụ 2026-11-20. Mặc định: hôm nay.")  # fmt: skip
_processes = click.option("--processes", type=Within(0), default=0, metavar="SỐ",
                          help="Số tiến trình chạy song song. Mặc định: theo số nhân của máy.")  # fmt: skip
_cached = click.option("--cache/--no-cache", "cached", default=True,
                       help="Dùng hoặc không dùng bộ nhớ đệm của lần dựng trước.")  # fmt: skip


_ELSEWHERE = {
    **dict.fromkeys(("new", "init", "schema"), "doithoai.cli_records"),
    **dict.fromkeys(("say", "audio"), "doithoai.cli_speech"),
    "approve": "doithoai.cli_loudspeaker",
    "draft": "doithoai.cli_drafts",
    **dict.fromkeys(("deadline", "due"), "doithoai.cli_deadlines"),
    "seal": "doithoai.cli_ledger",
    "renumber": "doithoai.cli_mending",
}


@click.group(cls=VietnameseGroup, elsewhere=_ELSEWHERE, help=f"Công khai hồ sơ đối thoại với Nhân dân.\n\n{EXIT_CODES}",
             context_settings={"help_option_names": ["-h", "--help"]})  # fmt: skip
@click.version_option(__version__, "--version", message="doithoai %(version)s", help="In số phiên bản.")
def main() -> None:
    """Entry point."""


def run() -> NoReturn:
    """The program as a process of its own, which ends at once: giving a build's memory back piece by piece takes time.

    Whatever has to be put right at the end is put right by then: no command leaves that to the interpreter.
    """
    code: object = FAULT
    sys.stdout, sys.stderr = _heard(sys.stdout), _heard(sys.stderr)
    try:
        refusing(main)()  # what options print by themselves, such as --help, meets a full disk like any command
    except SystemExit as end:
        code = end.code
    except OSError:  # nor can anybody be told
        code = PROBLEMS
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code if isinstance(code, int) else PROBLEMS if code else OK)


_NOBODY_READS = (errno.EPIPE, errno.EINVAL)
"""What the system says of a pipe that was closed at the other end; the second one Windows."""


class _Pipe(FileIO):
    """Where the program writes to: a reader that has had enough and left is no reason to stop, nor to complain."""

    def write(self, data: Any) -> int:
        """How much was written, or dropped as nobody is there to read it."""
        try:
            return super().write(data)
        except OSError as error:
            if error.errno not in _NOBODY_READS:
                raise
            return len(data)


def _heard(stream: Any) -> Any:
    """The stream, in UTF-8 whatever it leads into, and with nobody at its end, too; a terminal's as it is.

    Into a pipe or a file Windows writes its own code page, which has no room for Vietnamese as we write it.
    """
    if not isinstance(stream, TextIOWrapper) or stream.isatty():
        return stream
    pipe = BufferedWriter(_Pipe(stream.fileno(), "w", closefd=False))
    return TextIOWrapper(pipe, "utf-8", "backslashreplace", line_buffering=stream.line_buffering)


@main.command(help=f"Dựng trang web vào thư mục public/.\n\n{EXIT_CODES}")
@folder_option
@click.option("--out", type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Nơi ghi trang. Mặc định: public/.")
@_as_of
@_processes
@_cached
@refusing
def build(folder: Path, out: Path | None, as_of: date, processes: int, cached: bool) -> None:
    """Build the site.

    What is only owed on a day, `check` tells: a build would have to read every record for it, also those it takes over.
    """
    from doithoai.cache import cache_of
    from doithoai.engines.frame.aside import beginning

    out = _outside(folder, out or folder / "public")
    with beginning(cache_of(folder, cached).folder, processes) as aside:
        from doithoai.build import Request
        from doithoai.build import build as build_site

        built = build_site(Request(folder, out, as_of, processes, cached), aside)
    _left_to_the_system.append(built.remains)
    show(built.problems, folder)
    click.echo(f"Đã dựng {built.pages} tệp vào {built.out} (tính đến {as_of:%d/%m/%Y}; vẽ mới {built.drawn}).")
    click.echo("Còn gì phải báo, phải sửa tính đến ngày này thì xem bằng lệnh: doithoai check")


_left_to_the_system: list[object] = []
"""What the process, which is about to end, need not take apart."""


def _outside(folder: Path, out: Path) -> Path:
    """Where to publish, by its name; never over the records themselves, nor over what they stand in."""
    if folder.resolve().is_relative_to(out.resolve()):
        what = f"thư mục {out} chứa chính hồ sơ của trang, dựng vào đó là xóa mất hồ sơ"
        mend = "chọn một thư mục riêng với --out, ví dụ: --out public"
        raise Refusal([Problem("out-over-site", what, mend, no_file(str(out)))])
    return out if out.name not in ("", "..") else out.resolve()


@main.command(help=f"Kiểm tra mọi hồ sơ, không dựng trang.\n\n{EXIT_CODES}")
@folder_option
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho công cụ khác.")
@click.option("--against", metavar="BẢN", help="So với bản đã công bố này của git: nhánh, thẻ hoặc mã. Mặc định: "
              "bản chung trên máy chủ, nếu có; sổ da-cong-bo/ thì lúc nào cũng so.")  # fmt: skip
@_as_of
@_processes
@_cached
@refusing
def check(folder: Path, as_json: bool, against: str | None, as_of: date, processes: int, cached: bool) -> None:
    """Report every problem."""
    from doithoai.build import Request
    from doithoai.build import check as check_site

    try:
        problems = check_site(Request(folder, folder / "public", as_of, processes, cached, against))
    except Refusal as refusal:
        problems = list(refusal.problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if as_json:
        click.echo(json.dumps([as_data(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        show(problems, folder, all_told=True)
        if not errors:
            click.echo("Hồ sơ hợp lệ.")
    sys.exit(PROBLEMS if errors else OK)


@main.command(help=f"Xem thử trên máy này; lưu tệp là trình duyệt tự tải lại.\n\n{EXIT_CODES}")
@folder_option
@click.option(
    "--port",
    type=Within(0, 65535),
    default=8000,
    metavar="CỔNG",
    help="Cổng. Mặc định: 8000; 0: cổng nào còn trống.",
)
@_as_of
@refusing
def serve(folder: Path, port: int, as_of: date) -> None:
    """Preview the site."""
    from doithoai.build import Built, Request
    from doithoai.cache import preview_folder
    from doithoai.serve import serve as serve_site

    def tell(done: Built | Refusal) -> None:
        if isinstance(done, Built):
            click.echo(f"Đã dựng lại: {done.drawn} tệp thay đổi.")
        show(done.problems, folder)

    def ready(address: str) -> None:
        click.echo(f"Mở {address} trong trình duyệt. Nhấn Ctrl+C để dừng.")

    def failed(fault: Exception) -> None:
        told(fault, folder)

    with suppress(KeyboardInterrupt), preview_folder(folder) as out:
        serve_site(Request(folder, out, as_of, processes=1), "127.0.0.1", port, tell, ready, failed)
    click.echo("\nĐã dừng.", err=True)  # on a line of its own: the terminal has written ^C
