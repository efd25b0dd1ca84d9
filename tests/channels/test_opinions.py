"""Where each opinion stands, as the site shows it: pages, lists by facet, what is merged, forwarded or withheld."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reading.minimal import MINIMAL, copy_minimal
from sample import Html, build_site, copy_site, read_page, tree

WARD = "co-quan/phuong-mau/"
LISTS = f"{WARD}kien-nghi/"
FIRST = f"{WARD}2026/doi-thoai-1/kien-nghi/"


@pytest.fixture(scope="module")
def site(public: Path) -> dict[str, bytes]:
    return tree(public)


def page(site: dict[str, bytes], address: str) -> Html:
    return read_page(site[f"{address}index.html"])


def test_a_reopened_opinion_shows_who_reopened_it_by_when_and_what_comes_next(site: dict[str, bytes]) -> None:
    """The timeline tells of the finding, though no file of the opinion does."""
    text = page(site, f"{FIRST}005/").text
    assert "Đã mở lại" in text
    assert "31/12/2026, đặt ngày 16/10/2026 khi mở lại, Ủy ban Mặt trận Tổ quốc Việt Nam phường (14/BC-MTTQ)" in text
    assert "15/5/2026, đặt ngày 20/3/2026 khi giao giải quyết (21/TB-UBND)" in text
    assert "Tiếp theo: Phòng Văn hóa - Xã hội phải báo kết quả chậm nhất ngày 31/12/2026." in text
    assert "Hỏi thêm: 024.7300.0000" in text


def test_a_merged_opinion_keeps_its_address_and_says_whose_outcome_it_shows(site: dict[str, bytes]) -> None:
    """Both addresses work and link each other."""
    merged, target = page(site, f"{FIRST}006/"), page(site, f"{FIRST}004/")
    assert "Kết quả hiện ở đây là của Kiến nghị số 004" in merged.text
    assert "Đã giải quyết xong" in merged.text
    assert any(link.endswith("kien-nghi/004/") for link in merged.links)
    assert any(link.endswith("kien-nghi/006/") for link in target.links)


def test_a_forwarded_opinion_says_to_whom_when_and_whether_the_citizen_was_told(site: dict[str, bytes]) -> None:
    """What is missing is said, not left out."""
    assert "Sở Giáo dục và Đào tạo thành phố Mẫu, ngày 27/3/2026; đã báo cho người nêu ngày 30/3/2026" in (
        page(site, f"{FIRST}011/").text
    )
    assert "Sở Xây dựng thành phố Mẫu, ngày 27/3/2026; chưa báo cho người nêu" in page(site, f"{FIRST}012/").text


def test_an_item_shows_what_the_unit_reports_beside_what_monitoring_found(site: dict[str, bytes]) -> None:
    """Two tellings side by side, and the item reopened where they differ."""
    text = page(site, f"{WARD}2026/doi-thoai-1/ket-luan/").text
    item = text[text.index("5. Cho các hộ nuôi chó") : text.index("6. Lập lại trật tự")]
    assert "Đơn vị báo: ✓ đã thực hiện xong Giám sát: ◐ làm chưa triệt để mở lại sau giám sát" in item
    assert "31/12/2026 (hạn ban đầu 15/5/2026)" in item
    assert "Giám sát: ○ chưa kiểm tra" in text


def test_an_item_reported_as_done_without_evidence_says_so(tmp_path: Path) -> None:
    """Beside the tick: the unit says so of itself."""
    site = copy_minimal(tmp_path)
    file = site / "content/phuong-thu/2026/doi-thoai-1/ket-luan.md"
    done = "    thực hiện:\n      - ngày: 15/4/2026\n        mức: đã thực hiện xong\n"
    for more, told in (("", True), ("        căn cứ: Biên bản nghiệm thu\n", False)):
        head, rest = (MINIMAL / file.relative_to(site)).read_text("utf-8").rsplit("---\n", 1)
        file.write_text(f"{head}{done}{more}---\n{rest}", "utf-8")
        build_site(site)
        text = page(tree(site / "public"), "co-quan/phuong-thu/2026/doi-thoai-1/ket-luan/").text
        assert ("Đã thực hiện xong; đơn vị chưa nêu căn cứ" in text) is told


def test_every_opinion_is_on_one_list_of_each_facet_and_counts_agree(site: dict[str, bytes]) -> None:
    """What the list page promises in brackets is what the list of that value shows."""
    html = site[f"{LISTS}index.html"].decode()
    promised = re.findall(r'<li><a href="([^"]+)">[^<]+</a> \((\d+)\)</li>', html)
    assert len(promised) > 20
    for href, count in promised:
        address = re.sub(r"^(\.\./)+", "", href)
        if "/2026/" in address:  # a session's own page lists its opinions
            continue
        rows = site[f"{address}index.html"].decode().count('<th scope="row" data-label="Kiến nghị">')
        assert rows == int(count), address


def test_the_data_of_the_filters_has_every_opinion_with_its_codes(site: dict[str, bytes]) -> None:
    """The script can find each value that the choices offer, as often as they say."""
    text = site[f"{LISTS}du-lieu.js"].decode()
    rows = json.loads(text[len("doithoaiOpinions(") : text.rindex(",")])
    codes = [code for row in rows for code in row[10].split()]
    html = site[f"{LISTS}index.html"].decode()
    for facet in re.findall(r'<select name="([^"]+)">(.*?)</select>', html):
        for code, count in re.findall(r'<option value="([^"]+)">[^<]*\((\d+)\)</option>', facet[1]):
            assert codes.count(f"{facet[0]}/{code}") == int(count)


def test_an_opinion_without_a_day_of_its_own_shows_by_when_the_rules_want_its_session_answered(
    site: dict[str, bytes],
) -> None:
    """In the deadlines' own sentence, until somebody sets a day."""
    text = page(site, "co-quan/phuong-mau/2026/doi-thoai-4/kien-nghi/005/").text
    assert "Hạn: thứ Ba 15/12/2026 (10 ngày sau hội nghị 05/12/2026; theo" in text.replace("\n", " ")
    assert "(10 ngày sau hội nghị" not in page(site, f"{FIRST}001/").text


