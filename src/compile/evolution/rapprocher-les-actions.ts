import { sansAnnees } from '../../domain/lignes/meme-ligne.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { comparer, trierPar } from '../../domain/textes/ordre.ts';
import { normaliserCode, plier } from '../../domain/textes/texte.ts';
import type { ActionDUneAnnee } from './actions-d-une-annee.ts';
import type { IndiceDeRapprochement } from './evolution.ts';

/** Two lines of two years that are one action, or seem to be. */
export interface Rapprochement {
  readonly avant: ActionDUneAnnee;
  readonly maintenant: ActionDUneAnnee;
  readonly indice: IndiceDeRapprochement;
  readonly certain: boolean;
}

/** The actions of two years, two by two where they can be; each appears once. */
export interface ActionsRapprochees {
  readonly paires: readonly Rapprochement[];
  readonly terminees: readonly ActionDUneAnnee[];
  readonly nouvelles: readonly ActionDUneAnnee[];
}

/** What lines are compared by, folded; empty when the line does not say. */
interface Traits {
  readonly organisme: string;
  readonly codes: string;
  readonly beneficiaire: string;
  /** Without the years that it holds: `Festival 2011` and `Festival 2012` are one action. */
  readonly libelle: string;
  readonly pays: readonly string[];
}

interface Passe {
  readonly indice: IndiceDeRapprochement;
  /** What both lines must have in common; `undefined` for a line that does not say enough. */
  cle(traits: Traits): string | undefined;
  /**
   * Several lines alike on each side are paired by amount when they say the same of everything; on weaker evidence, a line is
   * only matched when it is alone of its kind each year.
   */
  readonly aPlusieurs: boolean;
  ecarte?(avant: Traits, maintenant: Traits): boolean;
}

const PASSES: readonly Passe[] = [
  { indice: 'identique', aPlusieurs: true, cle: (traits) => avec(toutDire(traits), composerCle(...traits.pays)) },
  { indice: 'identique', aPlusieurs: true, cle: toutDire },
  {
    indice: 'beneficiaire_libelle',
    aPlusieurs: false,
    cle: ({ beneficiaire, libelle }) => tous(beneficiaire, libelle),
  },
  {
    indice: 'imputation_beneficiaire_pays',
    aPlusieurs: false,
    cle: ({ organisme, codes, beneficiaire, pays }) => avec(tous(codes, beneficiaire, composerCle(...pays)), organisme),
  },
  {
    indice: 'imputation_beneficiaire',
    aPlusieurs: false,
    cle: ({ organisme, codes, beneficiaire }) => avec(tous(codes, beneficiaire), organisme),
    // The same partner in two countries: two actions.
    ecarte: paysContraires,
  },
  {
    indice: 'imputation_libelle',
    aPlusieurs: false,
    cle: ({ organisme, codes, libelle }) => avec(tous(codes, libelle), organisme),
    // The same grant to another beneficiary: two actions.
    ecarte: (avant, maintenant) => avant.beneficiaire !== '' && maintenant.beneficiaire !== '',
  },
];

/**
 * Finds last year's actions again this year, one to one, strongest evidence first. Depends on what lines say, not on the order
 * in which they come.
 */
export function rapprocherLesActions(
  avant: readonly ActionDUneAnnee[],
  maintenant: readonly ActionDUneAnnee[],
): ActionsRapprochees {
  const traits = new Map([...avant, ...maintenant].map((action) => [action, traitsDe(action)]));
  const paires: Rapprochement[] = [];
  let terminees: readonly ActionDUneAnnee[] = avant;
  let nouvelles: readonly ActionDUneAnnee[] = maintenant;
  for (const passe of PASSES) {
    const trouvees = parcourir(passe, terminees, nouvelles, traits);
    const prises = new Set(trouvees.flatMap((paire) => [paire.avant, paire.maintenant]));
    paires.push(...trouvees);
    terminees = terminees.filter((action) => !prises.has(action));
    nouvelles = nouvelles.filter((action) => !prises.has(action));
  }
  return { paires, terminees, nouvelles };
}

/** On these, two lines have the same words: their label, and their beneficiary. */
export const INDICES_DES_MEMES_MOTS: readonly IndiceDeRapprochement[] = ['identique', 'beneficiaire_libelle'];

/** What an action is known again by on {@link INDICES_DES_MEMES_MOTS}: two that share none of these are not matched on them. */
export function clesDesMemesMots(
  action: Pick<ActionDUneAnnee, 'emetteur' | 'programme' | 'action' | 'libelle' | 'beneficiaire'>,
): string[] {
  const traits = traitsDe({ ...action, pays: [] });
  return [toutDire(traits), tous(traits.beneficiaire, traits.libelle)].flatMap((cle, rang) =>
    cle === undefined ? [] : [`${rang} ${cle}`],
  );
}

