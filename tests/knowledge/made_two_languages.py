"""Forty short notes, half French and half English, with questions in the language that the note is not in.

Everyone and everything in it is invented.
"""

NOTES = {
    "fr/chaudiere.md": "# Chaudière\n\n"
    "La chaudière a été remplacée en novembre 2024 par Thermolys. La pression normale est entre 1,2 et 1,8 bar ; "
    "en dessous, rouvrir le robinet de remplissage sous l'évier. Garantie : cinq ans.",
    "fr/ecole.md": "# École de Zoé\n\n"
    "La cantine se paie avant le 5 du mois sur le portail. Les jours de pluie, la sortie se fait par la porte de "
    "la rue des Lavandières. La maîtresse s'appelle Mme Torrelles.",
    "fr/levain.md": "# Pain au levain\n\n"
    "Rafraîchir le levain la veille au soir. Pâte : 500 g de farine T80, 350 g d'eau, 10 g de sel. Cuisson 45 "
    "minutes à 230 °C dans une cocotte fermée, puis dix minutes sans couvercle.",
    "fr/bail.md": "# Bail de l'appartement\n\n"
    "Préavis de trois mois pour le locataire, un mois en zone tendue. Le dépôt de garantie est d'un mois de loyer "
    "hors charges et doit être rendu dans les deux mois.",
    "fr/ruche.md": "# Les ruches\n\n"
    "Traitement contre le varroa en août, après la récolte. La reine de la ruche bleue a été changée en mai. Ne "
    "pas ouvrir sous 15 degrés. Récolte 2025 : 31 kilos de miel de tilleul.",
    "fr/impots.md": "# Impôts\n\n"
    "La déclaration en ligne ferme début juin dans notre département. Les frais de garde de Zoé se déclarent case "
    "7GA. Prélèvement le 15 de chaque mois.",
    "fr/genou.md": "# Genou\n\n"
    "Entorse du 12 février. Le kinésithérapeute recommande vélo et natation, pas de course à pied avant l'été. "
    "Glacer vingt minutes après l'effort. Prochain rendez-vous dans trois semaines.",
    "fr/reunion.md": "# Compte rendu du 4 mars\n\n"
    "Le lancement du portail client est repoussé à septembre, faute de traductions. Bastien reprend les tests de "
    "charge. Le budget formation est gelé jusqu'au prochain trimestre.",
    "fr/velo.md": "# Vélo\n\n"
    "Pneus : 3,5 bars à l'avant, 4 à l'arrière. La chaîne est à changer tous les 3 000 km. L'antivol plié se "
    "range sous la selle ; la clé de secours est chez ma sœur.",
    "fr/jardin.md": "# Potager\n\n"
    "Semer les carottes en mars, éclaircir à cinq centimètres. Les limaces : des planches le soir, les ramasser "
    "au matin. Les tomates anciennes se tuteurent dès trente centimètres.",
    "fr/copropriete.md": "# Assemblée de copropriété\n\n"
    "Le ravalement de la façade est voté pour 84 000 euros, étalé sur deux ans. L'ascenseur sera hors service "
    "pendant la semaine du 9 juin. Le syndic change en janvier.",
    "fr/voiture.md": "# Voiture\n\n"
    "Contrôle technique à refaire avant le 20 septembre. Vidange faite à 84 300 km. Le bruit à l'avant gauche "
    "vient du roulement, devis de 310 euros au garage des Aubépines.",
    "fr/chat.md": "# Mirza, le chat\n\n"
    "Allergique au poulet : croquettes au saumon seulement. Vermifuge tous les trois mois. La vétérinaire, Dr "
    "Quentric, conseille de surveiller ses reins à partir de dix ans.",
    "fr/mariage.md": "# Mariage de Clémence\n\n"
    "La cérémonie a lieu à la mairie à onze heures, le repas au moulin de Brassac. Nous apportons le vin et la "
    "pièce montée. Thème vestimentaire : pas de blanc, chaussures plates pour l'herbe.",
    "fr/sauvegarde.md": "# Sauvegardes\n\n"
    "Le disque noir garde une copie chaque dimanche à deux heures. Une seconde copie, chiffrée, dort chez mes "
    "parents et se renouvelle tous les trimestres. Restauration essayée en avril : quarante minutes.",
    "fr/piano.md": "# Piano\n\n"
    "L'accordeur passe deux fois par an. La touche du fa dièse colle par temps humide : déshumidificateur à 50 %. "
    "Morceau du trimestre : une barcarolle en sol mineur.",
    "fr/assurance.md": "# Assurance voyage\n\n"
    "La carte couvre l'annulation jusqu'à 5 000 euros si le voyage a été payé avec elle. Déclarer dans les cinq "
    "jours. Les sports d'hiver sont exclus sans l'option montagne.",
    "fr/stagiaires.md": "# Accueil des stagiaires\n\n"
    "Gratification versée le dernier jour ouvré. Le tuteur signe la convention avant l'arrivée. Badge à rendre à "
    "la gardienne le soir du départ.",
    "fr/randonnee.md": "# Tour du Pelvas\n\n"
    "Trois jours, 2 900 mètres de montée. Le refuge des Marmottes ne prend pas la carte. La dernière source est à "
    "la cabane de berger ; ensuite plus d'eau jusqu'au col.",
    "fr/colis.md": "# Colis perdu\n\n"
    "Réclamation ouverte le 18 janvier, numéro 55-0192. Le transporteur rembourse au poids, sauf valeur déclarée. "
    "Relancer par courrier recommandé après trente jours.",
    "en/fridge.md": "# Fridge\n\n"
    "The seal of the freezer door was replaced in March. If the bottom drawer ices up, unplug it for six hours "
    "and leave the door open. The energy label says 180 kWh a year.",
    "en/lisbon.md": "# Lisbon trip\n\n"
    "The flat had no lift and four flights of stairs. Best custard tarts at the bakery behind the market. Buy the "
    "tram pass at the kiosk, drivers charge twice as much.",
    "en/onboarding.md": "# Onboarding\n\n"
    "New colleagues get their laptop on the second day. Holiday requests go through Marjorie at least two weeks "
    "ahead. Expenses under 40 euros need no receipt.",
    "en/allotment.md": "# Allotment\n\n"
    "Rent is due on Lady Day. The shed key hangs behind the water butt. Potatoes had blight last year, so that "
    "bed gets beans this season.",
    "en/migraine.md": "# Migraine diary\n\n"
    "Attacks come after short nights and red wine. Dr Okafor suggests magnesium before bed and a dark room at the "
    "first sign. No more than ten painkillers a month.",
    "en/swim.md": "# Swimming club\n\n"
    "Lanes three and four are ours on Thursday evening. Membership is 120 pounds a year, half for students. Bring "
    "a padlock: lockers have none.",
    "en/router.md": "# Router\n\n"
    "The guest network resets its password every month. Hold the button for ten seconds to go back to factory "
    "settings. The garage has no signal unless the repeater is plugged in.",
    "en/choir.md": "# Choir\n\n"
    "The winter concert is on 13 December at St Brannoc. Altos wear dark green. Sheet music must be given back "
    "the week after, or the deposit is lost.",
    "en/visa.md": "# Visa\n\n"
    "The appointment at the consulate needs two photographs and proof of income. Processing takes fifteen working "
    "days. The fee is not refunded if they say no.",
    "en/budget.md": "# Team budget\n\n"
    "We overspent on cloud hosting by nine per cent. Hiring is on hold until the board meets in October. The "
    "marketing line was cut in half.",
    "en/roof.md": "# Roof\n\n"
    "Two slates slipped in the February storm. The builder quoted 640 pounds with scaffolding and can come after "
    "Easter. The loft insulation is dry.",
    "en/kiln.md": "# Pottery\n\n"
    "Bisque firing goes up to 1000 degrees, glaze to 1240. Let the kiln cool for a whole day before opening. Blue "
    "celadon runs, so keep it away from the foot.",
    "en/tenant.md": "# Upstairs tenant\n\n"
    "He moves out at the end of August and leaves the washing machine. The smoke alarms need new batteries. Meter "
    "reading on the day: ask for a picture.",
    "en/interview.md": "# Interview notes\n\n"
    "The candidate has run warehouses for six years and speaks Polish. She can start in May and asked about "
    "working from home. Weak on spreadsheets.",
    "en/sewing.md": "# Sewing machine\n\n"
    "Use a size 90 needle for denim. The tension dial sits best at four. Oil it after every eight hours of use, "
    "behind the little door.",
    "en/will.md": "# Grandmother's will\n\n"
    "The solicitor keeps the original. The cottage goes to the three cousins in equal parts; the clock goes to "
    "Agnes. Probate may take nine months.",
    "en/camping.md": "# Camping list\n\n"
    "The stove takes the big gas canister. The blue tent leaks at the left seam, treat it first. Pitches by the "
    "lake must be booked in January.",
    "en/dog.md": "# Biscuit, the dog\n\n"
    "He is scared of fireworks: keep the radio on. Two walks a day, never off the lead near the sheep. Tick "
    "treatment on the first of each month from April.",
    "en/book.md": "# Reading group\n\n"
    "Next book: a novel about lighthouse keepers. We meet at Priya's on the last Tuesday. Whoever chose the book "
    "brings the cake.",
    "en/solar.md": "# Solar panels\n\n"
    "Eight panels on the south side, 3.2 kilowatts. The inverter is warranted for ten years. We sell the surplus "
    "at five pence a unit.",
}

