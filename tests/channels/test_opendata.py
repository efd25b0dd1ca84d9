"""Open data: whole, described by their schemas, and nothing in them that was not meant to be given away."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from doithoai.channels.opendata import authority_data, terms_of
from doithoai.channels.opendata.catalogue import codebook
from doithoai.channels.opendata.kinds import LISTS, QUOTA, SHAPES
from doithoai.channels.opendata.shapes import listed, projected
from doithoai.domain.dates import PartialDate, parse_date
from doithoai.domain.documents import Participants
from doithoai.domain.edition import Edition
from doithoai.domain.records import Kind, Record
from doithoai.domain.register import Dossier
from doithoai.domain.site import SiteConfig
from doithoai.domain.topics import Topics
from doithoai.engines.spreadsheet import MARK
from doithoai.reading.record import MODELS
from sample import DAY
from wards import edition_for

OPEN = Path(__file__).with_name("open_fields.txt")
CONFIG = SiteConfig.model_validate({"tên trang": "Thử", "mô tả": "Thử", "đơn vị quản lý": "Phường Thử"})


@pytest.fixture(scope="module")
def api(public: Path) -> Path:
    return public / "api/v1"


def read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def rows(file: Path) -> list[dict[str, str]]:
    text = file.read_bytes().decode("utf-8")
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK), newline="")))


def test_every_file_fits_the_schema_beside_it(api: Path) -> None:
    files = sorted((api / "co-quan").rglob("*.json"))
    assert len(files) > 60
    for file in files:
        whole = read(file)
        schema = read((file.parent / whole["meta"]["schema"]).resolve())
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(whole)


def test_every_file_tells_its_day_and_licence(api: Path) -> None:
    for file in (api / "index.json", *(api / "co-quan").rglob("*.json")):
        about = read(file)["meta"]
        assert (about["as_of"], about["licence"]["name"]) == (DAY.isoformat(), "CC BY 4.0")
    for file in api.glob("*.csv"):
        if file.name != "codebook.csv":
            assert {(row["as_of"], row["licence"]) for row in rows(file)} <= {(DAY.isoformat(), "CC BY 4.0")}
    for text in (api / "records.ndjson").read_text("utf-8").splitlines():
        one = json.loads(text)
        assert (one["as_of"], one["licence"]) == (DAY.isoformat(), "CC BY 4.0")


def test_everything_in_one_file_is_what_the_single_files_say(api: Path) -> None:
    lines = [json.loads(line) for line in (api / "records.ndjson").read_text("utf-8").splitlines()]
    singles = [read(file)["data"] for file in (api / "co-quan").rglob("*.json")]
    by_id = {one["id"]: one for one in singles if isinstance(one, dict)}
    for line in lines:
        own = {name: value for name, value in line.items() if name not in ("as_of", "licence")}
        assert own["kind"] == Kind.PUBLICATION_LOG.value or own == by_id[own["id"]]


def test_tables_and_lists_hold_the_same_rows(api: Path) -> None:
    for kind, name in LISTS.items():
        table = rows(api / f"{name}.csv")
        ids = [row["id"] for file in sorted((api / "co-quan").rglob(f"{name}.json")) for row in read(file)["data"]]
        assert sorted(row["id"] for row in table) == sorted(ids)
        assert set(table[0]) == {part.name for part in listed(SHAPES[kind])} | {"as_of", "licence"}


def test_the_codebook_has_every_column(api: Path) -> None:
    known = {(row["Tệp"], row["Cột"]) for row in rows(api / "codebook.csv")}
    assert all(row["Ý nghĩa"] for row in rows(api / "codebook.csv"))
    for kind, name in LISTS.items():
        assert {(f"{name}.csv", part.name) for part in listed(SHAPES[kind])} <= known


def test_the_catalogue_leads_to_files_that_are_there(api: Path) -> None:
    whole = read(api / "index.json")
    named = [whole["codebook"], *whole["schemas"].values(), *(one["file"] for one in whole["datasets"])]
    for authority in whole["authorities"]:
        named += [value for key, value in authority.items() if key not in ("id", "name", "fictional")]
    assert [name for name in named if not (api / name).is_file()] == []


def test_every_page_of_a_record_leads_to_its_data(api: Path) -> None:
    for line in (api / "records.ndjson").read_text("utf-8").splitlines():
        one = json.loads(line)
        page = api.parent.parent / one["url"] / "index.html"
        if one["kind"] not in (Kind.PUBLICATION_LOG.value, Kind.WITHDRAWN.value):
            assert f"api/v1/{one['url'].rstrip('/')}.json" in page.read_text("utf-8")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_shape(kind: Kind) -> None:
    assert SHAPES[kind]


def test_words_that_a_spreadsheet_would_work_out_are_only_shown_and_the_codebook_says_how() -> None:
    """In the table there is a quote before them; JSON has them as they are."""
    title = '=HYPERLINK("http://example.vn";"Xem")'
    records = {
        "lich": {"tiêu đề": "Đối thoại", "thời gian": "8h00 ngày 20/6/2026"},
        "kien-nghi/001": {"tiêu đề": title, "tiếp nhận": {"ngày": "1/6/2026"}},
    }
    files = {one.path: one for one in authority_data(edition_for(records), terms_of(CONFIG, DAY))}
    home = "api/v1/co-quan/phuong-thu/"
    [row] = csv.DictReader(io.StringIO(files[f"{home}opinions.csv"].text.removeprefix(MARK), newline=""))
    assert row["title"] == f"'{title}"
    assert json.loads(files[f"{home}opinions.json"].text)["data"][0]["title"] == title
    assert "dấu nháy đơn" in codebook().text


def test_a_long_list_is_paged() -> None:
    opinion = {"tiêu đề": "Đèn hỏng", "tiếp nhận": {"ngày": "1/6/2026"}}
    session = {"tiêu đề": "Đối thoại", "thời gian": "8h00 ngày 20/6/2026"}
    records = {"lich": session, **{f"kien-nghi/{number:04d}": opinion for number in range(1, 1502)}}
    files = {one.path: one for one in authority_data(edition_for(records), terms_of(CONFIG, DAY))}
    first = json.loads(files["api/v1/co-quan/phuong-thu/opinions.json"].text)
    second = json.loads(files["api/v1/co-quan/phuong-thu/opinions-2.json"].text)
    assert (len(first["data"]), first["meta"]["next"], len(second["data"])) == (1000, "opinions-2.json", 501)
    assert (second["meta"]["next"], second["meta"]["total"]) == (None, 1501)


def test_an_opinion_says_who_acted_what_monitoring_reopened_and_what_citizens_doubt() -> None:
    """A reopening that only the conclusion tells of stands among the events, marked; a claim with its answer."""
    claim = {"nhận": "2/8/2026", "phản ánh": "Đèn chưa sáng", "trả lời": "3/8/2026", "kết quả": "Đã thay"}
    steps = [
        {"ngày": "20/6/2026", "việc": "trả lời tại hội nghị"},
        {"ngày": "1/7/2026", "việc": "giải quyết xong", "cơ quan": "phuong-moi"},
    ]
    found = {"ngày": "1/8/2026", "kết quả": "chưa làm", "nội dung": "Chưa thay bóng"}
    item = {"số": 1, "nội dung": "Thay bóng", "kiến nghị": ["001"], "giám sát": [found]}
    opinion = {"tiêu đề": "Đèn hỏng", "tiếp nhận": {"ngày": "1/6/2026"}, "diễn biến": steps, "phản ánh sai": [claim]}
    records = {
        "lich": {"tiêu đề": "Đối thoại", "thời gian": "8h00 ngày 20/6/2026", "đã tổ chức": {"ngày": "20/6/2026"}},
        "ket-luan": {"tiêu đề": "Kết luận", "thể thức văn bản": {"số": 1, "ngày": "25/6/2026"}, "kết luận": [item]},
        "kien-nghi/001": opinion,
    }
    files = {one.path: one for one in authority_data(edition_for(records), terms_of(CONFIG, DAY))}
    data = json.loads(files["api/v1/co-quan/phuong-thu/2026/doi-thoai-1/kien-nghi/001.json"].text)["data"]
    assert [(one["step"], one["authority"], one["monitored"]) for one in data["events"]] == [
        ("trả lời tại hội nghị", None, False),
        ("giải quyết xong", "phuong-moi", False),
        ("mở lại", None, True),
    ]
    assert data["events"][-1]["text"] == "Chưa thay bóng"
    assert data["claims"] == [
        {"received": "2026-08-02", "said": "Đèn chưa sáng", "answered": "2026-08-03", "outcome": "Đã thay"}
    ]


def test_texts_have_the_words_of_their_pages_and_no_html() -> None:
    """What a browser would run is no more in the data than on the page; Markdown's own signs stay."""
    text = "**Đèn** <script>alert(1)</script> hỏng, [xem](javascript:x())"
    title = {"tiêu đề": "Đèn hỏng", "văn bản": text}
    records = {
        "lich": {**title, "thời gian": "8h00 ngày 20/6/2026", "đã tổ chức": {"ngày": "20/6/2026"}},
        "ket-luan": {**title, "thể thức văn bản": {"số": 1, "ngày": "25/6/2026"}},
        "kien-nghi/001": {**title, "tiếp nhận": {"ngày": "1/6/2026"}},
    }
    files = {one.path: one.text for one in authority_data(edition_for(records), terms_of(CONFIG, DAY))}
    lines = map(json.loads, files["api/v1/co-quan/phuong-thu/records.ndjson"].splitlines())
    found = {one["kind"]: one["text"] for one in lines if one.get("text")}
    assert found == dict.fromkeys(("lich", "ket-luan", "kien-nghi"), "**Đèn** alert(1) hỏng, xem")


