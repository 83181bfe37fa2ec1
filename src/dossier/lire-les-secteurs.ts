import type { Constats } from '../domain/constats/constat.ts';
import { Secteurs } from '../domain/dossier/secteurs.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { cleDeNom } from '../domain/textes/nom.ts';
import { reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import type { ExerciceEcrit } from './schema-exercice.ts';

/** Reads the sectors that `exercice.yaml` names: the pilot, the list and what sources say of themselves. */
export function lireLesSecteurs(
  { secteur_pilote: pilote, secteurs }: Pick<ExerciceEcrit, 'secteur_pilote' | 'secteurs'>,
  sources: readonly SourceDeclaree[],
  { document, constats }: { readonly document: YamlDocument; readonly constats: Constats },
): Secteurs {
  const declares = secteurs.map((ecrit) => (typeof ecrit === 'string' ? { nom: ecrit, alias: [] } : ecrit));
  const vus = new Map<string, { readonly rang: number; readonly nom: string }>();
  declares.forEach(({ nom, alias }, rang) => {
    for (const [ordre, ecrit] of [nom, ...alias].entries()) {
      const autre = vus.get(cleDeNom(ecrit));
      if (autre === undefined) vus.set(cleDeNom(ecrit), { rang, nom });
      else if (autre.rang !== rang)
        reportInYaml(
          document,
          constats,
          'E-EXERCICE-INCOHERENT',
          [
            'secteurs',
            rang,
            ...(typeof secteurs[rang] === 'string' ? [] : ordre === 0 ? ['nom'] : ['alias', ordre - 1]),
          ],
          `« ${ecrit} » désigne déjà le secteur « ${autre.nom} »`,
          'Un nom ne désigne qu’un secteur : gardez-le sous un seul des deux. Casse, accents, espaces et tirets n’y changent rien.',
        );
    }
  });
  return new Secteurs(
    pilote,
    declares,
    sources.flatMap(({ constantes }) => constantes.get('secteur') ?? []),
  );
}
