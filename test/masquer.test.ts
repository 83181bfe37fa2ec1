import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { plier } from '../src/domain/textes/texte.ts';
import { ecrireClasseur } from './outils/classeur-source.ts';
import { compteFinancierUnique, documentBudgetaire, ligneBudget } from './outils/document-budgetaire.ts';
import { courirIci, type Poste, poserDossier } from './outils/dossiers.ts';

const BASE = 'test/cas/constats/_base';
/** Names that no other word of a document looks like. Nobody bears them. */
const MOTS = ['quintefeuille', 'xavio', 'zenobule', 'echalote'];
const TITRES = 'Exercice;Chapitre;Fonction;Objet;Bénéficiaire;SIRET;Engagé';
const LIGNES = [
  '2012;930;048;Bourse au Sénégal, Zénobule ÉCHALOTE;Échalote Zénobule;;1 200,00',
  '2012;930;048;Bourse au Mali;"Xavio ""Quintefeuille""";;800,00',
  '2012;930;048;Annulée;XAVIO QUINTEFEUILLE;;300,00',
  '2012;933;312;Voyage à Dakar;QUINTEFEUILLE Xavio;;500,00',
  '2012;933;312;Musique;Zénobule Échalote;;40,00',
  '2012;930;048;Festival;Association des amis;12345678900011;2 000,00',
];
const CONDITION = '{ champs: [beneficiaire], si: { SIRET: absent } }';

function poser(masquer: string, lignes: readonly string[] = LIGNES, duDossier = true): Poste {
  const poste = poserDossier(BASE);
  const exercice = join(poste.dossier, 'exercice.yaml');
  const ecart = '    lignes_a_ecarter: [{ si: { Objet: Annulée }, motif: Annulée }]\n';
  const texte = `${readFileSync(exercice, 'utf8').trimEnd()}\n    ignorees: [SIRET]\n${ecart}`;
  writeFileSync(
    exercice,
    duDossier ? texte.replace('sources:', `masquer: ${masquer}\nsources:`) : `${texte}    masquer: ${masquer}\n`,
  );
  writeFileSync(join(poste.dossier, 'sources/culture.csv'), `${[TITRES, ...lignes].join('\n')}\n`);
  return poste;
}

/** All that files hold, what is packed in them included, folded. */
function toutCeQuiEstEcrit(dossier: string): string {
  return readdirSync(dossier, { recursive: true, encoding: 'utf8' })
    .filter((nom) => statSync(join(dossier, nom)).isFile())
    .flatMap((nom) => {
      const octets = readFileSync(join(dossier, nom));
      const parties = nom.endsWith('.xlsx') ? Object.values(unzipSync(octets)) : [octets];
      return parties.map((partie) => plier(Buffer.from(partie).toString('utf8')));
    })
    .join('\n');
}

function exigerSansNom(texte: string): void {
  const plie = plier(texte);
  for (const mot of MOTS) expect(plie.includes(mot), mot).toBe(false);
}

const COMMANDES = [
  'controler dossier',
  'controler dossier --json',
  'controler dossier --acquittements',
  'compiler dossier --sortie sortie --json',
  'compiler dossier --sortie sortie',
  'expliquer dossier culture.csv:2',
  'expliquer dossier culture.csv:3 --json',
  'expliquer dossier culture.csv:4',
  'expliquer dossier culture.csv:5 --json',
  'expliquer dossier --figure synthese.total',
  'arbitrer export dossier --sortie sortie/revue.xlsx',
  'comparer dossier autre',
  'comparer dossier autre --json',
];

async function toutLancer(poste: Poste): Promise<string> {
  let dit = '';
  const autre = join(poste.racine, 'autre');
  cpSync(poste.dossier, autre, { recursive: true });
  const culture = join(autre, 'sources/culture.csv');
  writeFileSync(culture, readFileSync(culture, 'utf8').replace('1 200,00', '1 250,00').replace('800,00', '80,00'));
  for (const commande of COMMANDES) {
    const { sortie, erreur, code } = await courirIci(commande.split(' '), poste.racine);
    expect(`${commande} ${code}`).toBe(`${commande} 0`);
    dit += sortie + erreur;
  }
  return dit;
}

