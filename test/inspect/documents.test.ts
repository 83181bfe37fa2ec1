/** What `jaune source` says of a budget document is what reading it says: the block is accepted as pasted, or both refuse. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { inspecterSource } from '../../src/inspect/inspecter-source.ts';
import { avecDossier } from '../outils/atelier.ts';
import { budget, compteFinancierUnique, documentBudgetaire, ligneBudget } from '../outils/document-budgetaire.ts';
import { lireDossier } from '../outils/dossier-temporaire.ts';
import { decrireAvecDonnees, donneePartagee } from '../outils/partage.ts';

interface Entete {
  readonly exercice: string;
  readonly norme: string;
  readonly vote: string;
  readonly base: string;
}

function exerciceYaml({ exercice, norme, vote, base }: Entete, bloc: readonly string[]): string {
  return [
    `exercice: ${exercice}`,
    'collectivite: Région',
    'titre: Actions internationales',
    `norme: ${norme}`,
    `vote: ${vote}`,
    `base: ${base}`,
    'date_edition: 2012-12-13',
    'secteur_pilote: Pilote',
    'code_inconnu: erreur',
    'sources:',
    ...bloc.map((ligne) => ligne.replace(/secteur: # à remplir.*/, 'secteur: Pilote')),
    '',
  ].join('\n');
}

/** Looks at a document in a dossier, or in the one that it suggests; then reads the dossier with the block as it is pasted. */
function proposerPuisLire(poser: (fichier: string) => void, dossier?: Entete) {
  return avecDossier(async (racine) => {
    mkdirSync(join(racine, 'sources'));
    mkdirSync(join(racine, 'regles'));
    writeFileSync(join(racine, 'regles/10.yaml'), '[]');
    const fichier = join(racine, 'sources/a.xml');
    poser(fichier);
    if (dossier !== undefined) {
      const rien = ['  - fichier: sources/a.xml', '    format: totem', '    secteur: Pilote'];
      writeFileSync(join(racine, 'exercice.yaml'), exerciceYaml(dossier, rien));
    }
    const options = dossier === undefined ? {} : { dossier: racine };
    const [{ proposition, bloc, lecture } = {}] = (await inspecterSource(fichier, options, new Constats())).blocs;
    if (proposition === undefined || bloc === undefined) throw new Error('aucun bloc');
    writeFileSync(join(racine, 'exercice.yaml'), exerciceYaml(dossier ?? proposition.cadre, bloc.nu));
    const lue = await lireDossier(racine);
    return {
      propres: proposition.propres?.map(({ cle, valeur }) => `${cle}: ${valeur}`),
      empechement: proposition.empechement,
      lignes: lecture?.lue.lignes,
      erreurs: lue.constats.liste.filter(({ code }) => code.startsWith('E-')).map(({ code }) => code),
      affectations: lue.affectations.length,
    };
  });
}

const REGION: Entete = { exercice: '2012', norme: 'M71', vote: 'par_fonction', base: 'mandats' };
const LIGNE = ligneBudget({ Fonction: '93048' });
const PAR_NATURE = ligneBudget({ Fonction: undefined, ContFon: undefined, ContNat: '011' });
const ANNEXE = { CodBud: '06', CodTypBud: 'A', LibelleEtab: 'TRANSPORTS', Nomenclature: 'M4-M43_D', NatFonc: '1' };
const avec = (mentions: Record<string, string>, lignes = [LIGNE]) => documentBudgetaire({ lignes, mentions });

