"""Bodies of documents, composed from a record's fields where it has no text of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time

from doithoai.channels.noticeboard.passages import Part, heading, paragraph, runs_of
from doithoai.domain.authority import Authority
from doithoai.domain.conclusion import Conclusion
from doithoai.domain.dates import slashed, weekday, written
from doithoai.domain.documents import AgendaItem, Participants, Person, Quota
from doithoai.domain.plan import Plan
from doithoai.domain.session import PlaceVersion, Session, TimeVersion
from doithoai.engines.theme import wording

Section = tuple[str, list[Part]]
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
INDEX = "abcdđeghiklmnopqrstuvxy"
"""Letters of the Vietnamese alphabet that number points."""


def say(name: str, *values: object) -> str:
    """Words of `in.documents`."""
    return wording().say(f"in.documents.{name}", *values)


def hour(at: time) -> str:
    """`8 giờ 00`."""
    return say("hour", at.hour, f"{at.minute:02d}")


def moment(version: TimeVersion) -> str:
    """`Từ 8 giờ 00 đến 11 giờ 00, thứ Bảy, ngày 14/3/2026`."""
    day = version.day
    hours = ""
    if version.starts:
        name = "hours" if version.ends else "from"
        hours = say(name, hour(version.starts), hour(version.ends) if version.ends else "")
    return ", ".join(part for part in (hours, say("on", weekday(day), slashed(day)) if day else "") if part) or written(
        version.when
    )


def spot(place: PlaceVersion) -> str:
    """Place, its address in brackets, the way in."""
    name = f"{place.name} ({place.address})" if place.address else place.name
    return f"{name}. {place.directions}" if place.directions else name


def people(persons: Iterable[Person]) -> str:
    """`Chủ tịch UBND phường; …`."""
    return "; ".join(person.label for person in persons)


def quota(of: Quota) -> str:
    """`mỗi tổ dân phố từ 5 đến 7 đại biểu`, `số lượng: khoảng 120`; empty where it says nothing."""
    of_all = "" if of.per else "_in_all"
    if of.printed:
        return say(f"quota.printed{of_all}", of.per, of.printed)
    if of.least is not None and of.least == of.most:
        return say(f"quota.exactly{of_all}", of.per, of.least)
    if of.least is not None and of.most is not None:
        return say(f"quota.between{of_all}", of.per, of.least, of.most)
    if of.least is None and of.most is None:
        return say("quota.each", of.per) if of.per else ""
    return say(f"quota.{'least' if of.most is None else 'most'}{of_all}", of.per, of.most or of.least)


def capital(text: str) -> str:
    """The same, its first letter a capital."""
    return text[:1].upper() + text[1:]


def closed(text: str, sign: str = ".") -> str:
    """The sentence with its closing sign; a question or a call has its own."""
    ended = text.rstrip(" .;,/")
    return ended if sign == "." and ended.endswith(("?", "!", "…")) else ended + sign


def items(texts: Iterable[str]) -> list[Part]:
    """A list as documents write it: `- …;` and at the end a full stop."""
    found = list(texts)
    return [paragraph(closed(text, "." if at == len(found) else ";"), label="-") for at, text in enumerate(found, 1)]


def members(groups: Iterable[Participants]) -> list[Part]:
    """Groups of participants, each with its members and quota."""
    return items(text for group in groups if (text := member(group)))


def member(group: Participants) -> str:
    """`Nhân dân (mỗi tổ 5 đại biểu): Chủ hộ; Thanh niên`, of what is known; the quota is never one of the members'.

    Who stands alone needs no group over it; what is remarked of the quota is a sentence of its own.
    """
    name, those = _named(group)
    many = quota(group.quota) if group.quota else ""
    head = f"{name} ({many})" if name and many and those else name or many
    text = capital(": ".join(part for part in (head, those or (many if name else "")) if part))
    return ". ".join(part for part in (text, _remark(group)) if part)


def _named(group: Participants) -> tuple[str, str]:
    """Who is meant, and who belongs to them: `Nhân dân`, `Chủ hộ; Thanh niên`."""
    those = [one.rstrip(" .;") for one in group.members]
    name = (group.group or "").rstrip(" .;:,")
    return (those[0], "") if len(those) == 1 and not name else (name, "; ".join(those))


def _remark(group: Participants) -> str:
    return capital(group.quota.note) if group.quota and group.quota.note else ""


def agenda(steps: Iterable[AgendaItem]) -> list[Part]:
    """The programme, numbered so that it can be followed in the hall."""
    found = []
    for at, step in enumerate(steps, 1):
        more = [step.by] if step.by else []
        more += [say("minutes", step.minutes)] if step.minutes is not None else []
        text = step.text.rstrip(" .;") + (f" ({'; '.join(more)})" if more else "")
        found.append(paragraph(f"{text}.", label=f"{at})"))
    return found


def numbered(sections: Iterable[Section], level: int = 2) -> list[Part]:
    """Sections that have something to say, as `1. Thời gian`."""
    found: list[Part] = []
    for at, (name, parts) in enumerate(((name, parts) for name, parts in sections if parts), 1):
        found += _section(f"{at}. {say(name)}", parts, level)
    return found


def _section(name: str, parts: list[Part], level: int) -> list[Part]:
    """One sentence stands beside its heading: `1. Thời gian: Từ 8 giờ 00…`."""
    if len(parts) > 1 or parts[0]["label"] or parts[0]["kind"] != "paragraph":
        return [heading(name, level), *parts]
    return [{**parts[0], "runs": [*runs_of(f"{name}: ", bold=True), *parts[0]["runs"]]}]


def one(text: str | None) -> list[Part]:
    """A paragraph, or nothing."""
    return [paragraph(closed(text))] if text else []


def of_schedule(session: Session, authority: Authority) -> list[Part]:
    """The notice of a session's schedule, from every field that the public needs."""
    return [
        paragraph(say("schedule.opening", authority.name, session.title)),
        *_instead(session),
        *numbered(_of_session(session)),
        *_intake(session, authority),
    ]


