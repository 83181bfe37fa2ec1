import type { TableDeclaree } from '../domain/codes/nomenclature.ts';
import { aDesFonctions, estLibre, type Norme, nommerNorme } from '../domain/codes/normes.ts';
import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Constats } from '../domain/constats/constat.ts';
import { normesDuDossier } from '../domain/dossier/dossier.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { isMissing } from '../files/file-system.ts';
import { pathIn } from '../files/path-in.ts';
import { reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import { estUnCheminSimple } from './fichiers-du-dossier.ts';

/** The tables of codes must be in the dossier, and of a norm that its lines have; what they hold is for who reads them. */
export function verifierLesTables(
  { norme, nomenclature }: { readonly norme: Norme; readonly nomenclature: readonly TableDeclaree[] },
  sources: readonly Pick<SourceDeclaree, 'norme' | 'annexes'>[],
  {
    document,
    constats,
    racine,
  }: { readonly document: YamlDocument; readonly constats: Constats; readonly racine: string },
): void {
  const normes: readonly Norme[] = normesDuDossier({ enTete: { norme }, sources });
  const avecAnnexes = sources.some(({ annexes }) => annexes);
  const normeDe = (table: TableDeclaree) => table.norme ?? norme;
  const libreSansTable = normes.find((une) => estLibre(une) && !nomenclature.some((table) => normeDe(table) === une));
  if (libreSansTable !== undefined)
    reportInYaml(
      document,
      constats,
      'E-EXERCICE-INCOHERENT',
      ['norme'],
      '« norme: libre » n’a de codes que ceux de ses tables, et le dossier n’en nomme aucune',
      estLibre(norme)
        ? 'Écrivez nomenclature: [nomenclature/fonctions.csv], un CSV aux colonnes type;code;libelle;origine.'
        : 'Écrivez nomenclature: [{ fichier: nomenclature/fonctions.csv, norme: libre }], un CSV aux colonnes type;code;libelle;origine.',
    );
  nomenclature.forEach((table, rang) => {
    const { fichier } = table;
    const sienne = normeDe(table);
    const dite = table.norme !== undefined;
    const refuser = (code: CodeConstat, message: string, remede: string, cle: 'fichier' | 'norme' = 'fichier') =>
      reportInYaml(document, constats, code, ['nomenclature', rang, ...(dite ? [cle] : [])], message, remede);
    if (!estUnCheminSimple(fichier))
      refuser(
        'E-CHEMIN-HORS-DOSSIER',
        `« ${fichier} » n’est pas un chemin simple dans le dossier`,
        'Placez la table dans le dossier et écrivez son chemin depuis lui, par exemple nomenclature/fonctions.csv.',
      );
    else if (nomenclature.findIndex((autre) => autre.fichier === fichier) < rang)
      refuser('E-EXERCICE-INCOHERENT', `la table « ${fichier} » est nommée deux fois`, 'Gardez-la une fois.');
    else if (!normes.includes(sienne) && !(avecAnnexes && !aDesFonctions(sienne)))
      refuser(
        'E-EXERCICE-INCOHERENT',
        `cette table ajoute des codes à ${nommerNorme(sienne)}, et ni le dossier ni une source n’en est`,
        `Écrivez une norme qui y est, ${normes.join(' ou ')}, ou dites norme: ${sienne} dans la source dont elle donne les codes.`,
        'norme',
      );
    else if (isMissing(pathIn(racine, fichier)))
      refuser(
        'E-NOMENCLATURE',
        `la table « ${fichier} » n’est pas dans le dossier`,
        'Déposez-la à cet endroit, ou corrigez son nom (majuscules comprises).',
      );
  });
}
