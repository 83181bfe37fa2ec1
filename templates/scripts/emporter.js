/*
 * Under each table of the document, what takes it away as a CSV: the rows that are shown, without those that add others up, so that
 * a sum over a column is true. What stands in smaller letters in a cell has a column of its own.
 */
const NOMBRE = /^[-\u2212]?\d[\d\s]*(?:,\d+)?\s*(?:€|k€|M€)?$/;

for (const table of document.querySelectorAll('main table')) {
  if (table.caption === null || table.tBodies.length === 0) continue;
  const titre = espacer((table.caption.querySelector('h3, h4') ?? table.caption).textContent);
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
  const corps = enGrille(
    [...table.tBodies]
      .flatMap((groupe) => [...groupe.rows])
      .filter(({ classList }) => !classList.contains('total') && !classList.contains('ecartee')),
  ).map((cellules) =>
    Array.from({ length: Math.max(largeur, cellules.length) }, (_, rang) =>
      lireLaCellule(cellules[rang], deNombres(rang)),
    ),
  );
  const colonnes = Math.max(largeur, ...corps.map(({ length }) => length));
  const avecPrecisions = Array.from({ length: colonnes }, (_, rang) =>
    corps.some((rangee) => rangee[rang]?.precisions),
  );
  const titres = Array.from({ length: colonnes }, (_, rang) => {
    const mots = tetes.map((tete) => (tete[rang] ? espacer(tete[rang].textContent) : ''));
    return [...new Set(mots.filter(Boolean))].join(', ');
  });
  const etaler = (lire) =>
    avecPrecisions.flatMap((precise, rang) =>
      precise ? [lire(rang).texte, lire(rang).precisions] : [lire(rang).texte],
    );
  return [
    etaler((rang) => ({ texte: titres[rang], precisions: `${titres[rang]}, précisions` })),
    ...corps.map((rangee) => etaler((rang) => rangee[rang] ?? { texte: '', precisions: '' })),
  ];
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
  const grand = cellule.cloneNode(true);
  const petits = [...grand.querySelectorAll('small, .petit')];
  for (const element of [...petits, ...grand.querySelectorAll('button, input, svg')]) element.remove();
  const texte = espacer([...grand.childNodes].map(({ textContent }) => textContent).join(' '));
  const precisions = petits.map(({ textContent }) => espacer(textContent)).join(' ; ');
  if (texte === '–') return { texte: '', precisions };
  if ((deNombres || cellule.classList.contains('n')) && NOMBRE.test(texte))
    return { texte: { nombre: texte.replace(/[^\d,\u2212-]/g, '').replace('\u2212', '-') }, precisions };
  return { texte, precisions };
}

function espacer(texte) {
  return texte.replace(/\s+/g, ' ').trim();
}
