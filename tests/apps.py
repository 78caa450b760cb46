"""What the pages share, over a library of the tests."""

from typing import Any

from assistant.app.state import App
from assistant.audit import Audit
from assistant.server.access import Access
from assistant.settings import Settings
from corpus.library import Library


def app_over(library: Library, assistant: Any = None, **settings: Any) -> App:
    """Return the pages' state, in the home of a library; `assistant` may be whatever answers as one."""
    home, chosen = library.path.parent, Settings(**settings)
    return App(
        home=home,
        settings=chosen,
        assistant=lambda: assistant,
        library=library,
        access=Access(home, chosen),
        audit=Audit(home / "audit", days=90),
    )
