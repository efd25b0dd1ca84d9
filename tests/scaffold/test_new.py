"""`doithoai new`: every record it makes is clean, whether its answers were options or typed at a prompt."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doithoai import cli_records
from doithoai.build import Request, check
from doithoai.cli import main
from doithoai.domain.spoken_code import derived, grouped
from doithoai.problems import Problem, Severity
from doithoai.reading.layout import CONTENT
from editor import complaints
from endings import as_yaml
from sample import DAY, copy_site

SESSION = "phuong-mau/2026/doi-thoai-1"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample site with one authority."""
    monkeypatch.setenv("DOITHOAI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cli_records, "today", lambda: date(2026, 11, 20))
    return copy_site(tmp_path / "site", "phuong-mau")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the screen."""
    monkeypatch.setattr(cli_records, "at_terminal", lambda: True)


def new(site: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["new", *words, "-C", str(site)], input=typed)


SAMPLES_OWN = [
    ("uncorrected", "content/phuong-mau/2026/doi-thoai-2/kien-nghi/015.md"),
    ("still-to-come", "content/phuong-mau/2026/doi-thoai-2/kien-nghi/009.md"),
]
"""The sample ward shows a correction that is still owed, and a claim that comes later: not of what a command wrote."""


def problems(site: Path) -> list[Problem]:
    found = check(Request(site, site / "public", DAY, cached=False))
    return [one for one in found if one.severity is not Severity.NOTE and (one.code, one.place.file) not in SAMPLES_OWN]


def files_of(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


OPINION = (
    *("opinion", "--session", SESSION, "--title", "Đèn hỏng: ngõ 34 #2", "--date", "20/6/2026"),
    *("--stage", "tại hội nghị", "--topic", "dat-dai", "--area", "tdp-1"),
    *("--text", 'Đèn "hỏng" đã lâu: từ Tết.', "--text", "--- đề nghị sửa"),
)
CASES = {
    "opinion": (OPINION, f"{SESSION}/kien-nghi/015.md"),
    "session": (
        (*("session", "--authority", "phuong-mau", "--title", "Đối thoại: bổ sung", "--date", "20/12/2026"),
         *("--from", "8h00", "--to", "11 giờ", "--published", "16/11/2026"),
         *("--content", "- việc: một", "--content", "#2")),
        "phuong-mau/2026/doi-thoai-6/lich.md",
    ),
    "session, nothing known": (("session", "--title", "Đối thoại"), "phuong-mau/2026/doi-thoai-6/lich.md"),
    "session, own folder": (
        ("session", "--title", "Đối thoại", "--folder-name", "thanh-nien", "--plan", "không"),
        "phuong-mau/2026/thanh-nien/lich.md",
    ),
    "plan": (
        ("plan", "--year", "2027", "--number", "05", "--symbol", "KH-UBND", "--planned", "Đầu năm = tháng 3/2027"),
        "phuong-mau/2027/ke-hoach.md",
    ),
    "plan, second of a year": (("plan", "--title", "Kế hoạch bổ sung"), "phuong-mau/2026/ke-hoach-2.md"),
    "plan, year not known": (("plan", "--year", "không rõ"), "phuong-mau/khong-ro-nam/ke-hoach.md"),
    "conclusion": (
        (*("conclusion", "--session", f"content/{SESSION[:-1]}3/lich.md", "--date", "20/9/2026"),
         *("--item", "Giao: làm ngay", "--item", "Sửa đường")),
        f"{SESSION[:-1]}3/ket-luan.md",
    ),
    "authority": (
        (*("authority", "--name", "Ủy ban nhân dân xã Đông Sơn", "--phone", "024 3999 9999", "--area", "3"),
         *("--area", "Thôn Đông", "--area", "Khu A", "--unit", "Phòng Kinh tế, Hạ tầng")),
        "ubnd-xa-dong-son/co-quan.yml",
    ),
    "authority of the Party": (("authority", "--name", "Đảng ủy phường Yên Hòa"), "dang-uy-phuong-yen-hoa/co-quan.yml"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "file"), CASES.values(), ids=CASES)
def test_a_new_record_is_written_where_it_belongs_and_is_clean(words: tuple[str, ...], file: str, site: Path) -> None:
    """One file more, in the next free place, and `check` has nothing to say."""
    before = files_of(site)
    result = new(site, *words)
    assert result.exit_code == 0, result.output
    assert files_of(site) - before == {f"{CONTENT}/{file}"}
    assert file in result.output
    assert [one for one in problems(site) if one.code != "concluded-not-held"] == []


DOCUMENTS = {
    f"{SESSION}/kien-nghi/015.docx": OPINION,
    f"{SESSION[:-1]}3/ket-luan.doc": ("conclusion", "--session", f"{SESSION[:-1]}3", "--date", "20/9/2026"),
    "phuong-mau/2027/ke-hoach.pdf": ("plan", "--authority", "phuong-mau", "--year", "2027"),
    "phuong-mau/2026/thanh-nien/lich.docx": (
        *("session", "--authority", "phuong-mau", "--folder-name", "thanh-nien"),
        *("--title", "Đối thoại", "--plan", "không"),
    ),
}


@pytest.mark.parametrize(("document", "words"), DOCUMENTS.items(), ids=DOCUMENTS)
def test_the_record_that_a_document_stands_for_is_made_as_check_says(
    document: str, words: tuple[str, ...], site: Path
) -> None:
    """Its name and number are free, and the document beside it is an error no more."""
    path = site / CONTENT / document
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    (told,) = (one for one in problems(site) if one.code == "unread-file")
    assert f"doithoai new {' '.join(words[:3])}" in told.mend
    result = new(site, *words)
    assert result.exit_code == 0, result.output
    assert path.with_suffix(".md").is_file()
    assert [one for one in problems(site) if one.severity is Severity.ERROR] == []


def test_answers_stand_in_the_record_as_typed(site: Path) -> None:
    """Values that YAML would misread are quoted; the text keeps its paragraphs; blank keys are explained."""
    new(site, *OPINION)
    text = (site / CONTENT / SESSION / "kien-nghi" / "015.md").read_text("utf-8")
    assert 'tiêu đề: "Đèn hỏng: ngõ 34 #2"\n' in text
    assert "  giai đoạn: tại hội nghị\n" in text
    assert '\n---\nĐèn "hỏng" đã lâu: từ Tết.\n\n--- đề nghị sửa\n' in text
    assert "# người nêu:  Không ghi họ tên" in text


def test_an_authority_gets_type_style_area_and_folder_from_its_name(site: Path) -> None:
    """What the name tells is not asked."""
    new(site, "authority", "--name", "Đảng ủy phường Yên Hòa")
    text = (site / CONTENT / "dang-uy-phuong-yen-hoa" / "co-quan.yml").read_text("utf-8")
    assert "loại: cấp ủy cấp xã\nthể thức: Đảng\nđịa bàn: phường Yên Hòa\n" in text


def test_numbers_go_on_after_the_highest_one(site: Path) -> None:
    """A gap is not filled, as its number may have been published; a draft keeps its number."""
    folder = site / CONTENT / SESSION / "kien-nghi"
    (folder / "003.md").unlink()
    (folder / "_020.md").write_text("nháp", "utf-8")
    new(site, *OPINION)
    new(site, *OPINION)
    assert {path.name for path in folder.iterdir()} >= {"021.md", "022.md"}


def test_nothing_is_overwritten(site: Path) -> None:
    """A session has one conclusion notice: the second is refused, and the first stays as it is."""
    path = site / CONTENT / SESSION / "ket-luan.md"
    before = path.read_bytes()
    result = new(site, "conclusion", "--session", SESSION)
    assert result.exit_code == 1
    assert "tệp đã có, không ghi đè" in result.output
    assert "\n1 lỗi.\n" in result.output
    assert path.read_bytes() == before


def test_an_authority_that_exists_is_refused(site: Path) -> None:
    """A taken id is a wrong answer."""
    result = new(site, "authority", "--name", "Ủy ban nhân dân phường Mẫu", "--id", "phuong-mau")
    assert result.exit_code == 2
    assert "đã có" in result.output


def test_without_a_terminal_all_missing_options_are_named(site: Path) -> None:
    """Nobody can be asked, so the command says at once what it needs."""
    result = new(site, "opinion", "--area", "tdp-1")
    assert result.exit_code == 2
    assert all(f"--{name}" in result.output for name in ("session", "title", "date"))
    assert "--via" not in result.output


WRONG = {
    "a session that is not there": (("--session", "phuong-mau/2026/doi-thoai-9"), "Có phải"),
    "an impossible day": (("--date", "31/2/2026"), "tháng 2/2026 không có ngày 31"),
    "half a day": (("--date", "tháng 6/2026"), "cần đủ ngày, tháng, năm"),
    "a topic nobody knows": (("--topic", "dat-dia"), "Có phải “dat-dai”?"),
    "an area nobody knows": (("--area", "tdp-9"), "tdp-"),
    "a word that is not in the list": (("--stage", "hôm qua"), "trước hội nghị"),
    "a citizen's phone": (("--text", "Gọi 0912345678"), "số điện thoại"),
    "a citizen's name": (("--title", "Ông Nguyễn Văn Tám hỏi"), "họ tên"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_option_is_refused_with_the_parsers_words(words: tuple[str, str], said: str, site: Path) -> None:
    """Exit code 2, the option's name, what is wrong and how to write it; nothing is written."""
    before = files_of(site)
    given = dict(zip(OPINION[1::2], OPINION[2::2], strict=False)) | {words[0]: words[1]}
    result = new(site, "opinion", *(word for pair in given.items() for word in pair))
    assert result.exit_code == 2
    assert words[0] in result.output
    assert said in result.output
    assert files_of(site) == before


WRONG_OF_A_BODY = {
    "a folder of rules": (("--id", "quy-dinh"), "không dùng làm tên thư mục được"),
    "words for a number": (("--phone", "văn phòng"), "không có số điện thoại nào gọi được"),
    "a number for an address": (("--email", "024.3999.9999"), "không phải địa chỉ thư điện tử"),
    "somebody's number": (("--address", "Số 1 đường Hoa, gọi 0912345678"), "của cơ quan thì ghi ở --phone"),
    "no letter of a name": (("--unit", "***"), "không có chữ, số nào để làm mã"),
    "no letter of an area": (("--area", "-"), "không có chữ, số nào để làm mã"),
    "a unit twice": (
        ("--unit", "Văn phòng; Văn phòng!"),
        "“Văn phòng” và “Văn phòng!” trùng nhau (đều thành mã “van-phong”)",
    ),
    "an area twice": (("--area", "Tổ dân phố 2; 3"), "“Tổ dân phố 2” và “3” trùng nhau"),
    "a name that is taken": (("--name", "uỷ ban nhân dân phường mẫu"), "đã có cơ quan tên này: content/phuong-mau"),
}


@pytest.mark.parametrize(("words", "said"), WRONG_OF_A_BODY.values(), ids=WRONG_OF_A_BODY)
def test_a_wrong_answer_about_a_body_is_told_where_it_was_given(words: tuple[str, str], said: str, site: Path) -> None:
    """Not when all has been answered and all is lost; the same number as the body's own is no fault."""
    before = files_of(site)
    named = () if words[0] == "--name" else ("--name", "Ủy ban nhân dân xã Đông Sơn")
    result = new(site, "authority", *named, *words)
    assert result.exit_code == 2
    assert words[0] in result.output
    assert said in result.output
    assert files_of(site) == before
    own = ("--phone", "0912345678", "--address", "Số 1 đường Hoa, gọi 0912345678", "--area", "Thôn 1; thôn  1")
    assert new(site, "authority", "--name", "Ủy ban nhân dân xã Đông Sơn", *own).exit_code == 0


def test_an_authority_that_ended_leaves_its_name_to_another(site: Path) -> None:
    """A ward that was merged is often called like the one before it."""
    path = site / CONTENT / "phuong-mau/co-quan.yml"
    ended = "kế thừa:\n  việc: sáp nhập\n  ngày: 1/7/2026\n  căn cứ: Nghị quyết số 1\n"
    path.write_text(path.read_text("utf-8") + ended, "utf-8")
    assert new(site, "authority", "--name", "Ủy ban nhân dân phường Mẫu", "--id", "ubnd-phuong-mau").exit_code == 0


@pytest.mark.parametrize(
    "short", ["doi-thoai-1", "2026/doi-thoai-1", "content/phuong-mau/2026/doi-thoai-1/lich.md", "doi-thoai-1/lich.yaml"]
)
def test_a_session_is_known_by_its_own_name_where_no_other_has_it(short: str, site: Path) -> None:
    """The year and the authority may be left out; of two of one name all is asked for."""
    assert new(site, "opinion", "--session", short, *OPINION[3:]).exit_code == 0
    assert (site / CONTENT / "phuong-mau/2026/doi-thoai-1/kien-nghi/015.md").exists()
    twin = site / CONTENT / "phuong-mau/2025/doi-thoai-1/lich.md"
    twin.parent.mkdir(parents=True)
    twin.write_text("---\ntiêu đề: Buổi 1\nthời gian: thông báo sau\n---\n", "utf-8")
    told = new(site, "opinion", "--session", "doi-thoai-1", *OPINION[3:])
    assert told.exit_code == 2
    assert "một trong các buổi: phuong-mau/2026/doi-thoai-1, phuong-mau/2025/doi-thoai-1" in told.output


@pytest.mark.parametrize("name", ["kien-nghi", "lich", "ket-luan", "cong-khai", "ke-hoach"])
def test_a_session_s_folder_is_not_called_like_something_else(name: str, site: Path) -> None:
    """A record in `2026/kien-nghi/` would never be read."""
    before = files_of(site)
    result = new(site, "session", "--title", "Đối thoại", "--folder-name", name)
    assert result.exit_code == 2
    assert "đã dùng cho việc khác" in result.output
    assert files_of(site) == before


def test_records_that_contradict_each_other_are_refused(site: Path) -> None:
    """The new record is checked against its neighbours before it is written."""
    before = files_of(site)
    another = ("plan", "--year", "2026", "--title", "Kế hoạch bổ sung")
    result = new(site, *another, "--number", "5", "--symbol", "KH-UBND", "--date", "23/1/2026")
    assert result.exit_code == 1
    assert "Chưa ghi tệp nào" in result.output
    assert "--number (Số văn bản): lỗi: " in result.output
    assert "đã dùng cho phuong-mau/2026/ke-hoach" in result.output
    assert files_of(site) == before


def test_faults_of_other_records_do_not_stand_in_the_way(site: Path) -> None:
    """An old mistake elsewhere is `check`'s matter."""
    path = site / CONTENT / SESSION / "kien-nghi" / "001.md"
    path.write_text(path.read_text("utf-8").replace("  - ha-tang", "  - khong-co"), "utf-8")
    assert new(site, *OPINION).exit_code == 0


def spoil_day(path: Path) -> str:
    """Give the record's first day a date that there is not; what is said of it."""
    text = path.read_text("utf-8")
    path.write_text(re.sub("(?<=ngày: )[^\\n]+", "30/2/2026", text, count=1), "utf-8")
    return "tháng 2/2026 không có ngày 30"


BESIDE = {
    "a session whose session before it cannot be read": ("lich.md", CASES["session"][0]),
    "a plan whose neighbour's session cannot be read": ("lich.md", CASES["plan"][0]),
    "an opinion beside one that a conclusion names": ("kien-nghi/001.md", OPINION),
}


@pytest.mark.parametrize(("spoilt", "words"), BESIDE.values(), ids=BESIDE)
def test_what_refers_to_a_record_that_cannot_be_read_is_not_at_fault(
    spoilt: str, words: tuple[str, ...], site: Path
) -> None:
    """The fault is in the other file, where `check` tells it: the new record is written."""
    spoil_day(site / CONTENT / SESSION / spoilt)
    result = new(site, *words)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("words", [OPINION, ("conclusion", "--session", SESSION, "--title", "Thông báo")])
def test_a_session_that_cannot_be_read_is_told_where_its_fault_is(words: tuple[str, ...], site: Path) -> None:
    """Not “no session here”, which would have a second one made; and nothing is written."""
    before = files_of(site)
    said = spoil_day(site / CONTENT / SESSION / "lich.md")
    result = new(site, *words)
    assert result.exit_code == 1
    assert f"{SESSION}/lich.md:" in result.output
    assert said in result.output
    assert "không có lich.md" not in result.output
    assert files_of(site) == before


def test_a_session_whose_file_is_a_link_to_nowhere_is_told_so(site: Path) -> None:
    """It is there and never opened, as everywhere else."""
    file = site / CONTENT / SESSION / "lich.md"
    file.unlink()
    file.symlink_to("khong-co.md")
    result = new(site, *OPINION)
    assert f"{SESSION}/lich.md:1:1: lỗi: đây là liên kết tới tệp khác" in result.output


@pytest.mark.usefixtures("terminal")
def test_a_session_that_cannot_be_read_is_told_before_more_is_asked(site: Path) -> None:
    """Answers that could not be used would be lost."""
    said = spoil_day(site / CONTENT / SESSION / "lich.md")
    result = new(site, "opinion", typed=f"{SESSION}\n")
    assert said in result.output
    assert "Tiêu đề" not in result.output


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    """Before any question."""
    result = new(tmp_path, "opinion")
    assert result.exit_code == 1
    assert "site_config.yml" in result.output


@pytest.mark.usefixtures("terminal")
def test_prompts_ask_what_was_not_given_and_ask_again_after_a_wrong_answer(site: Path) -> None:
    """Menus take numbers or words; a wrong answer is explained; Enter takes the default or skips."""
    typed = (
        "1\n9\n2\n31/2/2026\n20/6/2026\n\nphiếu lấy ý kiến\n2\n1, dat-dai\n\nGọi 0912345678\nĐoạn một\nĐoạn: hai\n\n"
    )
    result = new(site, "opinion", "--title", "Đèn hỏng", typed=typed)
    assert result.exit_code == 0, result.output
    assert "Tiêu đề" not in result.output
    for said in ("không có “9”", "tháng 2/2026 không có ngày 31", "số điện thoại “0912345678”"):
        assert said in result.output
    text = (site / CONTENT / SESSION / "kien-nghi" / "015.md").read_text("utf-8")
    for line in (
        "loại: phản ánh",
        "tổ dân phố, thôn: tdp-2",
        "  - kinh-te-xa-hoi\n  - dat-dai",
        "  qua: phiếu lấy ý kiến",
    ):
        assert line in text
    assert text.endswith("---\nĐoạn một\n\nĐoạn: hai\n")
    assert [one for one in problems(site) if one.code != "concluded-not-held"] == []


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("", "cần trả lời “Buổi đối thoại nào” → gõ câu trả lời"),
        ("   ", "cần trả lời “Buổi đối thoại nào” → gõ câu trả lời"),
        ("99", "không có “99” trong danh sách → gõ số từ 1 đến 7"),
        ("0", "không có “0” trong danh sách → gõ số từ 1 đến 7"),
        ("-1", "không có “-1” (buổi đối thoại nào) → chỉ dùng: phuong-mau/2026/doi-thoai-1, "),
        ("buổi một", "không có “buổi một” (buổi đối thoại nào) → "),
    ],
)
def test_a_wrong_choice_is_never_asked_again_without_a_word(wrong: str, said: str, site: Path) -> None:
    """Whatever was typed at a menu, Enter alone too, the next question stands below the reason."""
    result = new(site, "opinion", typed=f"{wrong}\n1\n")
    assert said in result.output
    assert result.output.count("Buổi đối thoại nào – gõ số thứ tự") == 2


