import { type Montant, somme } from '../../domain/argent/montant.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import type { Emetteur } from '../../domain/lignes/emetteurs.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import type { PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import type { Jaune } from '../jaune.ts';
import { estIllustratif } from './illustratif.ts';

/** A line kept in the headline of one year, whichever of the two, with what is needed to find it again in the other. */
export interface ActionDUneAnnee {
  readonly ref: string;
  /** Index in `Jaune.lignes`, for this year. */
  readonly ligne?: number;
  readonly emetteur: Emetteur;
  readonly programme: string;
  readonly action: string;
  readonly libelle: string;
  readonly beneficiaire: string;
  readonly secteurs: readonly string[];
  readonly pays: readonly string[];
  readonly montant: Montant;
  readonly illustratif: boolean;
}

/**
 * Last year's actions, in the order of the file.
 * @param parts its international parts; those of a line follow one another
 */
export function actionsPubliees(parts: readonly PartPubliee[]): ActionDUneAnnee[] {
  const groupes: PartPubliee[][] = [];
  for (const part of parts) {
    const courant = groupes.at(-1);
    if (courant?.[0]?.ref === part.ref) courant.push(part);
    else groupes.push([part]);
  }
  return groupes.flatMap((groupe) => {
    const [premiere] = groupe;
    if (premiere === undefined) return [];
    const { ref, organisme, secteur, programme, action, libelle, beneficiaire } = premiere;
    return [
      {
        ref,
        emetteur: { organisme, secteur },
        programme,
        action,
        libelle,
        beneficiaire,
        secteurs: distincts(groupe.map((part) => part.secteurCompte)),
        pays: distincts(groupe.map((part) => part.pays)),
        montant: somme(groupe.map(({ retenu }) => retenu)),
        illustratif: groupe.some(({ caractere }) => estIllustratif(caractere)),
      },
    ];
  });
}

/** This year's actions, in the order of the sources. */
export function actionsActuelles(lignes: readonly Affectation[], { pays }: Jaune['libelles']): ActionDUneAnnee[] {
  return lignes.flatMap((affectation, rang) => {
    const parts = partsEn(affectation, 'internationale');
    if (parts.length === 0) return [];
    const { ligne } = affectation;
    const { organisme, secteur, programme, action, libelle, beneficiaire } = ligne;
    return [
      {
        ref: referenceDe(ligne),
        ligne: rang,
        emetteur: { organisme, secteur },
        programme,
        action,
        libelle,
        beneficiaire,
        secteurs: distincts(parts.map(({ part }) => part.secteur)),
        pays: distincts(parts.map(({ part }) => pays.get(part.pays) ?? '')),
        montant: somme(parts.map(({ montant }) => montant)),
        illustratif: estIllustratif(ligne.caractere),
      },
    ];
  });
}

/** Texts once each, in their order, without the empty one. */
export function distincts(textes: readonly string[]): string[] {
  return [...new Set(textes)].filter((texte) => texte !== '');
}
