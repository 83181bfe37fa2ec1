import type { Constats } from '../../domain/constats/constat.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import { abreger } from '../../domain/textes/citation.ts';
import { accord } from '../../domain/textes/format.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import type { CellDefect as DefautLu } from '../../files/xlsx/cell-as-text.ts';
import type { SheetNotFound, SourceSheet } from '../../files/xlsx/read-rows.ts';
import type { UnreadableWorkbook } from '../../files/xlsx/unreadable.ts';
import type { CellDefect } from '../source-ouverte.ts';

/** What is wrong with a cell, in the words of an officer. */
export function direDefaut(defaut: DefautLu): CellDefect {
  if (defaut.type === 'erreur')
    return {
      code: 'E-CELLULE-ERREUR',
      message: `la cellule porte une erreur de tableur : ${abreger(defaut.contenu)}`,
      remede: 'Faites corriger la formule par le secteur, puis enregistrer le classeur. Rien n’est compté à sa place.',
    };
  if (defaut.type === 'formule_sans_resultat')
    return {
      code: 'E-FORMULE-SANS-RESULTAT',
      message: `le fichier ne garde pas le résultat de cette formule : =${abreger(defaut.formule)}`,
      remede:
        'Ouvrez le classeur dans Excel et enregistrez-le : les formules sont alors calculées, et leur résultat gardé.',
    };
  return {
    code: 'E-CELLULES-FUSIONNEES',
    message: `les cellules ${defaut.plage} sont fusionnées : seule la première dit quelque chose`,
    remede: 'Dans Excel, annulez la fusion et remplissez chaque cellule, ou demandez-le au secteur.',
  };
}

/** Tells that a file is not the workbook that was declared. */
export function direClasseurIllisible(fichier: string, erreur: UnreadableWorkbook, constats: Constats): void {
  constats.ajouter({
    code: 'E-CLASSEUR',
    lieu: { fichier },
    message: erreur.message,
    remede: erreur.remede,
  });
}

/** Tells that a workbook has not the sheet that was declared, and those that it has. */
export function direFeuilleAbsente(source: SourceDeclaree, erreur: SheetNotFound, constats: Constats): void {
  const { feuille, feuilles } = erreur;
  const proche = nomLePlusProche(feuille, [...feuilles]);
  constats.ajouter({
    code: 'E-FEUILLE-ABSENTE',
    lieu: source.lieu,
    message: `${source.fichier} n’a pas de feuille « ${abreger(feuille)} »`,
    remede: `Ses feuilles : ${feuilles.map((nom) => `« ${nom} »`).join(', ')}.${
      proche === undefined ? ' Corrigez feuille dans exercice.yaml.' : ` Vouliez-vous écrire « ${proche} » ?`
    }`,
  });
}

/** Tells what a sheet hides, or leans on, that whoever looks at it may not know. */
export function signalerFeuille(
  nom: string,
  feuille: SourceSheet & { readonly colonnesUtilesMasquees: readonly string[] },
  constats: Constats,
): void {
  const dire = (message: string, remede: string) =>
    constats.ajouter({ code: 'A-CLASSEUR', lieu: { fichier: nom }, message, remede });
  if (feuille.masquee)
    dire('cette feuille est masquée dans le classeur', 'Vérifiez avec le secteur que c’est bien elle qu’il envoie.');
  const { colonnesUtilesMasquees: colonnes } = feuille;
  if (colonnes.length > 0)
    dire(
      `${accord(colonnes.length, 'colonne')} dont on se sert ${colonnes.length > 1 ? 'sont masquées' : 'est masquée'} : ${colonnes.join(', ')}`,
      'Elle compte comme les autres : vérifiez avec le secteur qu’elle est à jour.',
    );
  if (feuille.liensExternes > 0)
    dire(
      `ce classeur s’appuie sur ${accord(feuille.liensExternes, 'autre')} classeur${feuille.liensExternes > 1 ? 's' : ''}, qui n’est jamais lu`,
      'Les résultats gardés dans le fichier comptent : faites-les mettre à jour par le secteur avant l’envoi.',
    );
  if (feuille.calculManuel)
    dire(
      'les formules de ce classeur ne se calculent qu’à la demande : leurs résultats peuvent être anciens',
      'Dans Excel : Formules › Calculer maintenant, puis enregistrez ; ou demandez-le au secteur.',
    );
}
