import { describe, expect, it } from 'vitest';
import { Partitionneur, PartitionRompue } from '../../src/compile/partition.ts';
import type { NomTable } from '../../src/compile/tables-decrites.ts';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

const TITRES = 'Secteur;Objet;Qui;Engagé;Mandaté';
const DECLARATION = {
  secteur: undefined,
  colonnes: { secteur: 'Secteur', libelle: 'Objet', beneficiaire: 'Qui' },
  montants: { engagements: 'Engagé', mandats: 'Mandaté' },
};

function regle(id: string, question: string, conclusion: unknown, mot: string) {
  const exemples = { attrape: [{ libelle: mot }] };
  return { id, question, si: { libelle: { mots: mot } }, conclusion, motif: `motif de ${id}`, exemples };
}

async function compiler(lignes: readonly string[], regles: readonly unknown[]) {
  const contenu = [TITRES, ...lignes, ''].join('\n');
  const source = { fichier: 'sources/a.csv', contenu, declaration: DECLARATION };
  const lecture = await lireEbauche({ sources: [source], regles });
  const { jaune } = lecture;
  if (!jaune) throw new Error(fautes(lecture).join('\n'));
  const table = (nom: NomTable) =>
    jaune.tables.find((chacune) => chacune.nom === nom)?.rangees.map(({ libelle, montant }) => [libelle, montant]);
  return { jaune, table, lecture };
}

const OUI = regle('oui', 'international', 'internationale', 'aide');

describe('la partition', () => {
  it('met chaque centime à sa place, base par base', async () => {
    const { jaune } = await compiler(
      [
        'Pilote;aide;;1,00;0,50',
        'Pilote;tiers;;1,00;',
        'Culture;aide unique;;10,00;2,00',
        'Pilote;tabou;;0,07;0,07',
        'Pilote;Mali;;0,05;',
        'Pilote;;Lycée B;-0,03;1,00',
      ],
      [
        OUI,
        regle('tiers', 'international', { quote_part: '1/3', cle: 'x' }, 'tiers'),
        regle('unique', 'exceptionnel', 'exceptionnelle', 'unique'),
        regle('dehors', 'perimetre', 'exclue', 'tabou'),
      ],
    );
    expect(jaune.partition).toMatchObject({
      internationale: { lignes: 2, centimes: 133 },
      exceptionnelle: { lignes: 1, centimes: 1000 },
      non_internationale: { lignes: 0, centimes: 67 },
      exclue: { lignes: 1, centimes: 7 },
      a_arbitrer: { lignes: 1, centimes: 5 },
      non_examinee: { lignes: 1, centimes: -3 },
      total: { lignes: 6, centimes: 1209 },
    });
    expect(jaune.partitionParBase.get('mandats')?.total).toMatchObject({ lignes: 4, centimes: 357 });
    expect([...jaune.partitionParBase.keys()]).toEqual(['engagements', 'mandats']);
    expect(jaune.synthese).toEqual({
      secteurPilote: 133,
      autresSecteurs: 0,
      totalHorsExceptionnelles: 133,
      exceptionnelles: 1000,
    });
    expect(jaune.couverture).toMatchObject({
      parRegle: { lignes: 4, centimes: 1207 },
      parDecision: { lignes: 0, centimes: 0 },
      aArbitrer: { lignes: 1, centimes: 5 },
      nonExaminee: { lignes: 1, centimes: -3 },
      suggereesOui: { lignes: 0, centimes: 0 },
      suggereesNon: { lignes: 0, centimes: 0 },
      signalees: { lignes: 1, centimes: 5 },
      silencieuses: { lignes: 1, centimes: -3 },
      totalSiTout: 135,
    });
    expect(jaune.partagees).toMatchObject([{ quotePart: '1\u20443', cle: 'x', montant: 100, retenu: 33, reste: 67 }]);
    expect(jaune.exceptionnelles).toMatchObject([
      { montant: 1000, justification: 'motif de unique', decideur: 'unique' },
    ]);
    expect(jaune.exclusions).toEqual([
      { lignes: 1, centimes: 7, recettes: { lignes: 0, centimes: 0 }, motif: 'motif de dehors', decideur: 'dehors' },
    ]);
  });

  it('qui ne fait pas ce qui a été lu arrête tout', () => {
    const source = {
      fichier: 'a.csv',
      depenses: { montants: { engagements: 1 } },
      recettes: { montants: {} },
    } as unknown as Parameters<Partitionneur['prouver']>[0][number];
    expect(() => new Partitionneur().prouver([source])).toThrow(PartitionRompue);
  });
});

describe('la passerelle', () => {
  it('mène du secteur pilote reçu au total, transferts compris', async () => {
    const { jaune } = await compiler(
      [
        'Pilote;aide;;10,00;',
        'Pilote;aide partagée;;9,00;',
        'Pilote;tabou;;2,00;',
        'Pilote;rien;;1,00;',
        'Culture;aide rendue;;4,00;',
        'Sport;aide;;3,00;',
        'Sport;rien;;50,00;',
      ],
      [
        OUI,
        regle('dehors', 'perimetre', 'exclue', 'tabou'),
        regle('partage', 'ventilation', { secteur: { Culture: '1/3' } }, 'partagée'),
        regle('rendue', 'ventilation', { secteur: 'Pilote' }, 'rendue'),
      ],
    );
    const { passerelle } = jaune;
    expect(passerelle.secteurPiloteRecu).toMatchObject({ montant: 2200, lignes: 4 });
    expect(passerelle.sorties.map(({ place, libelle, montant, lignes }) => [place, libelle, montant, lignes])).toEqual([
      ['exclue', 'Exclue du périmètre : motif de dehors', 200, 1],
      ['non_examinee', 'Non examinée', 100, 1],
    ]);
    expect(passerelle.transferts).toBe(300 - 400);
    expect(passerelle.secteurPiloteRetenu).toBe(2000);
    expect(passerelle.apports.map(({ libelle, montant, lignes }) => [libelle, montant, lignes])).toEqual([
      ['Culture', 300, 1],
      ['Sport', 300, 1],
    ]);
    expect(passerelle.total).toBe(2600);
    expect(jaune.synthese).toMatchObject({ secteurPilote: 2000, autresSecteurs: 600, totalHorsExceptionnelles: 2600 });
  });
});

