import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { chargerLaGeographie } from '../../src/dossier/tables-de-reference.ts';
import { EXPORTS } from '../../src/exports/exports.ts';
import { schemasPourEditeurs } from '../../src/schemas/schemas-pour-editeurs.ts';

const SCHEMAS = schemasPourEditeurs(chargerLaGeographie('data'));
const CAS = 'test/cas/constats';
/** The codes of what may be wrong with the shape of a file that officers write. */
const CODES_DE_FORME =
  /^E-(?:YAML-CONTENU|CONDITION|REGLE-(?:CHAMP|CONCLUSION)|EXERCICE-INCOHERENT|LISTE-(?:VIDE|ELEMENT)|IDENTIFIANT-IATI)$/;
/** Faults of shape that no schema can know: they compare two places, count, or look things up. */
const INCONNAISSABLES = [
  'E-YAML-CONTENU/montant-trop-grand',
  'E-YAML-CONTENU/vote-suivant-negatif',
  'E-YAML-CONTENU/declarations-periode',
  'E-YAML-CONTENU/declarations-siret',
  'E-IDENTIFIANT-IATI/siren-faux',
  'E-EXERCICE-INCOHERENT/table-d-une-autre-norme',
  'E-EXERCICE-INCOHERENT/alias-double',
  'E-YAML-CONTENU/jour-impossible',
  'E-EXERCICE-INCOHERENT/glossaire-deux-fois',
  'E-EXERCICE-INCOHERENT/population-a-venir',
  'E-EXERCICE-INCOHERENT/vote-suivant-total',
  'E-EXERCICE-INCOHERENT/vote-suivant-somme',
  'E-EXERCICE-INCOHERENT/vote-suivant-sans-case',
  'E-EXERCICE-INCOHERENT/milliers-et-decimale',
  'E-CONDITION/colonne-inconnue',
  'E-CONDITION/colonne-lointaine',
  'E-CONDITION/intervalle',
  'E-CONDITION/masquer-du-dossier',
  'E-CONDITION/montant-a-points',
  'E-EXERCICE-INCOHERENT/autre-annee-inutile',
  'E-EXERCICE-INCOHERENT/colonne-deux-fois',
  'E-EXERCICE-INCOHERENT/compte-sans-vote',
  'E-EXERCICE-INCOHERENT/controle-d-une-base-non-donnee',
  'E-EXERCICE-INCOHERENT/deux-endroits',
  'E-EXERCICE-INCOHERENT/encodage-d-un-classeur',
  'E-EXERCICE-INCOHERENT/sans-encodage',
  'E-EXERCICE-INCOHERENT/sans-feuille',
  'E-EXERCICE-INCOHERENT/sans-mot-de-la-base',
  'E-EXERCICE-INCOHERENT/modele-et-totem',
  'E-EXERCICE-INCOHERENT/modele-sans-la-base',
  'E-EXERCICE-INCOHERENT/secteur-pilote',
  'E-EXERCICE-INCOHERENT/sens-deux-fois',
  'E-EXERCICE-INCOHERENT/source-double',
  'E-EXERCICE-INCOHERENT/totem-champ-inconnu',
  'E-EXERCICE-INCOHERENT/totem-sans-engagements',
  'E-EXERCICE-INCOHERENT/vote-sans-compte',
  'E-LISTE-ELEMENT/double',
  'E-LISTE-ELEMENT/famille-parmi-les-mots',
  'E-REGLE-CONCLUSION/axe-inconnu',
  'E-REGLE-CONCLUSION/montant-et-tout',
  'E-REGLE-CONCLUSION/parts',
  'E-REGLE-CONCLUSION/pays-deux-fois',
  'E-REGLE-CONCLUSION/pays-inconnu',
];

const ajv = new Ajv({ strict: false, allErrors: true });
const verifications = new Map(
  [...SCHEMAS].map(([nom, texte]) => [nom.replace('.schema.json', ''), ajv.compile(JSON.parse(texte))]),
);

/** What an editor underlines in a file, read as it reads YAML: with numbers and booleans. */
function fautes(chemin: string, contenu = readFileSync(chemin, 'utf8')): string[] {
  const [, nom = basename(chemin, '.yaml')] = /\/(questionnaires|enquetes)\/[^/]+$/.exec(chemin) ?? [];
  const verifier = verifications.get(nom) ?? verifications.get('regles');
  if (!verifier) throw new Error('aucun schéma');
  verifier(parse(contenu, { logLevel: 'silent' }));
  return (verifier.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}

const yamlDe = (dossier: string): string[] =>
  readdirSync(dossier, { recursive: true, withFileTypes: true })
    // Cases have folders that are named as files.
    .filter((entree) => !entree.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).replaceAll('\\', '/'))
    .filter((chemin) =>
      /\/(?:exercice|listes|declarations|questionnaires\/plan|enquetes\/[^/]+|regles\/[^/~]+)\.yaml$/.test(chemin),
    )
    .sort();

