/*
 * Long tables of texts: a box above each, which keeps the rows that hold all the words typed. The script makes the box, so that
 * without it the table is whole, and nothing is there that does nothing. Paper has all the rows.
 */
for (const tableau of document.querySelectorAll('table[data-chercher]')) {
  const rangees = [...tableau.tBodies[0].rows];
  const textes = rangees.map((rangee) =>
    ecritEnMots([...rangee.cells].map((cellule) => cellule.textContent).join(' ')),
  );
  const boite = document.createElement('p');
  boite.className = 'chercher';
  const etiquette = document.createElement('label');
  const champ = document.createElement('input');
  champ.type = 'search';
  champ.autocomplete = 'off';
  champ.setAttribute('aria-label', `Chercher dans «\u00a0${tableau.dataset.chercher}\u00a0»`);
  etiquette.append('Chercher ', champ);
  const compte = document.createElement('span');
  compte.setAttribute('role', 'status');
  boite.append(etiquette, ' ', compte);
  tableau.parentElement.before(boite);
  const filtrer = () => {
    const tape = champ.value.trim();
    const tient = chercheurDe(tape, (morceau) => textes.some((texte) => texte.includes(morceau)));
    let montrees = 0;
    for (const [rang, rangee] of rangees.entries()) {
      const tenue = tient(textes[rang]);
      rangee.classList.toggle('ecartee', !tenue);
      if (tenue) montrees += 1;
    }
    compte.textContent =
      tape === '' ? compterLesRangees(rangees.length) : `${montrees} sur ${compterLesRangees(rangees.length)}`;
  };
  champ.addEventListener('input', filtrer);
  champ.addEventListener('keydown', (frappe) => {
    if (frappe.key !== 'Escape' || champ.value === '') return;
    frappe.preventDefault();
    champ.value = '';
    filtrer();
  });
  filtrer();
}

function compterLesRangees(nombre) {
  return `${nombre} rangée${nombre >= 2 ? 's' : ''}`;
}
