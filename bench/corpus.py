"""A reproducible corpus of dialogue records: `python -m bench.corpus DIR --records N --authorities M [--seed 1]`.

The same arguments give the same bytes. A record is one file below an authority's folder. Most are opinions, as in a
real ward; every corpus passes `doithoai check` without a remark. Nobody and no place in it exists.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench import words
from doithoai.domain.spoken_code import derived, free, grouped

AS_OF = date(2026, 11, 20)
"""The day the corpus is written on: what would be later has not happened yet."""

LEAST = 6
"""Records of the smallest authority: itself, a plan, a session, its conclusion, its log, an opinion."""

_PER_YEAR = 125
_MONTHS = (3, 6, 9, 12)
_DAYS_BEFORE_NOTICE, _DAYS_BEFORE_INTAKE_ENDS = 33, 8
_MARKDOWN_LIST, _EMPHASIS = 0.12, 0.08
"""How many opinions' texts hold a list or emphasis; the others are plain paragraphs."""

File = tuple[str, str]
_BREAK = "  "
"""At a line's end: Markdown's line break."""


@dataclass
class Ward:
    """One made-up authority, and what is drawn for it."""

    id: str
    place: str
    rng: Random
    groups: int
    number: int = 0
    year: int = 0
    opinions: int = 0

    @property
    def name(self) -> str:
        return f"Ủy ban nhân dân {self.place}"

    def next_number(self, year: int) -> int:
        """The next document number of a year."""
        self.number = self.number + self.rng.randint(1, 9) if year == self.year else self.rng.randint(3, 9)
        self.year = year
        return self.number


@dataclass
class Meeting:
    """One session: its days, its number of opinions, and what the conclusion will say of them."""

    ward: Ward
    year: int
    order: int
    day: date
    opinions: int
    concluded: date | None = None
    conclusion: str = ""
    assigned: dict[str, list[tuple[str, words.Matter, date, str]]] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        return f"content/{self.ward.id}/{self.year}/doi-thoai-{self.order}"

    @property
    def held(self) -> bool:
        return self.day <= AS_OF

    @property
    def announced(self) -> date:
        return self.day - timedelta(days=_DAYS_BEFORE_NOTICE)

    @property
    def intake_ends(self) -> date:
        return self.day - timedelta(days=_DAYS_BEFORE_INTAKE_ENDS)


class _Slots(dict[str, str]):
    """Words for the slots of a sentence, drawn anew at each place but for the ward's own group."""

    def __init__(self, rng: Random, group: str) -> None:
        super().__init__(group=group)
        self._rng = rng

    def __missing__(self, slot: str) -> str:
        draw = self._rng
        match slot:
            case "n":
                return str(draw.randint(2, 12))
            case "m":
                return str(10 * draw.randint(2, 40))
            case "hour":
                return str(draw.randint(17, 23))
            case "alley":
                return f"ngõ {draw.randint(2, 180)}"
            case _:
                return draw.choice({"street": words.STREETS, "spot": words.SPOTS, "since": words.SINCE}[slot])


def corpus(records: int, authorities: int, seed: int = 1) -> Iterator[File]:
    """Every file of the corpus: path from the site's folder, and text."""
    if records < LEAST * authorities:
        raise ValueError(f"{authorities} authorities need at least {LEAST * authorities} records")
    yield "site_config.yml", _yaml(_CONFIG)
    topics = [{"mã": code, "tên": name, "gọi khác": list(also)} for code, name, also in words.TOPICS]
    yield "content/linh-vuc.yml", _yaml({"lĩnh vực": topics})
    for name, text in words.ABOUT_PAGES.items():
        yield f"content/trang/{name}.md", text
    taken: set[str] = set()
    for index in range(authorities):
        share = records // authorities + (index < records % authorities)
        yield from (_with_own_code(file, taken) for file in _authority(_ward(index, seed), share))


