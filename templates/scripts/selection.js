/* Which lines a request selects, and how many centimes of each: those of the parts that hold to every criterion. */

/** What is sorted by as long as nothing is said: the largest first. */
const TRI_PAR_DEFAUT = '-retenu';

/** The lines selected, each with what is counted of it and the parts that are, as sorted. */
function selectionner({ criteres, texte, tri }) {
  const tient = testDesCriteres(criteres);
  const tientLesMots = texte === '' ? undefined : chercheurDe(texte, estEcrit);
  const trouvees = [];
  for (const ligne of LIGNES) {
    const compte = tient(ligne);
    if (compte === undefined || (tientLesMots !== undefined && !tientLesMots(texteDe(ligne)))) continue;
    trouvees.push({ ligne, compte });
  }
  return trier(trouvees, tri || TRI_PAR_DEFAUT);
}

/** A function that gives the centimes of a line that hold to the criteria, or nothing when no part does; it may gather those parts. */
function testDesCriteres(criteres) {
  const place = criteres.get('verdict') ?? VERDICT_DU_TOTAL;
  const rangDePlace = PLACES.indexOf(place);
  const surLigne = [];
  const surPart = place === 'tous' ? [] : [(part) => part[0] === rangDePlace];
  /** The amounts of lines on another base than the edition's, part by part; nothing for a line that does not give it. */
  let ailleurs;
  for (const [champ, valeur] of criteres) {
    if (champ === 'verdict') continue;
    // A value that nobody has selects nothing: an address mended by hand never shows more than it says.
    const attendu = rangDe(champ, valeur);
    if (attendu < 0) return () => undefined;
    if (champ === 'base') ailleurs = SUR_LES_BASES[attendu];
    else if (champ === 'recu') surLigne.push(({ recu }) => recu === 1);
    else if (champ === 'pilote') {
      const rang = 2 + DIMENSIONS.indexOf('secteur');
      surPart.push((part) => (part[rang] === DONNEES.pilote) === (valeur === 'oui'));
    } else if (DIMENSIONS.includes(champ)) {
      const rang = 2 + DIMENSIONS.indexOf(champ);
      surPart.push((part) => part[rang] === attendu);
    } else {
      const rang = CHAMPS.indexOf(champ);
      surLigne.push(({ champs }) => champs[rang] === attendu);
    }
  }
  return (ligne, tenues) => {
    if (!surLigne.every((test) => test(ligne))) return undefined;
    const centimes = ailleurs?.[ligne.rang];
    if (ailleurs !== undefined && centimes === undefined) return undefined;
    let compte;
    for (const [rang, part] of ligne.parts.entries())
      if (surPart.every((test) => test(part))) {
        const comptes = centimes?.[rang] ?? centimes ?? part[1];
        compte = (compte ?? 0) + comptes;
        tenues?.push([part, comptes]);
      }
    return compte;
  };
}

/** What each column is sorted by. */
const CLES_DE_TRI = {
  numero: ({ ligne }) => ligne.numero,
  objet: ({ ligne }) => texteDeCellule(ligne, 1),
  imputation: ({ ligne }) => texteDeCellule(ligne, 2),
  montant: ({ ligne }) => ligne.montant,
  retenu: ({ compte }) => compte,
  motif: ({ ligne }) => texteDeCellule(ligne, 5),
};

/** Kept: each key typed sorts again. */
function texteDeCellule(ligne, rang) {
  ligne.cellules ??= [];
  ligne.cellules[rang] ??= ditDansLaCellule(ligne, rang);
  return ligne.cellules[rang];
}

/** Sorts by a column, `-` before it for the largest first; of equals, in the order of the document. */
function trier(trouvees, tri) {
  const cle = CLES_DE_TRI[tri.replace(/^-/, '')];
  if (cle === undefined) return trouvees;
  const sens = tri.startsWith('-') ? -1 : 1;
  return trouvees
    .map((trouvee) => ({ trouvee, cle: cle(trouvee) }))
    .sort((a, b) => (a.cle < b.cle ? -sens : a.cle > b.cle ? sens : a.trouvee.ligne.numero - b.trouvee.ligne.numero))
    .map(({ trouvee }) => trouvee);
}
