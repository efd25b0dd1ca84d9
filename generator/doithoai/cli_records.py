"""The commands for people who write records: `new`, `init`, `schema`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from doithoai.cli_shared import (
    EXIT_CODES,
    USAGE,
    VietnameseCommand,
    VietnameseGroup,
    folder_option,
    refusing,
    show,
    today,
)
from doithoai.problems import Refusal
from doithoai.scaffold.questions import FORMS, Form, Many, Question

if TYPE_CHECKING:
    from doithoai.scaffold.desk import Answers, Desk
    from doithoai.scaffold.menus import Choice

_CAREFUL = "Không ghi đè tệp đã có."
_ASKED = (
    "Không ghi tùy chọn nào, hoặc còn thiếu câu bắt buộc, thì máy hỏi mọi câu chưa trả lời bằng tùy chọn; đủ rồi thì "
    "máy ghi ngay."
)
_HOW = "Bấm Enter để nhận giá trị trong ngoặc vuông, hoặc để bỏ qua câu không bắt buộc."


def at_terminal() -> bool:
    """Somebody is there to be asked."""
    return sys.stdin.isatty()


@click.group(
    cls=VietnameseGroup,
    help=f"Tạo hồ sơ mới: máy hỏi từng câu, hoặc trả lời sẵn bằng các tùy chọn. {_CAREFUL}",
    short_help="Tạo kế hoạch, buổi đối thoại, kiến nghị…",
)
def new() -> None:
    """Group of the commands below."""


class _ChoiceOption(click.Option):
    """An option whose words come from the record's model, which is loaded only to show the help."""

    form: Form
    question: Question

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's line, with the words it may take."""
        from doithoai.scaffold.menus import words_of

        record = super().get_help_record(ctx)
        words = ", ".join(words_of(self.form, self.question))
        return record and (record[0], f"{record[1].removesuffix('.')}: {words}.")


def _option(form: Form, question: Question) -> click.Option:
    several = question.many is not Many.NO
    words = question.words + ("; dùng nhiều lần được" if several else "")
    given: dict[str, Any] = {"multiple": several, "metavar": question.metavar, "help": f"{words}."}
    if question.menu != "words":
        return click.Option([f"--{question.name}", _key(question)], **given)
    option = _ChoiceOption([f"--{question.name}", _key(question)], **given)
    option.form, option.question = form, question
    return option


def _key(question: Question) -> str:
    return question.name.replace("-", "_") + "_"


def _command(name: str, form: Form) -> click.Command:
    """The command of one form: an option for each question."""

    @refusing
    def run(folder: Path, yml: bool, **given: Any) -> None:
        _write_new(name, form, folder, given, all_data=yml)

    text = f"Tạo {form.label} mới. {_CAREFUL}\n\n{_ASKED}\n\n{EXIT_CODES}"
    command = click.command(name, cls=VietnameseCommand, help=text, short_help=f"Tạo {form.label} mới.")(
        folder_option(run)
    )
    command.params += [*(_option(form, question) for question in form.questions), _yml_option(form)]
    return command


def _yml_option(form: Form) -> click.Option:
    """Said only where it makes a difference: an authority's file is a `.yml` file anyway."""
    words = "Ghi tệp .yml, để trình soạn thảo gợi ý từng khóa; phần chữ đứng dưới khóa “văn bản”. Mặc định: tệp .md."
    return click.Option(["--yml"], is_flag=True, help=words, hidden=form is FORMS["authority"])


for _name, _form in FORMS.items():
    new.add_command(_command(_name, _form))


def _write_new(name: str, form: Form, folder: Path, given: dict[str, Any], all_data: bool) -> None:
    from doithoai.scaffold.desk import Desk
    from doithoai.scaffold.filing import file_record

    desk = Desk(folder, today())
    desk.site  # noqa: B018 - a folder that is no site is refused before anything is asked
    answers, missing = _answers(form, given, desk, asking=False)
    if missing and not at_terminal():
        _refuse_another(form, missing[0], answers, desk)
        _fail_missing(missing)
    if missing or (at_terminal() and not any(given.values())):
        click.echo(f"Tạo {form.label} mới. {_HOW}")
        answers, _ = _answers(form, given, desk, asking=True)
    try:
        written, warnings = file_record(form, answers, desk, all_data)
    except Refusal:
        click.echo("Chưa ghi tệp nào:", err=True)
        raise
    show(warnings, folder)
    click.echo(f"Đã ghi {folder / written.file}")
    click.echo(_next_step(name, answers, desk))


