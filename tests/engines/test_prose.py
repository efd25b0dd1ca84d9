"""Markdown of records: the short way gives the bytes of the long one, and nothing dangerous comes out of either."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from doithoai.cache import Cache
from doithoai.engines import prose as engine
from doithoai.engines.html import OF_RECORDS, SCHEMES, TAGS
from doithoai.engines.prose import full_prose, prose
from examples import examples

_WORDS = [
    "Đề", "nghị", "phường", "sửa", "cống", "Nước", "ngập", "2026", "14/3/2026", "8h30", "1.", "2)", "12",
    "3.000.000", "5%", "m2", "ông", "(tổ", "3)", "“sớm”", "\"gấp\"", "'vội'", "–", "—", "-", "--", "---", "+", ":",
    "a:", "…", "?", "!", ";", ",", ".", "@", "$", "/", "//", "http", "www.a.vn", "a@b.vn", "i.", "a)", "(c)", "...",
    "😀", "é", "e\u0301", "\u200b", "\ufeff", "\u00ad",
]  # fmt: skip
_JOINTS = [
    " ", " ", " ", "", "\n", "\n\n", "\n\n\n", "  ", "   ", "    ", " \n", "\n ", "\n \n", "\t", "\r", "\u00a0",
    "\u2003", "\u2028", "\u0085", "\u3000", "\x0b", "\x0c", "\x1f", "\x7f",
]  # fmt: skip
_MARKS = [
    "*",
    "_",
    "`",
    "[",
    "]",
    "<",
    ">",
    "#",
    "|",
    "\\",
    "&",
    "~",
    "=",
    "^",
    "{",
    "}",
    "&amp;",
    "1. ",
    "- ",
    "* ",
    "> ",
    "# ",
    ": ",
]


@st.composite
def _texts(draw: st.DrawFn, marks: bool = False) -> str:
    words = st.sampled_from(_WORDS + _MARKS if marks else _WORDS) | st.text(max_size=3)
    pairs = draw(st.lists(st.tuples(words, st.sampled_from(_JOINTS)), max_size=14))
    return "".join(word + joint for word, joint in pairs)


@given(_texts())
@examples(1500)
@example("Dòng một.\nDòng hai.\n\nĐoạn hai.")
@example("a\n b")
@example("a \nb")
@example("2026\nlà năm")
@example("Ngày 1. Họp")
def test_the_short_way_gives_the_bytes_of_the_long_way(text: str) -> None:
    """Plain Vietnamese, with any punctuation, figures, dashes, blank lines and odd spaces."""
    assert prose(text) == full_prose(text)


@given(_texts(marks=True))
@examples(500)
def test_with_markdown_signs_the_two_ways_agree_too(text: str) -> None:
    """A sign of Markdown sends the text the long way, so there is nothing to disagree about."""
    assert prose(text) == full_prose(text)


@given(st.text(st.characters(max_codepoint=0x2FFFF, exclude_categories=["Cs"]), max_size=12))
@examples(800)
def test_no_single_character_tells_the_two_ways_apart(text: str) -> None:
    """Any text of Unicode."""
    assert prose(text) == full_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ngõ 34 phố Mẫu có nhiều bóng đèn không sáng. Đề nghị phường thay sớm!",
        "Kinh phí 3.000.000 đồng (ba triệu đồng); xong trước 14/3/2026.\n\nTổ 3 – “đồng ý”.",
        "Hỏi: khi nào sửa?\nĐáp: tháng 6/2026…",
    ],
)
def test_everyday_opinions_take_the_short_way(text: str) -> None:
    """The pattern stays narrow: the words of an ordinary opinion do not need Markdown."""
    assert engine._MARKED.search(text) is None


class _Audit(HTMLParser):
    """Collects what a browser would see: tags, attributes, text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.odd: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_decl(self, decl: str) -> None:
        self.odd.append(decl)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.odd.append(data)


def _as_browsers_read(address: str) -> str:
    return re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33))))


def _assert_harmless(html: str) -> _Audit:
    audit = _Audit(html)
    assert audit.odd == []
    for tag, attributes in audit.tags:
        assert tag in TAGS
        assert set(attributes) <= OF_RECORDS.get(tag, set()) | ({"rel"} if tag == "a" else set())
        address = _as_browsers_read(attributes.get("href") or "")
        assert urlsplit(address).scheme in {"", *SCHEMES}
        assert not address.lower().startswith(("javascript", "data:", "vbscript"))
    return audit


