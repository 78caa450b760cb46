"""Names to parts: the only file that knows which class stands behind a setting."""

import os
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.errors import BadSetting, GeneratorProblem, ModelProblem
from assistant.installing.models import EMBEDDER, GENERATOR, cache_folder, find, model_places
from assistant.installing.prepare import generator_state
from assistant.relevance import Likeness, Reading, Relevance
from assistant.types import Generator, Verifier
from index.types import Embedder

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.record.draft import Drafting
    from index.read_pairs import Head, PairReader
    from index.search import Searcher


def _let_threads_sleep() -> None:
    """Set what torch reads when it loads.

    Threads that spin while they wait for each other stop each other on a busy machine: beside another program a
    question took 700 ms to embed, and takes 11 since they sleep.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def _e5(home: Path) -> Embedder:
    _let_threads_sleep()
    from index.embed_e5 import E5Embedder  # torch loads here

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


def find_reader(home: Path, head: "Head") -> "PairReader | None":
    """Load the reader of pairs trained for a head, once; None where the embedder whose layers it shares is missing."""
    folder = find(EMBEDDER, model_places(home))
    return _reader(folder, head) if folder else None


@cache
def _reader(folder: Path, head: "Head") -> "PairReader":
    _let_threads_sleep()
    from index.read_pairs import WEIGHTS, PairReader

    return PairReader(folder, WEIGHTS[head])


def choose_guard(home: Path, *, to_show: bool) -> Verifier:
    """Build the guard of what is shown, or the one that says what is supported: the first asks for more.

    Without the embedded model it is the two layers that are rules.
    """
    from assistant.guard.meaning import PairSupport, SharedWords
    from assistant.guard.verify import THRESHOLD, TO_SHOW, Guard

    reader = find_reader(home, "support")
    return Guard(PairSupport(reader) if reader else SharedWords(), TO_SHOW if to_show else THRESHOLD)


def _when_ready(home: Path) -> Generator | None:
    return _embedded(home) if generator_state(home).state == "ready" else None


def _embedded(home: Path) -> Generator:
    folder = find(GENERATOR, model_places(home))
    if folder is None:
        raise GeneratorProblem(
            "Le modèle qui rédige n'est pas installé.",
            fix="lancez « glose models prepare » (1,1 Go), ou mettez « none » dans le réglage « generator »",
        )
    return _gguf(folder / "model.gguf", GENERATOR)


GENERATORS: Mapping[str, Callable[[Path], Generator | None]] = {
    "auto": _when_ready,
    "embedded": _embedded,
    "none": lambda _: None,
}

_loading = Lock()
_loaded: dict[Path, Generator] = {}


def _gguf(path: Path, name: str) -> Generator:
    """Load a model once for the whole process: its memory is shared by all who ask."""
    _let_threads_sleep()
    from assistant.writing.generate_llama import LlamaGenerator
    from assistant.writing.write import opening

    with _loading:
        if path not in _loaded:
            generator = LlamaGenerator(path, name=name, states=cache_folder(os.environ) / "states")
            generator.warm(opening())
            _loaded[path] = generator
        return _loaded[path]


@cache
def _server(address: str) -> Generator:
    """Build it once: it remembers what its server does not understand."""
    from assistant.writing.generate_openai import OpenAIGenerator

    url, _, model = address.partition("#")
    if not model or not urlsplit(url).hostname or "@" in urlsplit(url).netloc:
        raise BadSetting(
            f"Adresse de serveur incomplète : {url.rpartition('@')[2]}.",
            fix="écrivez https://serveur/v1#nom-du-modèle ; la clé, s'il en faut une, dans la variable GLOSE_API_KEY",
        )
    return OpenAIGenerator(url, model, key=os.environ.get("GLOSE_API_KEY", ""))


def choose_generator(name: str, home: Path) -> Generator | None:
    """Build the generator of a setting; None means that nobody writes, and that Glose quotes.

    To be asked again for each question: "auto" is None until the embedded model is ready.
    """
    if name in GENERATORS:
        return GENERATORS[name](home)
    if name.startswith(("http://", "https://")):
        return _server(name)
    if name.endswith(".gguf"):
        return _gguf(Path(name).resolve(), Path(name).stem)
    raise BadSetting(
        f"Modèle inconnu : {name}.",
        fix=f"choisissez {', '.join(GENERATORS)}, le chemin d'un fichier .gguf, ou une adresse http(s)://…#modèle",
    )


def choose_drafter(name: str, home: Path) -> Generator | None:
    """Build the generator of drafts: nobody for "auto", since the embedded model adds nothing to a draft but time.

    Whoever names a model, the embedded one included, gets it (docs/decisions/0010).
    """
    return None if name == "auto" else choose_generator(name, home)


def choose_relevance(home: Path, embedder: Embedder) -> Relevance:
    """Build what weighs sentences: the reader of pairs, or the embedder where it is another than the reader's own."""
    folder = find(EMBEDDER, model_places(home))
    if embedder.name != EMBEDDER or folder is None:
        return Likeness(embedder)
    return Reading(_reader(folder, "answers"), partial(_reader, folder, "says"))


def assemble(home: Path, embedder: Embedder, searcher: "Searcher | None", generator: str) -> "Assistant":
    """Build the assistant; a generator that cannot be is said now, and not at the first question."""
    from assistant.ask import Assistant

    choose_generator(generator, home)
    return Assistant(
        embedder=embedder,
        relevance=choose_relevance(home, embedder),
        guard=choose_guard(home, to_show=True),
        searcher=searcher,
        generator=lambda: choose_generator(generator, home),
        drafter=lambda: choose_drafter(generator, home),
        tells=generator != "none",
    )


def drafting_parts(home: Path, generator: str) -> "Drafting":
    """Build what a register entry is drafted with; without a generator it is made of quotations alone."""
    from assistant.record.draft import Drafting
    from assistant.record.schema import load_schema
    from assistant.settings import read_settings

    embedder = choose_embedder(read_settings(home, os.environ).embedder, home)
    return Drafting(
        schema=load_schema(),
        embedder=embedder,
        relevance=choose_relevance(home, embedder),
        guard=choose_guard(home, to_show=True),
        generator=choose_drafter(generator, home),
    )
