import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ajouterLesDecisions, ouvrirLesDecisions } from '../classify/decisions/decisions-ecrites.ts';
import { type RegleLaissee, reprendreLesRegles } from '../classify/regles/regle-ecrite.ts';
import { estFinie } from '../domain/codes/normes.ts';
import { Constats } from '../domain/constats/constat.ts';
import type { OperationDeclaree, Operations } from '../domain/dossier/operations.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { COLONNES_DES_SOURCES_PASSEES } from '../domain/dossier/source-passee.ts';
import { citerChemin } from '../domain/textes/citer-chemin.ts';
import { accord } from '../domain/textes/format.ts';
import { lireLaDeclaration } from '../dossier/lire-la-declaration.ts';
import type { NewFolder } from '../files/new-folder.ts';
import { pathIn } from '../files/path-in.ts';
import { EcrivainCsv } from '../render/csv/ecrivain-csv.ts';
import { type Bilan, type Poste, presenter } from './bilan-d-init.ts';
import type { DossierPasse } from './dossier-passe.ts';
import { garderLeSchema } from './modele.ts';
import { type ExerciceRepris, reprendreExercice } from './reprendre-l-exercice.ts';
import { type DecisionsRetrouvees, RELANCER, retrouverLesDecisions } from './retrouver-les-decisions.ts';
import { suggererLesObjectifs } from './suggerer-les-objectifs.ts';

const EXERCICE = 'exercice.yaml';

export interface Suite {
  readonly chemin: string;
  /** Where it is being made; its memory of the year before is already there. */
  readonly enCours: NewFolder;
  readonly passe: DossierPasse;
  readonly exercice: string;
}

/**
 * Makes, aside, the dossier that follows an earlier one: what was said once for all comes with it, what was said of one year
 * stays behind, and both are told.
 */
export async function reprendreLeDossier(suite: Suite): Promise<Bilan> {
  const { chemin, enCours, passe, exercice } = suite;
  const { dossier, outillage } = passe.preparation;
  const outil = outillage.racine;

  // What is carried with changes: the declarations, and the rules less those whose years are over.
  const repris = reprendreLesDeclarations(suite);
  const regles = dossier.regles.map((fichier) =>
    reprendreLesRegles(lireTexte(dossier.racine, fichier), fichier, exercice),
  );
  dossier.regles.forEach((fichier, rang) => {
    const texte = regles[rang]?.texte ?? '';
    if (texte !== '') ecrire(enCours, fichier, garderLeSchema(texte, outil, chemin, fichier));
  });

  // What is carried as it is.
  const { listes, textes, gabarits, memoires, editionsRemplacees, sourcesPassees, nomenclature, apparence } = dossier;
  if (listes !== undefined)
    ecrire(enCours, listes, garderLeSchema(lireTexte(dossier.racine, listes), outil, chemin, listes));
  const logo = apparence.logo ? [apparence.logo.fichier] : [];
  const tables = nomenclature.map(({ fichier }) => fichier);
  for (const fichier of [
    ...tables,
    ...textes,
    ...gabarits,
    ...logo,
    ...memoires,
    ...editionsRemplacees,
    ...sourcesPassees,
  ])
    ecrire(enCours, fichier, readFileSync(pathIn(dossier.racine, fichier)));
  ecrireLesSourcesPassees(join(enCours.path, sourcesPasseesDe(dossier.enTete.exercice)), passe.fichiers);
  enCours.makeIfMissing('sources');

  // The decisions whose line is back already.
  const declaration = lireLaDeclaration(repris.texte, enCours.target, new Constats());
  if (!declaration) throw new Error('la déclaration reprise ne se lit pas');
  const retrouvees = await retrouverLesDecisions(passe, declaration, enCours.target, () => false);
  const ecrites = retrouvees.reprises.map(({ ecrite, ligne }) => ({ ecrite, ligne, remplace: false }));
  if (ecrites.length > 0) await ajouterLesDecisions(ouvrirLesDecisions(enCours.path), ecrites);

  const laissees = regles.flatMap((reprises) => reprises.laissees);
  const bilan = {
    type: 'suite' as const,
    dossier: chemin,
    exercice,
    depuis: { dossier: passe.chemin, exercice: dossier.enTete.exercice },
    repris: direRepris(
      suite,
      repris,
      regles.reduce((total, { nombre }) => total + nombre, 0),
    ),
    laisses: direLaisses(suite, repris, laissees),
    aFaire: [
      ...suggererLesObjectifs(passe.preparation, exercice, new Set(laissees.map(({ id }) => id))),
      ...direAFaire(suite, repris, declaration.absentes.length, retrouvees),
    ],
  };
  ecrire(enCours, 'LISEZ-MOI.md', presenter(bilan));
  return { ...bilan, decisions: retrouvees.dites };
}