@pytest.mark.usefixtures("terminal")
def test_with_all_needed_options_nothing_is_asked(site: Path) -> None:
    """A complete command line is not followed by questions, even at a terminal."""
    result = new(site, *OPINION)
    assert result.exit_code == 0
    assert "[Enter" not in result.output


@pytest.mark.usefixtures("terminal")
def test_a_plan_is_asked_for_as_a_session_is(site: Path) -> None:
    """Though each needed answer could be guessed; an answer given as an option is enough, as ever."""
    result = new(site, "plan", typed="\n2027\n\n5\nKH-UBND\n" + "\n" * 12)
    assert "Năm của kế hoạch (" in result.output
    assert "đã có kế hoạch" not in result.output
    assert "2027/ke-hoach.md" in result.output
    assert "số: 5\n" in (site / CONTENT / "phuong-mau/2027/ke-hoach.md").read_text("utf-8")
    assert "[Enter" not in new(site, "plan", "--year", "2028").output


@pytest.mark.usefixtures("terminal")
def test_another_plan_of_a_year_is_not_begun_without_a_word(site: Path) -> None:
    """The one that is there is named before the title is asked, and its title is not taken again."""
    file = f"{CONTENT}/phuong-mau/2026/ke-hoach.md"
    title = re.search("tiêu đề: (.*)", (site / file).read_text("utf-8"))
    assert title is not None
    result = new(site, "plan", typed=f"\n\n{title[1]}\nKế hoạch bổ sung\n" + "\n" * 14)
    assert f"Chú ý: năm 2026 đã có kế hoạch: {file} → mở tệp ấy" in result.output
    assert f"đã có kế hoạch tên này: {file} → mở tệp ấy" in result.output
    assert "tiêu đề: Kế hoạch bổ sung" in (site / CONTENT / "phuong-mau/2026/ke-hoach-2.md").read_text("utf-8")


