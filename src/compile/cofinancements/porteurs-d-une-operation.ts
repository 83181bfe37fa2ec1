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
  readonly depenses: Montant;
  readonly recettes: Montant;
  readonly resteACharge: Montant;
}

type Vu = Pick<Jaune, 'enTete' | 'consolidation' | 'libelles' | 'lignes' | 'recettes' | 'cofinancements'>;

/** The bodies whose lines are tied to an operation, in the order of the documents. */
export function porteursDe(
  jaune: Vu,
  { lignes, recettes }: Pick<SansOperation, 'lignes' | 'recettes'>,
): PorteurDUneOperation[] {
  const { centimes } = jaune.cofinancements;
  const { lire } = lectureDeFlux(jaune, 'porteur');
  const comptes = new Map<string, { nombre: number; depenses: number; recettes: number }>();
  const compter = (sens: 'depenses' | 'recettes', rang: number) => {
    const affectation = jaune[sens === 'depenses' ? 'lignes' : 'recettes'][rang];
    if (affectation === undefined) return;
    const nom = lire(affectation);
    const compte = comptes.get(nom) ?? { nombre: 0, depenses: 0, recettes: 0 };
    comptes.set(nom, compte);
    compte.nombre += 1;
    compte[sens] += centimes[sens][rang] ?? 0;
  };
  for (const rang of lignes) compter('depenses', rang);
  for (const rang of recettes) compter('recettes', rang);
  return valeursDesPorteurs(jaune).flatMap(({ nom, libelle, organisme }) => {
    const compte = comptes.get(nom);
    if (compte === undefined) return [];
    const { nombre } = compte;
    const [depenses, recus] = [montant(compte.depenses), montant(compte.recettes)];
    const resteACharge = montant(depenses - recus);
    return [{ nom, libelle, organisme, nombre, depenses, recettes: recus, resteACharge }];
  });
}

/** Those that documents name: where the dossier lists bodies, and others than the collectivité bear something. */
export function porteursNommes(jaune: Vu, compte: Pick<SansOperation, 'lignes' | 'recettes'>): PorteurDUneOperation[] {
  const { organismes, collectivite } = jaune.enTete;
  if (organismes.liste.length === 0) return [];
  const porteurs = porteursDe(jaune, compte);
  return porteurs.every(({ organisme }) => organisme === collectivite) ? [] : porteurs;
}