describe('les fichiers de schemas/', () => {
  it.each([...SCHEMAS])('%s est ce que donnent les schémas de zod', (nom, texte) => {
    const ecrit = readFileSync(join('schemas', nom), 'utf8');
    expect(ecrit === texte, `schemas/${nom} n’est plus à jour : lancez npm run schemas`).toBe(true);
  });

  it('il n’y en a pas d’autre', () => {
    expect(readdirSync('schemas').sort()).toEqual([...SCHEMAS.keys()].sort());
  });

  it.each([...SCHEMAS])('%s explique chaque clé', (_, texte) => {
    const muettes: string[] = [];
    parcourir(JSON.parse(texte), '', (chemin, proprietes) => {
      // What `if` looks at, and what only adds to a key explained elsewhere, is no key that an editor shows.
      if (/\/(?:if|then|anyOf\/\d+|allOf\/\d+)$/.test(chemin) || /\/then\//.test(chemin)) return;
      for (const [cle, schema] of Object.entries(proprietes))
        if (!schema.title || !schema.description) muettes.push(`${chemin}/${cle}`);
    });
    expect(muettes).toEqual([]);
  });
});

/** Visits each set of keys of a JSON Schema. */
function parcourir(
  noeud: unknown,
  chemin: string,
  visiter: (chemin: string, proprietes: Record<string, Record<string, unknown>>) => void,
): void {
  if (typeof noeud !== 'object' || noeud === null) return;
  if ('properties' in noeud && !chemin.endsWith('/properties'))
    visiter(chemin, noeud.properties as Record<string, Record<string, unknown>>);
  for (const [cle, valeur] of Object.entries(noeud)) parcourir(valeur, `${chemin}/${cle}`, visiter);
}

describe('un éditeur ne souligne rien de juste', () => {
  it.each([...yamlDe('data'), ...yamlDe(join(CAS, '_base')), ...yamlDe('test/reel')])('%s', (chemin) => {
    // The dossiers of test/reel are moulds.
    const contenu = readFileSync(chemin, 'utf8').replaceAll('__EXERCICE__', '2012');
    expect(fautes(chemin, contenu)).toEqual([]);
  });

  const autres = readdirSync(CAS)
    .filter((code) => /^[AE]-/.test(code) && !CODES_DE_FORME.test(code) && !/^E-(?:YAML-SYNTAXE|ENCODAGE)$/.test(code))
    .flatMap((code) => yamlDe(join(CAS, code)))
    .filter((chemin) => !chemin.includes('A-FICHIER-NON-LU'));
  it.each(autres)('%s : ce qui ne va pas est ailleurs', (chemin) => {
    expect(fautes(chemin)).toEqual([]);
  });

  it.each([
    ['exercice.yaml', 'une clé sans guillemets', 'preambule: 3\n    encodage'],
    ['exercice.yaml', 'un total écrit comme un nombre', 'controle: { lignes: 12, engagements: 1500.5 }\n    encodage'],
    ['exercice.yaml', 'une tabulation', 'encodage', 'separateur: ";"', 'separateur: "\\t"'],
    ['regles/regles.yaml', 'un code lu comme un nombre', 'fonction: 048'],
    ['regles/regles.yaml', 'des codes en liste', 'fonction: [048, 04*, 041..044, { liste: fonctions }]'],
    ['regles/regles.yaml', 'un mot lu comme un booléen', 'beneficiaire: true'],
    ['regles/regles.yaml', 'un mot à sa façon', 'sens: Dépense'],
    ['regles/regles.yaml', 'une liste de mots nommée', 'libelle: { mots: [Dakar, { liste: villes }] }'],
    ['regles/regles.yaml', 'un montant écrit comme un nombre', 'montant: { min: 1000, max: "2 000,50" }'],
  ])('%s : %s', (nom, _, ecrit, de = nom === 'exercice.yaml' ? 'encodage' : 'fonction: "048"', vers = ecrit) => {
    const contenu = readFileSync(join(CAS, '_base', nom), 'utf8');
    expect(contenu).toContain(de);
    expect(fautes(nom, contenu.replace(de, vers))).toEqual([]);
  });
});

describe('un éditeur souligne ce qu’un schéma peut savoir', () => {
  const cas = readdirSync(CAS)
    .filter((code) => CODES_DE_FORME.test(code))
    .flatMap((code) => readdirSync(join(CAS, code)).map((variante) => `${code}/${variante}`))
    .filter((nom) => yamlDe(join(CAS, nom)).length > 0);

  it.each(cas)('%s', (nom) => {
    const trouvees = yamlDe(join(CAS, nom)).flatMap((chemin) => fautes(chemin));
    if (INCONNAISSABLES.includes(nom)) expect(trouvees).toEqual([]);
    else expect(trouvees).not.toEqual([]);
  });

  it('chaque faute qu’il ne peut pas savoir est celle d’un cas', () => {
    expect(INCONNAISSABLES.filter((nom) => !cas.includes(nom))).toEqual([]);
  });

  it.each([
    ['une question inconnue', 'question: international', 'question: internationale'],
    ['la conclusion d’une autre question', 'conclusion: internationale', 'conclusion: exclue'],
    ['une part sans signe', 'conclusion: internationale', 'conclusion: { quote_part: 0.3, cle: clé }'],
    ['une clé mal écrite', 'motif:', 'motifs:'],
    ['un champ mal écrit dans « un »', '{ fonction: "048" }', '{ un: [{ fonctoin: "048" }] }'],
    ['deux attentes à la fois', 'fonction: "048"', 'libelle: { mots: [a], commence_par: b }'],
    ['un territoire et un pays', 'conclusion: internationale', 'conclusion: { territoire: asie, pays: Japon }'],
  ])('%s', (_, de, vers) => {
    const contenu = readFileSync(join(CAS, '_base/regles/regles.yaml'), 'utf8');
    const question = vers.includes('pays')
      ? contenu.replace('question: international', 'question: ventilation')
      : contenu;
    expect(question).toContain(de);
    expect(fautes('regles.yaml', question.replace(de, vers))).not.toEqual([]);
  });
});

describe('un éditeur connaît le bloc de chaque export', () => {
  const declarations: Record<string, unknown> = parse(readFileSync('data/2013/declarations.yaml', 'utf8'));
  const blocs = [...new Set(EXPORTS.map(({ nom, bloc = nom }) => bloc))];
  const fautesDu = (bloc: string, contenu: unknown) => fautes('declarations.yaml', JSON.stringify({ [bloc]: contenu }));

  it('data/2013 a celui de chacun', () => {
    expect(Object.keys(declarations).sort()).toEqual(blocs.toSorted());
  });

  it.each(blocs)('%s : juste, il passe ; une clé qui n’existe pas est soulignée', (bloc) => {
    const juste = declarations[bloc] as Record<string, unknown>;
    expect(fautesDu(bloc, juste)).toEqual([]);
    expect(fautesDu(bloc, { ...juste, nimporte: 'quoi' })).toEqual([`/${bloc} must NOT have additional properties`]);
  });

  it.each([
    ['iati', { organisation: 'FR-RCS-237500079', genre: 11 }],
    ['iati', { organisation: 'FR-RCS-237500079', genre: '15' }],
    ['apd', { marqueurs: [{ genre: 0, nutrition: '2' }] }],
  ])('%s : un nombre avec ou sans guillemets passe', (bloc, contenu) => {
    expect(fautesDu(bloc, contenu)).toEqual([]);
  });

  it.each([
    ['scdl', { attribuants: { Région: '237500079' } }, '/scdl/attribuants/Région'],
    [
      'scdl',
      { attribuants: { Région: '23750007900312' }, precisions: [{ si: { natur: '204*' } }] },
      '/scdl/precisions/0/si',
    ],
    ['budget-vert', { cotations: [{ axes: { eau: 'bon' }, motif: 'Eau' }] }, '/budget-vert/cotations/0/axes/eau'],
    ['iati', { organisation: 'FR-RCS-237500079', genre: 12 }, '/iati/genre'],
    [
      'iati',
      { organisation: 'FR-RCS-237500079', activites: [{ si: {}, identifiant: 'a b' }] },
      '/iati/activites/0/identifiant',
    ],
    ['apd', { marqueurs: [{ genre: 3 }] }, '/apd/marqueurs/0/genre'],
  ])('%s : une valeur fausse est soulignée à sa place', (bloc, contenu, place) => {
    expect(fautesDu(bloc, contenu).map((faute) => faute.split(' ')[0])).toContain(place);
  });
});
