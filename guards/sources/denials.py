"""The words that deny, and those that only help a verb, in French and English.

Words are folded: no case, no accent.
"""

from __future__ import annotations

import re

_WITH_NE_TEXT = """
pas plus jamais aucun aucune rien personne ni guere nullement point
"""
WITH_NE = frozenset(_WITH_NE_TEXT.split())
"""What goes with « ne »."""
_ALONE_TEXT = """
pas non aucun aucune ni sans jamais not no never without neither nor none nobody nothing cannot
"""
ALONE = frozenset(_ALONE_TEXT.split())
"""What denies by itself."""
LACKING = frozenset(("sans", "without"))
"""What denies a condition, beside a verb that may be denied as well."""
_CONTRACTED_TEXT = """
don doesn didn isn aren wasn weren won wouldn shouldn couldn can mustn hasn haven hadn needn
mightn oughtn ain
"""
CONTRACTED = frozenset(_CONTRACTED_TEXT.split())
"""What stands before « 't »."""
_ONLY_TEXT = """
only seulement uniquement simply just merely such necessarily forcement que
"""
ONLY = frozenset(_ONLY_TEXT.split())
"""What takes the denial before it back."""
# The last rows are of whole words: « peu » is no « peut », « cess » no « cession », « deni » no « Denis ».
IMPLIED = re.compile(
    r"(?:cess(?!i[ob])|stop|fail|echou|refus|rejet|reject|interdi|forbid|prohib|empech|prevent"
    r"|invalid|annul|cancel|exclu(?!si[fv])|abandon|supprim|dement|manqu|unable|impossib"
    r"|incap|evit|avoid"
    r"|den(?:y|ying|ie[ds]?|ials?|ier|iait|ia|ient|iee|iees|i)$"
    r"|(?:lack(?:s|ed|ing)?|absence|sans|without|hardly|barely|peine|rare(?:s|ment)?|rarely|seldom"
    r"|peu|little|few)$)"
)
# Not in the list above: « did not forget » and « forgot » are to contradict each other.
UNDONE = re.compile(
    r"(?:oubli|forg[eo]t|renonc(?!ul)|(?:declin(?:ed|es|ing)"
    r"|ni(?:e[es]{0,2}|ent|er|erent|a|ait|aient|ant|era|eront))$)"
)
"""What says of a deed that it was not done, and may be denied itself."""
_POWER_TEXT = """
peut peuvent peux puis pouvons pouvez pouvait pouvaient pouvais pourra pourront pourrai pourras
pourrons pourrez pourrait pourraient pourrais pourrions pourriez puisse puissent puissions puissiez
put purent sait savent sais savez savait savaient saura sauront saurai saurons saurez saurait
sauraient saurais
"""
POWER = frozenset(_POWER_TEXT.split())
"""Forms of « pouvoir » and « savoir », which « ne » denies without « pas »."""
_VOID_TEXT = """
est sont suis etes etait etaient etais etions etiez ete etre etant sera seront serai seras serons
serez serait seraient serais serions seriez soit soient fut furent
a ont ai avons avez avait avaient avais avoir ayant aura auront aurai auras aurons aurez aurait
auraient aurais aurions auriez ait aient eut eurent
doit doivent dois devons devez devait devaient devais devra devront devrai devras devrons devrez
devrait devraient devrais devrions devriez doive doivent dut durent
faut faudra faudrait fallait
veut veulent veux voulons voulez voulait voulaient voulais voudra voudront voudrait voudraient
voudrais
fait font il elle ils elles on cela
is are was were be been being has have had having do does did can could may might must shall should
will would ought this that there
"""
VOID = POWER | frozenset(_VOID_TEXT.split())
"""Words that say nothing of their own: a denial beside them is of the word that they help."""