def _with_own_code(file: File, taken: set[str]) -> File:
    """The file with a code written in it, as `doithoai new` does, where the one from its id is another record's."""
    path, text = file
    if not path.endswith(".md"):
        return file
    record = path.removeprefix("content/").removesuffix(".md")
    code = free(record, taken)
    taken.add(code)
    return file if code == derived(record) else (path, text.replace("---\n", f"---\nmã tra cứu: {grouped(code)}\n", 1))


_CONFIG = {
    "tên trang": "Đối thoại với Nhân dân",
    "địa chỉ trang": "https://doithoai.example.vn/",
    "mô tả": "Kế hoạch, lịch, kết luận và kết quả giải quyết kiến nghị sau các buổi đối thoại với Nhân dân.",
    "đơn vị quản lý": "Trang đo tốc độ của dự án doithoai",
    "lời dẫn": "Nơi xem khi nào có buổi đối thoại, gửi ý kiến thế nào, và ý kiến đã nêu được giải quyết đến đâu.",
    "chân trang": "Dữ liệu do máy soạn, không có thật.",
}


def _ward(index: int, seed: int) -> Ward:
    rng = Random(f"{seed}/{index}")  # a string seeds alike on every run and machine
    firsts, lasts = words.AREAS_FIRST, words.AREAS_LAST
    name = f"{firsts[index % len(firsts)]} {lasts[index // len(firsts) % len(lasts)]}"
    turn = index // (len(firsts) * len(lasts))
    place = f"phường {name}" + (f" {turn + 1}" if turn else "")
    return Ward(_slug(place), place, rng, rng.randint(5, 12))


def _slug(text: str) -> str:
    import unicodedata

    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "-".join("".join(char for char in bare if not unicodedata.combining(char)).split())


def _authority(ward: Ward, share: int) -> Iterator[File]:
    years = max(1, min(10, round(share / _PER_YEAR)))
    per_year = 4 if share >= 25 * years else 1
    fixed = 1 + sum(_fixed(year, per_year) for year in _years(years))
    yield f"content/{ward.id}/co-quan.yml", _yaml(_authority_data(ward))
    left, meetings = share - fixed, years * per_year
    for year in _years(years):
        counts = []
        for _ in range(per_year):
            counts.append(left // meetings)
            left, meetings = left - counts[-1], meetings - 1
        yield from _year(ward, year, counts)


def _years(count: int) -> range:
    return range(AS_OF.year - count + 1, AS_OF.year + 1)


def _fixed(year: int, meetings: int) -> int:
    """Records of a year that are not opinions: a plan; per session a schedule, a log and, once held, a conclusion."""
    held = sum(date(year, month, 28) <= AS_OF for month in _MONTHS[:meetings])
    return 1 + 2 * meetings + held


def _authority_data(ward: Ward) -> dict[str, Any]:
    groups = range(1, ward.groups + 1)
    return {
        "tên": ward.name,
        "tên ngắn": f"UBND {ward.place}",
        "loại": "Ủy ban nhân dân cấp xã",
        "thể thức": "nhà nước",
        "địa bàn": ward.place,
        "tỉnh, thành phố": "tỉnh Mẫu",
        "cơ quan cấp trên": "Ủy ban nhân dân tỉnh Mẫu",
        "người đứng đầu": "Chủ tịch Ủy ban nhân dân phường",
        "minh họa": "có",
        "liên hệ": {
            "điện thoại": ["024.7300.0000"],
            "thư điện tử": [f"doithoai@{ward.id.replace('-', '')}.example.vn"],
            "địa chỉ": f"Số 1 đường Minh Họa, {ward.place}",
            "nơi tiếp dân": "Bàn tiếp dân, tầng 1 trụ sở Ủy ban nhân dân phường",
            "giờ làm việc": "Thứ Hai đến thứ Sáu, sáng 8h00 - 11h30, chiều 13h30 - 16h30",
        },
        "tổ dân phố, thôn": [
            {
                "mã": f"tdp-{number}",
                "tên": f"Tổ dân phố số {number}",
                "số hộ": ward.rng.randint(180, 520),
                "nơi niêm yết": f"Bảng tin Nhà văn hóa Tổ dân phố số {number}",
            }
            for number in groups
        ],
        "bộ phận": [{"mã": code, "tên": name, "tên khác": list(also)} for code, name, also in words.UNITS],
        "nguồn": {"mô tả": "Dữ liệu do máy soạn để đo tốc độ"},
    }


def _year(ward: Ward, year: int, counts: list[int]) -> Iterator[File]:
    meetings = [
        Meeting(ward, year, order, _saturday(year, month, ward.rng), count)
        for order, (month, count) in enumerate(zip(_MONTHS, counts, strict=False), 1)
    ]
    yield f"content/{ward.id}/{year}/ke-hoach.md", _plan(ward, year, meetings)
    for meeting in meetings:
        session_number = ward.next_number(year)
        if meeting.held:
            meeting.concluded = meeting.day + timedelta(days=ward.rng.randint(5, 9))
            meeting.conclusion = f"{ward.next_number(year)}/TB-UBND"
        opinions = list(_opinions(meeting))
        yield f"{meeting.folder}/lich.md", _session(meeting, session_number)
        if meeting.held:
            yield f"{meeting.folder}/ket-luan.md", _conclusion(meeting)
        yield f"{meeting.folder}/cong-khai.yml", _yaml({"công khai": _log(meeting)})
        yield from opinions


def _saturday(year: int, month: int, rng: Random) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(5 - first.weekday()) % 7 + 7 * rng.randint(0, 2))


