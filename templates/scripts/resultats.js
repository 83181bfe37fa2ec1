/* The table of the lines found. Rows are drawn a hundred at a time: five thousand of them open as fast as ten. */
const RANGEES_PAR_FOIS = 100;

/** Draws the lines found in the body of a table, the first ones at once, the others on demand. */
function montrerLesLignes(trouvees, { corps, suite, bouton }) {
  let montrees = 0;
  let cumul = 0;
  corps.replaceChildren();
  const montrerLaSuite = () => {
    const premiere = montrees;
    const fragment = document.createDocumentFragment();
    for (const { ligne, compte } of trouvees.slice(montrees, montrees + RANGEES_PAR_FOIS)) {
      cumul += compte;
      fragment.append(rangeeDeResultat(ligne, compte, cumul));
      montrees += 1;
    }
    corps.append(fragment);
    const reste = trouvees.length - montrees;
    suite.hidden = reste === 0;
    bouton.textContent = `Montrer les ${Math.min(reste, RANGEES_PAR_FOIS)} lignes suivantes, sur ${reste} encore`;
    return corps.rows[premiere];
  };
  bouton.onclick = () => montrerLaSuite()?.querySelector('a')?.focus();
  montrerLaSuite();
}

/** A row: what the annex says of the line, with what is counted here of it and the running total. */
function rangeeDeResultat(ligne, compte, cumul) {
  const annexe = rangeeDe(ligne);
  const lien = lienVers(`#l${ligne.numero}`, ligne.numero);
  const tete = creer('th', { scope: 'row' }, lien, creer('small', { textContent: referenceDe(annexe) }));
  const [, objet, imputation, montant, , motif] = cellulesDe(ligne);
  const comptee = celluleDeMontant(compte);
  const hors = direHorsTotal(ligne, compte);
  if (hors !== '') comptee.append(creer('small', { textContent: hors }));
  return creer('tr', {}, tete, objet, imputation, montant, comptee, celluleDeMontant(cumul), motif);
}

/** What of a row is in no total, said in that row. */
function direHorsTotal(ligne, compte) {
  const { criteres } = demande;
  if ((criteres.get('verdict') ?? VERDICT_DU_TOTAL) === VERDICT_DU_TOTAL) return '';
  const retenu = testDesCriteres(new Map([...criteres, ['verdict', VERDICT_DU_TOTAL]]))(ligne);
  if (retenu === compte) return '';
  if (retenu !== undefined) return `dont retenu\u00a0: ${ecrireEuros(retenu)}`;
  return PLACES[ligne.parts[0][0]] === 'exceptionnelle' ? 'pour mémoire, hors total' : 'hors total';
}

function celluleDeMontant(centimes) {
  return creer('td', { className: 'n', textContent: ecrireNombre(centimes) });
}
