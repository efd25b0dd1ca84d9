"""Drafts that a clerk edits: the supervision sheet, the half-year and yearly reports, the digest before a session.

Their tables come from the public edition of the day, so that they say what the site says and nothing that is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from doithoai.domain.conclusion import Conclusion, ConclusionItem
from doithoai.domain.dates import slashed
from doithoai.domain.documents import Document
from doithoai.domain.edition import Edition
from doithoai.domain.opinion import Opinion, Stage, Step
from doithoai.domain.records import Record
from doithoai.domain.register import session_id_of
from doithoai.domain.session import Session
from doithoai.domain.standing import Group, Resolution
from doithoai.domain.statistics import (
    Tally,
    carried_by,
    distribution,
    figures_of,
    is_told,
    item_tally,
    median_days,
    tally,
)
from doithoai.engines.templates import filled, text_templates
from doithoai.engines.theme import wording
from doithoai.problems import Place, Problem, Refusal
from doithoai.scaffold.saving import write_new
from doithoai.scaffold.usual import YEAR

FOLDER = "du-thao"
_FOLDER = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FILES = re.compile(r"/(?:lich|ket-luan)(?:\.(?:md|ya?ml))?$")
"""What stands behind a session's folder where a file of it is named."""
Facts = dict[str, Any]
EditionOn = Callable[[date], Edition]


def compose(name: str, target: str, edition_on: EditionOn, today: date, site: Path) -> tuple[str, str]:
    """The draft's Markdown and the day of its figures; `target`: a session's folder, or an authority and a year."""
    facts = _KINDS[name](target, edition_on, today)
    env = text_templates("drafts", site, {"w": wording()})
    return filled(env, _TEMPLATES[name], facts), facts["as_of"]


def target_of(typed: str) -> str:
    """What a draft is of, however a shell completed it: with `./`, `content/`, a slash or a file behind."""
    return _FILES.sub("", typed.removeprefix("./").strip("/").removeprefix("content/"))


def file_of(name: str, target: str) -> str:
    """Where the draft is written: outside of the records, which are what the site is made from."""
    return f"{FOLDER}/{name}-{target.replace('/', '-')}.md"


def write(site: Path, file: str, text: str) -> None:
    """Write the draft; never over one that somebody may have edited."""
    try:
        write_new(site / file, text.encode())
    except FileExistsError:
        mend = "đổi tên tệp cũ nếu muốn soạn lại từ đầu"
        raise Refusal([Problem("exists", "dự thảo này đã có, không ghi đè", mend, Place(file))]) from None


def _supervision(target: str, edition_on: EditionOn, today: date) -> Facts:
    edition = edition_on(today)
    session = _session(target, edition)
    notice = edition.dossier.conclusion_of(session)
    if notice is None:
        what = "buổi này chưa có thông báo kết luận để giám sát"
        raise _refused(session.id, what, "tạo thông báo kết luận trước: doithoai new conclusion")
    return {
        **_common(edition),
        "notice": {"title": notice.title, "number": _number(notice.document, edition)},
        "items": [_supervised(item, notice, edition) for item in notice.items],
    }


def _supervised(item: ConclusionItem, notice: Conclusion, edition: Edition) -> Facts:
    opinions = [found for one in item.opinions if (found := edition.dossier.opinion_at(notice, one))]
    last = item.progress[-1] if item.progress else None
    finding = item.findings[-1] if item.findings else None
    return {
        "number": item.number,
        "text": cell(item.text),
        "owner": edition.authority.unit_name(item.owner) if item.owner else "",
        "due": slashed(item.due_now) if item.due_now else "",
        "opinions": ", ".join(_numbered(one, notice, edition) for one in opinions),
        "reported": item.level.value,
        "evidence": cell(f"{slashed(last.on)}: {last.evidence or ''}") if last else "",
        "before": f"{finding.result.value} ({slashed(finding.on)})" if finding else item.monitored.value,
        "late": bool(item.due_now and item.due_now < edition.as_of and not item.is_settled),
    }


