"""The layer of logic: what changes the force of a rule is caught, right rewordings pass."""

import unicodedata
from time import process_time

import pytest

from assistant.guard.logic import RULES, Rule, logic
from assistant.logic.actors import actor_swapped
from assistant.logic.conditions import (
    condition_added,
    condition_dropped,
    condition_ordered,
    part_dropped,
    vague_dropped,
)
from assistant.logic.contrast import contrary_taken
from assistant.logic.exceptions import exception_added, exception_turned
from assistant.logic.modality import freedom_added, modality
from assistant.logic.order import order_swapped
from assistant.logic.polarity import condition_turned, polarity
from assistant.logic.quantity import all_added, all_for_some, always_added, bound_dropped, only_added
from assistant.logic.reading import compare, read
from assistant.types import Failure

POLARITY = "polarity_differs"
MODALITY = "modality_differs"
ACTOR = "not_supported"

# Each evidence, the sentences that it holds, and those that change its force, with the kind of failure.
CASES: list[tuple[str, list[str], list[tuple[str, str]]]] = [
    (
        "La mairie est fermée le jeudi matin.",
        ["Le jeudi matin, la mairie est fermée."],
        [("La mairie est ouverte le jeudi matin.", POLARITY)],
    ),
    (
        "Les enfants de moins de 3 ans sont exclus du dispositif.",
        ["Le dispositif exclut les enfants de moins de 3 ans."],
        [("Les enfants de moins de 3 ans sont admis au dispositif.", POLARITY)],
    ),
    (
        "Les boursiers sont inscrits et dispensés de payer les droits.",
        ["Les boursiers ne paient pas les droits."],
        [("Les boursiers doivent payer les droits.", POLARITY)],
    ),
    (
        "Vous pouvez obtenir un permis si vous travaillez dans la zone ou si vous y soignez des personnes.",
        ["Si vous travaillez dans la zone, vous pouvez obtenir un permis."],
        [("Pour obtenir un permis, vous devez travailler dans la zone.", MODALITY)],
    ),
    (
        "La CADA peut être saisie de ce refus.",
        ["Vous pouvez saisir la CADA de ce refus."],
        [("La CADA ne peut pas être saisie de ce refus.", POLARITY)],
    ),
    (
        "Dans les 15 jours suivant la notification, vous pouvez former un recours.",
        ["Vous avez 15 jours après la notification pour former un recours."],
        [("Vous devez former un recours dans les 15 jours.", MODALITY)],
    ),
    (
        "Le maire a la faculté de refuser la demande.",
        ["Le maire peut refuser la demande."],
        [("Le maire doit refuser la demande.", MODALITY)],
    ),
    (
        "Le silence gardé pendant deux mois vaut rejet.",
        ["Sans réponse pendant deux mois, la demande est rejetée.", "Deux mois de silence valent refus."],
        [("Sans réponse pendant 2 mois, la demande est acceptée.", POLARITY)],
    ),
    (
        "Le silence gardé pendant deux mois vaut acceptation.",
        ["Sans réponse pendant deux mois, la demande est acceptée."],
        [("Sans réponse pendant 2 mois, la demande est refusée.", POLARITY)],
    ),
    (
        "Le justificatif de domicile n'est pas demandé.",
        ["Aucun justificatif de domicile n'est demandé."],
        [("Le justificatif de domicile est demandé.", POLARITY)],
    ),
    (
        "Aucun justificatif de domicile n'est demandé.",
        ["Le justificatif de domicile n'est pas demandé."],
        [("Le justificatif de domicile est demandé.", POLARITY)],
    ),
    (
        "Les frais sont remboursés par la commune.",
        [],
        [("Aucun frais n'est remboursé par la commune.", POLARITY)],
    ),
    (
        "Les frais de transport ne sont pas remboursés par la commune.",
        [
            "La commune ne rembourse pas les frais de transport.",
            "Aucun remboursement des frais de transport n'est fait par la commune.",
            "Vous payez vous-même vos trajets.",
        ],
        [
            ("Les frais de transport sont remboursés par la commune.", POLARITY),
            ("La commune rembourse les frais de transport.", POLARITY),
        ],
    ),
    (
        "Le stationnement est interdit devant l'école.",
        [
            "Le stationnement n'est pas autorisé devant l'école.",
            "Vous ne pouvez pas vous garer devant l'école.",
            "Devant l'école, il est interdit de stationner.",
        ],
        [
            ("Le stationnement est autorisé devant l'école.", POLARITY),
            ("Le stationnement n'est pas interdit devant l'école.", POLARITY),
        ],
    ),
    (
        "La filature d'un salarié n'est pas interdite par le règlement.",
        ["La filature d'un salarié est autorisée par le règlement."],
        [("La filature d'un salarié est interdite par le règlement.", POLARITY)],
    ),
    (
        "Le silence de l'administration pendant deux mois vaut acceptation de la demande.",
        [
            "Sans réponse au bout de deux mois, votre demande est acceptée.",
            "Le silence de l'administration pendant deux mois vaut accord.",
        ],
        [("Le silence de l'administration pendant deux mois vaut rejet de la demande.", POLARITY)],
    ),
    (
        "L'inscription à la bibliothèque est gratuite pour les enfants.",
        [
            "L'inscription des enfants à la bibliothèque n'est pas payante.",
            "Les enfants s'inscrivent à la bibliothèque sans rien payer.",
        ],
        [
            ("L'inscription à la bibliothèque est payante pour les enfants.", POLARITY),
            ("L'inscription à la bibliothèque n'est pas gratuite pour les enfants.", POLARITY),
        ],
    ),
    (
        "L'aide est versée sans condition de ressources.",
        [
            "L'aide est versée quelles que soient les ressources.",
            "Aucune condition de ressources n'est exigée pour l'aide.",
            "Il n'y a pas de condition de ressources pour recevoir l'aide.",
        ],
        [("L'aide est versée avec une condition de ressources.", POLARITY)],
    ),
    (
        "Un dossier incomplet est renvoyé à la famille.",
        [
            "Un dossier qui n'est pas complet est renvoyé à la famille.",
            "Votre dossier vous revient s'il manque une pièce.",
        ],
        [("Un dossier complet est renvoyé à la famille.", POLARITY)],
    ),
    (
        "La prime n'est plus versée après le retour à l'emploi.",
        ["Après le retour à l'emploi, la prime cesse.", "Après le retour à l'emploi, la prime n'est plus versée."],
        [("La prime est versée après le retour à l'emploi.", POLARITY)],
    ),
    (
        "Les soins ne sont remboursés que sur présentation de la carte.",
        [
            "Les soins sont remboursés sur présentation de la carte.",
            "Sans la carte, les soins ne sont pas remboursés.",
            "Pour être remboursé des soins, il faut présenter la carte.",
        ],
        [],
    ),
    (
        "Aucune retenue sur salaire ne peut être effectuée pendant l'absence.",
        [
            "Il ne peut pas y avoir de retenue sur salaire pendant l'absence.",
            "L'absence ne donne lieu à aucune retenue sur salaire.",
        ],
        [("Une retenue sur salaire peut être effectuée pendant l'absence.", POLARITY)],
    ),
    (
        "Cette allocation n'est pas cumulable avec la prime d'activité.",
        ["On ne peut pas cumuler cette allocation avec la prime d'activité."],
        [("Cette allocation est cumulable avec la prime d'activité.", POLARITY)],
    ),
    (
        "L'option pour l'impôt sur les sociétés est impossible.",
        [
            "L'option pour l'impôt sur les sociétés n'est pas possible.",
            "Il n'est pas possible d'opter pour l'impôt sur les sociétés.",
        ],
        [("L'option pour l'impôt sur les sociétés est possible.", POLARITY)],
    ),
    (
        "Le recours ne suspend pas l'exécution de la décision.",
        ["La décision s'applique malgré le recours.", "L'exécution de la décision n'est pas suspendue par le recours."],
        [("Le recours suspend l'exécution de la décision.", POLARITY)],
    ),
    (
        "Le maire peut refuser l'inscription d'un enfant domicilié hors de la commune.",
        [
            "Le maire a le droit de refuser l'inscription d'un enfant qui habite une autre commune.",
            "Il est possible que le maire refuse d'inscrire un enfant domicilié hors de la commune.",
        ],
        [
            ("Le maire doit refuser l'inscription d'un enfant domicilié hors de la commune.", MODALITY),
            ("Le maire refuse l'inscription d'un enfant domicilié hors de la commune.", MODALITY),
            ("Le maire ne peut pas refuser l'inscription d'un enfant domicilié hors de la commune.", POLARITY),
        ],
    ),
    (
        "Le demandeur doit fournir un justificatif de domicile.",
        [
            "Vous devez fournir un justificatif de domicile.",
            "Il faut fournir un justificatif de domicile.",
            "Le demandeur est tenu de fournir un justificatif de domicile.",
            "Le demandeur fournit un justificatif de domicile.",
            "Un justificatif de domicile est obligatoire.",
        ],
        [
            ("Le demandeur peut fournir un justificatif de domicile.", MODALITY),
            ("Le demandeur n'est pas obligé de fournir un justificatif de domicile.", POLARITY),
            ("Le demandeur ne doit pas fournir de justificatif de domicile.", POLARITY),
            ("Le demandeur est dispensé de fournir un justificatif de domicile.", POLARITY),
        ],
    ),
    (
        "Le demandeur fournit les pièces demandées au service des écoles.",
        [
            "Le demandeur doit fournir les pièces demandées au service des écoles.",
            "Vous êtes tenu de fournir les pièces demandées au service des écoles.",
        ],
        [("Le demandeur ne fournit pas les pièces demandées au service des écoles.", POLARITY)],
    ),
    (
        "Vous pouvez demander un rendez-vous par téléphone.",
        [
            "Un rendez-vous peut être demandé par téléphone.",
            "Il est possible de demander un rendez-vous par téléphone.",
            "Vous avez le droit de demander un rendez-vous par téléphone.",
        ],
        [
            ("Vous devez demander un rendez-vous par téléphone.", MODALITY),
            ("Il faut demander un rendez-vous par téléphone.", MODALITY),
            ("Vous êtes obligé de demander un rendez-vous par téléphone.", MODALITY),
            ("Vous ne pouvez pas demander de rendez-vous par téléphone.", POLARITY),
        ],
    ),
    (
        "Il est recommandé de garder une copie du courrier.",
        ["Il est conseillé de garder une copie du courrier.", "Mieux vaut garder une copie du courrier."],
        [
            ("Il est obligatoire de garder une copie du courrier.", MODALITY),
            ("Vous devez garder une copie du courrier.", MODALITY),
        ],
    ),
    (
        "Vous n'êtes pas tenu de donner votre adresse électronique.",
        [
            "Vous n'êtes pas obligé de donner votre adresse électronique.",
            "Donner son adresse électronique est facultatif.",
        ],
        [
            ("Vous devez donner votre adresse électronique.", POLARITY),
            ("Vous êtes tenu de donner votre adresse électronique.", POLARITY),
            ("Vous ne pouvez pas donner votre adresse électronique.", MODALITY),
        ],
    ),
    (
        "L'assurance du locataire est obligatoire.",
        ["Le locataire doit être assuré.", "L'assurance est exigée du locataire."],
        [
            ("L'assurance du locataire est facultative.", POLARITY),
            ("L'assurance du locataire n'est pas obligatoire.", POLARITY),
        ],
    ),
    (
        "Le salarié ne peut pas être licencié pendant le congé.",
        [
            "Il est interdit de licencier le salarié pendant le congé.",
            "Pendant le congé, le salarié ne peut être licencié.",
        ],
        [
            ("Le salarié peut être licencié pendant le congé.", POLARITY),
            ("Le salarié doit être licencié pendant le congé.", POLARITY),
        ],
    ),
    (
        "L'agent doit signer le compte rendu.",
        ["Le compte rendu doit être signé par l'agent.", "La signature du compte rendu par l'agent est obligatoire."],
        [("L'agent peut signer le compte rendu.", MODALITY), ("L'agent n'a pas à signer le compte rendu.", POLARITY)],
    ),
    (
        "La carte est délivrée aux habitants de la commune.",
        [
            "Les habitants de la commune reçoivent la carte.",
            "La carte est délivrée aux personnes qui vivent dans la commune.",
        ],
        [
            ("La carte est délivrée uniquement aux habitants de la commune.", MODALITY),
            ("La carte est délivrée aux habitants de la commune, sauf aux mineurs.", MODALITY),
            ("La carte est toujours délivrée aux habitants de la commune.", MODALITY),
            ("La carte est délivrée aux habitants de la commune, même s'ils sont absents.", MODALITY),
        ],
    ),
    (
        "Le service est réservé aux seuls habitants de la commune.",
        [
            "Le service est ouvert uniquement aux habitants de la commune.",
            "Le service est réservé aux habitants de la commune.",
        ],
        [],
    ),
    (
        "Seules les familles inscrites reçoivent la lettre.",
        [
            "La lettre est envoyée uniquement aux familles inscrites.",
            "La lettre n'est envoyée qu'aux familles inscrites.",
        ],
        [],
    ),
    (
        "Certains agents reçoivent une prime de fonction.",
        ["Une prime de fonction est versée à certains agents.", "Des agents reçoivent une prime de fonction."],
        [
            ("Tous les agents reçoivent une prime de fonction.", MODALITY),
            ("Chaque agent reçoit une prime de fonction.", MODALITY),
        ],
    ),
    (
        "Toutes les demandes sont examinées par un agent.",
        ["Chaque demande est examinée par un agent.", "Un agent examine toutes les demandes."],
        [("Certaines demandes sont examinées par un agent.", MODALITY)],
    ),
    (
        "L'aide est accordée à la famille si ses revenus sont inférieurs au plafond.",
        [
            "L'aide est accordée à la famille sous condition de revenus.",
            "La famille a l'aide quand ses revenus ne dépassent pas le plafond.",
            "L'aide est accordée à la famille dont les revenus sont sous le plafond.",
        ],
        [("L'aide est accordée à la famille.", MODALITY)],
    ),
    (
        "Les enfants sont inscrits à l'école de leur quartier, sauf dérogation du maire.",
        [
            "Sauf dérogation, les enfants sont inscrits à l'école de leur quartier.",
            "Les enfants vont à l'école de leur quartier, hors dérogation.",
            "Une dérogation du maire permet d'aller dans une autre école.",
        ],
        [("Les enfants sont inscrits à l'école de leur quartier.", MODALITY)],
    ),
    (
        "Vous pouvez contester l'amende si :\n- vous avez vendu le véhicule\n- le véhicule a été volé",
        [
            "Vous pouvez contester l'amende si le véhicule a été volé.",
            "En cas de vol du véhicule, vous pouvez contester l'amende.",
            "Vous pouvez contester l'amende d'un véhicule vendu.",
        ],
        [("Vous pouvez contester l'amende.", MODALITY)],
    ),
    (
        "En cas d'urgence, le préfet ferme l'établissement par arrêté.",
        [
            "Le préfet ferme l'établissement par arrêté en cas d'urgence.",
            "Quand il y a urgence, le préfet ferme l'établissement par arrêté.",
        ],
        [("Le préfet ferme l'établissement par arrêté.", MODALITY)],
    ),
    (
        "Sous réserve de places disponibles, la crèche accueille l'enfant de passage.",
        [
            "La crèche accueille l'enfant de passage s'il y a de la place.",
            "La crèche accueille l'enfant de passage selon les places.",
        ],
        [("La crèche accueille l'enfant de passage.", MODALITY)],
    ),
    (
        "La collecte a lieu chaque jour, même si le jour est férié.",
        ["La collecte a lieu chaque jour.", "La collecte a lieu aussi les jours fériés."],
        [],
    ),
    (
        "La commission décide de l'attribution des places en crèche. La CAF verse la prestation au gestionnaire.",
        [
            "L'attribution des places en crèche est décidée par la commission.",
            "C'est la commission qui décide de l'attribution des places en crèche.",
            "La CAF paie la prestation au gestionnaire.",
        ],
        [
            ("La CAF décide de l'attribution des places en crèche.", ACTOR),
            ("L'attribution des places en crèche est décidée par la CAF.", ACTOR),
            ("L'algorithme décide de l'attribution des places en crèche.", ACTOR),
            ("Le maire décide de l'attribution des places en crèche.", ACTOR),
        ],
    ),
    (
        "L'algorithme classe les dossiers. Un agent examine chaque dossier et prend la décision.",
        [
            "L'algorithme classe les dossiers et un agent prend la décision.",
            "Les dossiers sont classés par l'algorithme.",
            "La décision est prise par un agent.",
        ],
        [
            ("L'algorithme prend la décision.", ACTOR),
            ("La décision est prise par l'algorithme.", ACTOR),
            ("Un agent classe les dossiers.", ACTOR),
        ],
    ),
    (
        "L'outil calcule un nombre de points. La commission examine la demande et décide. "
        "Aucune décision n'est prise automatiquement.",
        [
            "Aucune décision n'est automatique : la commission examine la demande et décide.",
            "La commission décide après le calcul des points par l'outil.",
            "Les points sont calculés par un logiciel.",
        ],
        [
            ("L'outil décide.", ACTOR),
            ("C'est un algorithme qui décide de l'attribution.", ACTOR),
            ("Les points sont calculés par la commission.", ACTOR),
            ("Une décision est prise automatiquement.", POLARITY),
        ],
    ),
    (
        "Le logiciel propose un classement. L'agent instructeur vérifie le classement et notifie la décision.",
        ["L'agent vérifie le classement que le logiciel propose.", "Le classement est proposé par le logiciel."],
        [
            ("Le logiciel notifie la décision.", ACTOR),
            ("C'est le logiciel qui vérifie le classement.", ACTOR),
            ("L'agent propose un classement.", ACTOR),
            ("L'agent vérifie toujours le classement.", MODALITY),
        ],
    ),
    (
        "L'employeur informe le salarié par écrit.",
        ["Le salarié est informé par écrit par l'employeur.", "L'employeur prévient le salarié par écrit."],
        [("Le salarié informe l'employeur par écrit.", ACTOR)],
    ),
    (
        "Le propriétaire paie les grosses réparations du logement.",
        [
            "Les grosses réparations du logement sont payées par le propriétaire.",
            "Le bailleur paie les grosses réparations du logement.",
        ],
        [("Le locataire paie les grosses réparations du logement.", ACTOR)],
    ),
    (
        "Le juge fixe le montant de la pension.",
        ["Le montant de la pension est fixé par le juge.", "Le tribunal fixe le montant de la pension."],
        [("Le notaire fixe le montant de la pension.", ACTOR), ("La pension est fixée par les parents.", ACTOR)],
    ),
    (
        "La demande est déposée avant la naissance de l'enfant.",
        ["Vous déposez la demande avant la naissance de l'enfant.", "La demande précède la naissance de l'enfant."],
        [("La demande est déposée après la naissance de l'enfant.", ACTOR)],
    ),
    (
        "L'entretien a lieu après le dépôt du dossier.",
        ["Le dossier est déposé avant l'entretien.", "Après le dépôt du dossier, vous avez un entretien."],
        [("L'entretien a lieu avant le dépôt du dossier.", ACTOR)],
    ),
]

