import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXPORTS } from '../../../src/exports/exports.ts';
import { unSur } from '../../outils/combien.ts';
import { courirIci, poserDossier } from '../../outils/dossiers.ts';
import { deuxParDeux, lancer, PROVOQUER, restesAutour } from '../../outils/pannes.ts';
import { jaune } from '../../outils/paquet.ts';
import { empreintes } from '../../outils/sorties.ts';

const BASE = join(import.meta.dirname, '../../cas/constats/_base');
const declarer = (date: string) => `scdl:
  attribuants:
    Région: "23750007900312"
  subventions: { fonction: "048" }
  precisions:
    - { date: ${date}, versement: 2012-07-01, conditions: unique, notification_ue: non }
`;

/** A dossier that can be exported, under its own folder. */
function poser(date = '2012-06-21') {
  const poste = poserDossier(BASE);
  writeFileSync(join(poste.dossier, 'declarations.yaml'), declarer(date));
  return poste;
}

describe('jaune exporter', () => {
  it('montre les formats et un exemple', async () => {
    const { code, sortie } = await courirIci(['exporter', '--help']);
    expect(code).toBe(0);
    for (const { nom, titre } of EXPORTS) expect(sortie).toContain(`${nom.padEnd(13)} ${titre}`);
    expect(sortie).toMatch(/Exemple :\n {2}jaune exporter data\/2012 --vers \S+ --sortie \S+\n/);
  });

  it.each([
    [['--vers', 'tableur'], '« tableur » ne convient pas à l’option « --vers <format> » : les valeurs sont '],
    [[], 'il manque l’option « --vers <format> »'],
  ])('refuse %j en français', async (mots, dit) => {
    const { code, erreur, sortie } = await courirIci(['exporter', 'dossier', ...mots]);
    expect({ code, sortie }).toEqual({ code: 2, sortie: '' });
    expect(erreur).toContain(dit);
  });

  it('écrit par défaut à côté des documents, et dit où', async () => {
    const { racine } = poser();
    const { code, sortie, erreur } = await courirIci(['exporter', 'dossier', '--vers', 'scdl'], racine);
    expect({ code, erreur }).toEqual({ code: 0, erreur: '' });
    const ecrits = readdirSync(join(racine, 'reports/2012-scdl')).sort();
    expect(ecrits).toEqual(['pont-scdl-2012.json', 'scdl-parts-au-jaune-2012.csv', 'scdl-subventions-2012.csv']);
    for (const fichier of ecrits) expect(sortie).toContain(`reports/2012-scdl/${fichier}`);
  });

  it('dit en JSON les fichiers, le pont qui fait son compte, les remarques et les constats', async () => {
    const { racine } = poser();
    const { code, sortie, erreur } = await courirIci(
      ['exporter', 'dossier', '--vers', 'scdl', '--sortie', 'export', '--json'],
      racine,
    );
    expect({ code, erreur }).toEqual({ code: 0, erreur: '' });
    const { ok, sortie: ou, fichiers, pont, remarques, constats } = JSON.parse(sortie);
    expect({ ok, ou, constats }).toEqual({ ok: true, ou: 'export', constats: [] });
    for (const fichier of fichiers) expect(existsSync(join(racine, fichier))).toBe(true);
    expect(pont).toEqual(JSON.parse(readFileSync(join(racine, 'export/pont-scdl-2012.json'), 'utf8')));
    expect(pont).toMatchObject({ total: 120_000, declare: 120_000, etapes: [] });
    expect(remarques.length).toBeGreaterThan(0);
  });

  it('compte seulement les avertissements de la compilation, et dit les siens', async () => {
    const { racine, dossier } = poser();
    writeFileSync(join(dossier, 'inconnu.txt'), 'rien ne le lit\n');
    writeFileSync(join(dossier, 'declarations.yaml'), `${declarer('2012-06-21')}  dates: { CP 1: 2012-01-01 }\n`);
    const { code, erreur } = await courirIci(['exporter', 'dossier', '--vers', 'scdl'], racine);
    expect(code).toBe(0);
    expect(erreur).toContain('[A-DECLARATION-SANS-LIGNE]');
    expect(erreur).not.toContain('[A-FICHIER-NON-LU]');
    expect(erreur).toContain('1 autre avertissement sur le dossier : « jaune controler dossier » le dit.');
  });

  it('n’écrit rien quand le dossier est en faute', async () => {
    const { racine, dossier } = poser();
    writeFileSync(join(dossier, 'sources/culture.csv'), 'Exercice\n2012\n');
    const { code } = await courirIci(['exporter', 'dossier', '--vers', 'scdl', '--sortie', 'export'], racine);
    expect({ code, ecrits: readdirSync(racine) }).toEqual({ code: 1, ecrits: ['dossier'] });
  });
});

