"""What the code promises of its own shape: arrows one way, one home for each library, an instant start, short files."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from time import perf_counter

import pytest

from assistant.cli import parser
from assistant.commands import arguments
from assistant.record.exchange.exports import FORMATS
from assistant.server.accounts import ROLES
from assistant.settings import Settings
from tests.conftest import ROOT

MAY_IMPORT = {
    "corpus": set(),
    "prompts": set(),
    "index": {"corpus"},
    "assistant": {"corpus", "index", "prompts"},
    "evals": {"corpus", "index", "prompts", "assistant"},
    "benchmarks": {"corpus", "index", "prompts", "assistant", "evals"},
}
LIBRARIES = {
    *("torch", "transformers", "sentence_transformers", "tokenizers", "safetensors", "faiss", "bm25s"),
    *("Stemmer", "rapidfuzz", "pypdf", "docx", "odf", "openpyxl", "yaml", "defusedxml", "markdown_it"),
    *("mdit_py_plugins", "bs4", "lxml", "rich", "ir_measures", "llama_cpp", "matplotlib", "jinja2", "frictionless"),
    *("jsonschema", "pypdfium2", "gradio", "fastapi", "uvicorn", "starlette"),
}
"""Every library that we did not write, numpy excepted: it is not a part that could be changed for another, it is what
`Vectors` means."""

SHARED_BY = {
    # One writes the model's file, once, without torch; the other reads it straight into torch's memory.
    "safetensors": {"index/assemble_e5.py", "index/bert.py"},
    # What is shown on a terminal: bars, colours, and the escape of whatever could pass for a colour.
    "rich": {
        *("assistant/progress.py", "assistant/render.py", "assistant/status.py", "assistant/terminal.py"),
        "assistant/record/texts/fields_text.py",
    },
    # One reads what the other writes.
    "docx": {"corpus/read_docx.py", "assistant/record/exchange/export_docx.py"},
    "odf": {"corpus/read_odt.py", "assistant/record/exchange/export_odt.py"},
}
APP = "assistant/app/"
"""The pages: only they know the library that shows them, each of them does."""

PRINT = {"assistant/cli.py", "assistant/commands/run.py", "assistant/commands/models.py", "assistant/terminal.py"}
TRAINING = "evals/training/"
"""Run by hand, to make what the run-time reads: with the same libraries, and it says how far it is."""

WRITE_IN_PLACE = {
    # Folders made beside their place, which they take whole.
    *("index/assemble_e5.py", "index/snapshot.py"),
    # A folder that goes once a register was checked.
    "assistant/record/exchange/table_schema.py",
}
"""Whoever writes a file under its own name: anybody may read it meanwhile, and an interruption leaves half of it."""

LINES = 300
START_SECONDS = 0.3


def modules(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    """The path, relative to the root, and the tree of every module."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def imports_of(tree: ast.Module) -> set[str]:
    """First names of all that a module imports, wherever it does so; relative imports stay at home."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_one_way(package: str) -> None:
    others = {*MAY_IMPORT, "tests"} - {package} - MAY_IMPORT[package]
    stray = {path: sorted(found) for path, tree in modules(package) if (found := imports_of(tree) & others)}
    assert not stray


def test_each_library_lives_in_one_file() -> None:
    homes: dict[str, set[str]] = {}
    for path, tree in modules(*MAY_IMPORT):
        if path.startswith((TRAINING, APP)):
            continue
        for library in imports_of(tree) & LIBRARIES:
            homes.setdefault(library, set()).add(path)
    assert {library: files for library, files in homes.items() if len(files) > 1} == SHARED_BY


def test_only_the_pages_know_how_they_are_shown() -> None:
    shown_by = {"gradio", "fastapi", "uvicorn", "starlette"}
    assert not {path for path, tree in modules(*MAY_IMPORT) if imports_of(tree) & shown_by and not path.startswith(APP)}


def test_no_library_is_left_out_of_the_list_above() -> None:
    known = {*sys.stdlib_module_names, *MAY_IMPORT, *LIBRARIES, "numpy"}
    assert not {path: stray for path, tree in modules(*MAY_IMPORT) if (stray := imports_of(tree) - known)}


def test_only_the_command_line_prints() -> None:
    found = {
        path
        for path, tree in modules(*MAY_IMPORT.keys() - {"benchmarks"})
        if not path.startswith(TRAINING)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "input")
    }
    assert found == PRINT


def test_files_are_written_whole() -> None:
    found = {
        path
        for path, tree in modules("corpus", "index", "assistant", "evals")
        if not path.startswith(TRAINING)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("write_text", "write_bytes")
    }
    assert found == WRITE_IN_PLACE


def test_modules_are_short() -> None:
    lengths = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path, _ in modules(*MAY_IMPORT)}
    assert not {path: length for path, length in lengths.items() if length > LINES}


def test_help_loads_no_library() -> None:
    code = f"""
import sys
from assistant.cli import main
try:
    main(["--help"])
finally:
    print(*sys.modules.keys() & {LIBRARIES | {"numpy"}!r}, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "glose" in done.stdout
    assert done.stderr.split() == []


def test_what_help_offers_is_what_there_is() -> None:
    # Written out in `arguments`: what knows them loads libraries that help must not wait for.
    assert (tuple(FORMATS), ROLES) == (arguments.FORMATS, arguments.ROLES)


def seconds_of(*arguments: str) -> float:
    """The best of five runs of the interpreter: the others had company."""
    environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    best = float("inf")
    for _ in range(5):
        since = perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, cwd=ROOT, env=environ, check=True)
        best = min(best, perf_counter() - since)
    return best


def test_help_is_instant() -> None:
    # On a machine so busy that Python itself is late, help may be late with it.
    assert seconds_of("-m", "assistant.cli", "--help") < max(START_SECONDS, 4 * seconds_of("-c", "pass"))


README = (ROOT / "README.md").read_text("utf-8")


def test_the_map_names_every_module_and_no_other() -> None:
    mapped = set(re.findall(r"^\| `([a-z]+/[\w/]+\.py)` \|", README.split("## Map")[1], re.MULTILINE))
    packages = ("corpus", "index", "prompts", "assistant", "evals")
    assert mapped == {path for path, _ in modules(*packages) if not path.endswith("__init__.py")}


def test_the_help_shown_is_the_help_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert f"```console\n$ glose --help\n{parser().format_help()}```" in README


def test_every_setting_is_explained() -> None:
    assert all(f"`{field.name}`" in README for field in fields(Settings))
