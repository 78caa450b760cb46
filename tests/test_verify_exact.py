"""What the exact layer of the guard refuses, and what it lets pass: pairs of a cited text and a sentence."""

from time import process_time

import pytest

from assistant.guard.exact import exact, quoted_exactly
from assistant.types import Failure

NUMBER, DATE, NAME = "number_not_in_source", "date_not_in_source", "name_not_in_source"
LAW, LIMIT = "legal_reference_not_in_source", "modality_differs"

RIGHT = [
    ("Le délai est de 2 à 4 mois.", "Comptez de 2 à 4 mois."),
    ("Le délai est de 2 à 4 mois.", "Comptez au moins 2 mois."),
    ("Le délai est de 2 à 4 mois. Il est de 2 mois en été.", "En été, le délai est de 2 mois."),
    ("Il passe de 2 mois à 3 mois, puis reste à 3 mois.", "Il est ensuite de 3 mois."),
    ("Elle est prise selon l'article L. 311-3-1 du CRPA.", "La décision se fonde sur l'article L311-3-1 du CRPA."),
    ("L'article 311-3 du code civil s'applique.", "La décision est prise selon l'article 311-3 du code civil."),
    ("La délibération n° 2026-047 du 21 mai fixe le barème.", "La délibération 2026-047 fixe le barème."),
    ("Vos revenus ne dépassent pas 1 000 €.", "Vos revenus sont inférieurs ou égaux à 1 000 €."),
    ("Des revenus égaux ou supérieurs à 1 000 €.", "Des revenus d'au moins 1 000 €."),
    ("Le quotient est compris entre 500 et 800 €.", "Le quotient va de 500 € à 800 €."),
    ("Elle vaut dix ans pour un majeur et cinq ans pour un mineur.", "Elle vaut 5 ans pour un mineur."),
    (
        "La carte vaut dix ans pour un majeur, cinq ans sinon.",
        "Un majeur a une carte de dix ans, un mineur de cinq ans.",
    ),
    # Numbers, whatever their spelling.
    ("La réponse est donnée sous 1 mois.", "Vous recevez la réponse sous un mois."),
    ("La réponse est donnée sous un mois.", "Vous recevez la réponse en 1 mois."),
    ("Le plafond est de 12 000 €.", "Le plafond est de 12000 euros."),
    ("Le plafond est de 12 000 €.", "Le plafond est de douze mille euros."),
    ("Le plafond est de douze mille euros.", "Le plafond est de 12.000 €."),
    ("Le repas coûte 6,50 €.", "Le repas coûte 6 euros 50."),
    ("Le repas coûte 6 € 50.", "Le repas coûte 6,5 €."),
    ("Le repas coûte 6,50 €.", "Le repas coûte six euros cinquante."),
    ("Une amende de 1,5 million d'euros est encourue.", "L'amende atteint 1 500 000 €."),
    ("Le seuil est de 2 000 000 €.", "Le seuil est de deux millions d'euros."),
    ("Un timbre de 86 €.", "Le timbre coûte quatre-vingt-six euros."),
    ("Un timbre de 71 €.", "Le timbre coûte soixante et onze euros."),
    ("Le taux est de 20 %.", "Le taux est de vingt pour cent."),
    ("Le taux est de 20 pour cent.", "Le taux est de 20%."),
    ("La ville prend en charge la moitié du prix.", "La ville prend en charge 50 % du prix."),
    ("La ville prend en charge 1/2 du prix.", "La ville prend en charge la moitié du prix."),
    ("Le tiers du loyer est retenu.", "On retient 1/3 du loyer."),
    ("Les trois quarts du salaire sont versés.", "75 % du salaire sont versés."),
    ("Les deux tiers des voix sont requis.", "Il faut les 2/3 des voix."),
    ("Le montant est multiplié par 2 : il est doublé.", "Le montant est deux fois plus élevé."),
    ("Vous avez une quinzaine de jours.", "Vous avez 15 jours."),
    ("Vous avez quinze jours.", "Vous avez une quinzaine."),
    ("Le permis se garde 15 ans.", "Le permis se garde une quinzaine d'années."),
    ("La part est de 90 %.", "La part est de neuf dixièmes."),
    ("L'aide est due au 122e jour.", "L'aide est due au cent vingt-deuxième jour."),
    ("Une dizaine de places sont gardées.", "10 places sont gardées."),
    ("Les enfants de 3 à 6 ans sont accueillis.", "Les enfants entre trois et six ans sont accueillis."),
    ("Les jeunes de 16-25 ans.", "Les jeunes de 16 ans à 25 ans sont concernés."),
    ("Il faut avoir 2, 3 ou 4 ans.", "Un enfant de 3 ans peut être inscrit."),
    ("Durée (en mois) : 6", "La durée est de six mois."),
    ("Tarif plein (€) : 12,50 ; tarif réduit : 8", "Le tarif réduit est de 8 €."),
    ("Vous devez fournir 2 photos.", "Il faut deux photos."),
    ("La commission compte 7 membres.", "La commission est composée de sept personnes."),
    ("Au-dessus de 1 400 € de quotient familial, rien.", "Rien au-dessus d'un quotient de 1 400 €."),
    ("Un retard coûte 1,50 € de plus.", "Un retard coûte 1,50 €."),
    ("Le comité se réunit 3 fois par an.", "Trois séances ont lieu chaque année."),
    ("Vous avez 30 jours. Rien n'est dû avant la fin de ce délai.", "Rien n'est dû avant la fin du délai de 30 jours."),
    ("Les données sont effacées 2 ans après la dernière décision.", "Deux ans après la réponse, tout est effacé."),
    ("Recours dans les 2 mois qui suivent la réception.", "Deux mois à partir du jour où la lettre vous parvient."),
    ("Le 3e enfant ouvre droit à une majoration.", "Le troisième enfant ouvre droit à une majoration."),
    ("La majoration est due à partir du 3e enfant.", "À partir de 3 enfants, la majoration est due."),
    ("Le 21e jour, l'aide s'arrête.", "L'aide s'arrête au vingt et unième jour."),
    ("Le 1er versement a lieu en mars.", "Le premier versement a lieu en mars."),
    ("Les 12 premiers mois sont gratuits.", "Les douze premiers mois sont gratuits."),
    ("Appelez le 3939.", "Appelez le 39 39."),
    ("La déclaration n° 2042 est à remplir.", "Remplissez la déclaration 2042."),
    ("L'année n-2 est prise en compte.", "On prend en compte l'année N-2."),
    # Units that convert.
    ("Le titre est valable 12 mois.", "Le titre est valable un an."),
    ("Le titre est valable un an.", "Le titre est valable 12 mois."),
    ("Vous avez 24 heures.", "Vous avez un jour."),
    ("Vous avez 48 h pour répondre.", "Vous avez deux jours pour répondre."),
    ("La semaine suivante, soit 7 jours après.", "Une semaine après."),
    ("Le bail est de 18 mois.", "Le bail dure un an et demi."),
    ("Le bail est de 18 mois.", "Le bail dure 1 an ½."),
    ("Un enfant de 2 mois ½ est admis.", "Un enfant de deux mois et demi est admis."),
    ("Un enfant de 2,5 mois est admis.", "Un enfant de 2 mois 1/2 est admis."),
    ("Le bail est de 18 mois.", "Le bail dure 1 an et 6 mois."),
    ("Le bail est de 1 an et 6 mois.", "Le bail dure dix-huit mois."),
    ("L'entretien dure 30 minutes.", "L'entretien dure une demi-heure."),
    ("La mairie ouvre à 14 h 30.", "La mairie ouvre à 14h30."),
    ("La mairie ouvre à 14h.", "La mairie ouvre à 14 heures."),
    ("La mairie ferme à 12 h.", "La mairie ferme à midi."),
    ("Le loyer est payé par trimestre.", "Le loyer est payé tous les trois mois."),
    ("La taxe est annuelle.", "La taxe se paie chaque année."),
    ("Le versement est mensuel.", "L'aide est versée tous les mois."),
    ("Vous répondez dans le mois.", "Vous répondez dans un délai d'un mois."),
    ("Vous devez être majeur.", "Vous devez avoir 18 ans."),
    ("Le service est gratuit.", "Le service coûte 0 €."),
    ("Le délai est de 10 jours ouvrés.", "Le délai est de dix jours ouvrés."),
    ("Le prix est de 12 € TTC.", "Le prix est de 12 €."),
    # What looks like a number and is none.
    ("Déposez votre dossier.", "Une demande doit être déposée par un parent."),
    ("La commission examine le dossier reçu.", "Une fois le dossier reçu, la commission l'examine."),
    ("Adressez-vous à l'accueil.", "L'accueil est un point de contact."),
    ("Une personne de confiance peut vous aider.", "Un tiers peut vous aider."),
    ("Le logement récent est accepté.", "Un logement neuf est accepté."),
    ("Le père et la mère signent.", "Les deux parents signent."),
    ("Vous pouvez écrire ou téléphoner.", "Vous avez deux possibilités : écrire ou téléphoner."),
    ("Les motos sont interdites.", "Les deux-roues motorisés sont interdits."),
    ("La CAF vous répond.", "En premier lieu, la CAF vous répond."),
    # Dates.
    ("La demande est close le 1er juillet 2026.", "La demande est close le 1 juillet 2026."),
    ("La demande est close le 1er juillet 2026.", "La demande est close le premier juillet."),
    ("Date limite : 31/05/2026.", "La date limite est le 31 mai 2026."),
    ("Mise à jour : 2026-02-09.", "La page a été mise à jour le 9 février 2026."),
    ("Du 1er au 15 juillet 2026.", "Les inscriptions ouvrent le 1er juillet et ferment le 15 juillet."),
    ("Campagne 2026\nLa clôture est le 12 mai.", "La clôture est le 12 mai 2026."),
    ("Depuis 2019, le service est en ligne.", "Le service est en ligne depuis l'année 2019."),
    ("La rentrée 2025-2026.", "Pour l'année scolaire 2025/2026."),
    ("Ouvert du lundi au vendredi.", "Le service est ouvert le mardi."),
    ("Ouvert le week-end.", "Le service est ouvert le samedi."),
    ("Les versements ont lieu le 5 de chaque mois.", "L'aide est versée le 5 du mois."),
    # Law, forms, telephones, addresses.
    ("Voir l'article L. 311-3-1 du CRPA.", "L'article L311-3-1 le prévoit."),
    ("art. R. 311-3-1-2", "L'article R311-3-1-2 en donne la liste."),
    ("Articles L. 311-1 à L. 311-3.", "C'est l'article L. 311-3."),
    ("Les articles L. 221-4 à L. 221-6 s'appliquent.", "L'article L. 221-5 s'applique."),
    ("Les articles 12, 13 et 14 du règlement.", "L'article 13 s'applique."),
    ("L'article 1er du décret.", "L'article 1 le dit."),
    ("Voir l'article L. 311-1 du CRPA.", "Le code des relations entre le public et l'administration le prévoit."),
    ("Le code des relations entre le public et l'administration le prévoit.", "Le CRPA le prévoit."),
    ("Code général des impôts, article 200.", "Le code des impôts le prévoit à l'article 200."),
    ("La loi n° 78-17 du 6 janvier 1978.", "La loi n°78-17 s'applique."),
    ("Le règlement (UE) 2016/679.", "Le règlement européen n° 2016/679 s'applique."),
    ("Le décret n° 2017-330 du 14 mars 2017.", "C'est le décret du 14 mars 2017."),
    ("Le livre III du code.", "Le livre 3 le prévoit."),
    ("Remplissez le cerfa n° 15646*01.", "Le formulaire à remplir est le cerfa 15646*01."),
    ("Remplissez le cerfa n° 15646*01.", "Remplissez le formulaire cerfa n°15646."),
    ("Téléphone : 01.23.45.67.89", "Appelez le 01 23 45 67 89."),
    ("Téléphone : +33 1 23 45 67 89", "Appelez le 01 23 45 67 89."),
    ("Courriel : ccas@valbrume.example", "Écrivez à ccas@valbrume.example."),
    ("https://www.service-public.fr/particuliers", "Allez sur service-public.fr."),
    # Names.
    ("La caisse d'allocations familiales verse l'aide.", "La CAF verse l'aide."),
    ("La Caf verse l'aide.", "La Caisse d'allocations familiales verse l'aide."),
    ("La Caf verse l'aide.", "C'est la caisse d'allocations familiales qui paie."),
    ("Saisissez la Commission d'accès aux documents administratifs.", "Saisissez la CADA."),
    ("Saisissez le Défenseur des droits.", "Vous pouvez saisir le Défenseur des droits."),
    ("Le fonds municipal de solidarité logement (FMSL).", "Le FMSL vous aide."),
    ("le fonds d'aide aux jeunes", "Le FAJ vous aide."),
    ("Rendez-vous à la mairie.", "Rendez-vous à la Mairie."),
    ("Le préfet décide.", "La décision revient au Préfet."),
    ("Madame Durand est la référente.", "La référente est Mme Durand."),
    ("Les communes décident.", "La décision est prise par la Commune."),
    ("La sécurité sociale rembourse.", "La Sécu rembourse."),
    ("Vous vivez en France.", "Vous devez habiter en France."),
    ("Inscrivez-vous sur Parcoursup.", "Parcoursup reçoit votre inscription."),
    # Limits.
    ("Le délai est de 2 mois au maximum.", "Le délai est de 2 mois au plus."),
    ("Le délai ne dépasse pas 2 mois.", "Le délai est d'au plus 2 mois."),
    ("Vous répondez dans un délai de 2 mois.", "Vous répondez sous 2 mois."),
    ("Vous répondez dans un délai de 2 mois.", "Vous répondez en 2 mois maximum."),
    ("Il faut au moins 3 ans.", "Il faut 3 ans minimum."),
    ("L'âge minimum est de 16 ans.", "Il faut avoir au moins 16 ans."),
    ("L'aide est versée jusqu'à 21 ans.", "L'aide est versée jusqu'au 21 ans de l'enfant, au maximum."),
    ("Le montant ne peut pas être inférieur à 100 €.", "Le montant est d'au moins 100 €."),
    ("Les moins de 18 ans ne peuvent pas s'inscrire.", "Il faut avoir au moins 18 ans."),
    ("Photo de moins de 6 mois.", "Une photo de plus de 6 mois ne convient pas."),
    ("Les enfants de 3 à 11 ans.", "Les enfants jusqu'à 11 ans."),
    ("Écrivez au plus tard 1 mois avant le départ.", "Écrivez au moins 1 mois avant le départ."),
    ("Déposez le dossier avant le 31 mai.", "Le dossier est à déposer au plus tard le 31 mai."),
    # Starting points of delays.
    ("Vous avez 2 mois à compter de la notification.", "Vous avez 2 mois après avoir été notifié."),
    ("Vous avez 2 mois à compter de la réception du courrier.", "Après réception du courrier, vous avez deux mois."),
    ("Vous avez 2 mois à partir de la date de dépôt.", "Vous avez deux mois à compter du dépôt du dossier."),
    ("Le congé est pris dans les 6 mois suivant la naissance.", "Prenez le congé dans les 6 mois après la naissance."),
    ("Vous avez 2 mois suivant le décès.", "Vous avez 2 mois à partir du jour où la personne est décédée."),
    ("Vous avez 2 mois pour répondre.", "Vous avez 2 mois à partir de votre réponse."),
    # A value that stands beside its own words.
    ("L'adulte paie 12 €.\nL'enfant paie 8 €.", "Un enfant paie 8 €."),
    ("Le dossier :\n- 2 photos\n- 3 justificatifs", "Il faut deux photos et trois justificatifs."),
]

