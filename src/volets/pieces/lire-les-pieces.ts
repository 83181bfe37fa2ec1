import { lireMontant } from '../../domain/argent/montant.ts';
import { Constats } from '../../domain/constats/constat.ts';
import type { Operations } from '../../domain/dossier/operations.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { ecrireDate } from '../../domain/textes/date.ts';
import { normaliserCode } from '../../domain/textes/texte.ts';
import {
  COLONNES_DE_L_OBJET,
  type ColonneDePieces,
  HISTORIQUE,
  lireLesOdd,
  PIECES,
  VALEURS_DES_PIECES,
} from '../../domain/volets/pieces-ecrites.ts';
import { oneForm } from '../../files/path-in.ts';
import { type Fiche, type FormeDeColonne, lireDesFiches } from '../lire-des-fiches.ts';

/** What a row speaks of, and how it names it. */
export type Objet =
  | { readonly de: 'ligne'; readonly ref: string; readonly empreinte: string }
  | { readonly de: 'operation'; readonly id: string }
  | { readonly de: 'programme'; readonly code: string };

export interface FicheDePieces {
  readonly objet: Objet;
  readonly fiche: Fiche<ColonneDePieces>;
}

const COLONNES = Object.fromEntries([
  ...COLONNES_DE_L_OBJET.map((nom) => [nom, { genre: 'texte', facultative: true }]),
  ...Object.entries(PIECES).map(([nom, { genre }]) => [nom, formeDe(genre)]),
  [HISTORIQUE, formeDe('oui_non')],
]) as unknown as Readonly<Record<ColonneDePieces, FormeDeColonne>>;

function formeDe(genre: (typeof PIECES)[keyof typeof PIECES]['genre']): FormeDeColonne {
  const valeurs = VALEURS_DES_PIECES[genre];
  if (valeurs !== undefined) return { genre: 'choix', valeurs, facultative: true };
  return { genre: genre === 'date' ? 'date' : 'texte', facultative: true };
}

/** The rows of `pieces.csv`, found again by the line, the operation or the programme that each speaks of. */
export class FichesDePieces {
  readonly liste: readonly FicheDePieces[];
  readonly #operations: Operations;
  readonly #historique: ReadonlyMap<string, readonly number[]>;
  readonly #parRef = new Map<string, FicheDePieces>();
  readonly #parOperation = new Map<string, FicheDePieces>();
  readonly #parProgramme = new Map<string, FicheDePieces>();
  /** The files of which a line has a row. */
  readonly #fichiers = new Set<string>();

  /** @param historique lines of the file of the rows that were replaced, by what they speak of */
  constructor(
    liste: readonly FicheDePieces[],
    operations: Operations,
    historique: ReadonlyMap<string, readonly number[]> = new Map(),
  ) {
    this.liste = liste;
    this.#historique = historique;
    this.#operations = operations;
    for (const fiche of liste) {
      const { objet } = fiche;
      if (objet.de === 'operation') this.#parOperation.set(objet.id, fiche);
      else if (objet.de === 'programme') this.#parProgramme.set(objet.code, fiche);
      else {
        this.#parRef.set(objet.ref, fiche);
        this.#fichiers.add(objet.ref.slice(0, objet.ref.lastIndexOf(':')));
      }
    }
  }

  /** The lines of the file of the rows that a row replaced. */
  anciennes({ objet }: FicheDePieces): readonly number[] {
    return this.#historique.get(nomDeLObjet(objet)[0]) ?? [];
  }

  get programmes(): boolean {
    return this.#parProgramme.size > 0;
  }

  /** Whether a line of a file has a row. */
  parleDe(fichier: string): boolean {
    return this.#fichiers.has(fichier);
  }

  deLaLigne({ fichier, numero }: { readonly fichier: string; readonly numero: number }): FicheDePieces | undefined {
    return this.parleDe(fichier) ? this.#parRef.get(`${fichier}:${numero}`) : undefined;
  }

  duProgramme(programme: string): FicheDePieces | undefined {
    return programme === '' ? undefined : this.#parProgramme.get(normaliserCode(programme));
  }

  /** The row that holds for a line: its own, else that of its operation, else that of its programme. */
  pour(affectation: Affectation): FicheDePieces | undefined {
    const { ligne } = affectation;
    const sienne = this.deLaLigne(ligne);
    if (sienne) return sienne;
    const operation = this.#parOperation.size === 0 ? '' : operationDe(affectation, this.#operations);
    return this.#parOperation.get(operation) ?? (this.programmes ? this.duProgramme(ligne.programme) : undefined);
  }
}

/**
 * Reads `pieces.csv`. Tells each cell that holds something else than its column takes, each row that speaks of nothing, of two
 * things, or of what another row speaks of.
 * @throws the errors of the file system
 */