describe('un nom masqué', () => {
  it.each([
    ['pour tout le dossier', CONDITION, true],
    ['pour une source', CONDITION, false],
    ['sans condition', '[beneficiaire]', false],
  ])('n’est dans aucune sortie, ni à l’écran : %s', async (_, masquer, duDossier) => {
    const poste = poser(masquer, LIGNES, duDossier);
    exigerSansNom(await toutLancer(poste));
    const ecrit = toutCeQuiEstEcrit(join(poste.racine, 'sortie'));
    expect(ecrit).toContain('(nom masque)');
    exigerSansNom(ecrit);
    expect(ecrit.includes('association des amis')).toBe(masquer === CONDITION);
  });

  it('n’est pas davantage dans ce qui vient d’un classeur', async () => {
    const poste = poser(CONDITION);
    const rangees = [TITRES, ...LIGNES].map((ligne) => ligne.replaceAll('""', '').replaceAll('"', '').split(';'));
    const fichier = join(poste.dossier, 'sources/culture.xlsx');
    writeFileSync(fichier, await ecrireClasseur({ feuilles: { Feuil1: { rangees } } }));
    rmSync(join(poste.dossier, 'sources/culture.csv'));
    const exercice = join(poste.dossier, 'exercice.yaml');
    const texte = readFileSync(exercice, 'utf8')
      .replace('culture.csv', 'culture.xlsx\n    format: classeur\n    feuille: Feuil1')
      .replace('    encodage: utf-8\n    separateur: ";"\n', '');
    writeFileSync(exercice, texte);
    for (const commande of [
      'controler dossier --json',
      'compiler dossier --sortie sortie',
      'expliquer dossier culture.xlsx!Feuil1:2',
    ]) {
      const { sortie, erreur, code } = await courirIci(commande.split(' '), poste.racine);
      expect(`${commande} ${code} ${erreur}`).toBe(`${commande} 0 ${erreur}`);
      exigerSansNom(sortie + erreur);
    }
    const ecrit = toutCeQuiEstEcrit(join(poste.racine, 'sortie'));
    expect(ecrit).toContain('(nom masque)');
    exigerSansNom(ecrit);
  });

  it.each(['totem', 'cfu'])('n’est pas davantage dans ce qui vient d’un document (%s)', async (format) => {
    const poste = poser(CONDITION, LIGNES, false);
    const nommee = (nom: string, autres = {}) => ligneBudget({ LibCpte: nom, ...autres });
    const lignes = [
      nommee('Zénobule Échalote'),
      nommee('Échalote Zénobule', { MtReal: '40.00', Operation: 'Échalote' }),
      nommee('XAVIO QUINTEFEUILLE', { OpBudg: '1' }),
      nommee('Xavio Quintefeuille', { MtReal: undefined }),
      nommee('Quintefeuille &amp; Xavio', { MtReal: undefined }),
      nommee('Xavio Quintefeuille').replace('<LigneBudget', '<LigneBudget calculated="true"'),
      ligneBudget({ LibCpte: 'Festival', ContNat: 'public' }),
    ];
    const document = format === 'cfu' ? compteFinancierUnique : documentBudgetaire;
    writeFileSync(join(poste.dossier, 'sources/compte.xml'), document({ lignes }));
    const exercice = join(poste.dossier, 'exercice.yaml');
    const [entete = ''] = readFileSync(exercice, 'utf8')
      .replace('base: engagements', 'base: mandats')
      .split('sources:');
    const source = (ecart: string) =>
      writeFileSync(
        exercice,
        `${entete}sources:\n  - fichier: sources/compte.xml\n    format: ${format}\n    secteur: Culture\n    masquer: { champs: [libelle], si: { ContNat: absent } }\n${ecart}`,
      );
    source('');
    const refusee = await courirIci(['controler', 'dossier', '--json'], poste.racine);
    expect(refusee.sortie).toContain('E-MONTANT-ABSENT');
    exigerSansNom(refusee.sortie + refusee.erreur);

    source('    lignes_a_ecarter: [{ si: { MtReal: absent }, motif: Sans montant }]\n');
    for (const commande of [
      'controler dossier',
      'compiler dossier --sortie sortie',
      'expliquer dossier compte.xml:2',
      'expliquer dossier compte.xml:4 --json',
      'arbitrer export dossier --sortie sortie/revue.xlsx',
    ]) {
      const { sortie, erreur, code } = await courirIci(commande.split(' '), poste.racine);
      expect(`${commande} ${code} ${erreur}`).toBe(`${commande} 0 ${erreur}`);
      exigerSansNom(sortie + erreur);
    }
    const ecrit = toutCeQuiEstEcrit(join(poste.racine, 'sortie'));
    expect(ecrit).toContain('(nom masque)');
    expect(ecrit).toContain('festival');
    expect(ecrit).toContain('sans montant');
    exigerSansNom(ecrit);
  });

  it('ne l’est pas dans un champ qu’un document n’a pas : le refus dit lesquels il a', async () => {
    const poste = poser(CONDITION, LIGNES, false);
    writeFileSync(join(poste.dossier, 'sources/compte.xml'), documentBudgetaire({ lignes: [ligneBudget()] }));
    const exercice = join(poste.dossier, 'exercice.yaml');
    const [entete = ''] = readFileSync(exercice, 'utf8')
      .replace('base: engagements', 'base: mandats')
      .split('sources:');
    const ecrire = (champ: string) =>
      writeFileSync(
        exercice,
        `${entete}sources:\n  - fichier: sources/compte.xml\n    format: totem\n    secteur: Culture\n    masquer: [${champ}]\n`,
      );
    ecrire('beneficiaire');
    const { erreur, code } = await courirIci(['controler', 'dossier'], poste.racine);
    expect(code).toBe(1);
    expect(erreur).toContain('« beneficiaire » n’a pas de colonne');
    expect(erreur).toContain('Cette source a : « libelle ».');
    ecrire('libelle');
    expect((await courirIci(['controler', 'dossier'], poste.racine)).code).toBe(0);
  });

  it('l’est partout quand le fichier n’a pas la colonne qui dit qui est une personne', async () => {
    const poste = poser(CONDITION);
    const exercice = join(poste.dossier, 'exercice.yaml');
    const titres =
      'nomAttribuant,idAttribuant,dateConvention,referenceDecision,nomBeneficiaire,objet,montant,nature,conditionsVersement,datesPeriodeVersement,notificationUE,pourcentageSubvention';
    writeFileSync(
      join(poste.dossier, 'sources/culture.csv'),
      `${titres}\nRégion,12345678900011,2012-03-01,R1,Zénobule Échalote,Bourse,1200.00,aide en numéraire,unique,2012-03-01,non,1\n`,
    );
    const [entete = ''] = readFileSync(exercice, 'utf8').split('masquer:');
    writeFileSync(
      exercice,
      `${entete}sources:\n  - fichier: sources/culture.csv\n    modele: scdl-subventions-2.1.1\n    secteur: Culture\n    separateur: ","\n    masquer: { champs: [beneficiaire], si: { idBeneficiaire: absent } }\n    constantes: { chapitre: "930", fonction: "048" }\n`,
    );
    const { sortie, erreur, code } = await courirIci(['compiler', 'dossier', '--sortie', 'sortie'], poste.racine);
    expect(code, erreur).toBe(0);
    exigerSansNom(sortie + erreur + toutCeQuiEstEcrit(join(poste.racine, 'sortie')));
  });

  it('laisse les lignes, leurs montants et leurs empreintes comme ils sont', async () => {
    const lire = async (poste: Poste) => {
      await courirIci(['compiler', 'dossier', '--sortie', 'sortie'], poste.racine);
      const [titres = '', ...lignes] = readFileSync(join(poste.racine, 'sortie/lignes-2012.csv'), 'utf8')
        .trim()
        .split('\n');
      const colonnes = ['ref', 'empreinte', 'engagements_centimes', 'verdict'].map((nom) =>
        titres.split(';').indexOf(nom),
      );
      return lignes.map((ligne) => colonnes.map((rang) => ligne.split(';')[rang]));
    };
    expect(await lire(poser(CONDITION))).toEqual(await lire(poser('aucun', LIGNES, false)));
  });

  it('est encore dans l’archive, qui le dit, et l’édition se refait au même octet', async () => {
    const poste = poser(CONDITION);
    const { sortie } = await courirIci(['archiver', 'dossier', '--sortie', 'a.zip'], poste.racine);
    expect(sortie).toContain('les noms que les documents masquent s’y lisent (4 lignes)');
    expect((await courirIci(['verifier', 'a.zip'], poste.racine)).code).toBe(0);
  });

  it('ne fait pas une seule personne de toutes : la mémoire n’en apprend rien', async () => {
    const poste = poser(CONDITION);
    await courirIci(['compiler', 'dossier', '--sortie', 'sortie'], poste.racine);
    const publiees = readFileSync(join(poste.racine, 'sortie/lignes-2012.csv'), 'utf8');
    mkdirSync(join(poste.dossier, 'memoire'));
    writeFileSync(
      join(poste.dossier, 'memoire/lignes-2011.csv'),
      publiees.replaceAll(/^(sources\/[^;]*;[0-9a-f]*;)2012/gm, '$12011'),
    );
    const { sortie, code } = await courirIci(['expliquer', 'dossier', 'culture.csv:6'], poste.racine);
    expect(code).toBe(0);
    expect(sortie).toContain('(nom masqué)');
    expect(sortie).not.toMatch(/bénéficiaire « ?\(nom masqué\)/i);
    exigerSansNom(sortie);
  });
});

