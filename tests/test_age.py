"""How old a source is, and what that changes in what is quoted first."""

from dataclasses import replace

from assistant.age import current_first
from corpus.types import Document, Kind, Provenance
from tests.test_disagree import candidate


def page(published: str) -> Document:
    return Document(id="", kind="guide", title="", text="", blocks=(), provenance=Provenance(published=published))


def test_a_page_that_has_aged_is_not_quoted_first_where_a_current_one_answers() -> None:
    old, new = candidate("2023", "Un repas coûte 6,50 €."), candidate("2026", "Un repas coûte 7,20 €.")

    def order(kind: Kind) -> list[str]:
        dated = {"2023": "2023-09-12", "2026": "2026-09-01"}
        chosen = [replace(one, hit=replace(one.hit, kind=kind)) for one in (old, new)]
        return [
            one.hit.passage.document for one in current_first(chosen, lambda hit: page(dated[hit.passage.document]))
        ]

    assert order("guide") == ["2026", "2023"]
    # The law of long ago is in force until another replaces it.
    assert order("law") == ["2023", "2026"]
