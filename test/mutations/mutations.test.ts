import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { preparer } from '../../src/edition/preparation.ts';
import { packageRoot } from '../../src/files/tool.ts';
import { combien } from '../outils/combien.ts';
import { compterSources } from '../outils/lecteur-naif.ts';
import { Epreuve, type Issue } from './epreuve.ts';
import { GENRES, tireur } from './tirage.ts';

/*
 * Files are damaged in each way that is known, each on all sources in turn; each must end in an error with its place, or in
 * what another reader counts. To go further: JAUNE_MUTATIONS=50000 JAUNE_GRAINE=7 npx vitest run test/mutations.
 * To do one again, and keep its file: JAUNE_GRAINE=7 JAUNE_MUTATION=1234.
 */
const GRAINE = Number(process.env.JAUNE_GRAINE ?? 2012);
const SEULE = process.env.JAUNE_MUTATION === undefined ? undefined : Number(process.env.JAUNE_MUTATION);
const NOMBRE = Number(process.env.JAUNE_MUTATIONS ?? combien(600, 2000));
const FAUTES_MONTREES = 15;
const DOSSIER = join(packageRoot(), 'data/2012');

describe(`les sources abîmées, graine ${GRAINE}`, () => {
  let epreuve: Epreuve;
  beforeAll(async () => {
    epreuve = new Epreuve(await preparer(DOSSIER, new Constats()), compterSources(DOSSIER));
  });

  it(
    'finissent dans une erreur qui a un lieu, ou dans ce qu’un autre lecteur compte',
    async () => {
      const tirer = tireur(DOSSIER);
      const rangs = SEULE === undefined ? Array.from({ length: NOMBRE }, (_, rang) => rang) : [SEULE];
      const comptes = new Map(GENRES.map(({ nom }) => [nom, { erreur: 0, intacte: 0, controle: 0 }]));
      const fautes: string[] = [];
      for (const rang of rangs) {
        const tirage = tirer(GRAINE, rang);
        const { genre, source } = tirage;
        const issue: Issue = await epreuve.juger(tirage).catch((erreur) => ({ faute: `${erreur?.stack ?? erreur}` }));
        const compte = comptes.get(genre.nom);
        if (typeof issue === 'string' && compte) compte[issue] += 1;
        else if (typeof issue !== 'string')
          fautes.push(
            `JAUNE_GRAINE=${GRAINE} JAUNE_MUTATION=${rang} (${genre.nom}, ${source.fichier}) : ${issue.faute}`,
          );
        if (SEULE !== undefined) {
          const garde = join(tmpdir(), `jaune-mutation-${GRAINE}-${rang}.csv`);
          writeFileSync(garde, tirage.octets);
          console.log(`${genre.nom}, ${source.fichier} : ${JSON.stringify(issue)} ; le fichier est ${garde}`);
        }
      }
      if (process.env.JAUNE_MUTATIONS !== undefined) console.table(Object.fromEntries(comptes));
      expect(fautes.slice(0, FAUTES_MONTREES), `${fautes.length} sur ${rangs.length}`).toEqual([]);
      if (SEULE !== undefined || NOMBRE < 600) return;
      const issues = [...comptes.values()];
      const somme = (issue: 'erreur' | 'intacte' | 'controle') =>
        issues.reduce((total, compte) => total + compte[issue], 0);
      // Otherwise the mutations would prove little.
      expect(somme('erreur')).toBeGreaterThan(NOMBRE * 0.4);
      expect(somme('intacte')).toBeGreaterThan(NOMBRE * 0.1);
      expect(somme('controle')).toBeGreaterThan(NOMBRE * 0.05);
    },
    120_000 + NOMBRE * 50,
  );
});
