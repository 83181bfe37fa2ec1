import type { Chemin, Signaler } from '../domain/constats/constat.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { CHAMPS_COLONNES } from '../domain/lignes/champs.ts';
import { autreAnneeNommee } from '../domain/textes/annee-nommee.ts';
import { enumerer } from '../domain/textes/format.ts';
import { citer, nomLePlusProche } from '../domain/textes/texte.ts';
import { oneForm } from '../files/path-in.ts';
import { reportInYaml } from '../files/yaml-document.ts';
import { inQuotes } from '../files/yaml-text.ts';
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
  verifierLeDepliage(ecrite, deplier, exercice.exercice, (chemin, message, remede, sur) =>
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
  const parAnnee = deplier.champ === 'exercice';
  const depliees: SourceDeclaree[] = [];
  for (const [place, [titre, valeur]] of colonnes.entries()) {
    const autres = colonnes.flatMap(([autre]) => (autre === titre ? [] : [autre]));
    const seule: SourceEcrite = {
      ...ecrite,
      // The rows are proven once, and not for each column.
      deplier: place === 0 ? deplier : undefined,
      montants: { [exercice.base]: titre },
      ...(parAnnee ? anneeDeColonne(ecrite, titre, exercice.exercice) : champDeColonne(ecrite, deplier.champ, valeur)),
      ignorees: [...ecrite.ignorees, ...autres, ...(deplier.total === undefined ? [] : [deplier.total])],
      lignes_a_ecarter: [
        ...ecrite.lignes_a_ecarter,
        { si: { [titre]: 'absent' }, motif: `Cellule vide sous « ${titre} »` },
        ...(parAnnee && anneeDite(valeur) !== exercice.exercice
          ? [{ si: { [titre]: 'present' }, motif: `Montant de ${anneeDite(valeur)}, sous « ${titre} »` }]
          : []),
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
        numero < ecrite.lignes_a_ecarter.length ? ecart : { ...ecart, implicite: true as const },
      ),
    });
  }
  return depliees;
}

/** What the lines of a column hold in the field that its title tells. */
function champDeColonne(ecrite: SourceEcrite, champ: string, valeur: string): Partial<SourceEcrite> {
  if (champ === 'secteur' || champ === 'organisme') return { [champ]: valeur };
  return { constantes: { ...ecrite.constantes, [champ]: valeur } };
}

/** The columns of other years are read to tell what they weigh: their titles may name them. */
function anneeDeColonne(ecrite: SourceEcrite, titre: string, exercice: string): Partial<SourceEcrite> {
  if (anneeDite(titre) === exercice || autreAnneeNommee(titre, exercice) === undefined) return {};
  return { autre_annee: { ...ecrite.autre_annee, [titre]: 'colonne d’une autre année, écartée' } };
}

/** The year that a title, or what stands for it, says; nothing when it says none, or several. */
function anneeDite(texte: string): string | undefined {
  const annees = new Set(texte.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g));
  return annees.size === 1 ? [...annees][0] : undefined;
}

/** Of columns that are years, the lines of one count: that of the exercice. */
function verifierLesAnneesDepliees(deplier: DepliageEcrit, exercice: string, refuser: Signaler): void {
  const ou: Chemin = ['deplier', 'colonnes'];
  const colonnes = colonnesDepliees(deplier);
  for (const [titre, valeur] of colonnes)
    if (anneeDite(valeur) === undefined)
      refuser(
        ou,
        `« ${titre} » ne dit pas son année`,
        `Écrivez-la après le titre : colonnes: { ${inQuotes(titre)}: "${exercice}", … }.`,
      );
  const siennes = colonnes.filter(([, valeur]) => anneeDite(valeur) === exercice);
  if (siennes.length === 1) return;
  refuser(
    ou,
    siennes.length === 0
      ? `aucune de ces colonnes n’est celle de ${exercice}, l’exercice du dossier`
      : `${enumerer(siennes.map(([titre]) => citer(titre)))} sont toutes de ${exercice}`,
    `Nommez une colonne de ${exercice}, et celles des autres années, qui sont écartées avec leurs euros.`,
  );
}

function verifierLeDepliage(ecrite: SourceEcrite, deplier: DepliageEcrit, exercice: string, refuser: Signaler): void {
  const { champ, total } = deplier;
  const ou: Chemin = ['deplier', 'champ'];
  const colonnes = colonnesDepliees(deplier);
  if (champ === 'exercice') verifierLesAnneesDepliees(deplier, exercice, refuser);
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