def _digest(target: str, edition_on: EditionOn, today: date) -> Facts:
    edition = edition_on(today)
    session = _session(target, edition)
    opinions = [one for one in edition.dossier.opinions_of(session)
                if one.received.stage is Stage.BEFORE and not one.is_withheld
                and edition.standing(one).resolution not in (Resolution.WITHDRAWN, Resolution.MERGED)]  # fmt: skip
    groups = [(topic.name, [one for one in opinions if edition.topics.codes(one.topics)[:1] == (topic.code,)])
              for topic in edition.topics.topics]  # fmt: skip
    groups.append((wording().say("drafts.no_topic"), [one for one in opinions if not edition.topics.codes(one.topics)]))
    return {
        **_common(edition),
        "session": {"title": session.title, "day": slashed(session.time.day) if session.time.day else ""},
        "total": len(opinions),
        "groups": [(name, [_asked(one, edition) for one in found]) for name, found in groups if found],
    }


def _asked(opinion: Opinion, edition: Edition) -> Facts:
    now = edition.standing(opinion)
    area = edition.authority.area(opinion.area) if opinion.area else None
    return {
        "number": opinion.number,
        "title": cell(opinion.title),
        "text": cell(opinion.text),
        "area": area.name if area else "",
        "received": slashed(opinion.received.on),
        "owner": edition.authority.unit_name(now.owner) if now.owner else "",
        "merged": ", ".join(_numbered(one, opinion, edition) for one in edition.merged_into(opinion)),
    }


def _numbered(opinion: Opinion, beside: Record, edition: Edition) -> str:
    """An opinion's number; of one from another session than a record's also which, since each counts from 001."""
    session = edition.dossier.session_of(opinion)
    if session is None or session_id_of(beside) == session.id:
        return opinion.number
    return cell(wording().say("drafts.of_session", opinion.number, session.title))


def _session_named(opinion: Opinion, edition: Edition) -> str:
    """The day on which its session was held; of one that was not, its title."""
    session = edition.dossier.session_of(opinion)
    if session is None:
        return ""
    return slashed(session.held.on) if session.held else cell(session.title)


def _half_year(target: str, edition_on: EditionOn, today: date) -> Facts:
    return _report(target, edition_on, today, (6, 30), "half")


def _year(target: str, edition_on: EditionOn, today: date) -> Facts:
    return _report(target, edition_on, today, (12, 31), "year")


def _report(target: str, edition_on: EditionOn, today: date, end: tuple[int, int], kind: str) -> Facts:
    authority, _, year = target.partition("/")
    if not YEAR.fullmatch(year):
        what = f"“{target}” thiếu năm, hoặc năm không đọc được"
        named = authority if _FOLDER.fullmatch(authority) else "phuong-mau"
        mend = f"ghi tên thư mục của cơ quan, dấu / rồi năm, ví dụ: {named}/{today.year}"
        raise Refusal([Problem("no-year", what, mend, Place(target))])
    first, last = date(int(year), 1, 1), date(int(year), *end)
    if first > today:
        raise Refusal([Problem("no-year", f"năm {year} chưa đến", "xem lại năm cần báo cáo", Place(target))])
    edition = edition_on(min(last, today))
    opinions = [one for one in edition.dossier.opinions if first <= one.received.on <= last]
    sessions = [one for one in edition.dossier.sessions if one.held and first <= one.held.on <= last]
    notices = [found for one in sessions if (found := edition.dossier.conclusion_of(one))]
    figures = figures_of(edition, opinions)
    open_ = [one for one in edition.dossier.opinions if edition.standing(one).group in (Group.WAITING, Group.DOING)]
    sent = [one for one in opinions if edition.standing(one).outcome is Resolution.FORWARDED]
    median = median_days(figures.days)
    return {
        **_common(edition),
        "period": wording().say(f"drafts.{kind}", year),
        "whole": asdict(figures.whole),
        "answers": dict(figures.answers),
        "resolutions": dict(figures.resolutions),
        "sessions": [
            _held(one, edition) for one in sorted(sessions, key=lambda one: one.held.on if one.held else last)
        ],
        "units": _tallied(figures.units.items()),
        "topics": _tallied(figures.topics.items()),
        "bins": distribution(figures.days),
        "median": "" if median is None else f"{median:g}".replace(".", ","),
        "timed": sum(figures.days.values()),
        "notes": {
            "units": _apart("by_unit", figures.whole, figures.units.values()),
            "topics": _apart("by_topic", figures.whole, figures.topics.values()),
        },
        "items": asdict(item_tally([item for notice in notices for item in notice.items], edition.as_of)),
        "open": [_still_open(one, edition) for one in open_ if not one.is_withheld],
        "sent": [_sent(one, edition) for one in sent],
        "reopened": [_still_open(one, edition) for one in opinions if edition.standing(one).reopened],
    }


