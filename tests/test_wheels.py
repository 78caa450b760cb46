"""The library that runs the model: built once with the flags of the machine, kept, installed.

pip and its build are real; the source that they are given is ours, a few lines long.
"""

import io
import platform
import tarfile
from pathlib import Path

import pytest

from assistant.errors import GeneratorProblem
from assistant.installing import wheels
from assistant.installing.wheels import VERSION, ensure_installed, wheel_folder

BACKEND = f"""
import os, zipfile

def build_wheel(folder, *_):
    {{stop}}
    name = "llama_cpp_python-{VERSION}-py3-none-any.whl"
    about = "llama_cpp_python-{VERSION}.dist-info"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("llama_cpp/flags.txt", os.environ["CMAKE_ARGS"])
        wheel.writestr(about + "/METADATA", "Metadata-Version: 2.1\\nName: llama_cpp_python\\nVersion: {VERSION}\\n")
        wheel.writestr(about + "/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(about + "/RECORD", "")
    return name
"""
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def publish(mirror: Path, *, stop: str = "pass") -> None:
    """Write the smallest source that pip can build."""
    top = f"llama_cpp_python-{VERSION}"
    about = f"Metadata-Version: 2.1\nName: llama_cpp_python\nVersion: {VERSION}\n"
    with tarfile.open(mirror / f"{top}.tar.gz", "w:gz") as source:
        for name, text in {
            "pyproject.toml": PROJECT, "backend.py": BACKEND.format(stop=stop), "PKG-INFO": about
        }.items():  # fmt: skip
            entry = tarfile.TarInfo(f"{top}/{name}")
            entry.size = len(text.encode())
            source.addfile(entry, io.BytesIO(text.encode()))


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages, and a place beside this environment where pip installs."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    for name, value in {
        "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder), "PIP_CONFIG_FILE": "/dev/null",
        "PIP_TARGET": str(tmp_path / "site"), "PIP_UPGRADE": "1", "CMAKE_ARGS": "-DMINE=ON",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(wheels, "installed", lambda: False)
    publish(folder)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    folder = tmp_path / "cache"
    folder.mkdir()
    return folder


@pytest.mark.slow
def test_the_wheel_is_built_once_with_our_flags_and_installed(
    mirror: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheels, "_WATCHES_EVERY", 0.01)
    monkeypatch.setattr(wheels, "_SAYS_EVERY", 0.02)
    said: list[str] = []
    ensure_installed(cache, cache / "log", said.append)
    flags = tmp_path / "site" / "llama_cpp" / "flags.txt"
    assert "-DLLAVA_BUILD=OFF" in flags.read_text()
    assert flags.read_text().endswith(" -DMINE=ON")
    assert said[0] == "construction de llama-cpp-python, une dizaine de minutes la première fois"
    assert said[1] == "la construction de llama-cpp-python dure depuis 0 min"
    assert b"Successfully built llama-cpp-python" in (cache / "log").read_bytes()
    flags.unlink()
    next(mirror.iterdir()).unlink()
    ensure_installed(cache, cache / "log", said.append)
    assert flags.is_file()
    assert [what for what in said if what.startswith("c")] == said[:1]
    assert [path.name for path in wheel_folder(cache).iterdir()] == [f"llama_cpp_python-{VERSION}-py3-none-any.whl"]


@pytest.mark.slow
def test_a_build_that_fails_says_why_and_leaves_nothing(mirror: Path, cache: Path) -> None:
    publish(mirror, stop='raise OSError("fatal error: no <immintrin.h>")')
    (cache / "log").write_text("error: of another day\n")
    with pytest.raises(GeneratorProblem, match=r"Échec de la construction.*no <immintrin\.h>") as problem:
        ensure_installed(cache, cache / "log", lambda _: None)
    assert "another day" not in problem.value.problem
    assert str(cache / "log") in problem.value.fix
    assert list((cache / "wheels").iterdir()) == []


def test_without_a_compiler_it_is_said_at_once(mirror: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CXX", raising=False)
    with pytest.raises(GeneratorProblem, match=r"Aucun compilateur C\+\+"):
        ensure_installed(cache, cache / "log", lambda _: None)


def test_amx_is_left_out_where_it_exists_and_machines_do_not_share(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = {wheel_folder(cache)}
    for machine, has_amx in (("x86_64", True), ("AMD64", True), ("aarch64", False)):
        monkeypatch.setattr(platform, "machine", lambda machine=machine: machine)
        assert ("-mno-amx-tile" in wheels._flags()) == has_amx
        folders.add(wheel_folder(cache))
    monkeypatch.setattr(wheels, "_processor", lambda: "another")
    folders.add(wheel_folder(cache))
    assert len(folders) >= 4
