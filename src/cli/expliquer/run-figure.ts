import { PlusGrands } from '../../compile/plus-grands.ts';
import { garder } from '../../domain/ligne-budgetaire.ts';
import { coloursFor } from '../colours.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import type { PorteeDesConstats } from '../findings-text.ts';
import { withFindings } from '../with-findings.ts';
import { FigureJson, figureJson } from './figure-json.ts';
import { writeFigure, writeFigures } from './figure-text.ts';
import { type LigneComptee, nearestFigures, readFigures, traceFigure } from './trace-figure.ts';

const USAGE = 2;
/** Lines that the terminal shows; the JSON gives all. */
const LIGNES_MONTREES = 50;

/** `jaune expliquer --figures`: every name that figures have in the documents of a dossier. */
export function runFigures(dossier: string, options: { readonly json?: boolean }): Promise<number> {
  return withFindings(
    options,
    async (constats) => {
      const { figures } = await readFigures(dossier, constats);
      if (options.json)
        printJson({ ok: true, figures: [...figures.values()].map(figureJson), ...findingsJson(constats) });
      else process.stdout.write(writeFigures(figures.values()));
    },
    rienQueLaReponse(dossier),
  );
}

/**
 * `jaune expliquer --figure`: the lines that make a figure.
 * @throws ChiffreSansSesLignes when they do not: a bug of ours, which is told as such
 */
export async function runFigure(dossier: string, nom: string, options: { readonly json?: boolean }): Promise<number> {
  let inconnu = false;
  const code = await withFindings(
    options,
    async (constats) => {
      const chiffres = await readFigures(dossier, constats);
      const figure = chiffres.figures.get(nom);
      if (figure === undefined) {
        inconnu = true;
        const proches = nearestFigures(chiffres, nom);
        if (options.json) printJson({ ok: false, figure: nom, proches, ...findingsJson(constats) });
        else process.stderr.write(sayUnknown(nom, proches, dossier));
        return;
      }
      if (options.json) {
        const ecriture = new FigureJson(chiffres, figure);
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
      process.stdout.write(writeFigure(chiffres, trace, montrees, coloursFor(process.stdout)));
    },
    rienQueLaReponse(dossier),
  );
  return inconnu && code === 0 ? USAGE : code;
}

/** Warnings are about lines and files; a figure has too many of both to sort them. */
function rienQueLaReponse(dossier: string): PorteeDesConstats {
  return { dossier, concerne: () => false };
}

function sayUnknown(nom: string, proches: readonly string[], dossier: string): string {
  const piste =
    proches.length === 0 ? '' : ` Vouliez-vous écrire :\n${proches.map((proche) => `  ${proche}\n`).join('')}`;
  return `« ${nom} » : aucun chiffre de ce nom.${piste === '' ? '\n' : piste}Tous les noms : jaune expliquer ${dossier} --figures\n`;
}
