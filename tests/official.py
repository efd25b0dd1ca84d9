"""Records that become official documents, as several tests use them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from doithoai.domain.edition import Edition, edition_of
from doithoai.reading import files, register
from sample import DAY, ROOT
from wards import WARD

MARK = "Bản trình bày từ dữ liệu công khai – không thay thế văn bản có chữ ký, con dấu"
GONE = r"\s+".join(
    (*["Cơ", "quan", "đã", "kết", "thúc", "hoạt", "động", "từ", "ngày"], r"1/7/2025(?:\s+\(sáp\s+nhập\))?")
)
"""What the foot adds, as a pattern, where one of the sample's bodies has ended."""
PARTY = {**WARD, "tên": "Đảng ủy phường Thử", "thể thức": "Đảng", "cơ quan cấp trên": "Thành ủy Thử"}
SIGNER = {"họ tên": "Nguyễn Thị Ngọc Ưởng", "chức vụ": "Chủ tịch", "thay mặt": "TM. ỦY BAN NHÂN DÂN"}
PLAN: dict[str, Any] = {
    "tiêu đề": "Kế hoạch đối thoại với Nhân dân năm 2026",
    "thể thức văn bản": {"số": 5, "ký hiệu": "KH-UBND", "ngày": "9/2/2026", "người ký": SIGNER},
    "căn cứ": [{"như in": "Căn cứ Nghị quyết số 97/2019/QH14 ngày 27/11/2019 của Quốc hội"}],
    "mục đích": ["Lắng nghe Nhân dân"],
    "buổi dự kiến": [{"tên": "Buổi giữa năm", "thời gian": "dự kiến tháng 6/2026", "địa điểm": "Hội trường"}],
    "phân công": [{"đơn vị": "Công an phường", "nhiệm vụ": [{"việc": "Giữ trật tự", "hạn": "trong ngày"}]}],
}
SESSION: dict[str, Any] = {
    "tiêu đề": "Đối thoại giữa Chủ tịch phường với Nhân dân, buổi 1",
    "thời gian": [{"ngày": "14/3/2026", "từ": "8h00", "đến": "11h00", "công bố": "9/2/2026"}],
    "địa điểm": [{"nơi": "Hội trường tầng 2", "địa chỉ": "Số 1 đường Thử", "công bố": "9/2/2026"}],
    "thể thức văn bản": {"ký hiệu": "TB-UBND", "người ký": SIGNER},
    "thành phần": [
        {"nhóm": "Đại biểu phường", "gồm": ["Thường trực Đảng ủy"]},
        {"nhóm": "Các tổ dân phố", "gồm": ["Đại diện các hộ"], "số lượng": {"mỗi": "tổ dân phố", "từ": 5, "đến": 7}},
    ],
    "chương trình": [{"nội dung": "Chủ trì kết luận", "phút": 20, "người làm": "Chủ tịch"}],
}
CONCLUSION: dict[str, Any] = {
    "tiêu đề": "Thông báo kết luận buổi đối thoại ngày 14/3/2026",
    "thể thức văn bản": {"số": 21, "ký hiệu": "TB-UBND", "ngày": "20/3/2026", "người ký": SIGNER},
    "kết luận": [{"số": 1, "nội dung": "Thay đèn ngõ 34", "đơn vị": "Công an phường", "hạn": "15/4/2026"}],
}
BEFORE = date(2026, 3, 1)


@cache
def sample(authority: str) -> Edition:
    site = register.read_site(ROOT)
    found, _ = files.records_of(ROOT, authority)
    read = register.read_dossier(ROOT, register.authority_in(site, authority), found, site.topics, {})
    assert read.dossier is not None
    return edition_of(read.dossier, site.topics, {}, DAY)


AUTHORITIES = sorted(path.parent.name for path in ROOT.glob("content/*/co-quan.yml"))
