import type { CodeConstat } from '../../domain/codes-constats.ts';
import type { Constats } from '../../domain/constat.ts';
import type { FauteCsv } from '../../files/csv-format.ts';

const FAUTES: Readonly<Record<FauteCsv['type'], { code: CodeConstat; message: string; remede: string }>> = {
  guillemet: {
    code: 'E-GUILLEMET',
    message: 'guillemet mal fermé, ou au milieu d’un texte sans guillemets',
    remede:
      'Un texte entre guillemets se ferme avant le séparateur, et un guillemet qui en fait partie se double (""). Corrigez la ligne avec le secteur.',
  },
  trop_long: {
    code: 'E-GUILLEMET',
    message: 'cette ligne ne finit pas : plus d’un million d’octets',
    remede: 'Ce n’est sans doute pas un fichier CSV, ou ses fins de ligne sont perdues. Redemandez-le au secteur.',
  },
  octet: {
    code: 'E-ENCODAGE',
    message: 'un octet ne correspond à aucun caractère de windows-1252',
    remede: 'Le fichier est abîmé à cet endroit, ou n’est pas en windows-1252. Redemandez-le au secteur.',
  },
  commande: {
    code: 'E-ENCODAGE',
    message: 'il y a ici un caractère de commande, qu’aucun texte n’a',
    remede:
      'Le fichier est abîmé à cet endroit, ou sa base contient un signe invisible. Faites-le retirer par le secteur.',
  },
  encodage: {
    code: 'E-ENCODAGE',
    message: 'des octets ne sont pas dans l’encodage déclaré',
    remede: '',
  },
};

/** A line that does not end may have a million letters. */
const LONGUEUR_MONTREE = 400;

/** Tells a fault of the CSV itself: a record that could not be read. */
export function direFauteCsv(
  faute: FauteCsv,
  source: { readonly fichier: string; readonly encodage: string },
  constats: Constats,
): void {
  const { code, message, remede } = FAUTES[faute.type];
  constats.ajouter({
    code,
    lieu: { fichier: source.fichier, ligne: faute.numero, colonne: faute.rang + 1 },
    message: faute.type === 'encodage' ? `${message} (${source.encodage})` : message,
    extrait: { texte: faute.texte.slice(0, faute.rang + LONGUEUR_MONTREE), debut: faute.rang, fin: faute.rang + 1 },
    remede:
      faute.type === 'encodage'
        ? `Le fichier est sans doute en ${source.encodage === 'utf-8' ? 'windows-1252' : 'utf-8'} : corrigez encodage dans exercice.yaml.`
        : remede,
  });
}
