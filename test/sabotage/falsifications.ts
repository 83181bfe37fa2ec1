/** Whatever is changed in an edition, in its dossier or in its archive, `verifier` does not say « Identique ». */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Contenu, ouvrir, resceller, resommer } from '../outils/archives.ts';
import type { Essai, GenreDEssais } from './essai.ts';
import { GESTES, GESTES_SUR_UN_ZIP, type Geste } from './gestes-sur-des-octets.ts';
import type { Lieux } from './lieux.ts';
import { courir, fauteDe } from './programme-surveille.ts';

/** Times that a place is drawn again in the bytes of an archive. */
const TOURS_SUR_LE_ZIP = 3;

/** Asks for a verification, which must say that something differs. */
async function verifier(lieux: Lieux, depuis: string, mots: readonly string[]): Promise<string | undefined> {
  const course = await courir(lieux.programme, ['verifier', ...mots], { depuis });
  if (course.code === 0) return 'vérifié : « Identique »';
  return fauteDe(course);
}

/** A file of the edition, or of the dossier it was made from. */
function essaisSurUneEdition(lieux: Lieux): Essai[] {
  const enPlace = (sorte: string, quoi: string, geste: (edition: string, dossier: string) => void): Essai => ({
    sorte,
    quoi,
    async faire(lieu) {
      const [edition, dossier] = [join(lieu, '2012'), join(lieu, 'dossier')];
      cpSync(lieux.edition, edition, { recursive: true });
      cpSync(lieux.dossier, dossier, { recursive: true });
      geste(edition, dossier);
      return verifier(lieux, lieu, [edition, '--dossier', dossier]);
    },
  });
  const surUnFichier = (ou: 'edition' | 'dossier', nom: string, geste: Geste): Essai => ({
    sorte: ou === 'edition' ? 'un document d’une édition' : 'un fichier du dossier d’une édition',
    quoi: `${nom}, ${geste.quoi}`,
    async faire(lieu, hasard) {
      const falsifier = (edition: string, dossier: string) => {
        const chemin = join(ou === 'edition' ? edition : dossier, nom);
        writeFileSync(chemin, geste.faire(readFileSync(chemin), hasard));
      };
      return enPlace('', '', falsifier).faire(lieu, hasard);
    },
  });
  const documents = readdirSync(lieux.edition).sort();
  const pieces = readdirSync(lieux.dossier, { recursive: true, withFileTypes: true })
    .filter((entree) => entree.isFile())
    .map((entree) => join(entree.parentPath, entree.name).slice(lieux.dossier.length + 1))
    .filter((nom) => nom !== 'LISEZ-MOI.md')
    .sort();
  const rangement = 'un document de trop, ou de moins';
  return [
    ...documents.flatMap((nom) => GESTES.map((geste) => surUnFichier('edition', nom, geste))),
    ...pieces.flatMap((nom) => GESTES.slice(0, 6).map((geste) => surUnFichier('dossier', nom, geste))),
    ...documents.map((nom) => enPlace(rangement, `${nom} ôté`, (edition) => rmSync(join(edition, nom)))),
    enPlace(rangement, 'un fichier ajouté', (edition) => writeFileSync(join(edition, 'note.txt'), 'x')),
    enPlace(rangement, 'un document renommé', (edition) =>
      renameSync(join(edition, 'lignes-2012.csv'), join(edition, 'lignes-2013.csv')),
    ),
  ];
}

/** How far a forger goes to hide what was changed in an archive. */
const CAMOUFLAGES: readonly (readonly [quoi: string, faire: (contenu: Contenu) => void])[] = [
  ['sans plus', () => {}],
  ['sommes refaites', resommer],
  ['sommes et manifeste refaits', resceller],
];

/** A file of the archive, once it was taken out: packed again by another program, the zip itself would tell. */
function essaisDansUneArchive(lieux: Lieux): Essai[] {
  const noms = [...ouvrir(lieux.archive).keys()];
  const choisis = [
    ...noms.filter((nom) => !nom.startsWith('outil/')),
    'outil/data/reference/pays.csv',
    'outil/data/nomenclatures/m71.csv',
    'outil/templates/jaune.hbs',
    'outil/templates/elements/chiffre.hbs',
  ];
  // All digests made again, what changes nothing of the documents is the archive of another dossier, and an honest one.
  const sansTrace = (nom: string) => nom.startsWith('dossier/') && !nom.startsWith('dossier/sources/');
  return choisis.flatMap((nom, place) =>
    CAMOUFLAGES.slice(0, sansTrace(nom) ? 2 : 3).map(([camouflage, cacher], rang): Essai => {
      const geste = GESTES[(place + rang) % GESTES.length] as Geste;
      return {
        sorte: 'un fichier d’une archive',
        quoi: `${nom}, ${geste.quoi}, ${camouflage}`,
        async faire(lieu, hasard) {
          const contenu = ouvrir(lieux.archive);
          const avant = new Map(contenu);
          contenu.set(nom, geste.faire(contenu.get(nom) ?? Buffer.alloc(0), hasard));
          // What is no JSON any more cannot be made again: nothing is hidden then.
          try {
            cacher(contenu);
          } catch {}
          if ([...contenu].every(([piece, octets]) => avant.get(piece)?.equals(octets))) return undefined;
          const extraite = join(lieu, 'extraite');
          for (const [piece, octets] of contenu) {
            mkdirSync(dirname(join(extraite, piece)), { recursive: true });
            writeFileSync(join(extraite, piece), octets);
          }
          return verifier(lieux, lieu, [extraite]);
        },
      };
    }),
  );
}

/** The bytes of the archive itself, wherever they are: headers, contents, directory, end. */
function essaisSurLeZip(lieux: Lieux): Essai[] {
  const zip = readFileSync(lieux.archive);
  const repertoire = zip.indexOf(Buffer.from('PK\u0001\u0002'));
  const fin = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  const second = zip.indexOf(Buffer.from('PK\u0003\u0004'), 4);
  const zones = [
    ['le premier en-tête local', 0, 30],
    ['un en-tête local', second, second + 30],
    ['le contenu', 60, repertoire],
    ['le répertoire', repertoire, fin],
    ['la fin', fin, zip.length],
  ] as const;
  return zones.flatMap(([zone, de, a]) =>
    GESTES_SUR_UN_ZIP.flatMap((geste) =>
      Array.from(
        { length: TOURS_SUR_LE_ZIP },
        (_, tour): Essai => ({
          sorte: 'les octets du zip',
          quoi: `${zone}, ${geste.quoi}, ${tour + 1}`,
          async faire(lieu, hasard) {
            const archive = join(lieu, 'archive.zip');
            const falsifie = geste.faire(zip.subarray(de, a), hasard);
            writeFileSync(archive, Buffer.concat([zip.subarray(0, de), falsifie, zip.subarray(a)]));
            return verifier(lieux, lieu, [archive]);
          },
        }),
      ).slice(0, geste.quoi.endsWith('la fin') ? 1 : undefined),
    ),
  );
}

export const FALSIFICATIONS: GenreDEssais = {
  nom: 'falsifications',
  titre: 'Falsifications',
  essais: (lieux) => [...essaisSurUneEdition(lieux), ...essaisDansUneArchive(lieux), ...essaisSurLeZip(lieux)],
};