WRONG = [
    ("Le délai est de 2 à 4 mois.", "Le délai est de 2 mois.", NUMBER),
    ("Comptez entre 2 et 4 mois d'attente.", "Comptez 4 mois d'attente.", NUMBER),
    ("Elle vaut dix ans pour un majeur et cinq ans pour un mineur.", "Un mineur a une carte de 10 ans.", NUMBER),
    ("C'est 15 € pour une personne seule, 22 € pour un couple.", "Un couple paie 15 €.", NUMBER),
    ("L'article L. 312-1-3 le prévoit.", "La décision se fonde sur l'article L311-3-1.", LAW),
    ("Vos revenus sont supérieurs ou égaux à 1 000 €.", "Vos revenus sont au plus de 1 000 €.", "modality_differs"),
    ("Au-dessus de 1 400 € de quotient familial, rien.", "Rien au-dessus de 1 400 €.", "modality_differs"),
    ("Le montant ne dépasse pas 30 % du budget.", "Le montant ne dépasse pas 30 %.", "modality_differs"),
    ("Le comité se réunit 3 fois par an.", "Quatre séances ont lieu chaque année.", "number_not_in_source"),
    ("Effacées 2 ans après la dernière décision.", "Deux ans après le dépôt, tout est effacé.", "date_not_in_source"),
    # Numbers, amounts, shares.
    ("La réponse est donnée sous 1 mois.", "La réponse est donnée sous 3 mois.", NUMBER),
    ("La réponse est donnée sous 1 mois.", "La réponse est donnée sous deux mois.", NUMBER),
    ("Le plafond est de 12 000 €.", "Le plafond est de 1 200 €.", NUMBER),
    ("Le plafond est de 12 000 €.", "Le plafond est de douze cents euros.", NUMBER),
    ("Le plafond est de 1 567 €.", "Le plafond est de 1 576 €.", NUMBER),
    ("Le budget est de 2 millions d'euros.", "Le budget est d'un million d'euros.", NUMBER),
    ("Le budget est de 2 milliards d'euros.", "Le budget est de 1 000 000 000 €.", NUMBER),
    ("Le repas coûte 6,50 €.", "Le repas coûte 6 €.", NUMBER),
    ("Le repas coûte 6,50 €.", "Le repas coûte six euros quinze.", NUMBER),
    ("Le taux est de 20 %.", "Le taux est de 2 %.", NUMBER),
    ("Le taux est de 12,8 %.", "Le taux est de 12 %.", NUMBER),
    ("La ville paie la moitié du prix.", "La ville paie le tiers du prix.", NUMBER),
    ("La ville paie la moitié du prix.", "La ville paie 60 % du prix.", NUMBER),
    ("Le montant est doublé.", "Le montant est triplé.", NUMBER),
    ("La durée est de deux années consécutives.", "La durée est d'une seule année.", NUMBER),
    ("L'accord de l'un des parents suffit.", "Il faut l'accord des deux parents.", NUMBER),
    ("Aucun montant n'est donné.", "Le montant moyen est de 1 200 euros.", NUMBER),
    ("Il faut avoir 16 ans.", "Il faut avoir dix-huit ans.", NUMBER),
    ("Les jeunes de 16 à 25 ans.", "Les jeunes de 16 à 26 ans.", NUMBER),
    ("Les enfants entre 3 et 6 ans.", "Les enfants de 4 ans et plus.", NUMBER),
    ("Vous devez fournir 2 photos.", "Vous devez fournir trois photos.", NUMBER),
    ("Vous devez fournir 2 photos et 3 justificatifs.", "Vous devez fournir 3 photos.", NUMBER),
    ("Vous devez fournir un justificatif.", "Vous devez fournir 2 justificatifs.", NUMBER),
    ("La majoration est due au 3e enfant.", "La majoration est due au deuxième enfant.", NUMBER),
    ("Appelez le 3939.", "Appelez le 3949.", NUMBER),
    ("Le bulletin n° 2 est joint aux 3 pièces.", "Le bulletin n°3 est joint.", NUMBER),
    ("L'année n-2 est prise en compte.", "L'année n-3 est prise en compte.", NUMBER),
    ("Le formulaire 2042 C.", "Remplissez le formulaire 2042K.", NUMBER),
    # Units.
    ("Le titre est valable 2 ans ; comptez un mois.", "Le titre est valable 2 mois.", NUMBER),
    ("Le délai est de 30 jours.", "Le délai est d'un mois.", NUMBER),
    ("Le délai est d'un mois.", "Le délai est de 30 jours.", NUMBER),
    ("Le délai est de 15 jours.", "Le délai est de deux semaines.", NUMBER),
    ("Le délai est de 3 semaines.", "Le délai est de 3 jours.", NUMBER),
    ("L'aide est de 20 €.", "L'aide est de 20 %.", NUMBER),
    ("La remise est de 50 centimes.", "La remise est de 50 euros.", NUMBER),
    ("Le rayon est de 5 km.", "Le rayon est de 5 m.", NUMBER),
    ("Le délai est de 10 jours.", "Le délai est de 10 jours ouvrés.", NUMBER),
    ("Le délai est de 10 jours ouvrables.", "Le délai est de 10 jours ouvrés.", NUMBER),
    ("Le prix est de 12 € hors taxe.", "Le prix est de 12 € TTC.", NUMBER),
    ("Le montant est de 400 € brut.", "Le montant est de 400 € net.", NUMBER),
    ("Le bail est de 18 mois.", "Le bail dure 1 an et 3 mois.", NUMBER),
    ("Un enfant de 2 mois ½ est admis.", "Un enfant de 2 mois est admis.", NUMBER),
    ("L'entretien dure 1 heure 1/2.", "L'entretien dure une heure.", NUMBER),
    ("L'entretien dure 1 heure 1/2.", "L'entretien prend la moitié du temps.", NUMBER),
    ("L'aide est de 200 € par mois.", "L'aide est de 200 € par an.", NUMBER),
    ("La liste est revue chaque jour.", "La liste est revue chaque semaine.", NUMBER),
    ("La taxe est annuelle.", "La taxe est mensuelle.", NUMBER),
    ("La mairie ouvre à 14 h 30.", "La mairie ouvre à 14 h.", NUMBER),
    ("La mairie ouvre à 9 h.", "La mairie ouvre à 10 heures.", NUMBER),
    # Dates.
    ("La demande est close le 1er juillet 2026.", "La demande est close le 1er juin 2026.", DATE),
    ("La demande est close le 1er juillet 2026.", "La demande est close le 2 juillet.", DATE),
    ("La demande est close le 1er juillet 2026.", "La demande est close le 1er juillet 2025.", DATE),
    ("La demande est close le 1er juillet.", "La demande est close le 1er juillet 2026.", DATE),
    ("Date limite : 31/05/2026.", "La date limite est le 31/06/2026.", DATE),
    ("Depuis 2019, le service est en ligne.", "Depuis 2018, le service est en ligne.", DATE),
    ("En mars, la campagne ouvre.", "La campagne ouvre en avril.", DATE),
    ("Les semis ont lieu à l'automne.", "Les semis ont lieu au printemps.", DATE),
    ("Ouvert du lundi au vendredi.", "Ouvert le samedi.", DATE),
    ("Fermé le mercredi.", "Le service ferme le jeudi.", DATE),
    ("Versement le 5 de chaque mois.", "Le versement a lieu le 5 mai.", DATE),
    # Law, forms, telephones, addresses.
    ("Voir l'article L. 311-3-1.", "L'article R. 311-3-1 le prévoit.", LAW),
    ("Voir l'article L. 311-3-1.", "L'article L. 311-3 le prévoit.", LAW),
    ("Voir l'article L. 311-3-1.", "Le texte est L. 311-31.", LAW),
    ("Les articles 12 et 13 du règlement.", "L'article 14 s'applique.", LAW),
    ("Les articles L. 221-4 à L. 221-6 s'appliquent.", "L'article L. 221-7 s'applique.", LAW),
    ("Les articles L. 311-1 et R. 311-2.", "Voyez les articles L. 311-1 et L. 311-2.", LAW),
    ("Le code du travail le prévoit.", "Le code de l'éducation le prévoit.", LAW),
    ("La loi n° 78-17.", "La loi n° 78-753 s'applique.", LAW),
    ("La loi n° 2017-330.", "Le décret n° 2017-330 s'applique.", LAW),
    ("La loi du 6 janvier 1978.", "La loi du 7 janvier 1978 s'applique.", LAW),
    ("Le livre III du code.", "Le livre II du code le prévoit.", LAW),
    ("Un décret fixe la liste.", "La liste est fixée par arrêté.", LAW),
    ("Au 2° de l'article 4.", "C'est le 3° de l'article 4.", LAW),
    ("Remplissez le cerfa n° 15646*01.", "Remplissez le cerfa n° 15466*01.", NUMBER),
    ("Remplissez le cerfa n° 15646*01.", "Remplissez le cerfa n° 15646*02.", NUMBER),
    ("Téléphone : 01 23 45 67 89", "Appelez le 01 23 45 67 98.", NUMBER),
    ("Courriel : ccas@valbrume.example", "Écrivez à mairie@valbrume.example.", NAME),
    ("https://www.service-public.fr", "Allez sur impots.gouv.fr.", NAME),
    # Names.
    ("La Caf verse l'aide.", "La CPAM verse l'aide.", NAME),
    ("La Caf verse l'aide.", "La caisse primaire d'assurance maladie verse l'aide.", NAME),
    ("Le service verse l'aide.", "CAF : c'est elle qui verse l'aide.", NAME),
    ("Saisissez la CADA.", "Saisissez la CNIL.", NAME),
    ("Saisissez la CADA.", "Vous pouvez saisir le Défenseur des droits.", NAME),
    ("La ville de Valbrume vous aide.", "La ville de Montbrison vous aide.", NAME),
    ("Inscrivez-vous sur le site.", "Inscrivez-vous sur Parcoursup.", NAME),
    ("Inscrivez-vous sur le site.", "Utilisez FranceConnect.", NAME),
    ("La référente répond.", "La référente, Mme Durand, répond.", NAME),
    # Limits.
    ("Il faut au moins 3 ans.", "Il faut au plus 3 ans.", LIMIT),
    ("Le délai est de 2 mois au maximum.", "Le délai est de 2 mois minimum.", LIMIT),
    ("Les plus de 18 ans ont droit à l'aide.", "Les moins de 18 ans ont droit à l'aide.", LIMIT),
    ("Le revenu ne dépasse pas 900 €.", "Le revenu doit être supérieur à 900 €.", LIMIT),
    ("L'aide est versée jusqu'à 21 ans.", "L'aide est versée à partir de 21 ans.", LIMIT),
    ("La surface est inférieure à 20 m².", "La surface est d'au moins 20 m².", LIMIT),
    ("La durée ne peut pas excéder dix ans.", "La durée ne peut pas être inférieure à dix ans.", LIMIT),
    ("Le groupe compte 4 personnes minimum.", "Le groupe compte 4 personnes maximum.", LIMIT),
    ("Déposez le dossier avant le 31 mai.", "Déposez le dossier à partir du 31 mai.", LIMIT),
    ("Écrivez au plus tard 1 mois avant le départ.", "Écrivez au plus 1 mois avant le départ.", LIMIT),
    # Starting points of delays.
    ("Vous avez 2 mois à compter de la notification.", "Vous avez 2 mois à compter de la demande.", DATE),
    ("Vous avez 2 mois à compter de la réception de la demande.", "Vous avez 2 mois dès l'envoi de la demande.", DATE),
    ("La demande se fait 2 mois avant le départ.", "La demande se fait 2 mois après le départ.", DATE),
    ("Vous avez 3 ans à compter de la fin des travaux.", "Vous avez 3 ans après le début des travaux.", DATE),
    ("Après réception du courrier, vous avez 15 jours.", "À compter de la signature, vous avez 15 jours.", DATE),
    ("Le délai suit la fin du contrat.", "Le délai court à compter de la signature.", DATE),
    # A value of the source that belongs to something else.
    ("L'adulte paie 12 €.\nL'enfant paie 8 €.", "L'enfant paie 12 €.", NUMBER),
    (
        "2015 - Loi sur la gratuité.\n2016 - Loi pour une République numérique : données ouvertes par défaut.",
        "La loi de 2015 pour une République numérique ouvre les données par défaut.",
        DATE,
    ),
    ("Vous préparez :\n- un CAP en 2 ans\n- un bac en 3 ans", "Vous préparez un bac en 2 ans.", NUMBER),
    (
        "Pour un contrat d'au moins 14 jours, le délai est fixé au tiers de sa durée.\n"
        "Pour un contrat de moins de 14 jours, il est fixé à la moitié de sa durée.",
        "Le délai est fixé au tiers pour un contrat de moins de 14 jours.",
        NUMBER,
    ),
    (
        "1° Pour les régions, l'article L. 4141-1.\n2° Pour l'Île-de-France, l'article L. 4411-1.",
        "Pour l'Île-de-France, c'est l'article L. 4141-1.",
        LAW,
    ),
]