def test_without_a_terminal_another_plan_of_a_year_needs_a_title(site: Path) -> None:
    """A script that is run twice makes no second plan."""
    before = files_of(site)
    result = new(site, "plan", "--year", "2026")
    assert result.exit_code == 1
    assert "phuong-mau/2026/ke-hoach.md: lỗi: năm 2026 đã có kế hoạch → mở tệp ấy" in result.output
    assert files_of(site) == before


@pytest.mark.usefixtures("terminal")
def test_hours_are_asked_only_for_a_whole_day_and_the_year_only_without_one(site: Path) -> None:
    """`thông báo sau` has no hours; `20/12/2026` says its year."""
    later = new(site, "session", typed="1\nĐối thoại\n\n2027\n" + "\n" * 12)
    whole = new(site, "session", typed="1\nĐối thoại\n20/12/2026\n8h\n7h\n11h\n" + "\n" * 12)
    assert "Giờ bắt đầu" not in later.output
    assert "giờ kết thúc (07h00) không sau giờ bắt đầu (08h00)" in whole.output
    assert "2027/doi-thoai-1/lich.md" in later.output
    assert "2026/doi-thoai-6/lich.md" in whole.output
    assert [one for one in problems(site) if one.code != "concluded-not-held"] == []


@pytest.mark.usefixtures("terminal")
def test_stopping_at_a_prompt_writes_nothing(site: Path) -> None:
    """Ctrl-C or the end of input leaves the site as it was."""
    before = files_of(site)
    result = new(site, "opinion", typed="1\n")
    assert result.exit_code == 1
    assert "Đã dừng." in result.output
    assert files_of(site) == before


