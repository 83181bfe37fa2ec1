/*
 * Under each table of the document, what takes it away as a CSV: the rows that are shown, without those that add others up, so that
 * a sum over a column is true. What stands in smaller letters in a cell has a column of its own. Templates say the rest:
 * `data-hors-somme` on a row or a cell whose amount is in that of others or is added to nothing: it has a column of its own;
 * `data-moins` on what is taken off; `data-exact`, the amount of what is rounded; `data-emporte`, what a caption or a heading is called
 * in the file, nothing for a column that the file does not hold.
 */
const NOMBRE = /^[-+\u2212]?\d[\d\s]*(?:,\d+)?\s*[€%]?$/;

for (const table of document.querySelectorAll('main table')) {
  if (table.caption === null || table.tBodies.length === 0) continue;
  const titre =
    table.caption.dataset.emporte ?? espacer((table.caption.querySelector('h3, h4') ?? table.caption).textContent);
  const bouton = boutonDe('emporter', 'Télécharger');
  bouton.setAttribute('aria-label', `Télécharger en CSV\u00a0: ${titre}`);
  bouton.addEventListener('click', () => enregistrerEnCsv(titre, rangeesDuTableau(table)));
  const sous = document.createElement('p');
  sous.className = 'sous-la-table ecran';
  sous.append(bouton);
  const { parentElement: boite } = table;
  (boite.matches('.large, .defile') ? boite : table).after(sous);
}

function rangeesDuTableau(table) {
  const tetes = enGrille([...(table.tHead?.rows ?? [])]);
  const largeur = Math.max(0, ...tetes.map(({ length }) => length));
  const deNombres = (rang) => tetes.some((tete) => tete[rang]?.classList.contains('n'));
  const rangees = [...table.tBodies]
    .flatMap((groupe) => [...groupe.rows])
    .filter((rangee) => !rangee.matches('.total, .ecartee, .lignes .groupe'));
  // What stands above the lines that share it is of each of them.
  const [titreCommun, commun] = table.matches('.lignes')
    ? [['En commun'], (rang) => [direEnCommun(teteDe(rangees[rang]))]]
    : [[], () => []];
  const corps = enGrille(rangees).map((cellules) =>
    Array.from({ length: Math.max(largeur, cellules.length) }, (_, rang) =>
      lireLaCellule(cellules[rang], deNombres(rang)),
    ),
  );
  const colonnes = Math.max(largeur, ...corps.map(({ length }) => length));
  const titres = Array.from({ length: colonnes }, (_, rang) => [
    ...new Set(tetes.map((tete) => titreDuFichier(tete[rang])).filter(Boolean)),
  ]).map((mots) => mots.join(', '));
  const montrees = [...titres.keys()].filter((rang) => !tetes.some((tete) => tete[rang]?.dataset.emporte === ''));
  const apports = Object.entries(A_COTE).map(([cle, suite]) => [
    cle,
    suite,
    titres.map((_, rang) => corps.some((rangee) => rangee[rang]?.[cle])),
  ]);
  const etaler = (lire) =>
    montrees.flatMap((rang) => [
      lire(rang, 'texte', ''),
      ...apports.filter(([, , ou]) => ou[rang]).map(([cle, suite]) => lire(rang, cle, suite)),
    ]);
  return [
    [...etaler((rang, _, suite) => titres[rang] + suite), ...titreCommun],
    ...corps.map((rangee, numero) => [...etaler((rang, cle) => rangee[rang]?.[cle] ?? ''), ...commun(numero)]),
  ];
}

function direEnCommun(tete) {
  return [...(tete?.childNodes ?? [])].map(({ textContent }) => espacer(textContent)).join(' ; ');
}

/** What may stand beside what a cell says, in a column of its own. */
const A_COTE = { horsSomme: ', hors somme', precisions: ', précisions' };

function titreDuFichier(tete) {
  if (!tete) return '';
  const { texte, precisions } = motsDe(tete);
  return tete.dataset.emporte ?? [texte, precisions].filter(Boolean).join(', ');
}

/** Rows as cells at their columns: one that spans several columns or rows stands at the first, in titles at all of them. */
function enGrille(rangees) {
  const grille = rangees.map(() => []);
  for (const [haut, rangee] of rangees.entries()) {
    let gauche = 0;
    for (const cellule of rangee.cells) {
      while (grille[haut][gauche] !== undefined) gauche += 1;
      const dansLaTete = rangee.parentElement.nodeName === 'THEAD';
      for (let bas = haut; bas < Math.min(haut + cellule.rowSpan, grille.length); bas += 1)
        for (let droite = gauche; droite < gauche + cellule.colSpan; droite += 1)
          grille[bas][droite] = dansLaTete || (bas === haut && droite === gauche) ? cellule : null;
      gauche += cellule.colSpan;
    }
  }
  return grille;
}

/** What a cell says, a number as spreadsheets read it, and what it adds in smaller letters. */
function lireLaCellule(cellule, deNombres) {
  if (!cellule) return { texte: '', precisions: '' };
  const { precisions, texte: ecrit } = motsDe(cellule);
  const texte = cellule.dataset.exact ?? ecrit;
  if (texte === '–') return { texte: '', precisions };
  if (!(deNombres || cellule.classList.contains('n')) || !NOMBRE.test(texte)) return { texte, precisions };
  const moins = /^[-\u2212]/.test(texte) !== 'moins' in cellule.dataset;
  const chiffres = texte.replace(/[^\d,%]/g, '');
  const nombre = { nombre: moins && /[1-9]/.test(chiffres) ? `-${chiffres}` : chiffres };
  return cellule.closest('[data-hors-somme]')
    ? { texte: '', horsSomme: nombre, precisions }
    : { texte: nombre, precisions };
}

/** The words of a cell, those in smaller letters apart unless there are no others. */
function motsDe(cellule) {
  const grand = cellule.cloneNode(true);
  const petits = [...grand.querySelectorAll('small, .petit')];
  for (const element of [...petits, ...grand.querySelectorAll('button, input, svg')]) element.remove();
  const texte = espacer([...grand.childNodes].map(({ textContent }) => textContent).join(' '));
  const precisions = petits.map(({ textContent }) => espacer(textContent)).join(' ; ');
  return texte === '' && cellule.nodeName === 'TH' ? { texte: precisions, precisions: '' } : { texte, precisions };
}

function espacer(texte) {
  return texte.replace(/\s+/g, ' ').trim();
}