# What each rule alone catches and lets pass: evidence, caught, let pass.
ALONE: list[tuple[Rule, str, str, str]] = [
    (
        condition_turned,
        "Si vous habitez la commune, vous pouvez déposer une demande.",
        "Si vous n'habitez pas la commune, vous pouvez déposer une demande.",
        "Si vous n'habitez pas la commune, vous ne pouvez pas déposer de demande.",
    ),
    (
        polarity,
        "Les frais ne sont pas remboursés.",
        "Les frais sont remboursés.",
        "Les frais ne sont jamais remboursés.",
    ),
    (
        polarity,
        "Les surfaces nommément désignées sont exclues.",
        "Les surfaces qui ne sont pas nommément désignées sont exclues.",
        "Les surfaces désignées nommément sont exclues.",
    ),
    (
        modality,
        "Le transporteur doit :\n- prévenir le service ;\n- baliser la route.",
        "Le transporteur peut baliser la route.",
        "Le transporteur est tenu de baliser la route.",
    ),
    (
        modality,
        "L'administration ne peut retirer l'acte que s'il est illégal.",
        "L'administration doit retirer l'acte illégal.",
        "L'administration peut retirer l'acte s'il est illégal.",
    ),
    (
        modality,
        "La prise d'acte est possible à tout moment, sauf durant la période d'essai.",
        "La prise d'acte n'est pas possible.",
        "La prise d'acte n'est pas possible durant la période d'essai.",
    ),
    (
        freedom_added,
        "Les bacs doivent être équipés d'un couvercle.",
        "Les bacs sont équipés d'un couvercle, au choix du propriétaire.",
        "Tous les bacs ont un couvercle.",
    ),
    (
        only_added,
        "La demande se fait en ligne ou au guichet.",
        "La demande se fait seulement en ligne.",
        "La demande se fait en ligne, et pas seulement au guichet.",
    ),
    (
        always_added,
        "Le parent perçoit une aide si l'enfant présente un handicap.",
        "Le parent perçoit une aide quel que soit le handicap de l'enfant.",
        "Le parent perçoit une aide pour un enfant qui présente un handicap.",
    ),
    (
        all_added,
        "L'agence subventionne les échanges de jeunes.",
        "L'agence subventionne tous les échanges de jeunes.",
        "Les échanges de jeunes sont subventionnés par l'agence.",
    ),
    (
        all_for_some,
        "Certaines indemnités restent cumulables avec la prime.",
        "Toutes les indemnités restent cumulables avec la prime.",
        "Quelques indemnités restent cumulables avec la prime.",
    ),
    (
        exception_added,
        "La période d'exclusivité ne dépasse pas dix ans.",
        "La période d'exclusivité ne dépasse pas dix ans, sauf pour les musées.",
        "La période d'exclusivité va jusqu'à dix ans.",
    ),
    (
        exception_turned,
        "L'accès est ouvert chaque jour, y compris si la collecte est décalée.",
        "L'accès est ouvert chaque jour, sauf si la collecte est décalée.",
        "L'accès est ouvert chaque jour, même si la collecte est décalée.",
    ),
    (
        condition_added,
        "Un bordereau de rétractation est joint au contrat.",
        "Un bordereau de rétractation est joint au contrat si l'emprunteur verse un acompte.",
        "Le contrat contient un bordereau de rétractation.",
    ),
    (
        condition_dropped,
        "Le fonctionnaire cotise à la caisse :\n- de l'État, s'il est titulaire\n- de la commune",
        "Le fonctionnaire cotise à la caisse de l'État.",
        "Le fonctionnaire cotise à la caisse de la commune.",
    ),
    (
        condition_ordered,
        "Vous pouvez obtenir un permis si vous travaillez dans la zone.",
        "Vous devez travailler dans la zone.",
        "Vous pouvez obtenir un permis à condition de travailler dans la zone.",
    ),
    (
        actor_swapped,
        "C'est l'administration qui prend la décision. La commission dresse une liste.",
        "C'est la commission qui prend la décision.",
        "La décision est prise par l'administration.",
    ),
    (
        actor_swapped,
        "La demande se fait auprès du préfet.",
        "La demande se fait auprès de la mairie.",
        "La demande est faite à la préfecture.",
    ),
    (
        actor_swapped,
        "L'expert est désigné par le juge ou par les parents.",
        "L'expert est désigné par le notaire.",
        "L'expert est désigné par les parents.",
    ),
    (
        vague_dropped,
        "Le RSA est ouvert, sous certaines conditions, aux personnes d'au moins 25 ans.",
        "Le RSA est ouvert aux personnes d'au moins 25 ans.",
        "Sous conditions, le RSA est ouvert aux personnes d'au moins 25 ans.",
    ),
    (
        condition_dropped,
        "La carte est délivrée si vous habitez la commune depuis 6 mois.",
        "La carte est délivrée sous certaines conditions.",
        "Si vous habitez la commune depuis 6 mois, la carte est délivrée.",
    ),
    (
        part_dropped,
        "Si le solde est insuffisant, et que les héritiers acceptent la succession, les frais sont répartis entre eux.",
        "Si le solde est insuffisant, les frais sont répartis entre les héritiers.",
        "Les frais sont répartis si le solde est insuffisant et que les héritiers acceptent la succession.",
    ),
    (
        bound_dropped,
        "Le logement est attribué sous condition de ressources. Il existe un plafond de ressources.",
        "Pour avoir un logement, vous devez avoir des ressources.",
        "Vos ressources ne doivent pas dépasser un plafond.",
    ),
    (
        polarity,
        "Vous ne bénéficiez pas de l'allocation si vous démissionnez.",
        "Si vous démissionnez, vous avez droit à l'allocation.",
        "Si vous démissionnez, vous n'avez pas droit à l'allocation.",
    ),
    (
        polarity,
        "Vous percevez l'allocation pendant 6 mois.",
        "Vous n'avez pas droit à l'allocation pendant 6 mois.",
        "Vous avez droit à l'allocation pendant 6 mois.",
    ),
    (
        order_swapped,
        "Une fois le dossier enregistré, vous recevez un bulletin.",
        "Avant l'enregistrement du dossier, vous recevez un bulletin.",
        "Après l'enregistrement du dossier, vous recevez un bulletin.",
    ),
    (
        contrary_taken,
        "L'assistante a droit à deux jours de congé par mois.",
        "L'assistante a droit à deux jours de congé par semaine.",
        "L'assistante a droit chaque mois à deux jours de congé.",
    ),
    (
        contrary_taken,
        "Les prélèvements sociaux s'ajoutent, en plus de l'impôt sur les intérêts.",
        "Les prélèvements sociaux s'ajoutent, à la place de l'impôt sur les intérêts.",
        "Les prélèvements sociaux s'ajoutent à l'impôt sur les intérêts.",
    ),
]

