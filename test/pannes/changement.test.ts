/** A dossier that changes while it is read: no figures of two versions, and digests are those of what was read. */
import { appendFileSync, cpSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { archiveEdition } from '../../src/cli/archiver/run-archiver.ts';
import { Constats, ConstatsBloquants } from '../../src/domain/constats/constat.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { WatchedFiles } from '../../src/files/watched-files.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer } from '../outils/dossier-temporaire.ts';
import { empreinteDe } from '../outils/pannes.ts';
import { type Changement, changerPendantLaLecture } from '../outils/pendant-la-lecture.ts';

const BASE = join(import.meta.dirname, '../cas/constats/_base');
const SOURCE = 'sources/culture.csv';
const LIGNE = '2012;933;312;Festival de Dakar;Ville de Dakar;400,00\n';

describe('des fichiers surveillés', () => {
  /** The findings after something was done to a file. */
  function apres(faire: (racine: string) => void): Promise<string[]> {
    return avecDossier((racine) => {
      deposer(racine, 'a.csv', 'un');
      const surveilles = new WatchedFiles(racine);
      surveilles.note(['a.csv', 'absent.csv']);
      faire(racine);
      const constats = new Constats();
      surveilles.tellChanges(constats);
      return constats.liste.map(({ code, lieu, message }) => `${code} ${lieu.fichier} ${message}`);
    });
  }
  const CHANGE = ['E-FICHIER-CHANGE a.csv ce fichier a changé pendant la lecture'];

  it('restés les mêmes ne sont pas signalés, même lus ou notés encore', async () => {
    expect(await apres((racine) => readFileSync(join(racine, 'a.csv')))).toEqual([]);
  });

  it('le sont s’ils grandissent, ou sont réécrits de la même taille', async () => {
    expect(await apres((racine) => appendFileSync(join(racine, 'a.csv'), '!'))).toEqual(CHANGE);
    expect(
      await apres((racine) => {
        writeFileSync(join(racine, 'a.csv'), 'de');
        utimesSync(join(racine, 'a.csv'), 1, 1);
      }),
    ).toEqual(CHANGE);
  });

  it('le sont s’ils paraissent', async () => {
    const [constat] = await apres((racine) => deposer(racine, 'absent.csv', 'venu'));
    expect(constat).toBe('E-FICHIER-CHANGE absent.csv ce fichier a changé pendant la lecture');
  });

  it('gardent leur premier état, notés deux fois', async () => {
    await avecDossier((racine) => {
      deposer(racine, 'a.csv', 'un');
      const surveilles = new WatchedFiles(racine);
      surveilles.note(['a.csv']);
      appendFileSync(join(racine, 'a.csv'), '!');
      surveilles.note(['a.csv']);
      const constats = new Constats();
      surveilles.tellChanges(constats);
      expect(constats.enErreur).toBe(true);
    });
  });
});

describe('un dossier qui change pendant', () => {
  /** Runs something over a dossier that changes meanwhile; gives the codes told and what is left in the folder. */
  function pendant(
    changement: Changement,
    faire: (dossier: string, constats: Constats, racine: string) => Promise<unknown>,
  ): Promise<{ codes: string[]; restes: string[] }> {
    return avecDossier(async (racine) => {
      const dossier = join(racine, 'dossier');
      cpSync(BASE, dossier, { recursive: true });
      const constats = new Constats();
      const arreter = changerPendantLaLecture(dossier, changement);
      try {
        await expect(faire(dossier, constats, racine)).rejects.toThrow(ConstatsBloquants);
      } finally {
        arreter();
      }
      return {
        codes: constats.liste.map(({ code, lieu }) => `${code} ${lieu.fichier}`),
        restes: readdirSync(racine),
      };
    });
  }

  it.each([
    ['la source qui est lue', SOURCE],
    ['une règle déjà lue', 'regles/regles.yaml'],
    ['exercice.yaml', 'exercice.yaml'],
  ])('la compilation, %s : rien n’est publié', async (_, fichier) => {
    const ajout = fichier === SOURCE ? LIGNE : '# relu\n';
    expect(
      await pendant({ a_la_lecture_de: SOURCE, change: { [fichier]: ajout } }, (dossier, constats, racine) =>
        compilerLEdition(dossier, join(racine, '2012'), constats),
      ),
    ).toEqual({ codes: [`E-FICHIER-CHANGE ${fichier}`], restes: ['dossier'] });
  });

  it('l’archivage, une fois l’édition compilée : rien n’est archivé', async () => {
    // The sources are opened to be recognised, to be read, to be weighed, then to be put in the archive.
    expect(
      await pendant({ a_la_lecture_de: SOURCE, fois: 2, change: { [SOURCE]: LIGNE } }, (dossier, constats, racine) =>
        archiveEdition(dossier, { sortie: join(racine, 'a.zip'), remplacer: false }, constats),
      ),
    ).toEqual({ codes: [`E-FICHIER-CHANGE ${SOURCE}`], restes: ['dossier'] });
  });
});

it('l’empreinte publiée d’une source est celle des octets lus', async () => {
  await avecDossier(async (racine) => {
    const dossier = join(racine, 'dossier');
    cpSync(BASE, dossier, { recursive: true });
    const { provenance } = await compilerLEdition(dossier, join(racine, '2012'), new Constats());
    for (const { nom, sha256 } of provenance.entrees) expect(sha256).toBe(empreinteDe(join(dossier, nom)));
  });
});
