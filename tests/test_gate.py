"""The gate lets an unchanged Glose pass, and turns red on each fault that is planted, with its reason."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from shutil import rmtree
from typing import Any, cast

import pytest

from assistant.asked.question import understand
from assistant.installing.models import GENERATOR
from assistant.types import Message, Verdict
from corpus.library import Library
from evals import gate as gate_module
from evals.__main__ import main
from evals.checks import checks, reasons
from evals.errors import BadCases, BadFloors, DamagedFile
from evals.figures import Kept, Looked, read_kept
from evals.floors import SUBJECTS, read_floors
from evals.gate import Answering, Parts, hold
from evals.measures.catalogue import Judging
from evals.measures.exactness import stored_texts
from evals.measures.intervals import bootstrap
from evals.types import Case, Interval, Measured
from index.search import Searcher
from index.types import Hit
from tests import town
from tests.conftest import ROOT
from tests.town import CASES, PAIRS, Counts, Says

TIGHT = {"hallucination_rate": 0.0, "error_rate": 0.0, "trust": 1.0, "vital_nuggets": 1.0}
LOOSE = {"hallucination_rate": 1.0, "error_rate": 1.0, "trust": 0.0, "vital_nuggets": 0.0}
OTHERS = {"retrieval": {"mrr@10": 1.0, "recall@5": 1.0}, "verifier": {"balanced_accuracy": 1.0}}
LOOSE_OTHERS = {"retrieval": {"mrr@10": 0.0, "recall@5": 0.0}, "verifier": {"balanced_accuracy": 0.0}}
MINIMUM = {"answerable": 10, "unanswerable": 10, "forbidden": 20, "pairs": 20}


class SaysYes:
    """A verifier that grants everything."""

    name = "yes"

    def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
        return [Verdict(support=1.0) for _ in pairs]


@dataclass
class Gate:
    """The gate over the town, its files in a folder; `judge` gives its status and all that it says."""

    folder: Path
    library: Library
    runs: int = field(default=0)

    def __post_init__(self) -> None:
        self.write("cases.jsonl", CASES)
        self.write("pairs.jsonl", PAIRS)
        self.floors(tight=True)

    def write(self, name: str, items: Sequence[Any]) -> None:
        lines = [json.dumps(asdict(item), ensure_ascii=False) for item in items]
        (self.folder / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")

    def floors(self, *, tight: bool, **changes: str) -> None:
        answers, others = (TIGHT, OTHERS) if tight else (LOOSE, LOOSE_OTHERS)
        tables = {"quotes": answers, "guarded": answers, **others}
        text = '[cases]\nquestions = ["cases.jsonl"]\npairs = "pairs.jsonl"\n'
        text += '[stored]\nfigures = "stored"\nwords = "words.jsonl"\n'
        text += table("minimum", MINIMUM) + "".join(table(f"floors.{name}", asked) for name, asked in tables.items())
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        (self.folder / "gate.toml").write_text(text, "utf-8")

    def judge(self, *, store: bool = False, **changes: Any) -> tuple[int, str]:
        judging = Judging(text=stored_texts(self.library), verifier=changes.get("verifier", Counts()))
        elsewhere = changes.get("elsewhere")
        parts = Parts(
            systems=changes.get("systems") or systems(),
            search=changes.get("search", town.search),
            judging=judging,
            elsewhere=Answering(systems=elsewhere, judging=judging) if elsewhere else None,
        )
        self.runs += 1
        said: list[str] = []
        status, _ = hold(
            nullcontext(parts),
            read_floors(self.folder / "gate.toml"),
            cases=[],
            out=self.folder / f"out{self.runs}",
            say=said.append,
            store=store,
        )
        return status, "\n".join(said)


def table(name: str, keys: Mapping[str, float]) -> str:
    return "".join([f"[{name}]\n", *(f'"{key}" = {value}\n' for key, value in keys.items())])


def systems(**planted: Mapping[str, Callable[[Case], dict[str, Any]]]) -> list[Says]:
    return [Says(name, getattr(town, name), planted.get(name, {})) for name in ("quotes", "guarded")]


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    """A gate that has stored the figures of a faultless Glose."""
    found = Gate(tmp_path, town.stored_in(tmp_path / "home"))
    assert found.judge(store=True)[0] == 0
    return found


def test_what_did_not_change_passes_with_a_line_a_check(gate: Gate) -> None:
    status, said = gate.judge()
    assert status == 0
    assert "Tout est tenu : 19 contrôles." in said
    [trust, _] = [line for line in said.splitlines() if "Confiance" in line]
    assert trust.split() == "Citations seules Confiance 1,000 [1,000–1,000] au moins 1,000 1,000 +0,000 ok".split()
    assert "ROUGE" not in said


# Faults that are planted, one at a time.


def refuses(_: Case) -> dict[str, Any]:
    return town.answer()


def damaged(case: Case) -> dict[str, Any]:
    """One character of the quotation is another."""
    said = town.quotes(case)
    said["sentences"][0]["text"] = said["sentences"][0]["text"].replace("coûte", "coute")
    return said


def damaged_citation(case: Case) -> dict[str, Any]:
    said = town.quotes(case)
    for item in (said["sentences"][0], said["citations"][0]):
        item.update({key: item[key].replace("€", "F") for key in ("text", "quote") if key in item})
    return said


def invents_a_value(case: Case) -> dict[str, Any]:
    """What a guard that lets everything pass would show."""
    said = town.quotes(case)
    return {**said, "sentences": [town.written("Il faut payer 99 €."), *said["sentences"]]}


def grants(case: Case) -> dict[str, Any]:
    said = town.quotes(case)
    return {**said, "sentences": [*said["sentences"], town.written("Le service est gratuit.")]}


def fails(_: Case) -> dict[str, Any]:
    raise RuntimeError("le disque est plein")


@pytest.mark.parametrize(
    ("case", "plant", "reason"),
    [
        ("n3", town.quoted, "Réponses inventées : 10,0 %, et la limite est au plus 0,0 %"),
        ("c3", refuses, "Refus à tort : 10,0 %, et la limite est au plus 0,0 %"),
        ("c3", refuses, "Confiance : 0,9"),
        ("c3", damaged, "Exactitude : 1 cas en défaut, c3."),
        ("c3", damaged_citation, "Exactitude : 1 cas en défaut, c3."),
        ("c3", invents_a_value, "Exactitude : 1 cas en défaut, c3."),
        ("c3", grants, "Affirmations interdites : 1 cas en défaut, c3."),
        ("n3", fails, "Cas jugés : 1 en erreur, dont n3, RuntimeError : le disque est plein."),
    ],
)
@pytest.mark.parametrize("name", ["quotes", "guarded"])
def test_one_planted_fault_is_red_with_its_reason(
    gate: Gate, name: str, case: str, plant: Callable[[Case], dict[str, Any]], reason: str
) -> None:
    status, said = gate.judge(systems=systems(**{name: {case: plant}}))
    assert status == 1
    label = {"quotes": "Citations seules", "guarded": "Avec garde-fou"}[name]
    assert f"- {label}, {reason}" in said
    assert "ROUGE" in said


@pytest.mark.parametrize(
    ("plant", "cases", "reason"),
    [(town.quoted, "n", "Réponses inventées : moins bien"), (refuses, "c", "Refus à tort : moins bien")],
)
def test_far_from_the_floors_what_was_stored_still_holds(
    gate: Gate, plant: Callable[[Case], dict[str, Any]], cases: str, reason: str
) -> None:
    gate.floors(tight=False)
    few = systems(guarded={f"{cases}0": plant})
    assert gate.judge(systems=few)[0] == 0, "one case of ten may be chance"
    status, said = gate.judge(systems=systems(guarded={f"{cases}{i}": plant for i in range(5)}))
    assert status == 1
    assert f"- Avec garde-fou, {reason} que ce qui était gardé, écart +50,0 points [" in said
    assert "- Avec garde-fou, Confiance : moins bien" in said


@pytest.mark.parametrize(("faults", "end"), [(5, "c4."), (6, "c4 et 1 autre."), (7, "c4 et 2 autres.")])
def test_five_cases_at_fault_are_named_and_the_others_counted(gate: Gate, faults: int, end: str) -> None:
    said = gate.judge(systems=systems(quotes={f"c{number}": damaged for number in range(faults)}))[1]
    assert f"Exactitude : {faults} cas en défaut, c0, c1, c2, c3, {end}" in said


def test_exactness_and_what_is_forbidden_have_no_floor_to_lower(gate: Gate) -> None:
    gate.floors(tight=False)
    status, said = gate.judge(systems=systems(guarded={"c1": damaged, "c2": grants}))
    assert status == 1
    assert "Exactitude : 1 cas en défaut, c1" in said
    assert "Affirmations interdites : 1 cas en défaut, c2" in said


def test_what_is_better_than_stored_passes(gate: Gate) -> None:
    gate.floors(tight=False)
    worse = systems(guarded={f"c{i}": refuses for i in range(6)})
    status, said = gate.judge(systems=worse, store=True)
    assert status == 0
    assert "Avec garde-fou, Refus à tort : 0,0 % → 60,0 %." in said
    assert "Citations seules" not in said.partition("contrôle")[0]
    assert gate.judge(systems=worse)[0] == gate.judge()[0] == 0


@pytest.mark.parametrize("tight", [True, False])
def test_a_verifier_that_says_yes_to_everything_is_red(gate: Gate, tight: bool) -> None:
    gate.floors(tight=tight)
    status, said = gate.judge(verifier=SaysYes())
    assert status == 1
    assert "- Vérificateur, Exactitude équilibrée : " in said
    assert ("50,0 %, et la limite est au moins 100,0 %" in said) == tight
    assert "moins bien que ce qui était gardé, écart −50,0 points [−50,0 ; −50,0]" in said


@pytest.mark.parametrize("tight", [True, False])
@pytest.mark.parametrize("found", [[("D-autre", 1.0)], []])
def test_a_search_that_finds_noise_is_red(gate: Gate, tight: bool, found: list[tuple[str, float]]) -> None:
    gate.floors(tight=tight)
    status, said = gate.judge(search=lambda _: found)
    assert status == 1
    assert "- Recherche, Rang du bon document : " in said
    assert "- Recherche, Bons documents dans les 5 premiers : " in said


def test_what_is_searched_is_what_glose_searches() -> None:
    """ "c cb" is no word of any document: Glose writes it out before it searches."""
    asked: list[str] = []

    class Keeps:
        def search(self, question: str, *, top: int) -> list[Hit]:
            asked.append(question)
            return []

    typed = "c cb pr la cantine"
    assert not gate_module._documents(cast(Searcher, Keeps()), typed)
    assert asked == [understand(typed).spelled] != [typed]


# The library of other organisations.

SELF = "[cases]\n"
ABOUT_OTHERS = table("floors.elsewhere", TIGHT) + SELF + 'library = "others"\nelsewhere = ["cases.jsonl"]\n'


def test_other_organisations_are_held_to_floors_and_exactness_of_their_own(gate: Gate) -> None:
    gate.floors(tight=True, **{SELF: ABOUT_OTHERS})
    assert gate.judge(store=True, elsewhere=systems()[:1])[0] == 0
    assert gate.judge(elsewhere=systems()[:1])[0] == 0
    status, said = gate.judge(elsewhere=systems(quotes={"n3": town.quoted, "c3": damaged})[:1])
    assert status == 1
    assert "- Autres organismes, Réponses inventées : 10,0 %, et la limite est au plus 0,0 %" in said
    assert "- Autres organismes, Exactitude : 1 cas en défaut, c3." in said
    assert "- Citations seules" not in said


@pytest.mark.parametrize("missing", ["library", "elsewhere"])
def test_what_is_judged_of_other_organisations_must_be_named(gate: Gate, missing: str) -> None:
    gate.floors(tight=True, **{SELF: ABOUT_OTHERS.replace(f"{missing} =", "drafts =")})
    with pytest.raises(BadFloors, match=f"il manque la clé « {missing} »"):
        read_floors(gate.folder / "gate.toml")


# Cases.


def test_an_empty_file_of_cases_is_said_before_anything_runs(gate: Gate) -> None:
    for name in ("cases.jsonl", "pairs.jsonl"):
        kept = (gate.folder / name).read_text("utf-8")
        gate.write(name, [])
        with pytest.raises(BadCases, match=f"{name} : ce fichier est vide"):
            gate.judge()
        (gate.folder / name).write_text(kept, "utf-8")


def test_too_few_cases_and_other_cases_are_red(gate: Gate) -> None:
    gate.write("cases.jsonl", CASES[:-1])
    status, said = gate.judge()
    assert status == 1
    assert "Cas jugés : 9 sans réponse, il en faut au moins 10." in said
    assert "Cas jugés : les chiffres gardés portent sur d'autres cas (0 nouveau, 1 parti)" in said
    gate.write("cases.jsonl", [*CASES[:-2], *(replace(case, id=f"new{case.id}") for case in CASES[-2:])])
    assert "(2 nouveaux, 2 partis)" in gate.judge()[1]
    gate.write("cases.jsonl", CASES)
    gate.write("pairs.jsonl", PAIRS[:-2])
    status, said = gate.judge()
    assert status == 1
    assert "Vérificateur, Cas jugés : 18 à juger, il en faut au moins 20." in said


def test_nothing_is_not_enough_even_when_nothing_is_asked(gate: Gate) -> None:
    minimum = table("minimum", MINIMUM)
    gate.floors(tight=False, **{minimum: table("minimum", dict.fromkeys(MINIMUM, 0))})
    gate.write("cases.jsonl", [case for case in CASES if case.answerable])
    status, said = gate.judge()
    assert status == 1
    assert "0 sans réponse, il en faut au moins 1" in said
    assert "Réponses inventées : rien n'a pu être mesuré" in said


def test_cases_that_forbid_nothing_are_not_held_to_say_nothing_forbidden(gate: Gate) -> None:
    minimum = table("minimum", MINIMUM)
    gate.floors(tight=True, **{minimum: table("minimum", MINIMUM | {"forbidden": 0})})
    gate.write("cases.jsonl", [replace(case, forbidden=()) for case in CASES])
    status, said = gate.judge()
    assert status == 0
    assert "Affirmations interdites" not in said


# What is stored.


def test_missing_or_damaged_figures_are_said_before_anything_runs(gate: Gate) -> None:
    file = gate.folder / "stored" / "verifier.jsonl"
    for line in ('{"figures": {"balanced_accuracy": NaN}}', '{"figures": {"trust": 1}}', '{"case": "s1"}', "[]"):
        file.write_text(f"{line}\n", "utf-8")
        with pytest.raises(DamagedFile, match=r"verifier\.jsonl, ligne 1"):
            gate.judge()
    file.unlink()
    with pytest.raises(DamagedFile, match="pas de chiffres gardés") as caught:
        gate.judge()
    assert "glose-evals gate --store" in caught.value.fix


def test_what_is_stored_is_a_line_a_case_and_read_back(gate: Gate) -> None:
    lines = (gate.folder / "stored" / "guarded.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 1 + len(CASES)
    assert json.loads(lines[0]) == {"figures": TIGHT}
    kept = read_kept(gate.folder / "stored", "guarded")
    assert kept.figures == TIGHT
    assert kept.values["error_rate"] == {f"c{i}": 0.0 for i in range(10)}


def test_figures_of_cases_in_error_are_not_stored(gate: Gate) -> None:
    before = (gate.folder / "stored" / "quotes.jsonl").read_bytes()
    status, said = gate.judge(systems=systems(quotes={"c1": fails, "c2": refuses}), store=True)
    assert status == 1
    assert "Chiffres d'aujourd'hui non gardés" in said
    assert (gate.folder / "stored" / "quotes.jsonl").read_bytes() == before


# Floors.


@pytest.mark.parametrize(
    ("old", "new", "problem", "fix"),
    [
        ('"error_rate"', '"eror_rate"', "floors, quotes : la clé « eror_rate »", "error_rate, trust, vital_nuggets"),
        ("floors.guarded", "floors.garded", "floors : la clé « garded »", "quotes, guarded, retrieval, verifier"),
        ("[minimum]", "[minima]", "la clé « minima »", "cases, minimum, stored, floors"),
        ('"trust" = 1.0\n', "", "quotes : il manque la clé « trust »", "gate.toml"),
        ('"trust" = 1.0', '"trust" = 70', "« trust » doit être un nombre de 0 à 1", "gate.toml"),
        ('"trust" = 1.0', '"trust" = nan', "« trust » doit être un nombre de 0 à 1", "gate.toml"),
        ('"pairs" = 20', '"pairs" = "20"', "« pairs » doit être un nombre entier", "gate.toml"),
        ('["cases.jsonl"]', "[]", "« questions » doit être une liste", "gate.toml"),
        ('"stored"', "3", "« figures » doit être un texte", "gate.toml"),
        ("[minimum]", "[minimum", "planchers illisibles", "corrigez"),
    ],
)
def test_a_floor_that_means_nothing_is_said(gate: Gate, old: str, new: str, problem: str, fix: str) -> None:
    gate.floors(tight=True, **{old: new})
    with pytest.raises(BadFloors) as caught:
        gate.judge()
    assert problem in caught.value.problem
    assert fix in caught.value.fix


def test_floors_that_ask_nothing_or_are_not_there_are_said(tmp_path: Path) -> None:
    file = tmp_path / "gate.toml"
    with pytest.raises(BadFloors, match=r"gate\.toml"):
        read_floors(file)
    file.write_text("floors = 3\n" + '[cases]\nquestions = ["a"]\npairs = "b"\n[minimum]\n[stored]\n', "utf-8")
    with pytest.raises(BadFloors):
        read_floors(file)


# Our own floors and figures.


def looked(kept: Kept, subject: str) -> Looked:
    """What would be looked at if a run gave what is stored."""
    measured = {
        key: Measured(measure=key, interval=near(mean), asked=1, scored=999, failed=0)
        for key, mean in kept.figures.items()
    }
    measured |= {
        key: Measured(measure=key, interval=bootstrap(list(of.values())), asked=99, scored=len(of), failed=0, values=of)
        for key, of in kept.values.items()
        if of
    }
    for key, mean in (("exactness", 1.0), ("forbidden_said", 0.0)):
        measured[key] = Measured(measure=key, interval=near(mean), asked=99, scored=99, failed=0)
    return Looked(measured=measured)


def near(mean: float) -> Interval:
    return Interval(mean=mean, low=mean, high=mean)


def test_our_own_floors_hold_the_figures_we_store_and_not_far_worse_ones() -> None:
    asked = read_floors(ROOT / "evals" / "gate.toml")
    assert asked.floors.keys() == SUBJECTS.keys()
    assert all(count > 0 for count in asked.minimum.values())
    stored = {subject: read_kept(asked.stored, subject) for subject in asked.floors}
    same = {subject: looked(kept, subject) for subject, kept in stored.items()}
    assert reasons(checks(same, stored, asked))[0].startswith("Tout est tenu")
    for key in ("hallucination_rate", "error_rate"):
        values = stored["guarded"].values[key]
        fine = sorted(case for case, value in values.items() if value == 0)
        more = {**values, **dict.fromkeys(fine[: len(values) // 4], 1.0)}
        worse = replace(stored["guarded"], values={**stored["guarded"].values, key: more})
        found = reasons(checks({**same, "guarded": looked(worse, "guarded")}, stored, asked))
        assert any("moins bien" in line for line in found)


# The command, on a home without any model.


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLOSE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("GLOSE_EMBEDDER", "words")
    home = tmp_path / "home"
    town.indexed_in(home)
    return home


def command(gate: Gate, home: Path, *more: str) -> int:
    return main(["gate", "--home", str(home), "--floors", str(gate.folder / "gate.toml"), *more])


def test_the_command_judges_an_organisation_s_own_cases(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_module, "choose_generator", lambda *_: None)
    mine = Gate(tmp_path, Library(home))
    mine.floors(tight=False)
    text = (mine.folder / "gate.toml").read_text("utf-8")
    guarded = table("floors.guarded", LOOSE)
    assert guarded in text
    (mine.folder / "gate.toml").write_text(text.replace(guarded, ""), "utf-8")
    assert command(mine, home) == 1
    assert "pas de chiffres gardés" in capsys.readouterr().err
    assert command(mine, home, "--store") == 0
    assert command(mine, home) == 0
    assert "Tout est tenu : 12 contrôles." in capsys.readouterr().out
    assert not (mine.folder / "words.jsonl").exists()


class Writes:
    """A model that writes the same whatever it is asked."""

    name = GENERATOR

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        yield "Le prix du service est dit plus bas. [1]\n"


def test_what_the_model_wrote_is_stored_and_said_again_without_it(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = Gate(tmp_path, Library(home))
    mine.floors(tight=False)
    for _ in range(2):  # The second time the words are known, and kept all the same.
        monkeypatch.setattr(gate_module, "choose_generator", lambda *_: Writes())
        assert command(mine, home, "--store") == 0
        rmtree(tmp_path / "cache")
        monkeypatch.setattr(gate_module, "choose_generator", lambda *_: None)
        assert command(mine, home) == 0
        assert "Le prix du service" in (mine.folder / "words.jsonl").read_text("utf-8")
    (mine.folder / "words.jsonl").unlink()
    rmtree(tmp_path / "cache")
    assert command(mine, home) == 1
    assert "Cas jugés" in capsys.readouterr().out


def test_words_that_were_not_recorded_are_an_error_that_says_how(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_module, "choose_generator", lambda *_: None)
    mine = Gate(tmp_path, Library(home))
    mine.floors(tight=False)
    assert command(mine, home, "--store") == 1
    said = capsys.readouterr().out
    assert "n'est pas enregistré, et ce modèle n'est pas là : lancez « glose models prepare »" in said
    assert "Chiffres d'aujourd'hui non gardés" in said
