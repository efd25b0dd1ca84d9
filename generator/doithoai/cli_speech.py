"""The commands for the ear: `say` reads any text aloud in words, `audio` lets the machine read scripts for a test."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doithoai.cli_shared import EXIT_CODES, PROBLEMS, VietnameseCommand, day, folder_option, refusing
from doithoai.domain.loudspeaker import Codes, Dialect, Length, Pronunciation, Station
from doithoai.folding import did_you_mean, fold
from doithoai.problems import Place, Problem, Severity, as_text, shorten

if TYPE_CHECKING:
    from doithoai.auditions import Audition, Heard
    from doithoai.build import Request
    from doithoai.domain.authority import Authority
    from doithoai.speech import Flag, Span, Spoken

SHOWN = 100
"""So many problems of one text are read by somebody; `--json` has them all."""

_LINE = 2000
"""Characters of the longest line that is shown below a problem."""


def _word(words: type[StrEnum]) -> Callable[[click.Context, click.Parameter, str | tuple[str, ...] | None], Any]:
    """Callback of an option that takes words of a record's field, typed with or without accents."""
    known = {fold(word.value): word for word in words}

    def one(value: str) -> StrEnum:
        if fold(value) not in known:
            mend = did_you_mean(value, [word.value for word in words])
            raise click.BadParameter(f"không có giá trị “{value}” → {mend}")
        return known[fold(value)]

    def read(_ctx: click.Context, _param: click.Parameter, value: str | tuple[str, ...] | None) -> Any:
        return tuple(map(one, value)) if isinstance(value, tuple) else one(value) if value is not None else None

    return read


@click.command(
    cls=VietnameseCommand,
    short_help="Đọc một đoạn chữ thành lời.",
    help="In lời đọc của VĂN_BẢN: số, ngày, giờ, chữ viết tắt thành tiếng nói. Không có VĂN_BẢN, hoặc là dấu gạch "
    "ngang (-), thì đọc từ đầu vào; chữ bắt đầu bằng gạch ngang thì gõ “--” trước. Chỗ máy không chắc được nêu "
    f"riêng để người soạn quyết định.\n\n{EXIT_CODES}",
)
@click.argument("words", nargs=-1, metavar="[VĂN_BẢN]")
@click.option("--dialect", callback=_word(Dialect), metavar="CHỮ",
              help="Giọng: bắc (linh, nghìn, mùng) hay nam (lẻ, ngàn, mồng).")  # fmt: skip
@click.option("--codes", callback=_word(Codes), metavar="CHỮ",
              help="Phần chữ của số văn bản: bỏ, đầy đủ, đánh vần.")  # fmt: skip
@click.option("--authority", metavar="MÃ", help="Đọc như đài của cơ quan này: giọng, cách đọc riêng trong co-quan.yml.")
@folder_option
@click.option("--spans", is_flag=True, help="In thêm bảng: chỗ nào viết thế nào, đọc thế nào.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho công cụ khác.")
@click.option("--strict", is_flag=True, help="Kết thúc với mã 1 khi có chỗ máy không chắc.")
@refusing
def say(
    words: tuple[str, ...],
    dialect: Dialect | None,
    codes: Codes | None,
    authority: str | None,
    folder: Path,
    spans: bool,
    as_json: bool,
    strict: bool,
) -> None:
    """Say a text."""
    from doithoai.channels.loudspeaker.speaking import lexicon_of, options_of
    from doithoai.speech import speak

    speaker, common = _authority(folder, authority) if authority else (None, ())
    chosen = {name: value for name, value in (("dialect", dialect), ("codes", codes)) if value}
    station = (speaker.station if speaker else Station()).model_copy(update=chosen)
    text = _given() if words in ((), ("-",)) else " ".join(words)
    spoken = speak(text, options_of(station, speaker), lexicon_of(station, common))
    if as_json:
        click.echo(json.dumps(_as_data(spoken, station.rate), ensure_ascii=False, indent=1))
    else:
        click.echo(spoken.text.rstrip("\n"))
        if spans:
            click.echo("\n" + "\n".join(_table(spoken.spans)))
        _show_flags(spoken)
    if strict and spoken.flags:
        sys.exit(PROBLEMS)


def _authority(folder: Path, name: str) -> tuple[Authority, tuple[Pronunciation, ...]]:
    """The authority, and how its site reads abbreviations that the authority does not read in its own way."""
    from doithoai.reading import register

    site = register.read_site(folder)
    return register.authority_in(site, name), site.config.lexicon


