"""What follows from the answers, topic by topic: each conclusion with its reasons and the articles it rests on.

Thresholds, conditions and fixed rules come from the schema. Nothing here decides where the guide and the code differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.record.qualifying.questions import NO, QUESTIONS, UNKNOWN, YES
from assistant.record.schema import Schema

Verdict = Literal["yes", "no", "disputed", "recommended", "to_check"]
"""What a conclusion says; "disputed" is owed for the guide and not for the code."""

Topic = Literal["subject", "general", "mention", "individual", "inventory", "nullity"]

Answers = Mapping[str, str]

CONDITIONS = ("authority", "algorithm", "decision", "secret")
"""The questions that decide whether the law applies at all."""

_ARTICLES = {"authority": "L. 300-2", "decision": "L. 311-3-1", "secret": "L. 311-5, 2°"}
_SECRETS = {
    "government": "a", "defence": "b", "foreign": "c", "security": "d",
    "currency": "e", "proceedings": "f", "offences": "g", "other": "h",
}  # fmt: skip
"""The letter of each secret in the 2° of L. 311-5."""

_AGAINST = {"authority": {NO}, "algorithm": {NO}, "decision": {NO}, "secret": _SECRETS.keys()}
"""The answers that take a treatment out of the reach of the law."""

_INVENTORY = "Inventaire des principaux traitements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What is concluded on a topic: why, in French, and the articles behind it."""

    key: Topic
    label: str
    verdict: Verdict
    why: tuple[str, ...]
    articles: tuple[str, ...]


def answer(known: Answers, key: str) -> str:
    """Return an answer; who has not answered does not know."""
    return known.get(key, UNKNOWN)


def refuted(known: Answers) -> str:
    """Return the first condition of the law that is known not to be met, "" where none is."""
    return next((key for key in CONDITIONS if answer(known, key) in _AGAINST[key]), "")


def is_small(known: Answers, schema: Schema) -> bool | None:
    """Whether the organisation is below the threshold; None when its size is not known."""
    agents = answer(known, "agents")
    return None if agents == UNKNOWN else Decimal(agents) < schema.threshold("general").agents


def subject(known: Answers, schema: Schema) -> Conclusion:
    """Conclude whether the treatment is one in the sense of the law."""
    verdict: Verdict = YES
    why: tuple[str, ...] = (
        "Une administration, un traitement algorithmique, des décisions individuelles, aucun secret protégé : "
        "les quatre conditions sont réunies.",
    )
    articles = tuple(_ARTICLES.values())
    if condition := refuted(known):
        verdict, why = NO, (_refutation(condition, known, schema),)
        articles = _articles_against(condition, known)
    elif missing := [QUESTIONS[key].text for key in CONDITIONS if answer(known, key) == UNKNOWN]:
        verdict, why = "to_check", ("Il reste à savoir :", *missing)
    label = "Traitement algorithmique au sens de la loi"
    return Conclusion(key="subject", label=label, verdict=verdict, why=why, articles=articles)


def duties(known: Answers, schema: Schema) -> tuple[Conclusion, ...]:
    """Conclude what is owed for a treatment that is subject to the law, or may be."""
    found = (
        _general(known, schema),
        _output("mention", schema),
        _output("individual", schema),
        _inventory(known, schema),
        _nullity(known, schema),
    )
    if all(answer(known, key) != UNKNOWN for key in CONDITIONS):
        return found
    return tuple(_supposing("que le traitement entre dans le champ de la loi", conclusion) for conclusion in found)


def no_duties(schema: Schema) -> tuple[Conclusion, ...]:
    """Conclude that nothing is owed for a treatment that is not subject to the law."""
    why = ("Le traitement n'entre pas dans le champ de la loi.",)
    labels = {output.key: output.label for output in schema.outputs}
    found = [Conclusion(key=key, label=label, verdict=NO, why=why, articles=()) for key, label in labels.items()]
    return (*found, Conclusion(key="inventory", label=_INVENTORY, verdict=NO, why=why, articles=()))


