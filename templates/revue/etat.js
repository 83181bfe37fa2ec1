/*
 * What was done so far: by line, `etat` (decidee, commencee, passee) and what was filled in. Each line is kept by the browser as
 * soon as it changes, under a key that says of which dossier and list it is.
 */
const { provenance } = DONNEES;
/** Short: a browser gives some five million letters, names included. */
const CLE = `jaune-revue|${empreindre(Object.values(provenance).join('|'))}`;
const travail = new Map();
/** Lines as they were before each decision, the last at the end. */
const precedents = [];
let garde = true;

function garder(cle, texte) {
  if (!garde) return;
  try {
    if (texte === undefined) localStorage.removeItem(`${CLE}|${cle}`);
    else localStorage.setItem(`${CLE}|${cle}`, texte);
  } catch {
    direSansGarde();
  }
}

function lireGarde(cle) {
  try {
    return localStorage.getItem(`${CLE}|${cle}`) ?? undefined;
  } catch {
    direSansGarde();
    return undefined;
  }
}

/** The browser refuses to keep anything, or has no room left: the file is then the way. */
function direSansGarde() {
  garde = false;
  try {
    // As long as what it takes the place of: there is room for it even where there is none.
    localStorage.setItem(`${CLE}|debordee`, 'oui');
  } catch {}
  trouver('dit-garde').textContent =
    'Ce navigateur refuse de garder votre travail, ou n’a plus de place : enregistrez vos décisions dans un fichier avant de fermer la fenêtre, puis reprenez-le.';
  trouver('dit-garde').classList.add('alerte');
}

function lireUnTravail(texte) {
  try {
    const lu = JSON.parse(texte);
    return ['decidee', 'commencee', 'passee'].includes(lu?.etat) && typeof lu.valeurs === 'object' ? lu : undefined;
  } catch {
    return undefined;
  }
}

function reprendreCeQuiEstGarde() {
  for (const { ref } of LIGNES) {
    const texte = lireGarde(`ligne|${ref}`);
    const lu = texte === undefined ? undefined : lireUnTravail(texte);
    if (lu !== undefined) travail.set(ref, { ...lu, valeurs: { ...valeursVides(), ...lu.valeurs } });
    if (!garde) return;
  }
}

function etatDe(ref) {
  return travail.get(ref)?.etat ?? 'a_faire';
}

function poser(ref, fait) {
  if (fait === undefined) travail.delete(ref);
  else travail.set(ref, fait);
  garder(`ligne|${ref}`, fait && JSON.stringify({ etat: fait.etat, valeurs: sansLesVides(fait.valeurs) }));
  comparerAuFichier(ref);
}

function sansLesVides(valeurs) {
  return Object.fromEntries(Object.entries(valeurs).filter(([, valeur]) => valeur.length > 0));
}

/** Several lines at once, that one gesture undoes. */
function poserTous(faits) {
  precedents.push(faits.map(([ref]) => [ref, travail.get(ref)]));
  for (const [ref, fait] of faits) poser(ref, fait);
}

function valeursVides() {
  return {
    reponse: '',
    part: '',
    cle: '',
    flux: '',
    organisme: '',
    axe: '',
    domaine: '',
    territoire: '',
    pays: [],
    omd: '',
    odd: '',
    operation: '',
    montant_est: '',
    motif: '',
    auteur: '',
    date: '',
  };
}

const RETENUES = ['oui', 'part', 'exceptionnelle'];
/** Those that may have an axis, countries…: rules say the place of a line that is only of the perimeter, not where it goes. */
const VENTILEES = [...RETENUES, 'incluse'];
/** Those that may say besides that the line is paid to a body. */
const JUGEES = [...RETENUES, 'non'];

