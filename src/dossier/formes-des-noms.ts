import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import type { Constats } from '../domain/constats/constat.ts';
import { accord, formaterEntier } from '../domain/textes/format.ts';
import { trierPar } from '../domain/textes/ordre.ts';
import { isMissing } from '../files/file-system.ts';
import { oneForm, pathIn } from '../files/path-in.ts';
import type { YamlDocument } from '../files/yaml-document.ts';

/** Where files of a dossier are looked for; its top is the first. */
const DOSSIERS = [
  '',
  'sources',
  'regles',
  'memoire',
  'textes',
  'textes/fiches',
  'gabarits',
  'nomenclature',
  'apparence',
];
/** Names that a message gives; a zip made on a Mac has them all so. */
const NOMS_CITES = 3;

/**
 * Refuses two files of which the names differ only by how their accents are coded: people see one name, and no declaration says
 * which is meant.
 * @param ecrits paths as `exercice.yaml` writes them
 */
export function refuserLesNomsADeuxFormes(racine: string, ecrits: readonly string[], constats: Constats): void {
  const dossiers = new Set([
    ...DOSSIERS,
    ...ecrits.map((ecrit) => dirname(oneForm(ecrit))).filter((nom) => nom !== '.'),
  ]);
  for (const dossier of dossiers) {
    const parForme = new Map<string, string[]>();
    for (const nom of nomsDuDisque(pathIn(racine, dossier))) {
      const formes = parForme.get(oneForm(nom));
      if (formes === undefined) parForme.set(oneForm(nom), [nom]);
      else formes.push(nom);
    }
    for (const [nom, formes] of parForme) {
      if (formes.length === 1) continue;
      const fichier = dossier === '' ? nom : `${dossier}/${nom}`;
      const dites = formes.map(
        (forme) =>
          `« ${forme} », aux accents ${direLaForme(forme)}${direLaTaille(join(pathIn(racine, dossier), forme))}`,
      );
      constats.ajouter({
        code: 'E-NOM-DEUX-FORMES',
        lieu: { fichier },
        message: `${formes.length === 2 ? 'deux' : formaterEntier(formes.length)} fichiers ont ce nom, que seul le codage de ses accents distingue : ${dites.join(' ; ')}`,
        remede: 'Gardez le bon, et retirez l’autre du dossier ; ou renommez l’un des deux tout autrement.',
      });
    }
  }
}

/** Tells, once for all, the files that were found under another form of their name than `exercice.yaml` writes. */
export function signalerLesNomsAutrementCodes(
  racine: string,
  ecrits: readonly string[],
  document: YamlDocument,
  constats: Constats,
): void {
  const autrement = [...new Set(ecrits)].filter(
    (ecrit) => isMissing(join(racine, ecrit)) && !isMissing(pathIn(racine, oneForm(ecrit))),
  );
  if (autrement.length === 0) return;
  const noms = autrement.slice(0, NOMS_CITES).map((ecrit) => `« ${oneForm(ecrit)} »`);
  const [aRetaper, ou] = autrement.every((ecrit) => ecrit === oneForm(ecrit))
    ? ['le nom du fichier', 'sur le disque']
    : ['son nom', 'dans exercice.yaml'];
  constats.ajouter({
    code: 'A-NOM-AUTREMENT-CODE',
    lieu: { fichier: document.file },
    message: `${accord(autrement.length, 'fichier')} au nom codé autrement dans exercice.yaml et sur le disque (é en un signe, ou e et son accent) : ${noms.join(', ')}${autrement.length > noms.length ? '…' : ''}`,
    remede: `Lu tout de même : un zip fait sur un Mac nomme ainsi. Rien n’est à faire ; pour que cela cesse, effacez et retapez ${aRetaper} ${ou}.`,
  });
}

function nomsDuDisque(dossier: string): string[] {
  try {
    return trierPar(
      readdirSync(dossier).filter((nom) => !nom.startsWith('.') && !nom.startsWith('~$')),
      (nom) => nom,
    );
  } catch {
    return [];
  }
}

function direLaForme(nom: string): string {
  if (nom === oneForm(nom)) return 'en un signe';
  return nom === nom.normalize('NFD') ? 'à part de leur lettre' : 'tantôt l’un, tantôt l’autre';
}

function direLaTaille(chemin: string): string {
  const etat = statSync(chemin, { throwIfNoEntry: false });
  return etat?.isFile() ? ` (${accord(etat.size, 'octet')})` : '';
}
