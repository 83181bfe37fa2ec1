import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutputFolder } from '../../src/files/output-folder.ts';
import { UnwritableOutput } from '../../src/files/unwritable-output.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer } from '../outils/dossier-temporaire.ts';
import { petitProgramme } from '../outils/paquet.ts';

describe('une édition', () => {
  it('paraît d’un coup, dans un dossier qui n’existait pas', async () => {
    await avecDossier(async (racine) => {
      const atelier = new OutputFolder(join(racine, 'reports', '2012'));
      writeFileSync(atelier.pathOf('jaune-2012.html'), 'neuf');
      expect(existsSync(atelier.target)).toBe(false);
      await atelier.publish();
      expect(readFileSync(join(racine, 'reports/2012/jaune-2012.html'), 'utf8')).toBe('neuf');
      expect(readdirSync(join(racine, 'reports'))).toEqual(['2012']);
    });
  });

  it('remplace toute la précédente', async () => {
    await avecDossier(async (racine) => {
      for (const nom of ['jaune-2012.html', 'jaune-2012.xlsx', 'lignes-2012.csv', 'SHA256SUMS', 'datapackage.json'])
        deposer(racine, `2012/${nom}`, 'ancien');
      deposer(racine, '2012/lignes-ecartees-2012.csv', 'ancien');
      deposer(racine, '2012/synthese-2012.json', 'ancien');
      const atelier = new OutputFolder(join(racine, '2012'));
      writeFileSync(atelier.pathOf('SHA256SUMS'), 'neuf');
      await atelier.publish();
      expect(readdirSync(join(racine, '2012'))).toEqual(['SHA256SUMS']);
      expect(readdirSync(racine)).toEqual(['2012']);
    });
  });

  it('préparée d’avance, remplace toute la précédente', async () => {
    await avecDossier(async (racine) => {
      deposer(racine, '2012/SHA256SUMS', 'ancien');
      deposer(racine, '2012/jaune-2012.html', 'ancien');
      const atelier = new OutputFolder(join(racine, '2012'));
      atelier.prepareToPublish();
      writeFileSync(atelier.pathOf('SHA256SUMS'), 'neuf');
      await atelier.publish();
      expect(readdirSync(join(racine, '2012'))).toEqual(['SHA256SUMS']);
      expect(readFileSync(join(racine, '2012/SHA256SUMS'), 'utf8')).toBe('neuf');
      expect(readdirSync(racine)).toEqual(['2012']);
    });
  });

  it('abandonnée ne laisse rien, et la précédente reste', async () => {
    await avecDossier((racine) => {
      deposer(racine, '2012/SHA256SUMS', 'ancien');
      const atelier = new OutputFolder(join(racine, '2012'));
      atelier.prepareToPublish();
      writeFileSync(atelier.pathOf('SHA256SUMS'), 'à moitié');
      atelier.abandon();
      expect(readFileSync(join(racine, '2012/SHA256SUMS'), 'utf8')).toBe('ancien');
      expect(readdirSync(racine)).toEqual(['2012']);
    });
  });

  it('dont la publication échoue rend la précédente', async () => {
    await avecDossier(async (racine) => {
      deposer(racine, '2012/SHA256SUMS', 'ancien');
      const atelier = new OutputFolder(join(racine, '2012'));
      atelier.abandon();
      await expect(atelier.publish()).rejects.toThrow(UnwritableOutput);
      expect(readFileSync(join(racine, '2012/SHA256SUMS'), 'utf8')).toBe('ancien');
      expect(readdirSync(racine)).toEqual(['2012']);
    });
  });

  it('mise de côté par une exécution interrompue revient', async () => {
    await avecDossier((racine) => {
      deposer(racine, '2012/SHA256SUMS', 'ancien');
      const morte = spawnSync(process.execPath, ['-e', '']);
      deposer(racine, '2012/SHA256SUMS', 'ancien');
      renameSync(join(racine, '2012'), join(racine, `.2012.ancien-${morte.pid}`));
      new OutputFolder(join(racine, '2012')).abandon();
      expect(readFileSync(join(racine, '2012/SHA256SUMS'), 'utf8')).toBe('ancien');
      expect(readdirSync(racine)).toEqual(['2012']);
    });
  });
});