@pytest.mark.parametrize(("evidence", "sentence"), RIGHT)
def test_a_right_rewording_passes(evidence: str, sentence: str) -> None:
    assert exact(evidence, sentence) == []


@pytest.mark.parametrize(("evidence", "sentence", "kind"), WRONG)
def test_a_wrong_value_is_named(evidence: str, sentence: str, kind: str) -> None:
    assert {failure.kind for failure in exact(evidence, sentence)} == {kind}


@pytest.mark.parametrize(
    ("evidence", "sentence", "detail"),
    [
        ("Un montant.", "Le montant est de 1 200 € par personne.", "1 200 €"),
        ("Un délai.", "Vous avez deux mois.", "deux mois"),
        ("Une date.", "Avant le 1er juillet 2026, écrivez.", "1er juillet 2026"),
        ("Un texte.", "L'article L. 311-1 le dit.", "article L. 311-1"),
        ("Un service.", "Écrivez à la CNIL.", "CNIL"),
        ("2 mois après la demande.", "2 mois à compter du refus.", "à compter du refus"),
    ],
)
def test_the_detail_is_the_value_as_the_sentence_writes_it(evidence: str, sentence: str, detail: str) -> None:
    assert [failure.detail for failure in exact(evidence, sentence)] == [detail]


def test_every_wrong_value_is_named_once() -> None:
    failures = exact("Écrivez à la mairie.", "Le 3 mai, payez 12 € à la CAF, puis encore 12 €.")
    assert sorted(failures, key=str) == sorted(
        [Failure(DATE, "3 mai"), Failure(NUMBER, "12 €"), Failure(NAME, "CAF")], key=str
    )


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "12", "°", "½", "a" * 5000, "1 " * 500, "un " * 300, "L." * 200])
def test_any_text_can_be_read(text: str) -> None:
    assert exact(text, text) == []
    assert exact("", "") == exact(text, "") == []