def test_a_correction_says_in_what_the_error_went_out() -> None:
    """Named, or no word where it is all that was told before; a log, which is no announcement, has no such field."""
    wrong = {"công bố": "1/7/2026", "đã nêu": "30 lít", "nay là": "15 lít", "lý do": "chép nhầm"}
    told = [{"ngày": "2/6/2026", "hình thức": "niêm yết", "việc": "lịch"}]
    records = {
        "lich": {
            "tiêu đề": "Đối thoại",
            "thời gian": "8h00 ngày 20/6/2026",
            "đính chính": [{**wrong, "sai ở": ["lịch", "nhắc lịch"]}, wrong],
        },
        "cong-khai": {"công khai": told, "đính chính": [wrong]},
    }
    files = {one.path: one for one in authority_data(edition_for(records), terms_of(CONFIG, DAY))}
    lines = map(json.loads, files["api/v1/co-quan/phuong-thu/records.ndjson"].text.splitlines())
    found = {one["kind"]: one["corrections"] for one in lines if "corrections" in one}
    said = {"published": "2026-07-01", "wrong": "30 lít", "right": "15 lít", "reason": "chép nhầm"}
    assert found == {"lich": [{**said, "causes": ["lịch", "nhắc lịch"]}, {**said, "causes": []}], "cong-khai": [said]}