def _document(ward: Ward, number: int, symbol: str, day: date) -> dict[str, Any]:
    return {
        "số": number,
        "ký hiệu": symbol,
        "ngày": _day(day),
        "nơi ban hành": ward.place.removeprefix("phường "),
        "người ký": {"chức vụ": "Chủ tịch", "thay mặt": "TM. ỦY BAN NHÂN DÂN"},
        "nơi nhận": [
            {"nơi": words.DELEGATES[0], "mục đích": "để báo cáo"},
            {"nơi": words.DELEGATES[2], "mục đích": "để phối hợp"},
            {"nơi": f"Tổ trưởng {ward.groups:02d} tổ dân phố", "mục đích": "để thực hiện"},
            {"nơi": "VT, Văn phòng", "lưu": "có"},
        ],
        "kết thúc": "./.",
    }


def _plan(ward: Ward, year: int, meetings: list[Meeting]) -> str:
    signed = date(year, 1, ward.rng.randint(8, 28))
    number = ward.next_number(year)
    title = f"Kế hoạch đối thoại giữa Chủ tịch Ủy ban nhân dân phường với Nhân dân {ward.place} năm {year}"
    contents = ward.rng.sample(words.CONTENTS, 5)
    data = {
        "tiêu đề": title,
        "năm": year,
        "thể loại": "kế hoạch tổ chức đối thoại",
        "thể thức văn bản": _document(ward, number, "KH-UBND", signed),
        "căn cứ": [
            {"như in": text, "số ký hiệu": reference, "ngày": dated, "cơ quan ban hành": issuer}
            for text, reference, dated, issuer in words.BASES
        ],
        "mục đích": list(words.PURPOSES),
        "yêu cầu": list(words.REQUIREMENTS),
        "phương châm": "Dân biết, dân bàn, dân làm, dân kiểm tra, dân giám sát, dân thụ hưởng",
        "hình thức": "Trực tiếp; khi cần thì kết hợp trực tuyến",
        "nội dung": contents,
        "lĩnh vực": [code for code, _, _ in ward.rng.sample(words.TOPICS, 8)],
        "đối tượng": "Nhân dân đang sinh sống, làm việc trên địa bàn phường",
        "hoàn thành": f"trước 31/12/{year}",
        "buổi dự kiến": [
            {
                "tên": f"Buổi {meeting.order}",
                "thời gian": f"dự kiến tháng {meeting.day.month} năm {year}",
                "địa điểm": "Hội trường tầng 2, trụ sở Ủy ban nhân dân phường",
                "đối tượng": "Mọi người dân trên địa bàn",
                "buổi": f"doi-thoai-{meeting.order}",
            }
            for meeting in meetings
        ],
        "chủ trì": [{"chức vụ": "Chủ tịch Ủy ban nhân dân phường"}],
        "thư ký": [{"chức vụ": "Công chức Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường"}],
        "thành phần": _participants(),
        "chương trình": [_without_blanks({"nội dung": text, "người làm": by}) for text, _, by in words.AGENDA],
        "phân công": [
            {"đơn vị": unit, "nhiệm vụ": [{"việc": task} for task in tasks]} for unit, tasks in words.TASKS.items()
        ],
        "nguồn": {"mô tả": "Văn bản do máy soạn để đo tốc độ"},
    }
    return _markdown(data, _plan_text(ward, number, signed, meetings, contents))


