/** Full disks, disks that cannot be written, files that may not be read: told in words, and nothing is half written. */
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/files/tool.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { etatDesSommes, type Fin, lancer, monterUnPetitDisque, type PetitDisque } from '../outils/pannes.ts';
import { jaune } from '../outils/paquet.ts';
import { recetteDe, remplirClasseur } from '../outils/remplir-classeur.ts';
import { empreintes } from '../outils/sorties.ts';

const BASE = join(import.meta.dirname, '../cas/constats/_base');
const KIO = 1024;
/** Somebody who owns nothing here: permissions do not bind root. */
const PERSONNE = 65_534;
const EST_ROOT = process.getuid?.() === 0;

const atelier = dossierDEssai();
let disque: PetitDisque | undefined;
beforeAll(() => {
  cpSync(BASE, join(atelier, 'dossier'), { recursive: true });
  disque = monterUnPetitDisque(join(atelier, 'disque'), '2m');
});
afterAll(() => {
  disque?.ranger();
});

const courir = (arguments_: readonly string[], env: Record<string, string> = {}): Promise<Fin> =>
  lancer([jaune.chemin, ...arguments_], { depuis: atelier, env }).fin;

/** Leaves that much room on the small disk. */
function laisser(racine: string, octets: number): void {
  const bouchon = join(racine, 'bouchon');
  rmSync(bouchon, { force: true });
  const { bavail, bsize } = statfsSync(racine);
  writeFileSync(bouchon, Buffer.alloc(Math.max(0, bavail * bsize - octets)));
}

function exigerLeDisquePlein({ code, sortie, erreur }: Fin, cible: string): void {
  expect({ code, sortie }, erreur).toEqual({ code: 1, sortie: '' });
  expect(erreur).toBe(
    `sortie · ${cible} ne peut pas être écrit : le disque est plein\n` +
      '  Libérez de la place sur ce disque, puis relancez.\n  [E-SORTIE]\n\n1 erreur. Rien n’a été écrit.\n',
  );
}

describe('un disque plein', () => {
  it('l’édition d’avant reste entière, à quelque document que la place manque', async () => {
    if (disque === undefined) return;
    const sortie = join(disque.racine, '2012');
    rmSync(join(disque.racine, 'bouchon'), { force: true });
    expect((await courir(['compiler', 'dossier', '--sortie', sortie])).code).toBe(0);
    const avant = empreintes(sortie);
    // The lines, the page, the workbook.
    for (const place of [0, 60 * KIO, 150 * KIO]) {
      laisser(disque.racine, place);
      exigerLeDisquePlein(await courir(['compiler', 'dossier', '--sortie', sortie]), sortie);
      expect(empreintes(sortie)).toEqual(avant);
      expect(readdirSync(disque.racine).sort()).toEqual(['.2012.dossier', '2012', 'bouchon']);
    }
  });

  it('celui de l’archive, du classeur, ou des fichiers temporaires', async () => {
    if (disque === undefined) return;
    laisser(disque.racine, 16 * KIO);
    const deja = readdirSync(disque.racine);
    const zip = join(disque.racine, 'a.zip');
    exigerLeDisquePlein(await courir(['archiver', 'dossier', '--sortie', zip]), zip);
    laisser(disque.racine, 4 * KIO);
    const classeur = join(disque.racine, 'a.xlsx');
    exigerLeDisquePlein(await courir(['arbitrer', 'export', 'dossier', '--sortie', classeur]), classeur);
    const temporaires = { TMPDIR: disque.racine, TEMP: disque.racine, TMP: disque.racine };
    const archivage = await courir(['archiver', 'dossier', '--sortie', 'b.zip'], temporaires);
    expect(archivage.code).toBe(1);
    expect(archivage.erreur).toMatch(
      /un document ne peut pas être écrit dans le dossier des fichiers temporaires : le disque est plein\n/,
    );
    expect(readdirSync(disque.racine)).toEqual(deja);
    expect(readdirSync(atelier).sort()).toEqual(['disque', 'dossier']);
  });

  it('celui du dossier : arbitrages.csv reste ce qu’il était', async () => {
    if (disque === undefined) return;
    rmSync(join(disque.racine, 'bouchon'), { force: true });
    const dossier = join(disque.racine, 'dossier');
    cpSync(BASE, dossier, { recursive: true });
    const classeur = join(atelier, 'rempli.xlsx');
    try {
      expect((await courir(['arbitrer', 'export', dossier, '--sortie', classeur])).code).toBe(0);
      const decision = { decision: 'non internationale', motif: 'Fête', auteur: 'Finances', date: '2012-11-06' };
      await remplirClasseur(classeur, recetteDe(new Map([[0, decision]])));
      const presents = readdirSync(dossier).sort();
      laisser(disque.racine, 0);
      exigerLeDisquePlein(await courir(['arbitrer', 'import', dossier, classeur]), join(dossier, 'arbitrages.csv'));
      expect(readdirSync(dossier).sort()).toEqual(presents);
    } finally {
      rmSync(classeur, { force: true });
      rmSync(dossier, { recursive: true, force: true });
    }
  });
});

