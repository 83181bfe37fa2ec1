import { type Montant, montant } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import type { Table } from '../jaune.ts';
import { LIBELLES_DE_SYNTHESE } from '../synthese.ts';
import { cleDUnLibelle, type NomTable, TABLES_DECRITES } from '../tables-decrites.ts';
import type { AnneeMontree, Redressement } from './annee-passee.ts';
import type { PublieAlors } from './publie-alors.ts';

/**
 * What of a year shown is not what one of its editions published: because names that the dossier gives now gather those of
 * then, or because the edition was corrected since.
 * @param publie what that edition published
 * @param corrigee the edition that counts now, where it is another; empty where it is the same
 */
export function redressementsDe(
  publie: PublieAlors,
  annee: Pick<AnneeMontree, 'synthese' | 'tables'>,
  { tables, enTete }: { readonly tables: readonly Table[]; readonly enTete: EnTete },
  corrigee = '',
): readonly Redressement[] {
  const correction = corrigee === '' ? [] : [`l’édition a été corrigée : ${corrigee} compte`];
  const { synthese } = annee;
  const chiffres = (
    [
      [LIBELLES_DE_SYNTHESE.totalHorsExceptionnelles, publie.total, synthese.totalHorsExceptionnelles],
      [LIBELLES_DE_SYNTHESE.exceptionnelles, publie.exceptionnelles, synthese.exceptionnelles],
    ] as const
  ).map(([ou, alors, maintenant]) => ({ ou, publie: alors, maintenant, pourquoi: correction }));
  const rangees = [...annee.tables].flatMap(([nom, passee]) => {
    const actuelles = new Map(
      (tables.find((table) => table.nom === nom)?.rangees ?? []).map(({ cle, libelle }) => [cle, libelle]),
    );
    const lus = new Map<string, Rapproche>();
    const lire = (libelle: string) => {
      const cle = cleDUnLibelle(nom, libelle);
      const lu = lus.get(cle) ?? { libelle, raisons: [] };
      lus.set(cle, lu);
      return lu;
    };
    for (const [cle, montantDAlors] of passee.montants)
      lire(cle === '' ? '' : (actuelles.get(cle) ?? cle)).maintenant = montantDAlors;
    for (const { libelle, montant: sien } of passee.disparues) {
      const lu = lire(libelle);
      lu.maintenant = montant((lu.maintenant ?? 0) + sien);
    }
    for (const [libelle, sien] of publie.libelles(nom)) {
      const lu = lire(libelle);
      lu.publie = montant((lu.publie ?? 0) + sien);
      const nomme = nomActuel(nom, libelle, enTete);
      if (cleDUnLibelle(nom, nomme) === cleDUnLibelle(nom, libelle)) continue;
      lu.raisons.push(`compté aujourd’hui à « ${nomme} »`);
      lire(nomme).raisons.push(`« ${libelle} » (${formaterEuros(sien)}) y est compté aujourd’hui`);
    }
    const { titre } = TABLES_DECRITES[nom];
    return [...lus.values()].map(({ libelle, raisons, publie: alors, maintenant }) => ({
      table: nom,
      ou: `${titre} : ${libelle || TABLES_DECRITES[nom].vide}`,
      ...(alors !== undefined && { publie: alors }),
      ...(maintenant !== undefined && { maintenant }),
      pourquoi: [...raisons, ...correction],
    }));
  });
  return [...chiffres, ...rangees]
    .map((lu) => ({
      ...lu,
      ecart: montant((lu.maintenant ?? 0) - (lu.publie ?? 0)),
      pourquoi: lu.pourquoi.join(' ; '),
    }))
    .filter(({ ecart }) => ecart !== 0)
    .sort(
      (gauche, droite) =>
        rang(gauche) - rang(droite) ||
        Math.abs(droite.ecart) - Math.abs(gauche.ecart) ||
        comparer(gauche.ou, droite.ou),
    );
}

interface Rapproche {
  readonly libelle: string;
  readonly raisons: string[];
  publie?: Montant;
  maintenant?: Montant;
}

/** The two figures first. */
function rang(redressement: object): number {
  return 'table' in redressement ? 1 : 0;
}

/** What the dossier calls now what was published under a name: sectors and bodies alone have other names. */
function nomActuel(nom: NomTable, libelle: string, { secteurs, organismes }: EnTete): string {
  if (nom === 'secteur') return secteurs.nomCompte(libelle);
  if (nom === 'organisme') return organismes.nomme(libelle)?.nom ?? libelle;
  return libelle;
}
