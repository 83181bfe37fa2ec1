/** Archives of every version are made again to the byte, or refused with the version to take: never reinterpreted. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { archiveEdition } from '../../src/cli/archiver/run-archiver.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { verifierLEdition } from '../../src/edition/verifier-l-edition.ts';
import { countsAs, VERSION } from '../../src/files/tool.ts';
import { ouvrir, refermer, remplacer, resceller } from '../outils/archives.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposerDossier } from '../outils/dossier-temporaire.ts';
import { courirIci } from '../outils/dossiers.ts';

const DOSSIER = join(import.meta.dirname, 'archives');
const EBAUCHE = {
  entete: { mention: 'Dossier d’essai : tous les montants sont illustratifs.' },
  sources: [
    {
      fichier: 'sources/pilote.csv',
      declaration: { colonnes: { libelle: 'Objet', lieu: 'Lieu', caractere: 'Nature' } },
      contenu:
        'Objet;Lieu;Nature;Engagé\nPuits;Mali;illustratif;1000,00\nPartage export;;illustratif;300,00\nMaison;;illustratif;5000,00\nVoirie;;illustratif;70,00\nAccueil;Chine;illustratif;12,34\n',
    },
  ],
  regles: [
    {
      id: 'maison',
      question: 'exceptionnel',
      si: { libelle: { mots: 'maison' } },
      conclusion: 'exceptionnelle',
      motif: 'Unique.',
      exemples: { attrape: [{ libelle: 'Maison' }] },
    },
    {
      id: 'partage',
      question: 'international',
      si: { libelle: { mots: 'partage' } },
      conclusion: { quote_part: '40 %', cle: 'part des ventes' },
      motif: 'Export.',
      exemples: { attrape: [{ libelle: 'Partage' }] },
    },
    {
      id: 'oui',
      question: 'international',
      si: { libelle: { mots: ['puits', 'maison'] } },
      conclusion: 'internationale',
      motif: 'Solidarité.',
      exemples: { attrape: [{ libelle: 'Puits' }] },
    },
  ],
};

describe('les archives gardées', async () => {
  if (process.env.JAUNE_REGENERER === '1')
    await avecDossier(async (racine) => {
      deposerDossier(join(racine, 'dossier'), EBAUCHE);
      const sortie = join(DOSSIER, `jaune-${VERSION}.zip`);
      await archiveEdition(join(racine, 'dossier'), { sortie, remplacer: true }, new Constats());
    });
  const archives = readdirSync(DOSSIER).filter((nom) => nom.endsWith('.zip'));

  it('comptent celle de cette version', () => {
    expect(archives).toContain(`jaune-${VERSION}.zip`);
  });

  it.each(archives)('%s se refait à l’octet près, ou dit la version à prendre', async (nom) => {
    const [, version = ''] = /^jaune-(\d+\.\d+\.\d+)\.zip$/.exec(nom) ?? [];
    const reponse = verifierLEdition(join(DOSSIER, nom));
    if (countsAs(version, VERSION))
      expect(await reponse).toMatchObject({ version, alterations: [], causes: [], echec: [], identique: true });
    else await expect(reponse).rejects.toThrow(/dit avoir été faite par jaune .* celui-ci est jaune/);
  });

  it('celle de 0.1 a les empreintes de son scellé, et s’entend dire la version qui la refait, sans être accusée', async () => {
    const { code, sortie, erreur } = await courirIci(['verifier', join(DOSSIER, 'jaune-0.1.0.zip')]);
    expect({ code, sortie }).toEqual({ code: 2, sortie: '' });
    expect(erreur).toBe(
      [
        `cette édition dit avoir été faite par jaune 0.1.0, celui-ci est jaune ${VERSION}. Elle date d’avant la fin de 0.1.0, de sa révision 3c65660 : templates/sections/nomenclature.hbs, templates/sections/sources.hbs et templates/tableaux.css n’y étaient pas encore comme à la fin. 73 fichiers : les empreintes qui les accompagnent sont les leurs, mais qui réécrit l’archive peut les refaire. Rien n’a été refait. Empreinte de l’archive : d7c833c92e500c8223e3585ff5433154b7700d765c06a44d4e35c5dd9a43260e ; seule sa comparaison avec celle que vous avez gardée dit que rien n’a changé.`,
        // At the end of 0.1.0 the same number was other code: it does not make this archive again, that revision does.
        '  Les deux ne comptent pas de même : vérifiez-la avec la révision 3c65660 de jaune.',
        '',
      ].join('\n'),
    );
  });

  it('celle de 0.1, à l’outil retouché puis rescellée, n’est ni de la fin de 0.1.0 ni d’une révision connue', async () => {
    await avecDossier(async (racine) => {
      const contenu = ouvrir(join(DOSSIER, 'jaune-0.1.0.zip'));
      remplacer(
        contenu,
        'outil/data/reference/pays.csv',
        'SEN;686;Sénégal;afrique-subsaharienne',
        'SEN;686;Sénégal;asie',
      );
      resceller(contenu);
      const retouchee = join(racine, 'retouchee.zip');
      refermer(retouchee, contenu);
      const { code, sortie } = await courirIci(['verifier', retouchee]);
      expect(code).toBe(3);
      expect(sortie).toContain('L’outil de l’archive n’est pas celui de la version 0.1.0 :\n  data/reference/pays.csv');
      expect(sortie).not.toContain('rien n’y a changé');
    });
  });

  it('celle de 0.1, touchée, est dite touchée avant toute question de version', async () => {
    await avecDossier(async (racine) => {
      const contenu = ouvrir(join(DOSSIER, 'jaune-0.1.0.zip'));
      const source = 'dossier/sources/pilote.csv';
      remplacer(contenu, source, '1000,00', '1000,01');
      const touchee = join(racine, 'touchee.zip');
      refermer(touchee, contenu);
      const verification = await verifierLEdition(touchee);
      expect(verification.identique).toBe(false);
      expect(verification.alterations).toMatchObject([{ fichier: source, quoi: 'change' }]);
      expect(verification.panne).toContain('vérifiez-la avec jaune 0.1.0');
      expect(verification.panne).not.toContain('rien n’y a changé');
    });
  });
});