# python-markdown loses some words after such an address; nh3 drops what stands within these elements.
LOSSY = {"markdown link, quote in address", "image onerror"}
ATTACKS = {
    "script": "Trước <script>alert(1)</script> sau",
    "script block": "Trước\n\n<script>\nalert(1)\n</script>\n\nsau",
    "script upper case": "Trước <ScRiPt src=//x.vn/a.js></sCrIpT> sau",
    "script not closed": "Trước <script>alert(1) sau",
    "script split": "Trước <scr<script>ipt>alert(1)</scr</script>ipt> sau",
    "script with slash": "Trước <script/x>alert(1)</script> sau",
    "script in a link text": "Trước [<script>alert(1)</script>](https://a.vn) sau",
    "script in bold": "Trước **<script>alert(1)</script>** sau",
    "script in a table": "Trước\n\n| a | <script>alert(1)</script> |\n|---|---|\n| b | c |\n\nsau",
    "script in a heading": "Trước\n\n## <script>alert(1)</script>\n\nsau",
    "script in a list": "Trước\n\n- một\n- <script>alert(1)</script>\n\nsau",
    "event handler": "Trước <img src=x onerror=alert(1)> sau",
    "event handler on a kept tag": "Trước <p onclick=alert(1)>giữa</p> sau",
    "event handler without quotes": "Trước <b onmouseover=alert(1)//>giữa</b> sau",
    "event handler with a newline": "Trước <a\nonclick=alert(1)\nhref=#>giữa</a> sau",
    "event handler with a slash": "Trước <svg/onload=alert(1)> sau",
    "body onload": "Trước <body onload=alert(1)> sau",
    "details ontoggle": "Trước <details open ontoggle=alert(1)>giữa</details> sau",
    "iframe": "Trước <iframe src=https://a.vn></iframe> sau",
    "iframe srcdoc": "Trước <iframe srcdoc='<script>alert(1)</script>'></iframe> sau",
    "svg": "Trước <svg><script>alert(1)</script></svg> sau",
    "svg animate": "Trước <svg><animate xlink:href=#a attributeName=href values=javascript:alert(1) /></svg> sau",
    "math": "Trước <math><maction actiontype='statusline#' xlink:href='javascript:alert(1)'>giữa</maction></math> sau",
    "style tag": "Trước <style>body{background:url(javascript:alert(1))}</style> sau",
    "style attribute": "Trước <p style='background:url(javascript:alert(1))'>giữa</p> sau",
    "link tag": "Trước <link rel=stylesheet href=//x.vn> sau",
    "meta refresh": "Trước <meta http-equiv=refresh content='0;url=javascript:alert(1)'> sau",
    "base": "Trước <base href=javascript:alert(1)//> sau",
    "object": "Trước <object data=data:text/html;base64,PHNjcmlwdD4=></object> sau",
    "embed": "Trước <embed src=javascript:alert(1)> sau",
    "form": "Trước <form action=javascript:alert(1)><input type=submit></form> sau",
    "button formaction": "Trước <button formaction=javascript:alert(1)>giữa</button> sau",
    "noscript": 'Trước <noscript><p title="</noscript><img src=x onerror=alert(1)>">x</p></noscript> sau',
    "template": "Trước <template><script>alert(1)</script></template> sau",
    "comment": "Trước <!-- <script>alert(1)</script> --> sau",
    "conditional comment": "Trước <!--[if IE]><script>alert(1)</script><![endif]--> sau",
    "comment not closed": "Trước sau <!-- <script>alert(1)",
    "cdata": "Trước <![CDATA[<script>alert(1)</script>]]> sau",
    "cdata not closed": "Trước sau <![CDATA[",
    "marked section": "Trước <![if x]> sau",
    "declaration": "Trước <!DOCTYPE html> sau",
    "odd declaration": "Trước sau <!x",
    "processing": "Trước <?php echo 1 ?> sau",
    "processing not closed": "Trước sau <?x",
    "raw javascript link": "Trước <a href=javascript:alert(1)>giữa</a> sau",
    "raw link, entity": "Trước <a href='&#106;avascript:alert(1)'>giữa</a> sau",
    "raw link, hex entity": "Trước <a href='&#x6A;avascript&#x3A;alert(1)'>giữa</a> sau",
    "raw link, tab": "Trước <a href='java\tscript:alert(1)'>giữa</a> sau",
    "raw link, newline entity": "Trước <a href='java&NewLine;script:alert(1)'>giữa</a> sau",
    "raw link, control sign": "Trước <a href='\x01javascript:alert(1)'>giữa</a> sau",
    "raw link, upper case": "Trước <A HREF=JaVaScRiPt:alert(1)>giữa</A> sau",
    "raw link, data": "Trước <a href=data:text/html,<script>alert(1)</script>>giữa</a> sau",
    "raw link, vbscript": "Trước <a href=vbscript:msgbox(1)>giữa</a> sau",
    "raw link, target": "Trước <a href=https://a.vn target=_blank onclick=x>giữa</a> sau",
    "markdown javascript link": "Trước [giữa](javascript:alert(1)) sau",
    "markdown link, entity": "Trước [giữa](&#106;avascript:alert(1)) sau",
    "markdown link, spaces": "Trước [giữa](  javascript:alert(1)) sau",
    "markdown link, angle": "Trước [giữa](<javascript:alert(1)>) sau",
    "markdown link, upper case": "Trước [giữa](JAVASCRIPT:alert(1)) sau",
    "markdown link, data": "Trước [giữa](data:text/html;base64,PHNjcmlwdD4=) sau",
    "markdown link, title": "Trước [giữa](https://a.vn '\" onclick=alert(1) x=\"') sau",
    "markdown link, quote in address": 'Trước [giữa](https://a.vn/"onclick="alert(1)) sau',
    "reference link": "Trước [giữa][x] sau\n\n[x]: javascript:alert(1)",
    "image": "Trước ![giữa](javascript:alert(1)) sau",
    "image onerror": 'Trước ![giữa](x"onerror="alert(1)) sau',
    "autolink": "Trước <javascript:alert(1)> sau",
    "autolink data": "Trước <data:text/html,x> sau",
    "autolink mail": "Trước <javascript:x@a.vn> sau",
    "entity script": "Trước &lt;script&gt;alert(1)&lt;/script&gt; sau",
    "double entity": "Trước &amp;lt;script&amp;gt; sau",
    "nested tags": "Trước <b><i><script>alert(1)</script></i></b> sau",
    "tag not closed": "Trước sau <img src=x onerror=alert(1)",
    "tag closed late": "Trước <p title='>' onclick='alert(1)'>giữa</p> sau",
    "backtick attribute": "Trước <a href=`javascript:alert(1)`>giữa</a> sau",
    "null in a tag": "Trước <scr\x00ipt>alert(1)</scr\x00ipt> sau",
    "full width signs": "Trước ＜script＞alert(1)＜/script＞ sau",
    "textarea": "Trước <textarea></textarea><script>alert(1)</script> sau",
    "xmp": "Trước <xmp><script>alert(1)</script></xmp> sau",
    "plaintext": "Trước sau <plaintext>",
    "code": "Trước `<script>alert(1)</script>` sau",
    "indented code": "Trước\n\n    <script>alert(1)</script>\n\nsau",
    "attr list": "Trước **giữa**{: onclick=alert(1) } sau",
    "heading id": "Trước\n\n## giữa {: id=x onclick=alert(1) }\n\nsau",
    "stash sign": "Trước \x02wzxhzdk:0\x03 <script>alert(1)</script> sau",
    "brackets": "Trước sau " + "[" * 5000,
    "quotes of quotes": "Trước sau\n\n" + "> " * 3000 + "x",
    "lists of lists": "Trước sau\n\n" + "".join("    " * depth + "- a\n" for depth in range(400)),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_leaves_its_text_and_loses_its_danger(name: str) -> None:
    """Only allowed tags, attributes and schemes come out, and the words around stay."""
    html = prose(ATTACKS[name])
    audit = _assert_harmless(html)
    assert "Trước" in audit.words
    if name not in LOSSY:
        assert "sau" in audit.words
        assert "giữa" in audit.words or "giữa" not in ATTACKS[name]


@given(st.lists(st.sampled_from([*ATTACKS.values(), *"<>'\"a", "](", "\n\n", "- ", "&#"]), max_size=5).map("".join))
@examples(200)
def test_attacks_set_side_by_side_stay_harmless(text: str) -> None:
    """Whatever one attack leaves open, the next cannot use."""
    _assert_harmless(prose(text))


@given(st.text(st.sampled_from("<>/!?-[]()'\"=&#;:abs \n`*_~|x"), max_size=40))
@examples(800)
def test_no_text_makes_the_parser_fail(text: str) -> None:
    """Broken HTML and broken Markdown are text."""
    _assert_harmless(prose(text))


def test_what_is_allowed_stays() -> None:
    """Lists, emphasis, tables, links and headings with folded ids."""
    table = "| a | b |\n|---|---|\n| c | d |\n"
    found = prose(f"## Đất đai\n\n**đậm** *nghiêng* [xem](https://a.vn)\n\n1. một\n2. hai\n\n{table}")
    assert '<h3 id="vb-dat-dai">Đất đai</h3>' in found
    assert '<a href="https://a.vn" rel="noopener noreferrer">xem</a>' in found
    assert all(f"<{tag}" in found for tag in ("strong", "em", "ol", "li", "table", "td"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[Trả lời]: chumot", "<p>[Trả lời]: chumot</p>"),
        ("[1]: https://chumot.vn", "<p>[1]: https://chumot.vn</p>"),
        ("Xem [1][a].\n\n[a]: https://a.vn 'A'", "<p>Xem [1][a].</p>\n<p>[a]: https://a.vn 'A'</p>"),
        ("#5 phố Mẫu hỏng đèn", "<p>#5 phố Mẫu hỏng đèn</p>"),
        ("Số\n#5 phố Mẫu", "<p>Số\n#5 phố Mẫu</p>"),
        ("#", "<p>#</p>"),
        ("## Môn C# ##", '<h3 id="vb-mon-c">Môn C#</h3>'),
        ("Rộng 4*15*3 mét, *dài* 2*3*a", "<p>Rộng 4*15*3 mét, <em>dài</em> 2*3*a</p>"),
        ("2*(3+4)*5, 2**3**4, 4_5_6, a__b__c", "<p>2*(3+4)*5, 2**3**4, 4_5_6, a__b__c</p>"),
        ("*rộng 2*3 mét*", "<p><em>rộng 2*3 mét</em></p>"),
        ("**Kính gửi**ông ***x***", "<p><strong>Kính gửi</strong>ông <strong><em>x</em></strong></p>"),
        ("[2*3*4](https://a.vn/2*3*4)", '<p><a href="https://a.vn/2*3*4" rel="noopener noreferrer">2*3*4</a></p>'),
        ("AA <svg> <details>chữ</details> BB", "<p>AA  chữ BB</p>"),
        ("AA <template>chữ</template> <math>x</math> BB", "<p>AA chữ x BB</p>"),
        ("AA <title>một</title> <textarea>hai</textarea> <xmp>ba</xmp> BB", "<p>AA một hai ba BB</p>"),
        ("AA <?php chữ ?> BB", "<p>AA &lt;?php chữ ?&gt; BB</p>"),
        ("AA <!-- ẩn\n\nmất --> BB", "<p>AA  BB</p>"),
        ("AA <!-- chữ\n\nBB", "<p>AA &lt;!-- chữ</p>\n<p>BB</p>"),
        ("<!-- chữ\n\nBB", "<p>&lt;!-- chữ</p>\n<p>BB</p>"),
        ("<?php chữ ?>\n\nBB", "<p>&lt;?php chữ ?&gt;</p>\n<p>BB</p>"),
        ("AA `<?php <!-- x -->` BB", "<p>AA <code>&lt;?php &lt;!-- x --&gt;</code> BB</p>"),
        ("    Thụt đầu dòng", "<p>Thụt đầu dòng</p>"),
        ("a\n\n\tThụt đầu dòng", "<p>a</p>\n<p>Thụt đầu dòng</p>"),
    ],
)
def test_what_a_clerk_types_stays_words(text: str, html: str) -> None:
    """Signs that Markdown could take for something else, and how far a line is set in."""
    assert prose(text) == html


def test_headings_of_one_name_get_ids_of_their_own() -> None:
    """And the next text starts anew."""
    twice = prose("## Giá\n\na\n\n## Giá\n")
    assert re.findall(r'id="([^"]+)"', twice) == ["vb-gia", "vb-gia_1"]
    assert 'id="vb-gia"' in prose("## Giá\n")


def test_a_tangled_text_is_shown_as_it_is_typed() -> None:
    """Where Markdown would take minutes or break, the reader still gets every sign."""
    text = "Mở đầu <b>\n\n" + "[" * 3000
    html = prose(text)
    assert _Audit(html).words.replace("\n", "") == text.replace("\n", "")
    assert html.startswith("<p>Mở đầu &lt;b&gt;</p>\n<p>[")


def test_what_the_libraries_made_of_a_record_s_text_is_taken_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the text is another one; a text without marks is rendered sooner than looked up."""
    rendered: list[str] = []
    whole = engine.full_prose
    monkeypatch.setattr(engine, "full_prose", lambda text: rendered.append(text) or whole(text))
    texts = ("## Một", "## Một", "## Hai", "Ba", "## Hai")
    read = [engine.kept_in(Cache(tmp_path))(text, "phuong-mau/2026/ke-hoach") for text in texts]
    assert read == [prose(text) for text in texts]
    assert rendered[:2] == ["## Một", "## Hai"]
    assert {one.suffix for one in tmp_path.iterdir()} == {".json"}
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("kept", ["", "[]", '{"key": "khác", "html": "<p>x</p>"}', '{"html": 1}', "\x00"])
def test_a_kept_text_that_does_not_read_is_rendered(tmp_path: Path, kept: str) -> None:
    read = engine.kept_in(Cache(tmp_path))
    read("## Một", "a")
    next(tmp_path.iterdir()).write_text(kept, "utf-8")
    assert read("## Một", "a") == prose("## Một")
