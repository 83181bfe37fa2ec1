import { BASES } from '../domain/argent/base.ts';
import { montant, NUL } from '../domain/argent/montant.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';
import { accord, formaterEntier, formaterEuros } from '../domain/textes/format.ts';

const AUTRE_FICHIER =
  'Le fichier reçu n’est pas celui qui a été annoncé, ou une ligne est écartée à tort. Voyez avec le secteur.';

/** Compares what was read of a source with what its sender announced, lines and euros; a difference is an error. */
export function verifierLeControle({ nom, controle }: SourceDeclaree, lue: SourceLue, constats: Constats): void {
  if (!controle) return;
  const { recettes } = lue;
  const dire = (cle: string, quoi: string, lues: Lues, ecrire: (valeur: number) => string) => {
    const cause = causeDansLesRecettes(lues);
    const message = `${nom} : ${quoi}, écart de ${ecrire(lues.tout - lues.annonce)}`;
    constats.ajouter({
      code: 'E-CONTROLE',
      lieu: controle.lieu,
      ...(cause === undefined
        ? { message, remede: AUTRE_FICHIER }
        : {
            message: `${message}, que les recettes expliquent exactement (${lues.detail})`,
            remede: `${cause}. Le contrôle porte sur toutes les lignes gardées, recettes comprises : si le secteur le confirme, écrivez ${cle}: ${enYaml(ecrire(lues.tout))} sous controle.`,
          }),
    });
  };
  if (controle.lignes !== undefined && controle.lignes !== lue.lignes)
    dire(
      'lignes',
      `${accord(controle.lignes, 'ligne')} annoncées, ${formaterEntier(lue.lignes)} lues`,
      {
        annonce: controle.lignes,
        tout: lue.lignes,
        recettes: recettes.lignes,
        detail: accord(recettes.lignes, 'ligne'),
      },
      formaterEntier,
    );
  for (const base of BASES) {
    const annonce = controle.montants[base];
    if (annonce === undefined) continue;
    const tout = lue.montants[base] ?? NUL;
    if (tout === annonce) continue;
    const desRecettes = recettes.montants[base] ?? NUL;
    const detail = `${accord(recettes.lignes, 'ligne')}, ${formaterEuros(desRecettes)}`;
    const enEuros = (valeur: number) => formaterEuros(montant(valeur));
    dire(
      base,
      `${base}, ${formaterEuros(annonce)} annoncés, ${formaterEuros(tout)} lus`,
      { annonce, tout, recettes: desRecettes, detail },
      enEuros,
    );
  }
}

/** A comma ends a value between braces: amounts are written between quotes. */
function enYaml(valeur: string): string {
  return /^[\d\u202f]+$/.test(valeur) ? valeur.replaceAll('\u202f', '') : `"${valeur}"`;
}

/** What was announced of the lines or of one base, what was read, and what receipts are of it. */
interface Lues {
  readonly annonce: number;
  readonly tout: number;
  readonly recettes: number;
  /** The same, in words. */
  readonly detail: string;
}

/** What the sender must have announced, where receipts make the whole difference. */
function causeDansLesRecettes({ annonce, tout, recettes }: Lues): string | undefined {
  if (recettes === 0) return undefined;
  if (annonce === tout - recettes) return 'Ce qui est annoncé ne compte sans doute que les dépenses';
  if (annonce === recettes) return 'Ce qui est annoncé ne compte sans doute que les recettes';
  if (annonce === tout - 2 * recettes) return 'Ce qui est annoncé est sans doute les dépenses moins les recettes';
  return undefined;
}
