"""Capitalised words that are no names, in French and English.

Titles and roles go with a name without being one; days, months, languages and peoples take a
capital in English only. « May », « Mars » and « August » are here too: a date is not a name.
"""

from __future__ import annotations

_TITLES_TEXT = """
m mr mrs ms mme mlle mm mmes miss dr prof pr me maître docteur doctor professeur professor sir
lady lord madame monsieur mademoiselle messieurs mesdames president président présidente minister
ministre prime director directeur directrice ceo cfo cto king queen roi reine prince princess
princesse pope pape saint sainte general général captain capitaine judge juge sr jr senator sénateur
mayor maire officer chief chef coach secretary secrétaire governor gouverneur
"""
TITLES = frozenset(_TITLES_TEXT.split())
_CALENDAR_TEXT = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet
août septembre octobre novembre décembre janv févr avr juil déc spring summer autumn winter
printemps été automne hiver christmas easter noël pâques
"""
CALENDAR = frozenset(_CALENDAR_TEXT.split())
_PEOPLES_TEXT = """
french english german italian spanish european american british chinese japanese russian greek
latin roman arab arabic african asian indian canadian mexican australian irish scottish welsh
dutch belgian swiss swedish norwegian danish finnish polish portuguese turkish israeli palestinian
egyptian iranian iraqi korean vietnamese thai brazilian ukrainian christian muslim jewish islamic
catholic protestant hindu buddhist western eastern northern southern français française anglais
anglaise allemand allemande italien italienne espagnol espagnole européen européenne américain
américaine britannique chinois chinoise japonais japonaise russe grec romain africain asiatique
indien canadien belge suisse
"""
PEOPLES = frozenset(_PEOPLES_TEXT.split())
_ORDINARY_TEXT = """
a an the this that these those it its he she his her they their them we our you your i my me and
or but nor so yet if then else when while where why how what which who whom whose because since
although though however moreover furthermore therefore thus hence also additionally finally
overall first second third next last lastly firstly secondly in on at by for from to of with
without within into onto over under about above below between among during before after until
through across against along around as than like unlike per via not no yes some any all both each
every either neither many much more most few fewer less least several other another such same only
just even still already there here now today yesterday tomorrow according based given note please
summary conclusion introduction overview answer question example source sources passage passages
table figure section chapter article annex appendix step part page is are was were be been being
have has had do does did can could may might must shall should will would let total ok okay hello
dear regards thanks thank sorry important warning caution tip tips key main benefits features pros
cons faq internet web online email le la les l un une des du de d au aux à en dans par pour sur
sous avec sans chez vers entre depuis pendant avant après contre selon malgré ce cet cette ces c
cela ceci ça il elle ils elles nous vous je tu j te se s son sa ses leur leurs mon ma mes ton ta
tes notre nos votre vos et ou où mais donc ni car si que qu qui quoi dont quand comme comment
pourquoi lorsque lorsqu puisque puisqu quoique afin ainsi alors aussi aujourd bien bref cependant
certes certains certaines chaque chacun d'abord déjà deux trois quatre cinq dix enfin ensuite est
sont était ont y n ne pas plus moins très tout toute tous toutes toutefois néanmoins plusieurs
quelques autre autres même rien personne encore hier demain ici là voici voilà oui non merci
bonjour cordialement objet résumé réponse exemple document documents tableau chapitre annexe étape
partie attention remarque points point clés parmi grâce face lors outre suite faute il-y-a one two
three four five six seven eight nine ten am pm ad bc av jc tv pdf url html id vs etc eg ie nb ps
cf ttc ht tva tbc tbd asap diy celsius fahrenheit ai ia llm usa us uk eu ue u.s u.k
"""
ORDINARY = frozenset(_ORDINARY_TEXT.split())
_REPORTING_TEXT = """
passage passages text texts document documents article articles report source sources context
content mention mentions mentioned mentioning state states stated stating describe describes
described discuss discusses discussed explain explains explained provide provides provided indicate
indicates indicated note notes noted highlight highlights highlighted suggest suggests suggested say
says said refer refers referred cover covers covering covered information details detail detailed
summary summaries specifically explicitly according based regarding concise brief texte textes
extrait extraits rapport contexte contenu mentionne mentionnent mentionnee mentionnes mentionnees
precise precisent precisee indique indiquent indiquee explique expliquent expliquee decrit decrivent
decrite evoque evoquent evoquee souligne soulignent soulignee fournit fournissent fourni fournie
fournies presente presentent informations concernant base basee
"""
REPORTING = frozenset(_REPORTING_TEXT.split())
"""Folded words with which an answer speaks of its sources, and not of what they are about."""
_GENERIC_TEXT = """
état états révolution nord sud est ouest north south east west antiquité âge âges state states
revolution
"""
GENERIC = frozenset(_GENERIC_TEXT.split())
"""Words that are no name by themselves, though part of one: « États-Unis »."""
NOT_NAMES = CALENDAR | PEOPLES | ORDINARY
_PARTICLES_TEXT = """
de du des d la le van von der den di da dos del della bin ben el al y of
"""
PARTICLES = frozenset(_PARTICLES_TEXT.split())
