// Runs in the page of a browser, whose XPath it uses: see regles-iati.ts.
([texte, jeu, jour]) => {
  const lu = new DOMParser().parseFromString(texte, 'application/xml');
  if (lu.querySelector('parsererror')) throw new Error(lu.querySelector('parsererror')?.textContent ?? '');
  const prefixes = (prefixe) => (prefixe === 'xml' ? 'http://www.w3.org/XML/1998/namespace' : null);
  const noeuds = (chemin, depuis) => {
    const trouves = lu.evaluate(chemin, depuis, prefixes, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    return Array.from({ length: trouves.snapshotLength }, (_, rang) => trouves.snapshotItem(rang));
  };
  const vrai = (expression, depuis) =>
    lu.evaluate(expression, depuis, prefixes, XPathResult.BOOLEAN_TYPE, null).booleanValue;
  const valeurs = (chemins, depuis) =>
    chemins.flatMap((chemin) => noeuds(chemin, depuis)).map((noeud) => noeud.textContent ?? '');
  const date = (chemin, depuis) => (chemin === 'NOW' ? jour : valeurs([chemin], depuis)[0]?.slice(0, 10));
  // Decimals are added up as integers: 33.33 + 33.33 + 33.34 is 100, and nothing near it is.
  const ECHELLE = 20;
  const decimal = (ecrit) => {
    const [entier = '', decimales = ''] = ecrit.trim().split('.');
    if (decimales.length > ECHELLE) throw new Error(`trop de décimales : ${ecrit}`);
    return BigInt(entier + decimales.padEnd(ECHELLE, '0'));
  };
  const tousOnt = (element, cle) => {
    if (cle === 'lang') return noeuds('.//narrative[not(@xml:lang)]', element).length === 0;
    if (cle === 'currency') return noeuds('.//value[not(@currency)]', element).length === 0;
    return noeuds(`transaction[not(${cle})]`, element).length === 0;
  };
  const tenue = {
    no_more_than_one: ({ paths = [] }, element) => valeurs(paths, element).length <= 1,
    atleast_one: ({ paths = [] }, element) => valeurs(paths, element).length >= 1,
    one_or_all: ({ one, all }, element) => noeuds(String(one), element).length > 0 || tousOnt(element, String(all)),
    unique: ({ paths = [] }, element) => {
      const toutes = valeurs(paths, element);
      return new Set(toutes).size === toutes.length;
    },
    startswith: ({ paths = [], prefix, separator = '' }, element) => {
      const debuts = valeurs(prefix, element).map((debut) => debut + String(separator));
      return valeurs(paths, element).every((valeur) => debuts.some((debut) => valeur.startsWith(debut)));
    },
    date_now: (cas, element) => (date(String(cas.date), element) ?? '') <= jour,
    date_order: ({ less, more }, element) => {
      const plusTards = date(String(more), element);
      return (
        plusTards === undefined ||
        valeurs(less === 'NOW' ? [] : [String(less)], element).every((avant) => avant.slice(0, 10) <= plusTards)
      );
    },
    regex_matches: ({ paths = [], regex }, element) =>
      valeurs(paths, element).every((valeur) => new RegExp(String(regex)).test(valeur)),
    no_spaces: ({ paths = [] }, element) => valeurs(paths, element).every((valeur) => valeur === valeur.trim()),
    strict_sum: ({ paths = [], sum }, element) =>
      valeurs(paths, element).reduce((somme, valeur) => somme + decimal(valeur), 0n) === decimal(String(sum)),
    range: ({ paths = [], min, max }, element) =>
      valeurs(paths, element).every((valeur) => Number(valeur) >= Number(min) && Number(valeur) <= Number(max)),
    if_then: (cas, element) => !vrai(String(cas.if), element) || vrai(String(cas.then), element),
  };
  const manquements = [];
  const posees = {};
  const poser = (regles, element) => {
    for (const [regle, { cases }] of Object.entries(regles))
      for (const cas of cases) {
        if (cas.condition !== undefined && !vrai(cas.condition, element)) continue;
        if (regle === 'loop') {
          const tours = new Set(valeurs([String(cas.foreach)], element));
          for (const tour of tours) poser(JSON.parse(JSON.stringify(cas.do).replaceAll('$1', tour)), element);
          continue;
        }
        const verifier = tenue[regle];
        if (verifier === undefined) throw new Error(`règle inconnue : ${regle}`);
        posees[regle] = (posees[regle] ?? 0) + 1;
        if (verifier(cas, element)) continue;
        manquements.push({
          id: cas.ruleInfo?.id ?? '',
          severite: cas.ruleInfo?.severity ?? '',
          regle,
          activite: valeurs(['ancestor-or-self::iati-activity/iati-identifier'], element)[0] ?? '',
          message: cas.ruleInfo?.message ?? '',
        });
      }
  };
  for (const [contexte, regles] of Object.entries(jeu))
    for (const element of noeuds(contexte, lu)) poser(regles, element);
  return { manquements, posees };
};
