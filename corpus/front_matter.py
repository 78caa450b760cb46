"""YAML: whole files, and the few lines between `---` that open a Markdown file.

The only file that knows PyYAML. Values are read from the syntax tree, never built by tags: nothing in a file can run,
and what was written is what is quoted ("no" stays "no", 2020-03-01 stays that text, 1.10 is not 1.1).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from corpus.errors import UnreadableFile
from corpus.types import Source

MAX_VALUES = 1_000_000
"""In one file once its aliases (`*name`) are unfolded: a few lines of aliases of aliases make billions."""

MAX_DEPTH = 100
"""Of lists inside lists: libyaml's own recursion overflows the stack of the process on deeper ones."""

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What a Markdown file says of itself, and the rest of it.

    `fields` has lower-case keys and its text values as written; lists and mappings are left out. `note` says, in
    French, that the header could not be read: the body still can.
    """

    fields: dict[str, str] = field(default_factory=dict)
    body: str
    note: str = ""

    def first(self, *names: str) -> str:
        """Return the first of these fields that says something, else an empty string."""
        return next((self.fields[name] for name in names if self.fields.get(name)), "")


def load_yaml(source: Source) -> Any:
    """Parse a whole YAML file into lists, dicts with text keys, text and None; several documents give a list of them.

    A damaged file (the same key twice included), or one made to exhaust memory, is an `UnreadableFile` that gives the
    line where it is known.
    """
    try:
        documents = list(_documents(source.text))
    except (yaml.YAMLError, RecursionError, OverflowError) as error:
        raise UnreadableFile(
            f"{source.path} : YAML mal formé{_where(error)}.",
            fix="vérifiez à cet endroit l'alignement, les guillemets, et qu'aucune clé n'est écrite deux fois",
        ) from error
    return documents if len(documents) > 1 else next(iter(documents), None)


def split_front_matter(source: Source) -> FrontMatter:
    """Separate the header of a Markdown file from its body; a file without header is all body."""
    header = _FRONT.match(source.text)
    if not header:
        return FrontMatter(body=source.text)
    body = source.text[header.end() :]
    try:
        fields = next(_documents(header[1]), None)
    except (yaml.YAMLError, RecursionError, OverflowError) as error:
        return FrontMatter(body=body, note=f"en-tête YAML illisible{_where(error, first_line=2)} : il n'est pas repris")
    if isinstance(fields, str | list):
        # A paragraph between two thematic breaks, and not a header.
        return FrontMatter(body=source.text)
    texts = {key.lower(): value.strip() for key, value in (fields or {}).items() if isinstance(value, str)}
    return FrontMatter(fields=texts, body=body)


def _documents(text: str) -> Iterator[Any]:
    _refuse_depth(text)
    for node in yaml.compose_all(text, Loader=_LOADER):
        yield _Values().read(node)


def _refuse_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _damaged("too deep", event)


class _Values:
    """Turns nodes into values and counts them; an alias of itself ends as a `RecursionError`."""

    def __init__(self) -> None:
        self.count = 0

    def read(self, node: Any) -> Any:
        self.count += 1
        if self.count > MAX_VALUES:
            raise OverflowError("too many values once aliases are unfolded")
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child) for child in node.value]
        if isinstance(node, yaml.MappingNode):
            return self._read_pairs(node)
        return None if node is None or node.tag == _NULL else node.value

    def _read_pairs(self, node: Any) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.read(key_node)
            name = "" if key is None else str(key)
            if name in pairs:
                raise _damaged("the same key twice: one value would be lost", key_node)
            pairs[name] = self.read(value_node)
        return pairs


def _damaged(problem: str, at: Any) -> yaml.YAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=at.start_mark)


def _where(error: Exception, first_line: int = 1) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return f" (ligne {mark.line + first_line}, colonne {mark.column + 1})" if mark else ""
