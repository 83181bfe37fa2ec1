import { join } from 'node:path';
import type { Constats } from '../../domain/constats/constat.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { plier, surUneLigne } from '../../domain/textes/texte.ts';
import { locateField } from '../../files/csv-place.ts';
import type { Decision } from './decision.ts';
import { parcourirLesRangees } from './decisions-ecrites.ts';
import type { ChampDecrit, DescriptionDeLigne } from './retrouver/ligne-decrite.ts';

const SIGNES_MONTRES = 80;
/** What people tell a line by, first. */
const CHAMPS_PAR_PARLANT: readonly ChampDecrit[] = ['libelle', 'beneficiaire', 'montant', 'imputation', 'lieu'];

/**
 * Tells decisions whose row describes another line than its own, at the first cell that does. The file is read again for these
 * cells, which nothing keeps.
 * @param melees what the line of each is
 * @param racine folder of the dossier
 */
export async function signalerLesMelanges(
  melees: ReadonlyMap<Decision, DescriptionDeLigne>,
  racine: string,
  constats: Constats,
): Promise<void> {
  const [premiere] = melees.keys();
  if (premiere === undefined) return;
  const cherchees = new Set([...melees.keys()].map(({ lieu }) => lieu.ligne));
  const textes = new Map<number | undefined, string>();
  const colonnes = await parcourirLesRangees(
    join(racine, premiere.lieu.fichier),
    (_, vu) => {
      if (cherchees.has(vu.numero)) textes.set(vu.numero, vu.texte());
    },
    () => undefined,
  );
  for (const [{ etait, ref, lieu }, ligne] of melees) {
    const champ = CHAMPS_PAR_PARLANT.find((autre) => etait && plier(`${etait[autre]}`) !== plier(`${ligne[autre]}`));
    const texte = textes.get(lieu.ligne);
    const rang = colonnes.indexOf(`ligne_${champ ?? 'libelle'}`);
    constats.ajouter({
      code: 'E-ARBITRAGE-MELANGE',
      ...(texte === undefined ? { lieu } : locateField(lieu.fichier, lieu.ligne ?? 1, texte, ';', rang)),
      message: `cette rangée mélange deux lignes : sa référence et son empreinte sont celles de ${ref} (${dire(ligne)}), ses colonnes ligne_… en décrivent une autre (${etait ? dire(etait) : ''})`,
      remede:
        'Reprenez le fichier d’avant, ou remettez à chaque rangée ce qui est à elle. Si tout le reste de la rangée est bien de cette ligne, videz ses colonnes ligne_…',
    });
  }
}

function dire({ libelle, beneficiaire, montant }: DescriptionDeLigne): string {
  const mots = [libelle, beneficiaire].filter((texte) => texte !== '').join(' · ');
  return `« ${surUneLigne(mots, SIGNES_MONTRES)} », ${formaterEuros(montant)}`;
}
