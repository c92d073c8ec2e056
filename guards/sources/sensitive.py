"""Tells by its words whether a question is about law, health, money, employment or safety.

There a wrong sentence harms someone, so the answer is held to the strict profile. One strong word or
two weak ones of a subject decide; words are folded, and a star stands for any ending. Where the lists
are silent, the words together may tell (`subjects.py`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from assistant.i18n import _

from . import subjects
from .words import read


class Subject(StrEnum):
    """A subject on which every sentence needs evidence."""

    EMPLOYMENT = "employment"
    MEDICAL = "medical"
    LEGAL = "legal"
    FINANCIAL = "financial"
    SAFETY = "safety"


def name(found: Subject) -> str:
    """Return a subject as it is shown."""
    return {
        Subject.EMPLOYMENT: _("employment"),
        Subject.MEDICAL: _("health"),
        Subject.LEGAL: _("law"),
        Subject.FINANCIAL: _("money and taxes"),
        Subject.SAFETY: _("safety"),
    }[found]


_STRONG_WORDS = {
    Subject.EMPLOYMENT: """
        licenci* demission* prudhom* preavis preavise harcelement disciplinaire*
        rupture-conventionnelle
        periode-d-essai conges-payes arret-maladie accident-du-travail inaptitude syndica* greve
        conge-maternite conge-parental cdi cdd contrat-de-travail cotisations-patronales
        bulletin-de-paie
        entretien-prealable lettre-d-avertissement heures-supplementaires
        dismiss* redundan* severance layoff* laid-off harassment probation sick-leave
        maternity-leave
        paternity-leave notice-period misconduct grievance tribunal unfair-dismissal wrongful
        employment-contract trade-union overtime-pay termination-letter written-warning
        retraite salaire-minimum smic prime-de prime-d embauch* stagiaire* apprenti* chomage
        horaires-d horaires-de
        sanction-disciplinaire mutation-professionnelle burn-out delegue* cse
        conventions-collectives convention-collective
        temps-partiel interim teletravail solde-de-tout-compte mise-a-pied
        ressources-humaines recrutement
        minimum-wage disciplin* intern interns zero-hours furlough payslip wages hiring
        recruit* retirement
        unpaid-leave working-hours contract-of-employment whistleblow* gross-misconduct
        bullying payroll
        """,
    Subject.MEDICAL: """
        posologie paracetamol ibuprofene aspirine medicament* comprime comprimes
        antibiotique* vaccin*
        anticoagulant* insuline grossesse symptome* diagnosti* ordonnance traitement-medical
        maladie*
        cancer* diabet* avc infarctus prise-de-sang effets-indesirables nourrisson* pilule fievre
        hypertension depress* suicid* allergi* surdos* overdos* contre-indic* chirurg* migraine*
        mal-a-la-poitrine mal-au-ventre mal-a-la-tete ferritine cholesterol tension-arterielle
        ibuprofen acetaminophen aspirin drug-interaction medicin* medication* antibiotic*
        vaccin* pregnan*
        symptom* diagnos* prescription* insulin sepsis side-effect side-effects
        blood-pressure blood-test
        fever tablets surgery haemoglobin hemoglobin stroke heart-attack chest-pain miscarriage
        second-degree-burn contraindic* asthma epilep* dosage
        gelule* magnesium somnifere* corticoide* gripp* tension-est ma-tension vitamine*
        cachet* fracture* entorse*
        cheville brulure* plaie* hemorrag* infection* virus covid toux asthme epilep*
        psychiatr* anxiete therapi* dentiste
        hopital urgences medical medicale medicaux patient patiente patients operation*
        anesthes* scanner irm cardia* coeur
        pouls foie rein reins cancer* tumeur* menopaus* contracepti* fausse-couche allait*
        avortement sevrage drogue*
        alcoolisme nausee* vomi* saigne* vertige* ordonnances pharmac* medicale seringue* perfusion
        sleeping-pills painkiller* swollen bleeding wound* infection* virus cough* flu
        vitamin* dentist hospital medical
        clinical anaesthe* anesthe* cardiac kidney liver tumour* tumor* menopaus*
        contracept* breastfeed* abortion
        withdrawal-symptoms vomit* dizz* nausea rash pharmac* nurse syringe fracture*
        sprain* broken-bone concussion
        heart-rate cholesterol therap* antidepress* anxiety mental-health paracetamol
        allerg* dehydrat* unconscious faint*
        """,
    Subject.LEGAL: """
        tribunal* avocat* juridi* jurispruden* prescription-civile plainte procureur
        divorce* garde-alternee
        mise-en-demeure clause* vice-cache vices-caches diffamation* contester-une-amende amende*
        proprietaire-peut depot-de-garantie bail rgpd succession-legale heritier* testament
        contravention* loi lois illegal* legal legalement legaux responsabilite-civile
        proces huissier*
        expuls* infraction* penal* delit* contrat-de-bail clauses-abusives
        lawsuit sue sued suing solicitor* lawyer* attorney* enforceable evict* eviction landlord
        limitation-period defamation libel gdpr custody divorce contesting-a-will
        letter-before-action
        court courts illegal legal legally liability non-compete parking-fine unlawful
        criminal prosecut*
        statute* copyright-infring* power-of-attorney
        colocataire* mentions-obligatoires ai-je-le-droit droit-de droits-d-auteur
        code-civil code-du-travail
        reglementaire* reglementation* usufruit* copropriete notaire* tutelle curatelle pacs
        mariage-contrat pension-alimentaire
        garde-des-enfants heritage* nationalite titre-de-sejour visa asile prefecture cnil
        consentement brevet* marque-deposee
        plagiat contrefacon assignation appel-du-jugement jugement* juge juges arbitrage*
        mediation* responsable-juridiquement
        conditions-generales retractation garantie-legale litige* recours servitude* constat
        etat-des-lieux squat*
        legislation binding refund verbal-agreement agreement landlord* tenancy lease deed*
        probate executor guardian*
        trademark* patent* copyright* plagiar* injunction* settlement* plaintiff* defendant*
        jury judge judges magistrate*
        visa immigration asylum citizenship naturali* dispute* compensation-claim warranty
        consumer-rights regulation*
        legislat* comply compliance article-of-law bylaw* notari* easement* trespass*
        neighbour-dispute data-protection
        """,
    Subject.FINANCIAL: """
        impot* fisc* tva taux-d-usure assurance-vie credit-immobilier hypothe*
        pret-immobilier urssaf
        droits-de-succession declaration-de-revenus charges-sociales cotisations micro-entrepreneur*
        bilan-comptable amortir amortissement* dividende-versement plus-value* rembourser-mon-pret
        placement-financier mon-pret surendettement faillite bourse
        tax taxes vat hmrc mortgage* pension* deductible deduct* inheritance-tax corporation-tax
        capital-gains bankrupt* loan loans invest-my savings shares-or-bonds interest-rate
        taxe taxes cfe cotisation fiscal* fiscaux donation* don-manuel livret-a pea epargne*
        emprunt* credit-a
        surendett* rachat-de-credit taux-d-interet niche-fiscale crypto* bitcoin*
        portefeuille-boursier obligations-d-etat
        comptab* bilan-de facturation liquidation* tresorerie redressement* dividende*
        parts-sociales retraite-complementaire
        agios decouvert assurance-emprunteur ifi isf csg exoner* abattement* prelevement*
        crypto* bitcoin* capital-gain retire-at saved-for dividend* accountan* accounting
        audit* invoice-tax self-assessment
        overdraft credit-card-debt debt debts stocks portfolio annuity annuities trust-fund
        insolven* liquidat* refinanc*
        council-tax customs-duty stamp-duty allowance depreciat* payroll-tax ira isa 401k
        """,
    Subject.SAFETY: """
        javel gaz-fuite fuite-de-gaz electrocut* acide* amiante echafaudage* explosi*
        incendie* evacuation
        intoxication* couper-le-courant prise-electrique monoxyde toxique* premiers-secours secourir
        charge-maximale equipement-de-protection risque-chimique radioacti* noyade
        bleach ammonia smell-gas gas-leak asbestos hydrofluoric chemical-spill first-aid choking
        electrocut* explosi* fire-regulation* fire-regulations maximum-load scaffold*
        carbon-monoxide
        poison* isolate-the-power forklift hazard* evacuat* refreeze food-poisoning
        haute-tension ligne-electrique detecteur-de-fumee extincteur* rallonge-electrique
        multiprise* echelle-de
        produits-chimiques produit-chimique combustible* inflammable* solvant* pesticide*
        soudure* levage chariot-elevateur
        chute-de-hauteur casque-de masque-ffp brule-gaz chaudiere-gaz evacuer accident-de
        consignes-de-securite tronconneuse
        batterie-lithium fumee* seisme inondation-que sauvetage noyer etouff* champignon*
        comestible*
        high-voltage power-line* fire-extinguisher extinguisher* extension-lead
        extension-cord smoke-alarm smoke-detector
        chemical* flammable solvent* pesticide* welding chainsaw* ladder ladders hard-hat
        respirator* lithium-battery
        earthquake flood-safety drown* choke mushroom* edible gas-boiler heater fumes burns*
        safety-procedure lifeguard
        safe-to food-safety raw-chicken thaw* expired
        """,
}
_WEAK_WORDS = {
    Subject.EMPLOYMENT: """
        salarie* employeur* employe* collaborat* cadre sanction* indemnite* muter mutee mute
        conge conges
        avertissement retard* obligations rh signale
        employee* employer worker* hr notice salary leave dismissal promotion refus* consent warning
        late* appeal colleague weeks
        accord horaire* poste prime depart remuner* salaire* equipe-syndicale embauche
        assistante recruter
        wage pay intern staff boss contract hours hire
        """,
    Subject.MEDICAL: """
        dose doses notice sante medecin docteur consulter enfant bebe kg prendre douleur* mal malade
        alcool cachet
        dose doses doctor child baby patient take taking drug drugs alcohol pain treat
        leaflet burn fast
        safe
        grave risque risques tension jambe dos tete ventre gonfle* symptome seniors age
        enceinte dormir pilules
        pill pills broken swollen ankle dangerous blood weight sick ill illness pregnant daily
        """,
    Subject.LEGAL: """
        contrat* droit* article* proprietaire* locataire* delai* attaquer garantie facture impayee*
        contester risque-t-on autorise voisin* filmer conserver donnees signer
        contract* right rights clause* invoice unpaid tenant appeal fine will records faulty
        terms sign
        quitter prevenir rompre obligatoire* puis-je peut-il dois-je interdit* autorisation*
        amende terme marchand
        can-i do-i-have-to am-i-allowed allowed permission required must-i digital download obliged
        """,
    Subject.FINANCIAL: """
        placer taux credit* rembours* pret* deduire frais penalite* paiement declarer
        declaration seuil
        societe actions bilan revenu* tardif anticipation euros interets
        invest* interest rate repay* deadline penalty return owe expense company claim
        deduct shares bonds
        payment late
        montant payer verser donner imposable* declarer fille heritier placement* banque*
        compte achat vendre investir
        gains report saved retire bank buy sell account money profit amount
        """,
    Subject.SAFETY: """
        protection* danger* electrique courant melanger vinaigre manipuler consignes
        personnes-au-maximum
        charge conserver viande securite urgence toiture
        dangerous danger gloves handle mix power socket chemical safe chicken thawed evacuation gas
        regulations emergency
        distance risque risques chauffage brancher fumee sonne alarme accident protection
        electricite
        plug heater fire lead alarm smoke electric electrical oil hazard accident protective
        """,
}
_ENOUGH = 2
_LIKELY = 0.6
"""Chosen on questions left out in turn: below it too many ordinary ones are held."""
_READ = 4_000  # characters of a question; what follows is the document it is about


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of every subject: whole ones, beginnings, and phrases."""

    exact: tuple[tuple[str, Subject], ...]
    starts: tuple[tuple[str, Subject], ...]
    phrases: tuple[tuple[str, Subject], ...]

    def entries(self, keys: tuple[str, ...]) -> set[tuple[str, Subject]]:
        """Return the entries found, each once."""
        joined = f" {' '.join(keys)} "
        return {
            *((word, found) for word, found in self.exact if word in keys),
            *((word, found) for word, found in self.starts if f" {word}" in joined),
            *((words, found) for words, found in self.phrases if f" {words} " in joined),
        }