describe('le bloc proposé pour un document se lit tel que collé', () => {
  it.each<[quoi: string, contenu: string, propres?: readonly string[]]>([
    ['par fonction', avec({ NatFonc: '2' })],
    [
      'un compte financier unique',
      compteFinancierUnique({ lignes: [LIGNE], mentions: { NatDec: '10', NatFonc: '2' } }),
    ],
    ['un budget annexe seul', avec(ANNEXE, [PAR_NATURE])],
    ['deux budgets', avec({ NatFonc: '2' }).replace('</Doc', `${budget([PAR_NATURE], ANNEXE)}</Doc`)],
    ['l’annexe d’abord', avec(ANNEXE, [PAR_NATURE]).replace('</Doc', `${budget([LIGNE], { NatFonc: '2' })}</Doc`)],
    ['un organisme en M43', avec({ ...ANNEXE, CodTypBud: 'P' }, [PAR_NATURE]), ['norme: M43']],
    ['un organisme en M52, par fonction', avec({ Nomenclature: 'M52-M52', NatFonc: '2' }), ['norme: M52']],
    [
      'un organisme par nature',
      avec({ NatFonc: '3' }, [ligneBudget({ ContFon: undefined, ContNat: '65' })]),
      ['vote: par_nature'],
    ],
    [
      'un organisme en M14, par nature',
      avec({ NatFonc: '3', Nomenclature: 'M14-M14' }, [ligneBudget({ ContFon: undefined, ContNat: '65' })]),
      ['norme: M14', 'vote: par_nature'],
    ],
  ])('%s', async (_, contenu, propres) => {
    const poser = (fichier: string) => writeFileSync(fichier, contenu);
    const { lignes, affectations, erreurs, ...dit } = await proposerPuisLire(poser, REGION);
    expect({ erreurs, ...dit }).toEqual({ erreurs: [], propres, empechement: undefined });
    expect(affectations).toBe(lignes);
    expect((await proposerPuisLire(poser)).erreurs).toEqual([]);
  });
});

describe('ce qui empêche un document d’entrer est dit des deux côtés', () => {
  it.each<[quoi: string, contenu: string, dit: RegExp, code: string]>([
    [
      'un second budget principal, par nature',
      avec({ NatFonc: '2' }).replace('</Doc', `${budget([PAR_NATURE], { NatFonc: '1' })}</Doc`),
      /« vote: par_nature »/,
      'E-VOTE-AUTRE',
    ],
    ['une norme inconnue', avec({ Nomenclature: 'M99-M99' }), /« M99 »/, 'E-NORME-AUTRE'],
    ['une étape inconnue', avec({ NatDec: '04' }), /« 04 »/, 'E-VALEUR-INCONNUE'],
    ['un autre exercice', avec({ Exer: '2011' }), /2011/, 'E-EXERCICE-AUTRE'],
    ['un vote', avec({ NatDec: '01' }), /cp_votes/, 'E-EXERCICE-INCOHERENT'],
    [
      'un second budget d’une autre année',
      avec({ NatFonc: '2' }).replace('</Doc', `${budget([PAR_NATURE], { ...ANNEXE, Exer: '2011' })}</Doc`),
      /« 2011 »/,
      'E-EXERCICE-AUTRE',
    ],
  ])('%s', async (_, contenu, dit, code) => {
    const vu = await proposerPuisLire((fichier) => writeFileSync(fichier, contenu), REGION);
    expect(vu.empechement).toMatch(dit);
    expect(vu.erreurs).toContain(code);
  });

  it.each([
    ['sans aucune ligne', documentBudgetaire({ lignes: [] })],
    ['qui n’en est pas un', '<?xml version="1.0"?><Autre/>'],
  ])('un document %s est refusé', async (_, contenu) => {
    const constats = new Constats();
    await avecDossier(async (racine) => {
      writeFileSync(join(racine, 'a.xml'), contenu);
      await expect(inspecterSource(join(racine, 'a.xml'), {}, constats)).rejects.toThrow();
    });
    expect(constats.liste.map(({ code }) => code)).toEqual(['E-XML']);
  });
});

const REELS = ['montpellier-ca-2019.xml', 'cfu-commune-2023.xml', 'transport-m43-bp-2022.xml', 'montreuil-ca-2018.xml'];
decrireAvecDonnees('le bloc proposé pour un document réel se lit tel que collé', REELS, () => {
  test.each(REELS.map((nom, rang) => [nom, [1_661, 163, 123, 1_431][rang]] as const))(
    '%s : %i lignes',
    async (nom, lignes) => {
      const vu = await proposerPuisLire((fichier) => cpSync(donneePartagee(nom), fichier));
      expect(vu).toMatchObject({ empechement: undefined, erreurs: [], lignes, affectations: lignes });
    },
  );
});
