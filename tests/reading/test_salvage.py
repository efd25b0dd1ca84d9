"""Files with several faults of YAML: each is told in one run, at its line, in the words that it gets alone.

Faults are put at every key of a record in pairs, of all kinds in `KINDS`; what is told of two must be what is told of
each alone, and nothing else.
"""

from __future__ import annotations

import re
from itertools import combinations, product
from pathlib import Path

import pytest
from msgspec.structs import replace

from doithoai.domain.authority import Authority
from doithoai.problems import Problem
from doithoai.reading.layout import record_at
from doithoai.reading.loader import load
from doithoai.reading.parts import Parts, split
from doithoai.reading.record import read
from doithoai.reading.salvage import MOST
from doithoai.reading.yaml_faults import LEFT_OPEN
from sample import ROOT

KINDS = {
    "a colon in a value": "{head}: Đèn: hỏng",
    "words after a quotation": '{head}: "Nhận" qua phiếu',
    "an open quotation": '{head}: "Đèn hỏng',
    "an open apostrophe": "{head}: 'Đèn hỏng",
    "words after an apostrophe": "{head}: 'Đèn' hỏng",
    "an open bracket": "{head}: [đèn, đường",
    "a bracket with nothing in it": "{head}: [",
    "an open brace": "{head}: {{đèn",
    "words after a bracket": "{head}: [Gấp] đèn hỏng",
    "a closing bracket first": "{head}: ]đèn",
    "no space after the colon": "{head}:đèn hỏng",
    "no colon": "{head} đèn hỏng",
    "an at sign": "{head}: @đèn",
    "an alias": "{head}: *đèn",
    "an anchor": "{head}: &a đèn",
    "an ampersand": "{head}: & đèn",
    "a tag": "{head}: !đèn hỏng",
    "a percent sign": "{head}: %đèn",
    "a bar with words": "{head}: |đèn",
    "a dash": "{head}: - đèn",
    "a question mark": "{head}: ? đèn",
    "a backslash": '{head}: "đèn \\q"',
    "a Tab before the value": "{head}:\t@đèn",
    "too deep": "{head}: [[[[[[[[[[[[[đèn]]]]]]]]]]]]]",
}
MAY_GO_ON = {"no colon", "a Tab before the value"}
NO_KEYS = {"no colon", "no space after the colon"}
GROUPS = {(3, 4), (11, 12)}
"""Keys of a group of two."""
SHIFTS = {"a Tab at the margin": "\t", "a space too many": " "}
OPINION = [
    "tiêu đề: Đèn hỏng",
    "loại: phản ánh",
    "tiếp nhận:",
    "  ngày: 24/2/2026",
    "  qua: phiếu",
    "tổ dân phố, thôn: tdp-1",
    "người nêu: Một hộ dân",
    "diễn biến:",
    "  - ngày: 14/3/2026",
    "    việc: trả lời tại hội nghị",
    "    nội dung: Đã thay bóng",
    "  - ngày: 15/3/2026",
    "    việc: đóng",
    "",
]
_VALUE = re.compile(r"(?P<head>\s*(?:- )?[^\s:#\"'\[{][^:#\"'\[{]*): (?![|>\[{\"'])\S")


def told(lines: list[str]) -> list[tuple[int, int, str, str]]:
    """What the loader says."""
    return [(one.place.line, one.place.column, one.code, one.what) for one in load("\n".join(lines), "tep.yml")[1]]


def with_fault(lines: list[str], number: int, kind: str) -> list[str]:
    """The lines with one of them broken."""
    head = _VALUE.match(lines[number])
    if kind in SHIFTS:
        line = SHIFTS[kind] + lines[number].lstrip("\t")
    else:
        assert head
        line = KINDS[kind].format(head=head["head"])
    return [*lines[:number], line, *lines[number + 1 :]]


PLACES = [number for number, line in enumerate(OPINION) if _VALUE.match(line)]


