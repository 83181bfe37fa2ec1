/** Killed at any moment: what stood there, or what was to come, is there whole; the next run works and sweeps. */
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Essai, GenreDEssais } from './essai.ts';
import {
  AJOUTER_UNE_SOURCE,
  ARCHIVER,
  COMPILER,
  type GesteAInterrompre,
  IMPORTER,
  INITIER,
  restesDans,
} from './gestes-a-interrompre.ts';
import { decisionsGardees, type Lieux } from './lieux.ts';
import { courir, fauteDe } from './programme-surveille.ts';

/** What a command does when nobody stops it. */
interface Reference {
  readonly avant: string;
  readonly apres: string;
  readonly millisecondes: number;
}

const references = new Map<string, Promise<Reference>>();

/** Runs a command once to its end, for all attempts on it. */
function referenceDe(lieux: Lieux, geste: GesteAInterrompre): Promise<Reference> {
  const cle = `${lieux.atelier} ${geste.nom}`;
  const connue = references.get(cle);
  if (connue) return connue;
  const mesurer = async () => {
    const lieu = join(lieux.atelier, `reference-${geste.nom.replaceAll(' ', '-')}`);
    mkdirSync(lieu);
    geste.poser(lieux, lieu);
    const avant = geste.etat(lieu);
    const debut = performance.now();
    const { code, erreur } = await courir(lieux.programme, geste.mots(lieux), { depuis: lieu });
    if (code !== 0) throw new Error(`${geste.nom} : ${erreur}`);
    return { avant, apres: geste.etat(lieu), millisecondes: performance.now() - debut };
  };
  const reference = mesurer();
  references.set(cle, reference);
  return reference;
}

function essaisDArret(lieux: Lieux, geste: GesteAInterrompre): Essai[] {
  return Array.from({ length: geste.arrets }, (_, rang): Essai => {
    const part = (rang + 0.5) / geste.arrets;
    return {
      sorte: geste.nom,
      quoi: `tué vers ${Math.round(part * 100)} % de sa durée`,
      async faire(lieu, hasard) {
        const { avant, apres, millisecondes } = await referenceDe(lieux, geste);
        const temporaires = join(lieu, 'temporaires');
        geste.poser(lieux, lieu);
        // A little beyond: the machine is not always as quick as it was.
        const moment = 1.1 * millisecondes * part + hasard.nombre(20);
        const tue = await courir(lieux.programme, geste.mots(lieux), { depuis: lieu, temporaires, tuerApres: moment });
        const etat = geste.etat(lieu);
        if (etat !== avant && etat !== apres) return `ni l’état d’avant, ni celui d’après : ${etat.slice(0, 60)}`;
        if (tue.signal === null && (tue.code !== 0 || etat !== apres)) return `fini avec ${tue.code} : ${tue.erreur}`;
        const dossier = join(lieu, 'dossier');
        if (existsSync(dossier) && !decisionsGardees(lieux.dossier, dossier))
          return 'une décision d’avant n’est plus là';

        if (etat === apres && geste.nom !== COMPILER.nom && geste.nom !== ARCHIVER.nom) reposer(lieux, geste, lieu);
        const reprise = await courir(lieux.programme, geste.mots(lieux), { depuis: lieu, temporaires });
        if (reprise.code !== 0) return `relancé : ${reprise.code} ${reprise.erreur.slice(0, 300)}`;
        const faute = fauteDe(reprise);
        if (faute !== undefined) return `relancé : ${faute}`;
        if (geste.etat(lieu) !== apres) return 'relancé : ce n’est pas l’état d’après';
        const restes = [...restesDans(lieu), ...readdirSync(temporaires)];
        return restes.length === 0 ? undefined : `restes après la reprise : ${restes.join(', ')}`;
      },
    };
  });
}

/** What is done needs not be done again: takes the files of the dossier back to what they were, and leaves all else. */
function reposer(lieux: Lieux, geste: GesteAInterrompre, lieu: string): void {
  if (geste.nom !== INITIER.nom) cpSync(lieux.dossier, join(lieu, 'dossier'), { recursive: true, force: true });
}

export const ARRETS: GenreDEssais = {
  nom: 'arrets',
  titre: 'Arrêts (SIGKILL)',
  essais: (lieux) =>
    [COMPILER, ARCHIVER, IMPORTER, AJOUTER_UNE_SOURCE, INITIER].flatMap((geste) => essaisDArret(lieux, geste)),
};
