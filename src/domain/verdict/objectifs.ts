import { additionner, ecrireFraction, estEntiere, UN } from '../argent/fraction.ts';
import { estMontantExact, lirePart } from '../argent/part.ts';
import type { CodeDeRenvoi } from '../constats/constat.ts';
import { dateDeTableur } from '../textes/date-de-tableur.ts';
import { abreger, plier } from '../textes/texte.ts';
import { aUneCible } from './cibles-des-objectifs.ts';
import type { DimensionDecrite, Objectif, Serie, SourcesDesValeurs, ValeurRefusee } from './dimension.ts';
import { PART_A_LA_FIN, relireUnPartage } from './partage-ecrit.ts';

/** The goals of the United Nations: to 2015 those of the Millennium, then those of sustainable development. */
const SERIES = {
  omd: { sigle: 'OMD', nom: 'du Millénaire', annees: [2000, 2015] },
  odd: { sigle: 'ODD', nom: 'de développement durable', annees: [2016, 2030] },
} as const satisfies Readonly<Record<Serie, unknown>>;
export const SERIES_D_OBJECTIFS = Object.keys(SERIES) as readonly Serie[];

/** Letters of what a cell may say of goals: the longest title is some 240. */
const LONGUEUR_MAX = 400;

/** A dimension whose values are the goals of a series; a cell may name several with their shares: « 4 : 60 % ; 5 : 40 % ». */
export function objectif(serie: Serie): DimensionDecrite {
  const { sigle, nom } = SERIES[serie];
  const siens = ({ objectifs }: Objectifs) => objectifs.filter((chacun) => chacun.serie === serie);
  return {
    entete: sigle,
    dite: `l’${sigle}`,
    sens: `Le numéro d’un objectif ${nom} (${anneesDe(serie)}), ou un partage : { 4: 60 %, 5: 40 % }.`,
    table: { titre: `Par objectif ${nom}`, feuille: sigle, page: 'section' },
    section: {
      titre: `Objectifs ${nom}`,
      note: `Les ${sigle} sont les objectifs ${nom} des Nations unies (${anneesDe(serie)}). Une action en sert un, ou plusieurs à parts dites : un euro n’est compté qu’une fois. Ce qu’aucune règle, décision ni colonne ne rattache à un objectif est « non ventilé » ; rien n’est converti d’une série à l’autre.`,
    },
    listee: true,
    nomme: 'cle',
    facultative: true,
    croiseeAvec: 'domaine',
    largeur: 34,
    decidee: { largeur: 22, aide: 'Facultatif. Dans la liste ; ou plusieurs, avec leurs parts : 4 : 60 % ; 5 : 40 %.' },
    intitules: (sources) =>
      new Map(
        horsDeSonTemps(serie, sources) ? [] : siens(sources).map((chacun) => [chacun.numero, nommerObjectif(chacun)]),
      ),
    titres: (sources) =>
      horsDeSonTemps(serie, sources)
        ? []
        : siens(sources).map(({ numero, titre }) => ({ nom: `${sigle} ${numero}`, titre })),
    cleDuLibelle: (libelle) => numeroDuLibelle(libelle) ?? libelle,
    nommer: (valeur, sources) => {
      const trouve = siens(sources).find(({ numero }) => numero === valeur);
      return trouve && nommerObjectif(trouve);
    },
    lire: (ecrite, sources) => {
      const hors = horsDeSonTemps(serie, sources);
      if (hors) return { ...hors, remede: `${hors.remede} Une règle d’autres années le dit par sa clé exercices.` };
      return lireUn(ecrite, serie, sources).valeur;
    },
    texte: {
      lire: (ecrit, sources) => horsDeSonTemps(serie, sources) ?? lirePlusieurs(ecrit, serie, sources),
      parts: relireUnPartage,
    },
    recue: (ligne, sources) => {
      const ecrit = ligne[serie];
      const lue = ecrit === '' ? undefined : lirePlusieurs(ecrit, serie, sources);
      return typeof lue === 'string'
        ? { parts: relireUnPartage(lue), motif: `La colonne ${sigle} le dit.` }
        : undefined;
    },
  };
}

/** `4. Éducation de qualité`: what it is shown under says the series. */
function nommerObjectif({ numero, libelle }: Objectif): string {
  return `${numero}. ${libelle}`;
}

/** The number that a published label begins with. */
export function numeroDuLibelle(libelle: string): string | undefined {
  return /^(\d{1,2})\. /.exec(libelle)?.[1];
}

/** `ODD 4 (Éducation de qualité)`, where nothing else says the series. */
export function nommerAvecSaSerie({ serie, numero, libelle }: Objectif): string {
  return `${SERIES[serie].sigle} ${numero} (${libelle})`;
}

