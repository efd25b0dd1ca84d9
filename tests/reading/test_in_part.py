"""Records of which only a part can be read: what they refer to is told in the same run as what they say wrongly.

Every place of a file is broken in every way of `WAYS`. Whatever names nothing has a name of its own (`khong-co-…`), so
that what was told of a place that is lost with the broken one can be left out by its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from doithoai import crew
from doithoai.domain.authority import Authority
from doithoai.domain.checks import cross_check
from doithoai.domain.flaws import Flaw
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier, dossier, home_of
from doithoai.problems import Problem, Severity
from doithoai.reading import files, register
from doithoai.reading.found import Found
from doithoai.reading.in_part import in_part
from doithoai.reading.layout import record_at
from doithoai.reading.loader import load
from doithoai.reading.parts import TEXT_KEY, Parts, split, split_as_meant
from doithoai.reading.record import read
from doithoai.reading.tree import LOST as LOST_LINE
from doithoai.reading.tree import UNREAD
from reading.minimal import SESSION, copy_minimal, problems_of, refused, spoil
from reading.test_broken import _EXPECTATION, _FILE, _NEXT, FIXTURES
from sample import ROOT
from wards import record_of

Loc = tuple[Any, ...]
Way = Callable[[Any, Any], None]


def _put(value: object) -> Way:
    def way(holder: Any, key: Any) -> None:
        holder[key] = deepcopy(value)

    return way


def _drop(holder: Any, key: Any) -> None:
    if isinstance(holder, dict):
        del holder[key]
    else:
        holder[key] = None  # the others keep their places


def _misspell(holder: Any, key: Any) -> None:
    if isinstance(holder, dict):
        holder[f"{key} xyz"] = holder.pop(key)
    else:
        holder[key] = {"xyz": holder[key]}


def _write_twice(holder: Any, key: Any) -> None:
    if isinstance(holder, dict):
        holder[key.upper().replace(" ", "_")] = deepcopy(holder[key])
    else:
        holder[key] = [holder[key]]


def _put_beside(holder: Any, key: Any) -> None:
    if isinstance(holder[key], dict):
        holder[key]["khóa lạ"] = 1
    elif isinstance(holder[key], list):
        holder[key].append({"khóa lạ": [1]})
    else:
        holder[key] = [holder[key], {"khóa lạ": 1}]


WAYS: tuple[Way, ...] = (
    _put("30/2/2026"),
    _put({"a": {"b": 1}}),
    _put([[1]]),
    _put([{"a": 1}, [2], None]),
    _put(None),
    _put(""),
    _put(-5),
    _put(True),
    _drop,
    _misspell,
    _write_twice,
    _put_beside,
)


def places(value: object, above: Loc = ()) -> Iterator[Loc]:
    """The path of every key and of every list item."""
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*above, key)
        yield from places(one, (*above, key))


def broken(data: Any, place: Loc, way: Way) -> tuple[Any, str]:
    """The data with one place broken, and all that stood there."""
    data = deepcopy(data)
    holder = data
    for key in place[:-1]:
        holder = holder[key]
    there = str(holder[place[-1]])
    way(holder, place[-1])
    return data, there


def ways_for(number: int, thorough: bool) -> tuple[Way, ...]:
    """All of them, or one that is another for each place."""
    return WAYS if thorough else (WAYS[number * 5 % len(WAYS)],)


# Files, as the command sees them.

LOST = {
    f"{SESSION}/lich.md": {
        "tiêu đề": "Buổi 1",
        "kế hoạch": "khong-co-a",
        "tổ dân phố, thôn": ["khong-co-b", "tdp-1", "khong-co-c"],
        "lĩnh vực": ["khong-co-d", "dat-dai", "khong-co-e"],
        "thời gian": [{"ngày": "14/3/2026", "từ": "8h00", "đến": "11h00"}],
        "đã tổ chức": {"ngày": "14/3/2026", "số người dự": 40},
        "thể thức văn bản": {"số": 21, "ký hiệu": "TB-UBND", "ngày": "20/3/2026"},
        TEXT_KEY: "Xem [kế hoạch](../khong-co-f.md).",
    },
    f"{SESSION}/ket-luan.md": {
        "tiêu đề": "Kết luận 1",
        "thể thức văn bản": {"số": 21, "ký hiệu": "TB-UBND", "ngày": "20/3/2026"},
        "kết luận": [
            {"số": 1, "nội dung": "A", "đơn vị": "khong-co-g", "hạn": "15/4/2026", "kiến nghị": ["001", "khong-co-h"]},
            {"số": 2, "nội dung": "B", "kiến nghị": "khong-co-i", "thực hiện": [{"ngày": "1/4/2026", "mức": "chưa thực hiện"}],
             "giám sát": [{"ngày": "2/4/2026", "kết quả": "chưa làm", "đơn vị": "khong-co-j"}]},
        ],
    },
    f"{SESSION}/kien-nghi/001.md": {
        "tiêu đề": "Đèn hỏng",
        "loại": "phản ánh",
        "tiếp nhận": {"ngày": "24/2/2026", "qua": "phiếu"},
        "tổ dân phố, thôn": "khong-co-k",
        "lĩnh vực": "khong-co-l",
        "địa chỉ cũ": ["tin-tuc/khong-co-m.html"],
        "diễn biến": [
            {"ngày": "14/3/2026", "việc": "trả lời tại hội nghị", "đơn vị": "khong-co-n"},
            {"ngày": "15/3/2026", "việc": "gộp", "gộp vào": "khong-co-o", "cơ quan": "khong-co-p"},
        ],
    },
    f"{SESSION}/kien-nghi/002.md": {
        "tiêu đề": "Sân chơi",
        "tiếp nhận": {"ngày": "14/3/2026", "giai đoạn": "tại hội nghị"},
        "địa chỉ cũ": ["tin-tuc/khong-co-m.html"],
        "diễn biến": [{"ngày": "15/3/2026", "việc": "gộp", "gộp vào": "2"}],
    },
    "content/phuong-thu/2026/khong-co-buoi/kien-nghi/001.md": {"tiêu đề": "Lạc", "tiếp nhận": {"ngày": "1/3/2026"}},
    "content/phuong-thu/2026/ke-hoach.md": {
        "tiêu đề": "Kế hoạch",
        "năm": 2026,
        "thể thức văn bản": {"số": 5, "ký hiệu": "KH-UBND", "ngày": "23/1/2026"},
        "lĩnh vực": ["khong-co-q"],
        "buổi dự kiến": [
            {"tên": "A", "thời gian": "tháng 3/2026", "buổi": "doi-thoai-1"},
            {"tên": "B", "thời gian": "tháng 5/2026", "buổi": "khong-co-r"},
            {"tên": "C", "thời gian": "tháng 6/2026", "buổi": "../khong-co-s"},
        ],
        "phân công": [{"đơn vị": "khong-co-t", "nhiệm vụ": [{"việc": "Làm", "hạn": "sớm"}]}],
    },
    "content/phuong-thu/co-quan.yml": {
        "tên": "Ủy ban nhân dân phường Thử",
        "loại": "Ủy ban nhân dân cấp xã",
        "thể thức": "nhà nước",
        "địa bàn": "phường Thử",
        "liên hệ": {"điện thoại": "024.7300.0000"},
        "tổ dân phố, thôn": [{"mã": "tdp-1", "tên": "Tổ dân phố số 1"}],
        "bộ phận": [{"mã": "van-phong", "tên": "Văn phòng"}],
        "quy định": ["khong-co-u"],
        "kế thừa": {
            "việc": "sáp nhập",
            "ngày": "1/7/2026",
            "căn cứ": "Nghị quyết",
            "cơ quan kế thừa": [{"tên": "A", "mã cơ quan": "khong-co-v", "tổ dân phố, thôn": ["khong-co-w"]}],
        },
    },
}  # fmt: skip
"""What of the miniature site refers to nothing, wherever something may refer to something."""

_OF_AREAS, _OF_UNITS = {"unknown-area"}, {"unknown-unit"}


@pytest.fixture
def lost(tmp_path: Path) -> Path:
    """The miniature site with all that."""
    site = copy_minimal(tmp_path)
    for file, data in LOST.items():
        write(site / file, data)
    return site


def write(path: Path, data: Any) -> None:
    """A record's file, its text below its data."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = data.get(TEXT_KEY) if isinstance(data, dict) else None
    kept = {key: value for key, value in data.items() if text is None or key != TEXT_KEY}
    front = yaml.dump(kept, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(f"---\n{front}---\n{text or ''}\n" if path.suffix == ".md" else front, "utf-8")


class _Dumper(yaml.SafeDumper):
    """Writes what could not be read as YAML refuses it, too: with a tag."""


_Dumper.add_representer(type(UNREAD), lambda dumper, _: dumper.represent_scalar("!gấp", "x"))


def told(site: Path) -> dict[tuple[str, ...], Problem]:
    """What the check says, each without its line."""
    return {(one.place.file, one.code, one.what, one.mend): one for one in problems_of(site)}


def test_every_name_that_names_nothing_is_told(lost: Path) -> None:
    """Nothing below could fail otherwise."""
    said = " ".join(" ".join(one) for one in told(lost))
    assert not [letter for letter in "abcdefghijklmnopqrstuvw" if f"khong-co-{letter}" not in said]
    assert {"no-session", "duplicate-number", "former-taken", "bad-reference"} <= {one[1] for one in told(lost)}


@pytest.mark.parametrize("file", LOST)
@pytest.mark.parametrize("thorough", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["some", "all"])
def test_a_fault_hides_no_reference_and_brings_none(file: str, thorough: bool, lost: Path) -> None:
    """Broken in one place, the site has all its findings but those of that place, and none besides the place's own."""
    whole, tried = told(lost), count()
    for number, place in enumerate(places(LOST[file])):
        for way in ways_for(number, thorough):
            data, there = broken(LOST[file], place, way)
            write(lost / file, data)
            if not in_part_of(lost, file):
                continue
            next(tried)
            now = told(lost)
            new = set(now) - set(whole)
            assert new, (place, way)
            assert not {one for one in new if one[0] != file or one[1] in REFERRING}, (place, data)
            missed = {one for one in whole if one[1] in REFERRING and one not in now}
            assert not {one for one in missed if not may_miss(one, file, place, there)}, (place, data)
    assert next(tried)


REFERRING = {
    *_OF_AREAS, *_OF_UNITS, "unknown-topic", "dangling", "bad-reference", "no-session", "duplicate-number",
    "former-taken", "unknown-body", "unknown-heir", "unknown-book", "dead-link",
}  # fmt: skip


def may_miss(finding: tuple[str, ...], file: str, place: Loc, there: str) -> bool:
    """What was told of the broken place itself; of an authority's lists, whatever is held against the broken one."""
    _, code, what, _ = finding
    names = [word for word in what.replace("“", " ").replace("”", " ").split() if "khong-co-" in word]
    if any(name in there for name in names):
        return True
    if place[0] in ("tổ dân phố, thôn", "bộ phận") and file.endswith("co-quan.yml"):
        return code in (_OF_AREAS if place[0] == "tổ dân phố, thôn" else _OF_UNITS)
    if what.endswith("chính nó"):
        return place == ("diễn biến", 0, "gộp vào")[: len(place)]
    if code == "duplicate-number":
        return place[0] in ("thể thức văn bản", "thể thức")
    return code == "former-taken" and place[0] == "địa chỉ cũ"


def in_part_of(site: Path, file: str) -> bool:
    """Whether the file makes no record, and yet has data; of a key that YAML finds twice it is not known which holds."""
    known = record_at(file)
    assert known is not None
    record_id, kind = known
    contact = None if file.endswith("co-quan.yml") else Authority.model_construct().contact
    return read((site / file).read_bytes(), file, record_id, kind, contact).part is not None


# The sample's records, as rules see them.


@cache
def sample() -> tuple[Dossier, register.Site, dict[str, tuple[Found, Any]]]:
    """The fictional ward: its dossier, its site, and the data of each file."""
    site = register.read_site(ROOT)
    authority = register.authority_in(site, "phuong-mau")
    found, _ = files.records_of(ROOT, "phuong-mau")
    whole = register.read_dossier(ROOT, authority, found, site.topics, {}).dossier
    return whole, site, {one.id: (one, data_in(ROOT / one.file)) for one in found if one.id in whole.by_id}


def data_in(path: Path) -> Any:
    """What the file says, unread; lines lost of which nobody knows where they belong are not there."""
    text = path.read_text("utf-8")
    meant = split_as_meant(text, path.name)
    parts = meant[0] if meant else split(text, path.name)
    assert isinstance(parts, Parts)
    data = {key: value for key, value in load(parts.yaml, path.name)[0].items() if not key.startswith(LOST_LINE)}
    return {**data, TEXT_KEY: parts.body} if parts.body else data


def flaws_of(whole: Dossier, record: Record | None, part: Record | None = None) -> dict[tuple[object, ...], Flaw]:
    """What the rules say of the sample with this record, or with a part of it."""
    given = record or part
    assert given is not None
    others = [one for one in whole.records if one.id != given.id]
    now = dossier(whole.authority, [*others, record] if record else others, frozenset() if record else {given.id})
    elsewhere = {home_of(one) for one in whole.opinions} - {home_of(given)}
    found = cross_check(now, sample()[1].topics, elsewhere, [part] if part else ())
    return {(one.record.id, one.loc, one.code, one.what, one.mend): one for one in found}


def made_of(one: Found, data: Any) -> tuple[Record | None, Record | None]:
    """The record that data makes, or what could be read of it."""
    try:
        return record_of(deepcopy(data), one.id, one.kind), None
    except ValidationError:
        return None, in_part(type(sample()[0].by_id[one.id]), data).named(one.id)


def led_astray(data: Any, names: Iterator[int]) -> Any:
    """The data with every reference to something that is not there."""
    if isinstance(data, list):
        return [led_astray(one, names) for one in data]
    if not isinstance(data, dict):
        return data
    return {key: lost_of(key, value, names) for key, value in data.items()}


def lost_of(key: str, value: Any, names: Iterator[int]) -> Any:
    """The value of a key that refers to something, as often as it does."""
    is_reference = key in ("kế hoạch", "buổi", "gộp vào", "lĩnh vực", "tổ dân phố, thôn", "đơn vị", "kiến nghị")
    if not is_reference or isinstance(value, dict):
        return led_astray(value, names)
    lost = [f"khong-co-{next(names):03d}" for _ in (value if isinstance(value, list) else [value])]
    return lost if isinstance(value, list) else lost[0]


RECORDS = [record.id for record in sample()[0].records]


@pytest.mark.parametrize("record_id", RECORDS)
@pytest.mark.parametrize("thorough", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["some", "all"])
def test_of_a_record_in_part_rules_say_what_they_say_of_the_whole(record_id: str, thorough: bool) -> None:
    """Every finding is one of the whole record's; none is missed but those of the broken place, or of no reference."""
    whole, _, read_files = sample()
    one, sound = read_files[record_id]
    for data in (led_astray(sound, count()), *([sound] if thorough else [])):
        record, _ = made_of(one, data)
        assert record is not None
        before = flaws_of(whole, record)
        for number, place in enumerate(places(data)):
            for way in ways_for(number, thorough):
                spoilt, there = broken(data, place, way)
                part = made_of(one, spoilt)[1]
                if part is None:
                    continue
                after = flaws_of(whole, None, part)
                assert [one for one in after if one not in before] == [], (place, spoilt)
                missed = [one.what for key, one in before.items() if "khong-co-" in one.what and key not in after]
                assert [what for what in missed if what.split("“")[1].split("”")[0] not in there] == [], place


@pytest.mark.parametrize("record_id", RECORDS)
def test_two_faults_in_one_record_stop_no_rule(record_id: str) -> None:
    """Whatever is left of it: no rule trips over what is missing, and none finds what is not there."""
    whole, _, read_files = sample()
    one, sound = read_files[record_id]
    data = led_astray(sound, count())
    before = flaws_of(whole, made_of(one, data)[0])
    everywhere = list(places(data))
    for number, place in enumerate(everywhere[::3]):
        other, first, second = everywhere[(number * 7 + 3) % len(everywhere)], *pair_of_ways(number)
        with suppress(KeyError, IndexError, TypeError, AttributeError):  # the first may have taken the second's place
            spoilt = broken(broken(data, place, first)[0], other, second)[0]
            part = made_of(one, spoilt)[1]
            after = flaws_of(whole, None, part) if part else {}
            new = [one for key, one in after.items() if key not in before]
            assert [one.loc for one in new if not (is_at(one, place) or is_at(one, other))] == [], (place, other)


def pair_of_ways(number: int) -> tuple[Way, Way]:
    """Two others each time."""
    return WAYS[number % len(WAYS)], WAYS[(number * 5 + 1) % len(WAYS)]


def is_at(flaw: Flaw, place: Loc) -> bool:
    """Whether it is told of what stands at the place, or is missed there: broken alone, that may be no fault at all."""
    return flaw.loc[: len(place)] == place or place[: len(flaw.loc)] == flaw.loc


def test_what_other_processes_read_in_part_is_held_against_the_rules_too(
    lost: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build on several processes refuses for what the check finds."""
    day = LOST[f"{SESSION}/lich.md"] | {"thời gian": "30/2/2026"}
    write(lost / f"{SESSION}/lich.md", day)
    monkeypatch.setattr(crew, "PARALLEL_FROM", 1)
    errors = [one for one in problems_of(lost) if one.severity is Severity.ERROR]
    assert {"impossible-date", "dangling", "unknown-area"} <= {one.code for one in errors if "lich" in one.place.file}
    assert refused(lost, processes=2) == errors


# Pairs: a rule that is broken, and another place of the same file that cannot be read.

NEEDED = {
    name: [tuple(int(key) if key.isdigit() else key for key in one.split("/")) for one in places.split("; ") if one]
    for name, places in (
        line.split("\t") for line in (Path(__file__).parent / "needed.tsv").read_text("utf-8").splitlines()[1:]
    )
}
"""What each rule needs of the fixture in `broken/` that breaks it: places without which it has nothing to say."""

RULES = {
    *REFERRING, "planned-twice", "year-folder", "misprint-absent", "concluded-not-held", "conclusion-before",
    "steps-disordered", "done-unproven", "unlikely-due", "removed-before", "same-address", "events-disordered",
    "step-impossible", "merged-nowhere", "forwarded-nowhere", "extended-nowhere", "extended-back", "before-session",
    "merged-in-a-circle", "withdrawn-for-others", "outside-plan-year", "versions-disordered", "nothing-changed",
    "version-without-reason", "announced-after", "off-and-moved", "moved-after-cancelled", "postponed-after-cancelled",
    "several-days", "programme-too-long", "intake-after", "held-before", "held-after", "impossible-course", "no-gap",
    "withheld-content", "not-corrected", "end-before-start", "used-twice", "no-time", "still-to-come",
    "old-day-in-words",
}  # fmt: skip
"""What is told of more than one value, or of one beside what else is known."""


def broken_site(name: str, target: Path) -> tuple[Path, str]:
    """The miniature site with a fixture of `broken/`, and where that stands in it."""
    text, *others = _NEXT.split((Path(__file__).parent / "broken" / name).read_text("utf-8"))
    site, (file, *_) = copy_minimal(target), _FILE.findall(text)
    spoil(site, file, _EXPECTATION.sub("#", text))
    for other, content in zip(others[::2], others[1::2], strict=True):
        spoil(site, other, content)
    return site, file


def of_rules(site: Path) -> Counter[tuple[str, str]]:
    """What rules tell, each with its file: its words may name less where less could be read."""
    return Counter((one.place.file, one.code) for one in problems_of(site) if one.code in RULES)


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("thorough", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["some", "all"])
def test_a_rule_is_held_of_all_that_could_be_read(name: str, thorough: bool, tmp_path: Path) -> None:
    """With any other place unread every broken rule is told; with a place that it needs none is told wrongly."""
    site, file = broken_site(name, tmp_path)
    data = data_in(site / file)
    write(site / file, data)
    whole = of_rules(site)
    assert whole, name
    for number, place in enumerate(one for one in places(data) if one != (TEXT_KEY,)):
        for way in UNREADABLE if thorough else UNREADABLE[number % 2 :][:1]:
            write(site / file, broken(data, place, way)[0])
            now = of_rules(site)
            assert not now - whole, (place, way)
            assert is_needed(place, NEEDED[name]) or now == whole, (place, way)
    for needed in NEEDED[name]:
        write(site / file, broken(data, needed, UNREADABLE[0])[0])
        assert of_rules(site) < whole, needed


UNREADABLE: tuple[Way, ...] = (_put([[1]]), _misspell)
"""Of the second nobody knows what it stands for; of the first no kind of value can be made."""


def is_needed(place: Loc, needed: list[Loc]) -> bool:
    """Whether what stands at a place is needed, or a part of it."""
    return any(one[: len(place)] == place for one in needed)


def test_every_fixture_that_breaks_a_rule_says_what_the_rule_needs() -> None:
    """So that a new rule is held of records in part, too; and no rule is without a fixture."""
    told = {fixture.name: rules_of(fixture) for fixture in FIXTURES}
    assert [name for name, rules in told.items() if rules and name not in NEEDED] == []
    assert RULES - set().union(*told.values()) == set()


def rules_of(fixture: Path) -> set[str]:
    """The rules that a fixture breaks; of a key that is there twice the one is whole once the other is broken."""
    codes = set(re.findall(r"^# [^:]+\d:\d+ ([a-z-]+):", fixture.read_text("utf-8", "replace"), re.MULTILINE))
    return codes & RULES if "duplicate-key" not in codes else set()
