"""The only way for a text to become HTML: everything that could be markup is escaped, and only web links are links."""

from html import escape

from assistant.addresses import is_web


def text(words: str) -> str:
    """Return a text that shows as it is, in an element or in a quoted attribute."""
    # `$`, `{` and the grave accent are commands of the templates of Gradio, should a text ever reach one.
    return escape(words).replace("$", "&#36;").replace("{", "&#123;").replace("`", "&#96;")


def link(url: str, words: str) -> str:
    """Return a link that opens in another tab, or the words alone where the address is not one of the web."""
    if not is_web(url):
        return text(words)
    return (
        f'<a href="{text(url)}" target="_blank" rel="noopener noreferrer">{text(words)}'
        '<span class="lecture"> (nouvel onglet)</span></a>'
    )
