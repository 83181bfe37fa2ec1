import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Montant } from '../../src/domain/argent/montant.ts';
import { chercherImpossibilite } from '../../src/domain/conditions/chercher-impossibilite.ts';
import { compilerCondition, type Lecteurs } from '../../src/domain/conditions/condition.ts';
import { lireCondition } from '../../src/domain/conditions/lire-condition.ts';
import { ecrireAttente, ecrireContraire, MECANISMES } from '../../src/domain/conditions/mecanismes.ts';
import { chargerLaGeographie } from '../../src/dossier/tables-de-reference.ts';
import { schemasPourEditeurs } from '../../src/schemas/schemas-pour-editeurs.ts';

/** What is tried on a field: a code, a text or an amount. */
const CHAMPS = ['fonction', 'libelle', 'montant'] as const;
type Champ = (typeof CHAMPS)[number];

type Exemple = {
  readonly ecrite: unknown;
  readonly lue: { readonly type: string };
  readonly en_mots: string;
  readonly contraire?: string;
} & { readonly [C in Champ]?: { readonly remplie: unknown[]; readonly laissee: unknown[] } };

const LECTEURS: Lecteurs<Readonly<Record<string, unknown>>> = {
  texte: (champ) => (objet) => String(objet[champ] ?? ''),
  montant: (objet) => objet.montant as Montant | undefined,
  estCode: (champ) => champ === 'fonction',
};
const GUIDE = readFileSync('docs/dossier.md', 'utf8').split('\n## ');
const { definitions } = JSON.parse(schemasPourEditeurs(chargerLaGeographie('data')).get('regles.schema.json') ?? '{}');
const accepte = new Ajv({ strict: false }).compile({ $ref: '#/definitions/condition', definitions });

function lireEntiere(ecrite: unknown) {
  const condition = lireCondition(ecrite, [], (chemin, message) => {
    throw new Error(`${chemin.join('.')} : ${message}`);
  });
  if (!condition) throw new Error('condition illisible');
  return condition;
}

function lire(champ: string, ecrite: unknown) {
  const condition = lireEntiere({ [champ]: ecrite });
  if (condition.type !== 'tous' || condition.conditions[0]?.type !== 'champ') throw new Error('condition illisible');
  return condition.conditions[0];
}

/** What is refused, and a part of what is said of it. */
type Refusee = { readonly refusee: unknown; readonly dit: string };

function lireLesCas(type: string): readonly (Exemple | Refusee)[] {
  const fichier = `test/cas/conditions/${type}.yaml`;
  return existsSync(fichier) ? parse(readFileSync(fichier, 'utf8')) : [];
}

function exemplesDe(type: string): readonly Exemple[] {
  return lireLesCas(type).filter((cas): cas is Exemple => !('refusee' in cas));
}

const TOUS = Object.keys(MECANISMES).flatMap(exemplesDe);

describe.each(Object.keys(MECANISMES))('la condition « %s »', (type) => {
  const exemples = exemplesDe(type);

  it('a ses exemples, et sa ligne dans le guide', () => {
    expect(exemples.some(({ contraire }) => contraire !== undefined)).toBe(true);
    const section = GUIDE.find((partie) => partie.startsWith('Les conditions\n')) ?? '';
    const { ecrite } = exemples[0] ?? {};
    const mots = typeof ecrite === 'string' ? [ecrite] : Array.isArray(ecrite) ? ['liste'] : Object.keys(ecrite ?? {});
    for (const mot of mots) expect(section).toContain(mot);
  });

  for (const cas of lireLesCas(type))
    if ('refusee' in cas)
      it(`refuse ${JSON.stringify(cas.refusee)}`, () => {
        const dits: string[] = [];
        lireCondition({ libelle: cas.refusee }, [], (_, message) => {
          dits.push(message);
        });
        expect(dits.join()).toContain(cas.dit);
      });

  for (const exemple of exemples)
    it(JSON.stringify(exemple.ecrite), () => {
      expect(exemple.lue.type).toBe(type);
      for (const champ of CHAMPS) {
        const essais = exemple[champ];
        if (!essais) continue;
        const condition = lire(champ, exemple.ecrite);
        expect(condition.attente).toEqual(exemple.lue);
        expect(sansInsecables(ecrireAttente(condition.attente))).toBe(exemple.en_mots);
        if (exemple.contraire !== undefined)
          expect(sansInsecables(ecrireContraire(condition.attente))).toBe(exemple.contraire);
        const tient = compilerCondition(condition, LECTEURS);
        const jugees = [...essais.remplie, ...essais.laissee].map((valeur) => [valeur, tient({ [champ]: valeur })]);
        expect(jugees).toEqual([
          ...essais.remplie.map((valeur) => [valeur, true]),
          ...essais.laissee.map((valeur) => [valeur, false]),
        ]);
        expect(accepte({ [champ]: exemple.ecrite })).toBe(true);
      }
    });
});

describe.each(CHAMPS)('deux conditions sur « %s »', (champ) => {
  const exemples = TOUS.filter((exemple) => exemple[champ]);
  const impossible = (ecrite: unknown, combinaison: 'tous' | 'aucun', autre: unknown) => {
    const condition = lireEntiere({ [champ]: ecrite, [combinaison]: [{ [champ]: autre }] });
    return chercherImpossibilite(condition, () => undefined)?.message;
  };

  it('que remplit un même texte, ou l’une sans l’autre, ne sont pas dites impossibles', () => {
    for (const { ecrite, [champ]: essais } of exemples)
      for (const { ecrite: autre } of exemples) {
        const tient = compilerCondition(lire(champ, autre), LECTEURS);
        for (const valeur of essais?.remplie ?? []) {
          const combinaison = tient({ [champ]: valeur }) ? 'tous' : 'aucun';
          expect([ecrite, combinaison, autre, impossible(ecrite, combinaison, autre)]).toEqual([
            ecrite,
            combinaison,
            autre,
            undefined,
          ]);
        }
      }
  });

  it('dont l’une nie l’autre se contredisent', () => {
    for (const { ecrite } of exemples) expect([ecrite, impossible(ecrite, 'aucun', ecrite)]).not.toContain(undefined);
  });
});

/** Texts of examples are written with plain spaces. */
function sansInsecables(texte: string): string {
  return texte.replace(/[\u00a0\u202f]/g, ' ');
}
