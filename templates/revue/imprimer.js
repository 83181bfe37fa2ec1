/* On paper, after the line that is open: the decisions that were made here, one a row. */
function rangeeImprimee({ ref, libelle, beneficiaire, montant }) {
  const { valeurs } = travail.get(ref);
  const { quote_part: part, pays } = enDecision(valeurs);
  const reponse = [NOMS_DES_REPONSES[valeurs.reponse], part, pays].filter(Boolean).join(', ');
  const cellules = [
    `${libelle || ref}${beneficiaire === '' ? '' : `, ${beneficiaire}`} (${ref})`,
    euros(montant),
    reponse,
    `${valeurs.motif} (${valeurs.auteur}, ${direLeJour(valeurs.date)})`,
  ];
  return faire('tr', {}, ...cellules.map((texte) => faire('td', {}, texte)));
}

addEventListener('beforeprint', () => {
  const faites = LIGNES.filter(({ ref }) => etatDe(ref) === 'decidee');
  trouver('imprime').hidden = faites.length === 0;
  trouver('rangees-imprimees').replaceChildren(...faites.map(rangeeImprimee));
});
addEventListener('afterprint', () => {
  trouver('imprime').hidden = true;
  trouver('rangees-imprimees').replaceChildren();
});