def _plan_text(ward: Ward, number: int, signed: date, meetings: list[Meeting], contents: list[str]) -> str:
    letters = "abcdđegh"
    unit_names = {code: name for code, name, _ in words.UNITS}

    def lettered(lines: list[str]) -> str:
        return "\n\n".join(f"{letter}) {line}." for letter, line in zip(letters, lines, strict=False))

    duties = [
        f"### {order}. {unit_names[unit]}\n\n" + "\n\n".join(f"- {task};" for task in tasks)
        for order, (unit, tasks) in enumerate(words.TASKS.items(), 1)
    ]
    times = [f"Buổi {one.order}: dự kiến tháng {one.day.month} năm {signed.year}" for one in meetings]
    head = ward.name.upper()
    return f"""{head}

Số: {number:02d}/KH-UBND

{ward.place.removeprefix("phường ")}, ngày {signed.day:02d} tháng {signed.month:02d} năm {signed.year}

**KẾ HOẠCH**{_BREAK}
**Đối thoại giữa Chủ tịch Ủy ban nhân dân phường với Nhân dân năm {signed.year}**

{";{0}{0}".format(chr(10)).join(text for text, _, _, _ in words.BASES)};

{ward.name} ban hành Kế hoạch đối thoại giữa Chủ tịch Ủy ban nhân dân phường với Nhân dân năm {signed.year} như sau:

## I. MỤC ĐÍCH, YÊU CẦU

### 1. Mục đích

{lettered(list(words.PURPOSES))}

### 2. Yêu cầu

{lettered(list(words.REQUIREMENTS))}

## II. NỘI DUNG

### 1. Đối tượng, hình thức

Nhân dân đang sinh sống, làm việc trên địa bàn phường. Đối thoại trực tiếp; khi cần thì kết hợp trực tuyến.

### 2. Thời gian, địa điểm

{lettered(times)}

### 3. Thành phần

{lettered([*words.DELEGATES, *words.PEOPLE])}

### 4. Nội dung đối thoại

{"; ".join(contents)}.

### 5. Chương trình

| Bước | Việc | Số phút |
|---|---|---|
{chr(10).join(f"| {step} | {text} | {minutes} |" for step, (text, minutes, _) in enumerate(words.AGENDA, 1))}

## III. TỔ CHỨC THỰC HIỆN

{(chr(10) * 2).join(duties)}

Trên đây là Kế hoạch đối thoại năm {signed.year}; đề nghị các đơn vị căn cứ nhiệm vụ được phân công tổ chức thực hiện./.

**Nơi nhận:**

- {words.DELEGATES[0]} (để báo cáo);
- {words.DELEGATES[2]} (để phối hợp);
- Tổ trưởng {ward.groups:02d} tổ dân phố (để thực hiện);
- Lưu: VT, Văn phòng.

**TM. ỦY BAN NHÂN DÂN**{_BREAK}
**CHỦ TỊCH**"""


_DIALOGUE = "Đối thoại giữa Chủ tịch Ủy ban nhân dân phường với Nhân dân"


def _participants() -> list[dict[str, Any]]:
    return [{"nhóm": "Đại biểu phường", "gồm": list(words.DELEGATES)}, {"nhóm": "Nhân dân", "gồm": list(words.PEOPLE)}]


