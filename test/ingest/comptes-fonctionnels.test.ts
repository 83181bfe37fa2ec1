import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { inspecterSource } from '../../src/inspect/inspecter-source.ts';
import { avecDossier } from '../outils/atelier.ts';
import { DECLARATION_TOTEM } from '../outils/document-budgetaire.ts';
import { deposer, fautes, type Lecture, lireDossier, lireEbauche } from '../outils/dossier-temporaire.ts';
import { decrireAvecDonnees, donneePartagee } from '../outils/partage.ts';

const COLONNES = { libelle: 'Objet', chapitre: 'Chapitre', chapitre_libelle: 'Intitulé', fonction: 'Fonction' };

/** What lines of a chapter, its label and a function are read as, in a dossier in M57 voted by function. */
async function lire(lignes: readonly string[], entete: Record<string, unknown> = {}) {
  const contenu = ['Chapitre;Intitulé;Fonction;Objet;Engagé', ...lignes.map((ligne) => `${ligne};Action;1,00`), ''];
  const lecture = await lireEbauche({
    entete: { exercice: '2024', norme: 'M57', ...entete },
    sources: [{ fichier: 'sources/a.csv', contenu: contenu.join('\n'), declaration: { colonnes: COLONNES } }],
  });
  return {
    fautes: fautes(lecture),
    lues: lecture.affectations.map(({ ligne: { chapitre, chapitreLibelle, fonction, section } }) =>
      [chapitre, chapitreLibelle, fonction, section].join('|'),
    ),
  };
}

describe('un compte fonctionnel dans un tableau', () => {
  it.each([
    [';;93048', '930||048|fonctionnement'],
    ['930;Services;93048', '930|Services|048|fonctionnement'],
    ['930;Services;048', '930|Services|048|fonctionnement'],
    // What stands as chapter gives way, and its label with it, when the account says better.
    ['65;Autres charges;93048', '930||048|fonctionnement'],
    ['934;Santé;93444', '9344||444|fonctionnement'],
    ['934-4;RSA;93444', '934-4|RSA|444|fonctionnement'],
    ['321;Bibliothèques;90321', '903||321|investissement'],
    ['943;Opérations financières;943', '943|Opérations financières||fonctionnement'],
    [';;954', '954|||'],
    ['001;Solde;', '001|Solde||'],
  ])('%s : %s', async (ligne, lue) => {
    expect(await lire([ligne])).toEqual({ fautes: [], lues: [lue] });
  });

  it.each([
    ['900;Services;93048', 'A-CHAPITRE-FONCTION', 1],
    ['931;Sécurité;93048', 'A-CHAPITRE-FONCTION', 1],
    ['999;Rien;93048', 'E-CODE-INCONNU', 0],
    [';;930499', 'E-CODE-INCONNU', 0],
    [';;94048', 'E-CODE-INCONNU', 0],
  ])('%s : %s', async (ligne, code, lues) => {
    const vu = await lire([ligne]);
    expect(vu.fautes.map((faute) => faute.split(' ')[0])).toEqual([code]);
    expect(vu.lues.length).toBe(lues);
  });

  it('n’en est pas un dans un dossier qui vote par nature', async () => {
    expect((await lire(['65;Autres;93048'], { vote: 'par_nature' })).fautes).toEqual([
      expect.stringMatching(/^E-CODE-INCONNU /),
    ]);
  });
});

const MONTPELLIER = 'montpellier-ca-2019.xml';

