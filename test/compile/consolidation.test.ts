import { beforeAll, describe, expect, it } from 'vitest';
import { tousLesChiffres } from '../../src/compile/tous-les-chiffres.ts';
import { verifierTousLesChiffres } from '../outils/chiffres.ts';
import { type Ebauche, type Lecture, lireEbauche } from '../outils/dossier-temporaire.ts';

const regle = (id: string, question: string, si: unknown, conclusion: unknown, exemple: unknown) => ({
  id,
  question,
  si,
  conclusion,
  motif: `Parce que ${id}.`,
  exemples: { attrape: [exemple] },
});

const flux = (id: string, libelle: string, conclusion: unknown) =>
  regle(id, 'perimetre', { libelle }, conclusion, { libelle });

/** A region that funds an agency, which passes money on to a committee, which passes some on to a school without a file. */
const LIGNES = [
  'Région;D;Dotation à l’agence;1 000,00',
  'Région;D;Aide à l’école;40,00',
  'Région;D;Jumelage;10,00',
  'Région;R;Subvention européenne du jumelage;4,00',
  'Agence;R;Dotation reçue de la Région;990,00',
  'Agence;D;Passé au comité;300,00',
  'Agence;D;Bureau de Shanghai;600,00',
  'A.R.D.;D;Bureau de Boston;5,00',
  'Agence;D;Payé pour la Région;7,00',
  'Comité;D;Passé à l’école;100,00',
  'Comité;D;Salon de Berlin;200,00',
];

const EBAUCHE: Ebauche = {
  entete: {
    organismes: {
      ecole: { nom: 'École', genre: 'association' },
      agence: { nom: 'Agence', alias: ['A.R.D.'], genre: 'association', detaille: 'oui' },
      comite: { nom: 'Comité', genre: 'association', detaille: 'oui' },
    },
  },
  sources: [
    {
      fichier: 'sources/tout.csv',
      contenu: ['Qui;Sens;Objet;Engagé', ...LIGNES, ''].join('\n'),
      declaration: {
        organisme: undefined,
        colonnes: { organisme: 'Qui', sens: 'Sens', libelle: 'Objet' },
        valeurs: { sens: { D: 'depense', R: 'recette' } },
      },
    },
  ],
  regles: [
    flux('dotation', 'Dotation à l’agence', { flux_interne: 'agence' }),
    flux('dotation-recue', 'Dotation reçue de la Région', { flux_interne: 'agence' }),
    flux('aide', 'Aide à l’école', { flux_interne: 'ecole' }),
    flux('passe', 'Passé au comité', { reversement: 'comite' }),
    flux('passe-encore', 'Passé à l’école', { reversement: 'ecole' }),
    flux('pour-autrui', 'Payé pour la Région', { mandat: 'agence' }),
    regle('oui', 'international', { libelle: { mots: ['jumelage', 'bureau', 'salon'] } }, 'internationale', {
      libelle: 'jumelage',
    }),
  ],
};

describe('une région, ses organismes, et l’argent qu’ils se passent', () => {
  let lecture: Lecture;
  const jaune = () => {
    if (!lecture.jaune) throw new Error(lecture.constats.liste.map(({ message }) => message).join('\n'));
    return lecture.jaune;
  };
  const valeur = (nom: string) => tousLesChiffres(jaune()).get(nom)?.montant;
  beforeAll(async () => {
    lecture = await lireEbauche(EBAUCHE);
  });

  it('tout ce qui est reçu, moins ce qui compte à l’autre bout, par genre et par organisme', () => {
    expect([valeur('consolidation.recu'), valeur('flux.agence'), valeur('flux.comite')]).toEqual([
      226_200, 100_700, 30_000,
    ]);
    // A mandate is of its own kind: it is paid for the account of another, always left out.
    expect([valeur('flux.agence/flux_interne'), valeur('flux.agence/mandat')]).toEqual([100_000, 700]);
    expect(valeur('flux.comite/reversement')).toBe(30_000);
    // A school without a file keeps what it is paid, twice: nothing of it is anywhere else.
    expect(valeur('flux.ecole')).toBeUndefined();
    expect(valeur('consolidation.total')).toBe(95_500);
  });

  it('ce que porte chaque organisme, un organisme sous deux noms étant un seul', () => {
    expect(jaune().consolidation.parOrganisme.map(({ organisme }) => organisme)).toEqual([
      'Région',
      'Agence',
      'Comité',
    ]);
    expect(
      ['recu', 'flux', 'consolide', 'international'].map((quoi) => valeur(`consolidation.agence/${quoi}`)),
    ).toEqual([91_200, 30_700, 60_500, 60_500]);
    expect(
      ['international', 'recettes', 'reste_a_charge'].map((quoi) => valeur(`consolidation.region/${quoi}`)),
    ).toEqual([1_000, 400, 600]);
  });

  it('les deux bouts : ce qui est versé, ce qui est dit reçu, et l’écart', () => {
    expect(
      ['verse', 'recu', 'ecart', 'detail', 'compte_au_payeur'].map((q) => valeur(`rapprochement.agence.${q}`)),
    ).toEqual([100_000, 99_000, 1_000, 91_200, 700]);
    expect(valeur('rapprochement.ecole.verse/comite/reversement/compte')).toBe(10_000);
    expect(valeur('rapprochement.ecole.verse/region/flux_interne/compte')).toBe(4_000);
  });

  it('suit l’argent jusqu’à son dernier détenteur connu', () => {
    const [ecole, agence] = jaune().consolidation.rapprochements;
    const dire = (de: typeof ecole) =>
      de?.derniersDetenteurs.map(({ chemin, compte }) => [chemin.map(({ nom }) => nom).join(' → '), compte.centimes]);
    expect(dire(agence)).toEqual([
      ['Agence', 70_000],
      ['Agence → Comité → École', 10_000],
    ]);
    expect(dire(ecole)).toEqual([['École', 14_000]]);
  });

  it('chaque chiffre se refait de ses lignes, et les totaux des chiffres qui les composent', () => {
    verifierTousLesChiffres(jaune(), lecture.affectations);
  });
});

it('un cercle se dit, et ne tourne pas sans fin', async () => {
  const { constats } = await lireEbauche({
    ...EBAUCHE,
    regles: [...(EBAUCHE.regles ?? []), flux('retour', 'Salon de Berlin', { reversement: 'agence' })],
  });
  expect(constats.liste.map(({ code }) => code)).toContain('E-FLUX-EN-CERCLE');
});
