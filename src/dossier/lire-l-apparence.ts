import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Constats } from '../domain/constats/constat.ts';
import {
  type Apparence,
  CONTRASTE_MINIMAL,
  type Couleurs,
  contraste,
  encreSur,
  type LogoDeclare,
} from '../domain/dossier/apparence.ts';
import { reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import { estUnCheminSimple, meneHorsDuDossier } from './fichiers-du-dossier.ts';
import type { ExerciceEcrit } from './schema-exercice.ts';

type Ecrite = ExerciceEcrit['apparence'];

interface Contexte {
  readonly document: YamlDocument;
  readonly constats: Constats;
  readonly racine: string;
}

/**
 * Reads what `exercice.yaml` says of the looks of the documents: the logo must be in the dossier, the two colours must read
 * well together. What the logo holds is for who draws it.
 */
export function lireLApparence(ecrite: Ecrite, contexte: Contexte): Apparence {
  const logo = lireLogo(ecrite, contexte);
  const couleurs = lireCouleurs(ecrite, contexte);
  return { ...(logo && { logo }), ...(couleurs && { couleurs }) };
}

function lireLogo({ logo: fichier }: Ecrite, { document, constats, racine }: Contexte): LogoDeclare | undefined {
  if (fichier === undefined) return undefined;
  const chemin = ['apparence', 'logo'];
  const refuser = (code: CodeConstat, message: string, remede: string) =>
    reportInYaml(document, constats, code, chemin, message, remede);
  if (!estUnCheminSimple(fichier))
    refuser(
      'E-CHEMIN-HORS-DOSSIER',
      `« ${fichier} » n’est pas un chemin simple dans le dossier`,
      'Placez le logo dans le dossier et écrivez son chemin depuis lui, par exemple apparence/logo.svg.',
    );
  else if (!existsSync(join(racine, fichier)))
    refuser(
      'E-LOGO',
      `le fichier « ${fichier} » n’est pas dans le dossier`,
      'Déposez le logo à cet endroit, ou corrigez son nom (majuscules comprises).',
    );
  else if (meneHorsDuDossier(racine, fichier))
    refuser(
      'E-CHEMIN-HORS-DOSSIER',
      `« ${fichier} » est un lien qui mène hors du dossier`,
      'Copiez le fichier lui-même dans le dossier.',
    );
  else return { fichier, place: document.place(chemin) };
  return undefined;
}

function lireCouleurs(ecrite: Ecrite, { document, constats }: Contexte): Couleurs | undefined {
  const { couleur: fond, sur_couleur: dite } = ecrite;
  if (fond === undefined) {
    if (dite !== undefined)
      reportInYaml(
        document,
        constats,
        'E-EXERCICE-INCOHERENT',
        ['apparence', 'sur_couleur'],
        'sur_couleur est dite sans couleur : sur quoi s’écrirait-elle ?',
        'Écrivez aussi couleur, ou retirez sur_couleur.',
        'cle',
      );
    return undefined;
  }
  const texte = dite ?? encreSur(fond);
  const obtenu = contraste(fond, texte);
  if (obtenu < CONTRASTE_MINIMAL)
    reportInYaml(
      document,
      constats,
      'E-COULEUR-CONTRASTE',
      ['apparence', 'sur_couleur'],
      `« ${texte} » sur « ${fond} » se lit mal : contraste de ${ecrire(obtenu)}, ${ecrire(CONTRASTE_MINIMAL)} au moins est attendu`,
      `Sur ce fond, « ${encreSur(fond)} » donne ${ecrire(contraste(fond, encreSur(fond)))}. Ce seuil est celui du RGAA, qui s’impose aux collectivités.`,
    );
  return { fond, texte };
}

function ecrire(rapport: number): string {
  return rapport.toFixed(2).replace('.', ',');
}
