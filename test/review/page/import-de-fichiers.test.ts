import { mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportPage } from '../../../src/cli/arbitrer/export-page.ts';
import { exportWorklist } from '../../../src/cli/arbitrer/export-worklist.ts';
import { gatherWorklist } from '../../../src/cli/arbitrer/gather-worklist.ts';
import { takeDecisions } from '../../../src/cli/arbitrer/take-decisions.ts';
import { Constats, ConstatsBloquants } from '../../../src/domain/constats/constat.ts';
import { referenceDe } from '../../../src/domain/lignes/ligne-budgetaire.ts';
import { preparer } from '../../../src/edition/preparation.ts';
import { FORME_DE_REVUE } from '../../../src/review/colonnes-de-revue.ts';
import { FORMAT_DU_FICHIER, provenanceDe, VERSION_DU_FICHIER } from '../../../src/review/page/fichier-de-decisions.ts';
import { sommeDeLaLigne } from '../../../src/review/somme-de-rangee.ts';
import { avecDossier } from '../../outils/atelier.ts';
import { deposerDossier, fautes, lireDossier } from '../../outils/dossier-temporaire.ts';
import { recetteDe, referencesDe, remplirClasseur } from '../../outils/remplir-classeur.ts';

const SOURCE = 'Objet;Engagé\nJumelage avec Dakar;900,00\nVoirie;5 000,00\nForum;100,01\n';

function poser(racine: string): string {
  const dossier = join(racine, 'dossier');
  const declaration = { colonnes: { libelle: 'Objet' } };
  deposerDossier(dossier, { sources: [{ fichier: 'sources/a.csv', contenu: SOURCE, declaration }] });
  return dossier;
}

type Dites = Readonly<Record<string, string>>;

/** What a page would save: decisions by the line of the source. */
async function enregistrer(
  dossier: string,
  chemin: string,
  decisions: Readonly<Record<number, Dites>>,
): Promise<string> {
  const preparation = await preparer(dossier, new Constats());
  const { liste } = await gatherWorklist(preparation, { maxLines: 9, decidees: false });
  const entrees = liste.flatMap((une) => {
    const dite = decisions[une.ligne.numero];
    const { empreinte } = une.ligne;
    const montree = { ref: referenceDe(une.ligne), empreinte, somme: sommeDeLaLigne(FORME_DE_REVUE, une) };
    return dite === undefined ? [] : [{ ...montree, auteur: 'Culture', date: '2012-11-06', ...dite }];
  });
  mkdirSync(join(chemin, '..'), { recursive: true });
  const fichier = {
    format: FORMAT_DU_FICHIER,
    version: VERSION_DU_FICHIER,
    provenance: provenanceDe(preparation.dossier.enTete, '0123456789abcdef'),
    auteur: 'Culture',
    decisions: entrees,
  };
  writeFileSync(chemin, `\ufeff${JSON.stringify(fichier, undefined, 2)}\r\n`);
  return chemin;
}

async function reprendre(dossier: string, fichiers: readonly string[], keep = false) {
  const constats = new Constats();
  try {
    return { prises: await takeDecisions(dossier, fichiers, { keep }, constats), fautes: [], messages: [] };
  } catch (erreur) {
    if (!(erreur instanceof ConstatsBloquants)) throw erreur;
    const messages = constats.liste.map(({ message }) => message);
    return { prises: undefined, fautes: fautes({ constats }), messages };
  }
}

const DAKAR = {
  decision: 'internationale',
  pays: 'Sénégal 60 %, Mali 40 %',
  motif: 'Jumelage <script>alert(1)</script>',
};
const NON = { decision: 'non_internationale', motif: 'Voirie locale' };

