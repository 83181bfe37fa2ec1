/** An edition that takes the place of another, killed at each of its gestures on the disk: one stands there whole, always. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dossierDEssai } from '../outils/atelier.ts';
import { combien, unSur } from '../outils/combien.ts';
import { deposer } from '../outils/dossier-temporaire.ts';
import {
  deuxParDeux,
  empreinteDe,
  type Fin,
  lancer,
  PROVOQUER,
  quelleEdition,
  restesAutour,
} from '../outils/pannes.ts';
import { petitProgramme } from '../outils/paquet.ts';
import { empreintes } from '../outils/sorties.ts';

const atelier = dossierDEssai();
const programme = petitProgramme('publier');
const editions = { ancienne: {}, nouvelle: {} };

beforeAll(() => {
  for (const nom of ['ancienne', 'nouvelle'] as const) {
    const dossier = join(atelier, nom);
    for (const fichier of ['jaune-2012.html', 'lignes-2012.csv', 'synthese-2012.json'])
      deposer(dossier, fichier, `${fichier} de l’édition ${nom}\n`);
    const sommes = readdirSync(dossier).map((fichier) => `${empreinteDe(join(dossier, fichier))}  ${fichier}\n`);
    writeFileSync(join(dossier, 'SHA256SUMS'), sommes.join(''));
    editions[nom] = empreintes(dossier);
  }
});

/** Lays the former edition in a place of its own, with nothing beside it. */
function poser(nom: string): string {
  mkdirSync(join(atelier, nom));
  const cible = join(atelier, nom, '2012');
  cpSync(join(atelier, 'ancienne'), cible, { recursive: true });
  return cible;
}

/** Publishes the new edition over the former one, with a fault. */
function publier(cible: string, panne: object | undefined, env: Record<string, string> = {}): Promise<Fin> {
  const faute = panne === undefined ? {} : { JAUNE_PANNE: JSON.stringify(panne) };
  return lancer(['--require', PROVOQUER, programme, join(atelier, 'nouvelle'), cible], { env: { ...faute, ...env } })
    .fin;
}

const etatDe = (cible: string) => quelleEdition(cible, editions);

