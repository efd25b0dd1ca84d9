"""The data of an authority's files as they were read last: files that have not changed since are not parsed again."""

from __future__ import annotations

import time

from doithoai.cache import Cache, code_stamp, digest
from doithoai.domain.authority import Authority
from doithoai.reading.register import Documents
from doithoai.rewording import SETTLED, WORTH_KEEPING


def known_documents(cache: Cache, authority: Authority) -> Documents:
    """Data of the authority's files, if they would be read alike now."""
    kept = cache.load(_store(authority)) or {}
    if kept.get("key") != _reading_key(authority):
        return {}
    return {file: (tuple(stamp), data) for file, (stamp, data) in kept["files"].items()}


def keep_documents(cache: Cache, authority: Authority, before: Documents, now: Documents) -> None:
    """Keep what was read, but for files so fresh that an edit could hide in their stamp."""
    limit = time.time_ns() - int(SETTLED * 1e9)
    settled = {file: one for file, one in now.items() if max(one[0][:2]) < limit}
    same = sum(file in before and before[file][0] == one[0] for file, one in settled.items())
    if len(settled) - same > WORTH_KEEPING or len(before) - same > WORTH_KEEPING:
        cache.store(_store(authority), {"key": _reading_key(authority), "files": settled})


def _store(authority: Authority) -> str:
    return f"documents-{authority.authority_id}.json"


def _reading_key(authority: Authority) -> str:
    return digest(code_stamp(), authority.contact)