ACROSS = (
    ("Who replaced the boiler?", "fr/chaudiere.md"),
    ("What should the heating pressure be?", "fr/chaudiere.md"),
    ("By when must the school lunches be paid?", "fr/ecole.md"),
    ("What is the name of the teacher?", "fr/ecole.md"),
    ("How hot should the oven be for the sourdough bread?", "fr/levain.md"),
    ("How much notice does a tenant have to give?", "fr/bail.md"),
    ("When do I get the deposit for the flat back?", "fr/bail.md"),
    ("When are the bees treated against mites?", "fr/ruche.md"),
    ("How much honey did we harvest?", "fr/ruche.md"),
    ("Where do childcare costs go on the tax return?", "fr/impots.md"),
    ("Which sports may I do with my knee?", "fr/genou.md"),
    ("Why was the launch of the customer portal delayed?", "fr/reunion.md"),
    ("Who takes over the load tests?", "fr/reunion.md"),
    ("What pressure do the bike tyres need?", "fr/velo.md"),
    ("Who has the spare key of the bike lock?", "fr/velo.md"),
    ("How do I get rid of slugs?", "fr/jardin.md"),
    ("How much will the facade renovation cost?", "fr/copropriete.md"),
    ("When will the lift be out of order?", "fr/copropriete.md"),
    ("Where does the noise in the car come from?", "fr/voiture.md"),
    ("What is the cat allergic to?", "fr/chat.md"),
    ("How often should the cat be wormed?", "fr/chat.md"),
    ("What are we bringing to the wedding?", "fr/mariage.md"),
    ("How long did restoring the backup take?", "fr/sauvegarde.md"),
    ("Which piano key sticks when it is damp?", "fr/piano.md"),
    ("Are winter sports covered by the travel insurance?", "fr/assurance.md"),
    ("When do interns get paid?", "fr/stagiaires.md"),
    ("Where is the last water on the hike?", "fr/randonnee.md"),
    ("Can I pay by card at the mountain hut?", "fr/randonnee.md"),
    ("How does the carrier compensate a lost parcel?", "fr/colis.md"),
    ("When should I chase the claim by registered letter?", "fr/colis.md"),
    ("Que faire quand le congélateur se couvre de glace ?", "en/fridge.md"),
    ("Combien le frigo consomme-t-il par an ?", "en/fridge.md"),
    ("Où acheter le forfait de tramway à Lisbonne ?", "en/lisbon.md"),
    ("Y avait-il un ascenseur dans l'appartement ?", "en/lisbon.md"),
    ("À qui demander ses congés ?", "en/onboarding.md"),
    ("À partir de quel montant faut-il un justificatif de frais ?", "en/onboarding.md"),
    ("Où est cachée la clé de la cabane ?", "en/allotment.md"),
    ("Pourquoi plante-t-on des haricots cette année ?", "en/allotment.md"),
    ("Qu'est-ce qui déclenche mes migraines ?", "en/migraine.md"),
    ("Combien d'antidouleurs par mois au plus ?", "en/migraine.md"),
    ("Quel jour avons-nous nos couloirs à la piscine ?", "en/swim.md"),
    ("Comment remettre la box aux réglages d'usine ?", "en/router.md"),
    ("Quelle est la date du concert d'hiver ?", "en/choir.md"),
    ("De quelle couleur s'habillent les altos ?", "en/choir.md"),
    ("Quels papiers apporter au consulat ?", "en/visa.md"),
    ("Combien de temps faut-il pour obtenir le visa ?", "en/visa.md"),
    ("Jusqu'à quand les embauches sont-elles suspendues ?", "en/budget.md"),
    ("Combien coûte la réparation du toit ?", "en/roof.md"),
    ("À quelle température cuit-on l'émail ?", "en/kiln.md"),
    ("Combien de temps laisser refroidir le four à poterie ?", "en/kiln.md"),
    ("Quand le locataire du dessus part-il ?", "en/tenant.md"),
    ("Quelle langue étrangère la candidate parle-t-elle ?", "en/interview.md"),
    ("Quelle aiguille prendre pour coudre un jean ?", "en/sewing.md"),
    ("À qui revient l'horloge de grand-mère ?", "en/will.md"),
    ("Quelle tente prend l'eau ?", "en/camping.md"),
    ("Quand réserver les emplacements au bord du lac ?", "en/camping.md"),
    ("De quoi le chien a-t-il peur ?", "en/dog.md"),
    ("Chez qui se réunit le club de lecture ?", "en/book.md"),
    ("Combien de panneaux solaires avons-nous ?", "en/solar.md"),
    ("À quel prix vend-on le surplus d'électricité ?", "en/solar.md"),
)
"""Questions in the other language than the note that answers them."""

