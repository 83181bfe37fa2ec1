import { type Montant, montant } from '../../domain/argent/montant.ts';
import { lectureDeFlux, valeursDesPorteurs } from '../consolidation/champs-de-flux.ts';
import type { Jaune } from '../jaune.ts';
import type { SansOperation } from './cofinancements.ts';

/** What a body bears of an operation: its own expenses less its own receipts. */
export interface PorteurDUneOperation {
  /** Its name in figures. */
  readonly nom: string;
  readonly libelle: string;
  /** The name under which its lines come, or that of `exercice.yaml`. */
  readonly organisme: string;
  readonly nombre: number;
  readonly resteACharge: Montant;
}

type Vu = Pick<Jaune, 'enTete' | 'consolidation' | 'libelles' | 'lignes' | 'recettes' | 'cofinancements'>;

/** The bodies whose lines are tied to an operation, in the order of the documents. */
export function porteursDe(
  jaune: Vu,
  { lignes, recettes }: Pick<SansOperation, 'lignes' | 'recettes'>,
): PorteurDUneOperation[] {
  const { depenses, recettes: recus } = jaune.cofinancements.centimes;
  const { lire } = lectureDeFlux(jaune, 'porteur');
  const comptes = new Map<string, { nombre: number; centimes: number }>();
  const compter = (affectation: Jaune['lignes'][number] | undefined, centimes: number) => {
    if (affectation === undefined) return;
    const nom = lire(affectation);
    const compte = comptes.get(nom) ?? { nombre: 0, centimes: 0 };
    comptes.set(nom, { nombre: compte.nombre + 1, centimes: compte.centimes + centimes });
  };
  for (const rang of lignes) compter(jaune.lignes[rang], depenses[rang] ?? 0);
  for (const rang of recettes) compter(jaune.recettes[rang], -(recus[rang] ?? 0));
  return valeursDesPorteurs(jaune).flatMap(({ nom, libelle, organisme }) => {
    const compte = comptes.get(nom);
    return compte === undefined
      ? []
      : [{ nom, libelle, organisme, nombre: compte.nombre, resteACharge: montant(compte.centimes) }];
  });
}

/** Those that documents name: where the dossier lists bodies, and others than the collectivité bear something. */
export function porteursNommes(jaune: Vu, compte: Pick<SansOperation, 'lignes' | 'recettes'>): PorteurDUneOperation[] {
  const { organismes, collectivite } = jaune.enTete;
  if (organismes.liste.length === 0) return [];
  const porteurs = porteursDe(jaune, compte);
  return porteurs.every(({ organisme }) => organisme === collectivite) ? [] : porteurs;
}
