import { describe, expect, it } from 'vitest';
import { SCDL_BUDGET } from '../../src/formats/modeles/scdl-budget.ts';
import { SCDL_SUBVENTIONS } from '../../src/formats/modeles/scdl-subventions.ts';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

const FICHIER = 'sources/a.csv';
const SIRET = '11111111100011';
const MODELE = { organisme: undefined, encodage: undefined, separateur: undefined, decimale: undefined };
const ENTETE = { exercice: '2024', norme: 'M57', vote: 'par_nature', date_edition: '2024-12-13' };

type Rangee = Readonly<Record<string, string>>;

/** A file of a layout: the titles in order, less some, then each row by its titles. */
function ecrire(titres: readonly string[], rangees: readonly Rangee[]): string {
  return [titres, ...rangees.map((rangee) => titres.map((titre) => rangee[titre] ?? ''))]
    .map((cellules) => `${cellules.join(',')}\n`)
    .join('');
}

const TITRES_BUDGET = SCDL_BUDGET.colonnes.map(({ titre }) => titre);
const LIGNE_BUDGET: Rangee = {
  BGT_NATDEC: 'compte administratif',
  BGT_ANNEE: '2024',
  BGT_SIRET: SIRET,
  BGT_NOM: 'Région d’essai',
  BGT_CONTNAT: '65',
  BGT_CONTNAT_LABEL: 'Autres charges',
  BGT_NATURE: '65748',
  BGT_NATURE_LABEL: 'Subventions',
  BGT_FONCTION: '048',
  BGT_FONCTION_LABEL: 'Autres actions',
  BGT_SECTION: 'fonctionnement',
  BGT_OPBUDG: 'réel',
  BGT_CODRD: 'dépense',
  BGT_MTREAL: '12.50',
  BGT_ARTSPE: 'non spécialisé',
};

const TITRES_SUBVENTIONS = SCDL_SUBVENTIONS.colonnes.map(({ titre }) => titre);
const SUBVENTION: Rangee = {
  nomAttribuant: 'Région d’essai',
  idAttribuant: SIRET,
  dateConvention: '2024-03-12',
  referenceDecision: 'CP 24-01',
  nomBeneficiaire: 'Association d’essai',
  objet: 'Festival',
  montant: '1000.00',
  nature: 'aide en numéraire',
  conditionsVersement: 'unique',
  datesPeriodeVersement: '2024-04-01/2024-05-01',
  notificationUE: 'non',
  pourcentageSubvention: '1.00',
};

function lireBudget(
  rangees: readonly Rangee[],
  { base = 'mandats', titres = TITRES_BUDGET, declaration = {} }: Options = {},
) {
  return lire('scdl-budget-0.8.3', ecrire(titres, rangees), base, declaration);
}

function lireSubventions(
  rangees: readonly Rangee[],
  { base = 'engagements', titres = TITRES_SUBVENTIONS, declaration = {} }: Options = {},
) {
  return lire('scdl-subventions-2.1.1', ecrire(titres, rangees), base, declaration);
}

interface Options {
  readonly base?: string;
  readonly titres?: readonly string[];
  readonly declaration?: Readonly<Record<string, unknown>>;
}

function lire(modele: string, contenu: string, base: string, declaration: Readonly<Record<string, unknown>>) {
  return lireEbauche({
    entete: { ...ENTETE, base },
    sources: [
      {
        fichier: FICHIER,
        contenu,
        declaration: { ...MODELE, modele, colonnes: undefined, montants: undefined, ...declaration },
      },
    ],
  });
}

const sans = (titres: readonly string[], ...otes: readonly string[]) => titres.filter((titre) => !otes.includes(titre));

