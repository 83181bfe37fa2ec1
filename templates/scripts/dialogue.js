/* The dialog of the explorer, made once from its template, and what in it is chosen from. */
const dialogue = document.getElementById('explorateur').content.firstElementChild.cloneNode(true);
document.body.append(dialogue);
const dans = (choix) => dialogue.querySelector(choix);
const champTexte = dans('[name=texte]');
// Nobody may have signed anything: a list of nothing is no choice.
for (const liste of dialogue.querySelectorAll('select'))
  if ((VALEURS.get(liste.name) ?? []).length === 0) liste.closest('label').remove();
const listes = [...dialogue.querySelectorAll('select')];
const tris = [...dialogue.querySelectorAll('[data-tri]')];

/** What is shown: criteria, words, sort. */
let demande;

/** On a telephone, what filters is in a drawer: the lines come first. */
const tiroir = boutonDe('tiroir', 'Filtres');
tiroir.setAttribute('aria-expanded', 'false');
tiroir.addEventListener('click', () => {
  const ouvert = dans('.filtres').classList.toggle('ouverts');
  tiroir.setAttribute('aria-expanded', String(ouvert));
});
champTexte.closest('label').after(tiroir);

/** Says in the drawer how many filters are set. */
function compterLesFiltres({ criteres }) {
  const poses = [...criteres].filter(([champ, valeur]) => champ !== 'verdict' || valeur !== VERDICT_DU_TOTAL).length;
  tiroir.textContent = poses === 0 ? 'Filtres' : `Filtres (${poses})`;
}

function boutonDe(classe, texte) {
  const bouton = document.createElement('button');
  bouton.type = 'button';
  bouton.className = classe;
  bouton.textContent = texte;
  return bouton;
}
