"""Files in, a dossier out: reads one authority's folder, and the few files that belong to the whole site."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from doithoai.cache import digest
from doithoai.domain.authored import AuthoredPage
from doithoai.domain.authority import Authority, Contact, Successor
from doithoai.domain.checks import cross_check
from doithoai.domain.dated_checks import still_to_come
from doithoai.domain.event_checks import strange_bodies
from doithoai.domain.flaws import Flaw, Flawed
from doithoai.domain.records import Coded, Kind, Record
from doithoai.domain.register import Dossier, beside_parts, dossier
from doithoai.domain.site import SiteConfig
from doithoai.domain.spoken_code import Codes
from doithoai.domain.topics import Topics, UnlistedTopics, UnreadTopics
from doithoai.domain.unread import as_far_as_read, each, read_of
from doithoai.engines.theme import links_in_own
from doithoai.folding import did_you_mean, fold
from doithoai.problems import Place, Problem, Refusal, Severity, no_file, place_in
from doithoai.reading import contacts, file_words, files, record, strays
from doithoai.reading.blocks import parts_of, place_in_block, read_block, read_bytes, read_or_part, read_text
from doithoai.reading.configuration import config_in_part
from doithoai.reading.encoding import SIZE_LIMIT, too_large
from doithoai.reading.found import Found
from doithoai.reading.layout import CONFIG, CONTENT, TOPICS
from doithoai.reading.links import lost_links
from doithoai.reading.loader import AS_TOPICS, load
from doithoai.reading.pages import body_of, pages_of, read_page
from doithoai.reading.parts import TEXT_KEY, Parts, place_of
from doithoai.reading.rules import faults_in_rules


class Document(NamedTuple):
    """A file that was read without a problem: the stamp it had, its record, and what tells its facts (`Read.facts`)."""

    stamp: tuple[int, ...]
    record: Record
    facts: str


Documents = dict[str, Document]
"""By path."""

KnownFile = tuple[str, Authority]
"""What tells a file's content, and its record."""


class Site(Struct, frozen=True):
    """What is read once for the whole site."""

    folder: Path
    config: SiteConfig
    topics: Topics
    authorities: tuple[str, ...]
    pages: tuple[AuthoredPage, ...]
    problems: tuple[Problem, ...] = ()
    configured: bool = True
    """Whether `config` is what the file says; else it holds what of it could be read, to look at the rest by."""


class DossierRead(Struct):
    """What reading one authority's folder gave."""

    dossier: Dossier
    problems: list[Problem]
    documents: Documents
    anew: tuple[Record, ...] = ()
    """Records whose files were read now."""
    parts: tuple[Record, ...] = ()
    """What could be read of records that could not be read whole."""

    @property
    def codes(self) -> Codes:
        """Code and id of the dossier's records, and of what could be read of others those that write theirs down."""
        coded = tuple(one for one in self.parts if isinstance(one, Coded))
        written = each(coded, lambda _, one: ((one.own_code, one.id),) if one.own_code else ())
        return *self.dossier.codes, *written


def read_site(folder: Path) -> Site:
    """The site's configuration, topics, authored pages and list of authorities; refuses a folder that is no site."""
    site = look_over(folder)
    if not site.configured:
        raise Refusal(site.problems)
    return site


def look_over(folder: Path) -> Site:
    """The same, also of a site whose configuration cannot be used: what is wrong elsewhere is told beside it."""
    if not folder.is_dir():
        what = "đây là một tệp, không phải thư mục" if folder.exists() else "không có thư mục này"
        raise Refusal([Problem("no-folder", what, "xem lại đường dẫn ghi sau -C", no_file(folder))])
    if not (folder / CONFIG).is_file():
        mend = f"chạy trong thư mục có {CONFIG}, thêm -C THƯ_MỤC, hoặc tạo trang mới: doithoai init THƯ_MỤC"
        raise Refusal([Problem("no-site", f"không thấy {CONFIG}", mend, no_file(folder))])
    problems: list[Problem] = []
    read = read_block(folder, CONFIG, SiteConfig, problems)
    config, unsure = (read, contacts.NO_DOUBT) if read else config_in_part(folder)
    topics = _read_topics(folder, problems)
    problems += strays.stray_files(folder, files.topics_file(folder))
    problems += map(file_words.symlink, links_in_own(folder))
    authorities = _ordered(folder, files.authority_folders(folder), config.authorities, problems)
    problems += _of_one_name(folder, authorities)
    of_pages: list[Problem] = []
    pages = tuple(_read_pages(folder, config, of_pages))
    problems += (one for one in of_pages if not unsure.holds(one))
    return Site(folder, config, topics, authorities, pages, tuple(problems), read is not None)


