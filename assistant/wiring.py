"""Names to parts: the only file that knows which class stands behind a setting."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.errors import BadSetting, ModelProblem
from assistant.models import EMBEDDER, cache_folder, find
from index.types import Embedder


def model_places(home: Path) -> list[Path]:
    """Where models are looked for: the home folder first, then the user's cache."""
    return [home / "models", cache_folder(os.environ) / "models"]


def _e5(home: Path) -> Embedder:
    # Read when torch loads. Threads that spin while they wait for each other stop each other on a busy machine: beside
    # another program a question took 700 ms to embed, and takes 11 since they sleep.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from index.embed_e5 import E5Embedder  # torch loads here, and only here

    folder = find(EMBEDDER, model_places(home))
    if folder is None:
        raise ModelProblem(
            f"L'encodeur {EMBEDDER} n'est pas installé.", fix=f"lancez « glose models fetch {EMBEDDER} » (95 Mo)"
        )
    return E5Embedder(folder, name=EMBEDDER)


def _words(home: Path) -> Embedder:
    from index.embed_words import WordHashEmbedder

    return WordHashEmbedder()


EMBEDDERS: Mapping[str, Callable[[Path], Embedder]] = {"e5": _e5, "words": _words}


def choose_embedder(name: str, home: Path) -> Embedder:
    """Build the embedder of a setting: a name, or the path of a sentence-transformers folder."""
    if name in EMBEDDERS:
        return EMBEDDERS[name](home)
    if (Path(name) / "modules.json").is_file():
        from index.embed_sentence import SentenceEmbedder

        return SentenceEmbedder(Path(name))
    raise BadSetting(
        f"Encodeur inconnu : {name}.",
        fix=f"choisissez {', '.join(EMBEDDERS)}, ou le chemin d'un dossier sentence-transformers (avec modules.json)",
    )
