"""`doithoai deadline` and `doithoai due`: one deadline worked out, and all that is still to be done."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from doithoai.cli_shared import VietnameseCommand, folder_option, refusing
from doithoai.domain.dates import parse_day
from doithoai.domain.faults import Fault
from doithoai.problems import Refusal, Severity

_MINUS = re.compile(r"-(?=\d)")


class _TakesOffsets(VietnameseCommand):
    """`-10d` is an argument, though it begins like an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [_MINUS.sub("\u2212", arg) if _MINUS.match(arg) else arg for arg in args])


def _day(_ctx: click.Context, _param: click.Parameter, value: str) -> date:
    try:
        return parse_day(value)
    except Fault as fault:
        raise click.BadParameter(f"{fault.what} → {fault.mend}") from None


@click.command(
    cls=_TakesOffsets,
    short_help="Tính một hạn.",
    help="Tính một hạn và nói rõ đếm thế nào. ±N(d|wd): +7wd là 07 ngày làm việc sau, -10d là 10 ngày trước. Hoặc ghi "
    "mã quy định, ví dụ: vn-tccqdp-2025/result. Ngày viết 11/2/2026 hoặc 2026-02-11.",
)
@click.argument("rule", metavar="QUY_ĐỊNH|±N(d|wd)")
@click.argument("start", metavar="NGÀY", callback=_day)
@folder_option
@click.option("--authority", default="", metavar="CƠ_QUAN", help="Tính theo ngày nghỉ riêng của cơ quan này.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho công cụ khác.")
@refusing
def deadline(rule: str, start: date, folder: Path, authority: str, as_json: bool) -> None:
    """Work out one deadline."""
    from doithoai.domain.deadline_words import CIVIL_CODE, counted_sentence
    from doithoai.domain.workdays import Count, count, parse_offset
    from doithoai.reading.register import CONFIG
    from doithoai.reading.rules import read_calendar

    calendar, problems = read_calendar(folder if (folder / CONFIG).is_file() else None, authority)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise Refusal(problems)
    try:
        counted: Count = count(start, parse_offset(rule), calendar)
    except Fault as fault:
        raise click.UsageError(f"{fault.what} → {fault.mend}") from None
    sentence = counted_sentence(counted, calendar, "ngày", CIVIL_CODE)
    click.echo(json.dumps(_as_data(counted, sentence), ensure_ascii=False, indent=2) if as_json else sentence)


def _as_data(counted: Any, sentence: str) -> dict[str, Any]:
    return {
        "trigger": counted.start.isoformat(),
        "due": counted.due.isoformat(),
        "advised": counted.advised.isoformat(),
        "skipped": [day.isoformat() for day in counted.skipped],
        "provisional": counted.provisional,
        "sentence": sentence,
    }
