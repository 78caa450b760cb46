"""Documents that try to run something in the browser of whoever reads them. Each attempt would open a dialog."""

from pathlib import Path

QUESTION = "À quelle heure ouvre la ludothèque de Valbrume ?"
ANSWER = "La ludothèque de Valbrume ouvre à 10 heures"
NAME = "<img src=x onerror=alert(8)>.txt"
"""A file may bear such a name: it is shown wherever files are."""

REQUEST = "attribution des jeux <img src=x onerror=alert(41)> de la ludothèque"

_MARKDOWN = f"""---
title: "Ludothèque <script>alert(1)</script><img src=x onerror=alert(2)>"
publisher: "<svg onload=alert(3)>"
date: 2026-05-01
url: "javascript:alert(4)"
---

# Ludothèque <script>alert(5)</script>

## Horaires <iframe srcdoc="<script>parent.alert(6)</script>"></iframe>

{ANSWER} <img src="x" onerror="alert(7)"> tous les jours, sauf le lundi `${{alert(9)}}` {{{{alert(10)}}}}.
Voir [la ludothèque](javascript:alert(11)) ou <a href="javascript:alert(12)">cette page</a>.

<script>alert(13)</script>
"""

_PAGE = """<!doctype html><html lang="fr"><head><title>Bibliobus &lt;script&gt;alert(20)&lt;/script&gt;</title></head>
<body onload="alert(21)"><h1>Bibliobus</h1><p>Le bibliobus passe le mardi &lt;img src=x onerror=alert(22)&gt;.</p>
<script>alert(23)</script><p><a href="javascript:alert(24)" onmouseover="alert(25)">Horaires</a></p></body></html>
"""

_NOTE = """Attribution des jeux de la ludothèque <script>alert(50)</script>

Finalité

L'algorithme sert à classer les demandes de jeux <img src=x onerror=alert(51)> selon un barème public.

Décision

La commission décide de l'attribution de chaque jeu <svg onload=alert(52)>. Le logiciel calcule les points et propose \
un classement <a href="javascript:alert(53)">ici</a> : il ne décide pas `${alert(54)}`.
"""

_ENTRY = """Identifiant: ludotheque
Informations sur l'administration:
  Nom de l'administration concernée: "<svg onload=alert(30)>"
Informations métier sur l'algorithme et la décision prise:
  Nom de l'algorithme: "Ludothèque <script>alert(31)</script>"
  Finalité de l'algorithme: "Classer les jeux <img src=x onerror=alert(32)>"
  Niveau d'automatisation de la décision: Outil d'aide à la décision
  Ressources connexes:
    - "javascript:alert(33)"
"""


def write_hostile(folder: Path) -> None:
    """Write them all."""
    (folder / "ludotheque.md").write_text(_MARKDOWN, "utf-8")
    (folder / NAME).write_text(_NOTE, "utf-8")
    (folder / "bibliobus.html").write_text(_PAGE, "utf-8")
    (folder / "registre-ludotheque.yaml").write_text(_ENTRY, "utf-8")
