"""Law: one article a document, `CRPA:L311-3-1`, from the fields of LEGI (JSON, CSV) or from Markdown."""

import re
from collections.abc import Sequence

from corpus.compose import Composer, complete
from corpus.dates import french_day
from corpus.errors import UnreadableFile
from corpus.law.codes import article_title, short_name
from corpus.law.files import Article, LawFile, csv_delimiter, read_markdown, read_records
from corpus.law.text import paragraphs
from corpus.pieces import Piece, write
from corpus.types import About, Document, Provenance, Source

_MARKDOWN = (".md", ".markdown")
_LEGI = re.compile(r"LEGI(?:TEXT|ARTI|SCTA)\d{12}|legifrance\.gouv\.fr")
_ARTICLE_HEADING = re.compile(r"^#{1,6} +Article +\S*\d", re.MULTILINE)
_CODE_HEADING = re.compile(r"^# +Code\b", re.MULTILINE)

_STATES = {
    "ABROGE": ("Abrogé depuis le {end}.", "Abrogé."),
    "ABROGE_DIFF": ("Abrogé à compter du {end}.", "Abrogation prévue."),
    "ANNULE": ("Annulé depuis le {end}.", "Annulé."),
    "MODIFIE": ("Cette version n'est plus en vigueur depuis le {end}.", "Cette version n'est plus en vigueur."),
    "MODIFIE_MORT_NE": ("", "Cette version n'est jamais entrée en vigueur."),
    "PERIME": ("Périmé depuis le {end}.", "Périmé."),
    "TRANSFERE": ("Transféré depuis le {end}.", "Transféré."),
    "VIGUEUR": ("Version en vigueur jusqu'au {end}.", ""),
    "VIGUEUR_DIFF": ("En vigueur à compter du {start}.", "Pas encore en vigueur."),
}
"""What a reader is told of the state of an article: with its date, and where the date is not given."""

_STATES_IN_FRENCH = {
    "": "VIGUEUR",
    "EN VIGUEUR": "VIGUEUR",
    "ABROGÉ": "ABROGE",
    "MODIFIÉ": "MODIFIE",
    "PÉRIMÉ": "PERIME",
}


class LawReader:
    """Reads the articles of a code, or one article of a law."""

    name = "law"

    def accepts(self, source: Source, /) -> bool:
        """Whether it holds articles: by the fields of LEGI, or by the headings and the origin of a Markdown file."""
        head = source.head.replace("\0", "").lstrip("\ufeff\ufffd")  # UTF-16 too
        if source.suffix in _MARKDOWN:
            front = head.split("\n---", 1)[0] if head.startswith("---") else ""
            known = _LEGI.search(front) or _CODE_HEADING.search(head)
            return bool(known and (_ARTICLE_HEADING.search(head) or "LEGITEXT" in front))
        if source.suffix == ".csv":
            header = [name.strip('" \r').lower() for name in head.split("\n", 1)[0].split(csv_delimiter(head))]
            return "num" in header and bool({"texte", "texte_html"} & set(header))
        fields = '"num"' in head and any(name in head for name in ('"texte"', '"texte_html"', '"etat"'))
        return source.suffix in (".json", ".jsonl", ".ndjson") and fields

    def read(self, source: Source, about: About, /) -> Sequence[Document]:
        """Return an article each; the notes of the first say what could not be read of the file."""
        law = read_markdown(source) if source.suffix in _MARKDOWN else read_records(source)
        articles = _one_per_number(law)
        code = short_name(source, about, law.title) if articles else ""
        pages = [(article, _page(article, law, code)) for article in articles]
        if empty := [article.number for article, page in pages if not page.blocks]:
            law.remarks.append(f"articles sans texte : {', '.join(empty)}")
        pages = [(article, page) for article, page in pages if page.blocks]
        if not pages:
            raise UnreadableFile(
                f"{source.path} : aucun article lisible" + "".join(f" ; {remark}" for remark in law.remarks[:3]) + ".",
                fix="vérifiez que chaque article a un numéro (« num ») et un texte (« texte » ou « texte_html »)",
            )
        pages[0][1].notes.extend(law.remarks)
        return [
            page.finish(
                id=f"{code}:{article.number}", kind="law", provenance=complete(_provenance(article, law), about)
            )
            for article, page in pages
        ]


def _one_per_number(law: LawFile) -> list[Article]:
    """Keep one text of each article: the one in force, else the one that starts last, else the last of the file."""
    kept: dict[str, Article] = {}
    twice: dict[str, None] = {}
    for article in law.articles:
        rival = kept.get(article.number)
        if rival:
            twice[article.number] = None
        if rival is None or _rank(article) >= _rank(rival):
            kept[article.number] = article
    if twice:
        which = "celui en vigueur, sinon le dernier, est gardé"
        law.remarks.append(f"articles qui ont plusieurs textes dans ce fichier ({which}) : {', '.join(twice)}")
    return list(kept.values())


def _rank(article: Article) -> tuple[bool, bool, str]:
    has_text = bool(article.text or article.html)
    return has_text, _state(article) in ("VIGUEUR", "ABROGE_DIFF"), article.start


def _page(article: Article, law: LawFile, code: str) -> Composer:
    page = Composer(article_title(article.number, law.title, code))
    body = paragraphs(_pieces(article.html or article.text))
    if not body:
        return page
    page.at(article.sections)
    notice = _notice(article)
    if notice:
        page.notes.append(notice)
    # Nothing of an article that is not in force may be read without knowing it.
    lead = (page.add(notice, role="note"),) if notice else ()
    write(body, page, path=article.sections, lead=lead)
    write(_pieces(article.nota), page, path=(*article.sections, "Nota"), lead=lead)
    return page


def _pieces(text: str) -> list[Piece]:
    if not re.search(r"<[a-zA-Z/]", text):
        return [Piece(text=text)] if text else []
    from corpus.html import read_fragment

    return read_fragment(text)


def _notice(article: Article) -> str:
    """What the reader must know of its force, in one sentence; empty for a text in force without a known end."""
    state = _state(article)
    dated, undated = _STATES.get(state, ("", f"État de cet article : « {article.state} »."))
    day = article.start if "{start}" in dated else article.end
    return dated.format(start=french_day(day), end=french_day(day)) if dated and day else undated


def _state(article: Article) -> str:
    written = " ".join(article.state.upper().split())
    return _STATES_IN_FRENCH.get(written, written)


def _provenance(article: Article, law: LawFile) -> Provenance:
    official = bool(_LEGI.search(article.url))
    return Provenance(
        publisher="Légifrance (DILA)" if official else "",
        licence=law.licence or ("Licence Ouverte 2.0" if official else ""),
        url=article.url,
        published=article.start,
    )