def _given() -> str:
    """What comes in, whatever bytes it is."""
    if sys.stdin.isatty():
        click.echo("Gõ hoặc dán văn bản, xong thì xuống dòng rồi nhấn Ctrl+D (Windows: Ctrl+Z, Enter).", err=True)
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace")


def _as_data(spoken: Spoken, rate: int) -> dict[str, Any]:
    from doithoai.speech.breathing import read_aloud
    from doithoai.speech.timing import seconds

    return {
        "text": spoken.text,
        "spans": [_span_data(span) for span in spoken.spans],
        "flags": [asdict(flag) for flag in spoken.flags],
        "syllables": spoken.syllables,
        "seconds": round(seconds([read_aloud(spoken)], rate), 1),
    }


def _span_data(span: Span) -> dict[str, Any]:
    return {
        "written": span.written,
        "spoken": span.spoken,
        "class": span.kind,
        "confidence": span.confidence,
        "start": span.start,
    }


CLASSES = {
    "abbrev": "viết tắt",
    "address": "địa chỉ",
    "blank": "chỗ trống",
    "bracket": "dấu ngoặc",
    "bullet": "gạch đầu dòng",
    "cardinal": "số",
    "code": "mã",
    "date": "ngày tháng",
    "decimal": "số thập phân",
    "docnumber": "số văn bản",
    "electronic": "địa chỉ mạng",
    "end": "dấu hết văn bản",
    "footnote": "chú thích",
    "fraction": "phân số",
    "hashtag": "thẻ",
    "heading": "đề mục",
    "hyphen": "gạch nối",
    "mark": "dấu",
    "pause": "chỗ ngắt",
    "markup": "dấu định dạng",
    "measure": "số đo",
    "money": "số tiền",
    "ordinal": "số thứ tự",
    "per": "trên mỗi",
    "percent": "phần trăm",
    "range": "từ … đến",
    "repeated": "số ghi lại",
    "roman": "số La Mã",
    "sign": "ký hiệu",
    "slash": "gạch chéo",
    "telephone": "số điện thoại",
    "time": "giờ",
    "weekday": "thứ",
    "word": "từ lạ",
}
"""How classes of spans are called in the table."""

_SILENT = "(không đọc)"
_WIDEST = 30


def _table(spans: Iterable[Span]) -> Iterator[str]:
    """What is said otherwise than it is written, a line a place."""
    rows = [_row(span) for span in spans if span.kind != "plain"]
    if not rows:
        yield "Không có chỗ nào đọc khác chữ viết."
    wide = max((len(written) for written, _, _ in rows if len(written) <= _WIDEST), default=0)
    for written, said, name in rows:
        yield f"{written:<{wide}} → {said}  [{name}]"


def _row(span: Span) -> tuple[str, str, str]:
    doubt = "" if span.confidence > 0.5 else ", không chắc"
    written = " ".join(span.written.split())
    return written, " ".join(span.spoken.split()) or _SILENT, CLASSES.get(span.kind, span.kind) + doubt


def _show_flags(spoken: Spoken) -> None:
    """On the error stream, as problems of records are shown."""
    lines = spoken.cleaned.split("\n")

    def line_of(place: Place) -> str | None:
        line = lines[place.line - 1]
        return line if len(line) <= _LINE else None

    for flag in spoken.flags[:SHOWN]:
        click.echo(as_text(_problem(flag, spoken.cleaned), line_of), err=True)
    if len(spoken.flags) > SHOWN:
        click.echo(f"… và {len(spoken.flags) - SHOWN} chỗ khác; xem đủ bằng --json", err=True)
    if spoken.flags:
        click.echo(f"{len(spoken.flags)} chỗ cần xem lại.", err=True)


def _problem(flag: Flag, cleaned: str) -> Problem:
    column = flag.start - cleaned.rfind("\n", 0, flag.start)
    place = Place("văn bản", flag.line, column)
    mend = flag.mend[:1].lower() + flag.mend[1:]
    return Problem("speech", f"“{shorten(flag.written)}”: {flag.message}", mend, place, Severity.WARNING)