@pytest.mark.parametrize("first", KINDS)
def test_two_faults_are_told_as_each_alone(first: str) -> None:
    """Whatever their kinds and wherever they stand: both, in the same words, and nothing else."""
    alone = {(kind, at): told(with_fault(OPINION, at, kind)) for kind, at in product(KINDS, PLACES)}
    for second, (one, other) in product(KINDS, list(combinations(PLACES, 2))[list(KINDS).index(first) % 9 :: 9]):
        if alone[first, one][0][2] in LEFT_OPEN and second in MAY_GO_ON:
            continue  # words that may be the rest of what was left open
        if {first, second} <= NO_KEYS and (one, other) in GROUPS:
            continue  # a group of no other keys is, for YAML, words
        both = told(with_fault(with_fault(OPINION, one, first), other, second))
        assert both == alone[first, one] + alone[second, other], (first, one, second, other)


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_line_out_of_place_hides_no_fault_of_another_key(shift: str) -> None:
    """Of another key at the margin: what is below that of the shifted line may be lost with it."""
    margin = [at for at in PLACES if not OPINION[at].startswith(" ")]
    crooked = 9
    alone = told(with_fault(OPINION, crooked, shift))
    assert len(alone) == 1
    for kind, at in product(KINDS, margin):
        both = told(with_fault(with_fault(OPINION, crooked, shift), at, kind))
        assert both == sorted(told(with_fault(OPINION, at, kind)) + alone), (kind, at)


def problems_of(lines: list[str], body: str, file: str) -> set[Problem]:
    """What is said of a record of those lines."""
    known = record_at(file)
    assert known is not None
    data = "\n".join(lines)
    text = f"---\n{data}\n---\n{body}" if file.endswith(".md") else data
    contact = None if file.endswith("co-quan.yml") else Authority.model_construct().contact
    return set(read(text.encode(), file, *known, contact).problems)


RECORDS = [
    *(f"content/phuong-mau/2026/doi-thoai-1/{name}" for name in ("lich.md", "ket-luan.md", "kien-nghi/001.md")),
    *("content/phuong-mau/2026/ke-hoach.md", "content/phuong-mau/co-quan.yml"),
]


@pytest.mark.parametrize("file", RECORDS)
def test_a_fault_hides_no_wrong_value_and_brings_nothing(file: str) -> None:
    """At whatever key of a record there is a fault, a wrong value at another is told, and no more than both."""
    parts = split((ROOT / file).read_text("utf-8"), file)
    assert isinstance(parts, Parts)
    lines = parts.yaml.split("\n")
    parts = replace(parts, body="")
    sound = problems_of(lines, parts.body, file)
    kept = [at for at, line in enumerate(lines) if re.match(r"[^\s#:]+[^:#]*: [^\s|>\[{\"']", line)]
    places = [at for at, line in enumerate(lines) if _VALUE.match(line)]
    for number, at in enumerate(places):
        kind = [one for one in KINDS if one not in NO_KEYS][number % (len(KINDS) - len(NO_KEYS))]
        spoilt = with_fault(lines, at, kind)
        alone = problems_of(spoilt, parts.body, file)
        assert [one for one in alone - sound if one.place.line != at + parts.yaml_line] == [], (at, kind)
        for other in kept[number % 6 :: 6]:
            if other != at:
                wrong = [*lines[:other], lines[other].split(":")[0] + ": {xyz: 1}", *lines[other + 1 :]]
                both = problems_of(with_fault(wrong, at, kind), parts.body, file)
                gone = {one for one in sound if one.place.line == at + parts.yaml_line}  # with what stood there
                assert both == alone | (problems_of(wrong, parts.body, file) - gone), (at, kind, other)


OPINION_FILE = "content/phuong-mau/2026/doi-thoai-1/kien-nghi/001.md"
NUMBER, OTHER = "0912 345 678", "0987 654 321"
EXCEPTION = [
    "ngoại lệ riêng tư:",
    f"  - nội dung: {NUMBER}",
    "    lý do: Số của tổ trưởng",
    "    người duyệt: Chánh Văn phòng",
]


def private(lines: list[str]) -> set[str]:
    """The telephone numbers that are told of an opinion with those data and both numbers in its text."""
    found = problems_of(lines, f"Gọi {NUMBER} hoặc {OTHER}.\n", OPINION_FILE)
    return {number for number in (NUMBER, OTHER) for one in found if one.code == "private-phone" and number in one.what}


@pytest.mark.parametrize("kind", [*KINDS, *SHIFTS])
def test_personal_data_is_told_beside_a_fault_of_yaml(kind: str) -> None:
    """Wherever in the data that is, and what a reviewed exception allows is not told for it."""
    for at in PLACES:
        assert private(with_fault(OPINION, at, kind)) == {NUMBER, OTHER}, at
        assert private([*EXCEPTION, *with_fault(OPINION, at, kind)]) == {OTHER}, at


def test_what_an_exception_may_allow_that_cannot_be_read_is_not_told() -> None:
    """Where only its reason or its reviewer cannot be read, it is known what it allows."""
    assert private([*OPINION, *EXCEPTION]) == {OTHER}
    for kind in KINDS:
        if kind not in NO_KEYS:
            assert private([*OPINION, *with_fault(EXCEPTION, 1, kind)]) == set(), kind
            assert private([*OPINION, *with_fault(EXCEPTION, 2, kind)]) == {OTHER}, kind
            assert private([*OPINION, *with_fault(EXCEPTION, 3, kind)]) == {OTHER}, kind
    assert private([*OPINION, EXCEPTION[0].replace(":", ""), *EXCEPTION[1:]]) == set()