OWN = (
    ("Qui a remplacé la chaudière ?", "fr/chaudiere.md"),
    ("Par où sortent les enfants quand il pleut ?", "fr/ecole.md"),
    ("Combien de temps cuire le pain ?", "fr/levain.md"),
    ("Quel est le délai de préavis ?", "fr/bail.md"),
    ("Quelle ruche a une nouvelle reine ?", "fr/ruche.md"),
    ("Quand suis-je prélevé pour l'impôt ?", "fr/impots.md"),
    ("Quand pourrai-je recourir ?", "fr/genou.md"),
    ("Pourquoi le lancement est-il retardé ?", "fr/reunion.md"),
    ("À quelle pression gonfler les pneus du vélo ?", "fr/velo.md"),
    ("Quand sème-t-on les carottes ?", "fr/jardin.md"),
    ("Combien coûte le ravalement ?", "fr/copropriete.md"),
    ("Quand repasser le contrôle technique ?", "fr/voiture.md"),
    ("Que mange le chat ?", "fr/chat.md"),
    ("Où a lieu le repas de noces ?", "fr/mariage.md"),
    ("Où se trouve la copie chiffrée ?", "fr/sauvegarde.md"),
    ("Combien de fois faut-il accorder le piano ?", "fr/piano.md"),
    ("Jusqu'à combien l'annulation est-elle remboursée ?", "fr/assurance.md"),
    ("À qui rend-on son badge ?", "fr/stagiaires.md"),
    ("Combien de dénivelé pour le tour du Pelvas ?", "fr/randonnee.md"),
    ("Quel est le numéro de la réclamation ?", "fr/colis.md"),
    ("What do I do when the freezer drawer is iced up?", "en/fridge.md"),
    ("Where are the best custard tarts?", "en/lisbon.md"),
    ("How far ahead must I ask for holidays?", "en/onboarding.md"),
    ("What happened to the potatoes last year?", "en/allotment.md"),
    ("What does the doctor suggest for headaches?", "en/migraine.md"),
    ("How much is the swimming membership for students?", "en/swim.md"),
    ("Why is there no wifi in the garage?", "en/router.md"),
    ("When do I hand the scores back?", "en/choir.md"),
    ("Is the visa fee refundable?", "en/visa.md"),
    ("How far over budget are we on the cloud?", "en/budget.md"),
    ("When can the builder come?", "en/roof.md"),
    ("How hot is a bisque firing?", "en/kiln.md"),
    ("What does the tenant leave behind?", "en/tenant.md"),
    ("When could the candidate start?", "en/interview.md"),
    ("How often should the sewing machine be oiled?", "en/sewing.md"),
    ("Who inherits the cottage?", "en/will.md"),
    ("Which gas does the stove need?", "en/camping.md"),
    ("When does the dog get his tick treatment?", "en/dog.md"),
    ("Who brings the cake?", "en/book.md"),
    ("How long is the inverter warranted?", "en/solar.md"),
)
"""Questions in the language of the note that answers them."""

