/* What helps to decide the current line: what it is, what speaks for and against, what was decided before. */
const NOMS_DES_RESSEMBLANCES = {
  libelle: ['du même libellé', 'même libellé'],
  beneficiaire: ['du même bénéficiaire', 'même bénéficiaire'],
  action: ['des mêmes programme et action', 'mêmes programme et action'],
};

function eclairer(ligne) {
  const pourcentage = ligne.chance < 10 ? 'moins de 1' : String(Math.round(ligne.chance / 10));
  const noms = [
    ['Bénéficiaire', ligne.beneficiaire],
    ['Lieu', ligne.lieu],
    ['Secteur', ligne.secteur],
    ['Référence', ligne.ref],
    ['Situation', ligne.place],
  ].filter(([, texte]) => texte !== '');
  const tete = faire(
    'div',
    { class: 'fiche-tete' },
    faire('h2', { id: 'fiche-titre' }, ligne.libelle || `Ligne ${ligne.ref}`),
    faire(
      'p',
      { class: 'gros' },
      euros(ligne.montant),
      faire('span', { class: 'note' }, ligne.recette ? ' recette' : ' dépense'),
    ),
    faire(
      'dl',
      { class: 'faits' },
      ...noms.map(([nom, texte]) => faire('div', {}, faire('dt', {}, nom), faire('dd', {}, texte))),
    ),
  );
  trouver('eclairage').replaceChildren(
    tete,
    ...suggestionDe(ligne, pourcentage),
    faire(
      'div',
      { class: 'balance' },
      plateau('Ce qui parle pour', 'pour', ligne.pour, 'Rien ne parle pour.'),
      plateau('Ce qui parle contre', 'contre', ligne.contre, 'Rien ne parle contre.'),
    ),
    ...passeesDe(ligne),
  );
  trouver('complements').replaceChildren(...semblablesDe(ligne), ...presqueDe(ligne), resteDe(ligne));
}

function capitale(texte) {
  return texte.charAt(0).toUpperCase() + texte.slice(1);
}

function suggestionDe({ suggestion, raison }, pourcentage) {
  if (DONNEES.decidees)
    return [
      faire(
        'p',
        { class: 'suggestion' },
        faire('strong', {}, `Décision en vigueur : ${suggestion}`),
        `. ${capitale(raison)}`,
      ),
    ];
  const dit = suggestion === '' ? 'Aucune suggestion' : `Suggestion : ${suggestion}`;
  const chance = ` (${pourcentage}\u00a0% de chances d’être internationale)`;
  return [
    faire(
      'p',
      { class: 'suggestion' },
      faire('strong', {}, dit),
      `${chance}${raison === '' ? '' : `. ${capitale(raison)}`}`,
    ),
  ];
}

function plateau(titre, genre, indices, rien) {
  const corps =
    indices.length === 0
      ? faire('p', { class: 'note' }, rien)
      : faire(
          'ul',
          {},
          ...indices.map(([points, dit]) =>
            faire(
              'li',
              {},
              dit,
              points === 0
                ? ''
                : faire(
                    'span',
                    { class: 'points' },
                    ` ${points > 0 ? '+' : '\u2212'}${accorder(Math.abs(points), 'point')}`,
                  ),
            ),
          ),
        );
  return faire('div', { class: genre }, faire('h3', {}, titre), corps);
}

function passeesDe({ passees }) {
  if (passees.length === 0) return [];
  const dites = passees.map(([exercice, memeLibelle, libelle, centimes, conclusion, motif]) =>
    faire(
      'li',
      {},
      faire('strong', {}, `${exercice} : ${conclusion}`),
      `, ${euros(centimes)}${memeLibelle ? '' : `, « ${libelle} »`}${motif === '' ? '' : `. ${motif}`}`,
    ),
  );
  const titre = passees[0][1]
    ? 'Les années passées, même libellé'
    : 'Les années passées, même bénéficiaire et même action';
  return [faire('div', {}, faire('h3', {}, titre), faire('ul', {}, ...dites))];
}

/** Of the lines that were decided already, those of the dossier, then those of this page. */
function semblablesDe(ligne) {
  const dites = ligne.semblables.map(([nom, lignes, internationales, exemples]) =>
    faire(
      'details',
      {},
      faire(
        'summary',
        {},
        `${accorder(lignes, 'ligne')} ${NOMS_DES_RESSEMBLANCES[nom][0]}, dont ${accorder(internationales, 'internationale')}`,
      ),
      faire(
        'ul',
        {},
        ...exemples.map(([ref, libelle, centimes, conclusion, par, motif]) =>
          faire(
            'li',
            {},
            faire('strong', {}, conclusion),
            ` : ${libelle || ref}, ${euros(centimes)} (${ref}, ${par}). ${motif}`,
          ),
        ),
      ),
    ),
  );
  const ici = decideesIci(ligne);
  if (dites.length === 0 && ici.length === 0) return [];
  const siennes = ici.length === 0 ? [] : [faire('p', {}, `Ici : ${ici.join(' ; ')}.`)];
  return [faire('div', {}, faire('h3', {}, 'Semblables déjà décidées'), ...siennes, ...dites)];
}

const ICI_MONTREES = 3;

function decideesIci(ligne) {
  const dites = [];
  for (const autre of LIGNES) {
    if (autre === ligne || etatDe(autre.ref) !== 'decidee') continue;
    if (!autre.groupes.some((groupe, rang) => groupe >= 0 && groupe === ligne.groupes[rang])) continue;
    const { reponse, motif } = travail.get(autre.ref).valeurs;
    dites.push(`${NOMS_DES_REPONSES[reponse]}, « ${autre.libelle || autre.ref} » (${motif})`);
    if (dites.length === ICI_MONTREES) break;
  }
  return dites;
}

const MANQUE_MAX = 160;

function presqueDe({ presque }) {
  if (presque.length === 0) return [];
  const dites = presque.map(([id, conclusion, manque]) =>
    faire(
      'li',
      {},
      `« ${id} » dirait ${conclusion} ; il lui manque ${manque.length > MANQUE_MAX ? `${manque.slice(0, MANQUE_MAX)}…` : manque}`,
    ),
  );
  return [faire('details', {}, faire('summary', {}, 'Règles qui concluent presque'), faire('ul', {}, ...dites))];
}

function resteDe({ champs }) {
  const dits = champs.flatMap((texte, rang) =>
    texte === '' ? [] : [faire('div', {}, faire('dt', {}, DONNEES.champs[rang]), faire('dd', {}, texte))],
  );
  return faire('details', {}, faire('summary', {}, 'Toute la ligne'), faire('dl', { class: 'faits' }, ...dits));
}
