"""Articles as files hold them: JSON lines, JSON, CSV with the fields of LEGI, or one Markdown file for a code."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.dates import iso_day
from corpus.errors import UnreadableFile
from corpus.law.codes import names_a_code
from corpus.types import Source

_ENDLESS = "2999"
"""Year that LEGI writes for "no end"."""

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ARTICLE = re.compile(
    r"Article\s++(?P<book>[A-Z]{1,2}(?=[\s.*]*\d))?[\s.]*+(?P<star>\*?)\s*+"
    r"(?P<number>(?:\d[\w.-]*|premier|unique)(?:\s(?:[a-z]{2,12}ies|bis|ter|quater|[A-Z]{1,2})\b)*)\W*(?P<rest>.*)"
)
_ARTICLE_OF = re.compile(r"(?<!\s)\s++[—–-]\s++article\b", re.IGNORECASE)
"""Between the title of a law and which of its articles this is."""
_RANKS = "partie livre titre sous-titre chapitre section sous-section paragraphe sous-paragraphe".split()
_RANK = re.compile(r"\b(" + "|".join(sorted(_RANKS, key=len, reverse=True)) + r")\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article in one version; dates are ISO days or empty, `state` is LEGI's word ("VIGUEUR", "ABROGE"…)."""

    number: str
    sections: tuple[str, ...] = ()
    state: str = ""
    start: str = ""
    end: str = ""
    html: str = ""
    text: str = ""
    nota: str = ""
    url: str = ""


@dataclass(slots=True, kw_only=True)
class LawFile:
    """The articles of a file, the title of their code or law, and what could not be read of it, in French."""

    title: str = ""
    licence: str = ""
    articles: list[Article] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_records(source: Source) -> LawFile:
    """Read JSON lines, JSON or CSV; a bad line becomes a remark and the others are kept."""
    law = LawFile()
    if source.suffix == ".json" and isinstance(source.json, dict):
        law.title = _text(source.json.get("titre") or source.json.get("title"))
    records = {".csv": _csv_records, ".json": _json_records}.get(source.suffix, _line_records)
    for place, record in records(source):
        if isinstance(record, str):
            law.remarks.append(f"{place} illisible : {record}")
        elif not _text(record.get("num")):
            law.remarks.append(f"{place} : article sans numéro (champ « num »)")
        else:
            law.articles.append(_article(record, law))
    return law


def read_markdown(source: Source) -> LawFile:
    """Read a code, or one article of a law, whose articles stand under headings ("##### Article L100-1")."""
    from corpus.front_matter import split_front_matter

    front = split_front_matter(source)
    first_heading = re.search(r"^# +(?!Article)(.+)", front.body, re.MULTILINE)
    title = front.first("titre", "title") or (first_heading[1].strip() if first_heading else "")
    law = LawFile(
        title=_ARTICLE_OF.split(title)[0],
        licence=front.first("licence", "license"),
        remarks=[remark for remark in (front.note, " ".join(front.first("provenance").split())) if remark],
    )
    start = iso_day(front.first("version"))
    shared = {"start": start, "url": front.first("source", "url")}
    for path, number, lines in _parts(front.body):
        text = "\n".join(lines).strip()
        if number:
            law.articles.append(Article(number=number, sections=path, text=text, **shared))
        elif text:
            law.remarks.append(f"texte hors de tout article, non repris : « {text[:80]} »")
    return law


def _article(record: Mapping[str, Any], law: LawFile) -> Article:
    sections = _sections(record.get("sections"))
    if sections and names_a_code(sections[0]):
        law.title = law.title or sections[0]
        sections = sections[1:]
    end = iso_day(_text(record.get("date_fin")))
    return Article(
        number=_text(record["num"]),
        sections=sections,
        state=_text(record.get("etat")),
        start=iso_day(_text(record.get("date_debut"))),
        end="" if end.startswith(_ENDLESS) else end,
        html=_text(record.get("texte_html")),
        text=_text(record.get("texte")),
        nota=_text(record.get("nota")),
        url=_text(record.get("url")),
    )


def _line_records(source: Source) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    for number, line in enumerate(source.text.split("\n"), 1):
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                where = f" (colonne {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
                yield f"ligne {number}", f"JSON mal formé{where}"
            else:
                yield f"ligne {number}", record if isinstance(record, dict) else "ce n'est pas un article"


def _json_records(source: Source) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    found = source.json
    if isinstance(found, dict):
        found = found.get("articles", [found])
    if not isinstance(found, list):
        raise UnreadableFile(
            f"{source.path} : aucune liste d'articles dans ce fichier JSON.",
            fix="donnez une liste d'objets, ou un objet dont le champ « articles » est cette liste",
        )
    for number, record in enumerate(found, 1):
        yield f"élément {number}", record if isinstance(record, dict) else "ce n'est pas un article"


def _csv_records(source: Source) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
    text = source.text.removeprefix("\ufeff")
    header: list[str] = []
    for number, row in _csv_rows(text, csv_delimiter(text)):
        if row is None:
            yield f"ligne {number}", "guillemets mal fermés, ou pas autant de cellules que de colonnes"
        elif not header:
            header = [name.strip().lower() for name in row]
        elif any(row):
            yield f"ligne {number}", dict(zip(header, row, strict=False))


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Give each row with its line; after a bad one, None and go on at the next line.

    A quotation mark that is never closed would otherwise take every following row into its cell.
    """
    csv.field_size_limit(len(text) + 1)
    lines = [line + "\n" for line in text.split("\n")]
    begin = width = 0
    while begin < len(lines):
        rows = csv.reader((lines[at] for at in range(begin, len(lines))), delimiter=delimiter, strict=True)
        first = begin
        try:
            for row in rows:
                end = first + rows.line_num
                width = width or len(row)
                if len(row) > width or (end - begin > 1 and len(row) < width):
                    break
                yield begin + 1, row
                begin = end
        except csv.Error:
            pass
        if begin < len(lines):
            yield begin + 1, None
            begin += 1


def csv_delimiter(text: str) -> str:
    """The delimiter is the one that the first line, where the columns are named, has most of."""
    header = text.split("\n", 1)[0]
    return max(",;\t|", key=header.count)


def _sections(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            value = value.strip("[] ")
    parts = value.split(" > ") if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(text for text in map(_text, parts) if text)


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _parts(body: str) -> Iterator[tuple[tuple[str, ...], str, Sequence[str]]]:
    """Give each heading with what stands under it: its path, its article number if it is one, its lines."""
    path: list[tuple[int, int, str]] = []
    number, lines = "", []  # type: tuple[str, list[str]]
    for line in [*body.split("\n"), "# "]:
        if not (heading := _HEADING.match(line)):
            lines.append(line)
            continue
        yield tuple(text for _, _, text in path), number, lines
        article = _ARTICLE.fullmatch(heading[2].strip())
        lines = [article["rest"]] if article else []
        number = f"{article['book'] or ''}{article['star']}{article['number']}" if article else ""
        if not article and len(heading[1]) > 1:
            _open(path, len(heading[1]), heading[2].strip())


def _open(path: list[tuple[int, int, str]], level: int, text: str) -> None:
    """Enter a part of a code: "Section" stands under "Chapitre" even where both are written "####"."""
    found = _RANK.search(text.split(":")[0].lower())
    rank = _RANKS.index(found[1]) if found else -1
    while path and (path[-1][1] >= rank if min(rank, path[-1][1]) >= 0 else path[-1][0] >= level):
        path.pop()
    path.append((level, rank, text))
