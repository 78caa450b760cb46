"""What an agent asks to be done to an entry, read from French by rules: which order, on what, with which words.

Case, accents, apostrophes and a wrong letter do not count. What fits no rule is no order: nothing is guessed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from index.fold import fold
from index.query import Speller

OrderKind = Literal[
    "shorter", "longer", "restore", "explain", "source", "fill", "empty", "drop", "reread", "unread", "missing", "undo",
    "redo", "save", "help",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order; `about` is what it is on, as written, and `value` what to write there.

    `bare` marks "champ : valeur", an order only where it names a field.
    """

    kind: OrderKind
    about: str = ""
    value: str = ""
    bare: bool = False


_OPENING: Mapping[OrderKind, str] = {
    "explain": "explique, explique moi, expliquer, definis, definition de, definition du, definition, que veut dire, "
    "que signifie, qu est ce que veut dire, ca veut dire quoi, c est quoi, qu est ce que, qu est ce qu",
    "source": "d ou vient, dou vient, d ou ca vient, d ou viennent, d ou sort, d ou tiens tu, ou as tu trouve, "
    "ou avez vous trouve, ou est ecrit, qui dit, qui le dit, qui a dit, source, sources, source de, source du, "
    "source des, source d, sources de, quelle est la source, "
    "quelle est la source de, quelle est la source du, quelles sont les sources, quelle source",
    "fill": "remplis, remplir, remplace, remplacer, complete, completer, renseigne, renseigner, mets, mettre, inscris, "
    "inscrire, note, indique, indiquer, ecris, ecrire, marque, marquer, marquez",
    "empty": "vide, vider, efface, effacer, supprime, supprimer, enleve, enlever, retire, retirer",
    "drop": "ecarte, ecarter, supprime la phrase, enleve la phrase, retire la phrase, efface la phrase",
    "reread": "j ai relu, j ai tout relu, ai relu, nous avons relu, nous avons tout relu, on a relu, on a tout relu, "
    "relu, relue, c est relu, tout est relu, tout relu",
    "unread": "retire la relecture, enleve la relecture, annule la relecture, efface la relecture, "
    "supprime la relecture, pas relu, pas relue, n est pas relu, n est pas relue, je n ai pas relu",
    "restore": "remets, remettre",
    "undo": "annule, annuler, defais, reviens en arriere, retour en arriere",
    "redo": "refais, refaire, retablis, retablir",
    "save": "enregistre, enregistrer, sauvegarde, sauvegarder, sauve",
    "help": "aide, aide moi, help, que sais tu faire, que peux tu faire, que pouvez vous faire",
}
"""What an order may open with, folded."""

_ANYWHERE: Mapping[OrderKind, str] = {
    "shorter": "plus court, plus courte, plus courts, plus courtes, moins long, moins longue, raccourcis, raccourcir, "
    "abrege, abreger, resume, resumer, trop long, trop longue",
    "longer": "plus long, plus longue, plus longs, plus longues, moins court, rallonge, rallonger, plus de details, "
    "trop court, trop courte",
    "missing": "manque, manque t il, manquent, reste a completer, reste a remplir, reste a faire, a completer",
}
"""What an order may say at any place."""

_POLITE = frozenset(
    """s il te vous plait peux pouvez tu voudrais veux je merci de stp svp bonjour alors maintenant et puis ok oui non
    faut moi""".split()
)
_AROUND = frozenset(
    "fais faire mets rends rendre le la les l un une c est en pour dans qu que ce qui quoi tout toute".split()
)
"""Words that stand around what may be said anywhere, and name no field."""

_WHOLE = frozenset("la fiche le brouillon ca cela tout l entree cette modification ce changement".split())
"""What may follow an order that takes the whole: with any other word, it is something else."""

_ALONE: frozenset[OrderKind] = frozenset(("undo", "redo", "save", "help"))

_WORD = re.compile(r"[^\W_]+")
_COLON = re.compile(r":(?!//)|\s=\s")
_IN = re.compile(r"\s(?:dans|comme|pour)\s", re.IGNORECASE)
_AS_REREAD = re.compile(r"\bcomme\s+(?:étant\s+)?relue?s?\b", re.IGNORECASE)
_WITH = re.compile(r"\s(?:avec|par)\s", re.IGNORECASE)
_QUOTED = re.compile(r"«([^«»]*)»|\"([^\"]*)\"|“([^“”]*)”|['‘’]([^'‘’]*)['’]")
_BLANKS = " \t\n\r\u00a0\u202f"
_EDGES = f"{_BLANKS}.,;:!?-"
_OFTEN = 2
"""Times that a word must be known for `Speller` to correct towards it."""


