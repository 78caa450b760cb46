"""llama-cpp-python, built once for this machine: it is published as source alone, and takes ten minutes to build.

The wheel is kept in the user's cache folder, so that clones and environments share it. It uses every instruction of the
processor it was built on, hence its folder is named after that processor; it holds nothing of Python's own.
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

from assistant.errors import GeneratorProblem
from assistant.installing.models import Progress

VERSION = "0.3.36"
_SAYS_EVERY = 60.0
_WATCHES_EVERY = 0.5
_ERRORS = 3

_NO_AMX = "-mno-amx-tile -mno-amx-int8 -mno-amx-bf16"
_FLAGS = {
    # In a virtual machine that shows AMX, the first multiplication with it crashes the process.
    "x86_64": f"-DGGML_NATIVE=ON -DCMAKE_C_FLAGS='{_NO_AMX}' -DCMAKE_CXX_FLAGS='{_NO_AMX}' -DLLAVA_BUILD=OFF",
}


def installed() -> bool:
    """Whether this environment has the library; another process may have installed it since it was last asked."""
    invalidate_caches()
    return find_spec("llama_cpp") is not None


def ensure_installed(cache: Path, log: Path, progress: Progress) -> None:
    """Install the library in this environment: from the cache, or built before. What fails is a `GeneratorProblem`."""
    if installed():
        return
    folder = wheel_folder(cache)
    wheel = next(folder.glob("*.whl"), None) or _build(folder, log, progress)
    progress("installation de llama-cpp-python")
    _run(_pip("install", str(wheel)), log, progress, "l'installation de llama-cpp-python")


def wheel_folder(cache: Path) -> Path:
    """Return where the wheel of this machine is kept."""
    libc = "".join(platform.libc_ver())
    made_for = " ".join((_processor(), libc, _flags()))
    digest = sha256(made_for.encode()).hexdigest()[:12]
    return cache / "wheels" / f"llama-cpp-python-{VERSION}-{sys.platform}-{platform.machine().lower()}-{digest}"


def _build(folder: Path, log: Path, progress: Progress) -> Path:
    """Build the wheel beside its folder, which appears whole or not at all."""
    _require_compiler()
    progress("construction de llama-cpp-python, une dizaine de minutes la première fois")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # pip's own cache does not tell apart wheels built with other flags: it is left aside.
    command = _pip("wheel", "--no-deps", "--no-cache-dir", "--no-binary=llama-cpp-python")
    with tempfile.TemporaryDirectory(prefix=".build-", dir=folder.parent) as work:
        made = Path(work) / "made"
        command += ["--wheel-dir", str(made), f"llama-cpp-python=={VERSION}"]
        _run(command, log, progress, "la construction de llama-cpp-python")
        shutil.rmtree(folder, ignore_errors=True)
        made.replace(folder)
    return next(folder.glob("*.whl"))


def _require_compiler() -> None:
    compilers = filter(None, (os.environ.get("CXX"), "c++", "g++", "clang++"))
    if sys.platform != "win32" and not any(map(shutil.which, compilers)):
        raise GeneratorProblem(
            "Aucun compilateur C++ sur cette machine : llama-cpp-python ne peut pas être construit.",
            fix="installez-en un (g++ ou clang), puis relancez « glose models prepare »",
        )


def _pip(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pip", *arguments, "--disable-pip-version-check"]


def _run(command: Sequence[str], log: Path, progress: Progress, what: str) -> None:
    """Run a command with its output in the log; say every minute that it goes on."""
    since = said = monotonic()
    with log.open("ab") as output:
        start = output.tell()
        process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, env=_environment())
        try:
            while process.poll() is None:
                _wait(process)
                if monotonic() - said >= _SAYS_EVERY:
                    said = monotonic()
                    progress(f"{what} dure depuis {round((said - since) / 60)} min")
        finally:
            process.kill()
            process.wait()
    if process.returncode:
        raise GeneratorProblem(
            f"Échec de {what} : {_errors(log, start) or 'sans explication'}",
            fix=f"lisez {log}, corrigez, puis relancez « glose models prepare » ; sans lui, Glose répond par citations",
        )


def _wait(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(_WATCHES_EVERY)
    except subprocess.TimeoutExpired:
        return


def _environment() -> Mapping[str, str]:
    return {**os.environ, "CMAKE_ARGS": " ".join(filter(None, (_flags(), os.environ.get("CMAKE_ARGS"))))}


def _flags() -> str:
    machine = platform.machine().lower()
    return _FLAGS.get("x86_64" if machine == "amd64" else machine, "-DLLAVA_BUILD=OFF")


def _processor() -> str:
    """What the processor can do, as the system lists it; its name where the system lists nothing."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    listed = next((line for line in lines if line.startswith(("flags", "Features"))), platform.processor())
    return " ".join(sorted(listed.split()))


def _errors(log: Path, start: int) -> str:
    """The last errors in the log from a place on; those of the build, which pip indents, say more than its own."""
    with log.open("rb") as content:
        content.seek(start)
        lines = content.read().decode("utf-8", "replace").splitlines()
    found = [line for line in lines if "error" in line.lower()]
    built = [line for line in found if line.startswith("  ")]
    return " ".join(line.strip() for line in (built or found)[-_ERRORS:])[:300]
