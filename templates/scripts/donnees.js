/* What the page knows of its lines: amounts in centimes and ranks in lists of values, from the block of data at its end. */
const DONNEES = JSON.parse(document.querySelector('script#donnees').textContent);

/** The fields of the breakdown, in the order in which each part of a line gives its ranks. */
const DIMENSIONS = DONNEES.dimensions.map(([nom]) => nom);
/** The fields of the line as a whole, likewise. */
const CHAMPS = DONNEES.champs.map(([nom]) => nom);
const PLACES = DONNEES.verdicts.map(([nom]) => nom);

/** The values of each field that is listed: name and label. */
const VALEURS = new Map([
  ...DONNEES.dimensions,
  ...DONNEES.champs,
  ['verdict', [...DONNEES.verdicts, ['tous', 'Toutes, total ou non']]],
]);
VALEURS.set('pilote', [
  ['oui', 'secteur pilote'],
  ['non', 'autres secteurs'],
]);
VALEURS.set('recu', [['pilote', 'reçu sous le secteur pilote']]);

VALEURS.set(
  'base',
  DONNEES.bases.map(([nom, libelle]) => [nom, libelle]),
);

/** The amounts of the lines on each other base, by their rank; nothing for a line that does not give it. */
const SUR_LES_BASES = DONNEES.bases.map(([, , ecrits]) => {
  const montants = [];
  for (const ecrit of ecrits) {
    if (typeof ecrit === 'string') montants.length += Number(ecrit);
    else montants.push(ecrit);
  }
  return montants;
});

const CHAMPS_CONNUS = new Set(VALEURS.keys());

/** What each field is called: the tables, put here as the page is made, then the others. */
const TITRES = {
  /* tables */
  exclusion: 'Motif d’exclusion',
  verdict: 'Verdict',
  pilote: 'Compté au',
  recu: 'Ligne',
  decide_par: 'Décidé par',
  decideur: 'Décision signée par',
  couverture: 'Ouvert :',
  operation: 'Opération',
  montant_est: 'Montant',
  base: 'Base',
};

/** The rank of a value among those of its field; -1 for a value that no line has. */
function rangDe(champ, valeur) {
  return (VALEURS.get(champ) ?? []).findIndex(([nom]) => nom === valeur);
}

/** How a value is written. */
function libelleDe(champ, valeur) {
  return VALEURS.get(champ)?.[rangDe(champ, valeur)]?.[1] ?? valeur;
}
