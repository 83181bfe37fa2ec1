/*
 * Takes a chart away: as an image (SVG, or PNG drawn by the browser) or as one file of HTML to put in another page. What is
 * taken stands alone: its styles, its title, and of which edition it is are in it.
 */
const LARGEUR_EMPORTEE = 960;
const PROPRIETES =
  'fill fill-opacity stroke stroke-width stroke-dasharray paint-order font-family font-size font-weight text-anchor'.split(
    ' ',
  );

/** A copy of a drawing with what the style sheet says of it, and without links: there is nothing here that they open. */
function copierLeDessin(dessin) {
  const copie = dessin.cloneNode(true);
  const originaux = [dessin, ...dessin.querySelectorAll('*')];
  for (const [rang, element] of [copie, ...copie.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(originaux[rang]);
    if (style.display === 'none') element.dataset.ote = '';
    for (const propriete of PROPRIETES) element.setAttribute(propriete, style.getPropertyValue(propriete));
    element.removeAttribute('class');
  }
  for (const element of copie.querySelectorAll('[data-ote]:not(title, desc, defs, defs *)')) element.remove();
  for (const element of copie.querySelectorAll('[data-ote]')) element.removeAttribute('data-ote');
  for (const lien of copie.querySelectorAll('a')) {
    const groupe = document.createElementNS(copie.namespaceURI, 'g');
    groupe.append(...lien.childNodes);
    lien.replaceWith(groupe);
  }
  return copie;
}

function placer(element, x, y, width, height) {
  for (const [cle, valeur] of Object.entries({ x, y, width, height })) element.setAttribute(cle, valeur);
}

/** The drawings of a figure one under the other, between their title and what they are of. */
function composer(figure) {
  const { color, backgroundColor } = getComputedStyle(document.body);
  const fond = backgroundColor === 'rgba(0, 0, 0, 0)' ? 'Canvas' : backgroundColor;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const ajouter = (nom, attributs, texte = '') => {
    const element = document.createElementNS(svg.namespaceURI, nom);
    for (const [cle, valeur] of Object.entries(attributs)) element.setAttribute(cle, valeur);
    element.textContent = texte;
    svg.append(element);
    return element;
  };
  const dessins = [...figure.querySelectorAll('svg.graphique')].filter((dessin) => dessin.getClientRects().length > 0);
  const titre = dessins[0].querySelector('title').textContent;
  ajouter('title', {}, titre);
  const papier = ajouter('rect', { width: '100%', height: '100%', fill: fond });
  let y = 16;
  const ecrire = (texte, taille, graisse = 400, x = 16) => {
    for (const ligne of texte.match(/.{1,100}(?:\s|$)/gs) ?? []) {
      y += taille * 1.4;
      const attributs = {
        x,
        y,
        fill: color,
        'font-family': 'sans-serif',
        'font-size': taille,
        'font-weight': graisse,
      };
      ajouter('text', attributs, ligne.trim());
    }
  };
  ecrire(titre, 20, 700);
  y += 16;
  for (const dessin of dessins) {
    const { width, height } = dessin.viewBox.baseVal;
    const large = Math.min(LARGEUR_EMPORTEE - 32, width * 1.6);
    const copie = copierLeDessin(dessin);
    placer(copie, 16, y, large, (large * height) / width);
    svg.append(copie);
    y += (large * height) / width + 12;
  }
  for (const cle of figure.querySelectorAll('.g-cles li')) {
    const echantillon = copierLeDessin(cle.querySelector('.g-cle'));
    placer(echantillon, 16, y + 3, 30, 18);
    svg.append(echantillon);
    ecrire(cle.textContent, 13, 400, 54);
    y += 4;
  }
  // What the page says beside the drawing, or on its cover, of the amounts that it shows.
  for (const dit of [figure.dataset.avertir, document.querySelector('.mention')?.textContent])
    if (dit?.trim()) ecrire(dit.trim(), 13, 700);
  ecrire(document.querySelector('.pied p').textContent, 13);
  y += 16;
  papier.setAttribute('height', y);
  for (const [cle, valeur] of Object.entries({
    width: LARGEUR_EMPORTEE,
    height: y,
    viewBox: `0 0 ${LARGEUR_EMPORTEE} ${y}`,
  }))
    svg.setAttribute(cle, valeur);
  return { svg, titre, ecrit: new XMLSerializer().serializeToString(svg) };
}

/** In an image, drawn twice as large: letters stay sharp on paper. */
async function peindre({ svg, ecrit }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(ecrit)}`;
  await image.decode();
  const toile = document.createElement('canvas');
  toile.width = 2 * LARGEUR_EMPORTEE;
  toile.height = 2 * svg.getAttribute('height');
  toile.getContext('2d').drawImage(image, 0, 0, toile.width, toile.height);
  return new Promise((donner) => {
    toile.toBlob(donner);
  });
}

/** One file that asks nothing of anybody: the drawing gets as wide as where it is put. */
function integrer({ svg, titre }) {
  const page = document.implementation.createHTMLDocument(titre);
  page.documentElement.lang = 'fr';
  const regle = page.createElement('meta');
  regle.httpEquiv = 'Content-Security-Policy';
  regle.content = "default-src 'none'";
  const signes = page.createElement('meta');
  signes.setAttribute('charset', 'utf-8');
  page.head.prepend(signes, regle);
  const dessin = page.importNode(svg, true);
  dessin.setAttribute('width', '100%');
  dessin.removeAttribute('height');
  page.body.append(dessin);
  return `<!DOCTYPE html>\n${page.documentElement.outerHTML}\n`;
}

function enregistrer(blob, nom) {
  const lien = document.createElement('a');
  lien.href = URL.createObjectURL(blob);
  lien.download = nom;
  lien.click();
  setTimeout(() => URL.revokeObjectURL(lien.href), 10_000);
}

const EMPORTER = [
  ['Télécharger l’image (SVG)', 'svg', async ({ ecrit }) => new Blob([ecrit], { type: 'image/svg+xml' })],
  ['(PNG)', 'png', peindre],
  ['Intégrer (HTML)', 'html', async (compose) => new Blob([integrer(compose)], { type: 'text/html' })],
];
for (const figure of document.querySelectorAll('figure:has(svg.graphique)')) {
  const barre = document.createElement('p');
  barre.className = 'emporter ecran';
  const nom = figure.querySelector('svg.graphique > title').id.replace(/^g-|-titre$/g, '');
  for (const [texte, suffixe, faire] of EMPORTER) {
    const bouton = document.createElement('button');
    bouton.type = 'button';
    bouton.textContent = texte;
    bouton.setAttribute('aria-label', `${texte}\u00a0: ${figure.querySelector('svg.graphique > title').textContent}`);
    bouton.addEventListener('click', async () => {
      const debut = document.querySelector('.pied').dataset.nom;
      enregistrer(await faire(composer(figure)), `${debut}-${nom}.${suffixe}`);
    });
    barre.append(bouton, ' ');
  }
  figure.append(barre);
}