describe('une édition publiée avant que le dossier masque des noms', () => {
  it('ne les ramène dans aucune sortie, et se dit ; publiée avec, elle ne dit rien', async () => {
    for (const avant of ['aucun', CONDITION]) {
      const ancien = poser(
        avant,
        [...LIGNES, '2012;930;048;Bourse de Zénobule Échalote;Zénobule Échalote;;77,00'],
        false,
      );
      await courirIci(['compiler', 'dossier', '--sortie', 'sortie'], ancien.racine);
      const publiees = readFileSync(join(ancien.racine, 'sortie/lignes-2012.csv'), 'utf8');
      const poste = poser(CONDITION);
      mkdirSync(join(poste.dossier, 'memoire'));
      writeFileSync(
        join(poste.dossier, 'memoire/lignes-2011.csv'),
        publiees
          .replaceAll(/^(sources\/[^;]*;[0-9a-f]*;)2012/gm, '$12011')
          .replaceAll(/^(sources\/[^;]*;)[0-9a-f]{4}/gm, '$10000'),
      );
      const { sortie, erreur, code } = await courirIci(['compiler', 'dossier', '--sortie', 'sortie'], poste.racine);
      expect(code, erreur).toBe(0);
      expect(erreur.includes('[A-MEMOIRE-EN-CLAIR]')).toBe(avant === 'aucun');
      exigerSansNom(sortie + erreur);
      const ecrit = toutCeQuiEstEcrit(join(poste.racine, 'sortie'));
      expect(ecrit).toContain('2011');
      exigerSansNom(ecrit);
    }
  });
});