function reprendreLesDeclarations({ chemin, enCours, passe, exercice }: Suite): ExerciceRepris {
  const { dossier } = passe.preparation;
  const { enTete, sources } = dossier;
  const repris = reprendreExercice(
    lireTexte(dossier.racine, EXERCICE),
    {
      exercice: enTete.exercice,
      dateEdition: enTete.dateEdition,
      // As they are written: a table that is unfolded makes several.
      sources: sources
        .filter(({ depliee }, rang) => depliee === undefined || sources[rang - 1]?.depliee !== depliee)
        .map(enBref),
      acquitte: dossier.acquittements.length > 0,
    },
    exercice,
  );
  ecrire(enCours, EXERCICE, garderLeSchema(repris.texte, passe.preparation.outillage.racine, chemin, EXERCICE));
  return repris;
}

function enBref({ controle, constantes }: SourceDeclaree): { controlee: boolean; datee: boolean } {
  return { controlee: controle !== undefined, datee: constantes.has('exercice') };
}

function direRepris({ passe, exercice: suivant }: Suite, { citations }: ExerciceRepris, regles: number): Poste[] {
  const { dossier } = passe.preparation;
  const { enTete, sources, nomenclature, textes, gabarits, memoires, listes, apparence } = dossier;
  const { organismes, operations } = enTete;
  const finies = operationsFinies(operations, suivant);
  const { exercice } = enTete;
  const postes: (Poste | undefined)[] = [
    poste(
      'Mises en page',
      sources.length,
      `${accord(sources.length, 'fichier')} à recevoir, sous les mêmes noms et avec les mêmes colonnes`,
    ),
    poste(
      'Nomenclature',
      nomenclature.length,
      `${accord(nomenclature.length, 'table')} de codes, ${nomenclature.length === 1 ? 'telle quelle' : 'telles quelles'} : vérifiez que ces codes valent encore`,
      nomenclature.map(({ fichier }) => fichier),
    ),
    poste(
      'Organismes',
      organismes.liste.length,
      `${accord(organismes.liste.length, 'organisme')}, ${organismes.liste.length === 1 ? 'tel quel' : 'tels quels'}`,
    ),
    poste(
      'Opérations',
      operations.liste.length,
      `${accord(operations.liste.length, 'opération')}, ${operations.liste.length === 1 ? 'telle quelle' : 'telles quelles'}${finies.length === 0 ? '' : ` ; ${finies.length === 1 ? 'celle-ci finit' : 'celles-ci finissent'} avant ${suivant} : retirez d’exercice.yaml ce qui est fini, ou donnez ses années`}`,
      finies.map(({ id, libelle, annees }) => `${id} (${libelle}) : ${annees.join(', ')}`),
    ),
    poste('Règles', regles, `${accord(regles, 'règle')}, dans le même ordre`),
    poste('Listes', listes === undefined ? 0 : 1, 'listes.yaml, telle quelle'),
    poste(
      'Textes',
      textes.length,
      `${accord(textes.length, 'texte')}, datés comme ils étaient : « non relu » tant que vous n’en changez pas l’année`,
      textes,
    ),
    poste('Gabarits', gabarits.length, `${accord(gabarits.length, 'fichier')} tels quels`, gabarits),
    poste('Apparence', apparence.logo ? 1 : 0, 'le logo, tel quel', apparence.logo ? [apparence.logo.fichier] : []),
    poste(
      'À relire',
      citations.length,
      `${accord(citations.length, 'ligne')} d’exercice.yaml nomme${citations.length > 1 ? 'nt' : ''} encore une autre année que ${suivant}, ce qui compte le plus d’abord`,
      citations.map(({ ligne, texte }) => `ligne ${ligne} : ${texte}`),
    ),
    poste(
      'Mémoire',
      memoires.length + 1,
      `lignes-${exercice}.csv, ce que la compilation de ${exercice} écrit (${accord(passe.lignes, 'ligne')})${memoires.length === 0 ? '' : ' ; et celle que ce dossier avait déjà : ce qui fut appris ne se perd pas'}`,
      memoires,
    ),
  ];
  return postes.filter((dit) => dit !== undefined);
}

/** The operations of which no year reaches an exercice. */
function operationsFinies({ liste }: Operations, exercice: string): readonly OperationDeclaree[] {
  return liste.filter(({ annees }) => annees.every((annee) => annee < exercice));
}