def _session(meeting: Meeting, number: int) -> str:
    draw, ward = meeting.ward.rng, meeting.ward
    topics = draw.sample(words.TOPICS, 4)
    data: dict[str, Any] = {
        "tiêu đề": f"{_DIALOGUE}, buổi {meeting.order} năm {meeting.year}",
        "kế hoạch": "ke-hoach",
        "loại": "thường kỳ",
        "hình thức": "trực tiếp",
        "ai được dự": "mọi người dân",
        "đối tượng": "Mọi người dân đang sinh sống, làm việc trên địa bàn phường, không cần giấy mời",
        "thời gian": list(_times(meeting)),
        "địa điểm": list(_places(meeting)),
        "chủ trì": [
            {"chức vụ": "Chủ tịch Ủy ban nhân dân phường"},
            {"chức vụ": "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam phường (mời cùng chủ trì)"},
        ],
        "thư ký": [{"chức vụ": "Công chức Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường"}],
        "thành phần": _participants(),
        "lĩnh vực": [code for code, _, _ in topics],
        "nội dung": [name for _, name, _ in topics] + [words.CONTENTS[-1]],
        "chương trình": [
            _without_blanks({"nội dung": text, "phút": minutes, "người làm": by}) for text, minutes, by in words.AGENDA
        ],
        "góp ý trước": {
            "hạn": _day(meeting.intake_ends),
            "cách gửi": [*words.WAYS, "Gọi số 024.7300.0000 trong giờ làm việc"],
        },
        "thể thức văn bản": _document(ward, number, "TB-UBND", meeting.announced),
    }
    if meeting.held:
        attendance, speakers = draw.randint(60, 240), draw.randint(6, 25)
        data["đã tổ chức"] = {
            "ngày": _day(meeting.day),
            "số người dự": attendance,
            "số lượt phát biểu": speakers,
            "tóm tắt": f"{attendance} người dự, {speakers} lượt phát biểu; chủ trì trả lời ngay phần lớn ý kiến",
        }
    day = f"ngày {meeting.day.day} tháng {meeting.day.month} năm {meeting.day.year}"
    return _markdown(
        data,
        f"{ward.name} trân trọng thông báo: buổi đối thoại thứ {meeting.order} trong năm tổ chức vào sáng thứ Bảy, "
        f"{day}.\n\nMọi người dân đều được dự và được phát biểu. Ai không đến được có thể gửi ý kiến trước; ý kiến gửi "
        "trước được xếp trả lời ở phần đầu buổi.",
    )


def _times(meeting: Meeting) -> Iterator[dict[str, Any]]:
    last = {"ngày": f"thứ Bảy, {_day(meeting.day)}", "từ": "8h00", "đến": "11h00", "công bố": _day(meeting.announced)}
    moved = meeting.day - timedelta(days=14)
    if meeting.ward.rng.random() < 0.2 and moved <= AS_OF:
        earlier = meeting.day - timedelta(days=7)
        yield last | {"ngày": f"thứ Bảy, {_day(earlier)}"}
        last |= {"công bố": _day(moved), "lý do": "Trùng lịch họp của Hội đồng nhân dân tỉnh"}
    yield last


def _places(meeting: Meeting) -> Iterator[dict[str, Any]]:
    draw = meeting.ward.rng
    yield {
        "nơi": "Hội trường tầng 2, trụ sở Ủy ban nhân dân phường",
        "địa chỉ": f"Số 1 đường Minh Họa, {meeting.ward.place}",
        "chỉ đường": "Vào cổng chính; gửi xe miễn phí ở sân sau; có thang máy cho xe lăn",
        "công bố": _day(meeting.announced),
    }
    elsewhere = meeting.day - timedelta(days=10)
    if draw.random() < 0.15 and elsewhere <= AS_OF:
        group = draw.randint(1, meeting.ward.groups)
        yield {
            "nơi": f"Nhà văn hóa Tổ dân phố số {group}",
            "công bố": _day(elsewhere),
            "lý do": "Hội trường trụ sở đang sửa hệ thống điện",
        }


