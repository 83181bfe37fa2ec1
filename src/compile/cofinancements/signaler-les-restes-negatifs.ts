import { type Montant, montant, NUL } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { OrganismeDeclare } from '../../domain/dossier/organismes.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { compteurDe } from '../compteur.ts';
import { lectureDeFlux, valeursDesPorteurs } from '../consolidation/champs-de-flux.ts';
import type { Jaune } from '../jaune.ts';
import type { CentimesDesLignes, CompteDUnePlace } from './cofinancements.ts';

/** What a body, or all, spends and receives, of one place. */
class Face {
  depenses = 0;
  recettes = 0;
  /** What remains of both but for operations whose own receipts pass their expenses: those are told by themselves. */
  resteDesAutres = 0;

  ajouter(sens: 'depenses' | 'recettes', centimes: number, ditAilleurs: boolean): void {
    this[sens] += centimes;
    if (!ditAilleurs) this.resteDesAutres += sens === 'depenses' ? centimes : -centimes;
  }
}

interface Cote {
  readonly centimes: CentimesDesLignes;
  readonly compteDe: (compte: CompteDUnePlace & { readonly exceptionnel: CompteDUnePlace }) => CompteDUnePlace;
  readonly mot: 'internationales' | 'exceptionnelles';
  readonly reste: string;
}

/**
 * Tells whose receipts pass their expenses: a declared body, the collectivité, all together, of what is in the total and of what is
 * exceptional. None can bear less than nothing. An operation tells it of itself.
 */
export function signalerLesRestesNegatifs(jaune: Jaune, constats: Constats): void {
  const { centimes, centimesExceptionnels } = jaune.cofinancements;
  const cotes: readonly Cote[] = [
    { centimes, compteDe: (compte) => compte, mot: 'internationales', reste: 'reste à charge' },
    {
      centimes: centimesExceptionnels,
      compteDe: ({ exceptionnel }) => exceptionnel,
      mot: 'exceptionnelles',
      reste: 'reste, pour mémoire,',
    },
  ];
  for (const cote of cotes) signalerUnCote(jaune, cote, constats);
}

function signalerUnCote(jaune: Jaune, cote: Cote, constats: Constats): void {
  const { operations, sansOperation } = jaune.cofinancements;
  const { lire } = lectureDeFlux(jaune, 'porteur');
  const enTout = new Face();
  const parPorteur = new Map<string, Face>();
  for (const groupe of [...operations, sansOperation]) {
    const compte = cote.compteDe(groupe);
    const dite = groupe !== sansOperation && compte.resteACharge < 0;
    for (const sens of ['depenses', 'recettes'] as const)
      for (const rang of compte[sens === 'depenses' ? 'lignes' : 'recettes']) {
        const affectation = jaune[sens === 'depenses' ? 'lignes' : 'recettes'][rang];
        if (affectation === undefined) continue;
        const somme = cote.centimes[sens][rang] ?? NUL;
        enTout.ajouter(sens, somme, dite);
        compteurDe(parPorteur, lire(affectation), Face).ajouter(sens, somme, dite);
      }
  }
  if ([...parPorteur.values()].every(({ depenses, recettes }) => recettes <= depenses)) return;
  for (const { nom, libelle, organisme } of valeursDesPorteurs(jaune)) {
    const face = parPorteur.get(nom);
    if (face === undefined) continue;
    const declare = jaune.enTete.organismes.nomme(organisme);
    if (resteDe(face) < 0 && (declare !== undefined || face.resteDesAutres < 0))
      constats.ajouter({ ...ouLeDire(declare), ...direLeReste(`« ${libelle} »`, 'ses', face, cote, declare) });
  }
  if (parPorteur.size > 1 && resteDe(enTout) < 0 && enTout.resteDesAutres < 0)
    constats.ajouter({ ...ouLeDire(undefined), ...direLeReste('tous organismes ensemble', 'les', enTout, cote) });
}

function resteDe({ depenses, recettes }: Face): Montant {
  return montant(depenses - recettes);
}

function ouLeDire(declare: OrganismeDeclare | undefined) {
  const code = 'A-RECETTES-SUPERIEURES' as const;
  return declare === undefined
    ? { code, lieu: { fichier: 'exercice.yaml' } }
    : { code, lieu: declare.lieu, extrait: declare.extrait };
}

function direLeReste(
  qui: string,
  leurs: 'ses' | 'les',
  face: Face,
  { mot, reste }: Cote,
  declare?: OrganismeDeclare,
): { readonly message: string; readonly remede: string } {
  const flux =
    declare === undefined
      ? ''
      : `Une recette est peut-être l’argent qui lui est versé : dites-la alors flux_interne: ${declare.id}. `;
  return {
    message: `${qui} : ${leurs} recettes ${mot} (${formaterEuros(montant(face.recettes))}) passent ${leurs} dépenses ${mot} (${formaterEuros(montant(face.depenses))}) : ${leurs === 'ses' ? 'son' : 'le'} ${reste} serait de ${formaterEuros(resteDe(face))}`,
    remede: `${flux}Voyez ${declare === undefined ? 'avec les secteurs' : 'avec l’organisme'} : une dépense manque, ou n’est pas dite ${mot === 'internationales' ? 'internationale' : 'exceptionnelle'} ; une recette est d’une autre année, ou de dépenses ${mot === 'internationales' ? 'exceptionnelles : dites-la exceptionnelle' : 'du total : elle n’est pas exceptionnelle'} ; ou elle est déjà déduite d’une dépense nette : excluez-la avec un motif.`,
  };
}