# What gets in: a mark is planted in every text of every record; those that come out are the fields named in the file.


def planted(model: type[BaseModel], path: str) -> Any:
    """An instance whose every text is a mark that names its field, made past all validation."""
    values = {name: _plant(field.annotation, f"{path}.{name}") for name, field in model.model_fields.items()}
    return model.model_construct(**values)


def _plant(annotation: Any, path: str) -> Any:
    kinds = [part for part in _parts(annotation) if isinstance(part, type)]
    block = next((one for one in kinds if issubclass(one, BaseModel)), None)
    words = next((one for one in kinds if issubclass(one, StrEnum)), None)
    known = {str: f"⟦{path}⟧", date: DAY, time: time(8), PartialDate: parse_date("20/6/2026"), bool: True, int: 7}
    plain = next((value for kind, value in known.items() if kind in kinds), None)
    value = planted(block, path) if block else next(iter(words)) if words else plain
    return (value,) if tuple in kinds else value


def _parts(annotation: Any) -> Iterator[Any]:
    yield get_origin(annotation) or annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _named(record: Record, name: str) -> Record:
    folder = "phuong-thu/2026/doi-thoai-1"
    places = {"co-quan": "phuong-thu/co-quan", "kien-nghi": f"{folder}/kien-nghi/001"}
    object.__setattr__(record, "id", places.get(name, f"{folder}/{name}"))
    return record


def _came_out() -> Iterator[str]:
    for kind, model in MODELS.items():
        record = _named(planted(model, kind.value), kind.value)
        authority = record if kind is Kind.AUTHORITY else edition_for({}).authority
        own = () if kind is Kind.AUTHORITY else (record,)
        edition = Edition(Dossier(authority, own), Topics(), {}, DAY)  # type: ignore[arg-type]
        text = "".join(one.text for one in authority_data(edition, terms_of(CONFIG, DAY)))
        yield from {piece.partition("⟧")[0] for piece in text.split("⟦")[1:]}


def test_only_fields_that_were_meant_to_be_given_away_come_out() -> None:
    meant = set(OPEN.read_text("utf-8").split())
    assert set(_came_out()) == meant


@pytest.mark.parametrize(
    ("quota", "numbers"),
    [
        ("khoảng 120", (120, 120, True)),
        ("tối đa 150", (None, 150, False)),
        ("trên 100", (101, None, False)),
        ({"mỗi": "tổ", "từ": 5, "đến": 7}, (5, 7, False)),
    ],
)
def test_a_number_of_people_is_given_with_how_surely_it_is_meant(quota: object, numbers: tuple[object, ...]) -> None:
    """And with the words that are printed."""
    given = projected(QUOTA, Participants.model_validate({"số lượng": quota}).quota, None)  # type: ignore[arg-type]
    assert (given["least"], given["most"], given["about"]) == numbers
    assert given["printed"] == (quota if isinstance(quota, str) else None)