export async function lireLesPieces(
  racine: string,
  fichier: string,
  operations: Operations,
  constats: Constats,
): Promise<FichesDePieces> {
  const fiches = await lireDesFiches(racine, { fichier, code: 'E-PIECES', colonnes: COLONNES }, constats);
  const vues = new Map<string, number>();
  const historique = new Map<string, number[]>();
  const gardees = fiches.flatMap((fiche): FicheDePieces[] => {
    if (fiche.lire(HISTORIQUE) === 'oui') {
      // What was replaced binds nobody: nothing of it is told.
      const ancien = lireLObjet(fiche, operations, new Constats());
      if (ancien === undefined) return [];
      const [nom] = nomDeLObjet(ancien);
      historique.set(nom, [...(historique.get(nom) ?? []), fiche.numero]);
      return [];
    }
    direLesCellules(fiche, constats);
    const objet = lireLObjet(fiche, operations, constats);
    if (objet === undefined) return [];
    const [cle, colonne] = nomDeLObjet(objet);
    const deja = vues.get(cle);
    if (deja === undefined) {
      vues.set(cle, fiche.numero);
      return [{ objet, fiche }];
    }
    fiche.dire(
      constats,
      'E-PIECES-DOUBLE',
      colonne,
      `deux lignes de ce fichier parlent de la même chose : celle-ci et la ligne ${deja}`,
      'Gardez-en une seule, avec tout ce que les deux disent.',
    );
    return [];
  });
  return new FichesDePieces(gardees, operations, historique);
}

/** What tells a thing from the others, and the column that names it. */
export function nomDeLObjet(objet: Objet): readonly [cle: string, colonne: 'ref' | 'operation' | 'programme'] {
  if (objet.de === 'ligne') return [objet.ref, 'ref'];
  return objet.de === 'operation' ? [`operation ${objet.id}`, 'operation'] : [`programme ${objet.code}`, 'programme'];
}

function direLesCellules(fiche: Fiche<ColonneDePieces>, constats: Constats): void {
  const prevu = lireMontant(fiche.lire('convention_montant'), { fixe: true });
  if (prevu.etat === 'illisible')
    fiche.dire(
      constats,
      'E-PIECES',
      'convention_montant',
      `« ${fiche.lire('convention_montant').slice(0, 40)} » n’est pas un montant`,
      `${prevu.raison} Écrivez 12 500,00, en euros.`,
    );
  if (lireLesOdd(fiche.lire('odd')) === undefined)
    fiche.dire(
      constats,
      'E-PIECES',
      'odd',
      `« ${fiche.lire('odd').slice(0, 40)} » ne nomme pas des objectifs de développement durable`,
      'Ils ont dix-sept numéros : écrivez 4, ou 4, 6.',
    );
  const [signature, envoi] = [fiche.lire('convention_date'), fiche.lire('convention_envoi')];
  if (signature !== '' && envoi !== '' && envoi < signature)
    fiche.dire(
      constats,
      'E-PIECES-ENVOI',
      'convention_envoi',
      `la convention, signée le ${ecrireDate(signature)}, aurait été envoyée avant, le ${ecrireDate(envoi)}`,
      'Corrigez l’une des deux dates : on envoie au représentant de l’État une convention signée.',
    );
}

function lireLObjet(fiche: Fiche<ColonneDePieces>, operations: Operations, constats: Constats): Objet | undefined {
  const dits = (['ref', 'operation', 'programme'] as const).filter((colonne) => fiche.lire(colonne) !== '');
  const [colonne = 'ref', seconde] = dits;
  const refuser = (message: string, remede: string) => {
    fiche.dire(constats, 'E-PIECES-OBJET', seconde ?? colonne, message, remede);
    return undefined;
  };
  if (dits.length !== 1)
    return refuser(
      dits.length === 0
        ? 'cette ligne ne dit pas de quoi elle parle'
        : `cette ligne parle de deux choses : ${dits.join(' et ')}`,
      'Remplissez une seule des trois : ref (avec son empreinte), operation ou programme.',
    );
  const ecrit = fiche.lire(colonne);
  if (colonne === 'programme') return { de: 'programme', code: normaliserCode(ecrit) };
  if (colonne === 'operation') {
    const operation = operations.reconnaitre(ecrit);
    if (operation) return { de: 'operation', id: operation.id };
    const connues = operations.liste.slice(0, 12).map(({ id }) => id);
    return refuser(
      `l’opération « ${ecrit.slice(0, 60)} » n’est pas dans exercice.yaml`,
      connues.length === 0
        ? 'Il n’en déclare aucune : nommez une ligne (ref) ou un programme.'
        : `Corrigez-la, ou déclarez-la sous operations. Celles qui y sont : ${connues.join(', ')}.`,
    );
  }
  if (!/^.+:[1-9]\d*$/.test(ecrit))
    return refuser(
      `« ${ecrit.slice(0, 80)} » n’est pas la référence d’une ligne`,
      'Écrivez-la comme lignes-<exercice>.csv : sources/culture.csv:214.',
    );
  if (!/^[0-9a-f]{16}$/.test(fiche.lire('empreinte')))
    return refuser(
      'l’empreinte de cette ligne manque : on ne saurait pas si elle a changé depuis',
      'Copiez-la de lignes-<exercice>.csv, ou remplissez le classeur de « jaune pieces export », qui l’écrit.',
    );
  return { de: 'ligne', ref: oneForm(ecrit), empreinte: fiche.lire('empreinte') };
}
