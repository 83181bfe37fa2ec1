import { PlusGrands } from '../../compile/plus-grands.ts';
import { Refus } from '../../domain/constats/refus.ts';
import { garder } from '../../domain/lignes/ligne-budgetaire.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import type { PorteeDesConstats } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import type { ExpliquerOptions } from './command.ts';
import { FigureJson, figureJson } from './figure-json.ts';
import { writeFigure, writeFigures } from './figure-text.ts';
import { type LigneComptee, nearestFigures, readFigures, traceFigure } from './trace-figure.ts';

/** Lines that the terminal shows; the JSON gives all. */
const LIGNES_MONTREES = 50;

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
    nothingButTheAnswer(dossier),
  );
}

/**
 * `jaune expliquer --figure`: the lines that make a figure.
 * @throws ChiffreSansSesLignes when they do not: a bug of ours, which is told as such
 */
export function runFigure(dossier: string, nom: string, options: ExpliquerOptions, io: Io): Promise<number> {
  return withFindings(
    options,
    io,
    async (constats) => {
      const chiffres = await readFigures(dossier, constats);
      const figure = chiffres.figures.get(nom);
      if (figure === undefined) throw noSuchFigure(nom, nearestFigures(chiffres, nom), dossier);
      if (options.json) {
        const ecriture = new FigureJson(chiffres, figure, io.stdout);
        try {
          ecriture.finir(await traceFigure(chiffres, figure, (ligne) => ecriture.ecrire(ligne)), constats);
        } catch (erreur) {
          ecriture.finir(undefined, constats);
          throw erreur;
        }
        return;
      }
      const grandes = new PlusGrands<LigneComptee>(LIGNES_MONTREES);
      let rang = 0;
      const trace = await traceFigure(chiffres, figure, (ligne) => {
        const { affectation } = ligne;
        grandes.proposer(ligne.compte, rang++, () => ({
          ...ligne,
          affectation: { ...affectation, ligne: garder(affectation.ligne) },
        }));
      });
      const montrees = grandes
        .gardes()
        .map(({ valeur }) => valeur)
        .sort((gauche, droite) => Math.abs(droite.compte) - Math.abs(gauche.compte));
      io.stdout.write(writeFigure(chiffres, trace, montrees, coloursFor(io, 'stdout')));
    },
    nothingButTheAnswer(dossier),
  );
}

/** Warnings are about lines and files; a figure has too many of both to sort them. */
function nothingButTheAnswer(dossier: string): PorteeDesConstats {
  return { dossier, concerne: () => false };
}

function noSuchFigure(nom: string, proches: readonly string[], dossier: string): Refus {
  const piste =
    proches.length === 0 ? '\n' : `Vouliez-vous écrire :\n${proches.map((proche) => `  ${proche}\n`).join('')}`;
  const tous = `Tous les noms : jaune expliquer ${dossier} --figures`;
  return new Refus('usage', `« ${nom} » : aucun chiffre de ce nom`, piste + tous, { figure: nom, proches });
}
