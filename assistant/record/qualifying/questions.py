"""The few questions of the qualification, and how what a person types becomes one of their answers."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from assistant.errors import BadSetting

YES: Final = "yes"
NO: Final = "no"
UNKNOWN: Final = "unknown"

_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,3})?")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, in French. `answers` are the values allowed, with what a person reads; `number` allows any number."""

    key: str
    text: str
    help: str
    answers: Mapping[str, str]
    number: bool = False


_DONT_KNOW = {UNKNOWN: "Je ne sais pas"}
_YES_NO = {YES: "Oui", NO: "Non"} | _DONT_KNOW

_QUESTIONS = (
    Question(
        key="authority",
        text="Êtes-vous une administration, ou un organisme privé chargé d'une mission de service public ?",
        help="L'État, les collectivités, les autres organismes publics et les organismes privés chargés d'une mission "
        "de service public (une association, un bailleur social, une caisse…) répondent oui.",
        answers=_YES_NO,
    ),
    Question(
        key="algorithm",
        text="Suivez-vous un ensemble de règles ou d'opérations pour passer des données à un résultat ?",
        help="Un logiciel, un tableur ou une grille de notation sur papier comptent : il n'est pas nécessaire que le "
        "traitement soit informatique. Un avis donné sans règle fixée d'avance ne compte pas.",
        answers=_YES_NO,
    ),
    Question(
        key="decision",
        text="Ce traitement sert-il à prendre une décision individuelle ?",
        help="Une décision qui vise une personne ou un organisme nommément désigné : accorder, refuser, classer, fixer "
        "un montant… Elle compte même si le traitement ne fait qu'aider à la prendre. Un outil qui oriente ou qui "
        "renseigne, sans que l'administration décide, répond non.",
        answers=_YES_NO,
    ),
    Question(
        key="secret",
        text="Expliquer ce traitement porterait-il atteinte à l'un de ces secrets ?",
        help="Ce sont ceux du 2° de l'article L. 311-5. Si une partie seulement est secrète, répondez non : le reste "
        "est à expliquer, et cette partie seule est écartée.",
        answers={
            NO: "Non",
            "government": "Délibérations du Gouvernement",
            "defence": "Défense nationale",
            "foreign": "Politique extérieure",
            "security": "Sûreté de l'État, sécurité publique, des personnes ou des systèmes d'information",
            "currency": "Monnaie et crédit public",
            "proceedings": "Procédures devant les tribunaux",
            "offences": "Recherche et prévention d'infractions",
            "other": "Autre secret protégé par la loi",
        }
        | _DONT_KNOW,
    ),
    Question(
        key="automation",
        text="La décision est-elle prise sans qu'une personne intervienne ?",
        help="Si quelqu'un examine le résultat et peut s'en écarter, le traitement est une aide à la décision.",
        answers={"full": "Oui, elle est entièrement automatisée", "aid": "Non, c'est une aide à la décision"}
        | _DONT_KNOW,
    ),
    Question(
        key="personal",
        text="Le traitement utilise-t-il des données personnelles ?",
        help="Toute information sur une personne physique que l'on peut identifier, directement ou non : nom, revenu, "
        "adresse, composition du foyer…",
        answers=_YES_NO,
    ),
    Question(
        key="main",
        text="Est-ce l'un de vos principaux traitements ?",
        help="La loi ne définit pas ce mot. Pour le guide, un traitement est principal s'il concerne beaucoup de "
        "personnes, ou s'il a des effets importants sur certaines d'entre elles.",
        answers=_YES_NO,
    ),
    Question(
        key="agents",
        text="Combien d'agents ou de salariés votre organisme compte-t-il, en équivalents temps plein ?",
        help="Un nombre, par exemple 49,5.",
        answers=_DONT_KNOW,
        number=True,
    ),
    Question(
        key="inhabitants",
        text="Votre organisme est-il une collectivité territoriale de plus de 3 500 habitants ?",
        help="Le code ne compte pas les habitants pour cette obligation, mais le guide les compte.",
        answers=_YES_NO,
    ),
)

QUESTIONS: Mapping[str, Question] = {question.key: question for question in _QUESTIONS}
"""Every question, in the order in which they are asked. Not all are: see `next_question`."""

_SYNONYMS = {"?": UNKNOWN, "inconnu": UNKNOWN, "true": YES, "false": NO}


def read_answer(key: str, typed: str) -> str:
    """Return the answer that somebody means: its value, its label or the start of either, its number in the list.

    Anything else is a `BadSetting` that says what is allowed.
    """
    question = QUESTIONS.get(key)
    if question is None:
        raise BadSetting(f"« {key} » : question inconnue.", fix=f"questions : {', '.join(QUESTIONS)}")
    words = _folded(typed)
    found = _number(words) if question.number else _numbered(question, words)
    if found := found or _meant(question, words):
        return found
    raise BadSetting(f"{question.text} « {typed.strip()} » n'est pas une réponse.", fix=_allowed(question))


def _number(words: str) -> str:
    written = _SPACES.sub("", words)
    return str(Decimal(written.replace(",", "."))) if _NUMBER.fullmatch(written) else ""


def _numbered(question: Question, words: str) -> str:
    """Return the answer at this place of the list, counted from 1."""
    values = list(question.answers)
    return values[int(words) - 1] if words in map(str, range(1, len(values) + 1)) else ""


def _meant(question: Question, words: str) -> str:
    """Return the only answer that starts so, "" where there is none or more than one."""
    if _SYNONYMS.get(words) in question.answers:
        return _SYNONYMS[words]
    if words in question.answers:
        return words
    started = {
        value
        for value, label in question.answers.items()
        if words and (value.startswith(words) or _folded(label).startswith(words))
    }
    return started.pop() if len(started) == 1 else ""


def _folded(text: str) -> str:
    """Return a text without accents, capitals or repeated spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return _SPACES.sub(" ", "".join(letter for letter in letters if not unicodedata.combining(letter))).strip()


def _allowed(question: Question) -> str:
    labels = " ; ".join(f"{label} ({value})" for value, label in question.answers.items())
    return f"répondez par {'un nombre ou par ' if question.number else ''}l'une de ces réponses : {labels}"