def _log(meeting: Meeting) -> list[dict[str, Any]]:
    by, where = "Phòng Văn hóa - Xã hội", f"Bảng tin trụ sở và nhà văn hóa {meeting.ward.groups:02d} tổ dân phố"
    posted = {
        "hình thức": "niêm yết",
        "việc": "lịch",
        "nơi": where,
        "đến ngày": _day(meeting.day + timedelta(days=2)),
        "người thực hiện": "Văn phòng",
    }
    spoken = {
        "giờ": "17h00",
        "hình thức": "loa truyền thanh",
        "việc": "lịch",
        "nơi": "Toàn bộ các cụm loa",
        "người thực hiện": by,
    }
    entries = [
        (
            meeting.announced,
            {
                "hình thức": "cổng thông tin",
                "việc": "lịch",
                "nơi": "Trang thông tin điện tử phường",
                "người thực hiện": by,
            },
        ),
        (meeting.announced, posted),
        (meeting.announced, spoken),
        *((meeting.day - timedelta(days=days), spoken | {"việc": "nhắc lịch"}) for days in (7, 3, 1)),
    ]
    if meeting.concluded:
        entries.append((meeting.concluded, spoken | {"việc": "kết luận"}))
    return [{"ngày": _day(day), **entry} for day, entry in entries if day <= AS_OF]


def _conclusion(meeting: Meeting) -> str:
    assert meeting.concluded
    number, _, symbol = meeting.conclusion.partition("/")
    items = list(_items(meeting))
    names = {code: name for code, name, _ in words.UNITS}
    decided = "\n\n".join(
        f"**{item['số']}.** {item['nội dung']}. Giao {names[item['đơn vị']]} chủ trì. Thời hạn: ngày {item['hạn']}."
        for item in items
    )
    day = _day(meeting.day)
    return _markdown(
        {
            "tiêu đề": f"Thông báo kết luận: {_DIALOGUE}, ngày {day}",
            "thể thức văn bản": _document(meeting.ward, int(number), symbol, meeting.concluded),
            "tóm tắt": f"Chủ tịch phường giao {len(items)} việc, mỗi việc có đơn vị chịu trách nhiệm và thời hạn",
            "kết luận": items,
            "nguồn": {"mô tả": "Dữ liệu do máy soạn để đo tốc độ"},
        },
        f"Ngày {day}, Chủ tịch Ủy ban nhân dân phường đã đối thoại trực tiếp với Nhân dân. Sau khi nghe ý kiến của "
        f"Nhân dân và trả lời của các đơn vị, Chủ tịch Ủy ban nhân dân phường kết luận:\n\n{decided}\n\n"
        "Giao Văn phòng theo dõi, đôn đốc, công khai kết quả thực hiện./.",
    )


def _items(meeting: Meeting) -> Iterator[dict[str, Any]]:
    """One decision for each topic with assigned opinions, at most four opinions each."""
    for order, named in enumerate(meeting.assigned.values(), 1):
        numbers, matter, due, result = [row[0] for row in named[:4]], *named[0][1:]
        item: dict[str, Any] = {
            "số": order,
            "nội dung": f"Giải quyết các kiến nghị về {_topic_name(matter.topic).lower()} nêu tại buổi đối thoại",
            "đơn vị": matter.unit,
            "hạn": _day(due),
            "kiến nghị": numbers,
        }
        reported = due - timedelta(days=meeting.ward.rng.randint(1, 12))
        if reported <= AS_OF:
            level = meeting.ward.rng.choice(("thực hiện một phần", "đã thực hiện xong"))
            item["thực hiện"] = [{"ngày": _day(reported), "mức": level, "căn cứ": result}]
        yield item


def _topic_name(code: str) -> str:
    return next(name for known, name, _ in words.TOPICS if known == code)


def _opinions(meeting: Meeting) -> Iterator[File]:
    for order in range(1, meeting.opinions + 1):
        yield f"{meeting.folder}/kien-nghi/{order:03d}.md", _opinion(meeting, order)


