/* What stays, and what does not, of the decision that a line already has when it is decided anew. */
const NOMS_DES_COLONNES = {
  quote_part: 'part',
  cle: 'clé',
  axe: 'axe',
  domaine: 'domaine',
  territoire: 'territoire',
  pays: 'pays',
  omd: 'OMD',
  odd: 'ODD',
  organisme: 'organisme',
  operation: 'opération',
  montant_est: 'brut ou net',
};

/** By fate, the columns of the decision that holds. */
function sortDe({ enVigueur = {} }, nouvelle) {
  const sort = { gardees: [], changees: [], perdues: [] };
  for (const colonne of Object.keys(NOMS_DES_COLONNES)) {
    const avant = enVigueur[colonne] ?? '';
    if (avant === '') continue;
    const apres = nouvelle[colonne];
    sort[apres === avant ? 'gardees' : apres === '' ? 'perdues' : 'changees'].push(colonne);
  }
  return sort;
}

function direLaValeur(colonne, valeur) {
  return `« ${(DONNEES.listes[colonne] ?? []).find(([ecrit]) => ecrit === valeur)?.[1] ?? valeur} »`;
}

/** Said while the form is filled in; for a group, how many lines would lose something, and what. */
function direCeQuiEstGarde(lignes) {
  const valeurs = valeursSaisies();
  const nouvelle = enDecision(valeurs);
  const decidees = valeurs.reponse === '' ? [] : lignes.filter(({ enVigueur }) => enVigueur !== undefined);
  const [gardee, perdue] = decidees.length === 0 ? ['', ''] : sortEnMots(decidees, nouvelle);
  trouver('dit-gardees').textContent = montrer(gardee);
  trouver('dit-perdues').textContent = montrer(perdue);
}

function sortEnMots(lignes, nouvelle) {
  if (lignes.length === 1) {
    const [ligne] = lignes;
    const { gardees, changees, perdues } = sortDe(ligne, nouvelle);
    const avant = (colonne) => `${NOMS_DES_COLONNES[colonne]} ${direLaValeur(colonne, ligne.enVigueur[colonne])}`;
    const changes = changees.map((colonne) => `${avant(colonne)} devient ${direLaValeur(colonne, nouvelle[colonne])}`);
    return [
      gardees.length === 0 ? '' : `De la décision en vigueur, sont gardés : ${gardees.map(avant).join(', ')}.`,
      [
        perdues.length === 0 ? '' : `Ne sont plus dits : ${perdues.map(avant).join(', ')}.`,
        changes.length === 0 ? '' : `Changent : ${changes.join(', ')}.`,
      ]
        .filter(Boolean)
        .join(' '),
    ];
  }
  const comptes = new Map();
  let touchees = 0;
  for (const ligne of lignes) {
    const { changees, perdues } = sortDe(ligne, nouvelle);
    if (changees.length + perdues.length > 0) touchees += 1;
    for (const colonne of [...changees, ...perdues]) comptes.set(colonne, (comptes.get(colonne) ?? 0) + 1);
  }
  const dits = [...comptes].map(([colonne, nombre]) => `${NOMS_DES_COLONNES[colonne]} (${nombre})`);
  return touchees === 0
    ? ['De leurs décisions en vigueur, tout ce qu’elles ajoutent à la réponse est gardé.', '']
    : ['', `${accorder(touchees, 'ligne')} n’auront plus ce que dit leur décision en vigueur : ${dits.join(', ')}.`];
}

/** Whether the line is said to be paid to a body, or tied to an operation, by a decision that a new answer may keep. */
function ditDeja(noms) {
  const dites = [courante.enVigueur && deDecision(courante.enVigueur), travail.get(courante.ref)?.valeurs];
  return dites.some((valeurs) => valeurs && valeurs.reponse !== 'flux' && noms.some((nom) => valeurs[nom] !== ''));
}
