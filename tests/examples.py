"""How many random examples a property is tried with: `make test-all` asks for the thorough profile of Hypothesis."""

from __future__ import annotations

from hypothesis import settings

THOROUGH = "thorough"


def examples(many: int) -> settings:
    """So many under `make test-all`, a third of them otherwise."""
    return settings(max_examples=many if settings.get_current_profile_name() == THOROUGH else many // 3)