def _of_session(session: Session) -> Iterator[Section]:
    yield "sections.time", one(moment(session.time))
    yield "sections.place", one(spot(session.place) if session.place else say("later"))
    yield "sections.mode", one(capital(session.mode.value))
    yield "sections.audience", one(session.audience or wording().say(f"openness.{session.openness.value}"))
    yield "sections.chairs", one(people(session.chairs))
    yield "sections.secretaries", one(people(session.secretaries))
    yield "sections.participants", members(session.participants)
    yield "sections.contents", items(session.contents)
    yield "sections.agenda", agenda(session.agenda)


def superseded(session: Session) -> list[str]:
    """The times and places that were told before; what was only to be told later is none."""
    times = (moment(old) for old in session.times[:-1] if old.when.last)
    places = (spot(old) for old in session.places[:-1] if old.is_known)
    return [*times, *places]


def _instead(session: Session) -> Iterator[Part]:
    """What is said otherwise than before, and why."""
    before = superseded(session)
    times, places = session.times[1:], session.places[1:]
    reasons = [reason for reason in (*(one.reason for one in times), *(one.reason for one in places)) if reason]
    if before:
        yield paragraph(say("schedule.instead", "; ".join(before)))
    if before and reasons:
        yield paragraph(say("schedule.reason", closed("; ".join(one.rstrip(" .;") for one in reasons))))


def _intake(session: Session, authority: Authority) -> Iterator[Part]:
    intake, phones = session.intake, authority.contact.phone
    if intake and intake.until:
        yield paragraph(say("schedule.intake", slashed(intake.until)))
    if intake and intake.ways:
        yield paragraph(say("schedule.ways"))
        yield from items(intake.ways)
    if phones:
        yield paragraph(say("schedule.ask", ", ".join(phones)))


