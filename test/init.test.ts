import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Constats } from '../src/domain/constats/constat.ts';
import { packageRoot } from '../src/files/tool.ts';
import { faireUnDossier } from '../src/init/faire-un-dossier.ts';
import { ligneDeSchema } from '../src/init/modele.ts';
import { dossierDEssai } from './outils/atelier.ts';
import { lancerIci } from './outils/dossiers.ts';
import { comparerAuTexte } from './outils/texte-attendu.ts';

const CAS = join(import.meta.dirname, 'cas', 'init');
const REGENERER = process.env.JAUNE_REGENERER === '1';
const NOMS = readdirSync(CAS)
  .filter((nom) => !nom.startsWith('_') && statSync(join(CAS, nom)).isDirectory())
  .sort();

/** The files of a folder, with what they hold; the memory of the year before is looked at apart. */
function arbre(dossier: string): Record<string, string> {
  if (!existsSync(dossier)) return {};
  const noms = readdirSync(dossier, { recursive: true, encoding: 'utf8' }).map((nom) => nom.replaceAll('\\', '/'));
  return Object.fromEntries(
    noms
      .filter((nom) => statSync(join(dossier, nom)).isFile() && !/(?:^|\/)memoire\//.test(nom))
      .sort()
      .map((nom) => [nom, readFileSync(join(dossier, nom), 'utf8')]),
  );
}

async function executer(
  nom: string,
): Promise<{ dit: string; avant: Record<string, string>; apres: Record<string, string> }> {
  const poste = dossierDEssai();
  cpSync(join(CAS, '_commun'), poste, { recursive: true });
  if (existsSync(join(CAS, nom, 'avant'))) cpSync(join(CAS, nom, 'avant'), poste, { recursive: true });
  const avant = arbre(poste);
  const commande = readFileSync(join(CAS, nom, 'commande.txt'), 'utf8').trim();
  const { sortie, erreur, code } = await lancerIci(commande, poste);
  const dit = `$ ${commande}\n${sortie}${erreur}[sortie ${code}]\n`.replaceAll(poste, '<ici>');
  return { dit, avant, apres: arbre(poste) };
}

/** Compares what the command made with the tree beside the case. */
function comparerALArbre(chemin: string, obtenu: Record<string, string>): void {
  if (REGENERER) {
    rmSync(chemin, { recursive: true, force: true });
    for (const [nom, texte] of Object.entries(obtenu)) comparerAuTexte(join(chemin, nom), texte);
  }
  expect(obtenu).toEqual(arbre(chemin));
}

describe('init, cas par cas', () => {
  test.each(NOMS)('%s', async (nom) => {
    const { dit, avant, apres } = await executer(nom);
    comparerAuTexte(join(CAS, nom, 'attendu.txt'), dit);
    // Nothing that was there moves, whatever comes of it.
    expect(apres).toMatchObject(avant);
    const faits = Object.fromEntries(Object.entries(apres).filter(([chemin]) => !(chemin in avant)));
    comparerALArbre(join(CAS, nom, 'attendu'), faits);
    if (!dit.endsWith('[sortie 0]\n')) expect(faits).toEqual({});
  });
});

/** The small dossier of 2012, in a folder of its own. */
async function surUnPoste(faire: (poste: string) => Promise<void>): Promise<void> {
  const poste = dossierDEssai();
  cpSync(join(CAS, '_commun'), poste, { recursive: true });
  await faire(poste);
}

const recevoir = (poste: string) =>
  cpSync(join(CAS, 'suite-avec-fichiers', 'avant', '2013', 'sources'), join(poste, '2013', 'sources'), {
    recursive: true,
  });
const corrigerLeTitre = (poste: string) => {
  const chemin = join(poste, '2013', 'exercice.yaml');
  writeFileSync(chemin, readFileSync(chemin, 'utf8').replace('Engagé 2012', 'Engagé 2013'));
};

describe('le fichier de l’an dernier sous le nom de celui de l’année', () => {
  test('est refusé par le contrôle, jusqu’à ce qu’un motif le dise voulu', () =>
    surUnPoste(async (poste) => {
      const chemin = join(poste, '2013', 'exercice.yaml');
      const controler = async (changer: (texte: string) => string) => {
        writeFileSync(chemin, changer(readFileSync(chemin, 'utf8')));
        return (
          (await lancerIci('jaune controler 2013', poste)).erreur.match(/[^\n]*\n[^\n]*\n {2}\[E-[A-Z-]+\]/g) ?? []
        );
      };
      expect((await lancerIci('jaune init 2013 --depuis 2012', poste)).code).toBe(0);
      recevoir(poste);
      cpSync(join(poste, '2012/sources/recherche.csv'), join(poste, '2013/sources/recherche.csv'));
      rmSync(join(poste, '2013', 'arbitrages.csv'), { force: true });
      const titre = await controler((texte) => texte.replace('date_edition:', 'date_edition: 2013-12-12'));
      expect(titre).toEqual([expect.stringContaining('[E-TITRE-AUTRE-ANNEE]')]);
      const dit = 'montants: { engagements: Engagé 2012 }\n    autre_annee: { Engagé 2012: titre ancien }';
      const lues = await controler((texte) => texte.replace('montants: { engagements: Engagé 2012 }', dit));
      const memeFichier = /octet pour octet, sources\/recherche\.csv de 2012[\s\S]*\[E-SOURCE-DEJA-LUE\]/;
      expect(lues).toEqual([expect.stringMatching(memeFichier)]);
      // Saved again by a spreadsheet, it has other bytes and the same lines.
      const recherche = join(poste, '2013/sources/recherche.csv');
      const octets = readFileSync(recherche);
      writeFileSync(recherche, Buffer.concat([octets, Buffer.from('\n')]));
      const refait = await controler((texte) => texte);
      expect(refait).toEqual([expect.stringMatching(/la seule ligne .*5\s000,00[\s\S]*\[E-SOURCE-DEJA-LUE\]/)]);
      writeFileSync(recherche, octets);
      expect(await controler((texte) => texte.replace(dit, `${dit}\n    identique: colloque annuel`))).toEqual([]);
    }));
});

describe('la même commande, relancée', () => {
  const SUITE = 'jaune init 2013 --depuis 2012';

  test('ajoute les décisions dont la ligne est venue depuis, et ne touche à rien d’autre', () =>
    surUnPoste(async (poste) => {
      expect((await lancerIci(SUITE, poste)).code).toBe(0);
      recevoir(poste);
      corrigerLeTitre(poste);
      const avant = arbre(poste);
      const { sortie, erreur, code } = await lancerIci(SUITE, poste);
      expect({ erreur, code }).toEqual({ erreur: '', code: 0 });
      expect(sortie).toContain('3 décisions de 2012 ajoutées à arbitrages.csv, rien d’autre n’y change.');
      const apres = arbre(poste);
      expect(Object.keys(apres).filter((nom) => apres[nom] !== avant[nom])).toEqual(['2013/arbitrages.csv']);

      const encore = await lancerIci(SUITE, poste);
      expect(encore.sortie).toContain('2013 est là, et n’a pas changé : aucune décision de 2012 à ajouter.');
      expect(encore.sortie).toContain('3 lignes de ce dossier déjà décidées : rien n’y change.');
      expect(arbre(poste)).toEqual(apres);
    }));

  test('laisse les décisions qui y étaient, à la lettre', () =>
    surUnPoste(async (poste) => {
      recevoir(poste);
      expect((await lancerIci(SUITE, poste)).code).toBe(0);
      const chemin = join(poste, '2013', 'arbitrages.csv');
      const premieres = readFileSync(chemin, 'utf8').trimEnd().split('\n');
      corrigerLeTitre(poste);
      expect((await lancerIci(SUITE, poste)).code).toBe(0);
      expect(readFileSync(chemin, 'utf8').split('\n')).toEqual(expect.arrayContaining(premieres));
    }));

  test('dit ce qui est fautif dans le dossier déjà là, et n’écrit rien', () =>
    surUnPoste(async (poste) => {
      recevoir(poste);
      expect((await lancerIci(SUITE, poste)).code).toBe(0);
      writeFileSync(join(poste, '2013', 'arbitrages.csv'), 'ref;empreinte\n');
      corrigerLeTitre(poste);
      const avant = arbre(poste);
      const { erreur, code } = await lancerIci(SUITE, poste);
      expect(code).toBe(1);
      expect(erreur).toContain('[E-ARBITRAGE-ILLISIBLE]');
      expect(arbre(poste)).toEqual(avant);
    }));

  test('refuse le dossier d’une autre année que celle qu’on lui dit', () =>
    surUnPoste(async (poste) => {
      expect((await lancerIci(SUITE, poste)).code).toBe(0);
      const { erreur, code } = await lancerIci(`${SUITE} --exercice 2014`, poste);
      expect({ erreur, code }).toMatchObject({
        code: 2,
        erreur: expect.stringContaining('est un dossier de 2013, non de 2014'),
      });
    }));

  test('après la date remplie, le dossier se compile avec ses décisions reprises', () =>
    surUnPoste(async (poste) => {
      recevoir(poste);
      expect((await lancerIci(SUITE, poste)).code).toBe(0);
      corrigerLeTitre(poste);
      const sansDate = await lancerIci('jaune controler 2013', poste);
      expect(sansDate.code).toBe(1);
      expect(sansDate.erreur).toContain('exercice.yaml:9:17 · « date_edition » est vide');
      const chemin = join(poste, '2013', 'exercice.yaml');
      writeFileSync(chemin, readFileSync(chemin, 'utf8').replace('date_edition:', 'date_edition: 2013-12-12'));
      const { erreur, code } = await lancerIci('jaune controler 2013', poste);
      expect({ code, erreurs: /\[E-/.test(erreur) }).toEqual({ code: 0, erreurs: false });
      expect(erreur).toContain('[A-TEXTE-NON-RELU]');
    }));
});

test('la mémoire est, à l’octet près, ce que la compilation de l’année passée écrit', () =>
  surUnPoste(async (poste) => {
    expect((await lancerIci('jaune init 2013 --depuis 2012', poste)).code).toBe(0);
    expect((await lancerIci('jaune compiler 2012 --sortie edition', poste)).code).toBe(0);
    const reprise = readFileSync(join(poste, '2013/memoire/lignes-2012.csv'));
    expect(reprise.equals(readFileSync(join(poste, 'edition/lignes-2012.csv')))).toBe(true);
    // And what it remembered comes along, a year later.
    writeFileSync(
      join(poste, '2013/exercice.yaml'),
      readFileSync(join(poste, '2013/exercice.yaml'), 'utf8').replace('date_edition:', 'date_edition: 2013-12-12'),
    );
    recevoir(poste);
    corrigerLeTitre(poste);
    expect((await lancerIci('jaune init 2014 --depuis 2013', poste)).code).toBe(0);
    expect(readdirSync(join(poste, '2014/memoire')).sort()).toEqual([
      'lignes-2012.csv',
      'lignes-2013.csv',
      'sources-2012.csv',
      'sources-2013.csv',
    ]);
    expect(readFileSync(join(poste, '2014/memoire/lignes-2012.csv')).equals(reprise)).toBe(true);
  }));

describe('un dossier neuf', () => {
  test.each([
    ['Région Île-de-France', 'Actions internationales de la Région Île-de-France'],
    ['Ville de Montpellier', 'Actions internationales de la Ville de Montpellier'],
    ['Département du Lot : 46', 'Actions internationales du Département du Lot : 46'],
    ['Eurométropole de Strasbourg', 'Actions internationales de l’Eurométropole de Strasbourg'],
    ['Brest métropole', 'Actions internationales'],
    ['', 'Actions internationales'],
  ])('de « %s » s’intitule « %s »', (collectivite, titre) =>
    surUnPoste(async (poste) => {
      await faireUnDossier(join(poste, '2024'), { collectivite }, new Constats());
      expect(parse(readFileSync(join(poste, '2024/exercice.yaml'), 'utf8'))).toMatchObject({ titre });
    }),
  );

  const SOURCE = 'Exercice;Chapitre;Fonction;Programme;Action;Objet;Bénéficiaire;Engagé;Observations\n';

  test.each([
    ['M71', '2013', 'par_fonction'],
    ['M71', '2013', 'par_nature'],
    ['M57', '2024', 'par_fonction'],
    ['M57', '2024', 'par_nature'],
    ['M52', '2020', 'par_fonction'],
    ['M14', '2020', 'par_nature'],
    ['M43', '2020', 'par_nature'],
  ])('en %s, %s, voté %s : ses blancs une fois remplis, il est sans faute', (norme, exercice, vote) =>
    surUnPoste(async (poste) => {
      expect((await lancerIci(`jaune init ${exercice} --norme ${norme}`, poste)).code).toBe(0);
      const dossier = join(poste, exercice);
      const vides = await lancerIci(`jaune controler ${exercice}`, poste);
      for (const blanc of ['collectivite', 'date_edition', 'secteur_pilote', 'sources'])
        expect(vides.erreur).toContain(`« ${blanc} » est vide`);
      const modele = readFileSync(join(dossier, 'exercice.yaml'), 'utf8');
      if (norme === 'M14' || norme === 'M43') expect(modele).toContain('vote: par_nature\n');
      const rempli = modele
        .replace('collectivite:', 'collectivite: Région d’essai')
        .replace('date_edition:', `date_edition: ${exercice}-12-12`)
        .replace('secteur_pilote:', 'secteur_pilote: Culture')
        .replace('vote: par_fonction', `vote: ${vote}`)
        // The blocks to copy, as the file says to do it.
        .replace(/^# (\s*(?:-|\w+:|"| ) ?.*)$/gm, (ligne, reste: string) =>
          /^(?: {2}|organismes:|operations:)/.test(reste) ? reste : ligne,
        )
        .replace(/ {4}controle:[\s\S]*/, '');
      writeFileSync(join(dossier, 'exercice.yaml'), rempli);
      const chapitre = vote === 'par_nature' ? '65' : '930';
      const ligne = `${exercice};${chapitre};;;;Jumelage;Ville;12,00;`;
      writeFileSync(join(dossier, 'sources/culture.csv'), Buffer.from(`${SOURCE}${ligne}\n`, 'latin1'));
      const { erreur, code } = await lancerIci(`jaune controler ${exercice}`, poste);
      expect(erreur.match(/\[E-[A-Z-]+\]/g) ?? [], erreur).toEqual([]);
      expect(code).toBe(0);
    }),
  );

  test.each([
    ['sans années, finit avec son exercice', '', 1],
    ['qui va jusqu’à l’année d’après, continue', 'annees: [2010, 2011]', 0],
    ['dont la dernière année est passée, finit', 'annees: [2009, 2010]', 1],
    ['de plus d’un an après, continue', 'annees: [2010, 2014]', 0],
  ])('depuis une année passée, une opération %s', (_, annees, finies) =>
    surUnPoste(async (poste) => {
      cpSync(join(packageRoot(), 'data/2010'), join(poste, '2010'), { recursive: true });
      const passe = join(poste, '2010/exercice.yaml');
      const ecrit = readFileSync(passe, 'utf8');
      expect(ecrit).toContain('    cout_total:');
      if (annees !== '') writeFileSync(passe, ecrit.replace('    cout_total:', `    ${annees}\n    cout_total:`));
      const { sortie, code } = await lancerIci('jaune init 2011 --depuis 2010', poste);
      expect(code).toBe(0);
      const dit = sortie.replaceAll(/\s+/g, ' ');
      expect(dit).toContain('1 opération, telle quelle');
      const phrase =
        /celle-ci finit avant 2011 : retirez d’exercice\.yaml ce qui est fini, ou donnez ses années site-idf-international \(/;
      if (finies === 1) expect(dit).toMatch(phrase);
      else expect(dit).not.toContain('finit avant');
      // It comes as it is: what is over is the person's to take away.
      expect(readFileSync(join(poste, '2011/exercice.yaml'), 'utf8')).toContain('  site-idf-international:');
    }),
  );

  test('rangé sous l’outil, ses fichiers mènent les éditeurs à leur schéma', () => {
    const lignes = ['exercice.yaml', 'regles/10-perimetre.yaml'].map((nom) =>
      ligneDeSchema(
        packageRoot(),
        join(packageRoot(), 'data/2042'),
        nom,
        nom.startsWith('regles') ? 'regles' : 'exercice',
      ),
    );
    expect(lignes).toEqual([
      '# yaml-language-server: $schema=../../schemas/exercice.schema.json\n',
      '# yaml-language-server: $schema=../../../schemas/regles.schema.json\n',
    ]);
  });
});
