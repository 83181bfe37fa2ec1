/** What `jaune expliquer` says of the lines and figures of data/2012: the whole text, as an officer reads it. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../src/files/tool.ts';
import { avecDossier } from './outils/atelier.ts';
import { deposerDossier } from './outils/dossier-temporaire.ts';
import { courirIci, lancerIci } from './outils/dossiers.ts';
import { EBAUCHE_A_FLUX } from './outils/ebauche-a-flux.ts';
import { comparerAuTexte } from './outils/texte-attendu.ts';

const CAS = join(import.meta.dirname, 'cas', 'expliquer');

describe('expliquer une ligne', () => {
  it.each([
    ['exclue', 'sources/affaires-internationales.csv:53', 0],
    ['recette', 'sources/affaires-internationales.csv:98', 0],
    ['partagee', 'sources/apprentissage-formation.csv:99', 0],
    ['exceptionnelle', 'sources/enseignement-superieur-recherche.csv:37', 0],
    ['decidee', 'sources/culture.csv:79', 0],
    ['non-examinee', 'sources/culture.csv:44', 0],
    ['a-arbitrer', 'jeunesse.csv:21', 0],
    ['non-internationale', 'sources/affaires-internationales.csv:157', 0],
    ['faux-ami', 'sources/developpement-economique.csv:46', 0],
    ['ecartee', 'sources/environnement.csv:100', 0],
    ['dans-un-enregistrement', 'sources/culture.csv:80', 2],
    ['titres', 'sources/culture.csv:1', 2],
    ['sans-numero', 'sources/culture.csv', 2],
    ['source-inconnue', 'sources/cultures.csv:79', 2],
  ])('%s', async (nom, ref, attendu) => {
    const commande = `jaune expliquer data/2012 ${ref}`;
    const { code, sortie, erreur } = await lancerIci(commande, packageRoot());
    expect(code).toBe(attendu);
    expect(attendu === 0 ? erreur : sortie).toBe('');
    comparerAuTexte(join(CAS, `${nom}.txt`), `$ ${commande}\n${sortie}${erreur}`);
  });
});

describe('expliquer une ligne d’un flux entre organismes', () => {
  it.each([
    ['flux-deduit', 'sources/tout.csv:2'],
    ['flux-sans-detail', 'sources/tout.csv:3'],
    ['flux-recu', 'sources/tout.csv:6'],
    ['flux-mandat', 'sources/tout.csv:10'],
  ])('%s', async (nom, ref) => {
    await avecDossier(async (racine) => {
      deposerDossier(racine, EBAUCHE_A_FLUX);
      const { code, sortie } = await courirIci(['expliquer', racine, ref]);
      expect(code).toBe(0);
      comparerAuTexte(join(CAS, `${nom}.txt`), /^Le flux\n(?: .*\n)+/m.exec(sortie)?.[0] ?? sortie);
    });
  });

  it('chaque chiffre d’un flux se suit jusqu’à ses lignes', async () => {
    await avecDossier(async (racine) => {
      deposerDossier(racine, EBAUCHE_A_FLUX);
      const chiffre = async (nom: string) => (await courirIci(['expliquer', racine, '--figure', nom])).sortie;
      expect(await chiffre('consolidation.total')).toContain('6 lignes font 955,00');
      expect(await chiffre('rapprochement.agence.ecart')).toContain('2 lignes font 10,00');
      expect(await chiffre('consolidation.region/reste_a_charge')).toContain('2 lignes font 6,00');
    });
  });
});

describe('expliquer un chiffre', () => {
  it.each([
    ['chiffre-pays', 'pays.senegal', 0],
    ['chiffre-total', 'synthese.total', 0],
    ['chiffre-croise', 'domaine.export/territoire.asie', 0],
    ['chiffre-passerelle', 'passerelle.retenu', 0],
    ['chiffre-exclusion', 'exclusion.perimetre-ordre', 0],
    ['chiffre-recettes', 'exclusion.recu-comite-tourisme/recettes', 0],
    ['chiffre-passerelle-recettes', 'passerelle.retenu/recettes', 0],
    ['chiffre-restes', 'partition.non_internationale', 0],
    ['chiffre-non-examine', 'source.culture/partition.non_examinee', 0],
    ['chiffre-autre-base', 'base.mandats/partition.exclue', 0],
    ['chiffre-couverture', 'couverture.suggeree_non', 0],
    ['chiffre-regle', 'regle.pilote-autres-actions/contredite', 0],
    ['chiffre-sans-ligne', 'passerelle.transferts', 0],
    ['chiffre-mal-ecrit', 'pays.senegel', 2],
    ['chiffre-inconnu', 'xyzzy', 2],
  ])('%s', async (nom, chiffre, attendu) => {
    const commande = `jaune expliquer data/2012 --figure ${chiffre}`;
    const { code, sortie, erreur } = await lancerIci(commande, packageRoot());
    expect(code, erreur).toBe(attendu);
    const dit = attendu === 0 ? sortie : erreur;
    comparerAuTexte(join(CAS, `${nom}.txt`), `$ ${commande}\n${dit}`);
  });
});

it('--json donne la ligne champ par champ, avec ce qu’elle partage', async () => {
  const { code, sortie } = await lancerIci('jaune expliquer data/2012 sources/culture.csv:79 --json', packageRoot());
  expect(code).toBe(0);
  const { ligne } = JSON.parse(sortie).affectation;
  expect(ligne).toMatchObject({ fichier: 'sources/culture.csv', numero: 79, chapitre: '933', sens: 'depense' });
  expect(ligne).toMatchObject({ beneficiaire: 'Cinéma municipal de Bagneux', imputation: { fonction: '312' } });
});