def _opinion(meeting: Meeting, order: int) -> str:
    draw = meeting.ward.rng
    matter = draw.choice(words.MATTERS)
    area = draw.randint(1, meeting.ward.groups)
    slots = _Slots(draw, f"Tổ dân phố số {area}")
    before = not meeting.held or draw.random() < 0.7
    latest = min(meeting.intake_ends, AS_OF)
    received = latest - timedelta(days=draw.randint(0, 20)) if before else meeting.day
    data = {
        "tiêu đề": _filled(draw.choice(matter.titles), slots),
        "loại": draw.choices(("kiến nghị", "phản ánh", "câu hỏi", "hiến kế"), (60, 25, 8, 7))[0],
        "tiếp nhận": {
            "ngày": _day(received),
            "giai đoạn": "trước hội nghị" if before else "tại hội nghị",
            "qua": draw.choice(words.VIA) if before else "phát biểu tại hội nghị",
        },
        "tổ dân phố, thôn": f"tdp-{area}",
        "lĩnh vực": [matter.topic],
        "người nêu": _filled(draw.choice(words.RAISERS), slots),
        "diễn biến": [
            {"ngày": _day(day), **_without_blanks(event)}
            for day, event in _events(meeting, order, matter, slots, received)
            if day <= AS_OF
        ],
    }
    return _markdown(data, _body(matter, slots, draw))


def _body(matter: words.Matter, slots: _Slots, draw: Random) -> str:
    """Two to four sentences, in one paragraph or two; some with emphasis or a list."""
    told = [draw.choice(matter.complaints)]
    if draw.random() < 0.35:
        told.insert(0, draw.choice(words.OPENINGS))
    if draw.random() < 0.75:
        told.append(draw.choice(matter.effects))
    kind = draw.random()
    if kind < _EMPHASIS:
        told[-1] = f"{told[-1][:-1]}, {draw.choice(words.EMPHASES)}."
    asked = [draw.choice(matter.requests)]
    if len(told) < 3 and draw.random() < 0.3:
        asked.append(draw.choice(words.CLOSINGS))
    first, second = (" ".join(_filled(one, slots) for one in part) for part in (told, asked))
    text = f"{first}\n\n{second}" if draw.random() < 0.25 else f"{first} {second}"
    if kind > 1 - _MARKDOWN_LIST:
        wishes = draw.sample(words.LIST_ITEMS, draw.randint(2, 4))
        text += f"\n\n{words.LIST_INTRO}\n\n" + "\n".join(f"- {_filled(one, slots)};" for one in wishes)
    return text


def _filled(sentence: str, slots: _Slots) -> str:
    text = sentence.format_map(slots)
    return text[0].upper() + text[1:]


_Events = Iterator[tuple[date, dict[str, Any]]]


def _events(meeting: Meeting, order: int, matter: words.Matter, slots: _Slots, received: date) -> _Events:
    """What became of an opinion, in order; the caller drops what has not happened yet."""
    draw = meeting.ward.rng
    before = received < meeting.day
    if before:
        yield received, {"việc": "tiếp nhận", "đơn vị": draw.choice(("van-phong", "mat-tran"))}
        if order > 3 and draw.random() < 0.04:
            same = draw.randint(1, order - 1)
            text = f"Cùng nội dung với kiến nghị {same:03d}"
            yield (
                meeting.intake_ends,
                {"việc": "gộp", "đơn vị": "van-phong", "nội dung": text, "gộp vào": f"{same:03d}"},
            )
            return
    if not meeting.concluded:
        return
    left = draw.random() < 0.08
    if left:
        yield (
            meeting.day,
            {"việc": "chủ trì chưa trả lời", "đơn vị": matter.unit, "nội dung": "Cần kiểm tra thêm rồi trả lời"},
        )
    else:
        answer = _filled(draw.choice(matter.answers), slots)
        yield meeting.day, {"việc": "trả lời tại hội nghị", "đơn vị": matter.unit, "nội dung": answer}
        if draw.random() < 0.15:
            yield (
                meeting.day,
                {"việc": "đã giải thích", "đơn vị": matter.unit, "nội dung": "Người nêu nhất trí với trả lời"},
            )
            return
    yield from _work(meeting, order, matter, slots, left)


