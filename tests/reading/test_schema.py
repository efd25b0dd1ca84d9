"""Schemas say of a record what the reader says: the same keys, in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from doithoai.cli import main
from doithoai.domain.fields import Block
from doithoai.domain.hints import block_in
from doithoai.domain.records import Kind
from doithoai.domain.site import SiteConfig
from doithoai.domain.withdrawn import WITHDRAWAL
from doithoai.reading import files, record
from doithoai.reading.loader import load
from doithoai.reading.parts import Parts, split
from doithoai.reading.rules import national
from doithoai.reading.schema import KINDS, ONE_LINE, schema_of
from editor import complaints
from endings import as_yaml
from sample import ROOT, copy_site

every_kind = pytest.mark.parametrize("kind", KINDS)


def validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema_of(kind))


def data_of(path: Path) -> dict[str, Any]:
    parts = split(path.read_text("utf-8"), path.name)
    assert isinstance(parts, Parts)
    data, problems = load(parts.yaml, path.name)
    assert not problems
    return data


def records() -> Iterator[tuple[str, Path]]:
    for authority in files.authority_folders(ROOT):
        for found in files.records_of(ROOT, authority)[0]:
            path = ROOT / found.file
            yield "thu-hoi" if WITHDRAWAL in data_of(path) else found.kind.value, path
    yield "site_config", ROOT / "site_config.yml"
    yield "linh-vuc", ROOT / "content" / "linh-vuc.yml"
    yield from (("quy-dinh", path) for path in sorted((national() / "quy-dinh").glob("*.yml")))
    yield from (("ngay-nghi", path) for path in sorted((national() / "ngay-nghi").glob("2*.yml")))
    yield from (("ngay-nghi-rieng", path) for path in ROOT.glob("content/*/quy-dinh/ngay-nghi.yml"))


@every_kind
def test_a_schema_is_a_schema_of_draft_2020_12(kind: str) -> None:
    """Every schema passes the metaschema and says what it is."""
    schema = schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:doithoai:schema:{kind}"
    assert schema["title"]


@pytest.mark.parametrize(("kind", "path"), list(records()), ids=lambda value: str(value).rpartition("content/")[2])
def test_every_record_of_the_sample_site_is_accepted(kind: str, path: Path) -> None:
    """What the reader takes without a problem, the editor takes too."""
    errors = [f"{error.json_path}: {error.message[:200]}" for error in validator(kind).iter_errors(data_of(path))]
    assert not errors


@pytest.mark.parametrize("ending", [".yml", ".yaml"])
def test_an_editor_underlines_nothing_in_the_sample(ending: str, tmp_path: Path) -> None:
    """Were all its records data from end to end, each were held against one schema by its path, and accepted."""
    site = as_yaml(copy_site(tmp_path / "site"), ending)
    found = [one.file for name in files.authority_folders(site) for one in files.records_of(site, name)[0]]
    assert {Path(file).suffix for file in found} == {".yml", ending}
    assert [(file, said) for file in found if (said := complaints(site, file))] == []


def test_a_withdrawn_record_needs_its_notice_alone() -> None:
    """Its file lies where the editor expects a session; without a notice a session's title is missed."""
    notice = {"ngày": "20/6/2026", "lý do": "Trùng", "người quyết định": "Chủ tịch"}
    assert validator("lich").is_valid({"thu hồi": notice})
    assert not validator("lich").is_valid({"thu hồi": {**notice, "lí do": "x"}})
    assert not validator("lich").is_valid({"địa điểm": "Hội trường"})


@every_kind
def test_a_misspelt_key_is_rejected(kind: str) -> None:
    """A key that no model knows is an error, at the top and inside."""
    path = next(path for known, path in records() if known == kind)
    assert not validator(kind).is_valid({**data_of(path), "tiêu dề": "x"})


def test_a_misspelt_key_inside_a_list_is_rejected() -> None:
    """Blocks are as strict as records."""
    data = {"tiêu đề": "A", "tiếp nhận": {"ngày": "20/6/2026"}, "diễn biến": [{"ngày": "20/6/2026", "việt": "gộp"}]}
    assert not validator("kien-nghi").is_valid(data)


@pytest.mark.parametrize(("number", "marked"), [(1, False), (0, False), (-1, True), (10**9, True)])
def test_an_editor_marks_the_numbers_that_the_reader_refuses(number: int, marked: bool) -> None:
    """A number of a document below nought, or of ten digits, is underlined while it is typed."""
    errors = validator("ke-hoach").iter_errors({"thể thức văn bản": {"số": number}})
    assert (["thể thức văn bản", "số"] in [list(error.absolute_path) for error in errors]) is marked


def test_a_list_may_be_given_as_its_single_value_and_an_optional_key_may_be_blank() -> None:
    """What the reader forgives, the schema does not blame."""
    data = {"tiêu đề": "A", "thời gian": "14h30 ngày 20/6/2026", "địa điểm": "Hội trường", "loại": None}
    assert validator("lich").is_valid({**data, "nội dung": "một việc", "lĩnh vực": None})


def test_every_block_that_reads_one_line_is_declared_so() -> None:
    """A block whose validator takes a plain text stands in ONE_LINE, and no other."""
    models = (*record.MODELS.values(), SiteConfig)
    found = {block for model in models for block in blocks_below(model) if takes_text(block)}
    assert found == set(ONE_LINE)


def blocks_below(model: type[Block]) -> Iterator[type[Block]]:
    for field in model.model_fields.values():
        inner = block_in(field.annotation)
        if inner:
            yield inner
            yield from blocks_below(inner)


def takes_text(block: type[Block]) -> bool:
    return any(is_valid(block, text) for text in ("20/6/2026", "khoảng 120"))


def is_valid(block: type[Block], text: str) -> bool:
    with suppress(ValueError):
        block.model_validate(text)
        return True
    return False


@every_kind
def test_titles_and_descriptions_are_vietnamese_keys(kind: str) -> None:
    """No class name or docstring of ours is left for a clerk to read."""
    for name, words in said(schema_of(kind)):
        assert not words.isascii() or (name, words) in [("title", key) for key in ("qua", "khi", "thay cho", "cho ai")]


def said(node: Any) -> Iterator[tuple[str, str]]:
    for name, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if name in ("title", "description") and isinstance(value, str):
            yield name, value
        else:
            yield from said(value)


@pytest.mark.parametrize("kind", [Kind.PLAN, Kind.SESSION, Kind.CONCLUSION, Kind.OPINION])
def test_the_text_of_a_record_may_stand_under_its_key(kind: Kind) -> None:
    """As it must where the record is a `.yml` file, which an editor checks while it is typed."""
    data = {"tiêu đề": "A", "thời gian": "thông báo sau", "văn bản": "Kính mời bà con."}
    shown = [error.message for error in validator(kind).iter_errors(data) if "'văn bản'" in error.message]
    assert "văn bản" in schema_of(kind)["properties"]
    assert not shown


def test_the_help_names_every_kind_there_is_a_schema_of() -> None:
    """Whoever writes a rule of the ward's own wants its schema, too."""
    words = re.split(r"[\s,.]+", CliRunner().invoke(main, ["schema", "--help"]).output)
    assert set(KINDS) <= set(words)