def _refuse_another(form: Form, question: Question, answers: Answers, desk: Desk) -> None:
    from doithoai.scaffold.usual import there_already

    there = there_already(desk, form, question, answers)
    if there:
        click.echo("Chưa ghi tệp nào:", err=True)
        raise Refusal([there])


def _answers(form: Form, given: dict[str, Any], desk: Desk, asking: bool) -> tuple[Answers, list[Question]]:
    """Answers given, asked for or taken as usual; and the questions that have none but need one."""
    from doithoai.scaffold.usual import concerns, usual

    answers: Answers = {}
    for question in form.questions:
        text = _text_of(question, given)
        if text:
            answers[question.name] = _given(form, question, text, answers, desk)
            continue
        known = usual(desk, form, question, answers)
        if asking and question.asked and concerns(desk, form, question, answers):
            answers[question.name] = _ask(form, question, known, answers, desk)
        elif known:
            answers[question.name] = known
        elif question.needed:
            return answers, _all_missing(form, given, question)
    return answers, []


def _text_of(question: Question, given: dict[str, Any]) -> str:
    """The option as given; an option given several times as one text."""
    value = given[_key(question)]
    if question.many is Many.NO:
        return value or ""
    return ("\n" if question.many is Many.LINES else ";").join(value)


def _all_missing(form: Form, given: dict[str, Any], first: Question) -> list[Question]:
    """With the first one missing, all that no usual answer could give either."""
    from doithoai.scaffold.usual import may_be_usual

    after = form.questions[form.questions.index(first) + 1 :]
    return [first, *(one for one in after if one.needed and not given[_key(one)] and not may_be_usual(form, one))]


def _given(form: Form, question: Question, text: str, answers: Answers, desk: Desk) -> Any:
    from doithoai.domain.faults import Fault
    from doithoai.scaffold.answers import read_answer

    try:
        return read_answer(desk, form, question, text, answers)
    except Fault as fault:
        raise click.BadParameter(f"{fault.what} → {fault.mend}", param_hint=f"--{question.name}") from None


def _fail_missing(missing: list[Question]) -> None:
    context = click.get_current_context()
    lines = "\n".join(f"  --{question.name}  {question.words}" for question in missing)
    click.echo(f"{context.get_usage()}\n\nLỗi: Không có màn hình để hỏi; còn thiếu các tùy chọn:\n{lines}", err=True)
    context.exit(USAGE)


def _ask(form: Form, question: Question, known: str, answers: Answers, desk: Desk) -> Any:
    """Ask until the answer can be used."""
    from doithoai.domain.faults import Fault
    from doithoai.scaffold.answers import read_answer
    from doithoai.scaffold.menus import menu
    from doithoai.scaffold.usual import there_already

    there = there_already(desk, form, question, answers)
    if there:
        click.echo(f"Chú ý: {there.what}: {there.place.file} → {there.mend}; không tạo nữa thì bấm Ctrl+C")
    offered = menu(desk, form, question, answers)
    _show_menu(offered)

    def read(text: str) -> Any:
        try:
            return read_answer(desk, form, question, _picked(text, offered), answers)
        except Fault as fault:
            raise click.UsageError(f"{fault.what} → {fault.mend}") from None

    if question.many is Many.LINES:
        return _ask_lines(question, read)
    words = _words(question, bool(offered), known)
    # An empty default: without one Click asks again and does not say why.
    return click.prompt(words, default=known, show_default=False, value_proc=read)


def _show_menu(menu: list[Choice]) -> None:
    from doithoai.scaffold.menus import SHOWN

    for number, choice in enumerate(menu[:SHOWN], 1):
        click.echo(f"  {number:>2}. {choice.value}" + (f" – {choice.label}" if choice.label else ""))
    if len(menu) > SHOWN:
        click.echo(f"      … còn {len(menu) - SHOWN} mục khác: gõ mã")


