"""Markdown without its HTML: the words that a page shows of it, and nothing that a browser would run."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest

from doithoai.engines.html import untagged
from doithoai.engines.prose import prose

CASES = {
    "Đèn <script>alert(1)</script> hỏng": "Đèn alert(1) hỏng",
    "Đèn <b onclick='x()'>ngõ</b> 34<br/>hỏng": "Đèn ngõ 34hỏng",
    "Đèn <!-- ẩn\nmất --> hỏng": "Đèn  hỏng",
    "Đèn <!-- ẩn\n\nmất --> hỏng": "Đèn  hỏng",
    "Đèn <!-- chưa đóng\n\nhỏng": "Đèn <!-- chưa đóng\n\nhỏng",
    "Đèn <?php ngõ <b>34</b> ?> hỏng": "Đèn <?php ngõ 34 ?> hỏng",
    "Đèn <svg width=1> <details>ngõ</details> 34 <template>hỏng</template>": "Đèn  ngõ 34 hỏng",
    "Xem [ở đây](javascript:alert(1)) và [đây](JavaScript:x)": "Xem ở đây và đây",
    "Xem [trang](https://a.vn/b) của *phường*": "Xem [trang](https://a.vn/b) của *phường*",
    "Viết về <https://a.vn> hoặc <a@b.vn>": "Viết về <https://a.vn> hoặc <a@b.vn>",
    "Rộng <3 m, dài > 5 m, 4 < 6": "Rộng <3 m, dài > 5 m, 4 < 6",
    "Gõ `<b>` vào ô": "Gõ `<b>` vào ô",
    "Dở dang <script": "Dở dang <script",
    "Đề nghị <sửa đường> ngay, theo <Luật Đất đai 2024>": "Đề nghị <sửa đường> ngay, theo <Luật Đất đai 2024>",
    "<abc onclick=x>Đèn</abc> <a-b> hỏng": "<abc onclick=x>Đèn</abc> <a-b> hỏng",
}


@pytest.mark.parametrize("markdown", CASES)
def test_html_is_taken_out_of_markdown(markdown: str) -> None:
    """Tags, comments and links that run something go; Markdown's own signs and all words stay."""
    assert untagged(markdown) == CASES[markdown]


@pytest.mark.parametrize("markdown", CASES)
def test_what_is_left_has_the_words_of_the_page(markdown: str) -> None:
    """The page drawn from it shows no other words."""
    shown, left = (unescape(re.sub(r"<[^<>]*>", "", prose(text))).split() for text in (markdown, untagged(markdown)))
    assert left == shown


def test_words_in_angle_brackets_stay_words() -> None:
    """Unless they are the name of an element, they are what somebody typed, and dangerous as such to nobody."""
    said = "<sửa đường> <Luật Đất đai 2024> <3 người> </sửa> <foo onclick=x>"
    assert prose(said) == f"<p>{escape(said)}</p>"


@pytest.mark.parametrize("piece", ["<!--", "<?", "<a ", "`", "[", "[a](x:", "[a](x:("])
def test_no_text_takes_long(piece: str) -> None:
    """Unclosed beginnings by the thousand are walked once."""
    text = piece * 20_000 + "]("
    assert untagged(text) == text
