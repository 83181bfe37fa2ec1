/** A dossier whose sources are of every format goes the whole way: explained, decided, sealed, made again. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { archiveEdition } from '../src/cli/archiver/run-archiver.ts';
import { Constats } from '../src/domain/constats/constat.ts';
import { verifierLEdition } from '../src/edition/verifier-l-edition.ts';
import { compilerLEdition, type Edition } from '../src/edition.ts';
import { dossierDEssai } from './outils/atelier.ts';
import { ecrireClasseur } from './outils/classeur-source.ts';
import { deposerDossier } from './outils/dossier-temporaire.ts';
import { courirIci, lancerIci } from './outils/dossiers.ts';
import { lireCsvProduit } from './outils/sorties.ts';

const XML = 'test/cas/constats/E-EXERCICE-INCOHERENT/totem-champ-inconnu/sources/budget.xml';
const REGLES = [
  {
    id: 'action-exterieure',
    question: 'international',
    si: { fonction: '048' },
    conclusion: 'internationale',
    motif: 'La fonction 048 porte les autres actions internationales.',
    exemples: { attrape: [{ fonction: '048' }] },
  },
];

const atelier = dossierDEssai();
let edition: Edition;
const dans = (...chemin: readonly string[]) => join(atelier, ...chemin);

beforeAll(async () => {
  const csv = {
    fichier: 'sources/a.csv',
    contenu: 'Objet;Fonction;Mandaté\nPuits;048;10,00\n',
    declaration: { colonnes: { libelle: 'Objet', fonction: 'Fonction' }, montants: { mandats: 'Mandaté' } },
  };
  deposerDossier(dans('dossier'), { entete: { base: 'mandats' }, sources: [csv], regles: REGLES });
  const titres = ['Objet', 'Fonction', 'Mandaté'];
  const classeur = await ecrireClasseur({
    feuilles: {
      'Été 2012': { rangees: [titres, ['Jumelage', '048', 1200.5], ['Tournoi de Dakar', '312', 300]] },
      Hiver: { rangees: [titres, ['Ski', '312', 50]] },
    },
  });
  writeFileSync(dans('dossier/sources/sport.xlsx'), classeur);
  cpSync(XML, dans('dossier/sources/budget.xml'));
  const declare = dans('dossier/exercice.yaml');
  const exercice = JSON.parse(readFileSync(declare, 'utf8'));
  const commun = { secteur: 'Sport', organisme: 'Région', colonnes: { libelle: 'Objet', fonction: 'Fonction' } };
  const feuille = (nom: string) => ({
    ...commun,
    fichier: 'sources/sport.xlsx',
    format: 'classeur',
    feuille: nom,
    montants: { mandats: 'Mandaté' },
  });
  exercice.sources.push(feuille('Été 2012'), feuille('Hiver'));
  exercice.sources.push({ fichier: 'sources/budget.xml', format: 'totem', secteur: 'Pilote' });
  writeFileSync(declare, JSON.stringify(exercice));
  edition = await compilerLEdition(dans('dossier'), dans('edition'), new Constats());
});

describe('un dossier de tous les formats', () => {
  it('nomme chaque ligne par sa source, et fait le total au centime', () => {
    const lignes = lireCsvProduit(edition.sortie, 'lignes-2012.csv');
    expect(lignes.map(({ ref, verdict, montant_centimes: centimes }) => [ref, verdict, centimes])).toEqual([
      ['sources/a.csv:2', 'internationale', '1000'],
      ['sources/sport.xlsx!Été 2012:2', 'internationale', '120050'],
      ['sources/sport.xlsx!Été 2012:3', 'a_arbitrer', '30000'],
      ['sources/sport.xlsx!Hiver:2', 'non_examinee', '5000'],
      ['sources/budget.xml:1', 'internationale', '500000'],
    ]);
    expect(edition.jaune.synthese.totalHorsExceptionnelles).toBe(1000 + 120050 + 500000);
  });

  it('pèse chaque fichier une fois, classeur de deux feuilles compris', () => {
    const paquet = JSON.parse(readFileSync(join(edition.sortie, 'datapackage.json'), 'utf8'));
    const texte = JSON.stringify(paquet);
    expect(edition.provenance.entrees.map(({ nom }) => nom).filter((nom) => nom.startsWith('sources/'))).toEqual([
      'sources/a.csv',
      'sources/budget.xml',
      'sources/sport.xlsx',
    ]);
    expect(
      texte.split(edition.provenance.entrees.find(({ nom }) => nom.endsWith('.xlsx'))?.sha256 ?? '?').length - 1,
    ).toBe(1);
  });

  it.each([
    ['sources/sport.xlsx!Été 2012:3', 'Tournoi de Dakar'],
    ['sport.xlsx!Hiver:2', 'Ski'],
    ['sources/budget.xml:1', 'SUBVENTION AU FESTIVAL'],
  ])('explique %s', async (ref, libelle) => {
    // A reference with a space is one word of the command.
    const { code, sortie } = await courirIci(['expliquer', dans('dossier'), ref]);
    expect(code).toBe(0);
    expect(sortie).toContain(libelle);
  });

  it('reçoit une décision sur une ligne de classeur, par le classeur d’arbitrage', async () => {
    const { empreinte } = edition.jaune.lignes.find(({ ligne }) => ligne.libelle === 'Tournoi de Dakar')?.ligne ?? {};
    cpSync(dans('dossier'), dans('decide'), { recursive: true });
    const titres = 'ref;empreinte;decision;quote_part;cle;axe;domaine;territoire;pays;motif;auteur;date';
    const decision = `sources/sport.xlsx!Été 2012:3;${empreinte};internationale;50 %;moitié des équipes;;;;;Tournoi;Bureau des finances;2012-11-05`;
    writeFileSync(dans('decide/arbitrages.csv'), `${titres}\n${decision}\n`);
    const { jaune } = await compilerLEdition(dans('decide'), dans('edition-decidee'), new Constats());
    expect(jaune.synthese.totalHorsExceptionnelles).toBe(1000 + 120050 + 500000 + 15000);
    const exporte = await lancerIci('jaune arbitrer export dossier --sortie classeur.xlsx', atelier);
    expect(exporte.code).toBe(0);
  });

  it('s’archive, et se refait à l’octet près de cette seule archive', async () => {
    const { fichier } = await archiveEdition(
      dans('dossier'),
      { sortie: dans('a.zip'), remplacer: false },
      new Constats(),
    );
    const { identique, echec } = await verifierLEdition(fichier);
    expect({ identique, echec }).toEqual({ identique: true, echec: [] });
  });
});
