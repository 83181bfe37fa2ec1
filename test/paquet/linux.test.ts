/** The folder for Linux, and the package for npm: what they hold is all that is needed, and their bytes are always the same. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import paquet from '../../package.json' with { type: 'json' };
import { packageRoot } from '../../src/files/tool.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { editionDe } from '../outils/edition-2012.ts';
import { captures } from '../outils/page-lue.ts';
import { empreintes } from '../outils/sorties.ts';
import { deballer, fairePaquets, nomDuPaquet } from './paquets.ts';

/** Nothing of this machine but the system: neither Node nor npm are found. */
const SANS_RIEN = { PATH: '/usr/bin:/bin', HOME: '/nulle-part', NO_COLOR: '1' };

describe('un paquet', () => {
  let zips = '';
  let dossier = '';
  beforeAll(async () => {
    zips = await fairePaquets();
    dossier = await deballer('linux-x64', join(dossierDEssai(), 'Poste de Zoé'));
  });

  it('a dans SHA256SUMS l’empreinte de chacun', () => {
    const sommes = readFileSync(join(zips, 'SHA256SUMS'), 'utf8');
    for (const nom of [`${nomDuPaquet('linux-x64')}.zip`, `${nomDuPaquet('win-x64')}.zip`]) {
      const empreinte = createHash('sha256')
        .update(readFileSync(join(zips, nom)))
        .digest('hex');
      expect(sommes).toContain(`${empreinte}  ${nom}\n`);
    }
  });

  it('a les mêmes octets sous un autre fuseau et une autre langue', () => {
    const ailleurs = dossierDEssai();
    const mots = ['.ci/package.mjs', 'win-x64', '--sans-comprimer', '--sortie', ailleurs];
    const env = { ...process.env, TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8' };
    execFileSync(process.execPath, mots, { cwd: packageRoot(), env, stdio: 'ignore' });
    const nom = `${nomDuPaquet('win-x64')}.zip`;
    expect(readFileSync(join(ailleurs, nom)).equals(readFileSync(join(zips, nom)))).toBe(true);
  });

  it('a son propre Node, et marche de partout, par un lien aussi', async () => {
    const ailleurs = dossierDEssai();
    symlinkSync(join(dossier, 'jaune'), join(ailleurs, 'jaune'));
    const courir = (mots: readonly string[], cwd: string) =>
      spawnSync(join(ailleurs, 'jaune'), mots, { cwd, env: SANS_RIEN, encoding: 'utf8' });
    expect(courir(['--version'], '/').stdout).toBe(`${paquet.version}\n`);
    const course = courir(['compiler', join(dossier, 'data/2012'), '--sortie', join(ailleurs, 'documents')], ailleurs);
    expect([course.status, course.error]).toEqual([0, undefined]);
    expect(empreintes(join(ailleurs, 'documents'))).toEqual(empreintes(await editionDe('2012')));
  });

  it('a les licences de Node et de tout ce que l’outil contient', () => {
    expect(readFileSync(join(dossier, 'node/LICENSE'), 'utf8')).toContain('Node.js is licensed for use as follows');
    expect(readFileSync(join(dossier, 'outil/LICENSE'), 'utf8')).toMatch(/MIT/);
    expect(readFileSync(join(dossier, 'outil/dist/jaune/LICENCES.txt'), 'utf8')).toContain('commander');
  });

  it('a le guide en pages, dont chaque lien mène quelque part et qui ne demande rien au réseau', () => {
    const guide = join(dossier, 'docs');
    const pages = new Map(
      readdirSync(guide)
        .filter((nom) => nom.endsWith('.html'))
        .map((nom) => [nom, readFileSync(join(guide, nom), 'utf8')]),
    );
    expect([...pages.keys()]).toEqual(['dossier.html', 'erreurs.html', 'gabarits.html', 'guide.html']);
    const perdus: string[] = [];
    for (const [nom, page] of pages) {
      expect(page).not.toMatch(/<script|<link|<img src="http/);
      for (const adresse of captures(page, /(?:href|src)="([^"]+)"/g)) {
        const [fichier = '', ancre] = decodeURI(adresse).split('#');
        const cible = pages.get(fichier === '' ? nom : fichier);
        if (/^https?:/.test(adresse)) continue;
        if (fichier.startsWith('images/') || fichier.endsWith('.sql')) readFileSync(join(guide, fichier));
        else if (cible === undefined || (ancre !== undefined && !cible.includes(`id="${ancre}"`)))
          perdus.push(`${nom} → ${adresse}`);
      }
    }
    expect(perdus).toEqual([]);
  });
});

describe('le paquet npm', () => {
  it('s’installe ailleurs sans rien chercher, compile un dossier et a ses licences', async () => {
    const ailleurs = dossierDEssai();
    const npm = (mots: readonly string[], cwd: string) =>
      execFileSync('npm', [...mots, '--silent', '--no-audit', '--no-fund'], { cwd, encoding: 'utf8' });
    await fairePaquets();
    npm(['pack', '--ignore-scripts', '--pack-destination', ailleurs], packageRoot());
    const projet = join(ailleurs, 'projet');
    mkdirSync(projet);
    npm(['install', '--offline', '--prefix', projet, join(ailleurs, `jaune-${paquet.version}.tgz`)], projet);
    expect(readdirSync(join(projet, 'node_modules')).filter((nom) => !nom.startsWith('.'))).toEqual(['jaune']);
    const commande = join(projet, 'node_modules/.bin/jaune');
    const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: ailleurs };
    const mots = ['compiler', join(packageRoot(), 'data/2012'), '--sortie', join(ailleurs, 'documents')];
    const course = spawnSync(commande, mots, { cwd: ailleurs, env, encoding: 'utf8' });
    expect([course.status, course.error]).toEqual([0, undefined]);
    expect(empreintes(join(ailleurs, 'documents'))).toEqual(empreintes(await editionDe('2012')));
    expect(readdirSync(join(projet, 'node_modules/jaune/dist/jaune'))).toContain('LICENCES.txt');
    expect(readdirSync(join(projet, 'node_modules/jaune/dist')).sort()).toEqual(['jaune', 'jaune.js']);
  });
});