def _work(meeting: Meeting, order: int, matter: words.Matter, slots: _Slots, left: bool) -> _Events:
    """From the conclusion on: assigned, begun, perhaps put off, and how it ended; what the chair `left` is answered."""
    draw = meeting.ward.rng
    assert meeting.concluded
    due = meeting.concluded + timedelta(days=draw.randint(20, 75))
    result = _filled(draw.choice(matter.results), slots)
    meeting.assigned.setdefault(matter.topic, []).append((f"{order:03d}", matter, due, result))
    task = draw.choice(matter.requests).removeprefix("Đề nghị ").rstrip(".")
    yield meeting.concluded, {"việc": "giao giải quyết", "đơn vị": matter.unit, "nội dung": _filled(task, slots),
                              "hạn": _day(due), "văn bản": meeting.conclusion}  # fmt: skip
    if draw.random() < 0.08:
        yield due, {"việc": "chuyển cấp trên", "đơn vị": "van-phong", "chuyển đến": "Sở Xây dựng tỉnh Mẫu",
                    "văn bản": f"{draw.randint(30, 400)}/UBND-KT"}  # fmt: skip
        return
    if draw.random() < 0.5:
        begun = meeting.concluded + timedelta(days=draw.randint(4, 18))
        yield (
            begun,
            {"việc": "đang giải quyết", "đơn vị": matter.unit, "nội dung": "Đã khảo sát thực tế cùng tổ dân phố"},
        )
    if draw.random() < 0.15:
        later = due + timedelta(days=draw.randint(20, 60))
        yield due, {"việc": "gia hạn", "đơn vị": matter.unit, "nội dung": "Chờ bố trí kinh phí", "hạn": _day(later)}
        due = later
    step = draw.choices(("giải quyết xong", "giải quyết một phần", "không thực hiện được", ""), (64, 16, 5, 15))[0]
    if step and left:
        yield due, {"việc": "trả lời bằng văn bản", "đơn vị": matter.unit, "nội dung": "Đã gửi trả lời cho người nêu"}
    if step:
        yield due, {"việc": step, "đơn vị": matter.unit, "nội dung": result}


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _without_blanks(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value != ""}


def _markdown(data: dict[str, Any], text: str) -> str:
    return f"---\n{_yaml(data)}---\n{text}\n"


def _yaml(data: dict[str, Any]) -> str:
    return "".join(f"{line}\n" for line in _lines(data))


def _lines(value: dict[str, Any] | list[Any]) -> Iterator[str]:
    """YAML of the few shapes used here, as a clerk would type it: no library, so that no release changes a byte."""
    rows = value.items() if isinstance(value, dict) else ((None, one) for one in value)
    for key, one in rows:
        head = "-" if key is None else f"{key}:"
        if key == "kiến nghị" and one:
            yield f"{head} [{', '.join(one)}]"
        elif isinstance(one, (dict, list)):
            below = [f"  {line}" for line in _lines(one)]
            if key is None:
                below[0] = f"- {below[0].lstrip()}"
            else:
                yield head if below else f"{head} []"
            yield from below
        else:
            yield f"{head} {_scalar(one)}"


def _scalar(value: str | int) -> str:
    text = str(value)
    if ": " in text or " #" in text or text[0] in "-?:,[]{}#&*!|>'\"%@`" or text != text.strip():
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def write(folder: Path, records: int, authorities: int, seed: int = 1) -> int:
    """Write the corpus into a folder; how many files."""
    count = 0
    for path, text in corpus(records, authorities, seed):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
        count += 1
    return count


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=500)
    parser.add_argument("--authorities", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    count = write(given.folder, given.records, given.authorities, given.seed)
    print(f"{count} files in {given.folder}")


if __name__ == "__main__":
    main()
