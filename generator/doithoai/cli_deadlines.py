"""`doithoai deadline` and `doithoai due`: one deadline worked out, and all that is still to be done."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from doithoai.cli_shared import EXIT_CODES, VietnameseCommand, day, folder_option, refusing
from doithoai.problems import Problem, Refusal, Severity, no_file

if TYPE_CHECKING:
    from doithoai.domain.duties import Duty
    from doithoai.domain.rulebook import Bound, Library
    from doithoai.domain.workdays import Calendar

_MINUS = re.compile(r"-(?=\d)")
_RULES_SHOWN = 80


class _TakesOffsets(VietnameseCommand):
    """`-10d` is an argument, though it begins like an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [_MINUS.sub("\u2212", arg) if _MINUS.match(arg) else arg for arg in args])


_authority = click.option("--authority", default="", metavar="CƠ_QUAN", help="Chỉ cơ quan này (tên thư mục).")
_json = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho công cụ khác.")


@click.command(
    cls=_TakesOffsets,
    short_help="Tính một hạn.",
    help="Tính một hạn và nói rõ đếm thế nào. ±N(d|wd): +7wd là 07 ngày làm việc sau, -10d là 10 ngày trước. Hoặc ghi "
    "mã quy định, ví dụ: vn-tccqdp-2025/result. Ngày viết 11/2/2026 hoặc 2026-02-11. "
    f"Ghi mã sai thì máy kê các mã có.\n\n{EXIT_CODES}",
)
@click.argument("rule", metavar="QUY_ĐỊNH|±N(d|wd)")
@click.argument("start", metavar="NGÀY", callback=day)
@folder_option
@_authority
@_json
@refusing
def deadline(rule: str, start: date, folder: Path, authority: str, as_json: bool) -> None:
    """Work out one deadline."""
    from doithoai.domain.faults import Fault

    try:
        found = _one(rule, start, *_known(folder, authority))
    except Fault as fault:
        raise click.UsageError(f"{fault.what} → {fault.mend}") from None
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else _in_words(found))


def _known(folder: Path, authority: str) -> tuple[Calendar, Library]:
    """Days off and rules: the nation's, those of the site that the folder is, and of its authority where it has one."""
    from doithoai.folding import did_you_mean
    from doithoai.reading.files import authority_folders
    from doithoai.reading.layout import CONFIG
    from doithoai.reading.rules import library_of, read_calendar

    site = folder if (folder / CONFIG).is_file() else None
    there = authority_folders(folder) if site else []
    if authority and authority not in there:
        mend = did_you_mean(authority, there) if there else "thêm -C THƯ_MỤC, nơi có site_config.yml"
        raise Refusal([Problem("no-authority", f"không có cơ quan “{authority}”", mend, no_file(authority))])
    names = (authority,) if authority else tuple(there)
    calendar, problems = read_calendar(site, names[0] if len(names) == 1 else "")
    library, faults = library_of(site, *names)
    _refuse([*problems, *faults])
    return calendar, library


def _refuse(problems: list[Problem]) -> None:
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise Refusal(problems)


def _one(rule: str, start: date, calendar: Calendar, library: Library) -> dict[str, Any]:
    from doithoai.domain.deadline_words import CIVIL_CODE, counted_sentence
    from doithoai.domain.workdays import count, parse_offset

    bound = library.in_force(rule, start) if rule in library.by_id else None
    if bound:
        return _by_rule(rule, bound, start, calendar)
    if "/" in rule:
        _no_such_rule(rule, library)
    counted = count(start, parse_offset(rule), calendar)
    return _as_data(counted, counted_sentence(counted, calendar, "ngày", CIVIL_CODE))


def _no_such_rule(rule: str, library: Library) -> None:
    from doithoai.domain.faults import Fault
    from doithoai.folding import nearest

    near = nearest(rule, library.by_id)
    dated = [one.id for one in library.by_id.values() if one.rule.term]
    mend = f"Có phải “{near}”?" if near else "các quy định có thời hạn: " + ", ".join(dated[:_RULES_SHOWN])
    raise Fault("unknown-rule", f"không có quy định “{rule}”", mend)


def _by_rule(asked: str, bound: Bound, start: date, calendar: Calendar) -> dict[str, Any]:
    """One rule's deadline, with the rule beside it."""
    from doithoai.domain.deadline_words import counted_sentence, dated_sentence
    from doithoai.domain.faults import Fault
    from doithoai.domain.rulebook import Since
    from doithoai.domain.workdays import count, ending_on
    from doithoai.domain.yearly import last_day

    term = bound.rule.term
    if term is None:
        mend = "chỉ tính được quy định có “thời hạn”; xem nguyên văn trong tệp quy định"
        raise Fault("no-term", f"“{bound.id}” ({bound.rule.name}) không nêu thời hạn", mend)
    if isinstance(term, Since):
        counted = count(start, term.offset, calendar)
        found = _as_data(counted, counted_sentence(counted, calendar, term.trigger.value, bound.basis))
    else:
        counted = ending_on(last_day(term, start), calendar)
        found = _as_data(counted, dated_sentence(counted, calendar, str(term), bound.basis))
        found["trigger_date"] = start.isoformat()
    return {**found, **_rule_data(asked, bound, start)}


