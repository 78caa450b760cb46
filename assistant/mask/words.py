"""Words that the masking of names and of places share: what is a capital, what goes between two names, what is neither.

These are pieces of regular expressions; they tell capitals from small letters.
"""

from functools import cache
from pathlib import Path

from index.fold import fold

_UPPER = "".join(char for char in map(chr, range(ord("A"), 0x250)) if char.isupper())

CAPITALISED = rf"(?:[{_UPPER}]\.|(?:[dDlLOoNn]['’])?[{_UPPER}]\w*(?:['’-]\w+)*)"
"""A word of a name: "Dupont", "LE", "Jean-Paul", "D'Angelo", "N'Diaye", "J."."""

LINK = r"(?:de\sla|du|des|de|la|les?|aux?|sur|sous|en|saint|sainte|ste?)(?!\w)"
"""What stands in small letters inside the name of a place."""

PARTICLE = (
    r"(?:de\sla\s|de\sl['’]|(?:du|des|de|van|von|der|den|ten|el|al|ben|bin|ibn|da|dos|das|do|di|del|della|y)\s|d['’])"
)
"""What stands in small letters inside the name of a person."""

STOP = r"(?i:(?:{})\b)".format(
    "|".join(
        """a à afin ai ainsi alors après as au aucun aucune aura aurait aussi autre aux avaient avais avait avant avec
        avez avoir avons ayant bien bonjour bonsoir car ce ceci cela celle celui ces cet cette ceux chez combien comme
        comment concernant contre c d dans de deja déjà demande demandait depuis des doit dois doivent donc dont du elle
        elles en encore entre est et étaient étais était été être eu faire fait faut fera habite il ils j je jusqu l la
        le les leur leurs lors lorsque lui m ma mais me merci mes moi mon n ne ni nos notre nous on ont ou où par pas
        pendant peut peuvent peux plus pour pourquoi pourrait pourrais puis puisque qu quand que quel quelle quelles
        quels qui quoi reçoit s sa sans sera serait ses si sinon soit son sont souhaite sous suis suite sur svp t ta
        te tes toi ton touche touchent très tu un une va vais vais vers veut veux via vient vit voici voilà vos votre
        voudrais voudrait vous y travaille perçoit percoit vivait vivent refuse cherche paie paye prend peine dit
        toujours toutefois tous tout toute toutes""".split()
    )
)
"""Words that no name goes on after."""


@cache
def first_names() -> frozenset[str]:
    """Return the first names that are masked wherever they stand, folded."""
    return frozenset(fold(Path(__file__).with_name("first_names.fr.txt").read_text("utf-8")).split())