def _words(question: Question, menu: bool, known: str) -> str:
    """The question, and what an empty line answers."""
    words = question.words
    if menu:
        several = ", cách nhau bằng dấu phẩy" if question.many is Many.ONE_LINE else ""
        words = f"{question.ask} – gõ số thứ tự{several}"
    if known:
        return f"{words} [Enter: {known}]"
    return words if question.needed or question.menu == "words" else f"{words} [Enter: bỏ qua]"


def _ask_lines(question: Question, read: Callable[[str], Any]) -> list[Any]:
    click.echo(f"{question.words} [Enter ở dòng trống: xong]")
    lines: list[Any] = []
    while True:
        line = click.prompt("  ", default="", show_default=False, prompt_suffix="", value_proc=read)
        if not line:
            return lines
        lines += line


def _picked(text: str, menu: list[Choice]) -> str:
    """Numbers of a menu's lines as their values."""
    parts = [part.strip() for part in text.replace(";", ",").split(",")] if menu else [text]
    return ";".join(_value(part, menu) if menu and part.isdecimal() else part for part in parts)


def _value(number: str, menu: list[Choice]) -> str:
    """The value of the line of that number; a code may look like a number too."""
    from doithoai.domain.faults import Fault

    if 0 < int(number) <= len(menu):
        return menu[int(number) - 1].value
    if number in {choice.value for choice in menu}:
        return number
    raise Fault("not-in-menu", f"không có “{number}” trong danh sách", f"gõ số từ 1 đến {len(menu)}")


def _next_step(name: str, answers: Answers, desk: Desk) -> str:
    steps = ["mở tệp, bỏ dấu # ở những dòng cần dùng rồi điền, xóa những dòng không dùng"]
    if name == "authority" and desk.site.config.authorities:
        steps.append(f"thêm “- {answers['id']}” vào mục “cơ quan” của site_config.yml để cơ quan hiện trên trang")
    if name == "session":
        steps.append("nếu kế hoạch năm đã có buổi này, ghi tên thư mục của buổi vào mục “buổi dự kiến” của kế hoạch")
    if name == "opinion":
        steps.append("mỗi khi có việc mới (giao, trả lời, làm xong), thêm một mục vào “diễn biến”")
    steps.append(f"kiểm tra: doithoai check{_at(desk.folder)}")
    return _numbered(steps)


def _numbered(steps: Iterable[str]) -> str:
    return "Tiếp theo:\n" + "\n".join(f"  {number}. {step}" for number, step in enumerate(steps, 1))


def _at(folder: Path) -> str:
    words = f'"{folder}"' if " " in str(folder) else str(folder)
    return "" if words == "." else f" -C {words}"


@click.command(
    cls=VietnameseCommand,
    short_help="Tạo trang mới cho một phường, xã.",
    help="Tạo trang mới cho một phường, xã trong thư mục trống THƯ_MỤC: cấu hình, cơ quan, kế hoạch và buổi đối thoại "
    f"đầu tiên để điền tiếp, cùng tệp đăng trang lên GitHub, GitLab.\n\n{EXIT_CODES}",
)
@click.argument("target", type=click.Path(path_type=Path), metavar="THƯ_MỤC")
@click.option("--name", metavar="CHỮ", help="Tên trang. Mặc định: Đối thoại với Nhân dân.")
@click.option("--authority-name", metavar="CHỮ", help="Tên đầy đủ của cơ quan, ví dụ: Ủy ban nhân dân phường Mẫu.")
@click.option("--authority-id", metavar="MÃ", help="Mã cơ quan, là tên thư mục, ví dụ: ubnd-phuong-mau.")
@click.option("--authority-type", metavar="LOẠI", help="Loại cơ quan, khi tên không nói rõ, ví dụ: "
              "Ủy ban nhân dân cấp xã.")  # fmt: skip
