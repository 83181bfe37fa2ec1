/*
 * The selection as a CSV: a row for each part of a line that is counted, as the annex cuts lines by country or axis; no total, and
 * the amount of a line once, so that a sum over a column of amounts is true, for each country too.
 */
const emporterLaSelection = boutonDe('emporter', 'Télécharger');
emporterLaSelection.setAttribute('aria-label', 'Télécharger la sélection (CSV)');
emporterLaSelection.addEventListener('click', () => {
  // Lines in which a word stands are no country or body of that name, nor is their sum its amount.
  const titre = `${demande.texte === '' ? '' : 'lignes où paraît '}${titreDe(demande)}`;
  enregistrerEnCsv(titre, rangeesDeLaSelection(demande));
});
dans('.partager').prepend(emporterLaSelection, ' ');

/** What of a line is a value of a table of the document; of beneficiaries, only those that are named. */
const A_PART = new Set([
  'exclusion',
  'decide_par',
  'decideur',
  'montant_est',
  'flux',
  'genre_de_flux',
  'bout',
  'consolide',
]);

function rangeesDeLaSelection({ criteres, texte, tri }) {
  const champs = CHAMPS.filter((champ) => !A_PART.has(champ) && !champ.startsWith('volet-'));
  const tient = testDesCriteres(criteres);
  const duTotal = PLACES.indexOf(VERDICT_DU_TOTAL);
  const base = criteres.get('base');
  const titres = [
    'N°',
    'Fichier et ligne',
    'Objet',
    'Précisions',
    'Imputation',
    'Intitulé',
    ...DIMENSIONS.map((champ) => TITRES[champ]),
    ...champs.map((champ) => (champ === 'couverture' ? 'Ce qui parle' : (TITRES[champ] ?? champ))),
    'Verdict',
    'Motif',
    'Décidé par',
    'Signé par',
    'Montant de la ligne (€)',
    base === undefined ? 'Compté ici (€)' : `Compté ici (€), ${libelleDe('base', base)}`,
    'Montant retenu (€)',
  ];
  const rangees = selectionner({ criteres, texte, tri }).flatMap(({ ligne }) => {
    const parts = [];
    tient(ligne, parts);
    const annexe = rangeeDe(ligne);
    const [, objet, imputation, , , motif] = cellulesDe(ligne);
    const valeurDe = (champ) => VALEURS.get(champ)[ligne.champs[CHAMPS.indexOf(champ)]];
    return parts.map(([[place, , ...rangs], compte], rang) => [
      String(ligne.numero),
      referenceDe(annexe),
      texteSeul(objet),
      precisionsDe(objet),
      imputation.querySelector('code').textContent,
      precisionsDe(imputation),
      ...DIMENSIONS.map((champ, numero) => VALEURS.get(champ)[rangs[numero]]?.[1] ?? ''),
      ...champs.map((champ) => {
        const [nom, libelle] = valeurDe(champ) ?? ['', ''];
        return nom === 'autres-beneficiaires' ? '' : libelle;
      }),
      DONNEES.verdicts[place][1],
      [texteSeul(motif), precisionsDe(motif)].filter(Boolean).join(' ; '),
      valeurDe('decide_par')?.[1] ?? '',
      valeurDe('decideur')?.[1] ?? '',
      rang === 0 ? ligne.montant : '',
      compte,
      place === duTotal ? compte : 0,
    ]);
  });
  // Tables of the document are of the total: of lines out of it, what they would say is in « Imputation » and « Précisions ».
  const remplies = [...titres.keys()].filter((rang) => rangees.some((rangee) => rangee[rang] !== ''));
  return [titres, ...rangees].map((rangee) => remplies.map((rang) => rangee[rang]));
}

/** The words of a cell that are not in smaller letters. */
function texteSeul(cellule) {
  return [...cellule.childNodes]
    .filter(({ nodeName }) => nodeName === '#text')
    .map(({ textContent }) => textContent)
    .join(' ')
    .trim();
}

function precisionsDe(cellule) {
  return [...cellule.querySelectorAll('small')].map(({ textContent }) => textContent.trim()).join(' ; ');
}