describe('une édition qui en remplace une autre', () => {
  it('tuée avant chacun de ses gestes et après le dernier, laisse l’une ou l’autre entière ; la suivante ne laisse rien', async () => {
    const journal = join(atelier, 'gestes.txt');
    const entiere = poser('entiere');
    expect((await publier(entiere, undefined, { JAUNE_GESTES: journal })).code).toBe(0);
    expect(etatDe(entiere)).toBe('nouvelle');
    const gestes = readFileSync(journal, 'utf8').trimEnd().split('\n');
    expect(gestes).toEqual(
      expect.arrayContaining(['mkdirSync', 'fsyncSync', 'spawn', 'renameSync', 'unlinkSync', 'rmdirSync', 'rmSync']),
    );

    const dernier = { geste: gestes.at(-1), rang: gestes.length, quoi: 'mourir après' };
    const chacun = gestes.map((geste, rang) => ({ geste, rang: rang + 1, quoi: 'mourir avant' }));
    const arrets = [...unSur(2, chacun), dernier];
    const etats = new Map<string, string[]>();
    await deuxParDeux(arrets, async ({ geste, rang, quoi }) => {
      const cible = poser(`${rang} ${quoi}`);
      expect((await publier(cible, { rang, quoi })).signal).toBe('SIGKILL');
      const etat = etatDe(cible);
      etats.set(etat, [...(etats.get(etat) ?? []), `${quoi} ${geste}`]);
      expect((await publier(cible, undefined)).code).toBe(0);
      expect({ etat: etatDe(cible), restes: restesAutour(cible) }).toEqual({ etat: 'nouvelle', restes: [] });
    });
    console.log(
      `Tuée à ses ${gestes.length} gestes : ${[...etats].map(([etat, vus]) => `${etat} ${vus.length}`).join(', ')}`,
    );
    expect([...etats.keys()].sort()).toEqual(['ancienne', 'nouvelle']);
  });

  it('préparée d’avance puis tuée à chacun de ses gestes, de même ; le processus qui attendait finit', async () => {
    const prepare = { JAUNE_PREPARE: '1' };
    const journal = join(atelier, 'gestes-prepares.txt');
    const entiere = poser('entiere preparee');
    expect((await publier(entiere, undefined, { ...prepare, JAUNE_GESTES: journal })).code).toBe(0);
    expect(etatDe(entiere)).toBe('nouvelle');
    const gestes = readFileSync(journal, 'utf8').trimEnd().split('\n');
    expect(gestes.filter((geste) => geste === 'spawn')).toEqual(['spawn']);
    const etats = new Set<string>();
    for (const rang of unSur(2, [...gestes.keys()])) {
      const cible = poser(`préparée ${rang}`);
      // The end comes once all that hold its streams have ended, the other process too.
      expect((await publier(cible, { rang: rang + 1, quoi: 'mourir avant' }, prepare)).signal).toBe('SIGKILL');
      etats.add(etatDe(cible));
      expect((await publier(cible, undefined, prepare)).code).toBe(0);
      expect({ etat: etatDe(cible), restes: restesAutour(cible) }).toEqual({ etat: 'nouvelle', restes: [] });
    }
    expect([...etats].sort()).toEqual(['ancienne', 'nouvelle']);
  });

  it('par un lien, tuée à chacun de ses gestes, de même ; le lien reste', async () => {
    const journal = join(atelier, 'gestes-par-un-lien.txt');
    const parUnLien = (nom: string) => {
      const cible = poser(nom);
      mkdirSync(join(atelier, nom, 'ailleurs'));
      renameSync(cible, join(atelier, nom, 'ailleurs/2012'));
      symlinkSync('ailleurs/2012', cible);
      return cible;
    };
    expect((await publier(parUnLien('lien'), undefined, { JAUNE_GESTES: journal })).code).toBe(0);
    const gestes = readFileSync(journal, 'utf8').trimEnd().split('\n');
    await deuxParDeux(unSur(2, [...gestes.keys()]), async (rang) => {
      const cible = parUnLien(`lien ${rang}`);
      expect((await publier(cible, { rang: rang + 1, quoi: 'mourir avant' })).signal).toBe('SIGKILL');
      expect(['ancienne', 'nouvelle']).toContain(etatDe(cible));
      expect((await publier(cible, undefined)).code).toBe(0);
      expect({ etat: etatDe(cible), lien: readlinkSync(cible) }).toEqual({ etat: 'nouvelle', lien: 'ailleurs/2012' });
      expect(readdirSync(join(atelier, `lien ${rang}`, 'ailleurs'))).toEqual(['2012']);
    });
  });

  it('un disque qui ne garde pas ce qui est écrit : l’ancienne reste, et c’est dit ; si c’est le nom, la nouvelle y est, et c’est dit', async () => {
    const cible = poser('gardes');
    const nombre = readdirSync(join(atelier, 'nouvelle')).length + 1;
    for (let rang = 1; rang <= nombre; rang++) {
      const { code, sortie } = await publier(cible, { geste: 'fsyncSync', rang, quoi: 'EIO' });
      expect(sortie).toContain(`${cible} ne peut pas être écrit : le disque ne répond pas comme il faut`);
      expect({ code, etat: etatDe(cible), restes: restesAutour(cible) }).toEqual({
        code: 1,
        etat: 'ancienne',
        restes: [],
      });
    }
    const nom = await publier(cible, { geste: 'fsyncSync', rang: nombre + 1, quoi: 'EIO' });
    expect(nom.sortie).toContain(`${cible} est écrit, mais le disque n’a pas confirmé qu’il le garde`);
    expect({ code: nom.code, etat: etatDe(cible) }).toEqual({ code: 1, etat: 'nouvelle' });
    // The former one is not lost for it.
    const [aside = ''] = restesAutour(cible);
    expect(etatDe(join(dirname(cible), aside))).toBe('ancienne');
  });

  it.each(['EINVAL', 'EPERM'])(
    'un système qui ne garde pas les dossiers (%s) : l’édition est publiée',
    async (quoi) => {
      const cible = poser(`sans ${quoi}`);
      const rang = readdirSync(join(atelier, 'nouvelle')).length + 1;
      expect((await publier(cible, { geste: 'fsyncSync', rang, quoi })).code).toBe(0);
      expect({ etat: etatDe(cible), restes: restesAutour(cible) }).toEqual({ etat: 'nouvelle', restes: [] });
    },
  );

  it('tuée entre les deux renommages, laisse la nouvelle : un autre processus les finit', async () => {
    const cible = poser('pendant');
    expect((await publier(cible, { geste: 'spawn', quoi: 'mourir pendant' })).signal).toBe('SIGKILL');
    expect(etatDe(cible)).toBe('nouvelle');
    await publier(cible, undefined);
    expect(restesAutour(cible)).toEqual([]);
  });

  it('tuée sitôt l’ancienne mise de côté, plusieurs fois : la nouvelle est là, entière', async () => {
    for (let fois = 0; fois < combien(4, 10); fois++) {
      const cible = poser(`veille ${fois}`);
      const lancee = lancer([programme, join(atelier, 'nouvelle'), cible], { env: { JAUNE_DEMEURE: '1' } });
      const miseDeCote = new Promise<void>((resolve) => {
        const veille = watch(dirname(cible), (_, nom) => {
          if (!nom?.includes('.ancien-')) return;
          veille.close();
          resolve();
        });
      });
      await miseDeCote;
      lancee.tuer('SIGKILL');
      expect((await lancee.fin).signal).toBe('SIGKILL');
      expect(etatDe(cible)).toBe('nouvelle');
    }
  });

  it.each(['ne part pas', 'est tué avant', 'est tué entre les deux'])(
    'dont le processus qui renomme %s, est publiée quand même',
    async (comment) => {
      const cible = poser(comment);
      const fin = await publier(cible, { geste: 'spawn', quoi: comment });
      expect(fin.code, fin.erreur).toBe(0);
      expect({ etat: etatDe(cible), restes: restesAutour(cible) }).toEqual({ etat: 'nouvelle', restes: [] });
    },
  );

  it('si les deux processus meurent entre les deux renommages, l’ancienne est à côté, entière, et revient', async () => {
    const cible = poser('deux morts');
    expect((await publier(cible, { geste: 'spawn', quoi: 'mourir tous' })).signal).toBe('SIGKILL');
    expect(existsSync(cible)).toBe(false);
    const [aside = ''] = restesAutour(cible).filter((nom) => nom.includes('.ancien-'));
    expect(etatDe(join(atelier, 'deux morts', aside))).toBe('ancienne');
    // The next run stops before it publishes anything: the former edition is back all the same.
    const arretee = await publier(cible, { geste: 'mkdirSync', quoi: 'ENOSPC' });
    expect(arretee.code).not.toBe(0);
    expect({ etat: etatDe(cible), restes: restesAutour(cible) }).toEqual({ etat: 'ancienne', restes: [] });
  });
});

describe('un document ouvert ailleurs, quand le système le dit', () => {
  it.each([
    ['EBUSY', 'un autre programme tient le fichier ouvert'],
    ['EPERM', 'l’opération n’est pas permise'],
  ])('%s : l’ancienne édition reste, et le message dit de fermer', async (code, panne) => {
    const cible = poser(code);
    const { code: sortie, sortie: dit } = await publier(cible, { geste: 'renameSync', quoi: code, seul: true });
    expect(dit).toContain(`${cible} ne peut pas être écrit : ${panne} | Fermez ce qui l’ouvre ailleurs`);
    expect({ sortie, etat: etatDe(cible) }).toEqual({ sortie: 1, etat: 'ancienne' });
  });
});
