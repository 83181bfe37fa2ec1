/**
 * The program killed at any moment: what stood there, or what was to come, is there whole. Moments are drawn from a seed; half
 * of them fall around the publication. JAUNE_PANNES=200 draws as many, and starts again after each.
 */

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as attendre } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { dossierDEssai } from '../outils/atelier.ts';
import { combien, unSur } from '../outils/combien.ts';
import {
  deuxParDeux,
  empreinteDe,
  type Fin,
  lancer,
  PROVOQUER,
  quelleEdition,
  restesAutour,
  tirages,
} from '../outils/pannes.ts';
import { jaune } from '../outils/paquet.ts';
import { recetteDe, remplirClasseur } from '../outils/remplir-classeur.ts';
import { empreintes } from '../outils/sorties.ts';

const BASE = join(import.meta.dirname, '../cas/constats/_base');
const DEMANDES = Number(process.env.JAUNE_PANNES ?? 0);
const ARRETS = DEMANDES > 0 ? DEMANDES : combien(4, 20);
const GRAINE = 2012;
/** For each kill, on the busiest machine. */
const MINUTE = 60_000;

const atelier = dossierDEssai();
const editions = { ancienne: {} as Record<string, string>, nouvelle: {} as Record<string, string> };
/** How long a run lasts, and how long once its checksums are written: in milliseconds. */
const durees = { tout: 0, publication: 0 };

const dossierDe = (edition: string) => join(atelier, 'dossiers', edition);
const compiler = (edition: string, sortie: string) =>
  lancer([jaune.chemin, 'compiler', dossierDe(edition), '--sortie', sortie, '--remplacer'], {
    depuis: atelier,
  });

beforeAll(async () => {
  for (const nom of ['ancienne', 'nouvelle'] as const) {
    cpSync(BASE, dossierDe(nom), { recursive: true });
    const exercice = join(dossierDe(nom), 'exercice.yaml');
    writeFileSync(exercice, readFileSync(exercice, 'utf8').replace('Région d’essai', `Région ${nom}`));
    const debut = performance.now();
    const lancee = compiler(nom, join(atelier, nom));
    const scellee = auxSommes(join(atelier, nom)).then(() => performance.now());
    expect((await lancee.fin).code).toBe(0);
    const fin = performance.now();
    Object.assign(durees, { tout: fin - debut, publication: Math.max(20, fin - (await scellee)) });
    editions[nom] = empreintes(join(atelier, nom));
  }
  expect(editions.ancienne).not.toEqual(editions.nouvelle);
});

/** Waits until the checksums of an edition in the making are there: all that is left is to show it. */
function auxSommes(sortie: string): Promise<void> {
  const parent = join(sortie, '..');
  return new Promise((resolve) => {
    const veilles = [
      watch(parent, (_, nom) => {
        if (!nom?.includes('.en-cours-') || veilles.length > 1 || !existsSync(join(parent, nom))) return;
        const voir = (fichier: string | null) => {
          if (fichier !== 'SHA256SUMS') return;
          for (const veille of veilles) veille.close();
          resolve();
        };
        veilles.push(watch(join(parent, nom), (__, fichier) => voir(fichier)));
      }),
    ];
  });
}

describe('compiler sur une édition, tué', () => {
  it(
    `à ${ARRETS} moments : l’une ou l’autre est là, entière ; la compilation suivante ne laisse rien`,
    async () => {
      const tirer = tirages(GRAINE);
      const moments = Array.from({ length: ARRETS }, (_, rang) => {
        const part = (Math.floor(rang / 2) + tirer()) / Math.ceil(ARRETS / 2);
        return { rang, publication: rang % 2 === 1, part };
      });
      const vus: Record<string, number> = {};
      await deuxParDeux(moments, async ({ rang, publication, part }, file) => {
        const sortie = join(atelier, `file-${file}`, '2012');
        const presente = existsSync(sortie) ? quelleEdition(sortie, editions) : 'absente';
        if (presente === 'absente') cpSync(join(atelier, 'ancienne'), sortie, { recursive: true });
        const suivante = presente === 'nouvelle' ? 'ancienne' : 'nouvelle';

        const lancee = compiler(suivante, sortie);
        if (publication) await Promise.race([auxSommes(sortie), lancee.fin]);
        await attendre(part * (publication ? durees.publication : durees.tout));
        lancee.tuer('SIGKILL');
        const { signal } = await lancee.fin;

        const etat = quelleEdition(sortie, editions);
        expect(['ancienne', 'nouvelle']).toContain(etat);
        const phase = publication ? 'à la publication' : 'en chemin';
        const issue = signal === null ? 'déjà finie' : etat === suivante ? 'nouvelle édition' : 'ancienne édition';
        vus[`${phase}, ${issue}`] = (vus[`${phase}, ${issue}`] ?? 0) + 1;
        if (signal === null) expect(etat).toBe(suivante);
        if (DEMANDES === 0 && rang % 10 < 9) return;
        await exigerQuOnReparte(sortie, suivante);
      });
      for (const file of [0, 1]) await exigerQuOnReparte(join(atelier, `file-${file}`, '2012'), 'nouvelle');
      console.log(`${ARRETS} arrêts : ${JSON.stringify(vus)} ; une compilation dure ${Math.round(durees.tout)} ms ici`);
    },
    ARRETS * MINUTE,
  );
});

