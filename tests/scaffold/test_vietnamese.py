"""Not one English word on the screen: helps, refusals of wrong command lines, prompts."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from click.testing import CliRunner

import doithoai
from doithoai.cli import main

LOCALE = Path(doithoai.__file__).parent / "locale" / "vi" / "LC_MESSAGES"

DEVELOPERS = {
    "Value must be an iterable.",
    "Name '{name}' defined twice",
    "Invalid start character for option ({option})",
    "Windows error: {error}",
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
    "Couldn't detect Bash version, shell completion is not supported.",
    "Shell completion is not supported for Bash versions older than 4.4.",
    "{text} {deprecated_message}",
    "d",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Could not determine name for option with declarations {decls!r}",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
    "Did you mean to pass '--{name}'?",
}
"""Click's words that only a mistake in our own code, or a feature we do not use, would show."""


def catalogue() -> Catalog:
    return pofile.read_po((LOCALE / "doithoai.po").open("rb"))


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below, name
            yield from commands(below, (*path, name))


ENGLISH = {
    word.lower()
    for message in catalogue()
    for text in (message.id if isinstance(message.id, tuple) else (message.id,))
    for word in re.findall(r"[A-Za-z]{3,}", re.sub(r"\{[^}]*\}|%\(\w+\)s|UUID", "", text))
} | {"the", "and", "with", "from", "command", "args", "text", "integer", "must", "cannot", "unexpected"}


def english_in(said: str) -> set[str]:
    plain = re.sub(r"(?<!\w)--?[a-z][\w-]*|“[^”]*”|'[^']*'|\bdoithoai [a-z ]*", " ", said)
    return {word for word in re.findall(r"(?<![\w./-])[A-Za-z]+(?![\w./-])", plain) if word.lower() in ENGLISH}


def test_the_english_words_are_found_at_all() -> None:
    """The measure of the tests below measures something."""
    said = (
        "Usage: doithoai [OPTIONS] COMMAND [ARGS]...\n\nTry 'doithoai --help' for help.\n\nError: No such option: --x"
    )
    assert english_in(said) >= {"Usage", "OPTIONS", "COMMAND", "ARGS", "Try", "Error", "such", "option"}


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_help_has_no_english_word(path: tuple[str, ...]) -> None:
    """Usage, options, metavars and the line of `--help` itself."""
    result = CliRunner().invoke(main, [*path, "--help"], prog_name="doithoai")
    assert result.exit_code == 0
    assert result.output.startswith("Cách dùng: doithoai")
    assert not english_in(result.output), result.output


WRONG = (
    ("chek",),
    ("build", "--foo"),
    ("build", "--procesess", "2"),
    ("check", "--processes", "x"),
    ("check", "--processes", "-1"),
    ("check", "a", "b"),
    ("check", "--as-of"),
    ("check", "--as-of", "31/2/2026"),
    ("check", "--json=3"),
    ("check", "-x"),
    ("init",),
    ("init", "a", "--authority-id", "../a"),
    ("new", "opinon"),
    ("schema", "zzz"),
    ("say", "--dialect", "trung"),
    ("say", "--spans=x"),
    ("audio", "--format", "flac"),
    ("audio", "--length"),
    ("schema", "--out", __file__),
)


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_command_line_is_explained_without_an_english_word(words: tuple[str, ...]) -> None:
    """Exit code 2, and what is wrong."""
    result = CliRunner().invoke(main, words, prog_name="doithoai")
    assert result.exit_code == 2
    assert "Lỗi: " in result.output
    assert not english_in(result.output.replace(__file__, "")), result.output
    assert not re.search(r"[.] [a-zđ]", result.output.partition("Lỗi: ")[2]), result.output  # a sentence begins large


@pytest.mark.parametrize(
    ("words", "said"),
    [(("check", "--processes", "-1"), "-1 nằm ngoài khoảng cho phép → ghi số từ 0 trở lên"),
     (("serve", "--port", "70000"), "70000 nằm ngoài khoảng cho phép → ghi số từ 0 đến 65535")],
)  # fmt: skip
def test_a_number_outside_its_range_is_told_in_words(words: tuple[str, ...], said: str) -> None:
    """Not as `x>=0`."""
    result = CliRunner().invoke(main, words, prog_name="doithoai")
    assert result.exit_code == 2
    assert said in result.output


def test_the_machines_language_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """An English machine, or one with no language set, speaks Vietnamese too."""
    for language in ("C", "en_US.UTF-8"):
        monkeypatch.setenv("LC_ALL", language)
        monkeypatch.setenv("LANGUAGE", "en")
        assert "Cách dùng:" in CliRunner().invoke(main, ["--help"]).output


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    """After an edit of the .po file: pybabel compile -i doithoai.po -o doithoai.mo."""
    compiled = mofile.read_mo((LOCALE / "doithoai.mo").open("rb"))
    assert _said(compiled) == _said(catalogue())


def test_every_message_of_click_is_translated_with_its_placeholders() -> None:
    """A new Click may say new words: they are missed here first."""
    known = {text: message for message in catalogue() for text in _ids(message.id)}
    missing = {text for text in clicks_messages() if text not in known and text not in DEVELOPERS}
    assert not missing
    for text, message in known.items():
        said = message.string[0] if isinstance(message.string, tuple) else message.string
        allowed = {name for one in _ids(message.id) for name in _placeholders(one)}
        assert _placeholders(said) <= allowed, text


def _said(messages: Catalog) -> dict[object, object]:
    return {_ids(message.id): _ids(message.string) for message in messages if message.id}


def _ids(found: object) -> tuple[str, ...]:
    return tuple(found) if isinstance(found, list | tuple) else (str(found),) if found else ()


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{([\w.]+)", text)) | set(re.findall(r"%\((\w+)\)s", text))


def clicks_messages() -> Iterator[str]:
    """First arguments of gettext's functions in Click's own source; of plurals the singular, which is looked up."""
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in ("_", "ngettext") and isinstance(node.args[0], ast.Constant):
                text = node.args[0].value
                if not text.startswith("DeprecationWarning"):
                    yield text


@pytest.mark.parametrize("page", ["cp1258", "cp1252", "utf-8"])
@pytest.mark.parametrize("words", [("--help",), ("deadline", "+7wd", "2026-02-11"), ("new", "khong-co")])
def test_a_pipe_gets_vietnamese_whatever_the_machine_s_code_page(words: tuple[str, ...], page: str) -> None:
    """Windows writes its own code page into files and other programs, which has no room for our letters."""
    command = [sys.executable, "-m", "doithoai", *words]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": page})
    said = (done.stdout + done.stderr).decode("utf-8")
    assert "Lỗi của chương trình" not in said and "Traceback" not in said
    assert re.search("[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", said)
