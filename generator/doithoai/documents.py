"""The records of an authority's files as they were read last: files that have not changed since are not read again."""

from __future__ import annotations

import time

from doithoai.cache import Cache, code_stamp, digest
from doithoai.domain.authority import Authority
from doithoai.reading.register import Document, Documents
from doithoai.rewording import SETTLED, WORTH_KEEPING


def known_documents(cache: Cache, authority: Authority) -> Documents:
    """Records of the authority's files, if they would be read alike now."""
    kept = cache.load_blocks(_store(authority), _reading_key(authority), dict) or {}
    return {file: Document(*one) for file, one in kept.items()}


def keep_documents(cache: Cache, authority: Authority, before: Documents, now: Documents) -> None:
    """Keep what was read, but for files so fresh that an edit could hide in their stamp."""
    limit = time.time_ns() - int(SETTLED * 1e9)
    settled = {file: one for file, one in now.items() if max(one.stamp[:2]) < limit}
    same = sum(file in before and before[file].stamp == one.stamp for file, one in settled.items())
    if len(settled) - same > WORTH_KEEPING or len(before) - same > WORTH_KEEPING:
        kept = {file: tuple(one) for file, one in settled.items()}
        cache.store_blocks(_store(authority), _reading_key(authority), kept)


def _store(authority: Authority) -> str:
    return f"documents-{authority.authority_id}.records"


def _reading_key(authority: Authority) -> str:
    return digest(code_stamp(), authority.contact.allowed)
