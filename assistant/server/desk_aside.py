"""The entries that others replaced on the desk before they were saved: any of them is taken up again as it was."""

from dataclasses import replace

from assistant.server.desk import Desk, Said, at_rest


def resume(desk: Desk, place: int) -> Desk:
    """Take up an entry that was put aside; the one on the desk, where it is not saved, goes aside in its turn."""
    at_rest(desk)
    if not 0 <= place < len(desk.aside):
        return desk
    wanted = desk.aside[place]
    rest = replace(desk, aside=(*desk.aside[:place], *desk.aside[place + 1 :])).making_room()
    now = replace(rest, session=wanted.session, request=wanted.session.record.request, kept=wanted.kept)
    text = f"Fiche reprise, toujours non enregistrée : {wanted.session.record.name}."
    return now.told(Said(who="glose", text=text))
