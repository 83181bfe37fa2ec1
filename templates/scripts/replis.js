/*
 * Long tables show their first rows and their total; a button shows the others. The script folds them, so that without it each table
 * is whole. What is folded opens by itself for who is led to it: by a link, by the search of the browser, by the whole document
 * on paper.
 */
const RANGEES_MONTREES = 12;

/** Rows folded, of each table that has some. */
const PLIEES = new Map();

for (const table of document.querySelectorAll('main table')) {
  if (table.rows.length <= RANGEES_MONTREES + 2 || table.closest('.repli')) continue;
  const autres = [...table.tBodies]
    .flatMap((corps) => [...corps.rows])
    .filter((rangee) => !rangee.matches('.reste, .total, .groupe'))
    .slice(RANGEES_MONTREES);
  if (autres.length > 1) plierLaTable(table, autres);
}

function plierLaTable(table, autres) {
  for (const rangee of autres) {
    rangee.classList.add('pliee');
    rangee.setAttribute('aria-hidden', 'true');
    for (const cellule of rangee.cells) {
      const contenu = document.createElement('div');
      contenu.setAttribute('hidden', 'until-found');
      contenu.append(...cellule.childNodes);
      cellule.append(contenu);
    }
  }
  const bouton = document.createElement('button');
  bouton.type = 'button';
  bouton.textContent = `Montrer les ${autres.length} autres`;
  bouton.addEventListener('click', () => {
    deplierLaTable(table);
    const [premiere] = autres;
    premiere.tabIndex = -1;
    premiere.focus();
  });
  const ligne = document.createElement('p');
  ligne.className = 'deplier ecran';
  ligne.append(bouton);
  (table.closest('.large, .defile') ?? table).after(ligne);
  PLIEES.set(table, { autres, ligne });
}

function deplierLaTable(table) {
  const pliees = PLIEES.get(table);
  if (pliees === undefined) return;
  PLIEES.delete(table);
  pliees.ligne.remove();
  for (const rangee of pliees.autres) {
    rangee.classList.remove('pliee');
    rangee.removeAttribute('aria-hidden');
    for (const cellule of rangee.cells) cellule.firstElementChild.replaceWith(...cellule.firstElementChild.childNodes);
  }
}

/** Opens all that folds an element away. */
function deplierVers(element) {
  for (let repli = element.closest('details'); repli !== null; repli = repli.parentElement.closest('details'))
    repli.open = true;
  const table = element.closest('table');
  if (table !== null && element.closest('.pliee') !== null) deplierLaTable(table);
}

function deplierVersLAdresse() {
  const vise = document.getElementById(decoder(location.hash.slice(1)));
  if (vise === null || vise.closest('details:not([open]), .pliee') === null) return;
  deplierVers(vise);
  vise.scrollIntoView();
}

document.addEventListener('beforematch', ({ target }) => deplierVers(target));
// A box that searches in a table searches in all its rows.
document.addEventListener('input', ({ target }) => {
  const table = target.closest('.chercher')?.nextElementSibling?.querySelector('table');
  if (table) deplierLaTable(table);
});
addEventListener('beforeprint', () => {
  if (document.documentElement.dataset.papier !== 'complet') return;
  for (const repli of document.querySelectorAll('.repli')) repli.open = true;
  for (const table of [...PLIEES.keys()]) deplierLaTable(table);
});
addEventListener('hashchange', deplierVersLAdresse);
deplierVersLAdresse();
