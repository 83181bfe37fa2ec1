import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatherWorklist } from '../../src/cli/arbitrer/gather-worklist.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { preparer } from '../../src/edition/preparation.ts';
import { avecDossier } from '../outils/atelier.ts';

import { deposerDossier, lireDossier, TITRES_DES_DECISIONS } from '../outils/dossier-temporaire.ts';
import { courirIci } from '../outils/dossiers.ts';

const SOURCES = [
  { fichier: 'sources/a.csv', contenu: 'Objet;Engagé\nForum;100,00\nDotation;50,00\nSiège;30,00\nSalon;20,00\n' },
];
const ENTETE = {
  axes: { jeunesse: 'Jeunesse et sport', climat: 'Climat' },
  organismes: { agence: { nom: 'Agence' } },
};

/** A dossier whose lines 2 to 5 were decided: a part with all its cells, in the perimeter, a flow to whom has no file, paid to whom and judged. */
async function decide(racine: string) {
  const dossier = join(racine, 'dossier');
  deposerDossier(dossier, { entete: ENTETE, sources: SOURCES });
  const { affectations } = await lireDossier(dossier);
  const colonnes = [...TITRES_DES_DECISIONS.split(';'), 'organisme', 'operation', 'montant_est'];
  writeFileSync(join(dossier, 'arbitrages.csv'), `${colonnes.join(';')}\n`);
  const ecrire = (rang: number, dites: Readonly<Record<string, string>>) => {
    const { fichier, numero, empreinte } = affectations[rang]?.ligne ?? { fichier: '', numero: 0, empreinte: '' };
    const signee = { ref: `${fichier}:${numero}`, empreinte, motif: 'Vu', auteur: 'Cabinet', date: '2012-11-06' };
    const ecrite: Readonly<Record<string, string>> = { ...signee, ...dites };
    appendFileSync(join(dossier, 'arbitrages.csv'), `${colonnes.map((nom) => ecrite[nom] ?? '').join(';')}\n`);
  };
  const pays = 'Liban 60 %, non ventilé 40 %';
  ecrire(0, { decision: 'internationale', quote_part: '30 %', cle: '3 pays sur 10', axe: 'jeunesse', pays });
  ecrire(1, { decision: 'incluse' });
  ecrire(2, { decision: 'flux_interne', organisme: 'agence' });
  ecrire(3, { decision: 'non_internationale', organisme: 'agence' });
  const liste = async (decidees: boolean) =>
    gatherWorklist(await preparer(dossier, new Constats()), { maxLines: 9, decidees });
  return { dossier, liste };
}

describe('les lignes qu’une personne a décidées', () => {
  it('disent toute la décision, dans des mots que ses colonnes reprennent', () =>
    avecDossier(async (racine) => {
      const { liste } = await (await decide(racine)).liste(true);
      expect(
        liste.map(({ suggestion, raison }) => [suggestion, raison].map((dit) => dit.replace(/[\u00a0\u202f]/g, ' '))),
      ).toEqual([
        [
          'internationale à 30 %',
          'clé : 3 pays sur 10 ; Axe : Jeunesse et sport ; Pays : Liban 60 %, non ventilé 40 % ; décidée le 2012-11-06, Cabinet : Vu',
        ],
        ['incluse', 'décidée le 2012-11-06, Cabinet : Vu'],
        ['flux interne vers agence', 'décidée le 2012-11-06, Cabinet : Vu'],
        ['non internationale vers agence', 'décidée le 2012-11-06, Cabinet : Vu'],
      ]);
    }));

  it('« incluse » et flux sans fichier restent non examinées, et ne reviennent pas comme si rien n’était décidé', () =>
    avecDossier(async (racine) => {
      const { dossier, liste } = await decide(racine);
      expect((await liste(true)).liste.slice(1, 3).map(({ place }) => place)).toEqual(['non_examinee', 'non_examinee']);
      expect(await liste(false)).toMatchObject({ lignes: 0, liste: [], decideesOuvertes: 2 });
      const { sortie } = await courirIci(['arbitrer', 'export', dossier, '--sortie', join(racine, 'a.xlsx')]);
      expect(sortie).toContain('2 lignes de plus restent ouvertes, déjà décidées');
    }));

  it('la commande qui les reprend cite un chemin qui a une espace, pour la page et le classeur', () =>
    avecDossier(async (racine) => {
      const { dossier } = await decide(join(racine, 'mon service'));
      for (const [nom, ...mots] of [
        ['p.html', '--page', '--decidees'],
        ['a.xlsx', '--decidees'],
      ]) {
        const sortie = join(racine, 'mon service', nom ?? '');
        const dits = await courirIci(['arbitrer', 'export', dossier, ...mots, '--sortie', sortie, '--remplacer']);
        const commande = /jaune arbitrer import (?:--garder )?(.*)/.exec(dits.sortie)?.[1] ?? dits.sortie + dits.erreur;
        expect(commande).toBe(`"${dossier}" ${nom === 'p.html' ? '<fichier enregistré>' : `"${sortie}"`}`);
      }
    }));
});