function anneesDe(serie: Serie): string {
  const [debut, fin] = SERIES[serie].annees;
  return `${debut}-${fin}`;
}

/** Why an exercice is not broken down by a series; nothing where it is, or where the exercice is not known. */
export function horsDeSonTemps(
  serie: Serie,
  { exercice }: Pick<SourcesDesValeurs, 'exercice'>,
): ValeurRefusee | undefined {
  const { sigle, annees } = SERIES[serie];
  const annee = Number(exercice);
  if (exercice === '' || (annee >= annees[0] && annee <= annees[1])) return undefined;
  const autre = SERIES_D_OBJECTIFS.find(
    (chacune) => chacune !== serie && horsDeSonTemps(chacune, { exercice }) === undefined,
  );
  return {
    code: 'E-OBJECTIF-EXERCICE',
    message: `les ${sigle} sont ceux de ${annees[0]} à ${annees[1]} : un exercice ${exercice} ne se ventile pas ainsi`,
    remede:
      autre === undefined
        ? 'Retirez-le.'
        : `Retirez-le, ou choisissez un ${SERIES[autre].sigle}, sous ${autre} : data/reference/objectifs.csv dit lequel est lequel, et les numéros des deux séries ne se correspondent pas.`,
  };
}

type Objectifs = Pick<SourcesDesValeurs, 'objectifs'>;

interface Lu {
  readonly valeur: string | ValeurRefusee;
  readonly part?: string | undefined;
}

const ECRIT =
  /^(?:(?<sigle>odd|omd|sdg|mdg)s?[\s.:]*)?(?:(?:objectif|n°|no)s?\s*)*(?<numero>\d{1,3})(?:\.(?<cible>\d{1,2}|[a-f](?![\p{L}]))(?![\d%]))?(?!\d|[,./]\d)(?<suite>[\s\S]*)$/iu;

/** Reads one goal, by its number (a target, 4.7, is of its goal) or its title, with the share that may follow. */
function lireUn(ecrite: string, serie: Serie, sources: Objectifs): Lu {
  const { sigle } = SERIES[serie];
  // Shares that the tool writes have a slash of their own.
  const texte = ecrite.trim().replaceAll('⁄', '/');
  if (texte.length > LONGUEUR_MAX) return { valeur: inconnu(texte, serie, sources) };
  const avecPart = PART_A_LA_FIN.exec(texte)?.groups;
  const sansPart = avecPart?.mots?.trim() ?? texte;
  const part = avecPart?.part;
  if (dateDeTableur(sansPart) !== undefined) return { valeur: prisPourUneDate(texte, serie, sources) };
  const siens = sources.objectifs.filter((chacun) => chacun.serie === serie);
  const parTitre = (mots: string) =>
    siens.find(({ libelle, titre }) => [libelle, titre].some((nom) => plier(nom) === plier(mots)))?.numero;
  const groupes = ECRIT.exec(sansPart)?.groups;
  if (groupes === undefined) return { valeur: parTitre(sansPart) ?? inconnu(texte, serie, sources), part };
  const dite = { SDG: 'ODD', MDG: 'OMD' }[groupes.sigle?.toUpperCase() ?? ''] ?? groupes.sigle?.toUpperCase();
  if (dite !== undefined && dite !== sigle) return { valeur: dAutreSerie(texte, serie, groupes.numero ?? '', sources) };
  const numero = String(Number(groupes.numero));
  if (groupes.cible !== undefined && !aUneCible(serie, numero, groupes.cible))
    return { valeur: inconnu(texte, serie, sources) };
  const mots = (groupes.suite ?? '').replace(/^[\s:·.–—-]+/, '');
  const autre = mots === '' ? numero : (parTitre(mots) ?? numero);
  if (!siens.some((chacun) => chacun.numero === numero) || autre !== numero || /\d/.test(mots))
    return { valeur: inconnu(texte, serie, sources) };
  return { valeur: numero, part };
}

function inconnu(texte: string, serie: Serie, { objectifs }: Objectifs): ValeurRefusee {
  const { sigle } = SERIES[serie];
  const dernier = objectifs.filter((chacun) => chacun.serie === serie).at(-1)?.numero ?? '';
  return {
    code: 'E-OBJECTIF-INCONNU',
    message: `« ${abreger(texte)} » n’est pas un ${sigle}`,
    remede: `Écrivez son numéro, de 1 à ${dernier} : data/reference/objectifs.csv dit lequel est lequel.`,
  };
}

function prisPourUneDate(texte: string, serie: Serie, sources: Objectifs): ValeurRefusee {
  return {
    ...inconnu(texte, serie, sources),
    message: `un tableur a pris cet ${SERIES[serie].sigle} pour une date : « ${abreger(texte)} »`,
  };
}

