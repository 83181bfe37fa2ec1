import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { empreintesDeLArbre } from '../src/edition/ecrire-les-empreintes.ts';
import { VERSION } from '../src/files/tool.ts';

/** What each folder of src may know of the others; the roads and the door count as folders of their own. */
const PERMIS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  files: ['domain'],
  // All that is known of a format of sources, for who declares, opens, looks at one, or tells editors of it.
  formats: ['domain', 'files'],
  // What a dossier says beside its money, for who finds its files, and for who compiles them.
  volets: ['domain', 'files'],
  dossier: ['domain', 'files', 'formats', 'volets'],
  ingest: ['domain', 'files', 'formats'],
  classify: ['domain', 'files'],
  compile: ['domain', 'files'],
  review: ['domain', 'files'],
  inspect: ['domain', 'files', 'formats', 'dossier', 'ingest'],
  seal: ['domain', 'files'],
  render: ['domain', 'files', 'compile'],
  // The same lines in other formats; each knows the jaune, and none of the documents.
  exports: ['domain', 'files', 'compile'],
  // The blocks of exports are read with the dossier: what an archive seals was checked.
  edition: ['domain', 'files', 'dossier', 'ingest', 'classify', 'compile', 'render', 'seal', 'volets', 'exports'],
  init: ['domain', 'files', 'dossier', 'ingest', 'classify', 'compile', 'render', 'edition'],
  cli: [
    'domain',
    'files',
    'formats',
    'dossier',
    'ingest',
    'classify',
    'compile',
    'render',
    'review',
    'inspect',
    'seal',
    'edition',
    'exports',
    'volets',
    'init',
  ],
  // What editors are told of the files of a dossier: written when the tool is made, not when it runs.
  schemas: ['domain', 'files', 'formats', 'dossier', 'classify', 'volets', 'exports'],
  // The door is also that of the thread that reads files.
  main: ['cli', 'domain', 'files', 'ingest'],
};
/** What is said of the same thing by a command and by the documents; all the rest of the renderers is for documents. */
const RENDUS_POUR_CLI = [
  'src/render/json/synthese-json.ts',
  'src/render/textes/expliquer-l-effet.ts',
  'src/render/textes/mots-des-documents.ts',
];
const LIGNES_MAX = 400;
/** What depends on the machine, the clock or chance, and has no place in a tool that must give the same bytes. */
const INTERDITS = [
  /\bIntl\b/,
  /\blocaleCompare\b/,
  /\btoLocale\w+/,
  /\bDate\.now\b/,
  /\bnew Date\(\s*\)/,
  /\bMath\.random\b/,
  /\brandomUUID\b/,
];

interface Source {
  readonly chemin: string;
  readonly texte: string;
  /** The text without what comments say. */
  readonly code: string;
  /** Files of src that it imports, types included. */
  readonly imports: readonly string[];
}

const SOURCES: readonly Source[] = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((nom) => `src/${nom.replaceAll('\\', '/')}`)
  .filter((chemin) => chemin.endsWith('.ts'))
  .sort()
  .map((chemin) => {
    const texte = readFileSync(chemin, 'utf8');
    return { chemin, texte, code: sansCommentaires(texte), imports: importsDe(chemin, texte) };
  });

function sansCommentaires(texte: string): string {
  return texte.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function importsDe(chemin: string, texte: string): string[] {
  const cibles = [...texte.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)'(\.[^']+)'/gm)].map(
    ([, cible]) => cible,
  );
  return cibles
    .map((cible) => normalize(join(dirname(chemin), cible ?? '')).replaceAll('\\', '/'))
    .filter((cible) => cible.startsWith('src/'));
}

/** Files and packages that a file has loaded as soon as it is: neither types, nor what `import()` waits for. */
function chargesPar(chemin: string, texte: string): string[] {
  const cibles = [...texte.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s+)?'([^']+)'/gm)];
  return cibles.map(([, cible = '']) =>
    cible.startsWith('.') ? normalize(join(dirname(chemin), cible)).replaceAll('\\', '/') : cible,
  );
}

/** `src/domain/textes/date.ts` → `render`; `src/edition.ts` → `edition`. */
function dossierDe(chemin: string): string {
  return chemin.split('/')[1]?.replace(/\.ts$/, '') ?? '';
}

