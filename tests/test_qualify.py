"""The qualification: every branch, the examples that the guide settles, and the command."""

import io
import json
from argparse import Namespace
from pathlib import Path

import pytest

from assistant.commands.qualify import qualify as command
from assistant.errors import BadSetting
from assistant.record.qualifying.qualify import QUESTIONS, next_question, qualify, read_answer
from assistant.record.qualifying.text import qualification_as_json, qualification_as_text, question_as_text

SUBJECT = {"authority": "yes", "algorithm": "yes", "decision": "yes", "secret": "no"}
AID = SUBJECT | {"automation": "aid", "main": "yes"}
FULL = SUBJECT | {"automation": "full", "main": "yes", "agents": "800"}


def verdicts(answers: dict[str, str]) -> dict[str, str]:
    return {conclusion.key: conclusion.verdict for conclusion in qualify(answers).conclusions}


def asked(answers: dict[str, str]) -> list[str]:
    """The questions asked of somebody who would give these answers, in order."""
    given: dict[str, str] = {}
    while question := next_question(given):
        given[question.key] = answers[question.key]
    return list(given)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(AID | {"agents": "1200"}, id="APA"),
        pytest.param(AID | {"agents": "400"}, id="social housing ranking"),
        pytest.param(AID | {"agents": "90000"}, id="transfers of teachers"),
        pytest.param(FULL | {"personal": "no"}, id="State grants to local authorities"),
        pytest.param(AID | {"agents": "60"}, id="ranking of emergency calls"),
        pytest.param(AID | {"agents": "500"}, id="nursery places for State agents"),
    ],
)
def test_examples_that_the_guide_says_are_subject(answers: dict[str, str]) -> None:
    found = verdicts(answers)
    assert found["subject"] == found["general"] == found["mention"] == found["individual"] == "yes"
    assert found["inventory"] == "recommended"
    assert next_question(answers) is None


def test_la_bonne_boite_decides_nothing() -> None:
    answers = {"authority": "yes", "algorithm": "yes", "decision": "no"}
    found = qualify(answers)
    assert found.about("subject").verdict == "no"
    assert found.about("subject").articles == ("L. 311-3-1",)
    assert {conclusion.verdict for conclusion in found.conclusions} == {"no"}
    assert next_question(answers) is None
    assert "article 119" in found.notes[0]


def test_tax_fraud_targeting_is_secret() -> None:
    answers = SUBJECT | {"secret": "offences"}
    found = qualify(answers).about("subject")
    assert (found.verdict, found.articles) == ("no", ("L. 311-5, 2°, g)",))
    assert "recherche et prévention d'infractions" in found.why[0]
    assert next_question(answers) is None


@pytest.mark.parametrize(
    ("key", "articles"), [("authority", ("L. 300-2",)), ("algorithm", ()), ("decision", ("L. 311-3-1",))]
)
def test_one_condition_unmet_is_enough_whatever_is_not_known(key: str, articles: tuple[str, ...]) -> None:
    unknown = dict.fromkeys(SUBJECT, "unknown")
    found = qualify(unknown | {key: "no"})
    assert (found.about("subject").verdict, found.about("subject").articles) == ("no", articles)
    assert found.open == ()
    assert next_question({key: "no"}) is None


def test_every_secret_has_its_letter() -> None:
    secrets = [value for value in QUESTIONS["secret"].answers if value not in ("no", "unknown")]
    letters = [qualify(SUBJECT | {"secret": secret}).about("subject").articles[0][-2:] for secret in secrets]
    assert letters == ["a)", "b)", "c)", "d)", "e)", "f)", "g)", "h)"]


def test_an_aid_owes_the_mention_but_does_not_risk_nullity() -> None:
    found = qualify(AID | {"agents": "800"})
    assert found.about("mention").verdict == "yes"
    assert found.about("mention").articles == ("L. 311-3-1", "R. 311-3-1-1")
    assert found.about("nullity").verdict == "no"


