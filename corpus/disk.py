"""What comes from the system: its refusals, said in French, and its names and words that are not UTF-8."""

import errno

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
}


def refusal(error: OSError) -> str:
    """Return why, in a few words; what has no translation keeps the system's own."""
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
