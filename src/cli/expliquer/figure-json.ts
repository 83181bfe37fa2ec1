import type { Figure } from '../../compile/figures.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { ecrirePartVentilee, ecrireQuotePart } from '../../domain/verdict/verdict.ts';
import { findingsJson } from '../findings-json.ts';
import type { TextOutput } from '../io.ts';
import type { Chiffres, LigneComptee, TraceDeChiffre } from './trace-figure.ts';

/** Lines written at a time. */
const LIGNES_PAR_BLOC = 1_000;

/**
 * Writes a figure and all its lines as JSON while they pass: there may be more of them than memory holds. What is only known
 * at the end (the sum, `ok`) comes at the end.
 */
export class FigureJson {
  readonly #vers: TextOutput;
  readonly #attente: string[] = [];
  #ecrites = 0;

  constructor(chiffres: Chiffres, figure: Figure, vers: TextOutput) {
    this.#vers = vers;
    const { base } = chiffres.preparation.dossier.enTete;
    const autre = figure.criteres.find(([champ]) => champ === 'base')?.[1];
    const tete = { figure: figureJson(figure), base: autre ?? base, criteres: figure.criteres };
    this.#vers.write(`${JSON.stringify(tete, undefined, 2).slice(0, -2)},\n  "lignes": [`);
  }

  /** Takes in a line, in the order of the sources. */
  ecrire({ affectation, parts, compte, total }: LigneComptee): void {
    const { ligne, verdict } = affectation;
    const ecrite = {
      ref: referenceDe(ligne),
      empreinte: ligne.empreinte,
      libelle: ligne.libelle,
      beneficiaire: ligne.beneficiaire,
      verdict: verdict.place,
      montant_centimes: total,
      quote_part: ecrireQuotePart(verdict),
      cle: verdict.cle,
      compte_centimes: compte,
      parts: parts.flatMap(({ rang, centimes }) => {
        const part = verdict.parts[rang];
        if (part === undefined) return [];
        const { place, axe, domaine, territoire, pays, secteur } = part;
        return [{ place, part: ecrirePartVentilee(part), centimes, axe, domaine, territoire, pays, secteur }];
      }),
    };
    this.#attente.push(`\n    ${JSON.stringify(ecrite)}`);
    if (this.#attente.length >= LIGNES_PAR_BLOC) this.#vider();
  }

  /** Ends the document; without a trace, the lines did not make the figure. */
  finir(trace: TraceDeChiffre | undefined, constats: Constats): void {
    this.#vider();
    const fin = {
      ok: trace !== undefined,
      ...(trace && {
        nombre: { lignes: trace.lignes, parts: trace.parts, restes: trace.restes },
        somme_centimes: trace.somme,
        termes: trace.termes.map(({ signe, nom, libelle, montant }) => ({ signe, nom, libelle, centimes: montant })),
      }),
      ...findingsJson(constats),
    };
    this.#vers.write(`${this.#ecrites > 0 ? '\n  ' : ''}],${JSON.stringify(fin, undefined, 2).slice(1)}\n`);
  }

  #vider(): void {
    if (this.#attente.length === 0) return;
    this.#vers.write(`${this.#ecrites > 0 ? ',' : ''}${this.#attente.join(',')}`);
    this.#ecrites += this.#attente.length;
    this.#attente.length = 0;
  }
}

/** A figure for machines, in integer cents. */
export function figureJson({ nom, libelle, montant, nombre }: Figure) {
  return { nom, libelle, centimes: montant, lignes: nombre };
}
