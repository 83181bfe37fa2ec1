/*
 * What goes to paper: the essentiel where nothing else is asked for, the whole document or the sheet for the press by its button. Without the script, the
 * browser prints the essentiel.
 */
const FORME_PAR_DEFAUT = document.documentElement.dataset.papier;

/** Prints a form of the page, then gives back that which the browser prints by itself. */
function imprimer(forme) {
  document.documentElement.dataset.papier = forme;
  print();
  document.documentElement.dataset.papier = FORME_PAR_DEFAUT;
}

/** A button that prints a form. */
function boutonPourImprimer(forme, dit) {
  const bouton = document.createElement('button');
  bouton.type = 'button';
  bouton.textContent = dit;
  bouton.addEventListener('click', () => imprimer(forme));
  return bouton;
}

const aImprimer = document.createElement('p');
aImprimer.className = 'imprimer ecran';
aImprimer.append(
  'Imprimer\u00a0: ',
  boutonPourImprimer('essentiel', 'l’essentiel'),
  ' ',
  boutonPourImprimer('complet', 'le document complet'),
  ' ',
  boutonPourImprimer('presse', 'la fiche de presse'),
);
document.querySelector('.sommaire')?.append(aImprimer);
