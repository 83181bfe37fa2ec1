import { accessSync, constants, statSync } from 'node:fs';
import { posix, resolve, win32 } from 'node:path';

/** Says which browser is to print, where that which is found is not the right one. */
export const VARIABLE_DU_NAVIGATEUR = 'JAUNE_NAVIGATEUR';

/** The machine, as much as it is asked about. */
export interface Machine {
  readonly plateforme: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly estUnProgramme: (chemin: string) => boolean;
}

/** A browser that can print, or what is missing. */
export type NavigateurCherche =
  | { readonly chemin: string }
  | { readonly chemin?: never; readonly manque: string; readonly remede: string };

const NOMS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];

const PLACES_UNIX: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    ...NOMS.map((nom) => `/usr/bin/${nom}`),
    '/usr/lib/chromium/chromium',
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    '/snap/bin/chromium',
  ],
  darwin: ['Google Chrome', 'Microsoft Edge', 'Chromium'].flatMap((nom) =>
    ['', '~'].map((chez) => `${chez}/Applications/${nom}.app/Contents/MacOS/${nom}`),
  ),
};

const PLACES_WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
];
const RACINES_WINDOWS = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'];

/** Finds a Chromium, a Chrome or an Edge on the machine: the one that a variable says, else on the PATH, else where it is usually put. */
export function chercherLeNavigateur({ plateforme, env, estUnProgramme }: Machine): NavigateurCherche {
  const dit = env[VARIABLE_DU_NAVIGATEUR] ?? '';
  if (dit !== '') {
    if (estUnProgramme(resolve(dit))) return { chemin: resolve(dit) };
    return {
      manque: `la variable ${VARIABLE_DU_NAVIGATEUR} mène à « ${dit} », qui n’est pas un programme que l’on puisse lancer`,
      remede: `Donnez à ${VARIABLE_DU_NAVIGATEUR} le chemin entier de Chromium, Chrome ou Edge, ou ôtez-la : il sera cherché. Puis relancez la même commande.`,
    };
  }
  const chemin = [...surLePath(plateforme, env), ...placesUsuelles(plateforme, env)].find(estUnProgramme);
  if (chemin !== undefined) return { chemin };
  return {
    manque: 'ni Chromium, ni Chrome, ni Edge n’ont été trouvés sur ce poste',
    remede: `Installez l’un d’eux, ou donnez le chemin du sien par la variable ${VARIABLE_DU_NAVIGATEUR}, puis relancez la même commande. Sans lui, ouvrez la page dans un navigateur et imprimez-la en PDF.`,
  };
}

/** The machine that this runs on. @param env its variables */
export function cetteMachine(env: Machine['env']): Machine {
  return {
    plateforme: process.platform,
    env,
    estUnProgramme: (chemin) => {
      try {
        accessSync(chemin, constants.X_OK);
        return statSync(chemin).isFile();
      } catch {
        return false;
      }
    },
  };
}

function surLePath(plateforme: NodeJS.Platform, env: Machine['env']): string[] {
  const { delimiter, isAbsolute, join } = plateforme === 'win32' ? win32 : posix;
  // Where a system also looks in the folder that it stands in, no program is taken from there.
  const dossiers = (env.PATH ?? env.Path ?? '').split(delimiter).filter((dossier) => isAbsolute(dossier));
  const noms = plateforme === 'win32' ? NOMS.map((nom) => `${nom}.exe`) : NOMS;
  return noms.flatMap((nom) => dossiers.map((dossier) => join(dossier, nom)));
}

function placesUsuelles(plateforme: NodeJS.Platform, env: Machine['env']): string[] {
  if (plateforme === 'win32') {
    const racines = RACINES_WINDOWS.flatMap((nom) => env[nom] ?? []).filter((racine) => racine !== '');
    return PLACES_WINDOWS.flatMap((place) => racines.map((racine) => win32.join(racine, place)));
  }
  const chezSoi = env.HOME ?? '';
  const places = PLACES_UNIX[plateforme] ?? [];
  return places.flatMap((place) =>
    place.startsWith('~') ? (chezSoi === '' ? [] : [chezSoi + place.slice(1)]) : [place],
  );
}
