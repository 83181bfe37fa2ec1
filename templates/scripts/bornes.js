/*
 * For a page that does not hold all lines: what the explorer finds is only what the page holds, and it says so, with what the
 * figure is in full where it is one of the document.
 */
const BORNES = DONNEES.bornes;
for (const [rang, ligne] of LIGNES.entries()) ligne.numero = BORNES.numeros[rang];

/** Where the other lines are. */
const AILLEURS = `dans le classeur jaune-${BORNES.exercice}.xlsx et dans lignes-${BORNES.exercice}.csv`;
const MONTREES = `Cette page montre ${ecrireEntier(LIGNES.length)} lignes sur ${ecrireEntier(BORNES.nommees)}`;

const montrerLesTrouvees = montrerLesLignes;
montrerLesLignes = (trouvees, place) => {
  direCeQuiManque(trouvees);
  montrerLesTrouvees(trouvees, place);
};

const direLesHors = direHorsDuTotal;
direHorsDuTotal = (hors) => `${direLesHors(hors)}, de ce que montre cette page`;

/** What has a name is said with what it is in full, where the page knows it. */
centimesDeLOffre = (champ, nom) => chiffreEntier({ criteres: new Map([[champ, nom]]), texte: '' })?.[1] ?? null;

/** Says of what is found how much of the figure it is; of a search or of a choice that is no figure, that there may be more. */
function direCeQuiManque(trouvees) {
  const centimes = totalDe(trouvees);
  const compte = dans('.compte');
  const entier = chiffreEntier(demande);
  if (entier === undefined) {
    const ou = demande.texte === '' ? '' : ` ${ouParait(demande.texte)}`;
    const hors = trouvees.length === 0 ? horsDuTotal(demande, []) : undefined;
    const ailleurs = hors ? `\u00a0; ${direLesMontrees(hors.lignes)} hors total, ${ecrireEuros(hors.centimes)}` : '';
    compte.textContent = `${direLesMontrees(trouvees.length)}${ou}, ${ecrireEuros(centimes)}${ailleurs}`;
    avertir(`${MONTREES}\u00a0: d’autres peuvent répondre à ce choix, ${AILLEURS}.`);
  } else if (entier[0] !== trouvees.length || entier[1] !== centimes) {
    const [lignes, total] = entier;
    compte.textContent = `${direLesMontrees(trouvees.length)} sur ${ecrireEntier(lignes)}, ${ecrireEuros(centimes)} sur ${ecrireEuros(total)}`;
    avertir(`${MONTREES}\u00a0: les autres de ce chiffre sont ${AILLEURS}.`);
  }
}

/** How many lines and centimes a figure of the document is; nothing for what is none. */
function chiffreEntier({ criteres, texte }) {
  if (texte !== '') return undefined;
  const restants = [...criteres].filter(([champ, valeur]) => champ !== 'verdict' || valeur !== VERDICT_DU_TOTAL);
  const adresse =
    restants.length === 0 ? `verdict=${VERDICT_DU_TOTAL}` : restants.map((critere) => critere.join('=')).join('&');
  if (Object.hasOwn(BORNES.chiffres, adresse)) return BORNES.chiffres[adresse];
  // Without the script, the address of a figure is that of its entry in the index: it is then held whole.
  if (document.getElementById(adresse) === null) return undefined;
  const trouvees = selectionner({ criteres, texte: '', tri: '' });
  return [trouvees.length, totalDe(trouvees)];
}

function direLesMontrees(nombre) {
  return `${compterLesLignes(nombre)}\u00a0${nombre >= 2 ? 'montrées' : 'montrée'}`;
}

function avertir(texte) {
  const indice = dans('.indice');
  indice.append(indice.childNodes.length > 0 && !indice.hidden ? ' ' : '', texte);
  indice.hidden = false;
}

/** `20 000`. */
function ecrireEntier(nombre) {
  return String(nombre).replace(/\B(?=(\d{3})+$)/g, FINE);
}
