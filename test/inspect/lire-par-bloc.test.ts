import { expect, it } from 'vitest';
import { outillageLivre } from '../../src/dossier/outillage.ts';
import { lireParBloc } from '../../src/inspect/lire-par-bloc.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { deposer } from '../outils/dossier-temporaire.ts';

it('une condition sans effet est dite du fichier, non d’une ligne d’un exercice.yaml qui n’a pas le bloc', async () => {
  const racine = dossierDEssai();
  deposer(racine, 'a.csv', 'Objet;Engagé\nx;1,00\n');
  const lecture = await lireParBloc(
    [
      '  - fichier: sources/a.csv',
      '    secteur: x',
      '    organisme: x',
      '    encodage: utf-8',
      '    separateur: ";"',
      '    decimale: ","',
      '    colonnes: { libelle: Objet }',
      '    montants: { engagements: Engagé }',
      '    lignes_a_ecarter:',
      '      - si: { Objet: TOTAL }',
      '        motif: Total',
    ],
    { exercice: '2012', norme: 'M71', vote: 'par_nature', base: 'engagements', avis: {} as never },
    { racine, nom: 'a.csv', fichier: 'sources/a.csv' },
    { donnees: outillageLivre().donnees, codeInconnu: 'erreur', tables: { racine, norme: undefined, tables: [] } },
  );
  expect(lecture?.constats.liste).toMatchObject([{ code: 'A-ECART-SANS-EFFET', lieu: { fichier: 'sources/a.csv' } }]);
  expect(lecture?.constats.liste[0]?.lieu).not.toHaveProperty('ligne');
});