def test_of_data_that_were_given_up_nobody_knows_what_exceptions_allow() -> None:
    """Unless there are none."""
    hopeless = [f"k{at}: @x" for at in range(2 * MOST)]
    assert private(hopeless) == {NUMBER, OTHER}
    assert private([*hopeless, *EXCEPTION]) == set()


def test_of_a_large_plan_each_of_several_faults_is_told() -> None:
    """As a ward may have it that writes down every duty: what is read again and again is no more than can be."""
    duty = ["      - việc: Rà soát, tổng hợp ý kiến của Nhân dân", "        hạn: 15/3/2026", "        phối hợp:"]
    group = ["  - đơn vị: Văn phòng", "    nhiệm vụ:", *[*duty, "          - Mặt trận Tổ quốc"] * 10]
    plan = ["tiêu đề: Kế hoạch đối thoại", "năm: 2026", "phân công:", *group * 250]
    assert len("\n".join(plan).encode()) > 350_000
    places = [at for at, line in enumerate(plan) if _VALUE.match(line)]
    chosen = places[50 :: len(places) // (MOST - 1)][: MOST - 1]
    for kind in ("a colon in a value", "an open quotation", "an open bracket", "an at sign"):
        spoilt = plan
        for at in chosen:
            spoilt = with_fault(spoilt, at, kind)
        assert [one[0] for one in told(spoilt)] == [at + 1 for at in chosen], kind


CONCLUSIONS = [
    "kết luận:",
    "  - số: 1",
    "    đơn vị: van-phong",
    "    thực hiện:",
    "      - ngày: 31/3/2026",
    "        mức: chưa thực hiện",
    "      - ngày: 30/4/2026",
    "        mức: đã thực hiện xong",
    "    hạn: 31/3/2026",
    "  - số: 2",
    "    đơn vị: van-phong",
    "",
]
IN_LIST = range(4, 8)


@pytest.mark.parametrize("begin", ["   ", "     ", "    - ", "\t", "\t\t"])
def test_the_own_key_of_a_list_that_stands_wrong_hides_nothing_of_the_list(begin: str) -> None:
    """A column too near or too far, behind a dash or a Tab: the items show where it belongs."""
    wrong = [*CONCLUSIONS[:3], f"{begin}thực hiện:", *CONCLUSIONS[4:]]
    alone = told(wrong)
    assert [one[0] for one in alone] == [4]
    for kind, at in product(KINDS, IN_LIST):
        if kind not in NO_KEYS:
            assert told(with_fault(wrong, at, kind)) == alone + told(with_fault(CONCLUSIONS, at, kind)), (kind, at)


def test_a_line_out_of_place_in_an_item_hides_no_item_above_that_stands_wrong() -> None:
    """Each is told at its own line, as it is alone."""
    nearer = [*CONCLUSIONS[:9], " - số: 2", "    đơn vị: van-phong", "  - số: 3", ""]
    assert [one[:3] for one in told(nearer)] == [(10, 2, "indent")]
    wrong = [*nearer, "    đơn vị: van-phong", "   hạn: 31/3/2026", ""]
    assert [one[:3] for one in told(wrong)] == [(10, 2, "indent"), (15, 4, "indent")]


@pytest.mark.parametrize("at", range(9))
def test_a_colon_of_another_script_hides_nothing_of_what_is_below_it(at: int) -> None:
    """Behind the key of a list or behind one with a value: the line is read as it is meant."""
    wrong = [*CONCLUSIONS[:at], CONCLUSIONS[at].replace(":", "：", 1), *CONCLUSIONS[at + 1 :]]
    alone = told(wrong)
    assert [one[:3] for one in alone] == [(at + 1, wrong[at].index("：") + 1, "no-colon")]
    assert load("\n".join(wrong), "tep.yml")[0] == load("\n".join(CONCLUSIONS), "tep.yml")[0]
    for kind, other in product(KINDS, IN_LIST):
        if kind not in NO_KEYS and other != at:
            second = told(with_fault(CONCLUSIONS, other, kind))
            if other < at and second[0][2] in LEFT_OPEN:
                continue  # words that may be the rest of what was left open
            assert told(with_fault(wrong, other, kind)) == sorted(alone + second), (kind, other)


def test_where_the_key_of_a_list_belongs_is_not_guessed() -> None:
    """It may have a list below it that is set in, or one in line with it: then its list is left alone."""
    for begin in ("\t", " ", "   "):
        wrong = ["tiếp nhận:", "  ngày: 24/2/2026", f"{begin}lĩnh vực:", "  - ha-tang", "loại: phản ánh"]
        data, faults = load("\n".join(wrong), "tep.yml")
        assert [one.place.line for one in faults] == [3]
        assert "lĩnh vực" not in data | data["tiếp nhận"], begin
    item = ["phân công:", "  - đơn vị: van-phong", "   - nhiệm vụ:", "      - @việc", "năm: 2026"]
    assert [one[:3] for one in told(item)] == [(3, 4, "indent")]  # a dash out of line, or one too many


@pytest.mark.parametrize("sign", ['"', "'"])
def test_a_stray_sign_further_down_closes_no_quotation_that_was_left_open(sign: str) -> None:
    """Wherever both stand: the open one is told as if it were alone, and what is in between is read."""
    kind = {'"': "an open quotation", "'": "an open apostrophe"}[sign]
    for one, other in combinations(PLACES, 2):
        stray = [line + sign * (at == other) for at, line in enumerate(OPINION)]
        assert told(with_fault(stray, one, kind)) == told(with_fault(OPINION, one, kind)), (one, other)
    assert [one[:2] for one in told(["lĩnh vực:", "  - y-te", f"  - {sign}ha-tang", f"  - trat-tu{sign}"])] == [(3, 5)]


@pytest.mark.parametrize(
    "words",
    [
        ["  ngày: 24/2/2026", "  nơi: Hội trường"],  # set in
        ["Nơi gửi: Hội trường", "Loại: phản ánh"],  # as sentences begin
        ["nêu: đèn hỏng", "nơi gửi: tổ 1"],  # no keys
        ["tên trang: x", "số hộ: 3"],  # keys of other groups
        ["- một", "- hai"],
    ],
)
def test_words_of_a_quotation_that_only_look_like_keys_leave_none_open(words: list[str]) -> None:
    """A text of several lines is a text."""
    assert told(['tiêu đề: "Ý kiến', *words, '"', *OPINION[1:]]) == []
    assert told([f'{OPINION[0]} "hỏng"', *OPINION[1:10], "    nội dung: 'Gồm", *words, "  '"]) == []


def test_what_may_go_on_with_an_open_quotation_is_no_fault() -> None:
    """Words at the margin may be the rest of it; a key is none of it."""
    assert [one[0] for one in told(['a: "Đối thoại', "buổi 2", "b: @x"])] == [1, 3]


def test_a_comment_at_the_margin_hides_no_fault_of_keys_that_are_set_in() -> None:
    """It says nothing of where keys stand, above them or among them."""
    assert [one[0] for one in told(["# Sửa ngày 3/2", "  a: @x", "  b: y", "# còn thiếu", "  c: @x", "  d: @x"])] == [
        2,
        5,
        6,
    ]


def test_a_quotation_that_goes_on_to_other_lines_is_none_left_open() -> None:
    """Nor is a list; whatever else is wrong in the file."""
    assert [one[0] for one in told(['a: "Đối', 'thoại: buổi"', "b: [x,", "y", "]", "c: @x"])] == [6]


def test_so_many_faults_are_told_and_no_more() -> None:
    """A text of nothing but faults is given up, soon, and the last one says that there may be more."""
    faults = load("\n".join(f"k{at}: @x" for at in range(3 * MOST)), "a.md", 1)[1]
    assert [one.mend.endswith("sửa các lỗi này rồi chạy lại") for one in faults] == [False] * (MOST - 1) + [True]


def test_a_file_whose_editor_sets_lines_in_with_tabs_is_told_of_it_once() -> None:
    """Many lines are one fault, which leaves the others of the file to be told."""
    faults = load("\n".join(["a: @x", "b:", *(f"\tk{at}: x" for at in range(2 * MOST)), "c: @x"]), "a.md", 1)[1]
    assert [one.code for one in faults] == ["token", "tab", "token"]
    assert f"và {2 * MOST - 1} dòng nữa" in faults[1].what


def test_a_list_below_lists_without_end_is_told_once() -> None:
    """As deep as it may be, and no call deeper."""
    assert [one[2] for one in told(["a:", "- " * 30_000, "b: @x"])] == ["too-deep", "token"]


def test_whatever_is_wrong_the_example_files_can_be_read() -> None:
    """What the tests above stand on."""
    assert all((Path(ROOT) / file).is_file() for file in RECORDS)
    assert told(OPINION) == []