def of_invitation(session: Session, group: Participants, authority: Authority, blank: str) -> list[Part]:
    """One group's invitation, the guest's name to be filled in."""
    return [
        paragraph(say("invitation.opening", authority.name)),
        paragraph(say("invitation.guest", blank)),
        *_invited(group),
        paragraph(say("invitation.to", closed(session.title))),
        *numbered(section for section in _of_session(session) if section[0] in _ON_INVITATION),
    ]


def _invited(group: Participants) -> Iterator[Part]:
    """For which group the invitation is, and how many of it may come."""
    name, those = _named(group)
    if name or those:
        form = "invitation.group_of" if name and those else "invitation.group"
        yield paragraph(closed(say(form, *(part for part in (name, those) if part))))
    if group.quota:
        yield from one(". ".join(part for part in (capital(quota(group.quota)), _remark(group)) if part))


_ON_INVITATION = ("sections.time", "sections.place", "sections.chairs", "sections.contents")


def of_conclusion(conclusion: Conclusion, session: Session | None, authority: Authority) -> list[Part]:
    """What the chair decided, item by item, with who owes it and by when."""
    held = session.held if session else None
    opening = [say("conclusion.held", slashed(held.on), session.title)] if held and session else []
    opening += [say("conclusion.attendance", held.attendance)] if held and held.attendance else []
    opening += [closed(conclusion.summary)] if conclusion.summary else []
    if conclusion.items or not opening:
        opening.append(say("conclusion.opening", authority.name))
    found = [paragraph(" ".join(opening))]
    for item in conclusion.items:
        more = [say("conclusion.owner", authority.unit_name(item.owner))] if item.owner else []
        more += [say("conclusion.due", slashed(item.due))] if item.due else []
        found.append(paragraph(" ".join((closed(item.text), *more)), label=f"{item.number}."))
    return found


def of_plan(plan: Plan, authority: Authority, bases_italic: bool) -> list[Part]:
    """A plan that has no text: bases, purposes, contents, who does what."""
    found = [paragraph(closed(basis.as_printed, ";"), italic=bases_italic) for basis in plan.legal_bases]
    found.append(paragraph(say("plan.opening", authority.name, closed(plan.title, ","))))
    chapters = (
        ("plan.purposes", numbered(_aims(plan), 3)),
        ("plan.contents", numbered(_of_plan(plan), 3)),
        ("plan.assignments", _assignments(plan, authority)),
    )
    for roman, (name, parts) in zip(_ROMAN, (chapter for chapter in chapters if chapter[1]), strict=False):
        found += [heading(f"{roman}. {say(name)}", 2), *parts]
    return found


def _aims(plan: Plan) -> Iterator[Section]:
    yield "sections.purposes", items(plan.purposes)
    yield "sections.requirements", items(plan.requirements)
    yield "sections.mottos", items(plan.mottos)


def _of_plan(plan: Plan) -> Iterator[Section]:
    yield "sections.audience", one(plan.audience)
    yield "sections.mode", one(plan.mode)
    yield "sections.chairs", one(people(plan.chairs))
    yield "sections.secretaries", one(people(plan.secretaries))
    yield (
        "sections.planned",
        items(
            ", ".join(part for part in (f"{one.title}: {written(one.when)}", one.where, one.audience, one.note) if part)
            for one in plan.planned
        ),
    )
    yield "sections.deadline", one(written(plan.deadline) if plan.deadline else None)
    yield "sections.participants", members(plan.participants)
    yield "sections.contents", items(plan.contents)
    yield "sections.agenda", agenda(plan.agenda)
    yield "sections.conduct", items(plan.conduct)


def _assignments(plan: Plan, authority: Authority) -> list[Part]:
    found: list[Part] = []
    for at, assignment in enumerate(plan.assignments, 1):
        tasks = (f"{task.text.rstrip(' .;')} ({task.due})" if task.due else task.text for task in assignment.tasks)
        found += [heading(f"{at}. {authority.unit_name(assignment.unit)}", 3), *items(tasks)]
    return found
