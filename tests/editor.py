"""What an editor with the YAML extension does with `.vscode/settings.json`: by a file's path it finds a schema."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import jsonschema

from doithoai.reading.loader import load
from doithoai.reading.schema import schema_of

SETTINGS = files("doithoai.scaffold").joinpath("site/dot-vscode/settings.json")


def kinds_of(path: str) -> list[str]:
    """The schemas that a file is held against: one, or something is wrong."""
    wired = json.loads(SETTINGS.read_text("utf-8"))["yaml.schemas"]
    names = [schema for schema, globs in wired.items() if is_meant(path, [globs] if isinstance(globs, str) else globs)]
    return [Path(name).name.removesuffix(".schema.json") for name in names]


def is_meant(path: str, globs: list[str]) -> bool:
    """As the extension decides it: the last pattern that fits counts, and `!` before it takes the file out again."""
    fits = [not one.startswith("!") for one in globs if _regex(one.removeprefix("!")).fullmatch(path)]
    return bool(fits) and fits[-1]


def _regex(glob: str) -> re.Pattern[str]:
    """Its own dialect (vscode-json-languageservice, `src/utils/glob.ts`): `[!n]` is no denial, it fits `!` and `n`."""
    signs = {"**/": "(?:[^/]*/)*", "*": "[^/]*", "?": ".", "{": "(?:", "}": ")", ",": "|", "[": "[", "]": "]"}
    parts = re.split(r"(\*\*/|[*?{},[\]])", f"**/{glob}")
    return re.compile("".join(signs.get(part) or re.escape(part) for part in parts))


def complaints(site: Path, file: str) -> list[str]:
    """What it underlines in a file of the site."""
    (kind,) = kinds_of(file)
    data, problems = load((site / file).read_text("utf-8"), file)
    assert not problems
    return [
        f"{one.json_path}: {one.message}" for one in jsonschema.Draft202012Validator(schema_of(kind)).iter_errors(data)
    ]
