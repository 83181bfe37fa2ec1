import { BASES } from '../domain/argent/base.ts';
import { somme } from '../domain/argent/montant.ts';
import type { AutresBases, Jaune } from './jaune.ts';

/** What exceptional operations make together on the other bases that their lines give. */
export function basesDesExceptionnelles({ exceptionnelles }: Pick<Jaune, 'exceptionnelles'>): AutresBases {
  return new Map(
    BASES.flatMap((base) => {
      const comptes = exceptionnelles.flatMap(({ autresBases }) => autresBases.get(base) ?? []);
      const centimes = somme(comptes.map((compte) => compte.centimes));
      return comptes.length === 0 ? [] : [[base, { lignes: comptes.length, centimes }] as const];
    }),
  );
}
