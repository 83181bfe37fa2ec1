/* The list of lines, of which only the rows that are seen are drawn, and its filters. */
const liste = trouver('liste');
/** What scrolls; the list is inside as high as all its rows. */
const cadre = trouver('cadre-liste');
const filtres = { etat: trouver('filtre-etat'), secteur: trouver('filtre-secteur'), texte: trouver('filtre-texte') };
const TEXTES = new Map(
  LIGNES.map((ligne) => [
    ligne,
    plier([ligne.ref, ligne.libelle, ligne.beneficiaire, ligne.lieu, ligne.secteur, ...ligne.champs].join(' ')),
  ]),
);
const NOMS_DES_ETATS = { a_faire: 'à faire', commencee: 'commencée', passee: 'passée', decidee: 'décidée' };
const NOMS_DES_REPONSES = {
  oui: 'oui',
  part: 'en partie',
  non: 'non',
  exceptionnelle: 'exceptionnelle',
  exclue: 'exclue',
  flux: 'versée',
  incluse: 'du périmètre',
};
const AUTOUR = 4;
/** The lines that answer the filters, */
let trouvees = [];
/** and those that are drawn: the current one stays among them until another is chosen. */
let montrees = [];
let courante;
let hauteur = 0;
let dessinees = [-1, -1];

function motsCherches() {
  return plier(filtres.texte.value).split(/\s+/).filter(Boolean);
}

/** The amount that is looked for, in euros with or without its cents, as one may write it: `6 900`, `6900,50 €`. */
function montantCherche() {
  const net = filtres.texte.value.replace(/[\s€]/g, '').replace(/^[-\u2212]/, '');
  const [, entier, apres] = /^(\d{1,13})(?:[.,](\d{1,2}))?$/.exec(net) ?? [];
  if (entier === undefined) return undefined;
  const centimes = Number(entier) * 100;
  return apres === undefined ? [centimes, centimes + 99] : Array(2).fill(centimes + Number(apres.padEnd(2, '0')));
}

function estDuMontant({ montant }, cherche) {
  return cherche !== undefined && Math.abs(montant) >= cherche[0] && Math.abs(montant) <= cherche[1];
}

/** What is looked for, read once for all lines. */
function recherche() {
  return { mots: motsCherches(), montant: montantCherche() };
}

function correspond(ligne, { mots, montant }) {
  const etat = etatDe(ligne.ref);
  const voulu = filtres.etat.value;
  if (voulu === 'a_faire' ? etat === 'decidee' || etat === 'passee' : voulu !== 'toutes' && etat !== voulu)
    return false;
  if (filtres.secteur.value !== '' && ligne.secteur !== filtres.secteur.value) return false;
  const texte = TEXTES.get(ligne);
  return mots.every((mot) => texte.includes(mot)) || estDuMontant(ligne, montant);
}

function sommer(lignes) {
  let [depenses, recettes, nombreDeRecettes] = [0, 0, 0];
  for (const { montant, recette } of lignes)
    if (recette) {
      recettes += montant;
      nombreDeRecettes += 1;
    } else depenses += montant;
  const dites = nombreDeRecettes === 0 ? '' : ` ; ${accorder(nombreDeRecettes, 'recette')}, ${euros(recettes)}, à part`;
  return `${accorder(lignes.length, 'ligne')}, ${euros(depenses)}${dites}`;
}

function filtrer() {
  const cherche = recherche();
  montrees = LIGNES.filter((ligne) => ligne === courante || correspond(ligne, cherche));
  trouvees = montrees.filter((ligne) => ligne !== courante || correspond(ligne, cherche));
  const dit = trouvees.length === 0 ? 'Aucune ligne ne répond à ces choix' : sommer(trouvees);
  const enPlus = trouvees.length === montrees.length ? '' : ' ; la ligne ouverte n’y répond pas';
  trouver('compte').textContent = `${dit}${enPlus}.`;
  dessiner(true);
}

