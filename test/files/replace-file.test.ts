import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replaceFile } from '../../src/files/replace-file.ts';
import { UnwritableOutput } from '../../src/files/unwritable-output.ts';
import { avecDossier } from '../outils/atelier.ts';

const ecrire = (texte: string) => (chemin: string) => writeFileSync(chemin, texte);

describe('un fichier remplacé', () => {
  it('par un lien, l’est là où il mène, et le lien reste ; un lien qui ne mène nulle part est refusé', async () => {
    await avecDossier(async (racine) => {
      mkdirSync(join(racine, 'ailleurs'));
      writeFileSync(join(racine, 'ailleurs/a.zip'), 'ancien');
      symlinkSync('ailleurs/a.zip', join(racine, 'lien.zip'));
      await replaceFile(join(racine, 'lien.zip'), ecrire('neuf'), () => {});
      expect(readlinkSync(join(racine, 'lien.zip'))).toBe('ailleurs/a.zip');
      expect(readFileSync(join(racine, 'ailleurs/a.zip'), 'utf8')).toBe('neuf');
      symlinkSync('absent.zip', join(racine, 'perdu.zip'));
      const perdu = replaceFile(join(racine, 'perdu.zip'), ecrire('neuf'), () => {});
      await expect(perdu).rejects.toThrow('est un lien vers « absent.zip », qui n’existe pas');
      expect(readlinkSync(join(racine, 'perdu.zip'))).toBe('absent.zip');
      expect(readdirSync(racine).sort()).toEqual(['ailleurs', 'lien.zip', 'perdu.zip']);
      expect(readdirSync(join(racine, 'ailleurs'))).toEqual(['a.zip']);
    });
  });

  it('ne l’est pas si ce qui est vérifié au dernier moment ne va pas', async () => {
    await avecDossier(async (racine) => {
      const cible = join(racine, 'a.csv');
      const refuser = (brouillon: string) => {
        expect([readFileSync(brouillon, 'utf8'), existsSync(cible)]).toEqual(['neuf', false]);
        throw new UnwritableOutput('non', '');
      };
      await expect(replaceFile(cible, ecrire('neuf'), refuser)).rejects.toThrow('non');
      expect(readdirSync(racine)).toEqual([]);
      expect(await replaceFile(cible, ecrire('neuf'), (brouillon) => brouillon.length)).toBeGreaterThan(0);
      expect(readdirSync(racine)).toEqual(['a.csv']);
    });
  });
});
