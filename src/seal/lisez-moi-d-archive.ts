import { LIBELLES_BASES } from '../domain/argent/base.ts';
import type { Montant } from '../domain/argent/montant.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import { formaterEuros } from '../domain/textes/format.ts';

/** `LISEZ-MOI.txt` of an archive: what it is, and how to check it with nothing but common tools. */
export function ecrireLeLisezMoi(enTete: EnTete, total: Montant, version: string): string {
  const { exercice, collectivite, titre, base, dateEdition, mention } = enTete;
  return `${titre}
${collectivite}, exercice ${exercice}, édition du ${dateEdition.split('-').reverse().join('/')}
Total général hors opérations exceptionnelles : ${formaterEuros(total).replaceAll('\u202f', ' ')}
Base : ${LIBELLES_BASES[base]}
${mention === '' ? '' : `\n${mention}\n`}
CE QUE CONTIENT CETTE ARCHIVE

  documents/       le jaune budgétaire tel que publié : page, classeur, lignes, chiffres
  dossier/         tout ce dont il dépend : les fichiers reçus, les règles, les décisions, les textes
  outil/           les tables de référence et les gabarits de l'outil qui l'a compilé
  manifeste.json   la liste de ces fichiers, avec leur taille et leur empreinte SHA-256
  SHA256SUMS       les mêmes empreintes, pour l'outil sha256sum

LA VÉRIFIER SANS L'OUTIL

  Rien n'a changé depuis l'archivage. Extrayez l'archive, puis dans son dossier :
    Linux, macOS   sha256sum -c SHA256SUMS        (ou : shasum -a 256 -c SHA256SUMS)
    Windows        Get-FileHash -Algorithm SHA256 documents\\jaune-${exercice}.html
                   puis comparez avec la ligne de SHA256SUMS, fichier par fichier.

  Le total est celui des lignes. documents/lignes-${exercice}.csv a une rangée par part de ligne : la somme de
  la colonne montant_retenu_centimes, là où verdict vaut « internationale », fait le total ci-dessus, en centimes.
  Les montants de chaque fichier reçu s'additionnent de même, toutes places confondues (colonne ref).

  Le document s'ouvre dans un navigateur (documents/jaune-${exercice}.html), sans connexion ; le classeur, dans
  Excel ou LibreOffice.

LA VÉRIFIER AVEC L'OUTIL

  jaune verifier <cette archive>

  refait le jaune à partir de dossier/ et de outil/, et dit si chaque octet est le même, ou la première
  différence de chaque document. L'archive a été faite par jaune ${version} : prenez cette version, ou une plus
  récente qui compte de même.

  Qui peut réécrire l'archive peut réécrire ses empreintes : gardez ailleurs, ou publiez, celle de l'archive
  entière (sha256sum sur le fichier .zip).
`;
}
