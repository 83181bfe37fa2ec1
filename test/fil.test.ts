import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findingJson } from '../src/cli/findings-json.ts';
import { Constats } from '../src/domain/constats/constat.ts';
import { compilerLesLignes } from '../src/edition/compiler-les-lignes.ts';
import { preparer } from '../src/edition/preparation.ts';
import { compilerLEdition } from '../src/edition.ts';
import { packageRoot } from '../src/files/tool.ts';
import { generer } from './bench/generate.mjs';
import { dossierDEssai } from './outils/atelier.ts';
import { editionDe } from './outils/edition-2012.ts';
import { jaune as programme } from './outils/paquet.ts';

const LIGNES = 28_000;
/** Below this size the bundle reads without a thread, and these tests would compare a thing with itself. */
const TAILLE_AVEC_FIL = 4 * 1024 * 1024;

describe('une grande source, lue dans un fil par le paquet', () => {
  const travail = dossierDEssai();
  const dossier = join(travail, 'dossier');

  beforeAll(async () => {
    const modele = join(packageRoot(), 'data/2012');
    const lignesCsv = join(await editionDe('2012'), 'lignes-2012.csv');
    const { octets } = await generer({
      dossier,
      modele,
      lignesCsv,
      lignes: LIGNES,
      partInternationale: 0.02,
      graine: 7,
    });
    expect(octets).toBeGreaterThan(TAILLE_AVEC_FIL);
  });

  it('donne les mêmes octets que lue sans fil', async () => {
    const { code } = await programme.courir(['compiler', dossier, '--sortie', join(travail, 'avec')]);
    const { jaune } = await compilerLEdition(dossier, join(travail, 'sans'), new Constats());
    expect(code).toBe(0);
    const { lignes, recettes } = jaune.partition.total;
    expect(recettes.lignes).toBeGreaterThan(0);
    expect(lignes + recettes.lignes).toBe(LIGNES);
    const sceau = (sortie: string) => readFileSync(join(travail, sortie, 'SHA256SUMS'), 'utf8');
    expect(sceau('avec')).toBe(sceau('sans'));
  });

  it('montre les mêmes fautes que lue sans fil', async () => {
    const faux = join(travail, 'faux');
    cpSync(dossier, faux, { recursive: true });
    const fichier = join(faux, 'sources/lignes.csv');
    const lignes = readFileSync(fichier, 'utf8').split('\n');
    lignes[20_000] += ';de trop';
    lignes[30_000] = `"${lignes[30_000]}`;
    writeFileSync(fichier, lignes.join('\n'));

    const { code, sortie } = await programme.courir(['controler', faux, '--json']);
    const constats = new Constats();
    await preparer(faux, constats)
      .then(compilerLesLignes, () => undefined)
      .catch(() => undefined);
    const erreurs = (liste: readonly { gravite: string }[]) => liste.filter(({ gravite }) => gravite === 'erreur');
    expect(code).toBe(1);
    expect(erreurs(JSON.parse(sortie).constats)).toEqual(
      JSON.parse(JSON.stringify(erreurs(constats.liste.map(findingJson)))),
    );
    expect(constats.liste.map(({ code: lu, lieu }) => [lu, lieu.ligne])).toEqual(
      expect.arrayContaining([
        ['E-NOMBRE-DE-CHAMPS', 20_001],
        ['E-GUILLEMET', 30_001],
      ]),
    );
  });
});
