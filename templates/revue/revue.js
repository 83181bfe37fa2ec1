/* Puts the page together: who decides and when, the keys, what is kept from the last time. */
for (const [rang, ligne] of LIGNES.entries()) ligne.rang = rang;

function direLeCadre() {
  trouver('exercice').textContent = provenance.exercice;
  const reste =
    DONNEES.autres === 0
      ? ''
      : ` ${accorder(DONNEES.autres, 'autre')} de moindre enjeu viendront à un prochain export.`;
  trouver('sous-titre').textContent = montrer(
    `${provenance.titre}, ${provenance.collectivite}, édition du ${direLeJour(provenance.edition)}. Base : ${DONNEES.base}.${reste}`,
  );
  const secteurs = [...new Set(LIGNES.map(({ secteur }) => secteur))].sort((gauche, droite) =>
    plier(gauche) < plier(droite) ? -1 : 1,
  );
  filtres.secteur.append(...secteurs.map((secteur) => faire('option', { value: secteur }, secteur || 'sans secteur')));
}

/** The day of this computer, in its own time; it may be wrong, so that it is shown, and to be changed. */
function jourDeLOrdinateur() {
  const ici = new Date();
  return [ici.getFullYear(), ici.getMonth() + 1, ici.getDate()]
    .map((nombre) => String(nombre).padStart(2, '0'))
    .join('-');
}

function direLeJourChoisi() {
  const tard = jour.value !== '' && jour.value > provenance.edition;
  const tot = jour.value !== '' && jour.value < `${Number(provenance.exercice) - 2}-01-01`;
  const edition = direLeJour(provenance.edition);
  trouver('dit-jour').textContent =
    jour.value === ''
      ? `Cet ordinateur dit être le ${direLeJour(jourDeLOrdinateur())}, après l’édition du ${edition} : écrivez vous-même le jour de vos décisions.`
      : tard
        ? `Ce jour est après l’édition, qui est du ${edition} : l’import le dira. Vérifiez-le.`
        : tot
          ? `Ce jour est de plus de deux ans avant ${provenance.exercice} : l’import le dira. Vérifiez-le.`
          : jour.value === jourDeLOrdinateur()
            ? 'C’est le jour que dit cet ordinateur, qui peut se tromper : vérifiez-le.'
            : '';
  trouver('dit-jour').classList.toggle('alerte', jour.value === '' || tard || tot);
}

function reprendreQui() {
  auteur.value = lireGarde('auteur') ?? DONNEES.pour;
  const ordinateur = jourDeLOrdinateur();
  jour.value = lireGarde('jour') ?? (ordinateur <= provenance.edition ? ordinateur : '');
  direLeJourChoisi();
  auteur.addEventListener('input', () => garder('auteur', auteur.value));
  jour.addEventListener('input', () => {
    garder('jour', jour.value);
    direLeJourChoisi();
  });
}

function direOuEstLeTravail() {
  if (!garde) return;
  const debordee = lireGarde('debordee') === 'oui';
  trouver('dit-garde').textContent = debordee
    ? 'La dernière fois, ce navigateur n’avait plus de place : des décisions manquent peut-être ici. Reprenez votre dernier fichier.'
    : 'Votre travail reste dans ce navigateur, sur cet ordinateur, même fenêtre fermée.';
  trouver('dit-garde').classList.toggle('alerte', debordee);
}

const TOUCHES = {
  o: () => repondre('oui'),
  n: () => repondre('non'),
  p: () => repondre('part'),
  e: () => repondre('exceptionnelle'),
  x: () => repondre('exclue'),
  f: () => repondre('flux'),
  i: () => repondre('incluse'),
  a: reprendreLaSuggestion,
  s: passer,
  j: () => avancer(1),
  k: () => avancer(-1),
  g: () => trouver('portee').focus(),
  m: () => cases.motif.focus(),
  l: () => liste.focus(),
  '/': () => filtres.texte.focus(),
  '?': ouvrirLAide,
};

function ouvrirLAide() {
  trouver('aide').showModal();
}

/** Keys of one letter are for those who are not writing, nor choosing in a list that opens. */
function ecrit(cible) {
  return cible.closest('textarea, select, input:not([type="radio"]):not([type="checkbox"])') !== null;
}

document.addEventListener('keydown', (frappe) => {
  if (document.querySelector('dialog[open]') || frappe.altKey || frappe.metaKey || LIGNES.length === 0) return;
  if (frappe.key === 'Escape' && frappe.target !== filtres.texte) {
    liste.focus();
    return;
  }
  if (ecrit(frappe.target)) return;
  if (frappe.ctrlKey) {
    if (frappe.key.toLowerCase() === 'z') {
      frappe.preventDefault();
      annulerLaDerniere();
    }
    return;
  }
  const faire = trouver('raccourcis').checked ? TOUCHES[frappe.key.toLowerCase()] : undefined;
  if (faire === undefined) return;
  frappe.preventDefault();
  faire();
});
filtres.texte.addEventListener('keydown', (frappe) => {
  if (frappe.key !== 'Escape' && frappe.key !== 'Enter') return;
  frappe.preventDefault();
  liste.focus();
  if (frappe.key === 'Enter') choisir(trouvees[0]);
});
trouver('raccourcis').addEventListener('change', ({ target }) =>
  garder('raccourcis', target.checked ? undefined : 'non'),
);
trouver('ouvrir-aide').addEventListener('click', ouvrirLAide);
trouver('fermer-aide').addEventListener('click', () => trouver('aide').close());
addEventListener('pagehide', garderLEbauche);
// The same page in another window: what is decided there is decided here. So is what a busy browser had not yet handed over of
// this one when it was opened again.
addEventListener('storage', ({ key, newValue }) => {
  if (key === null || !key.startsWith(`${CLE}|`)) return;
  const [nom, ref] = key.slice(CLE.length + 1).split(/\|(.*)/s);
  const champ = { auteur, jour }[nom];
  if (champ !== undefined && champ !== document.activeElement) champ.value = newValue ?? '';
  if (nom === 'jour') direLeJourChoisi();
  if (nom === 'fichier') relireLeFichier();
  if (nom === 'debordee') direOuEstLeTravail();
  if (nom !== 'ligne') {
    montrerLAvancement();
    return;
  }
  const lu = newValue === null ? undefined : lireUnTravail(newValue);
  if (lu === undefined) travail.delete(ref);
  else travail.set(ref, { ...lu, valeurs: { ...valeursVides(), ...lu.valeurs } });
  comparerAuFichier(ref);
  rafraichir();
  if (ref === courante?.ref && !touchee) montrerLaFiche();
});

direLeCadre();
remplirLesChoix();
reprendreQui();
trouver('raccourcis').checked = lireGarde('raccourcis') !== 'non';
reprendreCeQuiEstGarde();
relireLeFichier();
if (lireGarde('debordee') === undefined) garder('debordee', 'non');
direOuEstLeTravail();
filtrer();
choisir(montrees[0] ?? LIGNES[0]);
if (montrees.length === 0) annoncer('Plus rien à faire ici. Montrez « toutes » les lignes pour revoir les vôtres.');
montrerLesChiffres();
montrerLAvancement();