function parcourir(
  passe: Passe,
  avant: readonly ActionDUneAnnee[],
  maintenant: readonly ActionDUneAnnee[],
  traits: ReadonlyMap<ActionDUneAnnee, Traits>,
): Rapprochement[] {
  const passees = grouper(passe, avant, traits);
  const actuelles = grouper(passe, maintenant, traits);
  return [...passees].flatMap(([cle, gauches]) => {
    const droites = actuelles.get(cle) ?? [];
    const seuls = gauches.length === 1 && droites.length === 1;
    if (droites.length === 0 || (!passe.aPlusieurs && !seuls)) return [];
    const autant = passe.indice === 'identique' && gauches.length === droites.length;
    return apparier(gauches, droites).flatMap(([gauche, droite]) => {
      const [a, b] = [traits.get(gauche), traits.get(droite)];
      if (a === undefined || b === undefined || passe.ecarte?.(a, b)) return [];
      const certain = autant && !paysContraires(a, b);
      return [{ avant: gauche, maintenant: droite, indice: passe.indice, certain }];
    });
  });
}

function grouper(
  { cle }: Passe,
  actions: readonly ActionDUneAnnee[],
  traits: ReadonlyMap<ActionDUneAnnee, Traits>,
): Map<string, ActionDUneAnnee[]> {
  const groupes = new Map<string, ActionDUneAnnee[]>();
  for (const action of actions) {
    const trait = traits.get(action);
    const commune = trait && cle(trait);
    if (commune === undefined) continue;
    const groupe = groupes.get(commune);
    if (groupe) groupe.push(action);
    else groupes.set(commune, [action]);
  }
  return groupes;
}

/** Pairs those of equal amount first, then the largest with the largest. */
function apparier(
  gauches: readonly ActionDUneAnnee[],
  droites: readonly ActionDUneAnnee[],
): (readonly [ActionDUneAnnee, ActionDUneAnnee])[] {
  if (gauches.length === 1 && droites.length === 1) return zipper(gauches, droites);
  const parMontant = new Map<number, ActionDUneAnnee[]>();
  for (const droite of trier(droites)) {
    const egales = parMontant.get(droite.montant);
    if (egales) egales.push(droite);
    else parMontant.set(droite.montant, [droite]);
  }
  const egales: (readonly [ActionDUneAnnee, ActionDUneAnnee])[] = [];
  const restantes: ActionDUneAnnee[] = [];
  const prises = new Set<ActionDUneAnnee>();
  for (const gauche of trier(gauches)) {
    const droite = parMontant.get(gauche.montant)?.shift();
    if (droite === undefined) restantes.push(gauche);
    else {
      egales.push([gauche, droite]);
      prises.add(droite);
    }
  }
  return [
    ...egales,
    ...zipper(
      restantes,
      trier(droites).filter((droite) => !prises.has(droite)),
    ),
  ];
}

function zipper(
  gauches: readonly ActionDUneAnnee[],
  droites: readonly ActionDUneAnnee[],
): (readonly [ActionDUneAnnee, ActionDUneAnnee])[] {
  return gauches.flatMap((gauche, rang) => {
    const droite = droites[rang];
    return droite ? [[gauche, droite] as const] : [];
  });
}

function trier(actions: readonly ActionDUneAnnee[]): ActionDUneAnnee[] {
  return [...actions].sort(
    (gauche, droite) =>
      droite.montant - gauche.montant ||
      comparer(gauche.libelle, droite.libelle) ||
      comparer(gauche.pays.join(), droite.pays.join()) ||
      comparer(gauche.ref, droite.ref),
  );
}

function traitsDe({
  emetteur,
  programme,
  action,
  beneficiaire,
  libelle,
  pays,
}: Pick<ActionDUneAnnee, 'emetteur' | 'programme' | 'action' | 'beneficiaire' | 'libelle' | 'pays'>): Traits {
  const codes = [programme, action].map(normaliserCode);
  return {
    organisme: cleDeNom(emetteur.organisme),
    codes: codes.every((code) => code === '') ? '' : composerCle(...codes),
    beneficiaire: plier(beneficiaire),
    libelle: sansAnnees(plier(libelle)),
    pays: trierPar(pays.map(plier), (nom) => nom),
  };
}

/** Whether both lines have countries, and none in common. */
function paysContraires({ pays: passes }: Traits, { pays: actuels }: Traits): boolean {
  return passes.length > 0 && actuels.length > 0 && !passes.some((nom) => actuels.includes(nom));
}

function toutDire({ organisme, codes, beneficiaire, libelle }: Traits): string | undefined {
  return beneficiaire === '' && libelle === '' ? undefined : [organisme, codes, beneficiaire, libelle].join('\u0002');
}

/** All of them, or nothing when one is missing. */
function tous(...textes: readonly string[]): string | undefined {
  return textes.some((texte) => texte === '') ? undefined : textes.join('\u0002');
}

function avec(cle: string | undefined, texte: string): string | undefined {
  return cle === undefined ? undefined : `${cle}\u0002${texte}`;
}