def _read_topics(folder: Path, problems: list[Problem]) -> Topics:
    listed = files.topics_file(folder)
    if listed is None:
        return UnlistedTopics()
    topics, part = read_or_part(folder, listed, Topics, problems)
    if topics is None:
        return UnreadTopics.model_construct(topics=(), part=part)
    return topics if topics.topics else UnlistedTopics()


_STRUNG = re.compile(r"[^\s,;]+")
"""The names in a line that holds several; no folder's name has what stands between them."""


def _ordered(folder: Path, found: list[str], wanted: tuple[str, ...], problems: list[Problem]) -> tuple[str, ...]:
    """The authorities to look at: all, where a line of the list holds several: nobody knows which it leaves out."""
    told = {one.place.line for one in problems if one.place.file == CONFIG}
    strung = {name for name in wanted if name not in found and len(_STRUNG.findall(name)) > 1}
    if not found:
        what = f"trong {CONTENT}/ không có cơ quan nào: dựng trang là thay cả trang đã đăng bằng trang trống"
        mend = f"trang mới thì tạo cơ quan: doithoai new authority; đã có hồ sơ thì lấy lại thư mục {CONTENT}/"
        problems.append(Problem("no-authorities", what, mend, no_file(CONTENT)))
    for index, name in enumerate(wanted):
        if name in wanted[:index]:
            place = place_in_block(folder, CONFIG, ("cơ quan", index))
            problems.append(Problem("used-twice", f"cơ quan “{name}” ghi hai lần", "xóa bớt một dòng", place))
        elif name not in found:
            what = f"không có thư mục {CONTENT}/{name}"
            place = place_in_block(folder, CONFIG, ("cơ quan", index))
            mend = did_you_mean(name, found) if found else _NONE_YET
            mend = _LINES if _holds_one_of(found, name) else mend
            if name not in strung or place.line not in told:
                problems.append(Problem("unknown-authority", what, mend, place))
    for name in found if wanted and not strung else ():
        if name not in wanted:
            what = f"thư mục {CONTENT}/{name} không có trong danh sách “cơ quan” nên không được đăng"
            mend = f"thêm “{name}” vào danh sách “cơ quan” trong {CONFIG}, hoặc thêm dấu gạch dưới trước tên thư mục"
            place = no_file(f"{CONTENT}/{name}")
            problems.append(Problem("unlisted-authority", what, mend, place, Severity.WARNING))
    return tuple(name for name in wanted if name in found and not strung) or tuple(found)


_NONE_YET = "tạo cơ quan ấy: doithoai new authority, hoặc bỏ tên này khỏi danh sách"
_LINES = "mỗi cơ quan một dòng, mở đầu bằng “- ”"


def _holds_one_of(found: list[str], name: str) -> bool:
    return any(one in found for one in _STRUNG.findall(name))