@refusing
def init(
    target: Path,
    name: str | None,
    authority_name: str | None,
    authority_id: str | None,
    authority_type: str | None,
) -> None:
    """Make a new site."""
    from doithoai.domain.faults import Fault
    from doithoai.scaffold.answers import folder_name
    from doithoai.scaffold.guesses import folder_of
    from doithoai.scaffold.starting import NewSite, refuse_unless_empty, start
    from doithoai.scaffold.writing import one_line

    usual = NewSite()
    refuse_unless_empty(target)
    if not authority_name and at_terminal():
        words = "Tên đầy đủ của cơ quan (ví dụ: Ủy ban nhân dân phường Mẫu) [Enter: điền sau]"
        authority_name = click.prompt(words, default="", show_default=False)
    authority_name = one_line(authority_name or "")
    kind = _authority_type(authority_type, authority_name, target)
    guess = folder_of(authority_name) if authority_name else usual.authority_id
    try:
        known = folder_name(authority_id or guess or usual.authority_id)
    except Fault as fault:
        raise click.BadParameter(f"{fault.what} → {fault.mend}", param_hint="--authority-id") from None
    whose = authority_name or usual.authority_name
    made = NewSite(one_line(name or "") or usual.name, known, whose, kind or usual.authority_type)
    start(target, made, today())
    click.echo(f"Đã tạo trang mới trong {target}: {made.authority_name}, {made.authority_type}.")
    steps = (
        f"đọc {target / 'README.vi.md'}",
        "điền site_config.yml và các tệp trong content/",
        f"kiểm tra: doithoai check{_at(target)}",
        f"dựng trang: doithoai build{_at(target)}",
        *_bring_wheel(target),
    )
    click.echo(_numbered(steps))


def _bring_wheel(target: Path) -> Iterable[str]:
    """What the first run on a server would fail for, where the program was not installed from a file of it."""
    from doithoai.scaffold.starting import needs_wheel

    name = needs_wheel(target)
    if name:
        yield f"trước khi đưa lên GitHub, GitLab: chép {name} vào {target / 'wheels'}; cài được từ kho chung thì thôi"


def _authority_type(given: str | None, name: str | None, target: Path) -> str:
    """As given, as the name tells, or as answered; nothing where there is no name either."""
    from doithoai.scaffold.desk import Desk
    from doithoai.scaffold.guesses import type_of
    from doithoai.scaffold.menus import words_of

    form = FORMS["authority"]
    plain = next(one for one in form.questions if one.name == "type")
    hint = f"tên không nói rõ; chọn: {', '.join(words_of(form, plain))}"
    question, desk = replace(plain, name="authority-type", hint=hint), Desk(target, today())
    if given:
        return str(_given(form, question, given, {}, desk))
    known = type_of(name) if name else None
    if known or not name:
        return known.value if known else ""
    if not at_terminal():
        _fail_missing([question])
    return str(_ask(form, question, "", {}, desk))


@click.command(
    cls=VietnameseCommand,
    short_help="In hoặc ghi lược đồ JSON của các loại hồ sơ.",
    help="In lược đồ JSON của một LOẠI hồ sơ, hoặc ghi lược đồ của mọi loại vào thư mục schema/ để trình soạn thảo "
    "dùng.\n\nLOẠI: co-quan, ke-hoach, lich, ket-luan, kien-nghi, cong-khai, thu-hoi, site_config, linh-vuc, quy-dinh, "
    f"ngay-nghi, ngay-nghi-rieng.\n\n{EXIT_CODES}",
)
@click.argument("kind", required=False, metavar="[LOẠI]")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="THƯ_MỤC",
              help="Nơi ghi lược đồ. Mặc định khi không nêu LOẠI: schema/.")  # fmt: skip
@refusing
def schema(kind: str | None, out: Path | None) -> None:
    """Print one schema, or write all."""
    from doithoai.folding import did_you_mean
    from doithoai.reading.schema import KINDS, as_json, file_name, schema_of

    if kind is not None and kind not in KINDS:
        raise click.BadParameter(f"không có loại hồ sơ “{kind}” → {did_you_mean(kind, KINDS)}", param_hint="LOẠI")
    if kind is not None and out is None:
        click.echo(as_json(schema_of(kind)), nl=False)
        return
    target = out or Path("schema")
    target.mkdir(parents=True, exist_ok=True)
    for one in (kind,) if kind else KINDS:
        (target / file_name(one)).write_text(as_json(schema_of(one)), "utf-8", newline="\n")
        click.echo(f"Đã ghi {target / file_name(one)}")
