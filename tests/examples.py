"""How many examples a property is tried with: `make test-all` asks for the thorough profile of Hypothesis.

A change is judged by the same examples each time. Who looks for new ones asks for `--hypothesis-profile searching`.
"""

from __future__ import annotations

from hypothesis import settings

STEADY, THOROUGH, SEARCHING = "steady", "thorough", "searching"
_SHARE = {STEADY: 1 / 3, THOROUGH: 1, SEARCHING: 10}


def examples(many: int) -> settings:
    """So many under `make test-all`, a third of them under `make test`, ten times as many in a search."""
    return settings(max_examples=int(many * _SHARE.get(settings.get_current_profile_name(), 1)))
