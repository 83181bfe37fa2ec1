import type { Figure } from '../../compile/figures.ts';
import { PlusGrands } from '../../compile/plus-grands.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { Refus } from '../../domain/constats/refus.ts';
import { garder, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { citerChemin } from '../../domain/textes/citer-chemin.ts';
import { valeursDe } from '../../domain/verdict/dimensions.ts';
import { ecrirePartVentilee, ecrireQuotePart } from '../../domain/verdict/verdict.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import type { FindingsScope } from '../findings-text.ts';
import { coloursFor, type Io, type TextOutput } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import type { ExpliquerOptions } from './command.ts';
import { writeFigure, writeFigures } from './figure-text.ts';
import {
  type CountedLine,
  type DossierFigures,
  type FigureTrace,
  nearestFigures,
  readFigures,
  traceFigure,
} from './trace-figure.ts';

/** Lines that the terminal shows; the JSON gives all. */
const SHOWN_LINES = 50;

/** `jaune expliquer --figures`: every name that figures have in the documents of a dossier. */
export function runFigures(dossier: string, options: ExpliquerOptions, io: Io): Promise<number> {
  return withFindings(
    options,
    io,
    async (constats) => {
      const { figures } = await readFigures(dossier, constats);
      if (options.json)
        printJson(io, { ok: true, figures: [...figures.values()].map(figureJson), ...findingsJson(constats) });
      else io.stdout.write(writeFigures(figures.values()));
    },
    withoutWarnings(dossier),
  );
}

/**
 * `jaune expliquer --figure`: the lines that make a figure.
 * @throws FigureWithoutItsLines when they do not: a bug of ours, which is told as such
 */
export function runFigure(dossier: string, name: string, options: ExpliquerOptions, io: Io): Promise<number> {
  return withFindings(
    options,
    io,
    async (constats) => {
      const dossierFigures = await readFigures(dossier, constats);
      const figure = dossierFigures.figures.get(name);
      if (figure === undefined) throw noSuchFigure(name, nearestFigures(dossierFigures, name), dossier);
      if (options.json) {
        const writing = new FigureJson(dossierFigures, figure, io.stdout);
        try {
          writing.end(await traceFigure(dossierFigures, figure, (ligne) => writing.write(ligne)), constats);
        } catch (error) {
          writing.end(undefined, constats);
          throw error;
        }
        return;
      }
      const largest = new PlusGrands<CountedLine>(SHOWN_LINES);
      let rank = 0;
      const trace = await traceFigure(dossierFigures, figure, (ligne) => {
        const { affectation } = ligne;
        largest.proposer(ligne.counted, rank++, () => ({
          ...ligne,
          affectation: { ...affectation, ligne: garder(affectation.ligne) },
        }));
      });
      const shown = largest
        .gardes()
        .map(({ valeur }) => valeur)
        .sort((left, right) => Math.abs(right.counted) - Math.abs(left.counted));
      io.stdout.write(writeFigure(dossierFigures, trace, shown, coloursFor(io, 'stdout')));
    },
    withoutWarnings(dossier),
  );
}

/** Warnings are about lines and files; a figure has too many of both to sort them. */
function withoutWarnings(dossier: string): FindingsScope {
  return { dossier, isAbout: () => false };
}

function noSuchFigure(name: string, nearestNames: readonly string[], dossier: string): Refus {
  const hint =
    nearestNames.length === 0
      ? '\n'
      : `Vouliez-vous écrire :\n${nearestNames.map((nearest) => `  ${nearest}\n`).join('')}`;
  const all = `Tous les noms : jaune expliquer ${citerChemin(dossier)} --figures`;
  return new Refus('usage', `« ${name} » : aucun chiffre de ce nom`, hint + all, {
    figure: name,
    proches: nearestNames,
  });
}

const LINES_PER_BLOCK = 1_000;

/**
 * Writes a figure and all its lines as JSON while they pass: there may be more of them than memory holds. What is only known
 * at the end (the sum, `ok`) comes at the end.
 */
export class FigureJson {
  readonly #target: TextOutput;
  readonly #pending: string[] = [];
  #written = 0;

  constructor(dossierFigures: DossierFigures, figure: Figure, target: TextOutput) {
    this.#target = target;
    const { base } = dossierFigures.preparation.dossier.enTete;
    const figureBase = figure.criteres.find(([field]) => field === 'base')?.[1];
    const head = { figure: figureJson(figure), base: figureBase ?? base, criteres: figure.criteres };
    this.#target.write(`${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "lignes": [`);
  }

  write({ affectation, parts, counted, total }: CountedLine): void {
    const { ligne, verdict } = affectation;
    const written = {
      ref: referenceDe(ligne),
      empreinte: ligne.empreinte,
      libelle: ligne.libelle,
      beneficiaire: ligne.beneficiaire,
      verdict: verdict.place,
      montant_centimes: total,
      quote_part: ecrireQuotePart(verdict),
      cle: verdict.cle,
      compte_centimes: counted,
      parts: parts.flatMap(({ rang, centimes }) => {
        const part = verdict.parts[rang];
        if (part === undefined) return [];
        const { place } = part;
        return [{ place, part: ecrirePartVentilee(part), centimes, ...valeursDe(part) }];
      }),
    };
    this.#pending.push(`\n    ${JSON.stringify(written)}`);
    if (this.#pending.length >= LINES_PER_BLOCK) this.#flush();
  }

  /** Ends the document; without a trace, the lines did not make the figure. */
  end(trace: FigureTrace | undefined, constats: Constats): void {
    this.#flush();
    const tail = {
      ok: trace !== undefined,
      ...(trace && {
        nombre: { lignes: trace.lignes, parts: trace.parts, restes: trace.remainders },
        somme_centimes: trace.sum,
        termes: trace.termes.map(({ signe, nom, libelle, montant }) => ({ signe, nom, libelle, centimes: montant })),
      }),
      ...findingsJson(constats),
    };
    this.#target.write(`${this.#written > 0 ? '\n  ' : ''}],${JSON.stringify(tail, undefined, 2).slice(1)}\n`);
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    this.#target.write(`${this.#written > 0 ? ',' : ''}${this.#pending.join(',')}`);
    this.#written += this.#pending.length;
    this.#pending.length = 0;
  }
}

/** A figure for machines, in integer cents. */
export function figureJson({ nom, libelle, montant, nombre }: Figure) {
  return { nom, libelle, centimes: montant, lignes: nombre };
}
