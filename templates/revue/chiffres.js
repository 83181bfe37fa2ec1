/* The four figures, and what the decisions of this page add to them. */

/** What a line would count for: pilot sector, other sectors, exceptional; nothing for receipts, which are never in the total. */
function compteDe(ligne, { reponse, part }) {
  if (ligne.recette || !RETENUES.includes(reponse)) return [0, 0, 0];
  const lue = part === '' || reponse === 'oui' ? undefined : lirePart(part);
  const centimes = lue === undefined ? ligne.montant : (centimesDe(lue, ligne.montant) ?? 0);
  if (reponse === 'exceptionnelle') return [0, 0, centimes];
  return ligne.pilote ? [centimes, 0, 0] : [0, centimes, 0];
}

function effetDesDecisions() {
  const effet = [0, 0, 0];
  for (const [ref, { etat, valeurs }] of travail) {
    const ligne = PAR_REF.get(ref);
    if (etat !== 'decidee' || ligne === undefined) continue;
    for (const [rang, centimes] of compteDe(ligne, valeurs).entries()) effet[rang] += centimes - ligne.compte[rang];
  }
  return effet;
}

const NOMS_DES_CHIFFRES = [
  DONNEES.libellePilote,
  'Autres secteurs',
  'Total hors exceptionnelles',
  'Exceptionnelles, pour mémoire',
];
const chiffresMontres = NOMS_DES_CHIFFRES.map((nom) => {
  const [montant, change] = [faire('dd', { class: 'montant' }), faire('dd', { class: 'change' })];
  trouver('chiffres').append(faire('dl', {}, faire('dt', {}, nom), montant, change));
  return { montant, change };
});

function montrerLesChiffres() {
  const [pilote, autres, exceptionnelles] = effetDesDecisions();
  const { chiffres } = DONNEES;
  const effets = [
    [chiffres.secteurPilote, pilote],
    [chiffres.autresSecteurs, autres],
    [chiffres.totalHorsExceptionnelles, pilote + autres],
    [chiffres.exceptionnelles, exceptionnelles],
  ];
  for (const [rang, [avant, effet]] of effets.entries()) {
    chiffresMontres[rang].montant.textContent = euros(avant + effet);
    chiffresMontres[rang].change.textContent = effet === 0 ? 'inchangé' : ecart(effet);
    chiffresMontres[rang].change.classList.toggle('bouge', effet !== 0);
  }
}
