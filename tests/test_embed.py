"""Embedders keep one promise, weak or strong; the nearest by FAISS are the nearest by comparing with every one."""

import importlib.util
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.installing.models import EMBEDDER, cache_folder, find
from assistant.wiring import choose_embedder
from index.bert import Bert
from index.e5 import open_e5
from index.embed_words import WordHashEmbedder
from index.nearest_faiss import FaissIndex
from index.types import Embedder, Vectors

TEXTS = (
    "Place en crèche\nLa commission d'attribution décide des places en crèche, au printemps.",
    "Carte de stationnement\nLa carte de résident coûte 36 € par an.",
    "Oui.",
    "Impôt sur le revenu\n" + "La déclaration se fait en ligne, chaque année, avant la date fixée. " * 4,
    "Passeport\nLa demande de passeport se fait en mairie, sur rendez-vous.",
)
QUESTIONS = {  # question: the number of the text that answers it
    "Qui décide de l'attribution d'une place en crèche ?": 0,
    "Combien coûte la carte de résident pour le stationnement ?": 1,
    "Quand faut-il faire sa déclaration d'impôt ?": 3,
    "Où faire une demande de passeport ?": 4,
}


def model_folder() -> Path:
    folder = find(EMBEDDER, [cache_folder(os.environ) / "models"])
    if folder is None:
        pytest.skip(f"glose models fetch {EMBEDDER}")
    return folder


@cache
def words() -> Embedder:
    return WordHashEmbedder()


@cache
def e5() -> Embedder:
    model_folder()
    return choose_embedder("e5", Path("home that does not exist"))


@cache
def sentence() -> Embedder:
    if importlib.util.find_spec("sentence_transformers") is None:
        pytest.skip("sentence-transformers is not installed")
    return choose_embedder(str(model_folder()), Path())


@pytest.fixture(
    params=[
        pytest.param(words, id="words"),
        pytest.param(e5, id="e5", marks=pytest.mark.needs_model),
        pytest.param(sentence, id="sentence", marks=[pytest.mark.needs_model, pytest.mark.slow]),
    ]
)
def embedder(request: pytest.FixtureRequest) -> Embedder:
    made: Callable[[], Embedder] = request.param
    return made()