describe('un export qui en remplace un autre, tué à l’un de ses gestes', () => {
  const { racine, dossier } = poser();
  const exports = { ancienne: {} as Record<string, string>, nouvelle: {} as Record<string, string> };
  const exporter = (cible: string, env: Record<string, string> = {}) =>
    lancer(['--require', PROVOQUER, jaune.chemin, 'exporter', dossier, '--vers', 'scdl', '--sortie', cible], {
      env,
      depuis: racine,
    }).fin;

  beforeAll(async () => {
    for (const [nom, date] of [
      ['ancienne', '2012-06-20'],
      ['nouvelle', '2012-06-21'],
    ] as const) {
      writeFileSync(join(dossier, 'declarations.yaml'), declarer(date));
      expect((await exporter(join(racine, nom))).code).toBe(0);
      exports[nom] = empreintes(join(racine, nom));
    }
    expect(exports.ancienne).not.toEqual(exports.nouvelle);
  });

  /** Which of the two stands there, to the byte. */
  const etatDe = (cible: string) => {
    const ici = existsSync(cible) ? JSON.stringify(empreintes(cible)) : '';
    return (
      (['ancienne', 'nouvelle'] as const).find((nom) => JSON.stringify(exports[nom]) === ici) ??
      `ni l’une ni l’autre ${ici}`
    );
  };

  const poserLAncienne = (nom: string) => {
    mkdirSync(join(racine, nom));
    const cible = join(racine, nom, 'export');
    cpSync(join(racine, 'ancienne'), cible, { recursive: true });
    return cible;
  };

  it('laisse l’un ou l’autre entier ; le suivant ne laisse rien', async () => {
    const journal = join(racine, 'gestes.txt');
    expect((await exporter(poserLAncienne('entier'), { JAUNE_GESTES: journal })).code).toBe(0);
    const gestes = readFileSync(journal, 'utf8').trimEnd().split('\n');
    expect(gestes).toEqual(expect.arrayContaining(['mkdirSync', 'fsyncSync', 'spawn', 'renameSync', 'unlinkSync']));
    const vus = new Set<string>();
    await deuxParDeux(unSur(3, [...gestes.keys()]), async (rang) => {
      const cible = poserLAncienne(`gestes ${rang}`);
      const panne = JSON.stringify({ rang: rang + 1, quoi: 'mourir avant' });
      expect((await exporter(cible, { JAUNE_PANNE: panne })).signal).toBe('SIGKILL');
      vus.add(etatDe(cible));
      expect((await exporter(cible)).code).toBe(0);
      expect({ etat: etatDe(cible), restes: restesAutour(cible) }).toEqual({
        etat: 'nouvelle',
        restes: [],
      });
    });
    console.log(`Tué à ses ${gestes.length} gestes : ${[...vus].join(', ')}`);
    expect([...vus].sort()).toEqual(['ancienne', 'nouvelle']);
  });

  it('dit qu’un disque refuse, et laisse l’ancien', async () => {
    const cible = poserLAncienne('plein');
    // The first are those of the note of whose export it is, without which it goes on.
    const panne = JSON.stringify({ geste: 'fsyncSync', rang: 4, quoi: 'ENOSPC' });
    const { code, erreur } = await exporter(cible, { JAUNE_PANNE: panne });
    expect(code).toBe(1);
    expect(erreur).toContain('[E-SORTIE]');
    expect({ etat: etatDe(cible), restes: restesAutour(cible) }).toEqual({
      etat: 'ancienne',
      restes: [],
    });
  });
});
