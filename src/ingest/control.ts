import { BASES } from '../domain/base.ts';
import type { Constats } from '../domain/constat.ts';
import { accord, formaterEntier, formaterEuros } from '../domain/format.ts';
import { montant, NUL } from '../domain/montant.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import type { SourceLue } from '../domain/source-lue.ts';

/** Compares what was read of a source with what its sender announced, lines and euros; a difference is an error. */
export function checkControl(source: SourceDeclaree, lue: SourceLue, constats: Constats): void {
  const { controle } = source;
  if (!controle) return;
  const dire = (quoi: string) =>
    constats.ajouter({
      code: 'E-CONTROLE',
      lieu: controle.lieu,
      message: `${source.nom} : ${quoi}`,
      remede:
        'Le fichier reçu n’est pas celui qui a été annoncé, ou une ligne est écartée à tort. Voyez avec le secteur.',
    });
  if (controle.lignes !== undefined && controle.lignes !== lue.lignes)
    dire(
      `${accord(controle.lignes, 'ligne')} annoncées, ${formaterEntier(lue.lignes)} lues, écart de ${formaterEntier(lue.lignes - controle.lignes)}`,
    );
  for (const base of BASES) {
    const annonce = controle.montants[base];
    if (annonce === undefined) continue;
    const lu = lue.montants[base] ?? NUL;
    if (lu !== annonce)
      dire(
        `${base}, ${formaterEuros(annonce)} annoncés, ${formaterEuros(lu)} lus, écart de ${formaterEuros(montant(lu - annonce))}`,
      );
  }
}
