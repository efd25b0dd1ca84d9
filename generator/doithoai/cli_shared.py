"""What all commands share: exit codes, how refusals and problems are shown, common options, Click in Vietnamese."""

from __future__ import annotations

import gettext
import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from doithoai.problems import Place, Problem, Refusal, Severity, as_text, in_brief, of_disk

OK, PROBLEMS, USAGE, FAULT = 0, 1, 2, 3
"""Exit codes: done; content has errors or the work was refused; wrong command line; a fault of the program."""

EXIT_CODES = "Mã kết thúc: 0 xong; 1 hồ sơ có lỗi hoặc không làm được; 2 gõ sai lệnh; 3 lỗi của chương trình."
VIETNAM = timezone(timedelta(hours=7))
_LOCALE = Path(__file__).parent / "locale"


def speak_vietnamese() -> None:
    """Have Click say its own words in Vietnamese, whatever the machine's language, by gettext's public hook."""
    os.environ["LANGUAGE"] = "vi"
    gettext.bindtextdomain("doithoai", str(_LOCALE))
    gettext.textdomain("doithoai")


class VietnameseCommand(click.Command):
    """A command whose usage line has no English word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[TÙY CHỌN]")
        super().__init__(*args, **kwargs)


class Within(click.IntRange):
    """A whole number from `min` to `max`, or up; of one outside Click would say `x>=0`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails where it lies outside."""
        number: int = click.INT.convert(value, param, ctx)
        if number < (self.min or 0) or (self.max is not None and number > self.max):
            wanted = f"từ {self.min or 0}" + (f" đến {self.max}" if self.max is not None else " trở lên")
            self.fail(f"{number} nằm ngoài khoảng cho phép → ghi số {wanted}", param, ctx)
        return number


class VietnameseGroup(click.Group):
    """Click's own words in Vietnamese, for the group and all below it."""

    command_class = VietnameseCommand
    group_class = type

    def __init__(self, *args: Any, elsewhere: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """`elsewhere`: commands by the module that holds them, which is imported only when one of them is wanted."""
        kwargs.setdefault("options_metavar", "[TÙY CHỌN]")
        kwargs.setdefault("subcommand_metavar", "LỆNH [THAM SỐ]…")
        super().__init__(*args, **kwargs)
        self._elsewhere = dict(elsewhere or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name, in order."""
        return sorted([*super().list_commands(ctx), *self._elsewhere])

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program; its language is set first, as Click asks for its words only when it shows them."""
        speak_vietnamese()
        return super().main(*args, **kwargs)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, or the nearest one's name in the error."""
        found = super().get_command(ctx, name) or self._imported(name)
        if found is None:
            from doithoai.folding import did_you_mean

            ctx.fail(f"Không có lệnh “{name}” → {did_you_mean(name, self.list_commands(ctx))}")
        return found

    def _imported(self, name: str) -> click.Command | None:
        module = self._elsewhere.get(name)
        found = getattr(import_module(module), name) if module else None
        return found if isinstance(found, click.Command) else None


def refusing(command: Callable[..., None]) -> Callable[..., None]:
    """Show refusals instead of tracebacks; the one place that ends the program."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as fault:
            sys.exit(told(fault, Path(str(kwargs.get("folder") or "."))))

    return run


def told(fault: Exception, folder: Path) -> int:
    """Say what stood in the way, without a traceback; the exit code that stands for it."""
    if isinstance(fault, Refusal):
        show(fault.problems, folder)
    elif isinstance(fault, OSError):
        show([of_disk(fault)], Path())
    else:
        _report_fault(fault)
        return FAULT
    return PROBLEMS


def _report_fault(fault: Exception) -> None:
    """Say that the program failed, and keep what a developer needs in a file."""
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile("w", prefix="doithoai-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(fault)))
    click.echo(
        f"Lỗi của chương trình, không phải của hồ sơ ({type(fault).__name__}: {str(fault)[:200]}). "
        f"Xin gửi tệp {file.name} cho nhóm phát triển.",
        err=True,
    )


def show(problems: Iterable[Problem], folder: Path, *, all_told: bool = False) -> None:
    """Print problems with their source lines, in brief where one file has many of a kind, and how many there are.

    Only whoever looked for everything (`all_told`) says of what there is none.
    """
    problems = list(problems)
    for problem in in_brief(problems):
        click.echo(as_text(problem, lambda place: _source_line(folder, place)), err=True)
    if problems:
        click.echo(_counted(problems, all_told), err=True)


def _counted(problems: list[Problem], all_told: bool) -> str:
    """`2 lỗi, 1 cảnh báo.`"""
    found = Counter(problem.severity for problem in problems)
    always = (Severity.ERROR, Severity.WARNING) if all_told else ()
    return ", ".join(f"{found[one]} {one.value}" for one in Severity if found[one] or one in always) + "."


def _source_line(folder: Path, place: Place) -> str | None:
    if not place.line:
        return None
    try:
        lines = (folder / place.file).read_text("utf-8-sig", errors="replace").split("\n")
    except OSError:
        return None
    return lines[place.line - 1] if place.line <= len(lines) else None


def today() -> date:
    """The day in Vietnam."""
    return datetime.now(VIETNAM).date()


def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date:
    """Callback of an option that takes a day; today when it is not given."""
    if value is None:
        return today()
    from doithoai.domain.dates import parse_day
    from doithoai.domain.faults import Fault

    try:
        return parse_day(value)
    except Fault as fault:
        raise click.BadParameter(f"{fault.what} → {fault.mend}") from None


folder_option = click.option("-C", "folder", type=click.Path(path_type=Path), default=".", metavar="THƯ_MỤC",
                             help="Thư mục của trang, nơi có site_config.yml.")  # fmt: skip
