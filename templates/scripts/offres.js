/*
 * What has the name that is typed: countries, sectors, bodies, beneficiaries… each with its kind and its own amount, before the
 * lines in which the word merely stands. Links to its own selection: the amount said is the one that opens.
 */
const OFFRES_MONTREES = 6;
/** Fields that say something of lines and name nothing that a reader looks for. */
const SANS_OFFRE = new Set([
  'exclusion',
  'decide_par',
  'montant_est',
  'flux',
  'genre_de_flux',
  'bout',
  'consolide',
  'porteur',
]);
/** The kinds that are looked for most come first, and the others as the document has them. */
const GENRES = [
  ...new Set([
    'pays',
    'secteur',
    'axe',
    'domaine',
    'territoire',
    'organisme',
    'programme',
    'beneficiaire',
    ...DIMENSIONS,
    ...CHAMPS,
  ]),
].filter((champ) => CHAMPS_CONNUS.has(champ) && !SANS_OFFRE.has(champ) && !champ.startsWith('volet-'));

let nommees;
/** All that has a name, with it in words; made once. */
function valeursNommees() {
  nommees ??= GENRES.flatMap((champ) =>
    VALEURS.get(champ).map(([nom, libelle]) => ({ champ, nom, libelle, mots: enMots(libelle) })),
  );
  return nommees;
}

/** Whether a piece of text stands in a line. */
function estEcrit(morceau) {
  return LIGNES.some((ligne) => texteDe(ligne).includes(morceau));
}

/**
 * What has the name that is typed, in its words (`aLesMots`) or spaces and hyphens or none, or begins so; where no line has it either, what is a letter away, which
 * is `proche` only.
 */
function offresDe(texte) {
  if (texte === '') return [];
  const tient = chercheurDe(texte, estEcrit);
  const joint = joindre(enMots(texte));
  const long = joint.length >= 4;
  const seTape = long && !estEcrit(` ${joint} `);
  const trouvees = valeursNommees().flatMap((nommee) => {
    const nom = joindre(nommee.mots);
    if (tient(nommee.mots)) return { ...nommee, aLesMots: true };
    return (joint !== '' && nom === joint) || (seTape && nom.startsWith(joint)) ? nommee : [];
  });
  if (trouvees.length > 0 || !long || LIGNES.some((ligne) => tient(texteDe(ligne)))) return classerLesOffres(trouvees);
  const proches = valeursNommees().filter(({ mots }) => aUneLettre(joindre(mots), joint));
  return classerLesOffres(proches.map((offre) => ({ ...offre, proche: true })));
}

function joindre(mots) {
  return mots.replaceAll(' ', '');
}

/** Whether a word is another with one letter more, less or other. */
function aUneLettre(a, b) {
  let rang = 0;
  while (rang < a.length && a[rang] === b[rang]) rang += 1;
  const [resteDeA, resteDeB] = [a.slice(rang), b.slice(rang)];
  return resteDeA.slice(1) === resteDeB.slice(1) || resteDeA.slice(1) === resteDeB || resteDeA === resteDeB.slice(1);
}

/** Of a kind, the largest first. */
function classerLesOffres(offres) {
  return offres
    .map((offre) => ({ ...offre, centimes: centimesDeLOffre(offre.champ, offre.nom) }))
    .sort(
      (a, b) =>
        GENRES.indexOf(a.champ) - GENRES.indexOf(b.champ) || (b.centimes ?? -Infinity) - (a.centimes ?? -Infinity),
    );
}

/** What a value has in the total; `undefined` for none of its lines there, `null` where it is not known. */
function centimesDeLOffre(champ, nom) {
  return totauxDe(champ).get(nom);
}

const totauxParChamp = new Map();
/** What each value of a field has in the total, by name; nothing for one that has no line there. */
function totauxDe(champ) {
  const connus = totauxParChamp.get(champ);
  if (connus) return connus;
  const rang = DIMENSIONS.indexOf(champ);
  const duTotal = PLACES.indexOf(VERDICT_DU_TOTAL);
  const sommes = [];
  for (const ligne of LIGNES)
    for (const part of ligne.parts) {
      const valeur = rang < 0 ? ligne.champs[CHAMPS.indexOf(champ)] : part[2 + rang];
      if (part[0] === duTotal) sommes[valeur] = (sommes[valeur] ?? 0) + part[1];
    }
  const totaux = new Map(VALEURS.get(champ).map(([nom], indice) => [nom, sommes[indice]]));
  totauxParChamp.set(champ, totaux);
  return totaux;
}

const boiteDesOffres = creer('nav', { className: 'offres' });
boiteDesOffres.setAttribute('aria-label', 'Ce qui porte ce nom');
dans('.bilan').before(boiteDesOffres);

/** Draws what has the name typed: the first of them, the others on demand. */
function montrerLesOffres(offres, toutes = false) {
  const liste = creer('ul');
  for (const offre of toutes ? offres : offres.slice(0, OFFRES_MONTREES))
    liste.append(creer('li', {}, lienDeLOffre(offre)));
  const autres = toutes ? 0 : offres.length - OFFRES_MONTREES;
  if (autres > 0) {
    const bouton = creer('button', {
      type: 'button',
      textContent: `${autres} autre${autres > 1 ? 's' : ''} de ce nom`,
    });
    bouton.addEventListener('click', () => {
      montrerLesOffres(offres, true);
      boiteDesOffres.querySelectorAll('a')[OFFRES_MONTREES].focus();
    });
    liste.append(creer('li', {}, bouton));
  }
  boiteDesOffres.hidden = offres.length === 0;
  const dit = offres[0]?.proche ? [creer('p', { textContent: 'Rien de ce nom. Peut-être\u00a0:' })] : [];
  boiteDesOffres.replaceChildren(...dit, liste);
}

function lienDeLOffre({ champ, nom, libelle, centimes }) {
  // What has no line in the total opens on those that it has elsewhere.
  const href = ecrireAdresse({
    criteres: new Map([...(centimes === undefined ? [['verdict', 'tous']] : []), [champ, nom]]),
    texte: '',
    tri: '',
  });
  const lien = creer('a', { href }, `${TITRES[champ]}\u00a0: `, creer('bdi', { textContent: libelle }));
  if (centimes !== null) {
    const textContent = centimes === undefined ? 'rien dans le total' : ecrireEuros(centimes);
    lien.append(', ', creer('b', { textContent }));
  }
  return lien;
}

/** Down from the field, and through the links: as in any list of suggestions. */
dialogue.addEventListener('keydown', (frappe) => {
  const pas = { ArrowDown: 1, ArrowUp: -1 }[frappe.key];
  if (pas === undefined) return;
  const suite = [champTexte, ...boiteDesOffres.querySelectorAll('a, button')];
  const ici = suite.indexOf(document.activeElement);
  if (ici < 0 || boiteDesOffres.hidden) return;
  frappe.preventDefault();
  suite[Math.min(Math.max(ici + pas, 0), suite.length - 1)].focus();
});
