"""A town where each service has its price: twenty questions, and the right answers to them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.types import Failure, Verdict
from corpus.library import Library, StoredSource
from corpus.types import Block, Document
from evals.types import Case, Nugget, Pair
from index.build import build
from index.embed_words import WordHashEmbedder

COUNT = 10
TEXTS = {f"D{i}": f"Chez nous, le service {i} coûte {i + 20} €. Il ouvre à midi." for i in range(COUNT)}
"""Document Di answers question ci; nothing answers questions n0 to n9."""

CASES = [
    *(
        Case(
            id=f"c{i}",
            question=f"Combien coûte le service {i} ?",
            kind="answerable",
            answerable=True,
            documents=(f"D{i}",),
            nuggets=(Nugget(text="son prix", patterns=(f"{i + 20} €",)),),
            forbidden=("gratuit",),
        )
        for i in range(COUNT)
    ),
    *(
        Case(
            id=f"n{i}",
            question=f"Qui dirige le service {i} ?",
            kind="absent",
            answerable=False,
            documents=(f"D{i}",),
            forbidden=("gratuit",),
        )
        for i in range(COUNT)
    ),
]
PAIRS = [
    Pair(id=f"s{i}{word}", evidence=text, claim=f"Il faut payer {i + price} €.", supported=price == 20)
    for i, text in enumerate(TEXTS.values())
    for word, price in (("true", 20), ("false", 50))
]

Answer = dict[str, Any]


def quotes(case: Case) -> Answer:
    """What Glose says of a case when all is well: the sentence of the price, or nothing."""
    return quoted(case) if case.answerable else answer()


def guarded(case: Case) -> Answer:
    """The same, with a sentence of the model before it."""
    said = quotes(case)
    if said["sentences"]:
        price = re.search(r"\d+ €", said["sentences"][0]["text"])
        assert price
        said["sentences"].insert(0, written(f"Il faut payer {price.group()}."))
    return said


def quoted(case: Case) -> Answer:
    """The first sentence of a case's document."""
    [document] = case.documents
    quote = TEXTS[document].partition(" Il")[0]
    citation = {"document": document, "version": version(document), "start": 0, "end": len(quote), "quote": quote}
    sentence = {"text": quote, "origin": "quote", "citations": [1], "support": 1.0}
    return answer(sentence, citations=[{"number": 1, **citation}])


def written(text: str) -> Answer:
    """A sentence of the model that cites the first quotation."""
    return {"text": text, "origin": "written", "citations": [1], "support": 0.9}


def answer(*sentences: Answer, citations: Sequence[Answer] = ()) -> Answer:
    """An answer of the contract; an abstention without sentences."""
    return {
        "outcome": "answered" if sentences else "abstained",
        "sentences": list(sentences),
        "citations": list(citations),
        "dropped": [],
        "timings_ms": {"first_sentence": 20, "total": 50},
    }


@dataclass(frozen=True)
class Says:
    """A system that says what a function says, except where something else is planted."""

    name: str
    says: Callable[[Case], Answer]
    planted: Mapping[str, Callable[[Case], Answer]]

    @property
    def made_of(self) -> Mapping[str, str]:
        """Nothing that says what it would answer: ask each in a folder of its own."""
        return {}

    def answer(self, question: str, /) -> Answer:
        """Answer one of the questions of the town."""
        [case] = [case for case in CASES if case.question == question]
        return self.planted.get(case.id, self.says)(case)


class Counts:
    """A verifier that is right in this town: every number of the sentence must be in what it cites."""

    name = "counts"

    def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
        """Judge pairs (cited text, sentence)."""
        return [self._verdict(*(set(re.findall(r"\d+", text)) for text in pair)) for pair in pairs]

    def _verdict(self, cited: set[str], said: set[str]) -> Verdict:
        return Verdict(support=1.0) if said <= cited else Verdict(support=0.0, failures=(Failure("not_supported", ""),))


def search(question: str) -> list[tuple[str, float]]:
    """Find the right document first."""
    number = re.findall(r"\d", question)[-1]
    return [(f"D{number}", 1.0), *((document, 0.5) for document in TEXTS if document != f"D{number}")]


def version(document: str) -> str:
    return _documents()[document].version


def stored_in(folder: Path) -> Library:
    """A library that holds the documents of the town."""
    library = Library(folder)
    with library.transaction():
        for id, document in _documents().items():
            library.keep(StoredSource(root="r", path=id, fingerprint="", reason=""), [("test", document)])
    return library


def _documents() -> dict[str, Document]:
    return {
        id: Document(id=id, kind="procedure", title=id, text=text, blocks=(Block(start=0, end=len(text)),))
        for id, text in TEXTS.items()
    }


def indexed_in(home: Path) -> None:
    """A home where the town can be searched without a model."""
    library = stored_in(home)
    build(library, home / "index", WordHashEmbedder())
    library.close()