def subject(text: str) -> Subject | None:
    """Return the sensitive subject of a question; None for an ordinary one."""
    return listed(text) or _likely(text)


def listed(text: str) -> Subject | None:
    """Return the subject with most words of the lists; None where they are silent."""
    keys = read(text[:_READ]).keys
    points: Counter[Subject] = Counter()
    for lexicon, weight in ((_STRONG, _ENOUGH), (_WEAK, 1)):
        for _entry, found in lexicon.entries(keys):
            points[found] += weight
    best = max(points, key=lambda found: points[found], default=None)
    return best if best is not None and points[best] >= _ENOUGH else None


def _likely(text: str) -> Subject | None:
    """Return the subject that no word of the lists tells, but all words together do."""
    found = subjects.chances(text)
    if 1 - found.pop(subjects.ORDINARY) < _LIKELY:
        return None
    return Subject(max(found, key=lambda kind: found[kind]))


def _lexicon(table: dict[Subject, str]) -> _Lexicon:
    words = [
        (word.replace("-", " "), found) for found, text in table.items() for word in text.split()
    ]
    starts = tuple((word[:-1], found) for word, found in words if word.endswith("*"))
    plain = [entry for entry in words if not entry[0].endswith("*")]
    return _Lexicon(
        tuple(entry for entry in plain if " " not in entry[0]),
        starts,
        tuple(entry for entry in plain if " " in entry[0]),
    )


_STRONG, _WEAK = _lexicon(_STRONG_WORDS), _lexicon(_WEAK_WORDS)
