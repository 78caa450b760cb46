"""The entry at work as HTML: where each field stands, in words and with a sign, its sentences with their sources.

Only what is asked of it changes it: the page hears of `data-what`, and of `data-source` for the source of a sentence.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.record.about import notice, value_of
from assistant.record.schema import Field, Schema
from assistant.record.texts.complete import completeness
from assistant.record.types import FieldValue, Record, RecordSentence, Table
from assistant.record.values import choose_value
from assistant.server.desk import MAX_FIELD, Desk
from assistant.types import Citation
from assistant.view import reread_html, source_html
from assistant.view.document_html import panel_name
from assistant.view.tags import Html, button, items, join, ours, tag
from assistant.view.tags import table as table_of
from corpus.counting import count

_STANDS = {
    "drafted": ("◔", "brouillon, à relire"),
    "reread": ("✓", "relu"),
    "by_person": ("✎", "par une personne"),
    "to_complete": ("○", "à compléter"),
    "published": ("▣", "publié"),
    "conflict": ("⚠", "désaccord"),
    "pending": ("…", "en cours de rédaction"),
    "waiting": ("…", "pas encore lu"),
}
"""Where a field stands: a sign, and the words that say it."""

_NO_SOURCE = {"person": "écrit par une personne, sans source", "published": "repris d'un registre, sans source"}

_TO_CHECK = "À vérifier : cette phrase répond peut-être à la question, Glose n'en est pas sûre. Lisez-la à sa place."
_ALL_TO_CHECK = (
    "À vérifier : ces phrases répondent peut-être à la question, Glose n'en est pas sûre. Lisez-les à leur place."
)

EMPTY = tag(
    "div",
    tag("h2", "La fiche"),
    tag("p", "Elle se remplit ici, rubrique par rubrique, à mesure que Glose lit vos documents."),
    tag("p", "Chaque phrase est une citation : un clic l'ouvre à sa place dans le document. Ce qu'aucun document ne "
        "dit reste « à compléter par le service », avec la question à poser et à qui."),
    class_="fiche-vide",
)  # fmt: skip


def head(desk: Desk, schema: Schema, *, by_account: bool = False) -> Html:
    """Return the name of the entry, how full and how far reread it is, and what can be done with the whole of it.

    `by_account` is whether people sign in: then nobody types who reads.
    """
    record, session = desk.record, desk.session
    if record is None or session is None:
        return reread_html.aside(desk)
    buttons = (
        button("Annuler", "undo", disabled=not session.past or bool(desk.pending)),
        button("Refaire", "redo", disabled=not session.undone or bool(desk.pending)),
        button("Enregistrer", "save", disabled=bool(desk.pending)),
    )
    tools = tag("div", *buttons, class_="outils", role="group", aria_label="Toute la fiche")
    mark = (tag("span", "● ", aria_hidden="true"), "Modifications non enregistrées")
    unsaved = tag("p", *mark, class_="non-enregistre") if desk.is_unsaved else ""
    state = tag("p", ours(figures(record, schema)), class_="etat")
    reading = "" if desk.pending else reread_html.whole_entry(session, by_account=by_account)
    return join((tag("h2", record.name, class_="nom"), state, unsaved, reread_html.aside(desk), tools, reading))


def figures(record: Record, schema: Schema) -> str:
    """Return how many fields say something, how many the law needs, how many sources dispute."""
    found = completeness(record, schema)
    disputed = sum(item.disputed for block in found.blocks for item in block.items)
    said = [
        f"{count(found.score.there, 'rubrique remplie', 'rubriques remplies')} sur {found.score.total}",
        f"pour la loi, {found.required.there} sur {found.required.total}",
    ]
    return " ; ".join([*said, *([count(disputed, "désaccord")] if disputed else [])]) + "."


def fields(desk: Desk, schema: Schema) -> Html:
    """Return every field, block by block; while a draft is under way nothing can be edited."""
    record = desk.record
    if record is None:
        return EMPTY
    blocks = (
        tag(
            "section",
            tag("h3", block.label),
            *(_field(field, desk, record) for field in schema.fields_of(block.key)),
            class_="bloc",
        )
        for block in schema.blocks
    )
    notes = tag(
        "details", tag("summary", f"Remarques sur la lecture ({len(record.notes)})"), items(map(ours, record.notes))
    )
    return join((*blocks, notes if record.notes else "", tag("p", ours(notice(record, schema)), class_="mention")))


def quote_panel(citation: Citation, today: date, doubtful: str = "") -> Html:
    """Return the panel of a source whose document is not at hand: the quotation alone, and how to see the rest."""
    missing = (
        "Le document n'est pas ouvert ici : seule la citation gardée avec la fiche est montrée. Déposez-le de nouveau "
        "pour la lire à sa place."
    )
    number, label = panel_name(citation, doubtful)
    return tag(
        "article",
        tag("h2", tag("span", label, class_="numero"), " ", citation.source.title, tabindex=-1),
        source_html.card(citation.source, citation.section, citation.page, today),
        tag("p", missing, class_="note"),
        tag("div", tag("p", tag("mark", citation.quote)), class_="texte", tabindex=0, role="region",
            aria_label="Citation"),
        class_="document",
        data_numero=number,
    )  # fmt: skip


def reference(citation: Citation, turn: int | None = None) -> Html:
    """Return the button that opens a source."""
    label = f"Ouvrir la source {citation.number} : {citation.source.title}"
    return source_html.opener(
        str(citation.number), f"[{citation.number}]", label, data_turn="" if turn is None else turn
    )


def references(record: Record, numbers: Sequence[int]) -> Html:
    """Return the buttons that open the sources of a sentence."""
    return join(reference(record.citation(number)) for number in numbers)


def table(made: Table, record: Record) -> Html:
    """Return a scale as its source sets it out."""
    title = made.title or "Tableau sans titre"
    return join(
        (table_of(title, made.header, made.rows), tag("p", ours("Source : "), references(record, made.citations[:1])))
    )


def standing(value: FieldValue) -> str:
    """Return where a field stands: a key of the signs."""
    if value.conflicts:
        return "conflict"
    return "reread" if value.reread and value.status in ("drafted", "published") else value.status


def _field(field: Field, desk: Desk, record: Record) -> Html:
    value, pending = value_of(record, field), desk.pending
    stands = standing(value)
    if field.key in pending:
        stands = "pending" if field.key == pending[0] else "waiting"
    sign, words = _STANDS[stands]
    badge = tag("span", tag("span", f"{sign} ", aria_hidden="true"), words, class_=f"statut {stands}")
    change = "" if pending else button("Modifier", "open", aria_label=ours(f"Modifier « {field.label} »"))
    heading = tag("h4", ours(field.label), id=f"rubrique-{field.key}", tabindex=-1)
    said = () if field.key in pending else tuple(_said(field, value, record, still=not pending))
    editor = "" if pending else _editor(field, value)
    read = join(reread_html.of_field(field, value, desk.session)) if desk.session and not pending else ""
    title = tag("div", heading, tag("span", badge, " ", change, class_="boutons"), class_="titre")
    return tag("article", title, *said, read, editor, class_=f"champ {stands}", data_key=field.key)


def _said(field: Field, value: FieldValue, record: Record, *, still: bool) -> Iterator[Html]:
    """Yield what a field says; only an entry that stands `still` can be changed."""
    if value.choice:
        yield tag("p", ours("Valeur : "), tag("strong", value.choice), class_="valeur")
    for rank, sentence in enumerate(value.sentences, start=1):
        if sentence.text != value.choice:
            said = _sentence(sentence, record)
            drops = still and value.status == "drafted"
            yield tag("div", said, reread_html.dropping(field, rank), class_="avec-geste") if drops else said
    yield from (table(made, record) for made in value.tables)
    for conflict in value.conflicts:
        sides = (references(record, conflict.one), " et ", references(record, conflict.other))
        yield tag(
            "p", tag("strong", "Les sources diffèrent "), *sides, ours(f" : {conflict.about}"), class_="desaccord"
        )
    if field.values and value.sentences and not value.choice and still:
        yield _settling(field)
    if value.question:
        whom = tag("span", ours(f"À demander à : {value.whom}."), class_="aqui")
        yield tag("p", ours(value.question), " ", whom, class_="question")
    if value.doubtful:
        yield tag("p", ours(_TO_CHECK if len(value.doubtful) == 1 else _ALL_TO_CHECK))
        listed = (tag("li", *_doubtful(field, citation, still=still)) for citation in value.doubtful)
        yield tag("ol", *listed, class_="doutes")


def _doubtful(field: Field, citation: Citation, *, still: bool) -> Iterator[Html | str]:
    """Yield a sentence that may say a field, what opens its source, and what takes it over."""
    number, title = citation.number, citation.source.title or citation.source.document
    yield f"«\u202f{citation.quote}\u202f» "
    label = ours(f"Ouvrir la source de la phrase {number} pour « {field.label} » : {title}")
    yield source_html.opener(f"{field.key}.{number}", f"[{title}]", label, data_turn="")
    if not still:
        return
    label = f"Reprendre la phrase {number} pour « {field.label} »"
    undecided = bool(field.values) and not choose_value(field.key, field.values, citation.quote)
    for choice in field.values if undecided else ("",):
        words, said = (f"Reprendre : « {choice} »", f"{label}, valeur « {choice} »") if choice else ("Reprendre", label)
        text = f"{number}={choice}" if choice else str(number)
        yield " "
        yield button(ours(words), "take", data_key=field.key, data_text=text, aria_label=ours(said))


def _settling(field: Field) -> Html:
    """Return the values that a person may choose where sentences choose none: they stay, with their sources."""
    values = (
        button(ours(f"Retenir : « {choice} »"), "take", data_key=field.key, data_text=f"={choice}",
               aria_label=ours(f"Retenir « {choice} » pour « {field.label} »"))
        for choice in field.values
    )  # fmt: skip
    spaced = (piece for value in values for piece in (value, " "))
    return tag("div", *spaced, class_="outils", role="group", aria_label=ours(f"Valeurs de « {field.label} »"))


def _sentence(sentence: RecordSentence, record: Record) -> Html:
    if not sentence.citations:
        source = _NO_SOURCE.get(sentence.origin, "sans source")
        return tag("p", sentence.text, " ", tag("span", f"({source})", class_="origine"), class_="phrase")
    quoted = sentence.origin == "quote"
    text = f"«\u202f{sentence.text}\u202f»" if quoted else sentence.text
    return tag(
        "p", text, " ", references(record, sentence.citations), class_="phrase cliquable",
        data_source=sentence.citations[0], data_turn="",
    )  # fmt: skip


def _editor(field: Field, value: FieldValue) -> Html:
    """Return what edits a field, hidden until it is asked for."""
    id = f"saisie-{field.key}"
    said = "\n".join(" ".join(sentence.text.split()) for sentence in value.sentences)
    if field.kind == "choice":
        blank = tag("option", "— à compléter —", value="")
        options = (tag("option", one, value=one, selected=one == value.choice) for one in field.values)
        control = tag("select", blank, *options, id=id)
    else:
        control = tag("textarea", said, id=id, rows=max(2, min(10, len(said) // 70 + 1)), maxlength=MAX_FIELD)
    help = (ours(field.help), ours(f" Exemple : {field.example}") if field.example else "")
    return tag(
        "div",
        tag("label", ours(f"Votre texte pour « {field.label} »"), for_=id),
        tag("p", *help, class_="aide"),
        control,
        tag(
            "div",
            button("Enregistrer", "edit", data_key=field.key, class_="principal"),
            button("Fermer", "close"),
            class_="outils",
        ),
        class_="edition",
        hidden=True,
    )
