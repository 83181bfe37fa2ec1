import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PlaceDUneEdition } from '../../src/seal/place-d-une-edition.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer } from '../outils/dossier-temporaire.ts';

interface Auteur {
  readonly exercice?: string;
  readonly collectivite?: string;
  readonly dossier?: string;
}

const REGION = 'Région d’essai';

/** An atelier with two dossiers, and what is asked of the place `sortie`. */
function avecUnePlace(faire: (atelier: Atelier) => Promise<void>): Promise<void> {
  return avecDossier(async (racine) => {
    for (const nom of ['un', 'deux']) deposer(racine, `${nom}/exercice.yaml`, '');
    deposer(racine, 'un/memoire/lignes-2011.csv', 'reçu');
    await faire(new Atelier(racine));
  });
}

class Atelier {
  readonly racine: string;
  readonly sortie: string;
  constructor(racine: string) {
    this.racine = racine;
    this.sortie = join(racine, 'publie', '2012');
  }

  place(
    { exercice = '2012', collectivite = REGION, dossier = 'un' }: Auteur = {},
    remplacer = false,
    sortie = this.sortie,
  ) {
    const publication = {
      dossier: join(this.racine, dossier),
      enTete: { exercice, collectivite },
      entrees: ['exercice.yaml', 'memoire/lignes-2011.csv'],
    };
    return new PlaceDUneEdition(sortie, publication, remplacer);
  }

  /** Makes an edition aside, and gives its folder. */
  faire({ exercice = '2012', collectivite = REGION }: Auteur, tirage: string): string {
    const enCours = join(this.racine, 'en-cours');
    rmSync(enCours, { recursive: true, force: true });
    const jaune = { version: '0.2.0', exercice, collectivite };
    deposer(enCours, 'datapackage.json', JSON.stringify({ jaune, sources: [], outil: [], resources: [] }));
    deposer(enCours, 'SHA256SUMS', tirage);
    return enCours;
  }

  async publier(auteur: Auteur, tirage: string): Promise<void> {
    const enCours = this.faire(auteur, tirage);
    await this.place(auteur).noter(enCours);
    this.montrer(enCours);
  }

  montrer(enCours: string): void {
    rmSync(this.sortie, { recursive: true, force: true });
    mkdirSync(join(this.racine, 'publie'), { recursive: true });
    renameSync(enCours, this.sortie);
  }

  /** What is answered to whoever would publish. */
  reponse(auteur: Auteur = {}, remplacer = false): string {
    try {
      this.place(auteur, remplacer).exigerLaSienne();
      return 'oui';
    } catch (erreur) {
      return erreur instanceof Error ? erreur.message.replaceAll(`${this.racine}/`, '') : '';
    }
  }
}

describe('l’édition qui est à une place', () => {
  it('est remplacée par le même dossier, le même exercice, la même collectivité, et par eux seuls', async () => {
    await avecUnePlace(async (atelier) => {
      expect(atelier.reponse()).toBe('oui');
      mkdirSync(join(atelier.racine, 'publie'));
      await atelier.publier({}, 'a');
      expect(atelier.reponse()).toBe('oui');
      expect(atelier.reponse({ collectivite: 'REGION D’ESSAI' })).toBe('oui');
      for (const [auteur, quoi] of [
        [{ dossier: 'deux' }, 'd’un autre dossier'],
        [{ exercice: '2013' }, 'd’un autre exercice'],
        [{ collectivite: 'Région voisine' }, 'd’une autre collectivité'],
      ] as const) {
        expect(atelier.reponse(auteur)).toContain(`publie/2012 est celle ${quoi} (2012, ${REGION}, dossier `);
        expect(atelier.reponse(auteur)).toMatch(/un\) ; rien n’a été remplacé$/);
        expect(atelier.reponse(auteur, true)).toBe('oui');
      }
    });
  });

  it('dit de qui elle est à chaque moment de son remplacement : la note est vraie de l’ancienne et de la nouvelle', async () => {
    await avecUnePlace(async (atelier) => {
      mkdirSync(join(atelier.racine, 'publie'));
      await atelier.publier({}, 'a');
      const enCours = atelier.faire({}, 'b');
      await atelier.place({ dossier: 'deux' }, true).noter(enCours);
      // Killed here: it is still the former one's.
      expect([atelier.reponse(), atelier.reponse({ dossier: 'deux' })]).toEqual([
        'oui',
        expect.stringContaining('autre'),
      ]);
      atelier.montrer(enCours);
      expect([atelier.reponse(), atelier.reponse({ dossier: 'deux' })]).toEqual([
        expect.stringContaining('autre'),
        'oui',
      ]);
      const empreinte = (texte: string) => createHash('sha256').update(texte).digest('hex');
      expect(readFileSync(join(atelier.racine, 'publie/.2012.dossier'), 'utf8')).toBe(
        `${empreinte('a')}  ../un\n${empreinte('b')}  ../deux\n`,
      );
    });
  });

  it('rien en elle ne dit où elle a été faite ; sans note, ou sous une note d’une autre, son en-tête parle', async () => {
    await avecUnePlace(async (atelier) => {
      mkdirSync(join(atelier.racine, 'publie'));
      await atelier.publier({}, 'a');
      const note = join(atelier.racine, 'publie/.2012.dossier');
      writeFileSync(note, `${'0'.repeat(64)}  ../un\n`);
      expect(atelier.reponse({ dossier: 'deux' })).toBe('oui');
      expect(atelier.reponse({ exercice: '2013' })).toContain(`d’un autre exercice (2012, ${REGION})`);
      // That of version 0.1.0, and what is no note.
      writeFileSync(note, '../un\n');
      expect(atelier.reponse({ dossier: 'deux' })).toContain('d’un autre dossier');
      for (const folle of ['', '\0', '../nulle-part\n', 'x'.repeat(40_000)]) {
        writeFileSync(note, folle);
        expect(atelier.reponse({ dossier: 'deux' })).toBe('oui');
      }
    });
  });

  it('sans datapackage.json de jaune, n’est remplacée que si c’est dit', async () => {
    await avecUnePlace(async (atelier) => {
      for (const [nom, contenu] of [
        ['lignes-2012.csv', 'à quelqu’un'],
        ['datapackage.json', '{"name":"ouvert"}'],
      ] as const) {
        deposer(atelier.sortie, nom, contenu);
        expect(atelier.reponse()).toContain('rien ne dit de qui sont les documents de publie/2012');
        expect(atelier.reponse({}, true)).toBe('oui');
      }
    });
  });

  it('n’est jamais ce que l’édition lit, même si c’est dit', async () => {
    await avecUnePlace(async (atelier) => {
      const memoire = join(atelier.racine, 'un/memoire');
      expect(() => atelier.place({}, true, memoire).exigerLaSienne()).toThrow('memoire/lignes-2011.csv');
      symlinkSync(memoire, join(atelier.racine, 'lien'));
      expect(() => atelier.place({}, true, join(atelier.racine, 'lien')).exigerLaSienne()).toThrow('lignes-2011.csv');
      symlinkSync(join(atelier.racine, 'nulle-part'), join(atelier.racine, 'perdu'));
      expect(() => atelier.place({}, true, join(atelier.racine, 'perdu'))).toThrow('qui n’existe pas');
    });
  });
});