HELD = [(evidence, sentence) for evidence, held, _ in CASES for sentence in held]
CHANGED = [(evidence, sentence, kind) for evidence, _, changed in CASES for sentence, kind in changed]


@pytest.mark.parametrize(("evidence", "sentence"), HELD)
def test_a_right_rewording_passes(evidence: str, sentence: str) -> None:
    assert logic(evidence, sentence) == []


@pytest.mark.parametrize(("evidence", "sentence", "kind"), CHANGED)
def test_what_changes_the_force_of_a_rule_is_caught(evidence: str, sentence: str, kind: str) -> None:
    assert {failure.kind for failure in logic(evidence, sentence)} == {kind}


def failures_of(rule: Rule, evidence: str, sentence: str) -> list[Failure]:
    (claim,) = read(sentence)
    return list(rule(compare(claim, read(evidence)), claim))


@pytest.mark.parametrize(("rule", "evidence", "caught", "let_pass"), ALONE)
def test_each_rule_alone(rule: Rule, evidence: str, caught: str, let_pass: str) -> None:
    assert failures_of(rule, evidence, caught)
    assert failures_of(rule, evidence, let_pass) == []


def test_no_rule_is_left_out() -> None:
    assert {rule for rule, *_ in ALONE} == set(RULES)


@pytest.mark.parametrize(
    ("evidence", "sentence", "detail"),
    [
        ("L'aide est accordée.", "L'aide n'est pas accordée.", "accordée"),
        ("L'aide est versée en mars.", "L'aide est versée en mars dans tous les cas.", "dans tous les cas"),
        (
            "Vous êtes inscrit sous réserve\nd'un avis favorable.",
            "Vous êtes inscrit.",
            "sous réserve d'un avis favorable",
        ),
        ("Le juge fixe la pension.", "Le Préfet fixe la pension.", "auteur différent : Préfet"),
    ],
)
def test_the_detail_is_as_it_is_written(evidence: str, sentence: str, detail: str) -> None:
    assert [failure.detail for failure in logic(evidence, sentence)] == [detail]


def test_the_kind_of_accents_apostrophes_and_spaces_does_not_count() -> None:
    evidence = unicodedata.normalize("NFD", "Les élèves n’ont pas accès à l’aide au-delà de 12\u202f000 €.")
    assert logic(evidence, "Les élèves n'ont pas accès à l'aide au-delà de 12 000 €.") == []
    assert logic(evidence, "LES ÉLÈVES ONT ACCÈS À L'AIDE AU-DELÀ DE 12000 €.")


def test_a_pair_takes_less_than_a_millisecond() -> None:
    pairs = [(evidence, sentence) for evidence, held, _ in CASES for sentence in held] * 3
    since = process_time()
    for number, (evidence, sentence) in enumerate(pairs):
        logic(f"{evidence}\nFiche {number}", sentence)  # never the same evidence: nothing is read from a cache
    assert (process_time() - since) / len(pairs) < 0.003


def test_the_evidence_itself_always_passes() -> None:
    assert [evidence for evidence, _, _ in CASES if logic(evidence, evidence)] == []


def test_there_is_nothing_to_say_without_evidence_or_sentence() -> None:
    assert logic("", "Le maire décide.") == []
    assert logic("Le maire décide.", "") == []
    assert logic("", "") == []