describe('plusieurs fichiers à la fois', () => {
  it('classeur et page ensemble : tout est pris, et se compile', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const un = await enregistrer(dossier, join(racine, 'un.json'), {
        2: DAKAR,
        4: { decision: 'exceptionnelle', motif: 'Unique' },
      });
      const classeur = join(racine, 'a.xlsx');
      await exportWorklist(
        dossier,
        { sortie: classeur, maxLines: 9, remplacer: true, decidees: false },
        new Constats(),
      );
      const rang = (await referencesDe(classeur)).indexOf('sources/a.csv:3');
      const voirie = { decision: 'non internationale', motif: 'Voirie', auteur: 'Finances', date: '05/11/2012' };
      await remplirClasseur(classeur, recetteDe(new Map([[rang, voirie]])));
      const { prises } = await reprendre(dossier, [un, classeur, un]);
      expect(prises?.prises).toHaveLength(3);
      expect(prises).toMatchObject({ encore: [], deja: [], laissees: 2, absentes: 0 });
      const { jaune } = await lireDossier(dossier);
      expect(jaune?.partition.internationale.centimes).toBe(90_000);
      expect(jaune?.partition.exceptionnelle.centimes).toBe(10_001);
      expect(jaune?.partition.non_internationale.centimes).toBe(500_000);
      expect(readFileSync(join(dossier, 'arbitrages.csv'), 'utf8')).toContain('Jumelage <script>alert(1)</script>');
      expect((await reprendre(dossier, [un])).prises).toMatchObject({ prises: [], deja: [{}, {}] });
    }));

  it('chacun est pris pour ce qu’il est, quel que soit son nom', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const page = await enregistrer(dossier, join(racine, 'page.XLSX'), { 2: DAKAR });
      writeFileSync(join(racine, 'sans-marque'), readFileSync(page, 'utf8').slice(1));
      const classeur = join(racine, 'a.xlsx');
      const demande = { sortie: classeur, maxLines: 9, remplacer: true, decidees: false };
      await exportWorklist(dossier, demande, new Constats());
      const rang = (await referencesDe(classeur)).indexOf('sources/a.csv:3');
      const voirie = { decision: 'non internationale', motif: 'Voirie', auteur: 'Finances', date: '05/11/2012' };
      await remplirClasseur(classeur, recetteDe(new Map([[rang, voirie]])));
      renameSync(classeur, join(racine, 'a.json'));
      const { prises } = await reprendre(dossier, [page, join(racine, 'a.json'), join(racine, 'sans-marque')]);
      expect(prises?.prises.map(({ ref }) => ref)).toEqual(['sources/a.csv:2', 'sources/a.csv:3']);
      expect(prises?.encore).toHaveLength(1);
    }));

  it('ce que la page ne dit plus d’une ligne décidée est dit', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const un = await enregistrer(dossier, join(racine, 'un.json'), { 2: DAKAR });
      const sans = { decision: 'internationale', motif: 'Sans pays', date: '2012-11-07' };
      const deux = await enregistrer(dossier, join(racine, 'deux.json'), { 2: sans });
      await reprendre(dossier, [un]);
      const { prises } = await reprendre(dossier, [deux], true);
      expect(prises?.suites).toEqual([{ ref: 'sources/a.csv:2', gardes: [], perdus: ['le pays'] }]);
    }));

  it('la page elle-même, donnée au lieu de ce qu’elle enregistre : dit, avec ce qu’il faut faire', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      for (const nom of ['a.html', 'a.json', 'a.xlsx']) {
        const sortie = join(racine, nom);
        await exportPage(
          dossier,
          { sortie: join(racine, 'page.html'), maxLines: 9, remplacer: true, decidees: false },
          new Constats(),
        );
        renameSync(join(racine, 'page.html'), sortie);
        const repris = await reprendre(dossier, [sortie]);
        expect(repris.fautes).toEqual([`E-REVUE-FICHIER ${nom}`]);
        expect(repris.messages).toEqual([expect.stringContaining('la page elle-même')]);
      }
    }));

  it('la même décision dans deux fichiers de même nom n’en est qu’une, et ce qui diffère est dit', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const un = await enregistrer(dossier, join(racine, 'u', 'd.json'), { 3: NON });
      const deux = await enregistrer(dossier, join(racine, 'v', 'd.json'), {
        3: { ...NON, motif: 'Route', auteur: 'Finances' },
      });
      const { prises } = await reprendre(dossier, [un, deux]);
      expect(prises?.prises.map(({ ref }) => ref)).toEqual(['sources/a.csv:3']);
      expect(prises?.encore).toEqual([
        { ref: 'sources/a.csv:3', lieu: `${un}, décision 1 (sources/a.csv:3)`, differe: ['le motif', 'l’auteur'] },
      ]);
    }));

  it('une ligne changée depuis la page : dite avec ce qu’elle était, et ce qu’elle serait', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const { ecrireImputation } = await import('../../../src/classify/decisions/retrouver/ligne-decrite.ts');
      const { liste } = await gatherWorklist(await preparer(dossier, new Constats()), { maxLines: 9, decidees: false });
      const imputation = liste.map(({ ligne }) => ecrireImputation(ligne.imputation))[0] ?? '';
      const montree = { ligne_imputation: imputation, ligne_libelle: 'Voirie', ligne_montant: '5000,00' };
      const sans = await enregistrer(dossier, join(racine, 'ancienne.json'), { 3: NON });
      const avec = await enregistrer(dossier, join(racine, 'page.json'), { 3: { ...NON, ...montree } });
      const illisible = await enregistrer(dossier, join(racine, 'retouchee.json'), {
        3: { ...NON, ...montree, ligne_montant: 'beaucoup' },
      });
      const source = join(dossier, 'sources/a.csv');
      writeFileSync(source, readFileSync(source, 'utf8').replace('5 000,00', '5 500,00'));
      const [dit = ''] = (await reprendre(dossier, [avec])).messages;
      expect(dit).toMatch(/elle disait «\s?Voirie\s?», 5\s000,00\s€/);
      expect(dit).toContain('maintenant, peut-être sources/a.csv:3');
      for (const autre of [sans, illisible]) {
        const [seulement = '', ...reste] = (await reprendre(dossier, [autre])).messages;
        expect([seulement, reste]).toEqual([expect.stringContaining('sources/a.csv:3 n’est plus'), []]);
      }
    }));

  it.each([
    ['en place', 'Objet;Engagé\n', ''],
    ['qui a bougé', 'Objet;Engagé\nNeuve;3,00\n', 'Forum;100,01\n'],
  ])('une jumelle de moins que sur la page, sur une ligne %s : elle n’est pas prise', (_, titres, suite) =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const source = join(dossier, 'sources/a.csv');
      const voirie = 'Voirie;5 000,00\n';
      writeFileSync(source, `Objet;Engagé\n${voirie}${voirie}`);
      const preparation = await preparer(dossier, new Constats());
      const { liste } = await gatherWorklist(preparation, { maxLines: 9, decidees: false });
      const { ecrireImputation } = await import('../../../src/classify/decisions/retrouver/ligne-decrite.ts');
      expect(liste.map(({ pareilles }) => pareilles)).toEqual([1, 1]);
      const [une] = liste;
      const montree = {
        ligne_imputation: une ? ecrireImputation(une.ligne.imputation) : '',
        ligne_libelle: 'Voirie',
        ligne_montant: '5000,00',
        ligne_semblables: '1',
      };
      const fichier = await enregistrer(dossier, join(racine, 'd.json'), { 2: { ...NON, ...montree } });
      writeFileSync(source, `${titres}${voirie}${suite}`);
      const { prises, messages } = await reprendre(dossier, [fichier]);
      expect(prises).toBeUndefined();
      expect(messages.join('\n')).toContain('2 lignes disaient la même chose, une seule la dit maintenant');
      writeFileSync(source, `Objet;Engagé\n${voirie}${suite}${voirie}`);
      expect((await reprendre(dossier, [fichier])).prises?.prises).toHaveLength(1);
    }),
  );

  it('deux qui se contredisent : rien n’est pris, de personne', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const un = await enregistrer(dossier, join(racine, 'un.json'), { 2: DAKAR, 3: NON });
      const deux = await enregistrer(dossier, join(racine, 'deux.json'), { 2: { ...NON, auteur: 'Finances' } });
      expect((await reprendre(dossier, [un, deux])).fautes).toEqual([
        expect.stringMatching(/^E-REVUE-CONFLIT deux\.json /),
      ]);
      expect(() => readFileSync(join(dossier, 'arbitrages.csv'))).toThrow();
    }));
});

