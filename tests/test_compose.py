"""The stored text: offsets are exact, headings appear with their first block, invisible characters are gone."""

import sys
import unicodedata

from corpus.compose import Composer, tidy
from corpus.types import Provenance, dump_blocks, load_blocks


def test_invisible_characters_are_those_of_unicode() -> None:
    # Categories as Unicode 14 (Python 3.11) has them; later versions add a few that no document of ours holds.
    invisible = [chr(n) for n in range(sys.maxunicode) if unicodedata.category(chr(n)) in ("Cc", "Cf")]
    kept = [c for c in invisible if not c.isspace() and tidy(f"a{c}b") != "ab"]
    assert not kept, [hex(ord(c)) for c in kept]
    assert tidy("a\u00a0b\u202fc\td  e \n f") == "a b c d e\nf"


def test_blocks_are_exact_places_in_the_text() -> None:
    page = Composer("Carte d'identité")
    with page.section("Démarche"):
        lead = page.add("Vous devez fournir :")
        page.add("une  photo", role="item", lead=(lead,))
        page.add("un justificatif", role="item", lead=(lead,))
    with page.section("Vide"):
        assert page.add("  \u200b ") == (lambda span: (span.start, span.start))(page.add(""))
    page.add("Fin.")
    document = page.finish(id="F1", kind="procedure", provenance=Provenance())
    assert document.text == (
        "Carte d'identité\n\nDémarche\n\nVous devez fournir :\n- une photo\n- un justificatif\n\nFin."
    )
    assert [document.text[b.start : b.end] for b in document.blocks] == [
        "Vous devez fournir :", "une photo", "un justificatif", "Fin."
    ]  # fmt: skip
    assert document.blocks[1].section == ("Démarche",) and document.blocks[3].section == ()
    assert load_blocks(dump_blocks(document.blocks)) == document.blocks


def test_what_parts_two_words_never_glues_them() -> None:
    for space in "\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028":
        assert tidy(f"la ville{space}décide") == "la ville décide"