describe('une exécution arrêtée', () => {
  /** Starts a program that opens a workshop and waits. */
  async function ouvrirAilleurs(racine: string): Promise<ChildProcess> {
    const arguments_ = [petitProgramme('ouvrir-un-atelier'), join(racine, 'sorties/2012')];
    const enfant = spawn(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(enfant.stdout, 'data');
    return enfant;
  }

  it.skipIf(process.platform === 'win32').each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('par %s ne laisse rien', async (signal, sortie) => {
    await avecDossier(async (racine) => {
      const enfant = await ouvrirAilleurs(racine);
      expect(readdirSync(join(racine, 'sorties'))).toEqual([`.2012.en-cours-${enfant.pid}`]);
      enfant.kill(signal);
      expect(await once(enfant, 'exit')).toEqual([sortie, null]);
      expect(readdirSync(racine)).toEqual([]);
    });
  });

  it.skipIf(process.platform === 'win32')('pendant ce qui ne s’interrompt pas, l’est après', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [petitProgramme('retenir')], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 130, stdout: 'fait\n', stderr: 'Interrompu.\n' });
  });

  it('net laisse un dossier que la suivante enlève', async () => {
    await avecDossier(async (racine) => {
      const morte = await ouvrirAilleurs(racine);
      morte.kill('SIGKILL');
      await once(morte, 'exit');
      for (const nom of ['.2012.en-cours-abc', '.2013.en-cours-1']) mkdirSync(join(racine, 'sorties', nom));
      const atelier = new OutputFolder(join(racine, 'sorties/2012'));
      atelier.abandon();
      expect(readdirSync(join(racine, 'sorties')).sort()).toEqual(['.2012.en-cours-abc', '.2013.en-cours-1']);
    });
  });

  it('ou pas : la sortie où une autre écrit est refusée, dite, et libre une fois celle-ci finie', async () => {
    await avecDossier(async (racine) => {
      const vivante = await ouvrirAilleurs(racine);
      const sienne = `.2012.en-cours-${vivante.pid}`;
      const ouvrir = () => new OutputFolder(join(racine, 'sorties/2012'));
      try {
        expect(ouvrir).toThrow(`en train d’être écrit par une autre commande (processus ${vivante.pid})`);
        expect(readdirSync(join(racine, 'sorties'))).toEqual([sienne]);
      } finally {
        vivante.kill('SIGKILL');
        await once(vivante, 'exit');
      }
      ouvrir().abandon();
      expect(readdirSync(join(racine, 'sorties'))).toEqual([]);
    });
  });

  it('ne garde pas les signaux une fois publiée ou abandonnée', async () => {
    await avecDossier(async (racine) => {
      const avant = process.listenerCount('SIGINT');
      const atelier = new OutputFolder(join(racine, '2012'));
      expect(process.listenerCount('SIGINT')).toBe(avant + 1);
      await atelier.publish();
      new OutputFolder(join(racine, '2013')).abandon();
      expect(process.listenerCount('SIGINT')).toBe(avant);
    });
  });
});

