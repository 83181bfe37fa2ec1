/*
 * With the explorer open, paper has the selection whole: its title, its criteria, what it makes and all its lines. A dialog is cut at
 * the height of the window and lies over the page: what is printed is a section of its own, there for as long as printing lasts.
 */
const imprimerLaSelection = boutonDe('imprimer-la-selection', 'Imprimer');
imprimerLaSelection.setAttribute('aria-label', 'Imprimer la sélection');
imprimerLaSelection.addEventListener('click', () => print());
emporterLaSelection.after(' ', imprimerLaSelection);

let feuille;
let papierAvant;

addEventListener('beforeprint', () => {
  if (!dialogue.open || feuille !== undefined) return;
  feuille = composerLaSelection();
  document.body.append(feuille);
  papierAvant = document.documentElement.dataset.papier;
  document.documentElement.dataset.papier = 'selection';
});
addEventListener('afterprint', () => {
  if (feuille === undefined) return;
  feuille.remove();
  feuille = undefined;
  if (papierAvant === undefined) delete document.documentElement.dataset.papier;
  else document.documentElement.dataset.papier = papierAvant;
});

function composerLaSelection() {
  const section = document.createElement('section');
  section.className = 'selection-imprimee';
  const titre = document.createElement('h1');
  titre.textContent = titreDe(demande);
  const compte = paragraphe('compte', dans('.compte').textContent);
  const indice = [...dans('.indice').childNodes].filter(({ nodeName }) => nodeName !== 'BUTTON');
  const table = document.createElement('table');
  table.className = 'lignes longue';
  const tete = table.createTHead().insertRow();
  for (const colonne of dialogue.querySelectorAll('thead th')) {
    const cellule = document.createElement('th');
    cellule.scope = 'col';
    cellule.className = colonne.className;
    cellule.textContent = colonne.textContent.trim();
    tete.append(cellule);
  }
  const corps = table.createTBody();
  let cumul = 0;
  for (const { ligne, compte: centimes } of selectionner(demande)) {
    cumul += centimes;
    corps.append(rangeeDeResultat(ligne, centimes, cumul));
  }
  section.append(
    titre,
    paragraphe('', document.querySelector('footer.pied')?.textContent.trim() ?? document.title),
    compte,
    ...(indice.length > 0 && !dans('.indice').hidden
      ? [paragraphe('', indice.map((noeud) => noeud.textContent).join(''))]
      : []),
    table,
  );
  return section;
}

function paragraphe(classe, texte) {
  const element = document.createElement('p');
  element.className = classe;
  element.textContent = texte;
  return element;
}
