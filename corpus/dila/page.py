"""Writes a service-public.fr sheet as its page reads: situations, cases, lists and their lead-ins, notes, tables."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from corpus.compose import Composer, tidy
from corpus.dates import french_day, iso_day
from corpus.dila.links import link
from corpus.dila.table import table_rows
from corpus.dila.tree import Element
from corpus.dila.words import words
from corpus.types import Role, Span

_AFTER = {
    "VoirAussi": "Voir aussi",
    "OuSAdresser": "Où s'adresser ?",
    "Reference": "Textes de référence",
    "ServiceEnLigne": "Services en ligne et formulaires",
    "PourEnSavoirPlus": "Pour en savoir plus",
    "Definition": "Définitions",
    "Abreviation": "Sigles",
    "QuestionReponse": "Questions ? Réponses !",
    "CommentFaireSi": "Comment faire si…",
    "RechercheGuidee": "Recherche guidée",
}
"""What a page shows after its text, with the heading that the XML leaves to the web site."""

_METADATA = frozenset(
    ("SurTitre", "Audience", "Canal", "Cible", "FilDAriane", "Theme", "SousThemePere", "DossierPere", "SousDossierPere")
)
"""What a sheet says of its place on the site: the menus and lists of other sheets around it."""

_LINKS = (  # VoirAussi, which holds several, and the services, which say more, have ways of their own
    "OuSAdresser NoticeLiee LienInterne Reference PourEnSavoirPlus QuestionReponse CommentFaireSi RechercheGuidee"
).split()

_MACHINE = frozenset(("Condition", "TitreAlternatif", "SiSelectionne", "PivotLocal", "Partenaire", "Colonne"))
"""What no reader sees: which answers show a piece, the heading that then replaces its own, keys, a logo."""

_TAKEN = frozenset(("Titre", "Source", "LienWeb"))
"""What the piece that holds it has already said."""

_PLAIN = frozenset(
    "Introduction Texte ListeSituations Situation Chapitre SousChapitre BlocCas Cas FragmentConditionne "
    "ContenuIllustre Contenu Commentaire Complement Resume Description SousDossier SousTheme "
    "Problematiques Problematique Branche Questionnaire Question".split()
)
"""What only holds other pieces, under its title if it has one."""


@dataclass(slots=True, kw_only=True)
class _Flow:
    """What the pieces of one container hand on to each other as they are written.

    Every block of it takes `role` and needs `lead`. `intro` is what a list would continue; it `announces` what comes
    next when it ends with a colon. `label` waits for the first paragraph: "À savoir :".
    """

    role: Role = "text"
    lead: tuple[Span, ...] = ()
    intro: tuple[Span, ...] = ()
    announces: bool = False
    label: str = ""

    def __post_init__(self) -> None:
        self.intro = self.intro or self.lead

    def needed(self) -> tuple[Span, ...]:
        """What the next piece must be read with."""
        return self.intro if self.announces else self.lead

    def close(self) -> None:
        """Nothing that follows continues what was said."""
        self.intro, self.announces = self.lead, False


class SheetWriter:
    """Adds one sheet to a page. `unknown` collects the elements that this version of Glose has never met."""

    def __init__(self, page: Composer, audience: str) -> None:
        self.page = page
        self.audience = audience
        self.unknown: dict[str, None] = {}
        self._ways: dict[str, Callable[[Element, _Flow], None]] = {
            "Paragraphe": self._paragraph,
            "Liste": self._list,
            "Tableau": self._table,
            "Image": self._image,
            "Illustration": self._image,
            "Avertissement": self._warning,
            "Aide": self._help,
            "ServiceEnLigne": self._service,
            "ServiceEnLigneAnnexe": self._service,
            "LienExterneCommente": self._commented_link,
            "VoirAussi": self._see_also,
            "Choix": self._choice,
            **dict.fromkeys(("ASavoir", "ANoter", "Attention", "Rappel", "Exemple"), self._note),
            **dict.fromkeys(("Definition", "Abreviation"), self._definition),
            **dict.fromkeys(("Fiche", "Dossier"), self._listed),
            **dict.fromkeys(_LINKS, self._link),
        }

    def write(self, sheet: Element) -> None:
        """Add all that a reader of the page sees, its title excepted: the text, then what surrounds it."""
        shown = [e for e in sheet.elements() if e.name not in _METADATA and not e.name.startswith("dc:")]
        self._pieces((e for e in shown if e.name not in _AFTER), _Flow())
        for name, group in groupby((e for e in shown if e.name in _AFTER), lambda e: e.name):
            with self.page.section(_AFTER[name]):
                self._pieces(group, _Flow())

    def _pieces(self, pieces: Iterable[Element | str], flow: _Flow) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                if piece.strip():
                    self._paragraph(Element("Paragraphe", {}, (piece,)), flow)
            elif piece.name not in _MACHINE and piece.name not in _TAKEN:
                self._piece(piece, flow)

    def _piece(self, piece: Element, flow: _Flow) -> None:
        if flow.label and piece.name not in ("Paragraphe", "Texte"):
            self._say_label(flow)
        if way := self._ways.get(piece.name):
            way(piece, flow)
            return
        if piece.name not in _PLAIN:
            self.unknown[piece.name] = None
        if title := piece.first("Titre"):
            with self.page.section(words(title)):
                self._pieces(piece.children, _Flow(role=flow.role, lead=flow.lead))
            flow.close()
        elif piece.has_text:
            self._paragraph(piece, flow)
        else:
            self._pieces(piece.children, flow)

    def _say(self, text: str, lead: tuple[Span, ...], role: Role, url: str = "") -> tuple[Span, ...]:
        """Add a block, and return what must be read before what depends on it."""
        return (*lead, self.page.add(text, role=role, lead=lead, url=url)) if text else lead

    def _paragraph(self, paragraph: Element, flow: _Flow) -> None:
        text = words(paragraph)
        label, flow.label = flow.label, ""
        if text:
            said = text.casefold().startswith(label.casefold())
            flow.intro = self._say(text if said else f"{label} {text}", flow.needed(), flow.role)
            flow.announces = text.endswith(":")
            if label:
                start = flow.intro[-1].start
                flow.lead = (*flow.lead, Span(start, start + len(label)))
        self._pieces(paragraph.elements("Image"), flow)

    def _say_label(self, flow: _Flow) -> None:
        flow.lead = self._say(flow.label, flow.lead, flow.role)
        flow.label = ""
        flow.close()

    def _list(self, list_: Element, flow: _Flow) -> None:
        for number, item in enumerate(list_.elements("Item"), start=1):
            marker = f"{number}. " if list_.get("type") == "numero" else ""
            self._item(item, marker, flow.intro)
        flow.announces = False

    def _item(self, item: Element, marker: str, lead: tuple[Span, ...]) -> None:
        pieces = [item] if item.has_text else [e for e in item.elements() if e.name not in _MACHINE]
        if pieces and pieces[0].name in ("Item", "Paragraphe"):
            head = pieces.pop(0)
            text = words(head)
            lead = self._say(f"{marker}{text}" if text else "", lead, "item")
            pieces = [*head.elements("Image"), *pieces]
        self._pieces(pieces, _Flow(lead=lead))

    def _table(self, table: Element, flow: _Flow) -> None:
        lead = flow.needed()
        with self.page.section(words(table.first("Titre"))):
            self._pieces(table.elements("Resume"), _Flow(role=flow.role, lead=lead))
            under = lead
            for row in table_rows(table):
                said = self._say(row.text, lead if row.heads else under, "row")
                under = said if row.heads else under
        flow.close()

    def _image(self, image: Element, flow: _Flow) -> None:
        said = dict.fromkeys(words(image.first(name)) for name in ("Legende", "TexteDeRemplacement"))
        caption = " – ".join(filter(None, said))
        if credit := words(image.first("Credits")):
            caption += f" (crédit : {credit})"
        lead = self._say(f"Illustration : {caption.strip()}" if caption else "", flow.lead, flow.role)
        if words(image.first("Description")) not in said:
            self._pieces(image.elements("Description"), _Flow(role=flow.role, lead=lead))

    def _note(self, note: Element, flow: _Flow) -> None:
        self._labelled(note, words(note.first("Titre")), _Flow(role="note", lead=flow.lead))
        if not flow.announces:
            flow.close()

    def _help(self, help_: Element, flow: _Flow) -> None:
        self._pieces(help_.children, _Flow(role="note", lead=flow.lead))

    def _warning(self, warning: Element, flow: _Flow) -> None:
        day = iso_day(warning.get("date"))
        with self.page.section(words(warning.first("Titre")) + (f" ({french_day(day)})" if day else "")):
            self._pieces(warning.children, _Flow(role="note"))

    def _definition(self, definition: Element, flow: _Flow) -> None:
        self._labelled(definition, words(definition.first("Titre")), _Flow(role="definition", lead=flow.lead))

    def _labelled(self, element: Element, title: str, inner: _Flow) -> None:
        inner.label = tidy(title.rstrip(" :") + " :") if title else ""
        self._pieces(element.children, inner)

    def _link(self, element: Element, flow: _Flow) -> None:
        self._add_link(element, flow)
        flow.close()

    def _service(self, service: Element, flow: _Flow) -> None:
        self._pieces(service.children, _Flow(lead=self._add_link(service, flow)))
        flow.close()

    def _add_link(self, element: Element, flow: _Flow) -> tuple[Span, ...]:
        text, role, url = link(element, self.audience)
        return self._say(text, flow.needed(), role, url)

    def _commented_link(self, element: Element, flow: _Flow) -> None:
        self._pieces(element.elements("Commentaire"), flow)
        self._link(element, flow)

    def _see_also(self, element: Element, flow: _Flow) -> None:
        for other in element.elements():
            self._link(other, flow)

    def _listed(self, sheet: Element, flow: _Flow) -> None:
        text, _, url = link(sheet, self.audience)
        self._say(text, flow.lead, "item", url)

    def _choice(self, choice: Element, flow: _Flow) -> None:
        said = dict.fromkeys(words(choice.first(name)) for name in ("Titre", "IntituleSiSelectionne"))
        self._say(" : ".join(filter(None, said)), flow.intro, "item")
