/* The lines, with the texts that the annex already holds: each is read from its row when it is first needed. */
const LIGNES = DONNEES.lignes.map(([montant, recu, champs, parts], rang) => ({
  numero: rang + 1,
  montant,
  recu,
  champs,
  parts,
}));

/** The row of a line in the annex. */
function rangeeDe({ numero }) {
  return document.getElementById(`l${numero}`);
}

/** The file of a line and the place of the line in it: `culture.csv:79`. */
function referenceDe(rangee) {
  const fichier = rangee.closest('table').caption.textContent.trim();
  return `${fichier}${rangee.cells[0].querySelector('small').textContent}`;
}

/** The folded text of a line, for the search; kept, since each key typed asks for all of them. */
function texteDe(ligne) {
  if (ligne.texte === undefined) {
    const rangee = rangeeDe(ligne);
    ligne.texte = plier([...rangee.cells].map(texteAvecEspaces).join(' ')) + plier(` ${referenceDe(rangee)}`);
  }
  return ligne.texte;
}

/** What stands in two blocks is two words. */
function texteAvecEspaces(cellule) {
  return [...cellule.childNodes].map((noeud) => noeud.textContent).join(' ');
}