/** The next run works, and nothing is left of those that were killed. */
async function exigerQuOnReparte(sortie: string, edition: 'ancienne' | 'nouvelle'): Promise<void> {
  const { code, erreur } = await compiler(edition, sortie).fin;
  expect(code, erreur).toBe(0);
  expect({ etat: quelleEdition(sortie, editions), restes: restesAutour(sortie) }).toEqual({
    etat: edition,
    restes: [],
  });
}

describe('une archive, un classeur, arbitrages.csv', () => {
  /** Runs a command in a place of its own, temporary files included, and has it die at a gesture. */
  function courir(lieu: string, arguments_: readonly string[], panne?: object): Promise<Fin> {
    const provoquee = panne === undefined ? {} : { JAUNE_PANNE: JSON.stringify(panne) };
    const temporaires = join(lieu, 'temporaires');
    mkdirSync(temporaires, { recursive: true });
    const env = { ...provoquee, TMPDIR: temporaires, TEMP: temporaires, TMP: temporaires };
    return lancer(['--require', PROVOQUER, jaune.chemin, ...arguments_], { depuis: lieu, env }).fin;
  }

  it('l’archive d’avant reste entière ; la commande suivante enlève ce que les arrêts ont laissé', async () => {
    const lieu = join(atelier, 'archives');
    const archiver = (edition: string, panne?: object) =>
      courir(lieu, ['archiver', dossierDe(edition), '--sortie', 'a.zip', '--remplacer'], panne);
    expect((await archiver('ancienne')).code).toBe(0);
    const avant = empreinteDe(join(lieu, 'a.zip'));
    // While it is verified, where it is compiled again; on its way, in the scratch folder; before it is shown; once it is kept.
    const arrets = [
      { geste: 'renameSync', rang: 2, quoi: 'mourir après' },
      { geste: 'writeSync', rang: 3, quoi: 'mourir après' },
      { geste: 'renameSync', rang: 3, quoi: 'mourir avant' },
      { geste: 'fsyncSync', rang: 1, quoi: 'mourir après' },
    ];
    for (const arret of unSur(2, arrets)) {
      expect((await archiver('nouvelle', arret)).signal).toBe('SIGKILL');
      expect(empreinteDe(join(lieu, 'a.zip'))).toBe(avant);
    }
    expect((await archiver('nouvelle', { geste: 'renameSync', rang: 3, quoi: 'mourir après' })).signal).toBe('SIGKILL');
    const apres = empreinteDe(join(lieu, 'a.zip'));
    expect(apres).not.toBe(avant);
    expect(readdirSync(join(lieu, 'temporaires')).length + restesAutour(join(lieu, 'a.zip')).length).toBeGreaterThan(0);
    expect((await archiver('nouvelle')).code).toBe(0);
    expect(empreinteDe(join(lieu, 'a.zip'))).toBe(apres);
    expect(readdirSync(join(lieu, 'temporaires'))).toEqual([]);
    expect(readdirSync(lieu).sort()).toEqual(['a.zip', 'temporaires']);
  });

  it('arbitrages.csv et le classeur sont ceux d’avant, ou ceux d’après', async () => {
    const lieu = join(atelier, 'arbitrages');
    const dossier = join(lieu, 'dossier');
    cpSync(BASE, dossier, { recursive: true });
    const exporter = (panne?: object) =>
      courir(lieu, ['arbitrer', 'export', 'dossier', '--sortie', 'a.xlsx', '--remplacer'], panne);
    expect((await exporter({ geste: 'renameSync', quoi: 'mourir avant' })).signal).toBe('SIGKILL');
    expect(readdirSync(lieu)).not.toContain('a.xlsx');
    expect((await exporter()).code).toBe(0);
    expect(readdirSync(lieu).sort()).toEqual(['a.xlsx', 'dossier', 'temporaires']);
    const decision = {
      decision: 'non internationale',
      motif: 'Fête locale',
      auteur: 'Direction des finances',
      date: '2012-11-06',
    };
    await remplirClasseur(join(lieu, 'a.xlsx'), recetteDe(new Map([[0, decision]])));

    const importer = (panne?: object) => courir(lieu, ['arbitrer', 'import', 'dossier', 'a.xlsx'], panne);
    const intact = readdirSync(dossier).sort();
    for (const geste of ['writeSync', 'renameSync']) {
      expect((await importer({ geste, quoi: 'mourir avant' })).signal).toBe('SIGKILL');
      expect(existsSync(join(dossier, 'arbitrages.csv'))).toBe(false);
    }
    expect((await importer({ geste: 'renameSync', quoi: 'mourir après' })).signal).toBe('SIGKILL');
    const pris = readFileSync(join(dossier, 'arbitrages.csv'), 'utf8');
    expect(pris).toMatch(/;non_internationale;.*;Fête locale;Direction des finances;2012-11-06;.*\n$/);
    rmSync(join(dossier, 'arbitrages.csv'));
    expect((await importer()).code).toBe(0);
    expect(readFileSync(join(dossier, 'arbitrages.csv'), 'utf8')).toBe(pris);
    expect(readdirSync(dossier).sort()).toEqual([...intact, 'arbitrages.csv'].sort());
  });
});
