import { type Montant, montant, NUL } from '../../domain/argent/montant.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { comparer, trierPar } from '../../domain/textes/ordre.ts';
import { normaliserCode, plier } from '../../domain/textes/texte.ts';
import { fichierDeRef, numeroDeRef } from '../../domain/verdict/decision-ecrite.ts';
import type { IndiceDeRapprochement } from '../evolution/evolution.ts';
import { INDICES_DES_MEMES_MOTS, rapprocherLesActions } from '../evolution/rapprocher-les-actions.ts';
import type { Rapport } from './causes.ts';
import { type LigneComparable, retenuDe } from './ligne-comparable.ts';

/** On what two lines were thought to be one: in two editions of one exercice, they may be the very same record. */
export type IndiceDePaire = IndiceDeRapprochement | 'meme_enregistrement' | 'meme_place' | 'memes_mots';

/** Two lines of two editions that are one action, or seem to be. */
export interface Paire {
  readonly avant: LigneComparable;
  readonly apres: LigneComparable;
  readonly indice: IndiceDePaire;
  /** Whether they say the same, and nothing else could be meant. */
  readonly certain: boolean;
}

/** The lines of two editions, two by two where they can be; each is there once. */
export interface LignesRapprochees {
  readonly paires: readonly Paire[];
  readonly seulesAvant: readonly LigneComparable[];
  readonly seulesApres: readonly LigneComparable[];
}

/** Finds the lines of one edition again in the other. Depends on what lines say, not on the order in which they come. */
export function rapprocher(
  avant: readonly LigneComparable[],
  apres: readonly LigneComparable[],
  rapport: Rapport,
): LignesRapprochees {
  const paires: Paire[] = [];
  const prises = new Set<LigneComparable>();
  const noter = (trouvees: readonly Paire[]) => {
    for (const paire of trouvees) {
      paires.push(paire);
      prises.add(paire.avant);
      prises.add(paire.apres);
    }
  };
  const restantes = (lignes: readonly LigneComparable[]) => lignes.filter((ligne) => !prises.has(ligne));
  if (rapport === 'meme_exercice')
    for (const { indice, cle } of PASSES_DU_MEME_EXERCICE)
      noter(parCle(restantes(avant), restantes(apres), indice, cle));
  noter(parCeQuEllesDisent(restantes(avant), restantes(apres), rapport));
  return { paires, seulesAvant: restantes(avant), seulesApres: restantes(apres) };
}

/** Where the record stands and what it is; then what it is alone, for it may have moved; then where, if it says the same. */
const PASSES_DU_MEME_EXERCICE: readonly {
  readonly indice: IndiceDePaire;
  cle(ligne: LigneComparable): string;
}[] = [
  { indice: 'meme_enregistrement', cle: ({ ref, empreinte }) => `${ref} ${empreinte}` },
  { indice: 'meme_enregistrement', cle: ({ ref, empreinte }) => `${fichierDeRef(ref)} ${empreinte}` },
  {
    indice: 'meme_place',
    cle: ({ ref, libelle, beneficiaire }) => composerCle(ref, plier(libelle), plier(beneficiaire)),
  },
];

/** Pairs lines of one key, in the order of their files. */
function parCle(
  avant: readonly LigneComparable[],
  apres: readonly LigneComparable[],
  indice: IndiceDePaire,
  cle: (ligne: LigneComparable) => string,
): Paire[] {
  const groupes = new Map<string, LigneComparable[]>();
  for (const ligne of enOrdre(apres)) {
    const commune = cle(ligne);
    const groupe = groupes.get(commune);
    if (groupe) groupe.push(ligne);
    else groupes.set(commune, [ligne]);
  }
  for (const groupe of groupes.values()) groupe.reverse();
  return enOrdre(avant).flatMap((ligne) => {
    const autre = groupes.get(cle(ligne))?.pop();
    return autre ? [{ avant: ligne, apres: autre, indice, certain: true }] : [];
  });
}