it('les empreintes de la version sont celles de ses tables et de ses gabarits : sinon, npm run empreintes', () => {
  expect(readFileSync(`data/empreintes/${VERSION}.json`, 'utf8')).toBe(empreintesDeLArbre('.', VERSION));
});

describe('src va dans un seul sens', () => {
  it('chaque dossier ne connaît que ceux d’avant lui', () => {
    const fautes = SOURCES.flatMap(({ chemin, imports }) =>
      imports
        .filter((cible) => {
          const [de, vers] = [dossierDe(chemin), dossierDe(cible)];
          if (de === vers) return false;
          if (de === 'cli' && vers === 'render') return !RENDUS_POUR_CLI.includes(cible);
          return !PERMIS[de]?.includes(vers);
        })
        .map((cible) => `${chemin} → ${cible}`),
    );
    expect(fautes).toEqual([]);
  });

  it('aucune commande n’en connaît une autre', () => {
    const commandeDe = (chemin: string) => /^src\/cli\/([^/]+)\//.exec(chemin)?.[1];
    const fautes = SOURCES.flatMap(({ chemin, imports }) =>
      imports
        .filter((cible) => commandeDe(chemin) && commandeDe(cible) && commandeDe(chemin) !== commandeDe(cible))
        .map((cible) => `${chemin} → ${cible}`),
    );
    expect(fautes).toEqual([]);
  });

  it('l’aide ne charge ni ce que font les commandes, ni une bibliothèque de plus', () => {
    const charges = new Map(SOURCES.map(({ chemin, texte }) => [chemin, chargesPar(chemin, texte)]));
    const vus = new Set(['src/cli/program.ts']);
    for (const chemin of vus) for (const cible of charges.get(chemin) ?? []) vus.add(cible);
    const fautes = [...vus].filter(
      (cible) => !/^src\/(?:cli|domain|exports)\/|^package\.json$|^@commander-js\//.test(cible),
    );
    expect(fautes).toEqual([]);
    expect(vus).toContain('src/exports/exports.ts');
  });

  it('de zod, le programme ne prend que ce qu’il emploie : son espace de noms, pas l’objet qui porte tout', () => {
    const fautes = SOURCES.filter(({ code }) => /^import (?:type )?(?!type |\* as z )[^;]*from 'zod';/m.test(code));
    expect(fautes.map(({ chemin }) => chemin)).toEqual([]);
  });

  it('tout dossier de src est connu ici, et tout import existe', () => {
    expect([...new Set(SOURCES.map(({ chemin }) => dossierDe(chemin)))].sort()).toEqual(Object.keys(PERMIS).sort());
    const fichiers = new Set(SOURCES.map(({ chemin }) => chemin));
    expect(SOURCES.flatMap(({ imports }) => imports).filter((cible) => !fichiers.has(cible))).toEqual([]);
  });

  it('aucun fichier ne s’importe lui-même par un détour, types compris', () => {
    const imports = new Map(SOURCES.map((source) => [source.chemin, source.imports]));
    const finis = new Set<string>();
    const cycles: string[] = [];
    const descendre = (chemin: string, pile: readonly string[]) => {
      if (pile.includes(chemin)) cycles.push([...pile.slice(pile.indexOf(chemin)), chemin].join(' → '));
      if (pile.includes(chemin) || finis.has(chemin)) return;
      for (const cible of imports.get(chemin) ?? []) descendre(cible, [...pile, chemin]);
      finis.add(chemin);
    };
    for (const { chemin } of SOURCES) descendre(chemin, []);
    expect(cycles).toEqual([]);
  });
});

