/* Which decisions are not yet in a file: those of which the last file that was saved, or taken back, says something else. */

/** By line, the digest of its decision in that file. */
let dansLeFichier = new Map();
const aEnregistrer = new Set();

/** Kept for each line, where its words would fill the room that a browser gives. */
function resumer(valeurs) {
  return empreindre(JSON.stringify(enDecision(valeurs)));
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
  const connus = lireGarde('fichier')?.split(',') ?? [];
  dansLeFichier = new Map(LIGNES.map(({ ref }, rang) => [ref, connus[rang]]).filter(([, connu]) => connu));
  comparerToutAuFichier();
}

/** A file that is saved is all that there is; one that is taken back comes beside. */
function noterLeFichier(decisions, enPlus = false) {
  dansLeFichier = new Map([
    ...(enPlus ? dansLeFichier : []),
    ...[...decisions].map(([ref, valeurs]) => [ref, resumer(valeurs)]),
  ]);
  garder('fichier', LIGNES.map(({ ref }) => dansLeFichier.get(ref) ?? '').join(','));
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
