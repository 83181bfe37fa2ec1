import { BASES, type Base } from '../domain/argent/base.ts';
import { type Montant, montant, NUL } from '../domain/argent/montant.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { Annonce, SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { LuDansUnSens, SourceLue } from '../domain/dossier/source-lue.ts';
import { accord, formaterEntier, formaterEuros } from '../domain/textes/format.ts';
import { ControleCorrige } from './controle-corrige.ts';
import { DEUX_SENS, type DeuxSens, reconnaitreLaSomme } from './reconnaitre-la-somme.ts';
import { remedeDesNegatifs } from './remede-des-negatifs.ts';

const AUTRE_FICHIER =
  'Le fichier reçu n’est pas celui qui a été annoncé, ou une ligne est écartée à tort. Voyez avec le secteur.';
const NOMS: Readonly<Record<DeuxSens, string>> = { depenses: 'dépense', recettes: 'recette' };

/**
 * Compares what was read of a source with what its sender announced, lines and euros, expenses and receipts apart; a
 * difference is an error. A sum that does not say its sense is that of a file of one sense. What a sum is instead is told, with
 * the whole of `controle` as it would be then: each remedy has what the others mend.
 */
export function verifierLeControle(source: SourceDeclaree, lue: SourceLue, constats: Constats): void {
  const { nom, controle } = source;
  if (!controle) return;
  const corrige = new ControleCorrige(controle);
  const dits: { readonly annonce: Annonce; readonly quoi: string; readonly remede?: () => string }[] = [];
  const seul = sensUnique(lue);

  if (controle.lignes !== undefined && controle.lignes !== lue.lignes) {
    const { lignes } = controle;
    const quoi = direLesLignes(lignes, lue.lignes, 'ligne');
    // Lines that happen to be as many say nothing of a file whose euros are not those announced.
    const sens = unMontantEstAutre(controle, lue) ? undefined : DEUX_SENS.find((connu) => lue[connu].lignes === lignes);
    if (sens === undefined) dits.push({ annonce: controle, quoi });
    else {
      corrige.lignesDe(sens);
      dits.push({
        annonce: controle,
        quoi: `${quoi} : les ${NOMS[sens]}s seules font ce nombre`,
        remede: () =>
          `Le nombre de lignes annoncé ne compte sans doute que les ${NOMS[sens]}s : si le secteur le confirme, écrivez ${corrige.ecrire()}.`,
      });
    }
  }
  for (const base of BASES) {
    const attendu = controle.montants[base];
    if (attendu === undefined) continue;
    if (seul === undefined) direSansSens(base, attendu);
    else comparer(base, controle, lue[seul], '', undefined);
  }
  for (const sens of DEUX_SENS) {
    const annonce = controle[sens];
    if (annonce === undefined) continue;
    if (annonce.lignes !== undefined && annonce.lignes !== lue[sens].lignes)
      dits.push({ annonce, quoi: direLesLignes(annonce.lignes, lue[sens].lignes, NOMS[sens]) });
    for (const base of BASES) comparer(base, annonce, lue[sens], `, ${NOMS[sens]}s`, sens);
  }
  const negatifs = dits.length === 0 ? undefined : remedeDesNegatifs(source, lue);
  for (const { annonce, quoi, remede } of dits)
    constats.ajouter({
      code: 'E-CONTROLE',
      lieu: annonce.lieu,
      extrait: annonce.extrait,
      message: `${nom} : ${quoi}`,
      remede: negatifs ?? remede?.() ?? AUTRE_FICHIER,
    });

  function comparer(base: Base, annonce: Annonce, lu: LuDansUnSens, quoi: string, sens: DeuxSens | undefined): void {
    const attendu = annonce.montants[base];
    const trouve = lu.montants[base] ?? NUL;
    if (attendu === undefined || attendu === trouve) return;
    const ecart = formaterEuros(montant(trouve - attendu));
    const dit = `${base}${quoi}, ${formaterEuros(attendu)} annoncés, ${formaterEuros(trouve)} lus, écart de ${ecart}`;
    const tenue = sens && reconnaitreLaSomme(attendu, base, lue);
    if (!tenue) {
      dits.push({ annonce, quoi: dit });
      return;
    }
    corrige.retirer(base, sens);
    for (const autre of tenue.sens) corrige.ecrireSous(autre, base, lue[autre].montants[base] ?? NUL);
    dits.push({
      annonce,
      quoi: dit,
      remede: () =>
        `Ce qui est annoncé est le montant ${tenue.dit} : si le secteur le confirme, écrivez ${corrige.ecrire()}.`,
    });
  }

  /** A sum without a sense, of a file that has both: what it may be, and how to write it. */
  function direSansSens(base: Base, attendu: Montant): void {
    const lus = DEUX_SENS.map(
      (sens) => `${accord(lue[sens].lignes, NOMS[sens])}, ${formaterEuros(lue[sens].montants[base] ?? NUL)}`,
    ).join(' ; ');
    const quoi = `${formaterEuros(attendu)} en ${base}, annoncés sans dire de quel sens ; le fichier porte ${lus} : les deux ne s’additionnent pas`;
    const deja = DEUX_SENS.filter((sens) => controle?.[sens]?.montants[base] !== undefined);
    const tenue = reconnaitreLaSomme(attendu, base, lue);
    corrige.retirer(base);
    for (const sens of tenue?.sens ?? (deja.length > 0 ? [] : DEUX_SENS))
      if (!deja.includes(sens)) corrige.ecrireSous(sens, base, tenue && (lue[sens].montants[base] ?? NUL));
    const retirer = `Retirez ${base} de controle : ${deja.join(' et ')} ${deja.length > 1 ? 'le disent' : 'le dit'} déjà`;
    const dit = tenue && `Ce qui est annoncé est le montant ${tenue.dit}`;
    dits.push({
      annonce: controle as Annonce,
      quoi,
      remede: () => {
        if (deja.length > 0) return `${dit === undefined ? '' : `${dit}. `}${retirer}, et écrivez ${corrige.ecrire()}.`;
        return dit === undefined
          ? `Demandez au secteur ce qu’il annonce de chacune, et écrivez ${corrige.ecrire()}.`
          : `${dit} : si le secteur le confirme, écrivez ${corrige.ecrire()}.`;
      },
    });
  }
}

/** Whether an amount that was announced, under a sense or none, is no sum of what was read. */
function unMontantEstAutre(controle: NonNullable<SourceDeclaree['controle']>, lue: SourceLue): boolean {
  return [controle, ...DEUX_SENS.flatMap((sens) => controle[sens] ?? [])].some(({ montants }) =>
    BASES.some((base) => {
      const attendu = montants[base];
      return attendu !== undefined && attendu !== NUL && reconnaitreLaSomme(attendu, base, lue) === undefined;
    }),
  );
}

/** The one sense of the lines of a source; `undefined` when it has both. */
function sensUnique({ depenses, recettes }: SourceLue): DeuxSens | undefined {
  if (recettes.lignes === 0) return 'depenses';
  return depenses.lignes === 0 ? 'recettes' : undefined;
}

function direLesLignes(annonce: number, lues: number, quoi: string): string {
  return `${accord(annonce, quoi)} ${annonce > 1 ? 'annoncées' : 'annoncée'}, ${formaterEntier(lues)} ${lues > 1 ? 'lues' : 'lue'}, écart de ${formaterEntier(lues - annonce)}`;
}