describe('une sortie est refusée', () => {
  it.each(['notes.txt', 'jaune-2012.docx', '.git', 'lignes-2012.csv.bak', 'xjaune-2012.html'])(
    'quand le dossier contient un fichier d’autrui : %s',
    async (nom) => {
      await avecDossier((racine) => {
        deposer(racine, `2012/${nom}`, 'à quelqu’un');
        deposer(racine, '2012/SHA256SUMS', 'ancien');
        expect(() => new OutputFolder(join(racine, '2012'))).toThrow(UnwritableOutput);
        expect(() => new OutputFolder(join(racine, '2012'))).toThrow(nom);
        expect(readFileSync(join(racine, '2012', nom), 'utf8')).toBe('à quelqu’un');
        expect(readdirSync(racine)).toEqual(['2012']);
      });
    },
  );

  it('quand le dossier contient un dossier, fût-il nommé comme un document, un lien, ou deux exercices', async () => {
    await avecDossier((racine) => {
      const refuser = (dit: string) => expect(() => new OutputFolder(join(racine, '2012'))).toThrow(dit);
      deposer(racine, '2012/jaune-2012.html/note.txt', 'à quelqu’un');
      refuser('(jaune-2012.html/)');
      renameSync(join(racine, '2012/jaune-2012.html'), join(racine, 'ailleurs'));
      symlinkSync('../ailleurs/note.txt', join(racine, '2012/lignes-2012.csv'));
      refuser('(lignes-2012.csv, qui est un lien)');
      rmSync(join(racine, '2012/lignes-2012.csv'));
      deposer(racine, '2012/lignes-2012.csv', 'a');
      deposer(racine, '2012/lignes-2011.csv', 'b');
      refuser('les documents de plusieurs exercices (2011, 2012)');
      expect(readdirSync(join(racine, '2012')).sort()).toEqual(['lignes-2011.csv', 'lignes-2012.csv']);
    });
  });

  it.each(['notes.txt', 'annexes/notes.txt'])(
    'quand %s y vient pendant le travail : rien n’y est perdu',
    async (nom) => {
      await avecDossier(async (racine) => {
        deposer(racine, '2012/SHA256SUMS', 'ancien');
        const atelier = new OutputFolder(join(racine, '2012'));
        writeFileSync(atelier.pathOf('SHA256SUMS'), 'neuf');
        deposer(racine, `2012/${nom}`, 'à quelqu’un');
        await expect(atelier.publish()).rejects.toThrow('contient d’autres fichiers');
        atelier.abandon();
        expect(readFileSync(join(racine, '2012', nom), 'utf8')).toBe('à quelqu’un');
        expect(readFileSync(join(racine, '2012/SHA256SUMS'), 'utf8')).toBe('ancien');
        expect(readdirSync(racine)).toEqual(['2012']);
      });
    },
  );

  it('quand il y vient entre les deux renommages, il revient à côté de la nouvelle', async () => {
    await avecDossier((racine) => {
      const morte = spawnSync(process.execPath, ['-e', '']);
      const aside = `.2012.ancien-${morte.pid}`;
      deposer(racine, '2012/SHA256SUMS', 'neuf');
      deposer(racine, `${aside}/SHA256SUMS`, 'ancien');
      deposer(racine, `${aside}/annexes/notes.txt`, 'à quelqu’un');
      expect(() => new OutputFolder(join(racine, '2012'))).toThrow('(annexes/)');
      expect(readFileSync(join(racine, '2012/annexes/notes.txt'), 'utf8')).toBe('à quelqu’un');
      expect(readdirSync(racine)).toEqual(['2012']);
    });
  });

  it('quand c’est un lien qui ne mène nulle part ; un lien vers un dossier reste un lien', async () => {
    await avecDossier(async (racine) => {
      symlinkSync('absent', join(racine, 'perdu'));
      for (const sortie of ['perdu', 'perdu/2012'])
        expect(() => new OutputFolder(join(racine, sortie))).toThrow('est un lien vers « absent », qui n’existe pas');
      deposer(racine, 'vrai/2012/SHA256SUMS', 'ancien');
      symlinkSync('vrai/2012', join(racine, 'lien'));
      const atelier = new OutputFolder(join(racine, 'lien'));
      writeFileSync(atelier.pathOf('SHA256SUMS'), 'neuf');
      await atelier.publish();
      expect(readlinkSync(join(racine, 'lien'))).toBe('vrai/2012');
      expect(readFileSync(join(racine, 'vrai/2012/SHA256SUMS'), 'utf8')).toBe('neuf');
      expect(readdirSync(racine).sort()).toEqual(['lien', 'perdu', 'vrai']);
    });
  });

  it('quand c’est un fichier', async () => {
    await avecDossier((racine) => {
      deposer(racine, '2012', 'un fichier');
      expect(() => new OutputFolder(join(racine, '2012'))).toThrow(UnwritableOutput);
      expect(readFileSync(join(racine, '2012'), 'utf8')).toBe('un fichier');
    });
  });

  it('ne l’est pas quand le dossier est vide', async () => {
    await avecDossier(async (racine) => {
      mkdirSync(join(racine, '2012'));
      const atelier = new OutputFolder(join(racine, '2012'));
      await atelier.publish();
      expect(readdirSync(join(racine, '2012'))).toEqual([]);
    });
  });

  it.skipIf(process.getuid?.() === 0)('quand on ne peut pas y écrire', async () => {
    await avecDossier((racine) => {
      mkdirSync(join(racine, 'clos'));
      chmodSync(join(racine, 'clos'), 0o555);
      expect(() => new OutputFolder(join(racine, 'clos', '2012'))).toThrow();
      chmodSync(join(racine, 'clos'), 0o755);
    });
  });
});