@click.command(
    cls=VietnameseCommand,
    short_help="Làm bản nghe thử các bản đọc trên loa.",
    help="Làm tệp âm thanh để nghe thử các bản đọc còn phải phát, hoặc những bản có MÃ_BẢN_ĐỌC nêu ra, và so thời "
    "lượng ước tính với thời lượng thật. Giọng máy chỉ để ước lượng thời gian, không dùng để phát. Cần espeak-ng; "
    f"MP3, Ogg cần thêm ffmpeg: sudo apt install espeak-ng ffmpeg\n\n{EXIT_CODES}",
)
@click.argument("scripts", nargs=-1, metavar="[MÃ_BẢN_ĐỌC]…")
@folder_option
@click.option("--as-of", callback=day, metavar="NGÀY",
              help="Coi hôm nay là ngày này, ví dụ 2026-11-20. Mặc định: hôm nay.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="THƯ_MỤC",
              help="Nơi ghi tệp âm thanh. Mặc định: audio/ trong thư mục của trang.")  # fmt: skip
@click.option("--length", "lengths", callback=_word(Length), metavar="CHỮ", multiple=True,
              help="Độ dài: ngắn, chuẩn, đầy đủ; dùng nhiều lần được. Mặc định: độ dài sẽ phát.")  # fmt: skip
@click.option("--format", "kind", type=click.Choice(("mp3", "ogg", "wav")),
              help="Loại tệp. Mặc định: mp3; máy không có ffmpeg: wav.")  # fmt: skip
@refusing
def audio(
    scripts: tuple[str, ...], folder: Path, as_of: date, out: Path | None, lengths: tuple[Length, ...], kind: str | None
) -> None:
    """Make listening previews."""
    from doithoai.auditions import hear
    from doithoai.build import Request
    from doithoai.engines import voice

    wanted = voice.Format(kind) if kind else voice.usual_format()
    voice.require(wanted)
    if not kind and wanted is voice.Format.WAV:
        click.echo("Máy không có ffmpeg nên ghi tệp WAV; muốn có MP3: sudo apt install ffmpeg", err=True)
    target = out or folder / "audio"
    heard = []
    for one in _auditions(Request(folder, folder / "public", as_of), scripts, lengths):
        heard.append(hear(one, wanted, target))
        click.echo(_compared(one, heard[-1]))
    click.echo(_summary(heard, target) if heard else f"Không còn bản đọc nào phải phát từ {as_of:%d/%m/%Y}.")


def _auditions(request: Request, ids: tuple[str, ...], lengths: tuple[Length, ...]) -> Iterator[Audition]:
    """The scripts named, else all that are still to be broadcast."""
    from doithoai.auditions import auditions, coming
    from doithoai.build import programme_in, programmes
    from doithoai.scaffold.approving import find_script

    if not ids:
        for programme in programmes(request):
            for script_id in coming(programme):
                yield from auditions(programme, script_id, lengths)
    names = list(dict.fromkeys(map(_bare, ids)))
    found = {authority: programme_in(request, authority) for authority in dict.fromkeys(map(_authority_of, names))}
    for script in [find_script(found[_authority_of(name)], name) for name in names]:
        yield from auditions(found[_authority_of(script.id)], script.id, lengths)


def _bare(script_id: str) -> str:
    """The id, also where somebody pasted the address of the script's page."""
    return script_id.strip().strip("/").removeprefix("loa/")


def _authority_of(script_id: str) -> str:
    return script_id.partition("/")[0]


def _compared(one: Audition, heard: Heard) -> str:
    more = heard.seconds - one.estimate
    share = 100 * more / one.estimate if one.estimate else 0.0
    there = "" if heard.fresh else " (đã có sẵn)"
    return (
        f"{one.script} (bản {one.length.value}): ước tính {_decimal(one.estimate)} giây, "
        f"nghe thật {_decimal(heard.seconds)} giây, lệch {_decimal(more, '+')} giây ({_decimal(share, '+')}%)"
        f" → {heard.file}{there}"
    )


def _decimal(number: float, sign: str = "") -> str:
    return f"{number:{sign}.1f}".replace(".", ",").replace("-", "−")


def _summary(heard: list[Heard], target: Path) -> str:
    fresh = sum(one.fresh for one in heard)
    there = f", {len(heard) - fresh} tệp đã có sẵn" if fresh < len(heard) else ""
    warning = "Giọng máy chỉ để ước lượng thời gian; bản phát do phát thanh viên đọc."
    return f"Đã ghi {fresh} tệp vào {target}{there}. {warning}"
