"""What an answer was made with: the same values give the same answers, so a change of one asks the question again."""

import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from prompts.load import Prompt

ROOT = Path(__file__).parents[1]
SUFFIXES = {".py", ".md", ".tsv", ".toml", ".txt", ".safetensors"}
"""Of the files that an answer is made of; those that only show it are left out."""

_ANSWERS = (
    *("corpus", "index", "assistant", "prompts"),
    # What the systems compared are made of, beside the assistant itself.
    *("evals/systems.py", "evals/plain.py"),
)
_DIGITS = 12


@cache
def code(*places: str) -> str:
    """Return the sha256, shortened, of the sources under these places of the repository; of all that answers, if none.

    Thresholds, weights, word lists and prompts are sources: none of them changes unseen.
    """
    digest = sha256()
    for place in places or _ANSWERS:
        for path in _sources(ROOT / place):
            digest.update(f"{path.relative_to(ROOT).as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:_DIGITS]


def commit() -> str:
    """Return the commit of the code, with "+changes" where files differ from it; "unknown" outside of a clone."""
    known = _git("rev-parse", "--short=12", "HEAD")
    changes = _git("status", "--porcelain", "--untracked-files=no")
    return "unknown" if not known else f"{known}+changes" if changes else known


def digest(*texts: str | bytes) -> str:
    """Return the sha256, shortened, of texts."""
    whole = b"\0".join(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text for text in texts)
    return sha256(whole).hexdigest()[:_DIGITS]


def made_of(parts: Mapping[str, str], prompts: Iterable[Prompt]) -> dict[str, str]:
    """Return what decides of an answer: the parts (index, embedder, verifier, generator…), the prompts, the code."""
    return {**parts, "prompts": " ".join(prompt.id for prompt in prompts) or "none", "code": code()}


def _sources(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.suffix in SUFFIXES and "__pycache__" not in path.parts)


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