def _apart(title: str, whole: Tally, groups: Iterable[Tally]) -> str:
    """Why groups do not add up to the whole, as the page of statistics says it; empty where they do."""
    apart = whole.total - sum(one.total for one in groups)
    return wording().say(f"statistics.means.{title}", apart) if apart else ""


def _held(session: Session, edition: Edition) -> Facts:
    assert session.held
    found = tally(edition.dossier.opinions_of(session), edition)
    attendance = session.held.attendance
    return {"title": cell(session.title), "day": slashed(session.held.on),
            "attendance": "…" if attendance is None else attendance, **asdict(found)}  # fmt: skip


def _tallied(rows: Any) -> list[Facts]:
    return [{"name": cell(name), **asdict(one)} for name, one in rows if isinstance(one, Tally)]


def _still_open(opinion: Opinion, edition: Edition) -> Facts:
    now = edition.standing(opinion)
    return {
        "number": opinion.number,
        "session": _session_named(opinion, edition),
        "title": cell(opinion.title),
        "answer": now.answer.value,
        "state": now.outcome.value,
        "owner": edition.authority.unit_name(now.owner) if now.owner else "",
        "due": slashed(now.due) if now.due else "",
        "late": edition.late(opinion),
    }


def _sent(opinion: Opinion, edition: Edition) -> Facts:
    step = [one for one in carried_by(opinion, edition).events if one.step is Step.FORWARDED][-1]
    return {"number": opinion.number, "session": _session_named(opinion, edition), "title": cell(opinion.title),
            "to": cell(step.to or ""), "on": slashed(step.on), "told": is_told(opinion, edition)}  # fmt: skip


def _common(edition: Edition) -> Facts:
    authority = edition.authority
    return {"authority": authority.name, "place": authority.place, "as_of": slashed(edition.as_of)}


def _number(document: Document, edition: Edition) -> str:
    line = document.number_line(edition.authority.style) if document.symbol else "…"
    day = document.dated.day if document.dated else None
    return f"{line}, ngày {slashed(day) if day else '…'}"


def _session(target: str, edition: Edition) -> Session:
    found = edition.dossier.by_id.get(f"{target}/lich")
    if isinstance(found, Session):
        return found
    known = tuple(one.folder for one in edition.dossier.sessions)
    raise _refused(target, f"không có buổi đối thoại “{target}”", f"các buổi có: {'; '.join(known)}")


def _refused(target: str, what: str, mend: str) -> Refusal:
    return Refusal([Problem("no-draft", what, mend, Place(target))])


def cell(text: str) -> str:
    """Text as one cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


_KINDS: dict[str, Callable[[str, EditionOn, date], Facts]] = {
    "giam-sat": _supervision,
    "tong-hop": _digest,
    "bao-cao-6-thang": _half_year,
    "bao-cao-nam": _year,
}
_TEMPLATES = {
    "giam-sat": "giam-sat.md",
    "tong-hop": "tong-hop.md",
    "bao-cao-6-thang": "bao-cao.md",
    "bao-cao-nam": "bao-cao.md",
}
NAMES: dict[str, str] = {
    "supervision": "giam-sat",
    "digest": "tong-hop",
    "half-year": "bao-cao-6-thang",
    "year": "bao-cao-nam",
}
"""English names of the kinds."""
KINDS = tuple(_KINDS)