_NAMED = re.compile(r"^(?:tên|ten)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ENDED = re.compile(r"^(?:kế thừa|kế_thừa|ke[ _-]thua)[ \t]*:", re.IGNORECASE | re.MULTILINE)


def _of_one_name(folder: Path, authorities: tuple[str, ...]) -> Iterator[Problem]:
    """Authorities that no page could tell apart; one that has ended may have left its name to another."""
    first: dict[str, str] = {}
    for name in authorities if len(authorities) > 1 else ():
        file = files.authority_file(folder, name)
        text = (read_text(folder / file, file, []) or "") if file else ""
        called = _NAMED.search(text)
        if file is None or called is None or _ENDED.search(text):
            continue
        other = first.setdefault(fold(called[1]), file)
        if other != file:
            what = f"trùng tên với {other}: trên trang không phân biệt được hai cơ quan"
            mend = "một cơ quan thì giữ một thư mục; hai cơ quan thì ghi tên phân biệt; cơ quan cũ thì ghi “kế thừa”"
            yield Problem("same-name", what, mend, place_in(text, called.start(1), file), Severity.WARNING)


def _read_pages(folder: Path, config: SiteConfig, problems: list[Problem]) -> Iterator[AuthoredPage]:
    found, wrong = pages_of(folder)
    problems += wrong
    for file in found:
        text = read_text(folder / file, file, problems)
        page, faults = read_page(text, file, config.contact) if text is not None else (None, [])
        problems += faults
        body = page.text if page else body_of(text or "", file)
        problems += lost_links(folder, file, body, text) if text is not None else ()
        if page:
            yield page


class AuthorityRead(NamedTuple):
    """What reading `co-quan.yml` gave; `known` is what spares parsing it next time, if it had no problem."""

    authority: Authority | None
    problems: list[Problem]
    known: KnownFile | None = None


def read_authority(site: Path, authority: str, known: KnownFile | None = None) -> AuthorityRead:
    """Only `co-quan.yml`; it is not parsed again while its bytes are those of `known`."""
    file = files.authority_file(site, authority)
    if file is None:
        what = f"thư mục {CONTENT}/{authority} không có co-quan.yml"
        mend = f"tạo cơ quan: doithoai new authority --id {authority}"
        return AuthorityRead(None, [Problem("no-authority", what, mend, no_file(f"{CONTENT}/{authority}"))])
    problems: list[Problem] = []
    raw = read_bytes(site / file, file, problems)
    if raw is None:
        return AuthorityRead(None, problems)
    record_id, content = f"{authority}/co-quan", digest(file, raw)
    if known and known[0] == content:
        return AuthorityRead(known[1], problems, known)
    read = record.read(raw, file, record_id, Kind.AUTHORITY, None)
    found = read.record if isinstance(read.record, Authority) else None
    sound = (content, found) if found and not read.problems else None
    return AuthorityRead(found, [*problems, *read.problems], sound)


def strange_heirs(site: Path, authority: Authority, known: Iterable[str]) -> Iterator[Problem]:
    """Successors that are no others of the site: what the ended one left open would be listed nowhere."""
    known = tuple(known)
    file = files.authority_file(site, authority.authority_id) or ""

    def known_area(at: int, index: int, code: str) -> Iterator[Problem]:
        if not authority.may_have_area(code):
            place = place_in_block(site, file, ("kế thừa", "cơ quan kế thừa", at, "tổ dân phố, thôn", index))
            mend = did_you_mean(code, read_of(authority.areas, lambda area: area.code))
            yield Problem("unknown-area", f"không có tổ dân phố, thôn “{code}”", mend, place, Severity.WARNING)

    def known_heir(at: int, one: Successor) -> Iterator[Problem]:
        if one.authority == authority.authority_id:
            place = place_in_block(site, file, ("kế thừa", "cơ quan kế thừa", at, "mã cơ quan"))
            what = f"cơ quan “{one.authority}” kế thừa chính mình"
            mend = "ghi mã của cơ quan mới; cơ quan vẫn hoạt động (chỉ đổi tên) thì sửa “tên”, bỏ mục “kế thừa”"
            yield Problem("own-heir", what, mend, place)
        elif one.authority and one.authority not in known:
            place = place_in_block(site, file, ("kế thừa", "cơ quan kế thừa", at, "mã cơ quan"))
            what = f"không có cơ quan “{one.authority}” ở đây"
            yield Problem("unknown-heir", what, did_you_mean(one.authority, known), place, Severity.WARNING)

    def of_successors(authority: Authority) -> Iterator[Problem]:
        successors = authority.succession.successors if authority.succession else ()
        yield from each(successors, lambda at, one: each(one.areas, partial(known_area, at)))
        yield from each(successors, known_heir)

    return as_far_as_read(of_successors(authority))


def authority_in(site: Site, authority: str) -> Authority:
    """One authority of the site; raises `Refusal` where there is none of that name, or its file has errors."""
    if authority not in site.authorities:
        mend = did_you_mean(authority, site.authorities)
        raise Refusal([Problem("no-authority", f"không có cơ quan “{authority}”", mend, no_file(authority))])
    read = read_authority(site.folder, authority)
    if read.authority is None or any(problem.severity is Severity.ERROR for problem in read.problems):
        raise Refusal(read.problems)
    return read.authority


def problems_without_authority(site: Site, name: str, day: date) -> list[Problem]:
    """What is wrong on a day in a folder whose `co-quan.yml` cannot be read, as far as it needs no more of that."""
    found, problems = files.records_of(site.folder, name)
    authority, unsure = _authority_in_part(site.folder, name)
    read = read_dossier(site.folder, authority, found, site.topics, {})
    known = beside_parts(read.dossier, read.parts)
    dated, bodies = still_to_come(known, day), strange_bodies(known, site.authorities)
    problems += strange_heirs(site.folder, authority, site.authorities)
    told = [*read.problems, *placed([*dated, *bodies], site.folder, found)]
    held = sum(map(unsure.holds, told))
    if held:
        what = f"{held} số điện thoại, thư điện tử trong các tệp khác chưa biết là của cơ quan hay của người dân"
        mend = "sửa lỗi ở tệp này trước, rồi kiểm tra lại"
        place = Place(files.authority_file(site.folder, name) or f"{CONTENT}/{name}/co-quan.yml")
        problems.append(Problem("contacts-unread", what, mend, place, Severity.NOTE))
    faults = faults_in_rules(site.folder, authority)
    return [*problems, *(one for one in told if not unsure.holds(one)), *faults]


def _authority_in_part(site: Path, name: str) -> tuple[Authority, contacts.Doubt]:
    """What can be read of it for sure, and the findings that may come of contacts that cannot."""
    from doithoai.reading.in_part import in_part  # few authorities have a fault

    file = files.authority_file(site, name)
    parts = parts_of(site, file) if file else None
    data = load(parts.yaml, str(file))[0] if parts else {}
    contact = contacts.contact_declared(data, parts) if parts else Contact()
    doubt = contacts.contacts_in_doubt(data, parts) if parts else contacts.ANY_CONTACT
    part = in_part(Authority, data).model_copy(update={"contact": contact})
    part.named(f"{name}/co-quan")
    return part, doubt


def as_they_were(found: list[Found], known: Documents) -> Documents:
    """Of the records that were read before those whose files have not changed since."""
    kept = ((one, known.get(one.file)) for one in found)
    return {one.file: document for one, document in kept if document and document.stamp == one.stamp}


def read_records(
    site: Path,
    authority: Authority,
    found: list[Found],
    known: Documents,
    read_all: Callable[[list[Found]], list[record.Read]] | None = None,
) -> DossierRead:
    """All records of one authority, not yet cross-checked; `known` are those `as_they_were`, which are not read again.

    `read_all` is what reads the others, if not this process one by one.
    """
    changed = [one for one in found if one.kind is not Kind.AUTHORITY and one.file not in known]
    documents = dict(known)
    records = [document.record for document in known.values()]
    problems = [lost for file, document in known.items() for lost in _lost_in(site, file, document.record.text)]
    anew: list[Record] = []
    parts: list[Record] = []
    reads = read_all(changed) if read_all else [read_record(site, one, authority.contact.allowed) for one in changed]
    for one, read in zip(changed, reads, strict=True):
        problems += read.problems
        if read.record:
            anew.append(read.record)
        if read.record and not read.problems:
            documents[one.file] = Document(one.stamp, read.record, read.facts)
        if read.part:
            parts.append(read.part)
    unread = frozenset(one.id for one in changed) - {one.id for one in anew}
    whole = dossier(authority, [*records, *anew], unread)
    return DossierRead(whole, problems, documents, tuple(anew), tuple(parts))


def read_dossier(site: Path, authority: Authority, found: list[Found], topics: Topics, known: Documents) -> DossierRead:
    """The same, cross-checked."""
    read = read_records(site, authority, found, as_they_were(found, known))
    crossed = cross_checked(read, topics, site, found)
    return DossierRead(read.dossier, [*read.problems, *crossed], read.documents, read.anew, read.parts)


def cross_checked(
    read: DossierRead, topics: Topics, site: Path, found: list[Found], sound: Collection[str] = ()
) -> list[Problem]:
    """What does not hold between records; `sound` as `cross_check` has it. A hint that was left refers to nothing."""
    hinted = {one.place for one in read.problems if one.code == "hint-left"}
    crossed = placed(cross_check(read.dossier, topics, sound, read.parts), site, found)
    crossed += _unlisted(read, topics, site)
    return [one for one in crossed if one.place not in hinted] if hinted else crossed


def _unlisted(read: DossierRead, topics: Topics, site: Path) -> list[Problem]:
    """Records name topics and there is no list of them: the same problem of every authority, told once."""
    records = (*read.dossier.records, *read.parts) if isinstance(topics, UnlistedTopics) else ()
    if not any(record.if_read("topics") for record in records):
        return []
    file = f"{CONTENT}/{TOPICS}"
    if files.topics_file(site):
        what, mend = "chưa khai báo lĩnh vực nào, mà hồ sơ có ghi “lĩnh vực”", f"khai báo: {AS_TOPICS}"
        return [Problem("no-topics", what, mend, Place(file))]
    what = f"không có tệp {file}, mà hồ sơ có ghi “lĩnh vực”"
    mend = f"xóa nhầm thì lấy lại: git checkout HEAD -- {file}; chưa có thì tạo tệp: {AS_TOPICS}"
    return [Problem("no-topics", what, mend, no_file(file))]


def placed(flaws: Iterable[Flaw], site: Path, found: list[Found]) -> list[Problem]:
    """Flaws as problems, each with its place in its file."""
    flaws = list(flaws)
    where = {one.id: one.file for one in found} if flaws else {}
    parsed = cache(partial(parts_of, site))  # many flaws of one file are found in one parse
    return [_flaw_problem(flaw, where, parsed) for flaw in flaws]


def read_record(site: Path, one: Found, contact: Contact) -> record.Read:
    """One file; `contact`: the authority's own, which may stand in public text."""
    if one.barred:
        return record.Read(None, None, ())
    if one.stamp[2] > SIZE_LIMIT:
        return record.Read(None, None, (too_large(one.file, one.stamp[2]),))
    try:
        raw = (site / one.file).read_bytes()
    except OSError as error:
        return record.Read(None, None, (file_words.unreadable(Place(one.file), error),))
    read = record.read(raw, one.file, one.id, one.kind, contact)
    links = b"](" in raw or b"]:" in raw
    lost = tuple(_lost_in(site, one.file, _text_of(read, site, one.file))) if links else ()
    return replace(read, problems=(*read.problems, *lost)) if lost else read


def _text_of(read: record.Read, site: Path, file: str) -> object:
    """The text of a record; of a file that makes none what stands below its data, whatever is wrong with that."""
    if read.data is not None:
        return read.data.get(TEXT_KEY)
    parts = None if read.part else parts_of(site, file)
    return read.part.if_read("text") if read.part else parts and parts.body


def _lost_in(site: Path, file: str, text: object) -> Iterator[Problem]:
    """Links of a text that lead nowhere; of a file that is as it was, too: what they led to may be gone."""
    if isinstance(text, str) and ("](" in text or "]:" in text):
        source = read_text(site / file, file, [])
        yield from lost_links(site, file, text, source or text)


def placed_one(flaw: Flawed, site: Path) -> Problem:
    """The same of a fault that showed beyond its authority's records."""
    file = files.file_of(site, flaw.record)
    return Problem(flaw.code, flaw.what, flaw.mend, place_in_block(site, file, flaw.loc))


def _flaw_problem(flaw: Flaw, where: dict[str, str], parsed: Callable[[str], Parts | None]) -> Problem:
    """A flaw has only the path of its value: the line is looked up in the file, which is rare."""
    file = where.get(flaw.record.id, flaw.record.id)
    parts = parsed(file)
    place = place_of(parts, file, flaw.loc) if parts else Place(file)
    return Problem(flaw.code, flaw.what, flaw.mend, place, flaw.severity)
