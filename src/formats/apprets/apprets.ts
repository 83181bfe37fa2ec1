import type * as z from 'zod';
import type { AppretDeclare, SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import type { ContexteDeFormat } from '../format.ts';
import type { SourceOuverte } from '../source-ouverte.ts';
import { type Appret, passerPar } from './appret.ts';
import { completerZeros } from './completer-zeros.ts';
import { deplier } from './deplier.ts';
import { reporter } from './reporter.ts';

/** What may be done with the records of a table, in the order in which it is done, by the keys of `exercice.yaml`. */
export const APPRETS = { reporter, completer_zeros: completerZeros, deplier };

export type NomDAppret = keyof typeof APPRETS;
export const NOMS_DES_APPRETS = Object.keys(APPRETS) as NomDAppret[];

/** What a source declares of it. */
export function apprets(
  ecrite: { readonly [N in NomDAppret]?: z.output<(typeof APPRETS)[N]['lue']> },
): AppretDeclare[] {
  return NOMS_DES_APPRETS.flatMap((cle) => (ecrite[cle] === undefined ? [] : [{ cle, ecrit: ecrite[cle] }]));
}

/** A source whose records are shown as it declares that they are to be read. */
export function appreter(ouverte: SourceOuverte, source: SourceDeclaree, contexte: ContexteDeFormat): SourceOuverte {
  return source.apprets.reduce(
    (prete, { cle, ecrit }) =>
      passerPar(prete, () => appretDe(cle).commencer(ecrit, { ...contexte, source, reperes: prete.reperes })),
    ouverte,
  );
}

/** Whether the records that become lines are those that the format reads. */
export function lignesCommeRecues({ apprets }: SourceDeclaree): boolean {
  return apprets.every(({ cle }) => appretDe(cle).laisseLesLignes);
}

export function appretDe(cle: string): Appret {
  return APPRETS[cle as NomDAppret] as Appret;
}
