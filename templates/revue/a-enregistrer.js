/* Which decisions are not yet in a file: those of which the last file that was saved, or taken back, says something else. */

/** By line, the digest of its decision in that file. */
let dansLeFichier = new Map();
const aEnregistrer = new Set();

/** 53 bits of what a decision says: kept for each line, where its words would fill the room that a browser gives. */
function resumer(valeurs) {
  let [haut, bas] = [0xdeadbeef, 0x41c6ce57];
  for (const signe of JSON.stringify(enDecision(valeurs))) {
    const code = signe.codePointAt(0);
    haut = Math.imul(haut ^ code, 2654435761);
    bas = Math.imul(bas ^ code, 1597334677);
  }
  haut = Math.imul(haut ^ (haut >>> 16), 2246822507) ^ Math.imul(bas ^ (bas >>> 13), 3266489909);
  bas = Math.imul(bas ^ (bas >>> 16), 2246822507) ^ Math.imul(haut ^ (haut >>> 13), 3266489909);
  return (4294967296 * (2097151 & bas) + (haut >>> 0)).toString(36);
}

function comparerAuFichier(ref) {
  const fait = travail.get(ref);
  const dite = fait?.etat === 'decidee' ? resumer(fait.valeurs) : undefined;
  if (dite === dansLeFichier.get(ref)) aEnregistrer.delete(ref);
  else aEnregistrer.add(ref);
}

function comparerToutAuFichier() {
  aEnregistrer.clear();
  for (const ref of new Set([...travail.keys(), ...dansLeFichier.keys()])) if (PAR_REF.has(ref)) comparerAuFichier(ref);
}

/** What the page knows of the last file, from this browser. */
function relireLeFichier() {
  let lu;
  try {
    lu = JSON.parse(lireGarde('fichier') ?? '{}');
  } catch {}
  dansLeFichier = new Map(Object.entries(lu ?? {}));
  comparerToutAuFichier();
}

/** A file that is saved is all that there is; one that is taken back comes beside. */
function noterLeFichier(decisions, enPlus = false) {
  dansLeFichier = new Map([
    ...(enPlus ? dansLeFichier : []),
    ...[...decisions].map(([ref, valeurs]) => [ref, resumer(valeurs)]),
  ]);
  garder('fichier', JSON.stringify(Object.fromEntries(dansLeFichier)));
  comparerToutAuFichier();
}

function direCeQuiResteAEnregistrer() {
  let effacees = 0;
  for (const ref of aEnregistrer) if (etatDe(ref) !== 'decidee') effacees += 1;
  const decidees = aEnregistrer.size - effacees;
  const dits = [
    decidees === 0
      ? ''
      : `${accorder(decidees, 'décision')} pas encore ${decidees > 1 ? 'enregistrées' : 'enregistrée'}`,
    effacees === 0 ? '' : `${accorder(effacees, 'décision')} que le dernier fichier a encore, et plus cette page`,
  ].filter(Boolean);
  trouver('dit-reste').textContent =
    dits.length > 0
      ? `${dits.join(' ; ')}.`
      : dansLeFichier.size > 0
        ? 'Toutes vos décisions sont dans le dernier fichier.'
        : '';
}

addEventListener('beforeunload', (depart) => {
  const perdu = !garde && (touchee || [...travail.values()].some(({ etat }) => etat === 'commencee'));
  if (aEnregistrer.size > 0 || perdu) depart.preventDefault();
});
