"""The commonest words of French and English, which say nothing about what a text is about.

Own lists, close to Snowball's (snowballstem.org, BSD); question words are in, for a question is
what searches.
"""

from __future__ import annotations

from assistant.types import Language

_FRENCH = """
a à ai aie aient ait alors après as au aucun aucune aura auraient aurait auront aussi autre autres
aux avaient avait avant avec avez avoir avons ayant bien c ça car ce ceci cela celle celles celui
ces cet cette ceux chaque chez ci combien comme comment d dans de depuis des donc dont du elle elles
en entre es est et étaient était étant été être eu eux fait faire faut fois font furent fut hors ici
il ils j je jusqu l la là laquelle le lequel les lesquelles lesquels leur leurs lors lui m ma mais
me même mes mien moi moins mon n ne ni non nos notre nous on ont or ou où par parce pas pendant peu
peut peuvent plus pour pourquoi pouvait puis qu quand que quel quelle quelles quels qui quoi s sa
sans se sera seraient serait seront ses si son sont sous sur t ta te tel telle tes toi ton tous tout
toute toutes très tu un une vers voici vos votre vous y
"""
_ENGLISH = """
a about above after again against all also am an and any are aren as at be because been before being
below between both but by can cannot could couldn d did didn do does doesn doing don down during each
few for from further had hadn has hasn have haven having he her here hers herself him himself his
how i if in into is isn it its itself just ll m me more most my myself no nor not now of off on once
only or other our ours ourselves out over own re s same she should shouldn so some such t than that
the their theirs them themselves then there these they this those through to too under until up ve
very was wasn we were weren what when where which while who whom whose why will with won would
wouldn you your yours yourself yourselves
"""
STOP_WORDS: dict[Language, frozenset[str]] = {
    Language.FR: frozenset(_FRENCH.split()),
    Language.EN: frozenset(_ENGLISH.split()),
}
"""Words left out of the index, in lower case with their accents."""