function dAutreSerie(texte: string, serie: Serie, numero: string, { objectifs }: Objectifs): ValeurRefusee {
  const suggeres = objectifs
    .filter((chacun) => chacun.serie !== serie && chacun.numero === numero)
    .flatMap((chacun) => chacun.suggeres);
  return {
    code: 'E-OBJECTIF-INCONNU',
    message: `« ${abreger(texte)} » n’est pas un ${SERIES[serie].sigle}, et rien ne convertit l’un en l’autre`,
    remede:
      suggeres.length === 0
        ? `Écrivez un ${SERIES[serie].sigle}, que seule une personne peut choisir.`
        : `Choisissez un ${SERIES[serie].sigle} ; la correspondance de jaune, qui n’est pas officielle, suggère ${suggeres.join(', ')}.`,
  };
}

/** What is wrong with the goals that a cell of a source names. */
export function fauteDesObjectifs(
  ecrit: string,
  serie: Serie,
  objectifs: readonly Objectif[],
): (ValeurRefusee & { readonly code: CodeDeRenvoi }) | undefined {
  const lue = lirePlusieurs(ecrit, serie, { objectifs });
  return typeof lue === 'string' ? undefined : { code: 'E-OBJECTIF-INCONNU', ...lue };
}

/** Reads what a cell says of goals, to one writing: `4`, or `4 : 60 % ; 5 : 40 %`. */
function lirePlusieurs(ecrit: string, serie: Serie, sources: Objectifs): string | ValeurRefusee {
  const morceaux = couper(ecrit);
  const lus: { numero: string; ecrite: string | undefined }[] = [];
  for (const morceau of morceaux) {
    const { valeur, part } = lireUn(morceau, serie, sources);
    // A piece of a cell is told with it: « 00 » of « 4,00 » is nowhere to be seen.
    if (typeof valeur !== 'string') return morceaux.length === 1 ? valeur : dansSaCellule(valeur, ecrit);
    lus.push({ numero: valeur, ecrite: part });
  }
  const [premier] = lus;
  if (premier === undefined) return inconnu(ecrit, serie, sources);
  if (lus.length === 1 && premier.ecrite === undefined) return premier.numero;
  const numeros = lus.map(({ numero }) => numero);
  if (lus.some(({ ecrite }) => ecrite === undefined))
    return {
      code: 'E-OBJECTIF-SANS-PARTS',
      message: `« ${abreger(ecrit)} » nomme ${lus.length} ${SERIES[serie].sigle} sans dire la part de chacun`,
      remede: `Un euro n’est compté qu’une fois : écrivez ${numeros.map((numero) => `${numero} : … %`).join(' ; ')}, ou le seul objectif principal. D’un fichier reçu, dites-le sous valeurs, ${serie}, dans exercice.yaml.`,
    };
  const parts = lus.map(({ ecrite }) => lirePart(ecrite ?? ''));
  const fractions = parts.flatMap((part) => (part === undefined || estMontantExact(part) ? [] : [part]));
  const somme = additionner(fractions);
  const faute = (message: string): ValeurRefusee => ({
    code: 'E-OBJECTIF-PARTS',
    message,
    remede: 'Donnez à chaque objectif, une fois, sa part en % ou en fraction ; ensemble elles font 100 %.',
  });
  if (new Set(numeros).size < numeros.length)
    return faute(`« ${abreger(ecrit)} » nomme deux fois le même ${SERIES[serie].sigle}`);
  if (fractions.length < lus.length) return faute(`« ${abreger(ecrit)} » a une part qui n’en est pas une`);
  if (!estEntiere(somme)) return faute(`les parts de « ${abreger(ecrit)} » font ${ecrireFraction(somme)}`);
  if (lus.length === 1) return premier.numero;
  return numeros.map((numero, rang) => `${numero} : ${ecrireFraction(fractions[rang] ?? UN)}`).join(' ; ');
}

function dansSaCellule(refusee: ValeurRefusee, ecrit: string): ValeurRefusee {
  return { ...refusee, message: `dans « ${abreger(ecrit)} », ${refusee.message}` };
}

/** Commas are also in shares and in titles: they part goals only before a number or an abbreviation. */
function couper(ecrit: string): string[] {
  if (ecrit.length > LONGUEUR_MAX) return [ecrit];
  const morceaux = /^[\d,\s]+$/.test(ecrit)
    ? ecrit.split(',')
    : ecrit.split(/[;|\n]+|,(?=\s+(?:odd|omd|sdg|mdg|objectif|\d))|,(?=odd|omd|sdg|mdg|objectif)/i);
  return morceaux.filter((morceau) => morceau.trim() !== '');
}
