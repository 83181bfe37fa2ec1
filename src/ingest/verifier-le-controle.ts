import { BASES, type Base } from '../domain/argent/base.ts';
import { montant, NUL } from '../domain/argent/montant.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { AnnonceDUnSens, MontantsAnnonces, SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { LuDansUnSens, SourceLue } from '../domain/dossier/source-lue.ts';
import { accord, enumerer, formaterEntier, formaterEuros } from '../domain/textes/format.ts';

const AUTRE_FICHIER =
  'Le fichier reçu n’est pas celui qui a été annoncé, ou une ligne est écartée à tort. Voyez avec le secteur.';

const DEUX_SENS = ['depenses', 'recettes'] as const;
type DeuxSens = (typeof DEUX_SENS)[number];
const NOMS: Readonly<Record<DeuxSens, string>> = { depenses: 'dépense', recettes: 'recette' };

/**
 * Compares what was read of a source with what its sender announced, lines and euros, expenses and receipts apart; a
 * difference is an error. A sum that does not say its sense is that of a file of one sense.
 */
export function verifierLeControle({ nom, controle }: SourceDeclaree, lue: SourceLue, constats: Constats): void {
  if (!controle) return;
  const dire = (lieu: AnnonceDUnSens['lieu'], quoi: string, remede = AUTRE_FICHIER) =>
    constats.ajouter({ code: 'E-CONTROLE', lieu, message: `${nom} : ${quoi}`, remede });
  const ecartDeLignes = (annonce: number, lues: number, quoi: string) =>
    `${accord(annonce, quoi)} annoncées, ${formaterEntier(lues)} lues, écart de ${formaterEntier(lues - annonce)}`;

  if (controle.lignes !== undefined && controle.lignes !== lue.lignes) {
    const sens = DEUX_SENS.find((connu) => lue[connu].lignes === controle.lignes);
    const ecart = ecartDeLignes(controle.lignes, lue.lignes, 'ligne');
    if (sens === undefined) dire(controle.lieu, ecart);
    else
      dire(
        controle.lieu,
        `${ecart} : les ${NOMS[sens]}s seules font ce nombre`,
        `Le nombre de lignes annoncé ne compte sans doute que les ${NOMS[sens]}s : si le secteur le confirme, écrivez lignes: ${controle.lignes} sous ${sens}, dans controle, à la place de lignes seul.`,
      );
  }
  const seul = sensUnique(lue);
  if (seul !== undefined)
    for (const base of BASES) comparer(base, { montants: controle.montants, lieu: controle.lieu }, lue[seul], '');
  else if (Object.keys(controle.montants).length > 0) dire(controle.lieu, ...sansSens(controle.montants, lue));
  for (const sens of DEUX_SENS) {
    const annonce = controle[sens];
    if (annonce === undefined) continue;
    if (annonce.lignes !== undefined && annonce.lignes !== lue[sens].lignes)
      dire(annonce.lieu, ecartDeLignes(annonce.lignes, lue[sens].lignes, NOMS[sens]));
    for (const base of BASES) comparer(base, annonce, lue[sens], `, ${NOMS[sens]}s`);
  }

  function comparer(base: Base, annonce: AnnonceDUnSens, lu: LuDansUnSens, quoi: string): void {
    const attendu = annonce.montants[base];
    const trouve = lu.montants[base] ?? NUL;
    if (attendu === undefined || attendu === trouve) return;
    const ecart = formaterEuros(montant(trouve - attendu));
    dire(
      annonce.lieu,
      `${base}${quoi}, ${formaterEuros(attendu)} annoncés, ${formaterEuros(trouve)} lus, écart de ${ecart}`,
    );
  }
}

/** The one sense of the lines of a source; `undefined` when it has both. */
function sensUnique({ depenses, recettes }: SourceLue): DeuxSens | undefined {
  if (recettes.lignes === 0) return 'depenses';
  return depenses.lignes === 0 ? 'recettes' : undefined;
}

/** Sums without a sense, of a file that has both: what they may be, and how to write them. */
function sansSens(annonces: MontantsAnnonces, lue: SourceLue): [message: string, remede: string] {
  const bases = BASES.filter((base) => annonces[base] !== undefined);
  const de = (sens: DeuxSens, base: Base) => lue[sens].montants[base] ?? NUL;
  const enTout = (sens: DeuxSens) => enumerer(bases.map((base) => `${formaterEuros(de(sens, base))} en ${base}`));
  const dits = enumerer(bases.map((base) => `${formaterEuros(annonces[base] ?? NUL)} en ${base}`));
  const lus = DEUX_SENS.map((sens) => `${accord(lue[sens].lignes, NOMS[sens])}, ${enTout(sens)}`).join(' ; ');
  const message = `${dits}, annoncés sans dire de quel sens ; le fichier porte ${lus} : les deux ne s’additionnent pas`;
  const hypotheses: readonly (readonly [dit: string, des: readonly DeuxSens[], somme: (base: Base) => number])[] = [
    ['des dépenses seules', ['depenses'], (base) => de('depenses', base)],
    ['des recettes seules', ['recettes'], (base) => de('recettes', base)],
    ['des dépenses et des recettes additionnées', DEUX_SENS, (base) => de('depenses', base) + de('recettes', base)],
    ['des dépenses diminuées des recettes', DEUX_SENS, (base) => de('depenses', base) - de('recettes', base)],
  ];
  const tenue = hypotheses.find(([, , somme]) => bases.every((base) => somme(base) === annonces[base]));
  const ecrire = (sens: DeuxSens) =>
    `${sens}: { ${bases.map((base) => `${base}: ${tenue ? `"${formaterEuros(de(sens, base))}"` : '…'}`).join(', ')} }`;
  const place = `sous controle, à la place de ${enumerer(bases)}`;
  if (tenue === undefined)
    return [
      message,
      `Demandez au secteur ce qu’il annonce de chacune, et écrivez-le ${place} : ${DEUX_SENS.map(ecrire).join(' et ')}.`,
    ];
  const [dit, sens] = tenue;
  return [
    message,
    `Ce qui est annoncé est le montant ${dit} : si le secteur le confirme, écrivez ${sens.map(ecrire).join(' et ')} ${place}.`,
  ];
}