ELSEWHERE = (
    "Quelle est la profondeur de la fosse des Mariannes ?",
    "Comment se forme un arc-en-ciel ?",
    "Qui a peint la chapelle Sixtine ?",
    "Quels documents faut-il pour adopter un enfant ?",
    "Comment calculer la racine carrée à la main ?",
    "Quel est le numéro de sécurité sociale de mon père ?",
    "Où ai-je garé la caravane ?",
    "Quel est le groupe sanguin de Zélie ?",
    "Quelle marque de lave-vaisselle avons-nous ?",
    "Combien d'heures de colle pour Maxime ce trimestre ?",
    "Quel est le mot de passe de la banque ?",
    "Que dit la jurisprudence sur les servitudes de passage ?",
    "Comment conjuguer le verbe bouillir au subjonctif ?",
    "Quels sont les symptômes de la rougeole ?",
    "Quelle équipe a gagné le tournoi de handball ?",
    "À quelle distance se trouve la galaxie d'Andromède ?",
    "Comment s'appelle la nouvelle directrice commerciale ?",
    "Quelle est la recette du couscous de tante Fatiha ?",
    "Faut-il un permis pour pêcher en mer ?",
    "Quel traitement pour l'eczéma ?",
    "Combien d'habitants compte Montevideo ?",
    "Quand le dentiste pose-t-il la couronne ?",
    "Quel logiciel pour monter une vidéo ?",
    "Pourquoi les flamants sont-ils roses ?",
    "Quel train prendre pour Strasbourg lundi ?",
    "Comment déboucher un siphon ?",
    "Qui était le premier ministre en 1936 ?",
    "Quelles sont les clauses du contrat de franchise ?",
    "Quel cadeau pour l'anniversaire d'Hippolyte ?",
    "Comment fonctionne un moteur à hydrogène ?",
    "Which enzyme breaks down lactose?",
    "Who won the chess tournament at work?",
    "What is the capital of Mongolia?",
    "How do I file a patent?",
    "What is the wifi code of the holiday cottage in Wales?",
    "When was the treaty of Utrecht signed?",
    "What size shoes does Harvey wear?",
    "How do vaccines train the immune system?",
    "Which lens did I use for the eclipse photos?",
    "What did the accountant say about dividends?",
    "How do I change the nappy of a newborn?",
    "What is our policy on social media?",
    "Who sang at the opening of the stadium?",
    "What is the boiling point of ethanol?",
    "How many calories are in an avocado?",
    "When does the ferry to Santander leave?",
    "Which paint did we use in the hallway?",
    "What is the difference between a stack and a queue?",
    "How do I prune wisteria?",
    "What are the side effects of amoxicillin?",
    "Where did I put the birth certificate?",
    "How tall is the Eiffel Tower?",
    "What is the score needed to pass the driving theory test?",
    "Which supplier makes our cardboard boxes?",
    "How does a black hole evaporate?",
    "What is the password of the printer?",
    "Who is the landlord of the office?",
    "How long do hamsters live?",
    "What does the Latin motto of the school mean?",
    "When is the next general election?",
)
"""Sixty questions that no note answers, thirty in each language."""
