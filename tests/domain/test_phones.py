"""An authority's telephone can be called: it has the digits that numbers of its kind have."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from doithoai.domain.authority import Contact


@pytest.mark.parametrize(
    "number",
    [
        *("024.7300.0000", "(024) 3862 1234 (giờ hành chính)", "0204.3854.115", "0243 825 1234 - 0912 000 111"),
        *("0912345678", "0912 345 678 (gặp văn phòng)", "+84 24 3862 1234", "(+84) 912 345 678", "84912345678"),
        *("+84 (0)24 3862 1234", "0084 24 3862 1234", "1900 1234", "1900.123456", "18001091", "113", "1022"),
        *("069.2341.040", "080.48123", "024.7300.0000 máy lẻ 12", "090 1234567", "Văn phòng: 024.7300.0000"),
    ],
)
def test_numbers_of_every_kind_pass(number: str) -> None:
    """With what else the line says."""
    assert Contact.model_validate({"điện thoại": number}).phone == (number,)


@pytest.mark.parametrize(
    ("number", "mend"),
    [
        ("024.7300", "thiếu chữ số: máy bàn"),
        ("024.7300.000.0000", "mỗi số một dòng"),
        ("0912 345 67", "thiếu chữ số: số di động"),
        ("0912 345 6789", "thừa chữ số: số di động"),
        ("0168 345 6789", "đã đổi thành 10 chữ số"),
        ("3826 1234", "thêm mã vùng"),
        ("04 3826 1234", "mã vùng nay bắt đầu bằng 02"),
        ("1900 123", "thêm 4 hoặc 6 chữ số"),
        ("024.7300.0000-0912345678", "mỗi số một dòng"),
        ("0000000000", "ghi đủ số"),
        ("12345", "ghi đủ số"),
    ],
)
def test_a_number_that_nobody_can_call_is_told_with_its_mend(number: str, mend: str) -> None:
    """By what is usually wrong with such a one."""
    with pytest.raises(ValidationError) as refused:
        Contact.model_validate({"điện thoại": number})
    (fault,) = refused.value.errors()
    assert mend in fault["ctx"]["mend"]
    assert "không gọi được" in fault["ctx"]["what"]