describe('des fichiers démesurés', () => {
  it('cent mégaoctets, ou cent mille décisions : refusés sans être lus plus avant', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const gros = join(racine, 'gros.json');
      writeFileSync(gros, '{');
      truncateSync(gros, 100_000_000);
      const long = await enregistrer(dossier, join(racine, 'long.json'), { 3: NON });
      const fichier = JSON.parse(readFileSync(long, 'utf8').slice(1)) as { decisions: object[] };
      const decisions = Array.from({ length: 100_000 }, () => fichier.decisions[0]);
      writeFileSync(long, JSON.stringify({ ...fichier, decisions }));
      const refuses = (await reprendre(dossier, [gros, long])).fautes;
      expect(refuses.map((faute) => faute.split(' ').slice(0, 2).join(' '))).toEqual([
        'E-REVUE-FICHIER gros.json',
        expect.stringMatching(/^E-REVUE-FICHIER long\.json/),
      ]);
      const profond = join(racine, 'profond.json');
      writeFileSync(profond, '['.repeat(1_000_000));
      expect((await reprendre(dossier, [profond])).fautes).toEqual([expect.stringMatching(/^E-REVUE-FICHIER profond/)]);
    }));
});

describe('ce qui ne va pas dans un fichier de la page', () => {
  const dits = async (dossier: string, fichier: string) => {
    const constats = new Constats();
    await expect(takeDecisions(dossier, [fichier], { keep: false }, constats)).rejects.toThrow(ConstatsBloquants);
    return constats.liste.map(({ message, remede }) => `${message}. ${remede}`);
  };

  it('se dit sans cases jaunes, avec ce qu’il y a maintenant à la place de la ligne', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const fichier = await enregistrer(dossier, join(racine, 'd.json'), { 3: NON, 4: { ...NON, motif: ' ' } });
      writeFileSync(join(dossier, 'sources', 'a.csv'), SOURCE.replace('Voirie;5', 'Voirie;6'));
      const [incomplete = '', changee = ''] = await dits(dossier, fichier);
      expect(incomplete).toBe(
        'il manque le motif. Complétez cette décision dans la page et enregistrez ; ou effacez cette décision dans la page (« Effacer cette décision ») et enregistrez pour la laisser ouverte.',
      );
      expect(changee.replace(/\s/g, ' ')).toBe(
        'la ligne sources/a.csv:3 n’est plus ce qu’elle était ; à cette place, maintenant, « Voirie », 6 000,00 €. Refaites la page, reprenez-y ce fichier (« Reprendre un fichier » : ce qui a seulement bougé y revient), décidez à nouveau de cette ligne et enregistrez ; ou effacez cette décision dans la page (« Effacer cette décision ») et enregistrez.',
      );
    }));

  it('tout ce que la page peut dire est proposé, et un autre contenu n’est pas « ce fichier manque »', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const fichier = await enregistrer(dossier, join(racine, 'd.json'), { 3: { ...NON, decision: 'peut-être' } });
      expect((await dits(dossier, fichier)).join()).toContain(', exceptionnelle.');
      for (const contenu of ['null', '[]']) {
        writeFileSync(fichier, contenu);
        expect((await dits(dossier, fichier)).join()).toContain('n’est pas de ceux que la page à décider enregistre');
      }
    }));
});