@pytest.mark.parametrize("evidence", sorted({evidence for evidence, *_ in (*RIGHT, *WRONG)}))
def test_a_text_holds_itself(evidence: str) -> None:
    assert exact(evidence, evidence) == []


def test_a_pair_takes_less_than_a_few_milliseconds() -> None:
    evidence = "\n".join(evidence for evidence, *_ in WRONG[:12])
    exact(evidence, "Une première fois, pour les tables.")
    start = process_time()
    for sentence in (sentence for _, sentence, _ in WRONG):
        exact(evidence, sentence)
    assert (process_time() - start) / len(WRONG) < 0.005


@pytest.mark.parametrize(
    ("quote", "text", "inside"),
    [
        ("La demande est gratuite.", "Bon à savoir. La demande est gratuite. Elle est rapide.", True),
        ("12 000 €", "Le plafond est de 12\u202f000\u00a0€.", True),
        ("une seule ligne", "une\n  seule ligne", True),
        ("e\u0301tat", "l'\u00e9tat", True),
        ("La demande est payante.", "La demande est gratuite.", False),
        ("la demande", "La demande", False),
        ("l’aide", "l'aide", False),
        ("", "La demande", False),
        ("  ", "La demande", False),
    ],
)
def test_a_quotation_is_word_for_word(quote: str, text: str, inside: bool) -> None:
    assert quoted_exactly(quote, text) is inside