def _rule_data(asked: str, bound: Bound, start: date) -> dict[str, Any]:
    return {
        "rule": bound.id,
        "asked": asked,
        "in_force": bound.book.in_force(start),
        "task": bound.rule.name,
        "owed_by": list(bound.rule.owed_by),
        "owed_to": list(bound.rule.owed_to),
        "basis": bound.basis,
        "local": bound.local,
        "checked": bound.checked.value,
        "literal": list(bound.rule.literal),
        "reading": bound.rule.reading,
    }


def _as_data(counted: Any, sentence: str) -> dict[str, Any]:
    return {
        "trigger_date": counted.start.isoformat(),
        "due": counted.due.isoformat(),
        "advised": counted.advised.isoformat(),
        "skipped": [one.isoformat() for one in counted.skipped],
        "provisional": counted.provisional,
        "sentence": sentence,
    }


def _in_words(found: dict[str, Any]) -> str:
    """The sentence, then how it was read, and a warning where the rule does not hold on that day."""
    lines = [found["sentence"]]
    if found.get("reading"):
        lines.append(f"Cách hiểu: {found['reading']}")
    if found.get("local"):
        lines.append("Đây là quy định của địa phương.")
    if found.get("asked") != found.get("rule"):
        lines.append(f"Ngày này theo {found['rule']}, không theo {found['asked']}.")
    if not found.get("in_force", True):
        lines.append("Chú ý: ngày này nằm ngoài thời gian hiệu lực của quy định.")
    return "\n".join(lines)


_ONLY = {"qua-han": "overdue", "trong-tuan": "soon", "sau-do": "later", "con-thieu": "missing"}
"""Parts of the list as they are asked for, with their names for tools."""


@click.command(
    cls=VietnameseCommand,
    short_help="Việc cần làm: đến hạn, quá hạn, còn thiếu.",
    help="Kê việc đến hạn trong 7 ngày tới, việc quá hạn hoặc chưa ghi vào hồ sơ, và chỗ còn thiếu, theo quy định và "
    f"theo hạn ghi trong hồ sơ.\n\n{EXIT_CODES}",
)
@folder_option
@_authority
@click.option("--by", default="", metavar="AI", help="Chỉ việc của ai, ví dụ: --by “văn phòng”.")
@click.option("--only", type=click.Choice(tuple(_ONLY)), multiple=True, metavar="PHẦN",
              help="Chỉ phần này: qua-han, trong-tuan, sau-do, con-thieu; ghi nhiều lần được.")  # fmt: skip
@click.option("--why", is_flag=True, help="Ghi cả câu giải thích dưới mỗi việc.")
@click.option("--as-of", callback=day, metavar="NGÀY", help="Coi hôm nay là ngày này. Mặc định: hôm nay.")
@_json
@refusing
def due(folder: Path, authority: str, by: str, only: tuple[str, ...], why: bool, as_of: date, as_json: bool) -> None:
    """List what is due, overdue and missing."""
    from doithoai.build import Request, duties
    from doithoai.domain.duties import duty_data, listed

    request = Request(folder, folder / "public", as_of)
    found = [one for each in duties(request, (authority,) if authority else ()) for one in listed(each)]
    wanted = [_ONLY[part] for part in only or _ONLY]
    here = [one for one in found if not authority or authority in (one.record.authority_id, *one.heirs)]
    kept = [one for one in here if one.urgency.name.lower() in wanted and (not by or one.is_owed_by(by))]
    kept.sort(key=lambda one: one.order)
    if as_json:
        data = {"as_of": as_of.isoformat(), "duties": [duty_data(one) for one in kept]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_table(kept, as_of, why)))


_WIDTHS = (10, 52, 30, 60)


def _table(duties: Iterable[Duty], as_of: date, why: bool) -> Iterator[str]:
    """The list as a table, part by part."""
    yield f"Việc cần làm, tính đến {as_of:%d/%m/%Y}"
    empty = True
    for urgency, part in groupby(duties, key=lambda one: one.urgency):
        rows = list(part)
        yield from ("", f"{urgency.value.upper()} ({len(rows)})", _row("Hạn", "Việc", "Ai làm", "Hồ sơ")[0])
        for one in rows:
            due = f"{one.due:%d/%m/%Y}" if one.due else ""
            yield from _row(due, one.task, "; ".join(one.owed_by) or "(không ghi)", one.record.id)
            yield from _row("", _caveats(one), "", "") if _caveats(one) and not why else ()
            yield from _row("", one.sentence, "", "") if why and one.due else ()
        empty = False
    if empty:
        yield "Không có việc nào."


def _caveats(one: Duty) -> str:
    """What a day alone hides and its sentence tells: nobody works on it, or it is not certain."""
    advised = (
        f"ngày hạn là ngày nghỉ, cần xong từ {one.advised:%d/%m/%Y}" if one.advised and one.advised != one.due else ""
    )
    parts = [part for part in (advised, "tạm tính" if one.provisional else "") if part]
    return f"({'; '.join(parts)})" if parts else ""


def _row(*cells: str) -> list[str]:
    columns = [wrap(cell, width, break_on_hyphens=False) or [""] for cell, width in zip(cells, _WIDTHS, strict=True)]
    height = max(map(len, columns))
    lines = zip(*([*column, *[""] * (height - len(column))] for column in columns), strict=True)
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, _WIDTHS, strict=True)).rstrip() for line in lines]
