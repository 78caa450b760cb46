from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.dila_tree import Element, read_tree
from tests.conftest import source
from tests.dila import TRAIL, as_json, as_xml, bullets, leads, p, read, read_text, sections, sheet, texts, titled

# --- What each element becomes -------------------------------------------------------------------------------------


class Case(NamedTuple):
    """An element of DILA in a small sheet; what follows the introduction; `why` if the element itself shows nothing."""

    element: str
    content: str
    shown: str = ""
    why: str = ""


def cases(elements: str, content: str, shown: str = "", why: str = "") -> list[Case]:
    return [Case(element, content, shown, why) for element in elements.split()]


def text(words: str) -> str:
    return f"<Texte>{p(words)}</Texte>"


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
SERVICE = (
    '<ServiceEnLigne URL="https://exemple.fr/carte" type="Formulaire" numerocerfa="10000*01"><Titre>Demande</Titre>'
    f"<Source>Mairie</Source><Introduction>{text('Gratuit.')}</Introduction><NoticeLiee>Aide au dessin</NoticeLiee>"
    '<ServiceEnLigneAnnexe type="Formulaire"><Titre>Liste</Titre><LienWeb URL="https://exemple.fr/annexe"/>'
    "</ServiceEnLigneAnnexe></ServiceEnLigne>"
)
SERVICE_SHOWN = (
    "Services en ligne et formulaires\n\nFormulaire : Demande (cerfa n°10000*01) – Mairie\n\nGratuit.\n\n"
    "Notice : Aide au dessin\n\nFormulaire annexe : Liste"
)
CONTACT = (
    "<OuSAdresser><Titre>Maison de la pêche</Titre><Complement>Le mardi</Complement><PivotLocal>secret</PivotLocal>"
    '<RessourceWeb URL="https://exemple.fr/maison"/><Source>Mairie</Source></OuSAdresser>'
)
CONTACT_SHOWN = "Où s'adresser ?\n\nMaison de la pêche – Le mardi – Mairie"
LINK_OUT = (
    f"<LienExterneCommente><Commentaire>{p('À lire.')}</Commentaire><LienExterne>Guide</LienExterne>"
    "<Source>Ville</Source></LienExterneCommente>"
)
REFERENCE = "<Reference><Titre>Loi du lac</Titre><Complement>Article 2</Complement></Reference>"
DEFINITION = titled("Definition", "Mandat", text("Pouvoir donné.") + titled("Reference", "Code civil", ""))
SEE_ALSO = (
    f"<VoirAussi><Fiche ID='F2'><Titre>Chasse</Titre>{titled('Theme', 'Loisirs', '')}</Fiche>"
    "<Dossier ID='N2'><Titre>Sport</Titre></Dossier></VoirAussi>"
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


# --- Headings ------------------------------------------------------------------------------------------------------


def test_what_is_true_for_one_case_carries_all_of_them() -> None:
    inner = f"<BlocCas>{titled('Cas', 'Mineur', p('3 €'))}{titled('Cas', 'Majeur', p('9 €'))}</BlocCas>{p('Payez.')}"
    chapter = titled("Chapitre", p("Prix"), f"<BlocCas>{titled('Cas', 'En barque', inner)}</BlocCas>{p('Merci.')}")
    situation = titled("Situation", "Vacancier", f"<Texte>{chapter}</Texte>")
    document = read(as_xml(sheet(f"<ListeSituations>{situation}</ListeSituations>", introduction="")))
    assert sections(document) == {
        "3 €": ("Vacancier", "Prix", "En barque", "Mineur"),
        "9 €": ("Vacancier", "Prix", "En barque", "Majeur"),
        "Payez.": ("Vacancier", "Prix", "En barque"),
        "Merci.": ("Vacancier", "Prix"),
    }


def test_a_warning_stands_under_its_own_heading_and_says_its_day() -> None:
    warning = f"<Avertissement date='2020-11-03'><Titre>Fermeture</Titre>{text('Le lac ferme.')}</Avertissement>"
    block = read(as_xml(sheet(warning))).blocks[1]
    assert (block.role, block.section) == ("note", ("Fermeture (3 novembre 2020)",))


# --- Lists and what introduces them --------------------------------------------------------------------------------


def test_an_item_has_the_paragraph_that_introduces_its_list() -> None:
    document = read_text(
        p("Bonjour.") + p("Il faut") + bullets(p("une canne"), p("un seau")) + bullets(p("un chapeau"))
    )
    assert leads(document)["une canne"] == leads(document)["un chapeau"] == ["Il faut"]
    assert leads(document)["Il faut"] == []
    assert [block.role for block in document.blocks] == ["text", "text", "item", "item", "item"]


def test_an_item_of_a_nested_list_has_its_parents() -> None:
    nested = bullets(p("un permis :") + bullets(p("annuel")) + p("À garder."))
    assert leads(read_text(p("Il faut :") + nested)) == {
        "Il faut :": [],
        "un permis :": ["Il faut :"],
        "annuel": ["Il faut :", "un permis :"],
        "À garder.": ["Il faut :", "un permis :"],
    }


def test_a_numbered_list_keeps_its_numbers() -> None:
    assert texts(read_text(bullets(p("Lancer"), "Attendre", kind="numero"))) == ["1. Lancer", "2. Attendre"]


def test_a_conditioned_list_continues_the_paragraph_before_it() -> None:
    hidden = f"<FragmentConditionne><Condition/>{bullets(p('une canne'))}</FragmentConditionne>"
    assert leads(read_text(p("Il faut :") + hidden))["une canne"] == ["Il faut :"]


def test_what_a_colon_announces_needs_it_and_nothing_else_does() -> None:
    service = titled("ServiceEnLigne", "Carte", "")
    document = read_text(
        p("Utilisez ce service :") + service + bullets(p("Gratuit")) + p("Dit :") + p("Oui") + p("Fin")
    )
    assert leads(document) == {
        "Utilisez ce service :": [],
        "Service en ligne : Carte": ["Utilisez ce service :"],
        "Gratuit": [],
        "Dit :": [],
        "Oui": ["Dit :"],
        "Fin": [],
    }


def test_a_note_does_not_come_between_a_colon_and_its_list() -> None:
    note = titled("ASavoir", "À savoir", p("c'est gratuit."))
    assert leads(read_text(p("Il faut :") + note + bullets(p("une canne"))))["une canne"] == ["Il faut :"]
    assert leads(read_text(p("Venez.") + note + bullets(p("une canne"))))["une canne"] == []


# --- Notes and definitions -----------------------------------------------------------------------------------------


def test_every_part_of_a_note_carries_its_label_and_never_twice() -> None:
    content = p("vous pêchez :") + bullets(p("le jour")) + p("La nuit, non.")
    document = read_text(titled("ANoter", "Exemple", content))
    assert leads(document) == {
        "Exemple : vous pêchez :": [],
        "le jour": ["Exemple : vous pêchez :"],
        "La nuit, non.": ["Exemple :"],
    }
    assert [block.role for block in document.blocks] == ["note", "item", "note"]


def test_a_label_that_the_author_typed_is_not_said_again() -> None:
    assert texts(read_text(titled("ANoter", "Exemple", p("Exemple : la nuit.")))) == ["Exemple : la nuit."]


def test_a_note_without_paragraph_says_its_label_first() -> None:
    table = "<Tableau><Rangée><Cellule>Jour</Cellule><Cellule>Oui</Cellule></Rangée></Tableau>"
    assert leads(read_text(titled("ANoter", "Exemple", table))) == {"Exemple :": [], "Jour : Oui": ["Exemple :"]}


def test_the_law_of_a_definition_says_which_word_it_is_for() -> None:
    document = read(as_xml(sheet(DEFINITION)))
    assert leads(document)["Code civil"] == ["Mandat :"]
    assert [block.role for block in document.blocks] == ["text", "definition", "reference"]


# --- Tables and pictures -------------------------------------------------------------------------------------------


def test_a_table_stands_under_its_title_with_what_announces_it() -> None:
    row = "<Rangée type='normal'><Cellule>8 ans</Cellule><Cellule>3 €</Cellule></Rangée>"
    wide = "<Rangée type='normal'><Cellule fusionHorizontale='2'>Enfants</Cellule></Rangée>"
    document = read_text(p("Les prix :") + titled("Tableau", "Tarifs", wide + row))
    assert sections(document)["8 ans : 3 €"] == ("Tarifs",)
    assert leads(document)["Enfants"] == ["Les prix :"]
    assert leads(document)["8 ans : 3 €"] == ["Les prix :", "Enfants"]
    assert [block.role for block in document.blocks] == ["text", "row", "row"]


def test_a_picture_inside_a_sentence_comes_after_it() -> None:
    document = read_text(p("Voyez<Image><Legende>Un lac</Legende></Image> ce lac."))
    assert texts(document) == ["Voyez ce lac.", "Illustration : Un lac"]


def test_a_picture_without_words_says_nothing_and_no_text_twice() -> None:
    same = "<Legende>Un lac</Legende><TexteDeRemplacement>Un lac</TexteDeRemplacement>"
    described = f"<Image>{same}<Description>{p('Un lac')}</Description></Image>"
    assert texts(read_text(f"{p('Voyez.')}<Image/>{described}")) == ["Voyez.", "Illustration : Un lac"]


# --- Links ---------------------------------------------------------------------------------------------------------


def test_links_have_their_role_and_their_address() -> None:
    content = (
        SERVICE + CONTACT + REFERENCE.replace("<Reference>", '<Reference URL="https://exemple.fr/loi">') + SEE_ALSO
    )
    found = {block.url: block.role for block in read(as_xml(sheet(content))).blocks if block.url}
    assert found == {
        "https://exemple.fr/carte": "link",
        "https://exemple.fr/annexe": "link",
        "https://exemple.fr/maison": "contact",
        "https://exemple.fr/loi": "reference",
        "https://www.service-public.fr/particuliers/vosdroits/F2": "link",
        "https://www.service-public.fr/particuliers/vosdroits/N2": "link",
    }


def test_what_is_said_of_a_service_needs_its_name() -> None:
    found = leads(read(as_xml(sheet(SERVICE))))
    service = "Formulaire : Demande (cerfa n°10000*01) – Mairie"
    assert found["Gratuit."] == found["Notice : Aide au dessin"] == found["Formulaire annexe : Liste"] == [service]


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