SECRETS = ("BÍMẬTTIÊUĐỀ", "BÍMẬTNỘIDUNG", "BÍMẬTNGƯỜINÊU", "BÍMẬTDIỄNBIẾN", "BÍMẬTNƠI", "BÍMẬTVĂNBẢN", "BÍMẬTQUA")
COMPLAINT = """---
tiêu đề: Tố cáo BÍMẬTTIÊUĐỀ
tiếp nhận:
  ngày: 24/2/2026
  qua: BÍMẬTQUA
tổ dân phố, thôn: tdp-1
lĩnh vực: [dat-dai]
người nêu: BÍMẬTNGƯỜINÊU
diễn biến:
  - ngày: 25/2/2026
    việc: trả lời bằng văn bản
    đơn vị: van-phong
    nội dung: BÍMẬTDIỄNBIẾN
    văn bản: BÍMẬTVĂNBẢN
  - ngày: 27/2/2026
    việc: {step}
    nội dung: BÍMẬTDIỄNBIẾN
    {more}
---
BÍMẬTNỘIDUNG
"""


@pytest.mark.parametrize("day", ["2026-02-26", "2026-11-20"])
def test_nothing_of_a_complaint_or_denunciation_is_published_on_any_channel(tmp_path: Path, day: str) -> None:
    """Secrets planted in every field are in no file of any channel, before and after it was redirected; nor are those
    of an opinion merged into it."""
    from datetime import date

    site = copy_site(tmp_path, "phuong-mau")
    folder = site / "content/phuong-mau/2026/doi-thoai-1/kien-nghi"
    (folder / "090.md").write_text(COMPLAINT.format(step="chuyển thủ tục khác", more="chuyển đến: BÍMẬTNƠI"), "utf-8")
    (folder / "091.md").write_text(COMPLAINT.format(step="gộp", more="gộp vào: 090"), "utf-8")
    build_site(site, cached=False, day=date.fromisoformat(day))
    found = tree(site / "public")
    assert f"{FIRST}090/index.html" in found
    assert "Nội dung không công khai" in found[f"{FIRST}091/index.html"].decode()
    bare = [secret.encode() for secret in SECRETS] + [_ascii(secret) for secret in SECRETS]
    assert [path for path, data in found.items() if any(secret in data for secret in bare)] == []
    assert not any("bimat" in path for path in found)


def _ascii(text: str) -> bytes:
    """As JSON or a search index might write it."""
    return json.dumps(text)[1:-1].encode()


