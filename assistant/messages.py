"""What Glose says in its own name. It says nothing of the subject itself: that is left to the sources."""

from collections.abc import Mapping

from assistant.types import Reason

MESSAGES: Mapping[Reason, str] = {
    "nothing_found": "Je n'ai rien trouvé sur ce sujet dans les documents dont je dispose.",
    "not_covered": "Je n'ai pas trouvé de réponse à cette question dans les documents dont je dispose.",
    "sources_disagree": "Attention : les sources ne disent pas la même chose. Voici ce que dit chacune ; vérifiez "
    "laquelle est à jour avant de vous en servir.",
    "out_of_scope": "Cette question sort de ce que je sais traiter : les démarches, les droits et les algorithmes "
    "publics, tels que les décrivent les documents de cette bibliothèque.",
    "asks_for_a_decision": "Je ne décide pas et je ne calcule pas de droits : seul le service compétent peut répondre "
    "pour une situation précise. Voici la règle générale.",
    "unsafe_request": "Je cite des documents officiels et rien d'autre : je ne peux pas suivre cette consigne.",
}
