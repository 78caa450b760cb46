from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.dila.tree import Element, read_tree
from tests.conftest import source
from tests.dila import (
    CONTACT,
    DEFINITION,
    REFERENCE,
    SEE_ALSO,
    SERVICE,
    TRAIL,
    as_json,
    as_xml,
    bullets,
    p,
    read,
    read_text,
    sheet,
    text,
    titled,
)

# --- What each element becomes -------------------------------------------------------------------------------------


class Case(NamedTuple):
    """An element of DILA in a small sheet; what follows the introduction; `why` if the element itself shows nothing."""

    element: str
    content: str
    shown: str = ""
    why: str = ""


def cases(elements: str, content: str, shown: str = "", why: str = "") -> list[Case]:
    return [Case(element, content, shown, why) for element in elements.split()]


CATALOGUE = "describes the sheet for catalogues; title, publisher and date go to the document's own fields"
SITE = "says where the sheet stands on the site; the sheets that it lists are documents of their own"
FORM_ONLY = "what the site asks its visitor, to show some pieces only; a page without answers shows them all"
ADDRESS = "an address: it goes to the `url` of the block"

SITUATIONS = f"<ListeSituations>{titled('Situation', 'Majeur', text('Payez.'))}</ListeSituations>"
CHAPTERS = f"<Texte>{titled('Chapitre', p('Prix'), titled('SousChapitre', 'Enfant', p('3 €')))}</Texte>"
ALTERNATIVES = f'<Texte><BlocCas affichage="radio">{titled("Cas", "En barque", p("Payez."))}</BlocCas></Texte>'
CONDITIONED = (
    '<Texte><FragmentConditionne><Condition><ou><et><estVrai var="T1"/></et><estIndefini var="T1"/></ou></Condition>'
    "<Paragraphe>Le lac est ouvert.</Paragraphe></FragmentConditionne></Texte>"
)
OTHER_TITLE = titled("Chapitre", "Prix", f"<TitreAlternatif>{p('Autre')}</TitreAlternatif>{p('3 €')}")
TABLE = (
    f"<Texte><Tableau><Titre>Tarifs</Titre><Resume>{p('Prix par âge.')}</Resume><Colonne type='normal'/>"
    f"<Rangée type='header'><Cellule>{p('Âge')}</Cellule><Cellule>{p('Prix')}</Cellule></Rangée>"
    f"<Rangée type='normal'><Cellule>{p('8 ans')}</Cellule><Cellule>{p('3 €')}</Cellule></Rangée></Tableau></Texte>"
)
TABLE_SHOWN = "Tarifs\n\nPrix par âge.\n\nÂge : 8 ans ; Prix : 3 €"
PICTURE = (
    f"<Legende>Une truite</Legende><Credits>{p('Ville')}</Credits><TexteDeRemplacement>Dessin</TexteDeRemplacement>"
    f"<Description>{p('Elle saute.')}</Description>"
)
PICTURE_SHOWN = "Illustration : Une truite – Dessin (crédit : Ville)\n\nElle saute."
ILLUSTRATED = (
    f"<Texte><ContenuIllustre><Contenu>{p('Voyez.')}</Contenu><Illustration>{PICTURE}</Illustration></ContenuIllustre>"
    "</Texte>"
)
SERVICE_SHOWN = (
    "Services en ligne et formulaires\n\nFormulaire : Demande (cerfa n°10000*01) – Mairie\n\nGratuit.\n\n"
    "Notice : Aide au dessin\n\nFormulaire annexe : Liste"
)
CONTACT_SHOWN = "Où s'adresser ?\n\nMaison de la pêche – Le mardi – Mairie"
LINK_OUT = (
    f"<LienExterneCommente><Commentaire>{p('À lire.')}</Commentaire><LienExterne>Guide</LienExterne>"
    "<Source>Ville</Source></LienExterneCommente>"
)
SHEETS = titled("SousDossier", "Lacs", "<Fiche ID='F8'>Permis</Fiche><Fiche ID='F9'>Prix</Fiche>")
THEMES = titled("SousTheme", "Lacs", "<Dossier ID='N3'>Permis</Dossier>")
GUIDED = (
    f"<Problematiques><Problematique><Titre>Majeur</Titre><Aide>{p('18 ans.')}</Aide><SiSelectionne>"
    '<affecteVrai var="T1"/><affecteFaux var="T2"/></SiSelectionne><Branche><Titre>Résident</Titre>'
    '<LienInterne LienPublication="F3"/></Branche></Problematique></Problematiques>'
)
GUIDED_SHOWN = "Majeur\n\n18 ans.\n\nRésident\n\nVoir la fiche F3"
QUESTIONS = titled(
    "Questionnaire",
    "",
    titled("Question", "Votre âge", titled("Choix", "Oui", "<IntituleSiSelectionne>Majeur</IntituleSiSelectionne>")),
)