def test_statistics_show_both_axes_with_the_definition_of_each_figure(site: dict[str, bytes]) -> None:
    """“All answered” cannot hide “not resolved”: the page says first how many answered ones are still open."""
    text = page(site, f"{WARD}thong-ke/").text
    assert re.search(
        r"Đã trả lời \d+ trên \d+ kiến nghị, nhưng \d+ kiến nghị đã trả lời vẫn chưa giải quyết xong", text
    )
    assert "Trả lời: đã trả lời tại hội nghị" in text and "Lần trả lời mới nhất là tại hội nghị." in text
    assert "Giải quyết: đã mở lại" in text and "Đã báo có kết quả, nay phải làm lại." in text
    assert "Giám sát: làm chưa triệt để" in text
    html = site[f"{WARD}thong-ke/index.html"].decode()
    charts = re.findall(r'<svg[^>]* role="img".*?</svg>', html, re.DOTALL)
    assert len(charts) > 10
    assert all("<title" in one and "<desc" in one for one in charts)
    data = json.loads(site[f"{WARD}thong-ke/so-lieu.json"])
    whole = page(site, "thong-ke/").text
    assert f"Đã trả lời {data['whole']['answered']} trên {data['whole']['total']} kiến nghị" in whole


def test_where_units_and_topics_do_not_add_up_the_page_says_why(site: dict[str, bytes]) -> None:
    """Opinions that nobody was given are in no unit's row, one of three topics is in three."""
    text = page(site, f"{WARD}thong-ke/").text
    data = json.loads(site[f"{WARD}thong-ke/so-lieu.json"])
    given = sum(one["total"] for one in data["units"].values())
    assert f"{data['whole']['total'] - given} kiến nghị chưa giao đơn vị nào không có ở đây" in text
    assert sum(one["total"] for one in data["topics"].values()) > data["whole"]["total"]
    assert "Kiến nghị thuộc nhiều lĩnh vực được tính ở từng lĩnh vực" in text
    assert "nên cộng lại không bằng tổng số" not in page(site, "thong-ke/").text.partition("Theo lĩnh vực")[0]


def test_whoever_withdrew_counts_where_the_definition_says(site: dict[str, bytes]) -> None:
    """The definition of “đã xong” names them, as they are counted; that of “đã chuyển” does not."""
    text = page(site, f"{WARD}thong-ke/").text
    data = json.loads(site[f"{WARD}thong-ke/so-lieu.json"])
    done = ("đã giải quyết xong", "đã giải thích, không có việc phải làm", "không thực hiện được", "người nêu đã rút")
    assert data["whole"]["done"] == sum(data["resolutions"][one] for one in done)
    assert "đã trả lời rõ vì sao không làm được, hoặc người nêu đã rút;" in text
    assert "đã chuyển cấp trên hoặc chuyển thủ tục khác;" in text


def test_each_unit_and_topic_has_a_small_chart_drawn_to_one_scale(site: dict[str, bytes]) -> None:
    """A bar of so many opinions is as long on one chart of a section as on the next; words and table say the same."""
    html = site[f"{WARD}thong-ke/index.html"].decode()
    data = json.loads(site[f"{WARD}thong-ke/so-lieu.json"])
    for section, groups in (("bang-1", data["units"]), ("bang-2", data["topics"])):
        longest = max(one["total"] for one in groups.values())
        charts = re.findall(rf'<svg[^>]*aria-labelledby="bd-{section}-.*?</svg>', html, re.DOTALL)
        assert len(charts) == len(groups)
        for chart, (name, one) in zip(charts, groups.items(), strict=True):
            assert f">{name}: {one['total']} kiến nghị</title>" in chart
            said = f"Trả lời: đã trả lời {one['answered']}, chưa trả lời {one['unanswered']}"
            assert said in chart and html.count(said[9:]) >= 2
            for kind, count in (("late", one["late"]), ("again", one["reopened"])):
                widths = re.findall(rf'class="dt-bar__{kind}" x="0" y="\d+" width="([\d.]+)"', chart)
                assert [float(width) for width in widths] == ([round(150 * count / longest, 1)] if count else [])
            columns = [
                int(count) for count in re.findall(r'height="[\d.]+"/><text class="dt-middle"[^>]*>(\d+)<', chart)
            ]
            assert columns == [count for count in (*one["waits"], one["unanswered"]) if count]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert not re.search(r'<[^>]* (?:style|on[a-z]+)="', html.partition("<main")[2].partition("</main>")[0])
