"""Words that exclude each other, in French and English: one side of a row cannot hold with another.

Words are folded (no case, no accent); a star stands for any ending. Rows are kept to plain opposites
that a summary may swap; a word of two meanings that are both common is left out. An indented line
goes on with the row above.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

_ROWS = """
augment* hauss* accro* grimp* increas* rise* rose rising grew grow* climb* | baiss* diminu*
  recul* chut* redui* reduct* decreas* fall* fell drop* declin* shrank shrink* reduce*
gagn* won win wins winning | perd* perte* lost lose* losing
accept* approuv* adopt* approv* agreed | refus* rejet* reject* declin* oppos*
autoris* permis permet* permit* allow* | interdi* prohib* defend* forbid* forbidden banned ban
obligatoire* compulsory mandatory exige* required | facultati* optional optionnel*
inclu* compri* included includ* | exclu* exclud*
ouvert* ouvr* rouvert* rouvr* open* reopen* | ferme* fermait fermant clos close* closed closing
  shut*
avant before | apres after
premier premiere first | dernier derniere last
debut* commenc* start* begin* began | fini* termin* ended end ends ending finish*
arriv* | part* quitt* depart* leave left
plus more over above | moins less fewer under below
superieur* higher greater | inferieur* lower
maximum max plus-au at-most | minimum min
minimum min minimal* | maximum max maximal*
meilleur* better best mieux | pire* pis worse worst
rapide* vite fast faster quick* | lent* slow*
facile* easy easier | difficile* hard harder difficult*
fort* strong* | faible* weak*
grand* large* big bigger | petit* small smaller
haut* high | bas basse* low
long* longer | court* short shorter
riche* rich* | pauvre* poor*
jeune* young* | vieux vieil* age agee ages old older
chaud* hot warm* | froid* cold
sec seche* dry | mouill* humide* wet
clair* bright | sombre* dark
plein* full | vide* empty
vrai* exact* true correct* | faux fausse* false incorrect* inexact* wrong untrue erron*
possible* | impossible*
legal* licite* lawful | illegal* illicite* unlawful
gratuit* free | payant* paid
public publique* | prive* private
positi* | negati*
present* | absent*
vivant* alive | mort* dead died
succes reussi* succe* success* | echec* echou* fail*
soutien* souten* soutient support* favour* favor* | oppos* against contre
augmente relev* rais* | abaiss* cut cuts
interieur* inside indoor* | exterieur* outside outdoor*
gauche left-hand | droite right-hand
nord north* | sud south* | est-cardinal east* | ouest west*
lundi* monday* | mardi* tuesday* | mercredi* wednesday* | jeudi* thursday* | vendredi* friday* |
  samedi* saturday* | dimanche* sunday*
matin* morning* | soir* evening* | midi noon | minuit midnight
printemps spring | automne autumn | hiver winter
toujours always | jamais never
tous toutes all every | aucun aucune none
majorit* majority | minorit* minority
unanim* | rejet*
annuel* annual* yearly | mensuel* monthly | hebdomadaire* weekly | quotidien* daily
proprietaire* landlord* bailleur* | locataire* tenant*
employeur* employer* | salarie* employe employee employees employes
vendeur* seller | acheteur* buyer
debiteur* debtor* | creancier* creditor*
demandeur* plaintiff* claimant* | defendeur* defendant*
avantage* advantage* | inconvenient* disadvantage* drawback*
benefice* profit* | deficit* perte* loss losses
import importation* importe* imported imports | export exportation* exporte* exported exports
entree* entry entrance | sortie* exit
temporaire* provisoire* temporary | permanent* definiti*
avec with | sans without
coupable* guilty | innocent*
volontaire* voluntary deliberate* | involontaire* accident*
guerison gueri* recover* | aggrav* worsen*
confirm* | dement* infirm* deni* deny
ralenti* slow* | acceler* speed*
renforc* strengthen* | affaibli* weaken*
mari husband | femme-epouse wife
pere father | mere mother
fils son | fille daughter
frere brother | soeur sister
oncle uncle | tante aunt
homme* man men | femme* woman women
garcon* boy* | filles girls
blanc* white | noir* black
rouge* red | vert* green | bleu* blue | jaune* yellow
simple* single | double*
individuel* individual | collecti* collective
majeur* adult* adulte* | mineur* enfant* child*
national* | etranger* foreign*
ancien* former | nouveau nouvelle nouveaux new
"""


def _rows() -> Iterator[tuple[int, int, str]]:
    for row, line in enumerate(_ROWS.strip().replace("\n  ", " ").splitlines()):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                yield row, side, word


_EXACT: dict[str, list[tuple[int, int]]] = {}
_STARTS: dict[str, list[tuple[int, int]]] = {}
for _row, _side, _word in _rows():
    _table = _STARTS if _word.endswith("*") else _EXACT
    _table.setdefault(_word.removesuffix("*"), []).append((_row, _side))
_SHORTEST = min(map(len, _STARTS))


@lru_cache(maxsize=65_536)
def sides(key: str) -> tuple[tuple[int, int], ...]:
    """Return the (row, side) places of a folded word."""
    found = list(_EXACT.get(key, ()))
    for size in range(_SHORTEST, len(key) + 1):
        found += _STARTS.get(key[:size], ())
    return tuple(found)


def exclude(one: str, other: str) -> bool:
    """Whether two folded words exclude each other; a word on both sides of a row excludes none."""
    ours, theirs = sides(one), sides(other)
    if not ours or not theirs:
        return False
    shared = set(ours) & set(theirs)
    rows = {row for row, _side in shared}
    return any(a == b and s != t and a not in rows for a, s in ours for b, t in theirs)
