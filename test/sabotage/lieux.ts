/** What every attempt starts from: a small dossier of every kind of file, its edition, its archive, its review workbook. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';
import { partiesALaMain } from '../outils/classeur-a-la-main.ts';
import { compteFinancierUnique, documentBudgetaire, ligneBudget } from '../outils/document-budgetaire.ts';
import { empreinteDe } from '../outils/pannes.ts';
import { recetteDe, remplirClasseur } from '../outils/remplir-classeur.ts';
import { courir } from './programme-surveille.ts';

/** Where attempts find what they spoil: nothing of it is ever changed. */
export interface Lieux {
  readonly racine: string;
  /** A folder of its own, where attempts make theirs. */
  readonly atelier: string;
  /** The bundle that is tried. */
  readonly programme: string;
  readonly dossier: string;
  readonly edition: string;
  readonly archive: string;
  /** Review workbooks, each with a decision of its own on a line of its own. */
  readonly classeurs: readonly string[];
}

export const ARBITRAGES = 'arbitrages.csv';
/** Lines to decide for review workbooks, one each, beside that which is decided already. */
const CLASSEURS = 2;

/** Decisions that a person writes in the workbooks; each is found again by its motif. */
export function motifDuClasseur(rang: number): string {
  return `Décision numéro ${rang} de l’essai`;
}

/** The bytes of a small workbook, always the same. */
export function classeurDeSource(annee: string, rangees = rangeesDeSource(annee)): Buffer {
  return Buffer.from(zipSync(partiesALaMain({ rangees }), { level: 6, mtime: new Date(1980, 0, 1) }));
}

function rangeesDeSource(annee: string): string {
  const titres = ['Exercice', 'Chapitre', 'Fonction', 'Objet', 'Bénéficiaire', 'Mandaté'];
  const rangees = [titres, ...[310, 4200.5, 77].map((n) => [annee, '930', '048', `Salon de Rome ${n}`, 'Comité', n])];
  return rangees.map((rangee, rang) => `<row r="${rang + 1}">${rangee.map(cellule).join('')}</row>`).join('');
}

function cellule(valeur: string | number): string {
  return typeof valeur === 'number' ? `<c><v>${valeur}</v></c>` : `<c t="inlineStr"><is><t>${valeur}</t></is></c>`;
}

/** A small budget document. */
export function documentDeSource(annee: string): string {
  const mentions = { LibelleEtab: 'BUDGET ANNEXE', CodBud: '01', Exer: annee };
  return documentBudgetaire({
    mentions,
    lignes: [ligneBudget(), ligneBudget({ MtReal: `${annee}.00`, Fonction: '041' })],
  });
}

/** A small single account. */
function compteDeSource(annee: string): string {
  const mentions = { LibelleEtab: 'BUDGET PRINCIPAL', NatDec: '10', Exer: annee };
  return compteFinancierUnique({
    mentions,
    lignes: [ligneBudget({ MtReal: `${annee}.25` }), ligneBudget({ MtReal: '1200.00', CodRD: 'R' })],
  });
}

/** Lays the dossier of a year. */
function poser(modele: string, dossier: string, annee: string): void {
  cpSync(modele, dossier, { recursive: true });
  for (const nom of readdirSync(dossier, { recursive: true, encoding: 'utf8' }).filter((n) =>
    /\.(yaml|csv|md)$/.test(n),
  )) {
    const chemin = join(dossier, nom);
    writeFileSync(chemin, readFileSync(chemin, 'utf8').replaceAll('2012', annee));
  }
  writeFileSync(join(dossier, 'sources/tourisme.xlsx'), classeurDeSource(annee));
  writeFileSync(join(dossier, 'sources/budget.xml'), documentDeSource(annee));
  writeFileSync(join(dossier, 'sources/compte.xml'), compteDeSource(annee));
}

/**
 * Makes all of it with the program that is tried.
 * @throws Error when a sound dossier is refused
 */
export async function preparerLesLieux(racine: string, atelier: string, programme: string): Promise<Lieux> {
  const modele = join(racine, 'test/sabotage/dossier');
  const dansAtelier = (nom: string) => join(atelier, nom);
  const faire = async (...mots: readonly string[]) => {
    const { code, erreur } = await courir(programme, mots, { depuis: atelier });
    if (code !== 0) throw new Error(`jaune ${mots.join(' ')} : ${code}\n${erreur}`);
  };
  mkdirSync(atelier, { recursive: true });
  const [passe, dossier] = [dansAtelier('passe'), dansAtelier('dossier')];
  poser(modele, passe, '2011');
  await faire('compiler', passe, '--sortie', dansAtelier('edition-passee'));
  poser(modele, dossier, '2012');
  mkdirSync(join(dossier, 'memoire'));
  cpSync(join(dansAtelier('edition-passee'), 'lignes-2011.csv'), join(dossier, 'memoire/lignes-2011.csv'));

  const decider = async (rang: number, ligne: number) => {
    const classeur = dansAtelier(`decisions-${rang}.xlsx`);
    await faire('arbitrer', 'export', dossier, '--sortie', classeur);
    const decision = 'non internationale';
    const signee = { decision, motif: motifDuClasseur(rang), auteur: 'Direction des finances', date: '2012-11-06' };
    await remplirClasseur(classeur, recetteDe(new Map([[ligne, signee]])));
    return classeur;
  };
  await faire('arbitrer', 'import', dossier, await decider(0, 0));
  const classeurs: string[] = [];
  for (let rang = 1; rang <= CLASSEURS; rang++) classeurs.push(await decider(rang, rang - 1));

  const [edition, archive] = [dansAtelier('edition'), dansAtelier('archive.zip')];
  await faire('compiler', dossier, '--sortie', edition);
  await faire('archiver', dossier, '--sortie', archive);
  return { racine, atelier, programme, dossier, edition, archive, classeurs };
}

/** Digests of all files of a folder and of its folders, as a text; `absent` where there is none. */
export function sommesDe(dossier: string): string {
  if (!existsSync(dossier)) return 'absent';
  const fichiers = readdirSync(dossier, { recursive: true, withFileTypes: true }).filter((entree) => entree.isFile());
  const chemins = fichiers.map((entree) => join(entree.parentPath, entree.name)).sort();
  return chemins.map((chemin) => `${empreinteDe(chemin)} ${relative(dossier, chemin)}`).join('\n');
}

/** Whether all decisions of a dossier are in another, which may have more. */
export function decisionsGardees(avant: string, apres: string): boolean {
  const lignesDe = (dossier: string) => readFileSync(join(dossier, ARBITRAGES), 'utf8').split('\n');
  const gardees = new Set(lignesDe(apres));
  return lignesDe(avant).every((ligne) => gardees.has(ligne));
}