describe('ce qui ne va pas dans une source masquée se dit sans nom', () => {
  it.each([
    ['un montant illisible', '2012;930;048;Bourse;Xavio Quintefeuille;;12,5O', 'E-MONTANT-ILLISIBLE'],
    [
      'un nom glissé dans le montant',
      '2012;930;048;Bourse;Xavio Quintefeuille;;Xavio Quintefeuille',
      'E-MONTANT-ILLISIBLE',
    ],
    [
      'un nom glissé dans l’exercice',
      'Quintefeuille Xavio;930;048;Bourse;Xavio Quintefeuille;;12,50',
      'E-EXERCICE-AUTRE',
    ],
    ['un champ de trop', '2012;930;048;Bourse;Quintefeuille;Xavio;;12,50', 'E-NOMBRE-DE-CHAMPS'],
    ['un guillemet mal fermé', '2012;930;048;Bourse;"Quintefeuille" Xavio;;12,50', 'E-GUILLEMET'],
    ['un code inconnu', '2012;930;0489;Bourse;Quintefeuille Xavio;;12,50', 'E-CODE-INCONNU'],
  ])('%s', async (_, ligne, code) => {
    const poste = poser(CONDITION, [...LIGNES, ligne]);
    for (const options of [[], ['--json']]) {
      const { sortie, erreur } = await courirIci(['controler', 'dossier', ...options], poste.racine);
      expect(sortie + erreur).toContain(code);
      expect(sortie + erreur).toContain('culture.csv');
      exigerSansNom(sortie + erreur);
    }
  });

  it('un total sans SIRET n’est pas une personne : il se voit comme tel', async () => {
    const { erreur } = await courirIci(
      ['controler', 'dossier'],
      poser(CONDITION, [...LIGNES, '2012;930;048;;Total général;;4 540,00']).racine,
    );
    expect(erreur).toContain('« Total général » ressemble à une ligne de total');
  });
});

describe('un nom dans le libellé d’un code', () => {
  it('y est masqué pour la ligne de cette personne', async () => {
    const poste = poser(CONDITION, LIGNES.slice(0, 0));
    const exercice = join(poste.dossier, 'exercice.yaml');
    writeFileSync(
      exercice,
      readFileSync(exercice, 'utf8').replace('fonction: Fonction,', 'fonction: Fonction, action_libelle: Action,'),
    );
    writeFileSync(
      join(poste.dossier, 'sources/culture.csv'),
      [
        'Exercice;Chapitre;Fonction;Action;Objet;Bénéficiaire;SIRET;Engagé',
        '2012;930;048;Bourse Échalote Zénobule;Voyage;Zénobule ÉCHALOTE;;12,00',
        '2012;930;048;Bourses;Voyage;Xavio Quintefeuille;;13,00',
        '2012;930;048;Annulée;Annulée;Xavio Quintefeuille;;13,00',
        '',
      ].join('\n'),
    );
    const { sortie, erreur, code } = await courirIci(['compiler', 'dossier', '--sortie', 'sortie'], poste.racine);
    expect(code, erreur).toBe(0);
    const ecrit = toutCeQuiEstEcrit(join(poste.racine, 'sortie'));
    expect(ecrit).toContain('bourse (nom masque)');
    exigerSansNom(sortie + erreur + ecrit);
  });
});
