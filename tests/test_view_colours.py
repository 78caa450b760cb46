"""Words can be read: every colour that a style gives to a text stands out from what may be behind it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "assistant" / "app"
FILES = sorted(FOLDER.glob("*.css"))
AA = 4.5
"""What is asked of a text of any size; a thing that is not a text needs less."""
EDGE = 3.0

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * one for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


NAMED = dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{3,6});", (FOLDER / "style.css").read_text("utf-8")))


def resolved(value: str) -> str | None:
    """A colour as its digits; None for what is no colour of ours, as `inherit`."""
    value = re.sub(r"var\((--[a-z-]+)\)", lambda found: NAMED.get(found[1], ""), value)
    return found[0] if (found := re.search(r"#[0-9a-f]{3,6}\b", value)) else None


def rules(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    text = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
    for selector, body in _RULE.findall(text):
        said = (line.partition(":") for line in body.split(";"))
        yield " ".join(selector.split()), {name.strip(): value.strip() for name, _, value in said}


BEHIND = ["#ffffff", NAMED["--bleu-pale"], NAMED["--alerte-pale"]]
"""What a text that brings no background of its own may stand on."""


def test_the_ratio_is_the_one_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_text_stands_out_from_what_is_behind_it(file: Path) -> None:
    pale = []
    for selector, said in rules(file):
        colour = resolved(said.get("color", ""))
        if not colour or "::before" in selector:
            continue
        own = resolved(said.get("background", said.get("background-color", "")))
        # Light words are those of a blue box, which a rule for the box itself colours.
        behind = [own] if own else [NAMED["--bleu"]] if luminance(colour) > 0.5 else BEHIND
        pale += [f"{selector}: {colour} on {one}" for one in behind if contrast(colour, one) < AA]
    assert not pale


def test_the_parts_of_gradio_have_the_same_colours() -> None:
    pytest.importorskip("gradio")
    from assistant.app.pages import theme

    made = theme()
    words = ("block_label_text_color", "block_title_text_color", "input_placeholder_color", "body_text_color_subdued")
    for name in words:
        assert getattr(made, name) in NAMED.values(), name
        assert contrast(getattr(made, name), made.input_background_fill) >= AA, name
    assert contrast(made.input_border_color, "#ffffff") >= EDGE
    assert contrast(made.button_primary_text_color, made.button_primary_background_fill) >= AA
    assert made.block_label_text_color_dark == made.block_label_text_color, "light also where dark is preferred"