describe('src se lit', () => {
  const tailles = SOURCES.map(({ chemin, texte }) => ({ chemin, lignes: texte.split('\n').length - 1 }));

  it(`aucun fichier ne dépasse ${LIGNES_MAX} lignes`, () => {
    expect(tailles.filter(({ lignes }) => lignes > LIGNES_MAX)).toEqual([]);
    const triees = tailles.map(({ lignes }) => lignes).sort((gauche, droite) => gauche - droite);
    const total = triees.reduce((somme, lignes) => somme + lignes, 0);
    const mediane = triees[Math.floor(triees.length / 2)];
    console.log(`src : ${triees.length} fichiers, ${total} lignes, médiane ${mediane}, le plus long ${triees.at(-1)}`);
  });

  it('les noms de fichiers sont en minuscules ASCII, séparées par des tirets', () => {
    const noms = SOURCES.map(({ chemin }) => chemin);
    expect(
      noms.filter(
        (nom) => !/^src\/(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/)*[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.d)?\.ts$/.test(nom),
      ),
    ).toEqual([]);
  });

  it('un fichier porte le nom d’une chose qu’il exporte, s’il n’exporte pas plusieurs fonctions d’un même sujet', () => {
    // « lecture » is named after « lecteur »: a common beginning is enough.
    const racines = (nom: string) =>
      nom
        .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
        .toLowerCase()
        .split(/[-_]/)
        .filter(({ length }) => length > 1)
        .map((mot) => mot.slice(0, 3));
    const fautes = SOURCES.filter(({ chemin }) => !/(?:^src\/main|\/command|\.d)\.ts$/.test(chemin)).flatMap(
      ({ chemin, code }) => {
        const exportes = [
          ...code.matchAll(/^export (?:async )?(?:abstract )?(function\*?|class|const|interface|type) (\w+)/gm),
        ];
        const duFichier = racines(chemin.slice(chemin.lastIndexOf('/') + 1, -'.ts'.length));
        const porte = exportes.some(([, , nom = '']) => racines(nom).some((racine) => duFichier.includes(racine)));
        const valeurs = exportes.filter(([, genre]) => genre !== 'interface' && genre !== 'type');
        return porte || valeurs.length > 1 ? [] : [`${chemin} : ${exportes.map(([, , nom]) => nom).join(', ')}`];
      },
    );
    expect(fautes).toEqual([]);
  });

  it('ce qui est exporté et lance une erreur, à dessein, dit laquelle', () => {
    const fautes = SOURCES.flatMap(({ chemin, texte }) => {
      const lignes = texte.split('\n');
      return lignes.flatMap((ligne, rang) => {
        const [, nom] = /^export (?:default )?(?:async )?function\*? (\w+)/.exec(ligne) ?? [];
        const corps = lignes.slice(rang, lignes.indexOf('}', rang));
        if (nom === undefined || estExpliquee(lignes, rang) || !corps.some((une) => /\bthrow new /.test(une)))
          return [];
        return [`${chemin}:${rang + 1} ${nom}`];
      });
    });
    expect(fautes).toEqual([]);
  });
});

/** Whether the line above ends a comment. */
function estExpliquee(lignes: readonly string[], rang: number): boolean {
  const avant = lignes[rang - 1]?.trim() ?? '';
  return avant.endsWith('*/') || avant.startsWith('//');
}

describe('rien ne dépend de la machine', () => {
  it('ni horloge, ni langue du système, ni hasard dans src', () => {
    const fautes = SOURCES.flatMap(({ chemin, code }) =>
      INTERDITS.filter((interdit) => interdit.test(code)).map((interdit) => `${chemin} : ${interdit.source}`),
    );
    expect(fautes).toEqual([]);
  });

  it('ni chemin d’une machine, ni registre de paquets dans les fichiers suivis', ({ skip }) => {
    if (!existsSync('.git')) skip('pas de dépôt git : rien n’est suivi ici');
    const suivis = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      encoding: 'utf8',
    });
    // Written in pieces, so that this file does not hold what it looks for.
    const chemins = ['work', 'home', 'Users', 'root', 'tmp'].map(
      (debut) => new RegExp(`(?<![\\w.\\]~-])/${debut}/[\\w.-]+`),
    );
    const registres = [
      /https?:\/\/[\w.-]*(?:artifactory|nexus|verdaccio|jfrog|npm-proxy)[\w.-]*/i,
      /^\s*registry\s*=/m,
    ];
    const fautes = suivis
      .split('\0')
      .filter((nom) => nom !== '' && existsSync(nom))
      .flatMap((nom) => {
        const texte = readFileSync(nom, 'utf8');
        const reste = [...texte.matchAll(/"resolved": "(https?:\/\/[^/"]+)/g)]
          .map(([, hote]) => hote)
          .filter((hote) => hote !== 'https://registry.npmjs.org');
        const trouves = [...chemins, ...registres].flatMap((motif) => motif.exec(texte)?.[0] ?? []);
        return [...new Set([...trouves, ...reste])].map((trouve) => `${nom} : ${trouve}`);
      });
    expect(fautes).toEqual([]);
  });
});
