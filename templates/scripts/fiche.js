/*
 * A fiche: what stands at the head of the lines when they are those of one country, body, programme or beneficiary. Its amounts are
 * those that the document says; how they fall is added up from the lines under it.
 */
const FICHES = DONNEES.fiches;
/** How a fiche falls: what, in which order, and how many values are shown before the others are added up. */
const REPARTITIONS = ['axe', 'domaine', 'pays', 'organisme', 'beneficiaire'];
const PARTS_MONTREES = 8;
/** Where the page does not hold all lines, what is added up from them is no more than that, and says so. */
const DES_LIGNES_MONTREES = DONNEES.bornes ? ', des lignes que montre cette page' : '';

/** The field and the value of which a fiche is to be shown; nothing for any other request. */
function sujetDeFiche({ criteres, texte }) {
  const restants = [...criteres].filter(([champ, valeur]) => champ !== 'verdict' || valeur !== VERDICT_DU_TOTAL);
  if (texte !== '' || restants.length !== 1) return undefined;
  const [[champ, nom]] = restants;
  const rang = rangDe(champ, nom);
  const compte = Object.hasOwn(FICHES.valeurs, champ) ? FICHES.valeurs[champ][rang] : undefined;
  if (!compte) return undefined;
  const [montant, avant, arrives = 0, partis = 0] = compte;
  return { champ, nom, rang, montant, avant, arrives, partis };
}

/** The fiche of what is asked for, to stand above its lines; nothing where it is none. */
function ficheDe(demande, trouvees) {
  const sujet = sujetDeFiche(demande);
  if (sujet === undefined) return undefined;
  const fiche = creer('section', { className: 'fiche' });
  fiche.setAttribute('aria-label', `Fiche : ${libelleDe(sujet.champ, sujet.nom)}`);
  fiche.append(teteDeFiche(sujet), ...motsDeFiche(sujet), faitsDeFiche(sujet, demande, trouvees));
  fiche.append(
    creer(
      'div',
      { className: 'repartitions' },
      ...REPARTITIONS.map((champ) => repartition(champ, sujet, trouvees) ?? ''),
    ),
  );
  fiche.append(creer('h3', { textContent: 'Ses lignes' }));
  return fiche;
}

function teteDeFiche({ champ, montant }) {
  const montants = FICHES.valeurs[champ].filter(Boolean).map(([centimes]) => centimes);
  const place = 1 + montants.filter((centimes) => centimes > montant).length;
  return creer(
    'p',
    { className: 'tete-de-fiche' },
    creer('strong', { textContent: ecrireEuros(montant) }),
    ` ${ecrirePourcentage(montant, FICHES.total)} du total, ${place === 1 ? '1er' : `${place}e`} rang sur ${montants.length}`,
  );
}

/** The words that the dossier has for it, which the list of fiches holds. */
function motsDeFiche({ champ, nom }) {
  const entree = document.querySelector(`#fiches dt a[href="#${CSS.escape(champ)}=${CSS.escape(nom)}"]`)?.closest('dt');
  return [...(entree?.nextElementSibling.querySelectorAll(':scope > .mots') ?? [])].map((mots) => mots.cloneNode(true));
}

function faitsDeFiche(sujet, demande, trouvees) {
  const faits = creer('dl', { className: 'faits' });
  const dire = (quoi, ...comment) => faits.append(creer('dt', { textContent: quoi }), creer('dd', {}, ...comment));
  if (FICHES.population)
    dire(
      'Par habitant',
      `${parHabitant(sujet.montant)} `,
      creer('small', { textContent: `(${FICHES.population.dite})` }),
    );
  if (FICHES.avant !== undefined) dire(`En ${FICHES.avant}`, ...depuis(sujet));
  for (const [nom, libelle] of VALEURS.get('base')) {
    const surLaBase = selectionner({ criteres: new Map([...demande.criteres, ['base', nom]]), texte: '', tri: '' });
    if (surLaBase.length > 0)
      dire(
        `${libelle}${DES_LIGNES_MONTREES}`,
        lienVers(`#${sujet.champ}=${sujet.nom}&base=${nom}`, ecrireEuros(totalDe(surLaBase))),
        surLaBase.length < trouvees.length ? `, sur ${compterLesLignes(surLaBase.length)}` : '',
      );
  }
  for (const rang of operationsDe(trouvees)) {
    const [nom, libelle] = VALEURS.get('operation')[rang];
    dire(
      `Reçu pour « ${libelle} »${DES_LIGNES_MONTREES && ', opération des lignes que montre cette page'}`,
      `${ecrireEuros(FICHES.recus[rang])}, pour l’opération entière : `,
      lienVers(`#operation=${nom}`, 'ses lignes'),
    );
  }
  return faits;
}

/** `0,11 €`; what would be written as nothing is told as little. */
function parHabitant(montant) {
  const { habitants } = FICHES.population;
  const centimes = Math.sign(montant) * Math.round(Math.abs(montant) / habitants);
  return centimes === 0 && montant !== 0 ? 'moins d’un centime' : ecrireEuros(centimes);
}

