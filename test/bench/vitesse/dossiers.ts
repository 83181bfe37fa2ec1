import { createReadStream, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { generer } from '../generate.mjs';
import { RANGEES_DE_L_ETALON } from './etalon.ts';
import type { Programme } from './mesurer.ts';
import { rechercheDesRegles } from './recherche.ts';

const PLANCHER = 'the floor: csv-parse, exceljs';
const ETALON = 'the yardstick: the floor with 10 000 rows';

/** A dossier to generate: how many lines, and how many of them are drawn among the international ones of the model. */
export interface Taille {
  readonly nom: string;
  readonly lignes: number;
  readonly partInternationale: number;
  readonly graine: number;
  /** Drawn from a generated dossier, in which lines of several parts have already been drawn more often than others. */
  readonly chaqueLigneUneFois?: boolean;
}

/** A generated dossier. */
export interface DossierGenere {
  readonly nom: string;
  readonly chemin: string;
  readonly lignes: number;
  readonly octets: number;
  readonly source: string;
  /** Where its compiles go, one folder for each build. */
  readonly sorties: string;
}

/** Makes dossiers in a folder of work, and what peers need beside them. */
export class Fabrique {
  readonly #modele: string;
  readonly #travail: string;

  /** @param modele the dossier of which rules are taken, and that tells peers what to look for */
  constructor(modele: string, travail: string) {
    this.#modele = modele;
    this.#travail = travail;
  }

  /** @param lignesCsv published lines to draw from */
  async generer({ nom, ...taille }: Taille, lignesCsv: string): Promise<DossierGenere> {
    const chemin = join(this.#travail, nom);
    const { fichier, octets } = await generer({ dossier: chemin, modele: this.#modele, lignesCsv, ...taille });
    return {
      nom,
      chemin,
      lignes: taille.lignes,
      octets,
      source: fichier,
      sorties: join(this.#travail, `${nom}-sorties`),
    };
  }

  /** The compile of a dossier by a build of the tool. */
  compile(chemin: string, sorties: string, qui: string, paquet: string): Programme {
    return { nom: qui, arguments: [paquet, 'compiler', chemin, '--sortie', join(sorties, qui), '--json'] };
  }

  /**
   * What peers do on a dossier, the floor first, and the yardstick.
   * @param lignesCsv what the tool published of it, from which the rows to write are read back
   */
  async pairs(
    { nom, source }: DossierGenere,
    racine: string,
    lignesCsv: string,
  ): Promise<{ pairs: Programme[]; etalon: Programme }> {
    const deposer = (quoi: string, contenu: unknown) => {
      const chemin = join(this.#travail, `${nom}-${quoi}.json`);
      writeFileSync(chemin, JSON.stringify(contenu));
      return chemin;
    };
    const recherche = deposer('recherche', rechercheDesRegles(this.#modele));
    const internationales = await rangeesInternationales(lignesCsv);
    if (internationales.length < RANGEES_DE_L_ETALON)
      throw new Error(`${nom} : trop peu de rangées pour l’étalon, ${internationales.length}`);
    const rangees = deposer('rangees', internationales);
    const rangeesDeLEtalon = deposer('etalon', internationales.slice(0, RANGEES_DE_L_ETALON));
    const banc = join(racine, 'test/bench');
    const xlsx = join(this.#travail, 'pairs.xlsx');
    const pair = (titre: string, fichier: string) => ({
      nom: titre,
      arguments: [join(banc, 'peers', fichier), source, recherche, rangees, xlsx],
    });
    const plancher = (titre: string, aEcrire: string) => ({
      nom: titre,
      arguments: [join(banc, 'floor.mjs'), source, aEcrire, xlsx],
    });
    return {
      pairs: [
        plancher(PLANCHER, rangees),
        pair('DuckDB, exceljs', 'duckdb.mjs'),
        pair('Polars, exceljs', 'polars.mjs'),
        pair('Papa Parse, exceljs', 'papaparse.mjs'),
      ],
      etalon: plancher(ETALON, rangeesDeLEtalon),
    };
  }

  /** Large dossiers make room for the next one. */
  retirer({ chemin, sorties }: DossierGenere): void {
    for (const dossier of [chemin, sorties]) rmSync(dossier, { recursive: true, force: true });
  }
}

/** The records of the international parts, amounts as numbers of euros: what the Lignes sheet shows of them. */
async function rangeesInternationales(chemin: string): Promise<(string | number)[][]> {
  const rangees: (string | number)[][] = [];
  for await (const ligne of createReadStream(chemin).pipe(parse({ delimiter: ';', columns: true }))) {
    if (ligne.verdict !== 'internationale') continue;
    rangees.push(
      Object.entries<string>(ligne).map(([colonne, texte]) =>
        colonne.endsWith('_centimes') && texte !== '' ? Number(texte) / 100 : texte,
      ),
    );
  }
  return rangees;
}
