"""`site_config.yml`: the site as a whole."""

from __future__ import annotations

from doithoai.domain.authority import Contact
from doithoai.domain.fields import Block, Many, MaybeText, Text, key


class SiteConfig(Block):
    """What is said once for the whole site."""

    name: Text = key("tên trang", "Tên của trang web, hiện trên đầu mỗi trang")
    address: MaybeText = key("địa chỉ trang", "Địa chỉ công khai, ví dụ: https://doithoai.phuongmau.gov.vn/", None)
    description: Text = key("mô tả", "Một câu giới thiệu, hiện trong kết quả tìm kiếm")
    owner: Text = key("đơn vị quản lý", "Đơn vị chịu trách nhiệm về trang")
    contact: Contact = key("liên hệ", "Liên hệ của đơn vị quản lý", Contact())
    authorities: Many[Text] = key("cơ quan", "Thư mục các cơ quan, theo thứ tự hiển thị; để trống: tất cả", tuple)
    welcome: MaybeText = key("lời dẫn", "Một, hai câu ở đầu trang chủ", None)
    footer: MaybeText = key("chân trang", "Dòng chữ ở cuối mỗi trang", None)