def test_a_new_record_gets_a_code_of_its_own_where_another_has_the_one_from_its_id(site: Path) -> None:
    """Only then is a code written; the rest of the site stays as it is."""
    taken = derived(f"{SESSION}/kien-nghi/015")
    other = site / CONTENT / f"{SESSION}/kien-nghi/001.md"
    other.write_text(other.read_text("utf-8").replace("---\n", f"---\nMã tra cứu: {grouped(taken)}\n", 1), "utf-8")
    assert new(site, *OPINION).exit_code == 0
    text = (site / CONTENT / f"{SESSION}/kien-nghi/015.md").read_text("utf-8")
    assert f"mã tra cứu: {grouped(derived(f'{SESSION}/kien-nghi/015', 1))}\n" in text
    assert problems(site) == []


@pytest.mark.parametrize(("typed", "made"), [("120", 120), ("0", 0), ("1000", 0)])
def test_a_number_of_groups_gives_all_of_them_or_is_refused(typed: str, made: int, site: Path) -> None:
    """A large ward has more than a hundred."""
    done = new(site, "authority", "--name", "UBND phường Lớn", "--area", typed)
    file = site / CONTENT / "ubnd-phuong-lon/co-quan.yml"
    assert (done.exit_code, file.is_file()) == ((0, True) if made else (2, False))
    assert not made or file.read_text("utf-8").count("mã: tdp-") == made