/** What it was the year before, and the change: what of it comes from who sends lines is no change of what is compared. */
function depuis(sujet) {
  const { montant, avant } = sujet;
  if (avant === undefined) return ['pas comparé'];
  const ecart = montant - avant;
  const envois = direLesEnvois(sujet);
  const taux = envois === '' ? direLeTaux(ecart, avant) : '';
  const change = ecart === 0 ? 'autant' : `${direLEcart(ecart)}${taux}`;
  const dit = avant === 0 ? 'rien sous ce nom' : `${ecrireEuros(avant)}, soit ${change}`;
  const mention = avant === 0 || !FICHES.mention ? [] : [' ', creer('small', { textContent: FICHES.mention })];
  return [`${dit}${envois}`, ...mention];
}

/** What of the change is of the same senders, and what came or left with others; nothing where all sent lines in both years. */
function direLesEnvois({ montant, avant, arrives, partis }) {
  if (arrives === 0 && partis === 0) return '';
  const [constant, constantAvant] = [montant - arrives, avant - partis];
  const ecart = constant - constantAvant;
  const dits = [];
  if (constant !== 0 || constantAvant !== 0)
    dits.push(
      `${direLEcart(ecart)}${direLeTaux(ecart, constantAvant)} chez ceux qui ont envoyé leurs lignes les deux années`,
    );
  if (arrives !== 0) dits.push(`${direLEcart(arrives)} venus avec ceux qui n’avaient rien envoyé en ${FICHES.avant}`);
  if (partis !== 0) dits.push(`${direLEcart(-partis)} partis avec ceux qui n’envoient plus rien`);
  return `\u00a0: ${dits.join(', ')}`;
}

function direLEcart(ecart) {
  return `${ecart > 0 ? '+' : ''}${ecrireEuros(ecart)}`;
}

/** A change as a share of what was; nothing where nothing was. */
function direLeTaux(ecart, avant) {
  return avant > 0 && ecart !== 0 ? ` (${ecart > 0 ? '+' : ''}${ecrirePourcentage(ecart, avant)})` : '';
}

/** The ranks of the operations to which lines are tied and for which money came in, in the order of the document. */
function operationsDe(trouvees) {
  const champ = CHAMPS.indexOf('operation');
  if (champ < 0) return [];
  const rangs = new Set(trouvees.map(({ ligne }) => ligne.champs[champ]));
  return [...rangs].filter((rang) => FICHES.recus[rang] > 0).sort((a, b) => a - b);
}

/** How what is counted falls among the values of another field, largest first; nothing where all of it is of one or of none. */
function repartition(champ, sujet, trouvees) {
  if (champ === sujet.champ || !VALEURS.has(champ)) return undefined;
  const cumuls = cumulerPar(champ, sujet, trouvees);
  const valeurs = VALEURS.get(champ);
  const rangees = [...cumuls].sort(([a, x], [b, y]) => y - x || a - b);
  if (rangees.length === 0 || (rangees.length === 1 && rangees[0][0] < 0)) return undefined;
  const liste = creer('ul');
  const tout = totalDe(trouvees);
  const contenu = (quoi, centimes) => [
    creer('span', {}, quoi),
    ' ',
    creer('b', { textContent: ecrireEuros(centimes) }),
    ' ',
    creer('small', { textContent: ecrirePourcentage(centimes, tout) }),
  ];
  const element = ([rang, centimes]) => {
    const [nom, libelle] = valeurs[rang] ?? ['', 'Non ventilé'];
    const quoi = nom === '' ? libelle : lienVers(`#${sujet.champ}=${sujet.nom}&${champ}=${nom}`, libelle || nom);
    return creer('li', {}, ...contenu(quoi, centimes));
  };
  liste.append(...rangees.slice(0, PARTS_MONTREES).map(element));
  const autres = rangees.slice(PARTS_MONTREES);
  if (autres.length > 0) {
    const dits = `${autres.length} ${autres.length > 1 ? 'autres' : 'autre'}`;
    const somme = autres.reduce((cumul, [, centimes]) => cumul + centimes, 0);
    const tete = creer('summary', {}, ...contenu(dits, somme));
    liste.append(creer('li', {}, creer('details', {}, tete, creer('ul', {}, ...autres.map(element)))));
  }
  return creer('div', {}, creer('h3', { textContent: `${TITRES[champ]}${DES_LIGNES_MONTREES}` }), liste);
}

/** The centimes of the parts that make a fiche, by the rank of their value in another field. */
function cumulerPar(champ, sujet, trouvees) {
  const place = PLACES.indexOf(VERDICT_DU_TOTAL);
  const deLaPart = DIMENSIONS.indexOf(champ);
  const deLaLigne = CHAMPS.indexOf(champ);
  const sienne = DIMENSIONS.indexOf(sujet.champ);
  const cumuls = new Map();
  for (const { ligne } of trouvees)
    for (const part of ligne.parts) {
      if (part[0] !== place || (sienne >= 0 && part[2 + sienne] !== sujet.rang)) continue;
      const rang = deLaPart >= 0 ? part[2 + deLaPart] : ligne.champs[deLaLigne];
      cumuls.set(rang, (cumuls.get(rang) ?? 0) + part[1]);
    }
  return cumuls;
}

/** `2,9 %`, rounded as the document rounds. */
function ecrirePourcentage(partie, tout) {
  if (tout === 0) return '–';
  const milliemes = Math.round((Math.abs(partie) * 1000) / Math.abs(tout));
  const moins = partie < 0 !== tout < 0 && milliemes > 0 ? '\u2212' : '';
  return `${moins}${ecrireNombre(Math.floor(milliemes / 10) * 100).slice(0, -3)},${milliemes % 10}${FINE}%`;
}
