"""Records' files and folders whose names are not quite right: one error that names the mend, and nothing false after it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from doithoai.problems import Severity
from doithoai.reading.misnamed import original, right_name
from reading.minimal import copy_minimal, problems_of, refused

SESSION = "content/phuong-thu/2026/doi-thoai-1"
MISNAMED = [
    (f"{SESSION}/lich.md", "lịch.md"),
    (f"{SESSION}/lich.md", "Lich.md"),
    (f"{SESSION}/lich.md", "lich.MD"),
    (f"{SESSION}/lich.md", "lich.md.txt"),
    (f"{SESSION}/lich.md", "lich.txt"),
    (f"{SESSION}/lich.md", "Lịch.TXT"),
    (f"{SESSION}/lich.md", "lich.markdown"),
    (f"{SESSION}/lich.md", "lich (1).md"),
    (f"{SESSION}/lich.md", "lich - Copy.md"),
    (f"{SESSION}/lich.md", "Bản sao của lich.md"),
    (f"{SESSION}/ket-luan.md", "kết-luận.md"),
    (f"{SESSION}/ket-luan.md", "ket luan.md"),
    (f"{SESSION}/ket-luan.md", "Ket_luan.md"),
    (f"{SESSION}/ket-luan.md", "ket-luan.txt"),
    (f"{SESSION}/cong-khai.yml", "công khai.yml"),
    (f"{SESSION}/cong-khai.yml", "cong-khai.txt"),
    (f"{SESSION}/cong-khai.yml", "cong-khai.yaml.txt"),
    (f"{SESSION}/kien-nghi/001.md", "001.MD"),
    (f"{SESSION}/kien-nghi/001.md", "001.md.txt"),
    (f"{SESSION}/kien-nghi/001.md", "001.txt"),
    ("content/phuong-thu/2026/ke-hoach.md", "kế-hoạch.md"),
    ("content/phuong-thu/2026/ke-hoach.md", "ke-hoach.txt"),
    ("content/phuong-thu/co-quan.yml", "cơ-quan.yml"),
    ("content/phuong-thu/co-quan.yml", "Co-quan.YML"),
    ("content/phuong-thu/co-quan.yml", "co-quan.txt"),
    ("content/linh-vuc.yml", "lĩnh-vực.yml"),
    ("content/linh-vuc.yml", "linh-vuc.txt"),
    ("content/linh-vuc.yml", "linh-vuc.yaml"),
]


@pytest.mark.parametrize(("file", "name"), MISNAMED, ids=lambda one: one.rpartition("/")[2])
def test_a_misnamed_file_is_one_error_that_names_the_mend(file: str, name: str, tmp_path: Path) -> None:
    """What refers to the record is not at fault, and what a link leads to is there."""
    site = copy_minimal(tmp_path)
    text = site / SESSION / "kien-nghi/002.md"
    text.write_text(text.read_text("utf-8") + "\nXem [lịch](../lich.md), [kết luận](../ket-luan.md).\n", "utf-8")
    (site / file).rename((site / file).with_name(name))
    (problem,) = problems_of(site)
    assert (problem.severity, problem.place.file) == (Severity.ERROR, file.rpartition("/")[0] + f"/{name}")
    right = f"{Path(file).stem}.yaml" if name.endswith(".yaml.txt") else Path(file).name
    assert f"đổi tên thành {right}" in problem.mend
    assert refused(site) == [problem]
    assert not (site / "public").exists()


FOLDERS = [
    (f"{SESSION}/kien-nghi", "kiến-nghị", "kien-nghi"),
    (f"{SESSION}/kien-nghi", "Kien nghi", "kien-nghi"),
    (SESSION, "Đối thoại 1", "doi-thoai-1"),
]


@pytest.mark.parametrize(("folder", "name", "right"), FOLDERS)
def test_a_misnamed_folder_is_one_error_for_all_that_is_in_it(
    folder: str, name: str, right: str, tmp_path: Path
) -> None:
    """Its files are looked at as if the folder had its name."""
    site = copy_minimal(tmp_path)
    (site / folder).rename((site / folder).with_name(name))
    (problem,) = problems_of(site)
    assert (problem.severity, problem.place.file) == (Severity.ERROR, folder.rpartition("/")[0] + f"/{name}")
    assert problem.mend == f"đổi tên thư mục thành: {right}"
    assert refused(site) == [problem]


def test_what_is_wrong_in_a_misnamed_file_is_told_beside_its_name(tmp_path: Path) -> None:
    """At its line, in the file as it is named."""
    site = copy_minimal(tmp_path)
    file = site / SESSION / "lich.md"
    file.write_text(file.read_text("utf-8").replace("8h00", "8h99"), "utf-8")
    file.rename(file.with_name("lịch.md"))
    told = {(one.place.file, one.code) for one in problems_of(site)}
    assert told == {(f"{SESSION}/lịch.md", "bad-name"), (f"{SESSION}/lịch.md", "impossible-clock")}


def test_a_spare_copy_of_a_record_is_no_record(tmp_path: Path) -> None:
    """It is told, and the site is built from the record itself."""
    site = copy_minimal(tmp_path)
    shutil.copy(site / SESSION / "lich.md", site / SESSION / "lich (1).md")
    (problem,) = problems_of(site)
    assert (problem.severity, problem.code) == (Severity.WARNING, "unknown-file")
    assert f"đã có ở {SESSION}/lich.md" in problem.what
    assert refused(site) == []


DOCUMENTS = [
    (
        f"{SESSION}/lich.md",
        "lich.docx",
        "Word",
        "doithoai new session --authority phuong-thu --folder-name doi-thoai-1",
    ),
    (f"{SESSION}/lich.md", "Lịch (1).doc", "Word", "doithoai new session"),
    (f"{SESSION}/ket-luan.md", "ket-luan.doc", "Word", "doithoai new conclusion --session phuong-thu/2026/doi-thoai-1"),
    (f"{SESSION}/ket-luan.md", "Kết luận.PDF", "PDF", "doithoai new conclusion"),
    (f"{SESSION}/cong-khai.yml", "cong-khai.xlsx", "Excel", "cong-khai.yml"),
    (
        f"{SESSION}/kien-nghi/001.md",
        "001.odt",
        "LibreOffice",
        "doithoai new opinion --session phuong-thu/2026/doi-thoai-1",
    ),
    (f"{SESSION}/kien-nghi/001.md", "1.docx", "Word", "doithoai new opinion"),
    (
        "content/phuong-thu/2026/ke-hoach.md",
        "ke-hoach.pdf",
        "PDF",
        "doithoai new plan --authority phuong-thu --year 2026",
    ),
]


@pytest.mark.parametrize(("file", "name", "program", "mend"), DOCUMENTS, ids=lambda one: one.rpartition("/")[2])
def test_a_document_in_place_of_a_record_is_one_error_that_tells_how_to_make_it(
    file: str, name: str, program: str, mend: str, tmp_path: Path
) -> None:
    """Nobody knows what it says: nothing is told of what refers to the record, or would be in it."""
    site = copy_minimal(tmp_path)
    text = site / SESSION / "kien-nghi/002.md"
    text.write_text(text.read_text("utf-8") + "\nXem [lịch](../lich.md), [kết luận](../ket-luan.md).\n", "utf-8")
    (site / file).unlink()
    (site / file).with_name(name).write_bytes(b"\xd0\xcf\x11\xe0")
    (problem,) = problems_of(site)
    assert (problem.severity, problem.code) == (Severity.ERROR, "unread-file")
    assert problem.place.file == file.rpartition("/")[0] + f"/{name}"
    assert f"tệp {program} “{name}” không được đọc" in problem.what
    assert mend in problem.mend
    assert refused(site) == [problem]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (f"{SESSION}/ket-luan.pdf", 0),
        (f"{SESSION}/ket-luan.docx", 1),
        (f"{SESSION}/ket-luan.txt", 1),
        (f"{SESSION}/kien-nghi/1.pdf", 0),
        (f"{SESSION}/kien-nghi/1.txt", 1),
        ("content/phuong-thu/2026/ke-hoach-15-kh-ubnd.pdf", 0),
        ("content/phuong-thu/2026/Kế hoạch 15-KH-UBND.docx", 1),
        ("content/phuong-thu/2026/ke-hoach-ghi-chu.txt", 1),
    ],
)
def test_a_file_beside_the_record_it_was_made_from_keeps_nobody_from_publishing(
    file: str, told: int, tmp_path: Path
) -> None:
    """The signed document, its Word file, notes: at most a warning."""
    site = copy_minimal(tmp_path)
    (site / file).write_bytes(b"x")
    assert [one.severity for one in problems_of(site)] == [Severity.WARNING] * told
    assert refused(site) == []


def test_of_several_documents_in_place_of_one_record_one_is_an_error(tmp_path: Path) -> None:
    """They are no two records; a text file among them is the record."""
    site = copy_minimal(tmp_path)
    plan = site / "content/phuong-thu/2026/ke-hoach.md"
    for name in ("ke-hoach.pdf", "ke-hoach.docx", "ke-hoach-phu-luc.pdf"):
        plan.with_name(name).write_bytes(b"x")
    text = plan.read_bytes()
    plan.unlink()
    (problem,) = problems_of(site)
    assert (problem.code, Path(problem.place.file).name) == ("unread-file", "ke-hoach.docx")
    plan.with_name("ke-hoach.txt").write_bytes(text)
    told = [(one.severity, Path(one.place.file).name) for one in problems_of(site)]
    assert sorted(told) == [(Severity.WARNING, "ke-hoach.docx"), (Severity.ERROR, "ke-hoach.txt")]


@pytest.mark.parametrize("folder", [
    SESSION, f"{SESSION}/kien-nghi", "content/phuong-thu", "content/phuong-thu/2026", "content/phuong-thu/quy-dinh",
    "content", "content/trang", "content/quy-dinh",
])  # fmt: skip
@pytest.mark.parametrize("name", ["~$lich.md", "~$007.md", "~$-hoach.docx", "~$co-quan.yml", "~$linh-vuc.yml"])
def test_what_word_keeps_while_a_file_is_open_is_told_to_be_just_that(folder: str, name: str, tmp_path: Path) -> None:
    """Wherever it lies and whatever it belongs to: no number, no other name is proposed, and the site is built."""
    site = copy_minimal(tmp_path)
    (site / folder).mkdir(exist_ok=True)
    (site / folder / name).write_bytes(b"\x05Word\x00\x00")
    (problem,) = problems_of(site)
    assert (problem.severity, problem.place.file) == (Severity.WARNING, f"{folder}/{name}")
    assert (problem.what, problem.mend) == (f"“{name}” là tệp tạm của Word", "đóng Word rồi xóa tệp này")
    assert refused(site) == []


def test_a_record_is_not_there_because_word_has_it_open(tmp_path: Path) -> None:
    """What is kept of an open file stands for no record."""
    site = copy_minimal(tmp_path)
    (site / SESSION / "lich.md").rename(site / SESSION / "~$lich.md")
    told = {one.code for one in problems_of(site)}
    assert "word-lock" in told
    assert "bad-name" not in told


COPIES = [
    (SESSION, "doi-thoai-1 - Copy", "đổi tên thư mục, ví dụ: doi-thoai-2"),
    (SESSION, "doi-thoai-1 (1)", "đổi tên thư mục, ví dụ: doi-thoai-2"),
    (SESSION, "doi-thoai-1-copy", "đổi tên thư mục, ví dụ: doi-thoai-2"),
    (SESSION, "doi-thoai-1 - Sao chép (2)", "đổi tên thư mục, ví dụ: doi-thoai-2"),
    (SESSION, "Bản sao của doi-thoai-1", "đổi tên thư mục, ví dụ: doi-thoai-2"),
    (SESSION, "doi-thoai-1 copy 2", "đổi tên thư mục, ví dụ: doi-thoai-2"),
    ("content/phuong-thu/2026", "2026 - Copy", "đổi tên thư mục thành năm ấy"),
    ("content/phuong-thu", "phuong-thu - Copy", "đổi tên thư mục thành mã của cơ quan ấy"),
    (f"{SESSION}/kien-nghi", "kien-nghi (1)", "chuyển tệp ấy sang kien-nghi"),
]


@pytest.mark.parametrize(("folder", "name", "mend"), COPIES, ids=lambda one: one.rpartition("/")[2])
def test_a_copied_folder_is_told_once_with_both_mends(folder: str, name: str, mend: str, tmp_path: Path) -> None:
    """Not one of its files is told of: what it is, and whether to delete it or to name it."""
    site = copy_minimal(tmp_path)
    shutil.copytree(site / folder, (site / folder).with_name(name))
    (problem,) = problems_of(site)
    base = folder.rpartition("/")[2]
    assert (problem.severity, problem.code) == (Severity.ERROR, "copied-folder")
    assert problem.place.file == folder.rpartition("/")[0] + f"/{name}"
    assert f"“{name}” là bản sao của “{base}”" in problem.what
    assert problem.mend.startswith("bản thừa thì xóa cả thư mục; ")
    assert mend in problem.mend
    assert refused(site) == [problem]


@pytest.mark.parametrize("name", ["doi-thoai-2", "doi-thoai-1b", "hop-copy", "to-dan-pho-1"])
def test_a_folder_is_a_copy_only_where_what_it_copies_is_there(name: str) -> None:
    """A name of its own, however much it is like another's."""
    assert original(name, ["doi-thoai-1", "to-dan-pho"]) is None


@pytest.mark.parametrize("name", ["lich.md", "lich.docx", "ghi-chu.md", "lich-hop.md", "anh.png", "lich"])
def test_other_names_stand_for_no_record(name: str) -> None:
    """Only what a record's name nearly is."""
    assert right_name(name, lambda stem: stem == "lich") is None
