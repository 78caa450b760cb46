"""What a sentence must be read with to be true: its lead-in, its list, whom it speaks of, the rule or the exception."""

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.types import Block, Document, Passage, Sentence, Span

_LIST_LIMIT = 700
"""Characters up to which a list is quoted whole: a part of it could pass for all of it."""

_OWN_LIST_LIMIT = 1200
"""The same for the list of a chosen lead-in, as for a table: "vous devez fournir :" alone says nothing."""

PRONOUN = re.compile(
    r"(?:ils?|elles?|cel(?:ui|le)-ci|celles-ci|ceux-ci|ce(?:tte)? derni(?:er|ère))\b"
    r"(?! (?:faut|existe|suffit|convient|y a|s['’]agit|n['’](?:y a|existe)|"
    r"est (?:possible|interdit|nécessaire|obligatoire|conseillé|recommandé|inutile)))",
    re.IGNORECASE,
)
"""What stands for a word of the sentence before it: alone, "elle est versée au propriétaire" says of nothing."""

_LEANS = re.compile(
    rf"{PRONOUN.pattern}|c['’]est (?:elles?|lui|eux|aussi|ce(?:tte)?)\b|(?:chacune?|leurs?|dans ces? cas)\b"
    r"|il s['’]agit\b|ce(?:t|tte|s)? (?!(?:sont|n['’]?est|qu[ei]|dernier)\b)(?!formulaire|site|téléservice)\w{3,}"
    r"|(?:par exception|toutefois|cependant|néanmoins|en revanche|de plus|de même|sinon|à défaut)\b"
    r"|dans le cas contraire\b|[^.\n]{1,30}\ben (?:a|ont) une?\b",
    re.IGNORECASE,
)
"""More of them, and what is said of the rule before: "toutefois" and "par exception" are no rule."""

_COMPLETES = re.compile(
    r"(?:sans (?:réponse|décision|nouvelle|retour)|à défaut|toutefois|cependant|néanmoins|par exception|sauf|sinon|"
    r"dans le cas contraire|dans les autres cas|en revanche|passé ce délai|au-delà)\b",
    re.IGNORECASE,
)
"""How the sentence begins that says what happens otherwise: "sans réponse, la place est proposée à d'autres"."""


def completes(document: Document, passage: Passage, sentence: Sentence) -> Sentence | None:
    """Return the sentence of its paragraph whose otherwise this one says ("sans réponse…"), None without any."""
    before = next((one for one in reversed(passage.sentences) if one.end <= sentence.start), None)
    if before is None or "\n" in document.text[before.end : sentence.start]:
        return None
    return before if _COMPLETES.match(document.text, sentence.start) else None


def needed(document: Document, passage: Passage, sentence: Sentence) -> Sequence[Span]:
    """Return the spans that a sentence must be read with, itself included."""
    return _with_list(document, sentence, _from_antecedent(document, passage, sentence, PRONOUN))


def completed(document: Document, passage: Passage, sentence: Sentence) -> Sequence[Span]:
    """Return the same for who repeats them to a person: the rule of an exception, the exception of a rule, whole lists.

    A lead-in brings its items; items that follow each other are a list, whether or not something introduces them.
    """
    if items := _items_of(document, sentence):
        return [*sentence.lead, Span(sentence.start, items[-1].end)]
    start = _from_antecedent(document, passage, sentence, _LEANS)
    if sentence.lead:
        return _with_list(document, sentence, start)
    if sentence.role == "item" and (run := _run_of(document, sentence)):
        return [run]
    return [Span(start, _to_complement(document, passage, sentence, start))]


def _with_list(document: Document, sentence: Sentence, start: int) -> Sequence[Span]:
    own = Span(start, sentence.end)
    if not sentence.lead:
        return [own]
    siblings = [block for block in document.blocks if block.lead[: len(sentence.lead)] == sentence.lead]
    # A lead-in inside its own paragraph ("Conseillers en exercice : 78. Pouvoirs : 9.") heads no list.
    whole = Span(sentence.lead[-1].start, max((block.end for block in siblings), default=sentence.end))
    if whole.end - whole.start <= _LIST_LIMIT:
        return [*sentence.lead[:-1], whole]
    return [*sentence.lead, own]


def _from_antecedent(document: Document, passage: Passage, sentence: Sentence, leans: re.Pattern[str]) -> int:
    """Return where the sentence begins that says who or what is meant, in its paragraph."""
    text, start = document.text, sentence.start
    for before in reversed([other for other in passage.sentences if other.end <= start]):
        if (
            not leans.match(text, start)
            or "\n" in text[before.end : start]
            or sentence.end - before.start > _LIST_LIMIT
        ):
            break
        start = before.start
    return start


def _to_complement(document: Document, passage: Passage, sentence: Sentence, start: int) -> int:
    """Return where the sentences end that say, in the same paragraph, what happens otherwise."""
    text, end = document.text, sentence.end
    for after in (other for other in passage.sentences if other.start >= end):
        if (
            not _COMPLETES.match(text, after.start)
            or "\n" in text[end : after.start]
            or after.end - start > _LIST_LIMIT
        ):
            break
        end = after.end
    return end


def _items_of(document: Document, sentence: Sentence) -> list[Block]:
    """Return the items that a sentence introduces, where they are short enough to be quoted together."""
    if not document.text[sentence.start : sentence.end].rstrip().endswith(":"):
        return []
    items = [block for block in document.blocks if any(lead.end == sentence.end for lead in block.lead)]
    return items if items and items[-1].end - sentence.start <= _OWN_LIST_LIMIT else []


def _run_of(document: Document, sentence: Sentence) -> Span | None:
    """Return the run of items that nothing introduces, where it is short: conditions that add up are told together.

    Items that end as sentences do ("Le service rédige la fiche.") stand by themselves.
    """
    blocks = document.blocks
    at = next(n for n, block in enumerate(blocks) if block.start <= sentence.start < block.end)

    def beside(block: Block) -> bool:
        return (block.role, block.section, block.lead) == ("item", blocks[at].section, ())

    run = [*reversed([*takewhile(beside, reversed(blocks[:at]))]), blocks[at], *takewhile(beside, blocks[at + 1 :])]
    whole = Span(run[0].start, run[-1].end)
    fragments = not any(document.text[block.start : block.end].endswith(".") for block in run[:-1])
    return whole if fragments and whole.end - whole.start <= _LIST_LIMIT else None