CASES = [
    *cases("Publication Introduction", text("Texte."), "Texte."),
    *(
        Case(f"dc:{name}", f"<dc:{name}>Secret</dc:{name}>", why=CATALOGUE)
        for name in (
            "title creator subject description publisher contributor date type format identifier source language "
            "relation coverage rights"
        ).split()
    ),
    *(Case(name, f"<{name}>Secret</{name}>", why=SITE) for name in ("SurTitre", "Audience", "Canal", "Cible")),
    *cases("SousThemePere", "<SousThemePere ID='N1'>Secret</SousThemePere>", why=SITE),
    *cases("SousDossierPere", "<SousDossierPere>Secret</SousDossierPere>", why=SITE),
    *cases("DossierPere", f"<DossierPere><Titre>Secret</Titre>{SHEETS}</DossierPere>", why=SITE),
    *cases("Theme", titled("Theme", "Secret", ""), why=SITE),
    *cases("FilDAriane Niveau", TRAIL, why=SITE),
    *cases("Partenaire", '<Partenaire URL="https://exemple.fr"/>', why="a logo, without a word"),
    *cases("ListeSituations Situation", SITUATIONS, "Majeur\n\nPayez."),
    *cases("Chapitre SousChapitre Titre Texte Paragraphe", CHAPTERS, "Prix\n\nEnfant\n\n3 €"),
    *cases("TitreAlternatif", f"<Texte>{OTHER_TITLE}</Texte>", "Prix\n\n3 €", why=FORM_ONLY),
    *cases("BlocCas Cas", ALTERNATIVES, "En barque\n\nPayez."),
    *cases("FragmentConditionne", CONDITIONED, "Le lac est ouvert."),
    *cases("Condition ou et estVrai estIndefini", CONDITIONED, "Le lac est ouvert.", why=FORM_ONLY),
    *cases("Liste Item", f"<Texte>{p('Il faut :')}{bullets(p('une canne'))}</Texte>", "Il faut :\n- une canne"),
    *cases("Tableau Resume Rangée Cellule", TABLE, TABLE_SHOWN),
    *cases("Colonne", TABLE, TABLE_SHOWN, why="how wide a column is drawn"),
    *(
        Case(name, f"<Texte>{titled(name, 'À lire', p('attention au bord.'))}</Texte>", "À lire : attention au bord.")
        for name in ("ASavoir", "ANoter", "Attention", "Rappel", "Exemple")
    ),
    *cases(
        "Avertissement",
        f'<Avertissement date="2020-09-01"><Titre>Réforme</Titre>{text("Elle vient.")}</Avertissement>',
        "Réforme (1er septembre 2020)\n\nElle vient.",
    ),
    *(
        Case(name, text(f"La <{name}>carte</{name}>."), "La carte.")
        for name in (
            "LienInterne LienExterne LienIntra Valeur MiseEnEvidence Expression TermeEtranger Variable".split()
        )
    ),
    *cases("Citation", text("Notez <Citation>lu</Citation>."), "Notez « lu »."),
    *cases("Exposant", text("Le 1<Exposant>er</Exposant> lac."), "Le 1er lac."),
    *cases("Indice", text("Le CO<Indice>2</Indice>."), "Le CO2."),
    *cases("Image Legende TexteDeRemplacement Credits", f"<Texte><Image>{PICTURE}</Image></Texte>", PICTURE_SHOWN),
    *cases("ContenuIllustre Contenu Illustration Description", ILLUSTRATED, f"Voyez.\n\n{PICTURE_SHOWN}"),
    *cases("OuSAdresser Complement Source", CONTACT, CONTACT_SHOWN),
    *cases("RessourceWeb", CONTACT, CONTACT_SHOWN, why=ADDRESS),
    *cases("PivotLocal", CONTACT, CONTACT_SHOWN, why="the key of the office in a directory"),
    *cases("ServiceEnLigne ServiceEnLigneAnnexe NoticeLiee", SERVICE, SERVICE_SHOWN),
    *cases("LienWeb", SERVICE, SERVICE_SHOWN, why=ADDRESS),
    *cases("LienExterneCommente Commentaire", LINK_OUT, "À lire.\n\nGuide – Ville"),
    *cases("Reference", REFERENCE, "Textes de référence\n\nLoi du lac – Article 2"),
    *cases("PourEnSavoirPlus", titled("PourEnSavoirPlus", "Le lac", ""), "Pour en savoir plus\n\nLe lac"),
    *cases("Definition", DEFINITION, "Définitions\n\nMandat : Pouvoir donné.\n\nCode civil"),
    *cases("Abreviation", titled("Abreviation", "CP", text("Carte de pêche")), "Sigles\n\nCP : Carte de pêche"),
    *cases("VoirAussi", SEE_ALSO, "Voir aussi\n\nChasse – Loisirs\n\nSport"),
    *cases(
        "QuestionReponse", "<QuestionReponse>Et la nuit ?</QuestionReponse>", "Questions ? Réponses !\n\nEt la nuit ?"
    ),
    *cases("CommentFaireSi", "<CommentFaireSi>Je pêche</CommentFaireSi>", "Comment faire si…\n\nJe pêche"),
    *cases("RechercheGuidee", titled("RechercheGuidee", p("Cartes"), ""), "Recherche guidée\n\nCartes"),
    *cases("SousDossier Fiche", SHEETS, "Lacs\n\n- Permis\n- Prix"),
    *cases("SousTheme Dossier", THEMES, "Lacs\n\n- Permis"),
    *cases("Problematiques Problematique Branche Aide", GUIDED, GUIDED_SHOWN),
    *cases("SiSelectionne affecteVrai affecteFaux", GUIDED, GUIDED_SHOWN, why=FORM_ONLY),
    *cases("Questionnaire Question Choix IntituleSiSelectionne", QUESTIONS, "Votre âge\n\n- Oui : Majeur"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.element)
def test_what_each_element_becomes(case: Case) -> None:
    written = sheet(case.content)
    assert f"<{case.element}" in written and (case.shown or case.why)
    document = read(as_xml(written))
    assert document.text == "\n\n".join(filter(None, ("Carte de pêche", "Début.", case.shown)))
    assert not document.notes
    assert read(as_json(written)) == document


def test_an_element_of_a_later_schema_is_read_and_named() -> None:
    document = read_text(
        "<Video><Titre>La pêche</Titre><Legende>Un <MiseEnEvidence>film</MiseEnEvidence>.</Legende></Video>"
    )
    assert document.text == "Carte de pêche\n\nLa pêche\n\nUn film."
    assert document.notes == (
        "élément « Video » inconnu de Glose, lu comme du texte",
        "élément « Legende » inconnu de Glose, lu comme du texte",
    )


# --- Real sheets ---------------------------------------------------------------------------------------------------


def real_sheets(corpora: Path) -> list[Path]:
    return sorted((corpora / "procedures-xml").glob("*.xml"))


def walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.elements():
        yield from walk(child)


def visible(element: Element, parent: str = "") -> Iterator[str]:
    """The runs of text outside the elements that the table above says show nothing."""
    hidden = {case.element for case in CASES if case.why} - {"Theme"}
    if element.name in hidden or (element.name == "Theme" and parent == "Publication"):
        return
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from visible(child, element.name)


def without_spaces(words: str) -> str:
    return "".join(words.split()).replace("\N{ZERO WIDTH SPACE}", "")


def test_the_table_above_knows_every_element_of_the_real_sheets(corpora: Path) -> None:
    met = {element.name for path in real_sheets(corpora) for element in walk(read_tree(source(path)))}
    assert met and met <= {case.element for case in CASES}


def test_nothing_that_a_reader_of_the_page_sees_is_lost(corpora: Path) -> None:
    for path in real_sheets(corpora):
        document = read(source(path))
        whole = without_spaces(document.text)
        for run in visible(read_tree(source(path))):
            wanted = without_spaces(run.strip().removeprefix("- "))
            assert wanted in whole or wanted in ("2", "3"), f"{document.id} : {run}"  # m² is written in one sign


def test_real_sheets_are_the_same_documents_from_json(corpora: Path) -> None:
    for path in real_sheets(corpora)[::10]:
        assert read(as_json(path.read_text("utf-8"))) == read(source(path))
