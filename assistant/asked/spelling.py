"""Writes out what people shorten when they type in a hurry: "c cb pr la cantoche" is "c'est combien pour la cantine".

The search knows no "cb", the rules that see an amount asked no "c cb", and the models that read a question were mostly
taught on whole words: on 88 such questions the area under the curve goes from 0.79 to 0.84 (evals/LOG.md). What the
person typed is what is shown. The words are in `spelling.fr.tsv`.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from index.lexicon import read_table

TABLE = Path(__file__).with_name("spelling.fr.tsv")

_WORD = re.compile(r"[\w'’-]+")

_CARD = re.compile(r"(?:par|en|ma|la|une|sa|votre) $", re.IGNORECASE)
"""What stands before "cb" where it is a bank card."""

_IL = re.compile(r"\bil $", re.IGNORECASE)
"""What stands before "ya" where it is "y a" alone."""

_IT_IS = re.compile(
    r"\b[cC] (?=(?:combien|quoi|quel|quelle|où|qui|quand|comment|pour|le|la|les|un|une|bien|vrai|pas|payant|gratuit|"
    r"obligatoire)\b)"
)

_I_HAVE = re.compile(
    r"(?:^|(?<=[\s,;:.!?(]))[gG] (?=(?:pas|un|une|le|la|les|mon|ma|mes|droit|combien|reçu|eu|perdu|\w{2,}é)\b)"
)


def spelled_out(text: str) -> str:
    """Return a text with its shortened words written out; those in capitals are acronyms, and stay."""
    return _I_HAVE.sub("j'ai ", _IT_IS.sub("c'est ", _WORD.sub(_whole, text)))


def _whole(match: re.Match[str]) -> str:
    word = match[0]
    opens = match.start() == 0 and word.istitle()
    if not (word.islower() or opens) or (word == "cb" and _CARD.search(match.string, 0, match.start())):
        return word
    spelled = _spelled().get(word.lower().replace("’", "'"), word)
    if spelled.startswith("il ") and _IL.search(match.string, 0, match.start()):
        spelled = spelled.removeprefix("il ")
    return spelled[0].upper() + spelled[1:] if opens else spelled


@cache
def _spelled() -> Mapping[str, str]:
    return dict(read_table(TABLE))
