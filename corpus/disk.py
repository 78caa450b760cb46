"""What comes from the system: its refusals, said in French, and its names and words that are not UTF-8."""

import errno
import os
from pathlib import Path

_FRENCH = {
    errno.ENOENT: "introuvable",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EISDIR: "c'est un dossier",
    errno.ENOTDIR: "un fichier porte le nom d'un dossier du chemin",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le disque est plein",
    errno.EFBIG: "le fichier dépasse la taille que le système permet",
    errno.EROFS: "le disque est en lecture seule",
    errno.EIO: "le disque ne répond pas correctement",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.ELOOP: "ce lien tourne en rond",
    errno.EBUSY: "une autre application s'en sert",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ECONNREFUSED: "personne ne répond à cette adresse",
    errno.ECONNRESET: "la connexion a été coupée",
    errno.ETIMEDOUT: "pas de réponse à temps",
    errno.EHOSTUNREACH: "cette machine ne peut pas être jointe",
    errno.ENETUNREACH: "le réseau ne peut pas être joint",
    errno.EADDRINUSE: "un autre programme s'en sert déjà",
    errno.EADDRNOTAVAIL: "cette adresse n'est pas celle de cette machine",
}

_PICTURES = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421, 0x85: 0x2424, 0x2028: 0x2424, 0x2029: 0x2424}
"""The sign that Unicode draws each control character with: the end of a line, in a name, would end the line shown."""


def refusal(error: OSError) -> str:
    """Return why, in a few words; what has no translation keeps the system's own."""
    if (error.errno or 0) < 0:
        # Those who look a name up on the network number their refusals below zero.
        return "ce nom de machine est inconnu"
    return _FRENCH.get(error.errno or 0, error.strerror or str(error))


def readable(text: str) -> str:
    """Return a name or an argument with its undecodable bytes, if any, read as Windows-1252.

    Python keeps such bytes as lone surrogates, which can be neither stored nor printed.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return text


def shown_name(path: str) -> str:
    """Return the name of a file, readable and on one line."""
    return readable(path).translate(_PICTURES)


def resolved(path: Path) -> Path:
    """Return a path made absolute, its links followed; a link that leads to itself stays as it is."""
    return Path(os.path.realpath(path))
