"""The commands. The only place that reads the clock, prints, and ends the program."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from functools import wraps
from pathlib import Path
from typing import Any

# pydantic looks for plugins of other packages at its first import, which costs more than all our models.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import click

from doithoai import __version__
from doithoai.problems import Place, Problem, Refusal, Severity, as_data, as_text

OK, PROBLEMS, USAGE, FAULT = 0, 1, 2, 3
"""Exit codes: done; content has errors or the work was refused; wrong command line; a fault of the program."""

VIETNAM = timezone(timedelta(hours=7))
EXIT_CODES = "Mã kết thúc: 0 xong; 1 hồ sơ có lỗi hoặc không làm được; 2 gõ sai lệnh; 3 lỗi của chương trình."


class VietnameseGroup(click.Group):
    """Click's own words in Vietnamese."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, or the nearest one's name in the error."""
        found = super().get_command(ctx, name)
        if found is None:
            from doithoai.folding import did_you_mean

            ctx.fail(f"Không có lệnh “{name}”. {did_you_mean(name, self.list_commands(ctx))}")
        return found


def _refusing(command: Callable[..., None]) -> Callable[..., None]:
    """Show refusals instead of tracebacks; the one place that ends the program."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except Refusal as refusal:
            _show(refusal.problems, Path(str(kwargs.get("folder") or ".")))
            sys.exit(PROBLEMS)

    return run


def _show(problems: Iterable[Problem], folder: Path) -> None:
    problems = list(problems)
    for problem in problems:
        click.echo(as_text(problem, lambda place: _source_line(folder, place)), err=True)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    if errors or warnings:
        click.echo(f"{errors} lỗi, {warnings} cảnh báo.", err=True)


def _source_line(folder: Path, place: Place) -> str | None:
    if not place.line:
        return None
    try:
        lines = (folder / place.file).read_text("utf-8-sig", errors="replace").split("\n")
    except OSError:
        return None
    return lines[place.line - 1] if place.line <= len(lines) else None


def _today() -> date:
    return datetime.now(VIETNAM).date()


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date:
    if value is None:
        return _today()
    from doithoai.domain.dates import parse_day
    from doithoai.domain.faults import Fault

    try:
        return parse_day(value)
    except Fault as fault:
        raise click.BadParameter(f"{fault.what} → {fault.mend}") from None


_folder = click.option("-C", "folder", type=click.Path(path_type=Path), default=".", metavar="THƯ_MỤC",
                       help="Thư mục của trang, nơi có site_config.yml.")  # fmt: skip
_as_of = click.option("--as-of", callback=_day, metavar="NGÀY",
                      help="Dựng trang như của ngày này, ví dụ 2026-11-20. Mặc định: hôm nay.")  # fmt: skip
_processes = click.option("--processes", type=click.IntRange(0), default=0, metavar="SỐ",
                          help="Số tiến trình chạy song song. Mặc định: theo số nhân của máy.")  # fmt: skip
_cached = click.option("--cache/--no-cache", "cached", default=True,
                       help="Dùng hoặc không dùng bộ nhớ đệm của lần dựng trước.")  # fmt: skip


@click.group(cls=VietnameseGroup, help=f"Công khai hồ sơ đối thoại với Nhân dân.\n\n{EXIT_CODES}",
             context_settings={"help_option_names": ["-h", "--help"]})  # fmt: skip
@click.version_option(__version__, "--version", message="doithoai %(version)s", help="In số phiên bản.")
def main() -> None:
    """Entry point."""


@main.command(help=f"Dựng trang web vào thư mục public/.\n\n{EXIT_CODES}")
@_folder
@click.option("--out", type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Nơi ghi trang. Mặc định: public/.")
@_as_of
@_processes
@_cached
@_refusing
def build(folder: Path, out: Path | None, as_of: date, processes: int, cached: bool) -> None:
    """Build the site."""
    from doithoai.build import Request
    from doithoai.build import build as build_site

    built = build_site(Request(folder, out or folder / "public", as_of, processes, cached))
    _show(built.problems, folder)
    click.echo(f"Đã dựng {built.pages} trang vào {built.out} (tính đến {as_of:%d/%m/%Y}; vẽ mới {built.drawn}).")


@main.command(help=f"Kiểm tra mọi hồ sơ, không dựng trang.\n\n{EXIT_CODES}")
@_folder
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho công cụ khác.")
@_as_of
@_processes
@_cached
@_refusing
def check(folder: Path, as_json: bool, as_of: date, processes: int, cached: bool) -> None:
    """Report every problem."""
    from doithoai.build import Request
    from doithoai.build import check as check_site

    try:
        problems = check_site(Request(folder, folder / "public", as_of, processes, cached))
    except Refusal as refusal:
        problems = list(refusal.problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if as_json:
        click.echo(json.dumps([as_data(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        _show(problems, folder)
        if not errors:
            click.echo("Hồ sơ hợp lệ.")
    sys.exit(PROBLEMS if errors else OK)
