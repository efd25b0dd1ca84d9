"""A site as someone who writes a new record needs it: its authorities, sessions and the records near the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from doithoai.domain.authority import Authority
from doithoai.domain.faults import Fault
from doithoai.domain.records import Kind
from doithoai.domain.register import Dossier
from doithoai.domain.session import Session
from doithoai.domain.spoken_code import derived, parse
from doithoai.domain.topics import Topics
from doithoai.folding import fold
from doithoai.problems import Problem, Refusal
from doithoai.reading import files, register
from doithoai.reading.found import Found
from doithoai.reading.layout import is_document

Answers = dict[str, Any]
"""By the question's name: a text, or a list of texts for a question that takes many."""


class Desk(Struct, frozen=True, dict=True):
    """The site's folder and the day, and what is read there when it is asked for."""

    folder: Path
    today: date

    @cached_property
    def site(self) -> register.Site:
        """The site; refused when there is none."""
        return register.read_site(self.folder)

    @property
    def topics(self) -> Topics:
        """The site's topics."""
        return self.site.topics

    @cached_property
    def folders(self) -> list[str]:
        """Folders of all authorities."""
        return files.authority_folders(self.folder)

    def authority(self, authority_id: str) -> Authority:
        """The authority; refused while its file has errors."""
        read = register.read_authority(self.folder, authority_id)
        if read.authority is None:
            raise Refusal(read.problems)
        return read.authority

    def living(self) -> Iterator[Authority]:
        """The authorities that can be read and have not ended."""
        for name in self.folders:
            with suppress(Refusal):
                one = self.authority(name)
                if one.succession is None:
                    yield one

    def session(self, folder: str) -> Session:
        """The session of that folder; refused while its file has errors."""
        owner = self.authority(folder.partition("/")[0])
        found, told = self._files.get(owner.authority_id, ([], []))
        one = next(one for one in found if one.id == f"{folder}/lich")
        read = register.read_record(self.folder, one, owner.contact)
        if not isinstance(read.record, Session):
            raise Refusal(read.problems or [problem for problem in told if problem.place.file == one.file])
        return read.record

    @cached_property
    def _files(self) -> dict[str, tuple[list[Found], list[Problem]]]:
        """The files of each authority's records, and what is wrong with those that are none."""
        return {name: files.records_of(self.folder, name) for name in self.folders}

    @cached_property
    def sessions(self) -> list[str]:
        """Folders of all sessions, newest year first."""
        ids = [
            one.id.removesuffix("/lich")
            for found, _ in self._files.values()
            for one in found
            if one.kind is Kind.SESSION
        ]
        return sorted(ids, key=lambda folder: (-_year_of(folder), folder))

    def plans(self, folder: str) -> dict[str, str]:
        """Files of the plans in that folder of a year, and their titles: none of one that cannot be read."""
        owner = self.authority(folder.partition("/")[0])
        found, _ = self._files.get(owner.authority_id, ([], []))
        near = [one for one in found if one.kind is Kind.PLAN and one.folder == folder and not is_document(one.file)]
        near.sort(key=lambda one: (len(one.id), one.id))  # the year's first plan has no number
        read = {one.file: register.read_record(self.folder, one, owner.contact).record for one in near}
        return {file: getattr(plan, "title", "") for file, plan in read.items()}

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all records of the site: those that follow from their ids, and those written in them."""
        found = [one for files_there, _ in self._files.values() for one in files_there]
        written = {code for one in found if not one.barred for code in _written_codes(self.folder / one.file)}
        return frozenset({derived(one.id) for one in found} | written)

    def dossier(self, authority_id: str, below: str) -> Dossier:
        """The authority's records, of its opinions only those in the folder `below`."""
        authority = self.authority(authority_id)
        found, _ = self._files[authority_id]
        near = [one for one in found if one.kind is not Kind.OPINION or one.id.startswith(f"{below}/")]
        return register.read_dossier(self.folder, authority, near, self.topics, {}).dossier


_KEY = re.compile(r"^([^\s:#][^:\n]{0,20}):[ \t]*[\"']?([\d .-]+)", re.MULTILINE)


def _written_codes(file: Path) -> Iterator[str]:
    """Codes in a record's text: the record itself may have errors, and its code is still taken."""
    with suppress(OSError):
        for name, value in _KEY.findall(file.read_text("utf-8", "replace")):
            if fold(name) == fold("mã tra cứu"):
                with suppress(Fault):
                    yield parse(value)


def authority_of(answers: Mapping[str, Any]) -> str:
    """The authority that the record will belong to."""
    return str(answers.get("authority") or answers.get("session", "")).partition("/")[0]


def _year_of(folder: str) -> int:
    year = [*folder.split("/"), ""][1]
    return int(year) if year.isdigit() else 0
