from tests.dila import (
    CONTACT,
    DEFINITION,
    REFERENCE,
    SEE_ALSO,
    SERVICE,
    as_xml,
    bullets,
    leads,
    p,
    read,
    read_text,
    sections,
    sheet,
    text,
    texts,
    titled,
)

# --- Headings ------------------------------------------------------------------------------------------------------


def test_what_is_true_for_one_case_carries_all_of_them() -> None:
    inner = f"<BlocCas>{titled('Cas', 'Mineur', p('3 €'))}{titled('Cas', 'Majeur', p('9 €'))}</BlocCas>{p('Payez.')}"
    chapter = titled("Chapitre", p("Prix"), f"<BlocCas>{titled('Cas', 'En barque', inner)}</BlocCas>{p('Merci.')}")
    situation = titled("Situation", "Vacancier", f"<Texte>{chapter}</Texte>")
    document = read(as_xml(sheet(f"<ListeSituations>{situation}</ListeSituations>", introduction="")))
    assert sections(document) == {
        "3 €": ("Vacancier", "Prix", "En barque", "Mineur"),
        "9 €": ("Vacancier", "Prix", "En barque", "Majeur"),
        "Payez.": ("Vacancier", "Prix", "En barque"),
        "Merci.": ("Vacancier", "Prix"),
    }


def test_a_warning_stands_under_its_own_heading_and_says_its_day() -> None:
    warning = f"<Avertissement date='2020-11-03'><Titre>Fermeture</Titre>{text('Le lac ferme.')}</Avertissement>"
    block = read(as_xml(sheet(warning))).blocks[1]
    assert (block.role, block.section) == ("note", ("Fermeture (3 novembre 2020)",))


# --- Lists and what introduces them --------------------------------------------------------------------------------


def test_an_item_has_the_paragraph_that_introduces_its_list() -> None:
    document = read_text(
        p("Bonjour.") + p("Il faut") + bullets(p("une canne"), p("un seau")) + bullets(p("un chapeau"))
    )
    assert leads(document)["une canne"] == leads(document)["un chapeau"] == ["Il faut"]
    assert leads(document)["Il faut"] == []
    assert [block.role for block in document.blocks] == ["text", "text", "item", "item", "item"]


def test_an_item_of_a_nested_list_has_its_parents() -> None:
    nested = bullets(p("un permis :") + bullets(p("annuel")) + p("À garder."))
    assert leads(read_text(p("Il faut :") + nested)) == {
        "Il faut :": [],
        "un permis :": ["Il faut :"],
        "annuel": ["Il faut :", "un permis :"],
        "À garder.": ["Il faut :", "un permis :"],
    }


def test_a_numbered_list_keeps_its_numbers() -> None:
    assert texts(read_text(bullets(p("Lancer"), "Attendre", kind="numero"))) == ["1. Lancer", "2. Attendre"]


def test_a_conditioned_list_continues_the_paragraph_before_it() -> None:
    hidden = f"<FragmentConditionne><Condition/>{bullets(p('une canne'))}</FragmentConditionne>"
    assert leads(read_text(p("Il faut :") + hidden))["une canne"] == ["Il faut :"]


def test_what_a_colon_announces_needs_it_and_nothing_else_does() -> None:
    service = titled("ServiceEnLigne", "Carte", "")
    document = read_text(
        p("Utilisez ce service :") + service + bullets(p("Gratuit")) + p("Dit :") + p("Oui") + p("Fin")
    )
    assert leads(document) == {
        "Utilisez ce service :": [],
        "Service en ligne : Carte": ["Utilisez ce service :"],
        "Gratuit": [],
        "Dit :": [],
        "Oui": ["Dit :"],
        "Fin": [],
    }


def test_a_note_does_not_come_between_a_colon_and_its_list() -> None:
    note = titled("ASavoir", "À savoir", p("c'est gratuit."))
    assert leads(read_text(p("Il faut :") + note + bullets(p("une canne"))))["une canne"] == ["Il faut :"]
    assert leads(read_text(p("Venez.") + note + bullets(p("une canne"))))["une canne"] == []


# --- Notes and definitions -----------------------------------------------------------------------------------------


def test_every_part_of_a_note_carries_its_label_and_never_twice() -> None:
    content = p("vous pêchez :") + bullets(p("le jour")) + p("La nuit, non.")
    document = read_text(titled("ANoter", "Exemple", content))
    assert leads(document) == {
        "Exemple : vous pêchez :": [],
        "le jour": ["Exemple : vous pêchez :"],
        "La nuit, non.": ["Exemple :"],
    }
    assert [block.role for block in document.blocks] == ["note", "item", "note"]