describe('un budget au format SCDL', () => {
  it('a les 22 colonnes du standard', () => expect(TITRES_BUDGET.length).toBe(22));

  it('se lit sans rien déclarer de ses colonnes', async () => {
    const lecture = await lireBudget([
      LIGNE_BUDGET,
      { ...LIGNE_BUDGET, BGT_CODRD: 'recette', BGT_OPBUDG: 'ordre', BGT_SECTION: 'investissement' },
    ]);
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.map(({ ligne }) => ligne)).toMatchObject([
      {
        numero: 2,
        organisme: 'Région d’essai',
        secteur: 'Pilote',
        chapitre: '65',
        chapitreLibelle: 'Autres charges',
        nature: '65748',
        libelle: 'Subventions',
        fonction: '048',
        fonctionLibelle: 'Autres actions',
        section: 'fonctionnement',
        sens: 'depense',
        mouvement: 'reel',
        montants: { mandats: 1250 },
      },
      { numero: 3, section: 'investissement', sens: 'recette', mouvement: 'ordre' },
    ]);
  });

  it('garde les étapes qui donnent la base du dossier, et met les autres de côté', async () => {
    const etapes = ['budget primitif', 'Budget supplémentaire', 'décision modificative', 'compte administratif'];
    const rangees = etapes.map((etape, rang) => ({
      ...LIGNE_BUDGET,
      BGT_NATDEC: etape,
      BGT_MTREAL: rang === 3 ? '12.50' : '',
      BGT_MTPREV: rang === 3 ? '' : `${10 ** rang}.00`,
    }));
    const votes = await lireBudget(rangees, { base: 'cp_votes' });
    expect(fautes(votes)).toEqual([]);
    expect(votes.affectations.map(({ ligne }) => ligne.montants)).toEqual(
      [100, 1_000, 10_000].map((n) => ({ cp_votes: n })),
    );
    expect(votes.jaune?.sources[0]?.misesAEcart).toEqual([
      {
        motif: 'Montant d’une autre base : « compte administratif »',
        lignes: 1,
        montant: 0,
        sansMontant: 1,
        autreBase: true,
      },
    ]);
    const compte = await lireBudget(rangees);
    expect(compte.affectations.map(({ ligne }) => ligne.montants)).toEqual([{ mandats: 1250 }]);
    expect(compte.ecartees.map(({ numero }) => numero)).toEqual([2, 3, 4]);
  });

  it('laisse la source dire autrement', async () => {
    const contenu = ecrire(TITRES_BUDGET, [{ ...LIGNE_BUDGET, BGT_CREDOUV: '7,50', BGT_OPERATION: '24-1' }]);
    const lecture = await lire(
      'scdl-budget-0.8.3',
      contenu.replaceAll(',', ';').replace('7;50', '7,50').replace('12.50', '12,50'),
      'cp_votes',
      {
        organisme: 'Région',
        separateur: ';',
        decimale: ',',
        colonnes: { programme: 'BGT_OPERATION' },
        montants: { cp_votes: 'BGT_CREDOUV' },
      },
    );
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations[0]?.ligne).toMatchObject({
      organisme: 'Région',
      programme: '24-1',
      montants: { cp_votes: 750 },
    });
  });

  it('ne donne ni engagements ni autorisations votées', async () => {
    for (const base of ['engagements', 'ae_votees'])
      expect(fautes(await lireBudget([LIGNE_BUDGET], { base }))).toEqual([
        expect.stringContaining('E-EXERCICE-INCOHERENT exercice.yaml'),
      ]);
  });

  it('sans une colonne dont on peut se passer, est lu et signalé ; sans une nécessaire, refusé', async () => {
    const otees = ['BGT_ARTSPE', 'BGT_FONCTION', 'BGT_FONCTION_LABEL', 'BGT_SIRET'];
    const lu = await lireBudget([LIGNE_BUDGET], { titres: sans(TITRES_BUDGET, ...otees) });
    expect(fautes(lu)).toEqual([`A-SCDL-CONFORMITE ${FICHIER} 1 1`]);
    expect(lu.constats.liste[0]?.message).toMatch(
      /4 colonnes .*BGT_SIRET, BGT_FONCTION, BGT_FONCTION_LABEL, BGT_ARTSPE/,
    );
    expect(lu.affectations[0]?.ligne).toMatchObject({ fonction: '', montants: { mandats: 1250 } });
    for (const otee of ['BGT_NATDEC', 'BGT_ANNEE', 'BGT_CODRD', 'BGT_OPBUDG', 'BGT_MTREAL', 'BGT_NATURE_LABEL'])
      expect(fautes(await lireBudget([LIGNE_BUDGET], { titres: sans(TITRES_BUDGET, otee) })), otee).toEqual([
        `E-COLONNE-ABSENTE ${FICHIER} 1 1`,
      ]);
    const enTrop = await lireBudget([LIGNE_BUDGET], { titres: [...TITRES_BUDGET, 'Observations'] });
    expect(fautes(enTrop)).toEqual([expect.stringContaining('E-COLONNE-INCONNUE')]);
  });

  it('aux titres déplacés ou écrits autrement, est lu et signalé', async () => {
    const titres = [...TITRES_BUDGET.slice(1), 'BGT_NATDEC'];
    const lecture = await lire(
      'scdl-budget-0.8.3',
      ecrire(titres, [LIGNE_BUDGET]).replace('BGT_MTREAL', 'bgt_mtreal'),
      'mandats',
      { lignes_a_ecarter: [{ si: { BGT_MTREAL: '0.00' }, motif: 'Nul' }] },
    );
    expect(lecture.constats.liste.map(({ code, message }) => [code, message])).toEqual([
      ['A-SCDL-CONFORMITE', expect.stringContaining('« bgt_mtreal » pour « BGT_MTREAL »')],
      ['A-SCDL-CONFORMITE', expect.stringContaining('« BGT_ANNEE » est où « BGT_NATDEC » est attendue')],
      ['A-ECART-SANS-EFFET', expect.anything()],
    ]);
    expect(lecture.affectations[0]?.ligne.montants).toEqual({ mandats: 1250 });
  });
});

