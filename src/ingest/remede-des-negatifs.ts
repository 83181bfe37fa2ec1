import { BASES } from '../domain/argent/base.ts';
import { NUL } from '../domain/argent/montant.ts';
import type { Annonce, MontantsAnnonces, SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { LuDansUnSens, SourceLue } from '../domain/dossier/source-lue.ts';
import { ControleCorrige } from './controle-corrige.ts';
import { type EnDeuxSens, negatifsEnRecettes } from './negatifs-en-recettes.ts';
import { DEUX_SENS } from './reconnaitre-la-somme.ts';

/**
 * The remedy of a source of which the amounts below zero are receipts, and nothing says so: told when all that it announces is then
 * there, to the cent and to the line; `undefined` where any of it is otherwise. A sum that says no sense may be that of expenses.
 */
export function remedeDesNegatifs(source: SourceDeclaree, lue: SourceLue): string | undefined {
  const { controle } = source;
  const enDeux = enDeuxSens(source, lue);
  if (controle === undefined || enDeux === undefined) return undefined;
  if (controle.lignes !== undefined && controle.lignes !== lue.lignes) return undefined;
  for (const sens of DEUX_SENS) {
    const annonce = controle[sens];
    if (annonce !== undefined && !tient(annonce, enDeux[sens])) return undefined;
  }
  if (!tientEnEuros(controle.montants, enDeux.depenses)) return undefined;
  const sansSens = BASES.filter((base) => controle.montants[base] !== undefined);
  const dit =
    'Si les montants en dessous de zéro sont des recettes, ce qui est annoncé est là au centime : écrivez « negatif: recette » dans cette source';
  if (sansSens.length === 0) return `${dit}.`;
  const corrige = new ControleCorrige(controle);
  for (const base of sansSens) {
    corrige.retirer(base);
    for (const sens of DEUX_SENS) corrige.ecrireSous(sens, base, enDeux[sens].montants[base] ?? NUL);
  }
  return `${dit} ; si le secteur confirme ses recettes, écrivez aussi ${corrige.ecrire()}.`;
}

/** What a source makes once its amounts below zero are receipts; nothing where it has none, or something says its senses. */
function enDeuxSens(
  { negatifEstRecette, colonnes, montants: declares }: SourceDeclaree,
  { depenses, recettes }: SourceLue,
): EnDeuxSens | undefined {
  const parSens = declares.forme === 'colonnes' && [...declares.bases.values()].some((base) => 'depense' in base);
  if (recettes.lignes > 0 || negatifEstRecette || colonnes.has('sens') || parSens) return undefined;
  return negatifsEnRecettes(depenses);
}

function tient({ lignes, montants }: Annonce, lu: LuDansUnSens): boolean {
  return (lignes === undefined || lignes === lu.lignes) && tientEnEuros(montants, lu);
}

function tientEnEuros(annonces: MontantsAnnonces, lu: LuDansUnSens): boolean {
  return BASES.every((base) => annonces[base] === undefined || annonces[base] === (lu.montants[base] ?? NUL));
}
