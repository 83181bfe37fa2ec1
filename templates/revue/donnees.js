/* What the page knows of its lines, from the block of data at its end. Amounts are in cents. */
const DONNEES = JSON.parse(document.querySelector('script#donnees').textContent);
const LIGNES = DONNEES.lignes;
const PAR_REF = new Map(LIGNES.map((ligne) => [ligne.ref, ligne]));

function trouver(id) {
  return document.getElementById(id);
}

/** Letters that turn the direction of writing are spelt out, so that nothing is read backwards unseen. */
function montrer(texte) {
  return String(texte).replace(
    /[\u202a-\u202e\u2066-\u2069]/g,
    (signe) => `[U+${signe.charCodeAt(0).toString(16).toUpperCase()}]`,
  );
}

/** An element with its text, or its children; never HTML. */
function faire(balise, attributs = {}, ...enfants) {
  const element = document.createElement(balise);
  for (const [nom, valeur] of Object.entries(attributs)) {
    if (nom === 'class') element.className = valeur;
    else if (valeur === true) element.setAttribute(nom, '');
    else if (valeur !== false && valeur !== undefined) element.setAttribute(nom, valeur);
  }
  element.append(...enfants.map((enfant) => (enfant instanceof Node ? enfant : montrer(enfant))));
  return element;
}

/** Without accents nor case, as searches compare. */
function plier(texte) {
  return texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/[’‘]/g, "'");
}

/** 53 bits of a text: to know it again, not to seal it. */
function empreindre(texte) {
  let [haut, bas] = [0xdeadbeef, 0x41c6ce57];
  for (let rang = 0; rang < texte.length; rang++) {
    const code = texte.charCodeAt(rang);
    haut = Math.imul(haut ^ code, 2654435761);
    bas = Math.imul(bas ^ code, 1597334677);
  }
  haut = Math.imul(haut ^ (haut >>> 16), 2246822507) ^ Math.imul(bas ^ (bas >>> 13), 3266489909);
  bas = Math.imul(bas ^ (bas >>> 16), 2246822507) ^ Math.imul(haut ^ (haut >>> 13), 3266489909);
  return (4294967296 * (2097151 & bas) + (haut >>> 0)).toString(36);
}

/** A text as a name of file: letters, digits and hyphens. */
function nommer(texte) {
  return plier(texte)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}

function accorder(nombre, nom) {
  const mots = nombre >= 2 ? nom.replace(/(\p{L})(?=\s|$)/gu, '$1s') : nom;
  return `${grouper(String(nombre))}\u00a0${mots}`;
}

function direLeJour(jour) {
  const [annee, mois, quantieme] = jour.split('-');
  return `${quantieme}/${mois}/${annee}`;
}

const annonceur = trouver('annonce');
/** Said to all, and read out. */
function annoncer(texte) {
  annonceur.textContent = montrer(texte);
}