decrireAvecDonnees('le compte de Montpellier en tableau', [MONTPELLIER], () => {
  type Elements = Readonly<Record<string, string>>;
  const elements: readonly Elements[] = [
    ...readFileSync(donneePartagee(MONTPELLIER), 'latin1').matchAll(/<LigneBudget>([\s\S]*?)<\/LigneBudget>/g),
  ].map(([, corps = '']) =>
    Object.fromEntries([...corps.matchAll(/<(\w+) V="([^"]*)"/g)].map(([, nom = '', valeur = '']) => [nom, valeur])),
  );
  const { CodRD: _, ...sens } = { CodRD: '', D: 'dépense', R: 'recette' } as Record<string, string>;
  const dit = ({ CodRD = '', OpBudg }: Elements) => [sens[CodRD], OpBudg === '0' ? 'réel' : 'ordre'];
  const tableau = (colonnes: readonly string[], ligne: (un: Elements) => readonly (string | undefined)[]) =>
    [colonnes, ...elements.map(ligne)].map((cellules) => `${cellules.join(',')}\n`).join('');

  const DISPOSITIONS = {
    'le compte seul': tableau(
      ['Exercice', 'Compte fonctionnel', 'Nature', 'Libellé', 'Sens', 'Mouvement', 'Mandaté'],
      (un) => ['2019', un.Fonction, un.Nature, `Compte ${un.Nature}`, ...dit(un), un.MtReal],
    ),
    'le chapitre et le compte': tableau(
      ['Exercice', 'Chapitre', 'Fonction', 'Nature', 'Libellé', 'Sens', 'Mouvement', 'Mandaté'],
      (un) => ['2019', un.ContFon, un.Fonction, un.Nature, `Compte ${un.Nature}`, ...dit(un), un.MtReal],
    ),
    'le modèle SCDL': tableau(
      'BGT_NATDEC BGT_ANNEE BGT_SIRET BGT_NOM BGT_CONTNAT BGT_CONTNAT_LABEL BGT_NATURE BGT_NATURE_LABEL BGT_FONCTION BGT_SECTION BGT_OPBUDG BGT_CODRD BGT_MTREAL'.split(
        ' ',
      ),
      (un) => {
        const [leSens, mouvement] = dit(un);
        const section = /^[1-4]/.test(un.Nature ?? '') ? 'investissement' : 'fonctionnement';
        const qui = ['compte administratif', '2019', '21340172201787', 'VILLE'];
        const chapitre = un.Fonction === undefined ? [un.ContFon, 'Résultat reporté'] : ['65', 'Charges'];
        return [
          ...qui,
          ...chapitre,
          un.Nature,
          `Compte ${un.Nature}`,
          un.Fonction,
          section,
          mouvement,
          leSens,
          un.MtReal,
        ];
      },
    ),
  };

  test.each(Object.entries(DISPOSITIONS))('%s : chaque ligne est celle du document', async (_, contenu) => {
    const entete = { exercice: '2019', norme: 'M57', base: 'mandats' };
    const document = await lireEbauche({
      entete,
      sources: [
        {
          fichier: 'sources/a.xml',
          contenu: readFileSync(donneePartagee(MONTPELLIER)),
          declaration: DECLARATION_TOTEM,
        },
      ],
    });
    const tableau = await avecDossier(async (racine) => {
      deposer(racine, 'sources/a.csv', contenu);
      deposer(racine, 'regles/10.yaml', '[]');
      const options = { secteur: 'Pilote', organisme: 'Ville' };
      const [propose] = (await inspecterSource(join(racine, 'sources/a.csv'), options, new Constats())).blocs;
      expect(propose?.proposition.cadre).toMatchObject({ ...entete, vote: 'par_fonction' });
      deposer(racine, 'exercice.yaml', [...ENTETE_YAML, ...(propose?.bloc.nu ?? []), ''].join('\n'));
      return lireDossier(racine);
    });
    const dire = (ligne: Lecture['affectations'][number]['ligne']) =>
      // The results carried over have no functional account: only their chapter tells them.
      [
        ligne.sens,
        ligne.mouvement,
        ligne.fonction === '' && /^(?:00[12])?$/.test(ligne.chapitre) ? '' : ligne.chapitre,
        ligne.fonction,
        ligne.montants.mandats,
      ].join('|');
    const lignes = (lecture: Lecture) => lecture.affectations.map(({ ligne }) => dire(ligne));
    expect(tableau.constats.erreurs).toBe(0);
    expect(lignes(tableau)).toHaveLength(1_661);
    expect(lignes(tableau)).toEqual(lignes(document));
  });
});

const ENTETE_YAML = [
  'exercice: 2019',
  'collectivite: Ville',
  'titre: Actions internationales',
  'norme: M57',
  'vote: par_fonction',
  'base: mandats',
  'date_edition: 2019-12-31',
  'secteur_pilote: Pilote',
  'code_inconnu: erreur',
  'sources:',
];