def _refutation(condition: str, known: Answers, schema: Schema) -> str:
    if condition == "secret":
        label = QUESTIONS["secret"].answers[known["secret"]]
        return f"Un secret protégé s'oppose à ce qu'il soit expliqué : {label[0].lower()}{label[1:]}."
    return {
        "authority": "La loi vise l'État, les collectivités, les autres organismes publics et les organismes privés "
        "chargés d'une mission de service public.",
        "algorithm": f"Ce n'est pas un traitement algorithmique. {schema.definition} Le code ne le définit pas : cette "
        "définition vient du guide.",
        "decision": "La loi ne vise que les traitements qui fondent une décision individuelle. Un outil qui oriente ou "
        "qui renseigne n'en prend pas.",
    }[condition]


def _articles_against(condition: str, known: Answers) -> tuple[str, ...]:
    """Return the article that a condition comes from; the code does not define an algorithm."""
    if condition == "secret":
        return (f"{_ARTICLES['secret']}, {_SECRETS[known['secret']]})",)
    return (_ARTICLES[condition],) if condition in _ARTICLES else ()


def _general(known: Answers, schema: Schema) -> Conclusion:
    output, threshold = schema.output("general"), schema.threshold("general")
    found = Conclusion(
        key="general",
        label=output.label,
        verdict=YES,
        why=(output.condition, output.where, output.limit),
        articles=tuple(threshold.article.split(", ")),
    )
    if answer(known, "main") == NO:
        return replace(found, verdict=NO, why=("Seules les règles des principaux traitements sont à publier.",))
    if is_small(known, schema):
        found = _below_threshold(found, known, schema)
    elif is_small(known, schema) is None:
        found = replace(found, verdict="to_check", why=(output.condition, threshold.text))
    return found if answer(known, "main") == YES else _supposing("qu'il soit un de vos principaux traitements", found)


def _below_threshold(found: Conclusion, known: Answers, schema: Schema) -> Conclusion:
    """Show what the guide and the code say of a local authority that is large by one count and small by the other."""
    exempt = schema.threshold("general").text
    inhabitants = answer(known, "inhabitants")
    if inhabitants == NO:
        return replace(found, verdict=NO, why=(exempt,))
    both = (exempt, schema.inhabitants.guide, schema.inhabitants.law)
    settled: Verdict = "disputed" if inhabitants == YES else "to_check"
    return replace(found, verdict=settled, why=both, articles=(*found.articles, "L. 312-1-1"))


def _output(key: Literal["mention", "individual"], schema: Schema) -> Conclusion:
    output = schema.output(key)
    found = Conclusion(
        key=key,
        label=output.label,
        verdict=YES,
        why=(output.condition, output.where, output.limit),
        articles=tuple(output.article.split(", ")),
    )
    if key == "mention":
        return found
    refusal = schema.refusal
    return replace(found, why=(*found.why, refusal.text), articles=(*found.articles, refusal.article))


def _inventory(known: Answers, schema: Schema) -> Conclusion:
    found = Conclusion(key="inventory", label=_INVENTORY, verdict="recommended", why=(schema.status,), articles=())
    if answer(known, "main") == NO:
        return replace(found, verdict=NO, why=("Le guide ne propose d'inventorier que les principaux traitements.",))
    return found


def _nullity(known: Answers, schema: Schema) -> Conclusion:
    rule = schema.nullity
    found = Conclusion(
        key="nullity",
        label="Nullité sans la mention explicite",
        verdict="to_check",
        why=(rule.text,),
        articles=(rule.article,),
    )
    automation, personal = answer(known, "automation"), answer(known, "personal")
    if automation == "aid":
        return replace(found, verdict=NO, why=("La décision n'est pas prise par le seul traitement automatisé.",))
    if personal == NO:
        return replace(found, verdict=NO, why=("Le traitement n'utilise pas de données personnelles.",))
    if (automation, personal) == ("full", YES):
        return replace(found, verdict=YES, why=(rule.text, *rule.conditions))
    return found


def _supposing(condition: str, found: Conclusion) -> Conclusion:
    """Hold back a conclusion that depends on something nobody knows yet; what is not owed stays so."""
    if found.verdict not in (YES, "disputed"):
        return found
    return replace(found, verdict="to_check", why=(*found.why, f"À condition {condition}, ce qui reste à vérifier."))