function direLaisses({ passe, exercice }: Suite, repris: ExerciceRepris, regles: readonly RegleLaissee[]): Poste[] {
  const { preparation, remplacees } = passe;
  const { enTete, sources, acquittements } = preparation.dossier;
  const oublies = preparation.constats.liste.filter(
    ({ code }) => code === 'A-FICHIER-NON-LU' || code === 'A-SOURCE-NON-DECLAREE',
  );
  const fichiers = oublies.map(({ lieu }) => lieu.fichier);
  const postes: (Poste | undefined)[] = [
    poste(
      'Date d’édition',
      1,
      `à remplir ; celle de ${enTete.exercice} était ${enTete.dateEdition}, et jaune ne lit aucune horloge`,
    ),
    poste(
      'Édition',
      enTete.edition ? 1 : 0,
      `« ${enTete.edition?.nom} » : c’était le nom de celle de ${enTete.exercice}`,
    ),
    poste(
      'Totaux de contrôle',
      repris.controles,
      `ceux de ${accord(repris.controles, 'fichier')}, annoncés pour ${enTete.exercice}`,
    ),
    poste(
      'Fichiers reçus',
      sources.length,
      `les ${accord(sources.length, 'fichier')} de ${enTete.exercice} ; leurs empreintes viennent (${sourcesPasseesDe(enTete.exercice)}), pour que l’un d’eux ne passe pas pour celui de ${exercice}`,
    ),
    poste(
      'Règles',
      regles.length,
      `${accord(regles.length, 'règle')} dont les exercices finissent avant ${exercice}`,
      regles.map(({ id, fichier, exercices }) => `${id} (${fichier}) : ${exercices}`),
    ),
    poste(
      'Historique des décisions',
      remplacees,
      `${accord(remplacees, 'décision')} remplacée${remplacees > 1 ? 's' : ''} depuis`,
    ),
    poste(
      'Avertissements acquittés',
      acquittements.length,
      `${accord(acquittements.length, 'acquittement')} de ${enTete.exercice} : ce qui fut accepté d’une année se relit l’année suivante`,
      acquittements.map(({ constat, fichier = '', motif, auteur }) =>
        [constat, fichier, `${motif} (${auteur})`].filter((mot) => mot !== '').join(' · '),
      ),
    ),
    poste('LISEZ-MOI', 1, `il raconte ${enTete.exercice} ; un autre est à sa place`),
    poste('Fichiers que rien ne lit', fichiers.length, `${accord(fichiers.length, 'fichier')}`, fichiers),
  ];
  return postes.filter((dit) => dit !== undefined);
}

function direAFaire(
  { chemin, passe, exercice }: Suite,
  { citations }: ExerciceRepris,
  absents: number,
  { enAttente }: DecisionsRetrouvees,
): string[] {
  const { enTete, textes } = passe.preparation.dossier;
  const [premiere] = citations;
  return [
    ...(estFinie(enTete.norme, Number(exercice))
      ? [`La ${enTete.norme} ne vaut plus en ${exercice} : changez norme, puis chaque code des règles.`]
      : []),
    ...(absents > 0
      ? [`Copiez les fichiers reçus dans sources/ : ${absents === 1 ? 'il en manque 1' : `il en manque ${absents}`}.`]
      : []),
    ...(enAttente ? [RELANCER] : []),
    'Remplissez date_edition dans exercice.yaml ; rien ne se compile sans elle.',
    ...(premiere === undefined
      ? []
      : [
          `Relisez dans exercice.yaml ce qui nomme encore une autre année que ${exercice} (${accord(citations.length, 'ligne')}, à relire ci-dessus), à commencer par la ligne ${premiere.ligne} : « ${premiere.texte} ».`,
        ]),
    ...(textes.length > 0 ? [`Relisez les textes, puis écrivez « exercice: ${exercice} » en tête de chacun.`] : []),
    `Contrôlez : jaune controler ${citerChemin(chemin)}`,
  ];
}

function poste(quoi: string, nombre: number, dit: string, details: readonly string[] = []): Poste | undefined {
  return nombre === 0 ? undefined : { quoi, nombre, dit, details };
}

function sourcesPasseesDe(exercice: string): string {
  return `memoire/sources-${exercice}.csv`;
}

/** What tells, next year, that one of these files came again. */
function ecrireLesSourcesPassees(chemin: string, fichiers: DossierPasse['fichiers']): void {
  const ecrivain = new EcrivainCsv(chemin);
  try {
    ecrivain.enregistrement(COLONNES_DES_SOURCES_PASSEES);
    for (const { chemin: fichier, octets, sha256 } of fichiers)
      ecrivain.enregistrement([fichier, String(octets), sha256]);
  } finally {
    ecrivain.fermer();
  }
}

function lireTexte(racine: string, fichier: string): string {
  return readFileSync(pathIn(racine, fichier), 'utf8').replace(/^\ufeff/, '');
}

function ecrire(enCours: NewFolder, fichier: string, contenu: string | Uint8Array): void {
  const chemin = join(enCours.path, fichier);
  mkdirSync(dirname(chemin), { recursive: true });
  writeFileSync(chemin, contenu);
}