/** As `arbitrages.csv` writes it; what does not go with the answer is left out. */
function enDecision(valeurs) {
  const { reponse, pays } = valeurs;
  const ventilee = VENTILEES.includes(reponse);
  const siVentilee = (texte) => (ventilee ? texte : '');
  const noms = { oui: 'internationale', part: 'internationale', non: 'non_internationale', flux: valeurs.flux };
  const enPart = reponse === 'part' || reponse === 'exceptionnelle';
  const dits = pays.map((dit) => dit.filter(Boolean).join(' ')).join(', ');
  return {
    decision: noms[reponse] ?? reponse,
    quote_part: enPart ? valeurs.part : '',
    cle: enPart ? valeurs.cle : '',
    axe: siVentilee(valeurs.axe),
    domaine: siVentilee(valeurs.domaine),
    territoire: siVentilee(pays.length > 0 ? '' : valeurs.territoire),
    pays: siVentilee(dits),
    motif: valeurs.motif,
    auteur: valeurs.auteur,
    date: valeurs.date,
    omd: siVentilee(valeurs.omd),
    odd: siVentilee(valeurs.odd),
    organisme: reponse === 'flux' || JUGEES.includes(reponse) ? valeurs.organisme : '',
    operation: reponse === 'exclue' ? '' : valeurs.operation,
    montant_est: reponse === 'exclue' ? '' : valeurs.montant_est,
  };
}

/** The reverse, for a file that is taken back. */
function deDecision(decision) {
  const texte = (nom) => (typeof decision[nom] === 'string' ? decision[nom] : '');
  const dite = texte('decision');
  const noms = { internationale: texte('quote_part') === '' ? 'oui' : 'part', non_internationale: 'non' };
  const estFlux = ['flux_interne', 'reversement', 'mandat'].includes(dite);
  const connus = new Set(DONNEES.listes.pays.map(([ecrit]) => ecrit));
  const ecrits = texte('pays');
  const pays =
    ecrits === '' || connus.has(ecrits)
      ? [ecrits].filter(Boolean).map((nom) => [nom, ''])
      : ecrits.split(/,\s+(?=\D)/).map((dit) => {
          const [, nom = dit, part = ''] = /^(.*?)\s+(\d.*)$/.exec(dit) ?? [];
          return [nom, part];
        });
  const autres = Object.fromEntries(Object.keys(valeursVides()).map((nom) => [nom, texte(nom)]));
  return {
    ...autres,
    reponse: estFlux ? 'flux' : (noms[dite] ?? dite),
    flux: estFlux ? dite : '',
    part: texte('quote_part'),
    pays,
  };
}

/** What is wrong with what was filled in of a line: `[id of the field, words]`. */
function fautesDe(valeurs, ligne) {
  const fautes = [];
  const { reponse, part, cle, motif, pays } = valeurs;
  if (reponse === '') fautes.push(['reponse', 'choisissez une réponse']);
  const lue = lirePart(part);
  const enPart = reponse === 'part' || (reponse === 'exceptionnelle' && part !== '');
  if (reponse === 'oui' && part !== '')
    fautes.push(['part', 'videz la part pour retenir toute la ligne, ou répondez « Oui, en partie »']);
  if (reponse === 'exceptionnelle' && part === '' && cle.trim() !== '')
    fautes.push(['part', 'écrivez la part que dit cette clé, ou videz la clé']);
  if (enPart) {
    if (lue === undefined) fautes.push(['part', direPasUnePart(part, 'écrivez la part : 30 %, 1/3 ou 12 500 €')]);
    else if (centimesDe(lue, ligne.montant) === undefined)
      fautes.push(['part', `la part dépasse la ligne, qui est de ${euros(ligne.montant)}`]);
    if (cle.trim() === '') fautes.push(['cle', 'dites comment la part a été trouvée']);
  }
  if (reponse === 'flux' && (valeurs.flux === '' || valeurs.organisme === ''))
    fautes.push([valeurs.flux === '' ? 'flux' : 'organisme', 'dites la nature du versement et l’organisme qui reçoit']);
  if (VENTILEES.includes(reponse)) {
    const retenu = enPart ? lue && centimesDe(lue, ligne.montant) : ligne.montant;
    fautes.push(...fautesDesPays(pays, retenu));
  }
  if (motif.trim() === '') fautes.push(['motif', 'écrivez le motif']);
  else if (/^[=+\-@]/.test(motif.trim())) fautes.push(['motif', 'commencez le motif par un mot']);
  if (/^[=+\-@]/.test(cle.trim())) fautes.push(['cle', 'commencez la clé par un mot']);
  if (valeurs.auteur.trim() === '')
    fautes.push(['auteur', 'écrivez votre nom, ou celui de votre service, en haut de la page']);
  else if (/^[=+\-@]/.test(valeurs.auteur.trim())) fautes.push(['auteur', 'commencez votre nom par une lettre']);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(valeurs.date))
    fautes.push(['jour', 'écrivez le jour de la décision, en haut de la page']);
  return fautes;
}
