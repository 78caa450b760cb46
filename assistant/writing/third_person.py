"""The applicant of an administrative sentence turned into its reader: "le demandeur dépose sa demande" is "vous".

Only where the applicant is the subject at the head of a sentence, its verb is known here, and nothing else in the
sentence could be meant by what changes. Any other sentence stays as it is: the third person is never wrong.
"""

import re
from collections.abc import Sequence

_APPLICANT = re.compile(
    r"^(?:le demandeur|la demandeuse|l['’]usager|l['’]intéressée?|la famille|le foyer|le ménage) (ne |n['’])?(\w+)\b",
    re.IGNORECASE,
)
_VERBS = {
    "a": "avez",
    "adresse": "adressez",
    "choisit": "choisissez",
    "demande": "demandez",
    "dépose": "déposez",
    "dispose": "disposez",
    "doit": "devez",
    "envoie": "envoyez",
    "fournit": "fournissez",
    "indique": "indiquez",
    "joint": "joignez",
    "obtient": "obtenez",
    "paie": "payez",
    "paye": "payez",
    "peut": "pouvez",
    "présente": "présentez",
    "reçoit": "recevez",
    "remet": "remettez",
    "remplit": "remplissez",
    "signe": "signez",
    "transmet": "transmettez",
    "verse": "versez",
}
_OTHERS = re.compile(
    r"\b(?:il|elle|ils|elles|lui|se|soi|celui-ci|celle-ci|leurs?|vous|vos|votre|qui|dont)\b|\bs['’]", re.IGNORECASE
)
_OWN = {"son": "votre", "sa": "votre", "ses": "vos"}
_POSSESSIVE = re.compile(r"\b(?:son|sa|ses)\b")
_AGREES = re.compile(r"^\s*(?:\w+ment )?(?:été |être )?\w+(?:é|i|u|is|it)e?\b")


def to_reader(said: Sequence[str]) -> list[str]:
    """Return sentences with their applicant turned into "vous"; as they are where one cannot be turned, or none is."""
    if len(said) != 1 or _OTHERS.search(said[0]):
        return list(said)
    found = _APPLICANT.match(said[0])
    verb = _VERBS.get(found[2]) if found else None
    if not (found and verb):
        return list(said)
    rest = said[0][found.end() :]
    if found[2] == "a" and _AGREES.match(rest):
        return list(said)
    turned = _POSSESSIVE.sub(lambda own: _OWN[own[0]], rest)
    return [f"Vous {found[1] or ''}{verb}{turned}"]