describe('des subventions au format SCDL', () => {
  it('ont les 16 colonnes du standard', () => expect(TITRES_SUBVENTIONS.length).toBe(16));

  it('se lisent sans rien déclarer de leurs colonnes', async () => {
    const lecture = await lireSubventions([SUBVENTION]);
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.map(({ ligne }) => ligne)).toMatchObject([
      {
        organisme: 'Région d’essai',
        beneficiaire: 'Association d’essai',
        libelle: 'Festival',
        reference: 'CP 24-01',
        sens: 'depense',
        montants: { engagements: 100_000 },
      },
    ]);
  });

  it('partagées entre plusieurs comptent chacune leur part, au centime, et une fois le tout', async () => {
    const parts = ['0.45', '0,25', '30 %'];
    const lecture = await lireSubventions(
      parts.map((part, rang) => ({
        ...SUBVENTION,
        nomBeneficiaire: `Association ${rang}`,
        pourcentageSubvention: part.replace(',', '.'),
      })),
      { declaration: { controle: { lignes: '3', engagements: '1000' } } },
    );
    expect(lecture.constats.erreurs).toBe(0);
    expect(lecture.affectations.map(({ ligne }) => ligne.montants.engagements)).toEqual([45_000, 25_000, 30_000]);
  });

  it.each<[montant: string, part: string, lu: number | undefined]>([
    ['1000.01', '1', 100_001],
    ['1000.00', '0.333', 33_300],
    ['0.00', '0.5', 0],
    ['-10.00', '0.5', -500],
    ['90000000000.00', '0.000000001', 9_000],
    ['0.01', '0.5', undefined],
    ['1000.01', '0.45', undefined],
    ['1000.00', '', undefined],
    ['1000.00', '0', undefined],
    ['1000.00', '0.00', undefined],
    ['1000.00', '1.01', undefined],
    ['1000.00', '45', undefined],
    ['1000.00', '-0.5', undefined],
    ['1000.00', 'la moitié', undefined],
  ])('%s × %s = %s', async (montant, pourcentageSubvention, lu) => {
    const lecture = await lireSubventions([SUBVENTION, { ...SUBVENTION, montant, pourcentageSubvention }]);
    const codes = lecture.constats.liste.flatMap(({ code, lieu }) =>
      code.startsWith('E-') ? [`${code} ${lieu.ligne}`] : [],
    );
    expect(codes).toEqual(lu === undefined ? ['E-PART-DE-MONTANT 3'] : []);
    expect(lecture.affectations[1]?.ligne.montants.engagements).toBe(lu);
  });

  it('sans la colonne de la part, sont refusées, sauf si la source dit qu’elle ne sert pas', async () => {
    const titres = sans(TITRES_SUBVENTIONS, 'pourcentageSubvention');
    expect(fautes(await lireSubventions([SUBVENTION], { titres }))).toEqual([`E-COLONNE-ABSENTE ${FICHIER} 1 1`]);
    const dite = await lireSubventions([SUBVENTION], { titres, declaration: { ignorees: ['pourcentageSubvention'] } });
    expect(fautes(dite)).toEqual([`A-SCDL-CONFORMITE ${FICHIER} 1 1`]);
  });

  it('d’une autre année sont mises de côté ; sans date lisible, ce sont des fautes', async () => {
    const dates = ['2023-12-31', '2024-01-01', '31/12/2024', '1/01/2025', '2023-05-01'];
    const lecture = await lireSubventions(dates.map((dateConvention) => ({ ...SUBVENTION, dateConvention })));
    expect(lecture.affectations.map(({ ligne }) => ligne.numero)).toEqual([3, 4]);
    expect(lecture.jaune?.sources[0]?.misesAEcart).toEqual([
      {
        motif: 'Ligne d’une autre année (dateConvention) : 2023',
        lignes: 2,
        montant: 200000,
        sansMontant: 0,
        autreBase: false,
      },
      {
        motif: 'Ligne d’une autre année (dateConvention) : 2025',
        lignes: 1,
        montant: 100000,
        sansMontant: 0,
        autreBase: false,
      },
    ]);
    const fausses = ['', '31/02/2024', '2024-02-30', '2024'].map((dateConvention) => ({
      ...SUBVENTION,
      dateConvention,
    }));
    expect(fautes(await lireSubventions(fausses))).toEqual(
      fausses.map((_, rang) => expect.stringContaining(`E-VALEUR-INCONNUE ${FICHIER} ${rang + 2}`)),
    );
  });

  it('d’un exercice que la source dit elle-même comptent toutes', async () => {
    const lecture = await lireSubventions([{ ...SUBVENTION, dateConvention: '2023-12-31' }], {
      declaration: { constantes: { exercice: '2024' } },
    });
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.length).toBe(1);
  });

  it('dont la date ou la part sert à autre chose sont refusées : d’autres années, ou deux fois le tout, compteraient', async () => {
    for (const colonnes of [{ caractere: 'dateConvention' }, { caractere: 'pourcentageSubvention' }])
      expect(fautes(await lireSubventions([SUBVENTION], { declaration: { colonnes } }))).toEqual([
        expect.stringContaining('E-EXERCICE-INCOHERENT exercice.yaml'),
      ]);
  });

  it('qui s’écartent du standard sont lues, et dites par colonne, avec leur nombre et la première', async () => {
    const lecture = await lireSubventions([
      SUBVENTION,
      { ...SUBVENTION, idAttribuant: '123', nature: '', pourcentageSubvention: '100 %' },
      { ...SUBVENTION, idAttribuant: '1.2E+13', rnaBeneficiaire: 'W12', datesPeriodeVersement: '2024-13-01' },
    ]);
    expect(lecture.constats.liste.map(({ code, message, lieu }) => [code, lieu.ligne, message])).toEqual([
      ['A-SCDL-CONFORMITE', 3, expect.stringMatching(/^2 cellules de « idAttribuant » .*la première « 123 »/)],
      ['A-SCDL-CONFORMITE', 4, expect.stringMatching(/^1 cellule de « rnaBeneficiaire » .*« W12 »/)],
      ['A-SCDL-CONFORMITE', 3, expect.stringMatching(/^1 cellule de « nature » .*vide/)],
      ['A-SCDL-CONFORMITE', 4, expect.stringMatching(/^1 cellule de « datesPeriodeVersement »/)],
      ['A-SCDL-CONFORMITE', 3, expect.stringMatching(/^1 cellule de « pourcentageSubvention » .*« 100 % »/)],
    ]);
    expect(lecture.affectations.length).toBe(3);
  });
});

describe('une part et une date se déclarent aussi sans modèle', () => {
  it('par le titre de leur colonne', async () => {
    const lecture = await lireEbauche({
      sources: [
        {
          fichier: FICHIER,
          contenu: 'Objet;Engagé;Part;Voté le\na;10,00;1/2;2012-01-01\nb;10,00;1;2011-01-01\n',
          declaration: { part: 'Part', date: 'Voté le' },
        },
      ],
    });
    expect(fautes(lecture)).toEqual([`A-PARTS-INCOMPLETES ${FICHIER} 2`]);
    expect(lecture.affectations.map(({ ligne }) => ligne.montants)).toEqual([{ engagements: 500 }]);
    expect(lecture.affectations.map(({ ligne }) => ligne.montantEcrit)).toEqual([1000]);
    expect(lecture.ecartees.map(({ numero }) => numero)).toEqual([3]);
  });
});