describe('les tables', () => {
  it('montrent les valeurs connues dans leur ordre, le non ventilé à la fin', async () => {
    const { jaune, table } = await compiler(
      ['Pilote;aide jeune;;1,00;', 'Culture;aide;;2,00;'],
      [OUI, regle('jeune', 'ventilation', { axe: 'croissance', pays: 'Sénégal' }, 'jeune')],
    );
    expect(table('axe')).toEqual([
      ['Jeunesse', 0],
      ['Croissance', 100],
      ['Non ventilé', 200],
    ]);
    expect(table('pays')).toEqual([
      ['Sénégal', 100],
      ['Non ventilé', 200],
    ]);
    expect(table('territoire')?.map(([libelle]) => libelle)).toEqual([
      'Europe',
      'Amérique du Nord',
      'Amérique centrale et Caraïbes',
      'Amérique du Sud',
      'Afrique du Nord',
      'Afrique subsaharienne',
      'Moyen-Orient',
      'Asie',
      'Océanie',
      'Non ventilé',
    ]);
    expect(table('secteur')).toEqual([
      ['Culture', 200],
      ['Pilote', 100],
    ]);
    const [croisee] = jaune.croisees;
    expect(croisee?.cellules.map((rangee) => rangee.map((cellule) => cellule?.montant))).toEqual([
      [undefined, undefined],
      [undefined, 100],
      [200, undefined],
    ]);
  });

  it('nomment deux mille bénéficiaires, puis tous les autres ensemble', async () => {
    const lignes = Array.from({ length: 2003 }, (_, rang) => `Pilote;aide;Lycée ${rang};${3000 - rang},00;`);
    const { jaune, table } = await compiler([...lignes, 'Pilote;aide;LYCÉE 2002;0,50;', 'Pilote;aide;;7,00;'], [OUI]);
    const rangees = table('beneficiaire') ?? [];
    expect(rangees).toHaveLength(2002);
    expect(rangees[0]).toEqual(['Lycée 0', 300_000]);
    expect(rangees.slice(1999)).toEqual([
      ['Lycée 1999', 100_100],
      ['Autres bénéficiaires (3)', 100_000 + 99_900 + 99_850],
      ['Non renseigné', 700],
    ]);
    expect(jaune.tables.find(({ nom }) => nom === 'beneficiaire')?.total).toBe(jaune.synthese.totalHorsExceptionnelles);
  });

  it('disent quelles lignes font chaque rangée, une fois chacune', async () => {
    const { jaune } = await compiler(
      ['Pilote;rien;;1,00;', 'Pilote;aide;A;3,00;', 'Pilote;aide;a;4,00;'],
      [OUI, regle('v', 'ventilation', { pays: { Mali: '1/2', Sénégal: '1/2' } }, 'aide')],
    );
    expect(jaune.lignes.map(({ ligne }) => ligne.numero)).toEqual([2, 3, 4]);
    for (const { nom, rangees } of jaune.tables)
      for (const { montant, lignes } of rangees) expect([nom, lignes]).toEqual([nom, montant === 0 ? [] : [1, 2]]);
  });
});

describe('les effets des règles', () => {
  it('se comptent : ce qu’elles emportent, ce qui les devance, ce qui les contredit', async () => {
    const { jaune, lecture } = await compiler(
      ['Pilote;aide export;;1,00;', 'Pilote;aide;;2,00;', 'Pilote;export;;4,00;'],
      [
        regle('non', 'international', 'non_internationale', 'export'),
        OUI,
        regle('aussi', 'international', 'internationale', 'aide'),
        regle('muette', 'international', 'internationale', 'jamais'),
      ],
    );
    expect(
      jaune.regles.map(({ regle: { id }, ...effets }) => [
        id,
        effets.emporte.centimes,
        effets.devance.centimes,
        effets.contredite.centimes,
      ]),
    ).toEqual([
      ['non', 500, 0, 0],
      ['oui', 200, 100, 100],
      ['aussi', 0, 300, 100],
      ['muette', 0, 0, 0],
    ]);
    expect(
      fautes(lecture)
        .map((faute) => faute.split(' ')[0])
        .sort(),
    ).toEqual(['A-REGLE-MUETTE', 'A-REGLE-MUETTE', 'A-REGLES-CONTRAIRES', 'A-REGLES-CONTRAIRES']);
  });

  it('deux lignes identiques sont dites, et comptées toutes deux', async () => {
    const { jaune, lecture } = await compiler(['Pilote;aide;A;1,00;', 'Pilote;aide;A;1,00;'], [OUI]);
    expect(jaune.synthese.totalHorsExceptionnelles).toBe(200);
    expect(fautes(lecture)).toEqual(['A-LIGNES-IDENTIQUES sources/a.csv 2']);
  });
});