@pytest.mark.parametrize(
    ("automation", "personal", "verdict"),
    [
        ("full", "yes", "yes"),
        ("full", "no", "no"),
        ("full", "unknown", "to_check"),
        ("aid", "yes", "no"),
        ("unknown", "yes", "to_check"),
        ("unknown", "no", "no"),
    ],
)
def test_nullity_needs_both_automation_and_personal_data(automation: str, personal: str, verdict: str) -> None:
    found = qualify(SUBJECT | {"automation": automation, "personal": personal}).about("nullity")
    assert found.verdict == verdict
    assert "article 47, 2°" in found.articles[0]
    assert (len(found.why) == 5) == (verdict == "yes")


@pytest.mark.parametrize(
    ("agents", "inhabitants", "verdict"),
    [
        ("50", "unknown", "yes"),
        ("800", "no", "yes"),
        ("49,9", "no", "no"),
        ("49", "yes", "disputed"),
        ("0", "yes", "disputed"),
        ("49", "unknown", "to_check"),
        ("unknown", "yes", "to_check"),
    ],
)
def test_the_threshold_binds_the_general_information_only(agents: str, inhabitants: str, verdict: str) -> None:
    found = verdicts(AID | {"agents": agents, "inhabitants": inhabitants})
    assert found["general"] == verdict
    assert found["mention"] == found["individual"] == "yes"


def test_where_guide_and_code_differ_both_are_shown_and_nothing_is_decided() -> None:
    found = qualify(AID | {"agents": "30", "inhabitants": "yes"}).about("general")
    assert any("Le guide étend" in why for why in found.why)
    assert any("ne parle pas d'habitants" in why for why in found.why)
    assert found.articles == ("L. 312-1-3", "D. 312-1-4", "L. 312-1-1")
    assert "ne tranche pas" in qualification_as_text(qualify(AID | {"agents": "30", "inhabitants": "yes"}))


def test_a_minor_treatment_is_neither_published_nor_listed() -> None:
    found = verdicts(AID | {"main": "no"})
    assert (found["general"], found["inventory"], found["mention"]) == ("no", "no", "yes")


@pytest.mark.parametrize(("agents", "verdict"), [("800", "to_check"), ("10", "no")])
def test_not_knowing_whether_it_is_a_main_one_leaves_only_size_certain(agents: str, verdict: str) -> None:
    assert verdicts(AID | {"main": "unknown", "agents": agents, "inhabitants": "no"})["general"] == verdict


@pytest.mark.parametrize("key", SUBJECT)
def test_a_condition_that_nobody_knows_holds_back_what_is_owed(key: str) -> None:
    found = qualify(FULL | {"personal": "yes", key: "unknown"})
    topics = ("subject", "general", "mention", "individual", "nullity")
    assert {found.about(topic).verdict for topic in topics} == {"to_check"}
    assert QUESTIONS[key].text in found.about("subject").why
    assert found.open == (key,)


def test_without_any_answer_everything_is_to_check() -> None:
    found = qualify({})
    assert {conclusion.verdict for conclusion in found.conclusions} == {"to_check", "recommended"}
    assert found.open[:4] == tuple(SUBJECT)


def test_only_questions_that_can_change_something_are_asked() -> None:
    everything = FULL | {"personal": "yes", "agents": "12", "inhabitants": "no"}
    assert asked(everything) == list(QUESTIONS)
    assert asked(everything | {"agents": "50"}) == [key for key in QUESTIONS if key != "inhabitants"]
    assert asked(everything | {"automation": "aid", "main": "no"}) == [*SUBJECT, "automation", "main"]
    assert asked({"authority": "no"}) == ["authority"]
    assert asked(SUBJECT | {"secret": "defence"}) == list(SUBJECT)