def test_a_session_may_be_a_file_of_data_alone(site: Path) -> None:
    """`lich.yml` is read like `lich.md`, also where its title is offered or needed."""
    text = "tiêu đề: Buổi bổ sung\nthời gian: 20/12/2026\n"
    folder = site / CONTENT / "phuong-mau/2026/bo-sung"
    folder.mkdir()
    (folder / "lich.yml").write_text(text, "utf-8")
    assert new(site, "conclusion", "--session", "phuong-mau/2026/bo-sung").exit_code == 0
    assert "buổi đối thoại ngày 20/12/2026" in (folder / "ket-luan.md").read_text("utf-8")


@pytest.mark.parametrize("ending", [".yml", ".yaml"])
def test_neighbours_that_are_data_alone_are_known(ending: str, site: Path) -> None:
    """The year's plan is proposed, numbers go on, and a place is taken whatever the ending of the file there."""
    as_yaml(site, ending)
    assert new(site, "session", "--title", "Đối thoại").exit_code == 0
    assert "kế hoạch: ke-hoach\n" in (site / CONTENT / "phuong-mau/2026/doi-thoai-6/lich.md").read_text("utf-8")
    assert "kien-nghi/015.md" in new(site, *OPINION).output
    assert "ke-hoach-2.md" in new(site, "plan", "--title", "Kế hoạch bổ sung").output
    taken = new(site, "conclusion", "--session", SESSION, "--title", "Thông báo")
    assert taken.exit_code == 1
    assert "tệp đã có, không ghi đè" in taken.output


