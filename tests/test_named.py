"""The thing that a question names must be named by what is quoted."""

import pytest

from assistant.asked.named import names_thing


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Quels papiers faut-il pour demander l'APL ?", "Allocation personnalisée d'autonomie (Apa) : fournir…"),
        ("Faut-il un rendez-vous pour refaire sa carte d'identité ?", "Permis de chasser : le duplicata coûte 30 €."),
        ("Qui est membre de la commission des dérogations ?", "Places en crèche : la commission compte 7 membres."),
        ("J'ai eu un PV, où le contester ?", "Permis de stationnement : en cas de refus, écrivez à la commission."),
        ("Comment obtenir un acte de naissance ?", "L'acte de décès est délivré par la mairie."),
    ],
)  # fmt: skip
def test_another_thing_is_no_answer(question: str, text: str) -> None:
    assert not names_thing(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Quels papiers faut-il pour demander l'APL ?", "Aide personnalisée au logement : vous devez fournir…"),
        ("quels papiers pour l'apl", "APL : vous devez fournir un bail."),
        ("Combien coûte la carte grise ?", "Certificat d'immatriculation : le prix dépend de la région."),
        ("Combien coûte le permis de stationnement ?", "Stationnement annuel : 90 € pour un résident."),
        ("Je suis au RSA, la cantine est gratuite ?", "Un repas coûte 1 € en tranche A."),
        ("Est-ce que la CAF décide seule du tarif ?", "Le conseil municipal fixe les tarifs."),
        ("Qui est dans la commission de la crèche ?", "Places en crèche : la commission compte 7 membres."),
        ("Rien à la commission de juin, je recommence ?", "La demande est gardée un an."),
        ("J'ai eu un PV, où le contester ?", "Contester une amende : écrivez au ministère public."),
        ("Combien coûte la cantine ?", "Un repas coûte 1 €."),
    ],
)
def test_any_of_its_names_will_do_and_actors_are_not_things(question: str, text: str) -> None:
    assert names_thing(question, text)
