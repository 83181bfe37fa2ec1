import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../../src/domain/argent/montant.ts';
import { Operations } from '../../../src/domain/dossier/operations.ts';
import type { Affectation } from '../../../src/domain/lignes/affectation.ts';
import { TEXTES_NUS } from '../../../src/domain/lignes/ligne-budgetaire.ts';
import { Correspondances } from '../../../src/exports/correspondances/correspondances.ts';
import { regrouperEnActivites } from '../../../src/exports/iati/activites.ts';
import type { ActiviteDeclaree } from '../../../src/exports/iati/lire-le-bloc.ts';
import type { PartDuTotal } from '../../../src/exports/pont.ts';
import { packageRoot } from '../../../src/files/tool.ts';
import { enfant, enfants, lireArbre } from '../../outils/arbre-xml.ts';
import { courirIci, poserDossier } from '../../outils/dossiers.ts';

const operations = new Operations([
  {
    id: 'eau',
    libelle: 'Eau',
    cle: '',
    convention: '',
    annees: [],
    financeurs: [],
    lieu: { fichier: 'exercice.yaml' },
    extrait: { texte: '', debut: 0, fin: 0 },
  },
]);

const mots = fc.constantFrom('Festival', 'Jumelage', 'Mission', 'Dakar', 'Hanoï', '');
type Ecrite = Readonly<Record<'beneficiaire' | 'libelle' | 'programme' | 'lieu' | 'operation', string>>;

/** A label that is nothing but a year is known by it: it is not tried. */
const ecrite: fc.Arbitrary<Ecrite> = fc.record({
  beneficiaire: mots,
  libelle: fc
    .tuple(fc.constantFrom('', 'AN '), mots, fc.constantFrom('Festival', '(solde)'))
    .map((morceaux) => morceaux.join(' ')),
  programme: fc.constantFrom('HP 048-008', '', 'HP 312-004'),
  lieu: fc.constantFrom('', 'Sénégal', 'Mali'),
  operation: fc.constantFrom('', '', 'eau'),
});

function part({ libelle, ...textes }: Ecrite, exercice: number, numero: number, centimes: number): PartDuTotal {
  const ligne = {
    ...TEXTES_NUS,
    ...textes,
    organisme: 'Région',
    libelle: libelle.replace('AN', String(exercice)),
    fichier: `sources/${numero % 3}.csv`,
    numero,
    exercice: String(exercice),
  };
  const affectation = { ligne, verdict: {} } as unknown as Affectation;
  return { affectation, part: {} as PartDuTotal['part'], rang: 0, retenu: montant(centimes), declarable: undefined };
}

/** The identifier of each part. */
function identifiants(parts: readonly PartDuTotal[]): Map<PartDuTotal, string> {
  const bloc = { organisation: 'FR-RCS-237500079', activites: new Correspondances<ActiviteDeclaree>() };
  return new Map(
    regrouperEnActivites(parts, bloc, { operations }).flatMap(({ identifiant, parts: siennes }) =>
      siennes.map((sienne) => [sienne, identifiant] as const),
    ),
  );
}

describe('l’identifiant d’une action', () => {
  it('ne dépend que de ce qu’elle est : ni du rang, ni des autres lignes, ni des montants, ni de l’année', () => {
    const lignes = fc.uniqueArray(ecrite, { minLength: 1, maxLength: 12, selector: (ligne) => JSON.stringify(ligne) });
    const melange = fc.tuple(lignes, fc.array(ecrite, { maxLength: 6 }), fc.infiniteStream(fc.nat(1000)));
    fc.assert(
      fc.property(melange, ([celles, ajoutees, hasards]) => {
        const premieres = celles.map((ligne, rang) => part(ligne, 2012, rang + 2, 100));
        const avant = identifiants(premieres);
        expect(avant.size).toBe(celles.length);
        const suivantes = celles.map((ligne) => part(ligne, 2013, hasards.next().value + 2, hasards.next().value));
        const plus = ajoutees.map((ligne) => part(ligne, 2013, hasards.next().value + 2, 5));
        const rangs = new Map([...suivantes, ...plus].map((sienne) => [sienne, hasards.next().value]));
        const melangees = [...rangs.keys()].sort(
          (gauche, droite) => (rangs.get(gauche) ?? 0) - (rangs.get(droite) ?? 0),
        );
        const apres = identifiants(melangees);
        for (const [rang, suivante] of suivantes.entries())
          expect(apres.get(suivante)).toBe(avant.get(premieres[rang] as PartDuTotal));
      }),
      { seed: 2013 },
    );
  });

  it('n’est pas celui d’une autre', () => {
    const ligne = { beneficiaire: 'Ville', libelle: 'Jumelage', programme: '', lieu: 'Mali', operation: '' };
    const autres = [
      ligne,
      { ...ligne, beneficiaire: 'Commune' },
      { ...ligne, lieu: 'Sénégal' },
      { ...ligne, programme: 'HP 048-008' },
      { ...ligne, libelle: 'Festival' },
      { ...ligne, operation: 'eau' },
    ].map((chacune, rang) => part(chacune, 2012, rang + 2, 100));
    expect(new Set(identifiants(autres).values()).size).toBe(autres.length);
  });

  it('est le même dans le dossier de l’année suivante, lignes à l’envers et lignes nouvelles', async () => {
    const { dossier, racine } = poserDossier(join(packageRoot(), 'test/cas/exporter/iati/une-annee/dossier'));
    const lire = async (sortie: string, exercice: string) => {
      const { code, erreur } = await courirIci([
        'exporter',
        dossier,
        '--vers',
        'iati',
        '--sortie',
        join(racine, sortie),
      ]);
      expect(code, erreur).toBe(0);
      const xml = readFileSync(join(racine, sortie, `iati-${exercice}.xml`), 'utf8');
      return enfants(lireArbre(xml), 'iati-activity').map((activite) => enfant(activite, 'iati-identifier')?.texte);
    };
    const avant = await lire('avant', '2012');
    const refaire = (fichier: string, faire: (texte: string) => string) =>
      writeFileSync(join(dossier, fichier), faire(readFileSync(join(dossier, fichier), 'utf8')));
    refaire('exercice.yaml', (texte) =>
      texte.replace('exercice: 2012', 'exercice: 2013').replace('2013-02-01', '2014-02-01'),
    );
    refaire('sources/international.csv', (texte) => {
      const [titres = '', ...lignes] = texte.trimEnd().split('\n');
      const nouvelle = '048;Coopération;Accueil;Ville de Hanoï;;Viêt Nam;;CP 13-001;900,00;9,00';
      const renversees = lignes.reverse().map((ligne) => ligne.replace('2012', '2013').replace(';100,00;', ';175,00;'));
      return [titres, nouvelle, ...renversees, ''].join('\n');
    });
    const apres = await lire('apres', '2013');
    expect(apres.length).toBe(avant.length + 1);
    expect(apres).toEqual(expect.arrayContaining(avant));
  });
});