ALL_DATA = {name: (words, file.replace(".md", ".yml")) for name, (words, file) in CASES.items()}
"""The same with `--yml`, which an authority's record always is."""


@pytest.mark.parametrize(("words", "file"), ALL_DATA.values(), ids=ALL_DATA)
def test_a_new_record_that_is_all_data_is_clean_for_check_and_editor(
    words: tuple[str, ...], file: str, site: Path
) -> None:
    """One `.yml` file more, of which neither `check` nor the schema that the editor is wired to has anything to say."""
    before = files_of(site)
    result = new(site, *words, "--yml")
    assert result.exit_code == 0, result.output
    assert files_of(site) - before == {f"{CONTENT}/{file}"}
    assert complaints(site, f"{CONTENT}/{file}") == []
    assert [one for one in problems(site) if one.code != "concluded-not-held"] == []


def test_a_text_stands_under_its_key_as_it_was_typed(site: Path) -> None:
    """Line by line, set in by two spaces; without one there is its key, to be followed by the words at once."""
    new(site, *OPINION, "--yml")
    written = site / CONTENT / SESSION / "kien-nghi" / "015.yml"
    assert written.read_text("utf-8").endswith('\nvăn bản: |\n  Đèn "hỏng" đã lâu: từ Tết.\n\n  --- đề nghị sửa\n')
    new(site, "session", "--title", "Đối thoại", "--yml")
    blank = site / CONTENT / "phuong-mau/2026/doi-thoai-6/lich.yml"
    text = blank.read_text("utf-8")
    assert text.endswith("ngay sau nó, dòng nào cũng thụt vào hai dấu cách.\n# văn bản: |\n")
    blank.write_text(text.replace("# văn bản: |", "văn bản: |\n  Mời bà con đến dự."), "utf-8")
    assert problems(site) == []


@pytest.mark.usefixtures("terminal")
def test_the_ending_alone_answers_no_question(site: Path) -> None:
    """`new opinion --yml` asks as `new opinion` does."""
    assert "Buổi đối thoại nào" in new(site, "opinion", "--yml", typed="1\n").output
