/* The lines, with the texts that the annex already holds: each is read from its row when it is first needed. */
const LIGNES = DONNEES.lignes.map(([montant, commun, ...parts], rang) => {
  const [recu, ...champs] = DONNEES.communs[commun];
  return { rang, numero: rang + 1, montant, recu, champs, parts: lireParts(parts, montant) };
});

/** The parts of a line: place, centimes, ranks in the dimensions. An only part has the amount of the line. */
function lireParts(ecrites, montant) {
  const parts = [];
  for (let rang = 0; rang < ecrites.length; rang += 2) {
    const [place, ...rangs] = DONNEES.profils[ecrites[rang]];
    parts.push([place, ecrites[rang + 1] ?? montant, ...rangs]);
  }
  return parts;
}

/** The row of a line in the annex. */
function rangeeDe({ numero }) {
  return document.getElementById(`l${numero}`);
}

/** What stands above a row, for all that share it; nothing where the row says all. */
function teteDe(rangee) {
  const premiere = rangee.parentElement.firstElementChild;
  return premiere.matches('.groupe') ? premiere.cells[0] : undefined;
}

/** The cells of a line, to be drawn elsewhere: what stands above the row and why it is where it is included. */
function cellulesDe(ligne) {
  const rangee = rangeeDe(ligne);
  const cellules = [...rangee.cells].map((cellule) => cellule.cloneNode(true));
  const tete = teteDe(rangee)?.cloneNode(true);
  if (tete !== undefined) {
    const precisions = cellules[1].querySelector('div');
    cellules.push(document.createElement('td'));
    precisions.replaceWith(tete.querySelector('.ou') ?? '');
    cellules[5].append(...tete.childNodes, ...precisions.childNodes);
  }
  return cellules;
}

/** The file of a line and the place of the line in it: `culture.csv:79`. */
function referenceDe(rangee) {
  const fichier = rangee.closest('table').caption.querySelector('small').textContent;
  return `${fichier}${rangee.cells[0].querySelector('small').textContent}`;
}

/** What a browser writes as entities in the text of a row. */
const SIGNES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&nbsp;': ' ' };

/** The text of a line in words, for the search; kept, since each key typed asks for all of them. */
function texteDe(ligne) {
  if (ligne.texte === undefined) {
    const rangee = rangeeDe(ligne);
    const ecrit = `${rangee.innerHTML} ${teteDe(rangee)?.innerHTML ?? ''}`;
    ligne.texte = ecritEnMots(`${sansBalises(ecrit)} ${referenceDe(rangee)}`);
  }
  return ligne.texte;
}

/** The text of a piece of a row, tags as spaces: three times faster than node by node, and there are thousands. */
function sansBalises(ecrit) {
  return ecrit.replace(/<[^>]*>/g, ' ').replace(/&\w+;/g, (entite) => SIGNES[entite] ?? entite);
}

/** What a cell of a line says, to be sorted by; why a line is where it is stands above its row where several share it. */
function ditDansLaCellule(ligne, rang) {
  const rangee = rangeeDe(ligne);
  const tete = teteDe(rangee);
  if (tete === undefined || rang < 5) return plier(sansBalises(rangee.cells[rang].innerHTML));
  const ou = tete.querySelector('.ou')?.outerHTML ?? '';
  return plier(sansBalises(tete.innerHTML.replace(ou, '') + rangee.cells[1].querySelector('div').innerHTML));
}