def test_one_row_a_text_of_length_one_in_the_dimensions_announced(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    question = embedder.embed_question("Où est la mairie ?")
    assert question.shape == (1, embedder.dimensions)
    assert np.isclose(np.linalg.norm(question), 1, atol=1e-4)


def test_no_text_gives_no_row(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimensions)


@pytest.mark.parametrize("text", ["", " \n", "«\u202f…\u202f»"])
def test_a_text_without_words_has_a_vector_all_the_same(embedder: Embedder, text: str) -> None:
    vectors = np.concatenate([embedder.embed_passages([text, "Oui."]), embedder.embed_question(text)])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_a_text_far_too_long_is_no_error(embedder: Embedder) -> None:
    assert np.isfinite(embedder.embed_passages(["La déclaration se fait en ligne. " * 2000])).all()


def test_same_text_same_vector_whatever_its_neighbours(embedder: Embedder) -> None:
    among = embedder.embed_passages(TEXTS)
    backwards = embedder.embed_passages(TEXTS[::-1])[::-1]
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    assert cosines(among, alone).min() > 0.9995  # bfloat16 rounds to three digits
    assert cosines(among, backwards).min() > 0.9995


def test_the_text_that_answers_is_the_nearest(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(TEXTS)
    for question, answer in QUESTIONS.items():
        assert int(np.argmax(vectors @ embedder.embed_question(question)[0])) == answer, question


def test_spaces_around_a_text_change_nothing(embedder: Embedder) -> None:
    clean, spaced = embedder.embed_question("Où est la mairie ?"), embedder.embed_question("Où est la mairie ? \n")
    assert cosines(clean, spaced).min() > 0.9995


def test_progress_ends_with_all_of_them(embedder: Embedder) -> None:
    told: list[tuple[int, int]] = []
    embedder.embed_passages(TEXTS, lambda done, total: told.append((done, total)))
    assert told[-1] == (len(TEXTS), len(TEXTS))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.needs_model
@pytest.mark.slow
def test_our_e5_is_that_of_sentence_transformers() -> None:
    """The same weights, run by another engine in another precision."""
    ours, theirs = e5(), sentence()
    assert ours.name == theirs.name  # so that an index made with one is not refused to the other
    assert cosines(ours.embed_passages(TEXTS), theirs.embed_passages(TEXTS)).min() > 0.999
    for question in QUESTIONS:
        assert cosines(ours.embed_question(question), theirs.embed_question(question)).min() > 0.999


@pytest.mark.needs_model
def test_a_folder_is_opened_once_and_training_reads_its_own(tmp_path: Path) -> None:
    shared = open_e5(model_folder())
    (tmp_path / "link").symlink_to(model_folder())
    assert open_e5(tmp_path / "link") is shared
    trained = Bert.load(model_folder())
    before = shared.bert.layers[0].tensors["qkv.bias"].clone()
    trained.layers[0].tensors["qkv.bias"] += 1
    trained.layers[1].tensors.clear()
    assert torch.equal(shared.bert.layers[0].tensors["qkv.bias"], before)
    assert shared.bert.layers[1].tensors


@pytest.mark.needs_model
def test_accents_and_capitals_tell_texts_apart_but_not_far() -> None:
    one, other, far = e5().embed_passages(["Place en crèche", "PLACE EN CRECHE", "Vitesse limitée à 30 km/h"])
    assert one @ other > one @ far


def cosines(one: Vectors, other: Vectors) -> Vectors:
    return np.sum(one * other, axis=1)


@pytest.mark.parametrize("seed", range(5))
def test_faiss_finds_the_same_neighbours_as_comparing_with_every_one(seed: int) -> None:
    random = np.random.default_rng(seed)
    vectors = unit(random.standard_normal((300, 64)))
    faiss = FaissIndex(vectors)
    for query in unit(random.standard_normal((20, 64))):
        cosines = vectors @ query
        expected = np.argsort(-cosines, kind="stable")[:10]
        found, scores = faiss.nearest(query[None, :], 10)
        assert found.tolist() == expected.tolist()
        assert np.allclose(scores, cosines[expected], atol=1e-5)
        assert (found.dtype, scores.dtype) == (np.int64, np.float32)


def test_the_nearest_are_looked_for_among_the_rows_allowed_alone() -> None:
    random = np.random.default_rng(0)
    vectors = unit(random.standard_normal((300, 64)))
    allowed = np.zeros(300, dtype=np.bool_)
    allowed[[7, 8, 150, 299]] = True
    query = vectors[:1]
    rows, scores = FaissIndex(vectors).nearest(query, 3, allowed)
    expected = sorted(np.flatnonzero(allowed), key=lambda row: -float(vectors[row] @ query[0]))
    assert rows.tolist() == expected[:3]
    assert np.allclose(scores, vectors[rows] @ query[0], atol=1e-5)
    assert sorted(FaissIndex(vectors).nearest(query, 50, allowed)[0]) == [7, 8, 150, 299]
    assert FaissIndex(vectors).nearest(query, 3, np.zeros(300, dtype=np.bool_))[0].tolist() == []


def test_asking_for_more_than_there_are_gives_them_all() -> None:
    vectors = unit(np.eye(3) + 0.1)
    rows, scores = FaissIndex(vectors).nearest(vectors[1:2], 50)
    assert rows[0] == 1 and sorted(rows) == [0, 1, 2]
    assert np.isclose(scores[0], 1) and (np.diff(scores) <= 0).all()


def unit(vectors: np.ndarray) -> Vectors:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_nothing_is_near_where_there_is_nothing() -> None:
    rows, scores = FaissIndex(np.empty((0, 3), dtype=np.float32)).nearest(unit(np.ones((1, 3))), 10)
    assert rows.tolist() == scores.tolist() == []
    assert (rows.dtype, scores.dtype) == (np.int64, np.float32)
