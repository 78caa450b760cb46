import pytest

from tests.dila import as_json, as_xml, p, read, read_text, sheet, texts


@pytest.mark.parametrize(
    ("paragraph", "shown"),
    [
        ("le 1<Exposant>er</Exposant> lundi", "le 1er lundi"),
        ("un 2<Exposant>e</Exposant><LienIntra>tour</LienIntra>", "un 2e tour"),
        ("une parcelle de 12 m<Exposant>2</Exposant>, 3 km<Exposant>2</Exposant>", "une parcelle de 12 m², 3 km²"),
        ("3 m<Exposant>3 </Exposant>d'eau", "3 m³ d'eau"),
        ("du CO<Exposant>2</Exposant> et du CO<Indice>2</Indice>", "du CO2 et du CO2"),
        ("<Exposant>1</Exposant>/<Indice>3</Indice> du prix", "1/3 du prix"),
        ("(<LienInterne>la carte</LienInterne>)", "(la carte)"),
        ("l'<MiseEnEvidence>eau</MiseEnEvidence>, vive", "l'eau, vive"),
        ("la  carte \n\n de\u00a0pêche", "la carte de pêche"),
        ("à l'<LienExterne>étranger</LienExterne>\n\n. Puis", "à l'étranger. Puis"),
        ("les lacs ... et .com", "les lacs ... et .com"),
        ("<Citation>lu</Citation>, <Citation>« lu »</Citation>", "« lu », « lu »"),
        ('<Citation>"Bon pour accord".</Citation>', '"Bon pour accord".'),
        ("<Citation/>rien", "rien"),
    ],
)
def test_a_sentence_keeps_the_words_and_the_spaces_of_its_page(paragraph: str, shown: str) -> None:
    assert texts(read_text(p(paragraph))) == [shown]


@pytest.mark.parametrize(
    ("paragraph", "shown"),
    [
        ("<Valeur>40 €</Valeur> <LienInterne>TTC</LienInterne>", "40 € TTC"),
        ("<MiseEnEvidence>pas</MiseEnEvidence> <MiseEnEvidence>d'âge</MiseEnEvidence>", "pas d'âge"),
        ("<Valeur>7 €</Valeur> <MiseEnEvidence>=</MiseEnEvidence> <Valeur>7 €</Valeur>", "7 € = 7 €"),
        ("<Citation>M.</Citation> <MiseEnEvidence>ou</MiseEnEvidence>", "« M. » ou"),
        ("<Valeur>3 €</Valeur> <LienInterne/> <Expression>net</Expression>", "3 € net"),
        ("<LienInterne>24</LienInterne><LienInterne>85-SD</LienInterne>", "2485-SD"),
        ("<LienInterne>l</LienInterne><Expression>ac</Expression>", "lac"),
        ("<Expression>va à</Expression> <LienInterne>Paris</LienInterne>", "va à Paris"),
        ("<MiseEnEvidence>le lac</MiseEnEvidence><LienInterne>, vif</LienInterne>", "le lac, vif"),
    ],
)
def test_the_spaces_that_json_lost_are_found_again(paragraph: str, shown: str) -> None:
    written = sheet(f"<Texte>{p(paragraph)}</Texte>", introduction="")
    assert texts(read(as_json(written))) == texts(read(as_xml(written))) == [shown]


def test_a_heading_of_several_paragraphs_is_one_line() -> None:
    assert read_text(f"<Chapitre><Titre>{p('Prix')}{p('du lac')}</Titre>{p('3 €')}</Chapitre>").blocks[0].section == (
        "Prix du lac",
    )