describe('un disque en lecture seule', () => {
  it('rien ne s’y écrit, et le message le dit', async () => {
    if (disque === undefined) return;
    rmSync(join(disque.racine, 'bouchon'), { force: true });
    cpSync(BASE, join(disque.racine, 'dossier'), { recursive: true });
    disque.remonter('ro');
    try {
      const sortie = join(disque.racine, '2012');
      const avant = existsSync(sortie) ? etatDesSommes(sortie) : 'absente';
      for (const [cible, arguments_] of [
        [sortie, ['compiler', 'dossier', '--sortie', sortie]],
        [join(disque.racine, 'a.zip'), ['archiver', 'dossier', '--sortie', join(disque.racine, 'a.zip')]],
        [join(disque.racine, 'a.xlsx'), ['arbitrer', 'export', 'dossier', '--sortie', join(disque.racine, 'a.xlsx')]],
        [join(disque.racine, '2013'), ['init', join(disque.racine, '2013'), '--depuis', 'dossier']],
      ] as const) {
        const { code, erreur } = await courir(arguments_);
        expect(erreur).toContain(`sortie · ${cible} ne peut pas être écrit : le disque est en lecture seule\n`);
        expect(erreur).toMatch(/\n {2}\S.*\n {2}\[E-SORTIE\]\n\n1 erreur\. Rien n’a été écrit\.\n$/);
        expect(code).toBe(1);
      }
      // What writes nothing works there; so does an edition made elsewhere.
      expect((await courir(['controler', join(disque.racine, 'dossier')])).code).toBe(0);
      expect(existsSync(sortie) ? etatDesSommes(sortie) : 'absente').toBe(avant);
    } finally {
      disque.remonter('rw');
    }
  });
});

describe('sans les droits', () => {
  /** A copy of the tool that everybody can read, and a dossier; run as somebody who owns neither. */
  async function courirSansDroits(nom: string, arguments_: readonly string[], priver: (lieu: string) => void) {
    const lieu = join(atelier, nom);
    const racine = packageRoot();
    for (const piece of ['package.json', 'templates', 'data/nomenclatures', 'data/reference'])
      cpSync(join(racine, piece), join(lieu, 'outil', piece), { recursive: true });
    jaune.copierDans(join(lieu, 'outil/dist'));
    cpSync(BASE, join(lieu, 'dossier'), { recursive: true });
    chmodSync(atelier, 0o755);
    mkdirSync(join(lieu, 'libre'));
    chownSync(join(lieu, 'libre'), PERSONNE, PERSONNE);
    priver(lieu);
    const fin = await lancer([join(lieu, 'outil/dist/jaune.js'), ...arguments_], {
      depuis: lieu,
      utilisateur: PERSONNE,
      env: { TMPDIR: join(lieu, 'libre'), HOME: join(lieu, 'libre') },
    }).fin;
    const restes = { ici: readdirSync(lieu).sort(), libre: readdirSync(join(lieu, 'libre')) };
    rmSync(lieu, { recursive: true, force: true });
    return { ...fin, restes };
  }
  const INTACT = { ici: ['dossier', 'libre', 'outil'], libre: [] };

  it.skipIf(!EST_ROOT).each(['sources/culture.csv', 'regles/regles.yaml', 'exercice.yaml'])(
    'de lire %s : code 1, le fichier est nommé',
    async (fichier) => {
      const { code, erreur, restes } = await courirSansDroits(
        'illisible',
        ['compiler', 'dossier', '--sortie', 'libre/2012'],
        (lieu) => chmodSync(join(lieu, 'dossier', fichier), 0),
      );
      expect(erreur).toContain(`${fichier} · fichier illisible : l’accès est refusé\n`);
      expect({ code, restes }).toEqual({ code: 1, restes: INTACT });
    },
  );

  it.skipIf(!EST_ROOT).each(['sources', 'regles'])('d’ouvrir le dossier %s', async (ferme) => {
    const { code, erreur, restes } = await courirSansDroits(
      'ferme',
      ['compiler', 'dossier', '--sortie', 'libre/2012'],
      (lieu) => chmodSync(join(lieu, 'dossier', ferme), 0),
    );
    expect(erreur).toContain(`dossier/${ferme} · illisible : l’accès est refusé\n`);
    expect(erreur).toContain('[E-FICHIER-ILLISIBLE]');
    expect({ code, restes }, erreur).toEqual({ code: 1, restes: INTACT });
  });

  it.skipIf(!EST_ROOT)('d’écrire les documents', async () => {
    const { code, erreur, restes } = await courirSansDroits(
      'clos',
      ['compiler', 'dossier', '--sortie', '2012'],
      () => {},
    );
    expect(erreur).toContain('/2012 ne peut pas être écrit : l’accès est refusé\n');
    expect({ code, restes }).toEqual({ code: 1, restes: INTACT });
  });

  it.skipIf(!EST_ROOT)('de remplacer l’édition d’un autre', async () => {
    const mots = ['compiler', 'dossier', '--sortie', 'a/2012', '--remplacer'];
    const { code, erreur } = await courirSansDroits('autrui', mots, (lieu) => {
      mkdirSync(join(lieu, 'a/2012'), { recursive: true });
      writeFileSync(join(lieu, 'a/2012/SHA256SUMS'), 'à un autre');
    });
    expect(erreur).toContain('/a/2012 ne peut pas être écrit : l’accès est refusé\n');
    expect(code).toBe(1);
  });
});