@pytest.mark.parametrize(
    ("key", "typed", "answer"),
    [
        ("authority", "Oui", "yes"),
        ("authority", " o\n", "yes"),
        ("authority", "NON", "no"),
        ("authority", "yes", "yes"),
        ("authority", "true", "yes"),
        ("authority", "2", "no"),
        ("authority", "je ne sais pas", "unknown"),
        ("authority", "?", "unknown"),
        ("secret", "8", "offences"),
        ("secret", "defense", "defence"),
        ("secret", "Défense nationale", "defence"),
        ("automation", "non", "aid"),
        ("agents", "49,5", "49.5"),
        ("agents", "1 200", "1200"),
        ("agents", "inconnu", "unknown"),
    ],
)
def test_what_a_person_types_is_understood(key: str, typed: str, answer: str) -> None:
    assert read_answer(key, typed) == answer


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("authority", ""), ("authority", "peut-être"), ("authority", "4"), ("authority", "0"), ("secret", "d"),
        ("secret", "oui"), ("agents", "-3"), ("agents", "nan"), ("agents", "beaucoup"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_what_is_allowed(key: str, typed: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_answer(key, typed)
    assert "Je ne sais pas" in caught.value.fix


def test_a_question_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadSetting, match="question inconnue"):
        qualify({"colour": "yes"})


def test_the_text_gives_reasons_and_articles() -> None:
    text = qualification_as_text(qualify(FULL | {"personal": "yes"}))
    for said in ("Mention explicite : due (L. 311-3-1 ; R. 311-3-1-1)", "D. 312-1-4", "à peine de nullité"):
        assert said in text
    assert "avis du service juridique" in text
    # Nothing that a terminal could take for a mark.
    assert "[" not in text + "".join(map(question_as_text, QUESTIONS.values()))


def test_json_gives_the_next_question_until_everything_is_certain() -> None:
    first = qualification_as_json(qualify({}))
    assert first["next"]["key"] == "authority"
    assert json.loads(json.dumps(first)) == first
    assert qualification_as_json(qualify({"authority": "no"}))["next"] is None


def run(capsys: pytest.CaptureFixture[str], *answers: str, as_json: bool = False) -> str:
    assert command(Namespace(answers=list(answers), json=as_json)) == 0
    return capsys.readouterr().out


def test_the_command_takes_answers_from_files_and_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "réponses.json"
    file.write_text(json.dumps(SUBJECT | {"authority": True, "agents": 12.5, "main": "oui"}), "utf-8")
    found = json.loads(run(capsys, str(file), "automation=aid", "inhabitants=non", as_json=True))
    assert found["answers"] == AID | {"agents": "12.5", "inhabitants": "no"}
    assert found["next"] is None
    assert {row["key"]: row["verdict"] for row in found["conclusions"]}["general"] == "no"


@pytest.mark.parametrize(
    ("answers", "said"), [(["authority=oui", "authority=non"], "deux réponses à « authority »"), ([""], "vide")]
)
def test_the_command_chooses_between_no_answers(answers: list[str], said: str) -> None:
    with pytest.raises(BadSetting, match=said):
        command(Namespace(answers=answers, json=True))


def test_the_command_asks_until_everything_is_certain(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = b"oui\n[/b] \xe9\noui\nnon\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), "utf-8"))
    out = run(capsys)
    assert "Réponse non comprise" in out
    assert "Traitement algorithmique au sens de la loi : non (L. 311-3-1)" in out
    assert "Pour aller plus loin" not in out


def test_the_command_concludes_from_what_was_typed_when_the_input_ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("oui\n"))
    assert "Pour aller plus loin" in run(capsys)


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe\xff", b'{"agents": null}', b"[" * 100_000])
def test_a_bad_file_of_answers_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_bytes(content)
    with pytest.raises(BadSetting):
        command(Namespace(answers=[str(file)], json=True))


def test_a_missing_file_of_answers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="introuvable"):
        command(Namespace(answers=[str(tmp_path / "nothing.json")], json=True))
