"""Records held against what was published of them: the committed ledger, and git where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from doithoai.domain.authority import Authority
from doithoai.domain.edition import withheld
from doithoai.domain.facts import facts_of
from doithoai.domain.filing import Filing
from doithoai.domain.forgetting import forgotten, losses
from doithoai.domain.published import Kept, Ledger, corrected_by
from doithoai.domain.records import Record
from doithoai.domain.register import Dossier
from doithoai.domain.rewriting import rewritten_in
from doithoai.domain.topics import Topics
from doithoai.engines import git
from doithoai.problems import Place, Problem, no_file
from doithoai.reading import files, ledger, record
from doithoai.reading.found import Found
from doithoai.reading.layout import CONTENT, PAGES, record_at
from doithoai.reading.register import placed


class Before(Struct, frozen=True):
    """Files that git knows otherwise than they are now, as they were published; nothing without git."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def before(site: Path, against: str | None) -> Before:
    """Files as they were at a commit, or else where the branch left its upstream."""
    commit = git.commit_of(site, against) if against else git.upstream(site)
    if against and commit is None:
        what = f"không so được với “{against}”: git ở đây không có bản ấy"
        mend = "xem lại tên nhánh, thẻ; trong máy tự động thì lấy đủ lịch sử (fetch-depth: 0)"
        return Before(problems=(Problem("no-commit", what, mend, no_file("git")),))
    return Before(git.before(site, commit, (CONTENT, ledger.FOLDER)) if commit else {})


def forgotten_in(
    site: Path, dossier: Dossier, topics: Topics, found: list[Found], old: Before, as_of: date
) -> Iterator[Problem]:
    """What an authority's records have quietly done to what was published of them."""
    name = dossier.authority.authority_id
    kept, faults = ledger.read_ledger(site, name)
    yield from faults
    yield from _lost_lines(kept, old, name)
    published = corrected_by(kept, _ledger_of(old, dossier.authority, as_of))
    yield from placed(forgotten(published, dossier, topics, withheld(dossier), as_of), site, found)
    were = {at[0]: file for file in old.files if (at := record_at(file))}
    for loss in losses(published, dossier, CONTENT, lambda at: _ending(site, at, were), as_of):
        yield Problem(loss.code, loss.what, loss.mend, no_file(f"{CONTENT}/{loss.at}"))


def _ending(site: Path, record_id: str, were: Mapping[str, str]) -> str:
    """That of the record's file: as git knew it, or as it is now, or else the usual one."""
    return Path(were.get(record_id) or files.file_of(site, record_id)).suffix


def is_retold(site: Path, one: Record, filing: Filing, as_of: date) -> bool:
    """Whether a record says otherwise what the ledger keeps, so that there is an error or a redaction to tell."""
    return any(rewritten_in(one, ledger.read_lines(site, one.id), filing, as_of))


def _ledger_of(old: Before, authority: Authority, as_of: date) -> Ledger:
    """What files that were changed since told on the day."""
    found = {}
    for file, raw in old.files.items():
        at = record_at(file) if file.startswith(f"{CONTENT}/{authority.authority_id}/") else None
        read = record.read(raw, file, *at, authority.contact.allowed) if at else None
        known = read.record.known_on(as_of) if read and read.record else None
        facts = {fact.name: Kept(fact.value, said=fact.said) for fact in facts_of(known)} if known else {}
        if known and facts:
            found[known.id] = facts
    return found


def _lost_lines(kept: Ledger, old: Before, authority: str) -> Iterator[Problem]:
    """Lines of the ledger itself that were taken out, or that were given another first day."""
    file = ledger.file_of(authority)
    was, _ = ledger.parse(old.files.get(file, b"").decode("utf-8", "replace"), file)
    for record_id, facts in was.items():
        now = kept.get(record_id, {})
        lost = [name for name, one in facts.items() if name not in now or _redated(now[name], one)]
        if lost:
            what = f"sổ đã công bố bị sửa: mất dòng “{lost[0]}” của {record_id}, hoặc ngày công bố bị ghi khác"
            mend = f"lấy lại tệp: git checkout {git.UPSTREAM} -- {file}"
            yield Problem("ledger-changed", what, mend, Place(file))
            return


def _redated(now: Kept, was: Kept) -> bool:
    """A later day hides that a thing was public, an earlier one that it was late."""
    return now.value == was.value and now.since != was.since


def vanished_authorities(site: Path, old: Before) -> Iterator[Problem]:
    """Authorities with published records whose whole folder is gone."""
    there = set(files.authority_folders(site))
    folders = [parts[1] for file in old.files if len(parts := file.split("/")) > 2 and parts[0] == CONTENT]
    for name in sorted({*ledger.authorities_in(site), *folders} - there - {PAGES}):
        path = f"{CONTENT}/{name}"
        what = f"thư mục {path} đã công bố nay không còn: mọi đường dẫn của cơ quan này không mở được nữa"
        mend = f"lấy lại: git checkout HEAD -- {path}; cơ quan đã kết thúc thì ghi “kế thừa” trong co-quan.yml"
        yield Problem("vanished-authority", what, mend, no_file(path))