function enOrdre(lignes: readonly LigneComparable[]): LigneComparable[] {
  const numero = ({ ref }: LigneComparable) => numeroDeRef(ref);
  const fichier = ({ ref }: LigneComparable) => fichierDeRef(ref);
  return [...lignes].sort(
    (gauche, droite) => comparer(fichier(gauche), fichier(droite)) || numero(gauche) - numero(droite),
  );
}

/**
 * Pairs lines by imputation, beneficiary and label. Whatever became of them when they have the same words; on weaker evidence,
 * only lines that are in both headlines: a mistake there moves an amount from one step to another, where between a line that
 * counts and one that does not it would make amounts up. Codes of two norms are not the same codes: across norms only words are
 * compared, and what they say is never certain.
 */
function parCeQuEllesDisent(
  avant: readonly LigneComparable[],
  apres: readonly LigneComparable[],
  rapport: Rapport,
): Paire[] {
  const fortes = apparier(avant, apres, rapport).filter(({ indice }) => MEMES_MOTS.has(indice));
  const prises = new Set(fortes.flatMap((paire) => [paire.avant, paire.apres]));
  const comptees = (lignes: readonly LigneComparable[]) =>
    lignes.filter((ligne) => ligne.place === 'internationale' && !prises.has(ligne));
  return [...fortes, ...apparier(comptees(avant), comptees(apres), rapport)];
}

const MEMES_MOTS: ReadonlySet<IndiceDePaire> = new Set([...INDICES_DES_MEMES_MOTS, 'memes_mots']);

function apparier(avant: readonly LigneComparable[], apres: readonly LigneComparable[], rapport: Rapport): Paire[] {
  const sansCodes = rapport === 'autre_norme';
  const originales = new Map<unknown, LigneComparable>();
  const preparer = (lignes: readonly LigneComparable[]) =>
    trierPar(lignes, ({ ref }) => ref).map((ligne) => {
      const comparee = sansCodes ? { ...ligne, programme: '', action: '' } : ligne;
      originales.set(comparee, ligne);
      return comparee;
    });
  return rapprocherLesActions(preparer(avant), preparer(apres)).paires.flatMap((paire) => {
    const [ancienne, nouvelle] = [originales.get(paire.avant), originales.get(paire.maintenant)];
    if (ancienne === undefined || nouvelle === undefined) return [];
    const indice: IndiceDePaire = sansCodes ? 'memes_mots' : paire.indice;
    return [{ avant: ancienne, apres: nouvelle, indice, certain: paire.certain && !sansCodes }];
  });
}

/** A function of one norm and one of another that lines matched by their words were seen to have: a fact, no equivalence. */
export interface PassageConstate {
  readonly avant: string;
  readonly apres: string;
  readonly lignes: number;
  readonly centimesAvant: Montant;
  readonly centimesApres: Montant;
}

/** Which function of the one norm met which of the other, on the lines that were matched; those of most lines first. */
export function passagesConstates(paires: readonly Paire[]): PassageConstate[] {
  const parCodes = new Map<string, PassageConstate>();
  for (const { avant, apres } of paires) {
    const [ancien, nouveau] = [normaliserCode(avant.fonction), normaliserCode(apres.fonction)];
    const cle = `${ancien} ${nouveau}`;
    const { lignes, centimesAvant, centimesApres } = parCodes.get(cle) ?? {
      lignes: 0,
      centimesAvant: NUL,
      centimesApres: NUL,
    };
    parCodes.set(cle, {
      avant: ancien,
      apres: nouveau,
      lignes: lignes + 1,
      centimesAvant: montant(centimesAvant + retenuDe(avant)),
      centimesApres: montant(centimesApres + retenuDe(apres)),
    });
  }
  return [...parCodes.values()].sort(
    (gauche, droite) =>
      droite.lignes - gauche.lignes || comparer(gauche.avant, droite.avant) || comparer(gauche.apres, droite.apres),
  );
}
