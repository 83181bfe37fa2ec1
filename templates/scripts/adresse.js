/*
 * What is shown, as an address that can be shared: `#pays=senegal&texte=dakar&tri=-montant`. Criteria come first and in their
 * order: without the script, the same address is the anchor of the entry of the index that lists the lines.
 */

/** The place that is meant when none is said: that of the total. */
const VERDICT_DU_TOTAL = 'internationale';

/** What an address asks for, or nothing when it is that of a section or of a line, or when nothing of it is known. */
function lireAdresse(ancre) {
  const brut = ancre.replace(/^#/, '');
  if (!brut.includes('=')) return undefined;
  const demande = { criteres: new Map(), texte: '', tri: '' };
  let connu = false;
  for (const morceau of brut.split('&')) {
    const coupe = morceau.indexOf('=');
    const champ = morceau.slice(0, coupe);
    const valeur = decoder(morceau.slice(coupe + 1));
    if (champ === 'texte') demande.texte = valeur;
    else if (champ === 'tri') demande.tri = valeur;
    else if (CHAMPS_CONNUS.has(champ)) demande.criteres.set(champ, valeur);
    else continue;
    connu = true;
  }
  return connu ? demande : undefined;
}

/** An address mended by hand may hold anything. */
function decoder(texte) {
  try {
    return decodeURIComponent(texte);
  } catch {
    return texte;
  }
}

/** The address of what is shown, `#` included. */
function ecrireAdresse({ criteres, texte, tri }) {
  const morceaux = [...criteres].map(([champ, valeur]) => `${champ}=${encodeURIComponent(valeur)}`);
  if (morceaux.length === 0) morceaux.push(`verdict=${VERDICT_DU_TOTAL}`);
  if (texte !== '') morceaux.push(`texte=${encodeURIComponent(texte)}`);
  if (tri !== '') morceaux.push(`tri=${encodeURIComponent(tri)}`);
  return `#${morceaux.join('&')}`;
}

/**
 * The name by which texts and the command line call a figure; empty for a selection that is no figure of the document, or
 * a figure of which some lines are not named: those have no entry in the index.
 */
function nommerLeChiffre({ criteres, texte }) {
  if (texte !== '') return '';
  if (criteres.has('base')) return nommerSurSaBase(criteres);
  const restants = [...criteres].filter(([champ, valeur]) => champ !== 'verdict' || valeur !== VERDICT_DU_TOTAL);
  if (restants.length === 0) return 'synthese.total';
  const entree = document.getElementById(restants.map((critere) => critere.join('=')).join('&'));
  if (entree === null) return '';
  // What has a fiche is called as its address.
  if (restants.length === 1 && DONNEES.fiches.valeurs[restants[0][0]] !== undefined) return restants[0].join('.');
  return entree.querySelector(':scope > code')?.textContent ?? '';
}

/** On another base, a place is called as that base calls it, and any other figure after what it is on that of the total. */
function nommerSurSaBase(criteres) {
  const base = criteres.get('base');
  const autres = new Map([...criteres].filter(([champ]) => champ !== 'base'));
  const place = autres.size > 1 ? undefined : autres.size === 0 ? VERDICT_DU_TOTAL : autres.get('verdict');
  if (rangDe('base', base) < 0) return '';
  if (place !== undefined) return `base.${base}/partition.${place}`;
  const nom = nommerLeChiffre({ criteres: autres, texte: '' });
  return nom === '' || nom.includes('/') || nom.startsWith('synthese.') ? '' : `${nom}/${base}`;
}
