import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BoundedRun, runBounded } from '../../files/bounded-run.ts';

/** The browser that prints, and how long it is waited for. */
export interface Navigateur {
  readonly chemin: string;
  readonly secondes: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What it did not do, in words that follow « le navigateur ». */
export class ImpressionEchouee extends Error {}

const SORTIE = 'imprime.pdf';

const DRAPEAUX = [
  '--headless',
  '--no-pdf-header-footer',
  '--generate-pdf-document-outline',
  '--export-tagged-pdf',
  // Nothing leaves the machine, and nothing is looked for outside.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  '--no-pings',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-breakpad',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--lang=fr',
];

/** Words of a Chromium that the machine does not let enclose its pages. */
const SANS_BAC_A_SABLE = /no usable sandbox|without --no-sandbox|sandbox.*(?:not permitted|failed)/i;

/**
 * Prints a file of HTML, which has no script.
 * @param atelier a folder of one's own, where the profile of the browser goes too
 * @throws ImpressionEchouee when it gives no file
 */
export async function imprimer(navigateur: Navigateur, html: string, atelier: string): Promise<Uint8Array> {
  const pdf = join(atelier, SORTIE);
  const lancer = (enclos: boolean) =>
    runBounded(
      navigateur.chemin,
      [
        ...DRAPEAUX,
        ...(enclos ? [] : ['--no-sandbox']),
        `--user-data-dir=${join(atelier, 'profil')}`,
        `--print-to-pdf=${pdf}`,
        pathToFileURL(html).href,
      ],
      navigateur.secondes,
      { ...navigateur.env, TMPDIR: placeDesSockets(atelier) },
    );
  // Chromium refuses root, as many continuous integrations are; elsewhere it is asked to do without only when it cannot do with.
  let course = await lancer(process.getuid?.() !== 0);
  if (course.end === 'failed' && SANS_BAC_A_SABLE.test(course.said)) course = await lancer(false);
  const echec = direLEchec(course, navigateur.secondes);
  if (echec !== '') throw new ImpressionEchouee(echec);
  if (!existsSync(pdf)) throw new ImpressionEchouee('n’a écrit aucun fichier');
  return readFileSync(pdf);
}

/** Bytes of the path of a socket at the most, the least of all systems, and those that Chromium adds to the temporary folder. */
const CHEMIN_DE_SOCKET = 104;
const AJOUTES = 52;

/** Where the browser puts its sockets: they go with the rest, unless the path would be longer than a system takes. */
function placeDesSockets(atelier: string): string {
  return Buffer.byteLength(atelier) + AJOUTES <= CHEMIN_DE_SOCKET ? atelier : '/tmp';
}

function direLEchec({ end, said }: BoundedRun, secondes: number): string {
  if (end === 'late') return `n’avait pas fini au bout de ${secondes} s, et a été arrêté`;
  if (end === 'not-started') return `n’a pas pu être lancé : ${said}`;
  if (end === 'done') return '';
  const lignes = said.split('\n').filter((ligne) => ligne.trim() !== '' && !/dbus/.test(ligne));
  const dernier = lignes.find((ligne) => ligne.includes('FATAL')) ?? lignes.at(-1) ?? '';
  return `s’est arrêté sans imprimer${dernier === '' ? '' : ` : ${dernier.trim().slice(0, 200)}`}`;
}
