import type { Chemin, Signaler } from '../domain/constats/constat.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { CHAMPS_COLONNES } from '../domain/lignes/champs.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { oneForm } from '../files/path-in.ts';
import { reportInYaml } from '../files/yaml-document.ts';
import { colonnesDepliees, type DepliageEcrit } from '../formats/apprets/deplier.ts';
import { type ContexteDeSource, lireLaSourceDeclaree } from './lire-la-source-declaree.ts';
import type { ExerciceEcrit, SourceEcrite } from './schema-exercice.ts';

/**
 * The sources that one declaration makes: itself, or one for each column that it unfolds, named after the file and the column.
 * @returns none when something was refused
 */
export function lireLesSourcesDeclarees(
  ecrite: SourceEcrite,
  rang: number,
  exercice: ExerciceEcrit,
  contexte: ContexteDeSource,
): SourceDeclaree[] {
  const { deplier } = ecrite;
  if (deplier === undefined) {
    const seule = lireLaSourceDeclaree(ecrite, rang, exercice, contexte);
    return seule === undefined ? [] : [seule];
  }
  const avant = contexte.constats.erreurs;
  verifierLeDepliage(ecrite, deplier, (chemin, message, remede, sur) =>
    reportInYaml(
      contexte.document,
      contexte.constats,
      'E-EXERCICE-INCOHERENT',
      ['sources', rang, ...chemin],
      message,
      remede,
      sur,
    ),
  );
  if (contexte.constats.erreurs > avant) return [];
  const colonnes = colonnesDepliees(deplier);
  const depliees: SourceDeclaree[] = [];
  for (const [place, [titre, valeur]] of colonnes.entries()) {
    const autres = colonnes.flatMap(([autre]) => (autre === titre ? [] : [autre]));
    const seule: SourceEcrite = {
      ...ecrite,
      // The rows are proven once, and not for each column.
      deplier: place === 0 ? deplier : undefined,
      montants: { [exercice.base]: titre },
      constantes: ecrite.constantes,
      ...(deplier.champ === 'secteur' || deplier.champ === 'organisme'
        ? { [deplier.champ]: valeur }
        : { constantes: { ...ecrite.constantes, [deplier.champ]: valeur } }),
      ignorees: [...ecrite.ignorees, ...autres, ...(deplier.total === undefined ? [] : [deplier.total])],
      lignes_a_ecarter: [
        ...ecrite.lignes_a_ecarter,
        { si: { [titre]: 'absent' }, motif: `Cellule vide sous « ${titre} »` },
      ],
    };
    const lue = lireLaSourceDeclaree(seule, rang, exercice, contexte);
    // What is wrong with one column is wrong with all, or told of it: once is enough.
    if (lue === undefined) return [];
    depliees.push({
      ...lue,
      nom: oneForm(`${lue.nom}!${titre}`),
      depliee: lue.nom,
      ecarts: lue.ecarts.map((ecart, numero) =>
        numero === lue.ecarts.length - 1 ? { ...ecart, implicite: true as const } : ecart,
      ),
    });
  }
  return depliees;
}

function verifierLeDepliage(ecrite: SourceEcrite, deplier: DepliageEcrit, refuser: Signaler): void {
  const { champ, total } = deplier;
  const ou: Chemin = ['deplier', 'champ'];
  const colonnes = colonnesDepliees(deplier);
  if (champ === 'exercice')
    refuser(
      ou,
      'des années en colonnes ne se déplient pas : un dossier n’a que son exercice',
      'Retirez deplier ; écrivez sous montants la colonne de l’exercice, et les autres années sous ignorees.',
    );
  else if (!CHAMPS_COLONNES.some((connu) => connu === champ)) {
    const proche = nomLePlusProche(champ, CHAMPS_COLONNES);
    refuser(
      ou,
      `« ${champ} » n’est pas un champ connu`,
      proche === undefined ? 'Voyez les noms possibles dans docs/dossier.md.' : `Vouliez-vous écrire « ${proche} » ?`,
    );
  }
  if (colonnes.length === 0 || new Set(colonnes.map(([titre]) => titre)).size < colonnes.length)
    refuser(
      ['deplier', 'colonnes'],
      'chaque colonne dépliée est nommée une fois',
      'Écrivez les titres des colonnes de montants.',
    );
  if (total !== undefined && colonnes.some(([titre]) => titre === total))
    refuser(
      ['deplier', 'total'],
      `« ${total} » est à la fois une part et leur total`,
      'Retirez-la de colonnes, ou de total.',
    );
  if (Object.keys(ecrite.montants).length > 0 || ecrite.montants_nommes !== undefined)
    refuser(
      ['deplier'],
      'les colonnes dépliées sont déjà les montants, dans la base du dossier',
      'Retirez montants, ou deplier.',
      'cle',
    );
  if (ecrite.controle !== undefined)
    refuser(
      ['controle'],
      'une source dépliée se contrôle par le total de ses rangées',
      'Retirez controle, et écrivez total sous deplier.',
      'cle',
    );
}
