"""What is said of a PDF in French: notes on how it was read, and the error when there is nothing to quote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.counting import count, s
from corpus.errors import UnreadableFile
from corpus.pdf.page import Page
from corpus.unseen import note_on


@dataclass(frozen=True, slots=True)
class FormField:
    """A field to fill in; an empty value is one left blank."""

    label: str
    value: str


def notes_on(pages: Sequence[Page], fields: Sequence[FormField], contents: Sequence[int]) -> Iterator[str]:
    """What a person should know of how the file was read."""
    if empty := _without_text(pages):
        scanned = "scanné : " if any(page.scanned for page in empty) else ""
        yield f"{scanned}{count(len(empty), 'page')} sans texte ({_listed(empty)})"
    if recognised := [page for page in pages if page.recognised]:
        said = f"{count(len(recognised), 'page')} ({_listed(recognised)})"
        yield f"texte issu d'une reconnaissance de caractères sur {said} : à vérifier sur l'original"
    if garbled := [page for page in pages if page.garbled]:
        said = f"{count(len(garbled), 'page')} illisible{s(len(garbled))} ({_listed(garbled)})"
        yield f"{said} : les polices ne disent pas quelles lettres elles dessinent"
    if damaged := [page for page in pages if page.damaged]:
        yield f"{count(len(damaged), 'page')} abîmée{s(len(damaged))} ({_listed(damaged)})"
    yield from note_on(sum(page.hidden for page in pages))
    if contents:
        yield f"sommaire non repris ({'page' if len(contents) == 1 else 'pages'} {_numbers(contents)})"
    if fields:
        yield _form(fields)


def nothing_to_quote(path: str, pages: Sequence[Page], fields: Sequence[FormField]) -> UnreadableFile:
    """The error for a file without any text, that says which kind of file it is."""
    if fields:
        return UnreadableFile(
            f"{path} : formulaire de {count(len(fields), 'champ')} sans texte imprimé.",
            fix="ajoutez plutôt sa notice, ou une version imprimée en PDF",
        )
    if any(page.scanned for page in pages):
        return UnreadableFile(
            f"{path} : scanné : {count(len(pages), 'page')} sans texte.",
            fix="passez-le à la reconnaissance de caractères (OCR), puis ajoutez le PDF obtenu",
        )
    if any(page.garbled or page.damaged for page in pages):
        none = f"aucune de ses {count(len(pages), 'page')} n'est" if len(pages) > 1 else "sa seule page n'est pas"
        return UnreadableFile(
            f"{path} : {none} lisible (polices ou contenu abîmés).",
            fix="demandez le document d'origine, ou imprimez-le et passez-le à la reconnaissance de caractères (OCR)",
        )
    return UnreadableFile(
        f"{path} : {count(len(pages), 'page')} sans texte visible.", fix="vérifiez le fichier, ou retirez-le du dossier"
    )


def _without_text(pages: Sequence[Page]) -> list[Page]:
    """Pages that show something and give no text; headers printed on a scan do not count."""
    return [page for page in pages if not page.items and not (page.blank or page.garbled or page.damaged or page.bare)]


def _form(fields: Sequence[FormField]) -> str:
    filled = sum(bool(field.value) for field in fields)
    if not filled:
        return f"formulaire : {count(len(fields), 'champ')}, non rempli{s(len(fields))}"
    return f"formulaire : {count(len(fields), 'champ')}, dont {filled} rempli{s(filled)}"


def _listed(pages: Sequence[Page]) -> str:
    return _numbers([page.number for page in pages])


def _numbers(numbers: Sequence[int]) -> str:
    """Say "2, 5 à 9 et 12"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [part for run in runs for part in ([f"{run[0]} à {run[-1]}"] if len(run) > 2 else map(str, run))]
    return said[0] if len(said) == 1 else ", ".join(said[:-1]) + " et " + said[-1]