function dessiner(tout = false) {
  if (hauteur === 0) mesurer();
  const premiere = Math.max(0, Math.floor(cadre.scrollTop / hauteur) - AUTOUR);
  const derniere = Math.min(montrees.length, Math.ceil((cadre.scrollTop + cadre.clientHeight) / hauteur) + AUTOUR);
  if (!tout && dessinees[0] === premiere && dessinees[1] === derniere) return;
  dessinees = [premiere, derniere];
  const rangees = montrees.slice(premiere, derniere).map((ligne, rang) => rangeeDe(ligne, premiere + rang));
  liste.replaceChildren(...rangees);
  liste.style.paddingTop = `${premiere * hauteur}px`;
  liste.style.paddingBottom = `${(montrees.length - derniere) * hauteur}px`;
  // What is not drawn is not there to be named.
  const rang = montrees.indexOf(courante);
  if (rang >= premiere && rang < derniere) liste.setAttribute('aria-activedescendant', `ligne-${courante.rang}`);
  else liste.removeAttribute('aria-activedescendant');
}

/** Rows are as high as one of them is, whatever the size of letters. */
function mesurer() {
  const modele = rangeeDe(LIGNES[0], 0);
  liste.replaceChildren(modele);
  hauteur = modele.getBoundingClientRect().height || 72;
  liste.replaceChildren();
}

function rangeeDe(ligne, rang) {
  const etat = etatDe(ligne.ref);
  const dit = etat === 'decidee' ? NOMS_DES_REPONSES[travail.get(ligne.ref).valeurs.reponse] : NOMS_DES_ETATS[etat];
  const rangee = faire(
    'li',
    {
      role: 'option',
      id: `ligne-${ligne.rang}`,
      'aria-selected': String(ligne === courante),
      'aria-setsize': String(montrees.length),
      'aria-posinset': String(rang + 1),
      class: `etat-${etat}`,
    },
    faire('span', { class: 'quoi' }, ligne.libelle || ligne.ref),
    faire('span', { class: 'qui' }, ligne.beneficiaire || ligne.secteur),
    faire('span', { class: 'combien' }, `${euros(ligne.montant)}${ligne.recette ? ', recette' : ''}`),
    faire('span', { class: 'etat' }, dit),
  );
  rangee.dataset.rang = rang;
  return rangee;
}

/** Brings a row into sight. */
function montrerLaRangee(rang) {
  if (rang < 0) return;
  if (hauteur === 0) mesurer();
  const [haut, bas] = [rang * hauteur, (rang + 1) * hauteur];
  if (haut < cadre.scrollTop) cadre.scrollTop = haut;
  else if (bas > cadre.scrollTop + cadre.clientHeight) cadre.scrollTop = bas - cadre.clientHeight;
}

function choisir(ligne) {
  if (ligne === undefined) return;
  if (courante !== undefined && courante !== ligne) garderLEbauche();
  const precedente = courante;
  courante = ligne;
  if (precedente !== undefined && !correspond(precedente, recherche())) filtrer();
  montrerLaRangee(montrees.indexOf(ligne));
  dessiner(true);
  montrerLaFiche();
}

function avancer(pas) {
  const rang = montrees.indexOf(courante);
  const suivante = montrees[Math.min(montrees.length - 1, Math.max(0, rang + pas))];
  if (suivante !== courante) choisir(suivante);
}

function montrerLAvancement() {
  let faites = 0;
  for (const { etat } of travail.values()) if (etat === 'decidee') faites += 1;
  const barre = trouver('avancement');
  barre.max = Math.max(1, LIGNES.length);
  barre.value = faites;
  trouver('dit-avancement').textContent = `Décidées : ${faites} sur ${accorder(LIGNES.length, 'ligne')}`;
  direCeQuiResteAEnregistrer();
  trouver('annuler').disabled = precedents.length === 0;
}

cadre.addEventListener('scroll', () => dessiner());
liste.addEventListener('click', (clic) => {
  const rangee = clic.target.closest('li');
  if (!rangee) return;
  choisir(montrees[Number(rangee.dataset.rang)]);
  montrerLeHautDeLaFiche();
});
liste.addEventListener('keydown', (frappe) => {
  const page = Math.max(1, Math.floor(cadre.clientHeight / hauteur) - 1);
  const pas = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -montrees.length,
    End: montrees.length,
  }[frappe.key];
  if (pas !== undefined && !frappe.ctrlKey && !frappe.altKey && !frappe.metaKey) {
    frappe.preventDefault();
    avancer(pas);
  } else if (frappe.key === 'Enter') {
    frappe.preventDefault();
    allerALaReponse();
  }
});
for (const [nom, choix] of Object.entries(filtres))
  choix.addEventListener(nom === 'texte' ? 'input' : 'change', () => {
    cadre.scrollTop = 0;
    filtrer();
    suivreLaPortee();
  });
addEventListener('resize', () => {
  hauteur = 0;
  dessiner(true);
});
