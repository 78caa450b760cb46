"""Who must act within a delay: "combien de temps pour avoir une réponse" asks for that of the administration.

A reader of pairs sees a delay, an answer and the same subject in "vous avez 10 jours pour accepter la place", and
weighs it as much as "vous recevez la décision dans les 15 jours": the delay that a person is given to accept, contest
or complete stands beside the one of the answer in nearly every procedure. All patterns are compared with folded text.
"""

import re

from index.fold import fold

_WHEN = re.compile(r"\bquand\b|\bdelais?\b|\bcombien\b|\bcb\b|\btemps\b")
_ANSWER = r"(?:reponses?|decisions?|retours?|resultats?|nouvelles)\b"
_AWAITED = re.compile(
    rf"\b(?:avoir|aur(?:ai|a|ons|ez|ont)|recev\w+|recoi\w+|attend\w*|obten\w+|obtien\w+|donne\w*|envo\w+)\b"
    rf"[^?]{{0,40}}\b{_ANSWER}"
    rf"|\bdelais? (?:moyens? |maximum )?(?:de |d'une |pour (?:la |une )|avant (?:la |une ))(?:la )?{_ANSWER}"
    r"|\b(?:mairie|ville|commune|service|administration|commission|ccas|departement|vous|ils?|elles?|on)\b"
    r"[^?]{0,10}\brepond(?:ez|ent|ra|ront|rez|-\w+)?\b"
    r"|\brepond(?:-t)?-(?:elles?|ils?|on)\b|\brepond(?:ez|rez)-vous\b"
    r"|\bquand\b[^?]{0,25}\b(?:saur(?:ai|ons|a)|ser(?:ai|ons|a)(?:-\w+)? (?:informe|prevenu)\w*)\b"
)
_OWN_ACT = re.compile(
    r"\b(?:accept|contester|conteste\b|confirm|saisi|opposer|retract)|\b(?:dire|dis) (?:oui|non)\b|\brefus(?:er|e)\b"
    r"|\b(?:faire|deposer|former|formuler) (?:un |une )?(?:recours|reclamation)"
    r"|\bpour (?:y |lui |leur |vous )?repondre\b"
    r"|\b(?:sans|pas (?:eu |recu )?(?:de |d'|la )?)reponse\b|\btoujours (?:rien|pas)\b|\btjrs\b"
)
"""What asks for the delay of the person, or what follows when no answer came."""

_TIME = r"[^.;:]{1,25}\b(?:heures?|jours?|semaines?|mois|ans?|annees?)\b"
_TO_ANSWER = (
    r"(?:(?:vous|lui|leur|y|la|le|les|l'|en|se) ?)*"
    r"(?:repond|rend|instrui|trait|examin|notifi|statu|prononc|decid|donner|envoyer|communiqu)"
)
_PERSON = r"\b(?:vous|famille|parents?|usagers?|demandeurs?|candidats?|foyer|locataires?|personnes?|beneficiaires?)\b"
_TO_ACT = re.compile(
    rf"\b(?:a|ont|avez|aurez|aura|auront|dispos\w+)\b{_TIME} pour (?!{_TO_ANSWER})"
    rf"|{_PERSON}[^.;:]{{0,40}}\b(?:a|ont|avez|aurez|aura|auront|dispos\w+)\b{_TIME} pour\b"
    rf"|\bvous (?:pouvez|devez|devrez|avez a)\b[^.;:]{{0,90}}\b(?:dans|sous|avant|pendant)\b{_TIME}"
    rf"|\b(?:recours|reclamations?|contestations?)\b[^.;:]{{0,60}}\b(?:dans|sous)\b{_TIME}"
)
_ANSWERED = re.compile(
    rf"\b(?:recev(?:ez|rez|ra|ront)|recoi(?:t|vent)|repond(?:ra|ent|ons|ront)?|reponse|notifie\w*|informee?s?|prevenue?s?)\b"
    rf"[^.;]{{0,50}}\b(?:dans|sous|en|avant|apres|au bout)\b{_TIME}"
)


def asks_for_an_answer(question: str) -> bool:
    """Tell whether a question asks when an answer will come, and not until when its author may act."""
    folded = fold(question)
    return bool(_WHEN.search(folded) and _AWAITED.search(folded)) and not _OWN_ACT.search(folded)


def is_to_act(text: str) -> bool:
    """Tell whether a text gives a delay to a person to act, and none in which they are answered."""
    folded = fold(text)
    return bool(_TO_ACT.search(folded)) and not _ANSWERED.search(folded)