class _Token(NamedTuple):
    word: str
    start: int
    end: int


def read_order(text: str) -> Order | None:
    """Read an order; `None` when it is none."""
    tokens = [_Token(_corrected(fold(found[0])), *found.span()) for found in _WORD.finditer(text)]
    first = next((at for at, token in enumerate(tokens) if token.word not in _POLITE), len(tokens))
    words = [token.word for token in tokens]
    if opening := _longest(_phrases("opening"), words[first:]):
        kind, size = opening
        order = _opened(kind, text[tokens[first + size - 1].end :])
        if order or kind in _ALONE:
            return order
    return _anywhere(text, tokens) or _bare(text)


def unquoted(text: str) -> str:
    """Return what stands between quotation marks, where a text is all between them; else the text, trimmed."""
    trimmed = text.strip(_BLANKS)
    found = _QUOTED.fullmatch(trimmed)
    return next(filter(None, found.groups()), "").strip(_BLANKS) if found else trimmed


def _opened(kind: OrderKind, rest: str) -> Order | None:
    """Read what follows the opening words."""
    if kind in _ALONE:
        return Order(kind=kind) if {fold(word) for word in _WORD.findall(rest)} <= _WHOLE | _POLITE else None
    if kind == "fill":
        return _fill(rest)
    return Order(kind=kind, about=rest.strip(_EDGES))


def _fill(rest: str) -> Order | None:
    """Read "X : V", "V dans X", "X avec V"; a field alone is an order without its words, unless it asks otherwise.

    "X comme relu" is the order to mark it so.
    """
    colon = _COLON.search(rest)
    if (reread := _AS_REREAD.search(rest)) and not (colon and colon.start() < reread.start()):
        return Order(kind="reread", about=f"{rest[: reread.start()]} {rest[reread.end() :]}".strip(_EDGES))
    if colon:
        return _filled(rest[: colon.start()], rest[colon.end() :])
    if found := list(_IN.finditer(rest)):
        return _filled(rest[found[-1].end() :], rest[: found[-1].start()])
    if with_what := _WITH.search(rest):
        return _filled(rest[: with_what.start()], rest[with_what.end() :])
    words = [_corrected(fold(word)) for word in _WORD.findall(rest)]
    asks_otherwise = any(_longest(_phrases("anywhere"), words[at:]) for at in range(len(words)))
    return None if asks_otherwise else Order(kind="fill", about=rest.strip(_EDGES))


def _anywhere(text: str, tokens: Sequence[_Token]) -> Order | None:
    """Read an order that is not after a colon: what is written there may be what a field has to say."""
    words = [token.word for token in tokens]
    colon = _COLON.search(text)
    for at, token in enumerate(tokens):
        if colon and token.start > colon.start():
            break
        if found := _longest(_phrases("anywhere"), words[at:]):
            kind, size = found
            others = [*tokens[:at], *tokens[at + size :]]
            about = (text[t.start : t.end] for t in others if t.word not in _POLITE | _AROUND)
            return Order(kind=kind, about=" ".join(about))
    return None


def _bare(text: str) -> Order | None:
    colon = _COLON.search(text)
    if not colon or not text[colon.end() :].strip():
        return None
    return _filled(text[: colon.start()], text[colon.end() :], bare=True)


def _filled(about: str, value: str, *, bare: bool = False) -> Order:
    return Order(kind="fill", about=about.strip(_EDGES), value=unquoted(value), bare=bare)


def _longest(phrases: Mapping[tuple[str, ...], OrderKind], words: Sequence[str]) -> tuple[OrderKind, int] | None:
    """Return the order whose longest phrase opens these words, with the size of the phrase."""
    sizes = sorted({len(phrase) for phrase in phrases}, reverse=True)
    found = (tuple(words[:size]) for size in sizes if tuple(words[:size]) in phrases)
    phrase = next(found, None)
    return (phrases[phrase], len(phrase)) if phrase else None


@cache
def _phrases(where: Literal["opening", "anywhere"]) -> Mapping[tuple[str, ...], OrderKind]:
    table = _OPENING if where == "opening" else _ANYWHERE
    return {tuple(phrase.split()): kind for kind, phrases in table.items() for phrase in phrases.split(", ")}


@cache
def _speller() -> Speller:
    phrases = (*_phrases("opening"), *_phrases("anywhere"))
    return Speller(dict.fromkeys((*(word for phrase in phrases for word in phrase), *_POLITE, *_AROUND), _OFTEN))


@lru_cache(maxsize=10_000)
def _corrected(word: str) -> str:
    return _speller().correct(word)[0]