def test_a_label_that_the_author_typed_is_not_said_again() -> None:
    assert texts(read_text(titled("ANoter", "Exemple", p("Exemple : la nuit.")))) == ["Exemple : la nuit."]


def test_a_note_without_paragraph_says_its_label_first() -> None:
    table = "<Tableau><Rangée><Cellule>Jour</Cellule><Cellule>Oui</Cellule></Rangée></Tableau>"
    assert leads(read_text(titled("ANoter", "Exemple", table))) == {"Exemple :": [], "Jour : Oui": ["Exemple :"]}


def test_the_law_of_a_definition_says_which_word_it_is_for() -> None:
    document = read(as_xml(sheet(DEFINITION)))
    assert leads(document)["Code civil"] == ["Mandat :"]
    assert [block.role for block in document.blocks] == ["text", "definition", "reference"]


# --- Tables and pictures -------------------------------------------------------------------------------------------


def test_a_table_stands_under_its_title_with_what_announces_it() -> None:
    row = "<Rangée type='normal'><Cellule>8 ans</Cellule><Cellule>3 €</Cellule></Rangée>"
    wide = "<Rangée type='normal'><Cellule fusionHorizontale='2'>Enfants</Cellule></Rangée>"
    document = read_text(p("Les prix :") + titled("Tableau", "Tarifs", wide + row))
    assert sections(document)["8 ans : 3 €"] == ("Tarifs",)
    assert leads(document)["Enfants"] == ["Les prix :"]
    assert leads(document)["8 ans : 3 €"] == ["Les prix :", "Enfants"]
    assert [block.role for block in document.blocks] == ["text", "row", "row"]


def test_a_picture_inside_a_sentence_comes_after_it() -> None:
    document = read_text(p("Voyez<Image><Legende>Un lac</Legende></Image> ce lac."))
    assert texts(document) == ["Voyez ce lac.", "Illustration : Un lac"]


def test_a_picture_without_words_says_nothing_and_no_text_twice() -> None:
    same = "<Legende>Un lac</Legende><TexteDeRemplacement>Un lac</TexteDeRemplacement>"
    described = f"<Image>{same}<Description>{p('Un lac')}</Description></Image>"
    assert texts(read_text(f"{p('Voyez.')}<Image/>{described}")) == ["Voyez.", "Illustration : Un lac"]


# --- Links ---------------------------------------------------------------------------------------------------------


def test_links_have_their_role_and_their_address() -> None:
    found = {
        block.url: block.role
        for block in read(as_xml(sheet(SERVICE + CONTACT + REFERENCE + SEE_ALSO))).blocks
        if block.url
    }
    assert found == {
        "https://exemple.fr/carte": "link",
        "https://exemple.fr/annexe": "link",
        "https://exemple.fr/maison": "contact",
        "https://exemple.fr/loi": "reference",
        "https://www.service-public.fr/particuliers/vosdroits/F2": "link",
        "https://www.service-public.fr/particuliers/vosdroits/N2": "link",
    }


def test_what_is_said_of_a_service_needs_its_name() -> None:
    found = leads(read(as_xml(sheet(SERVICE))))
    service = "Formulaire : Demande (cerfa n°10000*01) – Mairie"
    assert found["Gratuit."] == found["Notice : Aide au dessin"] == found["Formulaire annexe : Liste"] == [service]


def test_an_office_is_one_card_with_the_ways_to_reach_it() -> None:
    phone = titled("Chapitre", "Par téléphone", p("01 00 00 00 00") + p("Le matin"))
    office = titled("OuSAdresser", "Maison de la pêche", f"<Texte>{p('Ouvert :')}{bullets(p('mardi'))}{phone}</Texte>")
    document = read_text(p("Adressez-vous ici :") + office)
    assert document.blocks[1].role == "contact"
    assert texts(document)[1].split("\n") == [
        "Maison de la pêche",
        "Ouvert : mardi",
        "Par téléphone : 01 00 00 00 00",
        "Le matin",
    ]
    assert leads(document)[texts(document)[1]] == ["Adressez-vous ici :"]


def test_a_form_says_what_to_ask_for_at_a_counter() -> None:
    form = (
        '<ServiceEnLigne type="Formulaire" numerocerfa="1*02" autrenumero="3-SD"><Titre>Carte</Titre></ServiceEnLigne>'
    )
    named = '<ServiceEnLigne type="Simulateur"><Titre>Simulateur de prix</Titre></ServiceEnLigne>'
    online = '<ServiceEnLigne type="Téléservice personnalisé sur SP"><Titre>Payer</Titre></ServiceEnLigne>'
    assert texts(read_text(form + named + online)) == [
        "Formulaire : Carte (cerfa n°1*02, autre numéro : 3-SD)",
        "Simulateur de prix",
        "Téléservice : Payer",
    ]
