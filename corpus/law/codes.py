"""How a code is called: in ids ("CRPA") and in a sentence ("du code des relations…")."""

import re
import unicodedata

from corpus.errors import UnreadableFile
from corpus.types import About, Source

SHORT_NAMES = {
    "code civil": "CCIV",
    "code de commerce": "CCOM",
    "code de justice administrative": "CJA",
    "code de l'action sociale et des familles": "CASF",
    "code de l'education": "CEDU",
    "code de l'entree et du sejour des etrangers et du droit d'asile": "CESEDA",
    "code de l'environnement": "CENV",
    "code de l'urbanisme": "CURB",
    "code de la commande publique": "CCP",
    "code de la consommation": "CCONSO",
    "code de la construction et de l'habitation": "CCH",
    "code de la propriete intellectuelle": "CPI",
    "code de la route": "CR",
    "code de la sante publique": "CSP",
    "code de la securite interieure": "CSI",
    "code de la securite sociale": "CSS",
    "code de procedure civile": "CPC",
    "code de procedure penale": "CPP",
    "code des relations entre le public et l'administration": "CRPA",
    "code du patrimoine": "CPAT",
    "code du travail": "CT",
    "code electoral": "CE",
    "code general de la fonction publique": "CGFP",
    "code general de la propriete des personnes publiques": "CGPPP",
    "code general des collectivites territoriales": "CGCT",
    "code general des impots": "CGI",
    "code monetaire et financier": "CMF",
    "code penal": "CP",
    "code rural et de la peche maritime": "CRPM",
    "livre des procedures fiscales": "LPF",
}
"""Titles, without accents, and the short name that lawyers or Légifrance use, or the nearest thing to one."""

_FILE_PREFIX = re.compile(r"([A-Za-z]{2,6})(?=[-_.]|\Z)")
# Files are called "code-civil.md" or "articles.csv": that is what they are, and not what the code is called.
_COMMON_WORDS = frozenset("ART CODE CODES DATA DROIT DUMP EXPORT LAW LEGI LIVRE LOI LOIS TEXT TEXTE TEXTES".split())
_NUMBERED = re.compile(
    r"(?P<nature>loi|ordonnance|d[ée]cret|arr[êe]t[ée])\b.*?n°\s?(?P<number>\d{2,4}-\d+)", re.IGNORECASE
)
_FEMININE = frozenset("charte constitution convention deliberation directive loi".split())
_NATURES = _FEMININE | frozenset("arrete code decret ordonnance reglement statut statuts".split())


def short_name(source: Source, about: About, title: str) -> str:
    """Return what stands before ":" in the ids of a file's articles.

    In this order: `--code`; the word before the first "-", "_" or "." of the file's name (2 to 6 letters); the usual
    name of a well-known code; nature and number of a law ("LOI78-17" for "Loi n° 78-17 du 6 janvier 1978").
    """
    if about.code:
        return about.code.strip().upper()
    prefix = _FILE_PREFIX.match(source.name)
    if prefix and prefix[1].upper() not in _COMMON_WORDS:
        return prefix[1].upper()
    if known := SHORT_NAMES.get(_folded(title)):
        return known
    if numbered := _NUMBERED.match(title):
        return _folded(numbered["nature"]).upper() + numbered["number"]
    raise UnreadableFile(
        f"{source.path} : impossible de savoir de quel code viennent ces articles.",
        fix="indiquez son nom court, par exemple : glose add --code CRPA " + source.name,
    )


def names_a_code(heading: str) -> bool:
    """Whether the first heading of a path is the code (the law, the rulebook) itself and not a part of it."""
    return _folded(heading) in SHORT_NAMES or _folded(heading).split(" ")[0] in _NATURES


def article_title(number: str, title: str, code: str) -> str:
    """The usual form: "Article L311-3-1 du code …", "Article 47 de la loi n° 78-17 …"."""
    if not title:
        return f"Article {number} ({code})"
    lower = re.sub(r"\S+", lambda word: word[0].lower(), title, count=1)
    first = _folded(title).split(" ")[0]
    if first in _FEMININE:
        return f"Article {number} de la {title if first == 'constitution' else lower}"
    of = "des " if first == "statuts" else "de l'" if first[:1] in "aeiouh" else "du "
    return f"Article {number} {of}{lower}"


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("’", "'").lower())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
