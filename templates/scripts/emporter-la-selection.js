/* The selection as a CSV: a row a line, no total, so that a sum over a column of amounts is true. */
const emporterLaSelection = boutonDe('emporter', 'Télécharger');
emporterLaSelection.setAttribute('aria-label', 'Télécharger la sélection (CSV)');
emporterLaSelection.addEventListener('click', () => enregistrerEnCsv(titreDe(demande), rangeesDeLaSelection(demande)));
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
  const duTotal = testDesCriteres(new Map([...criteres, ['verdict', VERDICT_DU_TOTAL]]));
  const base = criteres.get('base');
  const titres = [
    'N°',
    'Fichier et ligne',
    'Objet',
    'Précisions',
    'Imputation',
    'Intitulé',
    ...DIMENSIONS.map((champ) => TITRES[champ]),
    ...champs.map((champ) => TITRES[champ] ?? champ),
    'Verdict',
    'Motif',
    'Décidé par',
    'Signé par',
    'Montant de la ligne (€)',
    base === undefined ? 'Montant de la part (€)' : `Montant de la part (€), ${libelleDe('base', base)}`,
    'Montant retenu (€)',
  ];
  const lignes = selectionner({ criteres, texte, tri }).map(({ ligne, compte }) => {
    const parts = [];
    tient(ligne, parts);
    const annexe = rangeeDe(ligne);
    const [, objet, imputation, , , motif] = annexe.cells;
    const valeurDe = (champ) => VALEURS.get(champ)[ligne.champs[CHAMPS.indexOf(champ)]];
    return [
      String(ligne.numero),
      referenceDe(annexe),
      texteSeul(objet),
      precisionsDe(objet),
      imputation.querySelector('code').textContent,
      precisionsDe(imputation),
      ...DIMENSIONS.map((champ, rang) =>
        [...new Set(parts.map((part) => VALEURS.get(champ)[part[2 + rang]]?.[1] ?? ''))].join(' + '),
      ),
      ...champs.map((champ) => {
        const [nom, libelle] = valeurDe(champ) ?? ['', ''];
        return nom === 'autres-beneficiaires' ? '' : libelle;
      }),
      [...new Set(parts.map(([place]) => DONNEES.verdicts[place][1]))].join(' + '),
      [texteSeul(motif), precisionsDe(motif)].filter(Boolean).join(' ; '),
      valeurDe('decide_par')?.[1] ?? '',
      valeurDe('decideur')?.[1] ?? '',
      ligne.montant,
      compte,
      duTotal(ligne) ?? 0,
    ];
  });
  return [titres, ...lignes];
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
