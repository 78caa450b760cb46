"""Bytes to text, and text to JSON, with errors that a person can act on."""

import json
from typing import Any

from corpus.errors import UnreadableFile
from corpus.types import Source

MAX_TEXT_BYTES = 64 * 1024 * 1024
"""A text larger than this is a data dump and not a document to quote; it would also fill the memory of a counter."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(source: Source) -> str:
    """Decode by the mark, else as UTF-8, else as Windows-1252, the encoding of French spreadsheets.

    A file that is none of them (zero bytes inside) or too large is an `UnreadableFile`.
    """
    data = source.data
    if len(data) > MAX_TEXT_BYTES:
        size = len(data) // (1024 * 1024)
        limit = MAX_TEXT_BYTES // (1024 * 1024)
        raise UnreadableFile(
            f"{source.path} : fichier trop gros ({size} Mo de texte, la limite est de {limit} Mo).",
            fix="découpez-le en documents séparés, un par sujet, puis ajoutez le dossier qui les contient",
        )
    if not data.strip():
        raise UnreadableFile(f"{source.path} : fichier vide.", fix="vérifiez le fichier, ou retirez-le du dossier")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if not encoding and b"\0" in data[:65536]:
        raise UnreadableFile(
            f"{source.path} : ce n'est pas un fichier texte malgré son nom.",
            fix="ouvrez-le dans son logiciel d'origine et enregistrez-le dans un format lu par Glose (PDF, DOCX, CSV…)",
        )
    text = _decode(data, encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, encoding: str) -> str:
    if encoding:
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def half_character(text: str) -> str:
    """Say in French that half of a pair of characters stands alone in a text; "" where none does.

    JSON and YAML can write one, UTF-8 has no bytes for it: it can be neither stored nor searched nor printed.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"une moitié de caractère y est écrite seule (« \\u{ord(text[error.start]):x} »)"
    return ""


def parse_json(source: Source) -> Any:
    """Parse the whole file as JSON."""
    try:
        return json.loads(source.text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            f"{source.path} : JSON mal formé{_place(error)}.",
            fix="exportez de nouveau le fichier depuis l'outil qui l'a produit",
        ) from error


def _place(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f" (ligne {error.lineno}, colonne {error.colno})"
    # All else that the parser refuses: it reads no number of more than 4,300 digits.
    return " (un nombre y est trop long)" if isinstance(error, ValueError) else ""
