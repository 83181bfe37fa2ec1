import { createHash } from 'node:crypto';
import type { Jaune } from '../../compile/jaune.ts';
import { montant, somme } from '../../domain/argent/montant.ts';
import { Constats } from '../../domain/constats/constat.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { COLONNES_DES_PIECES } from '../../domain/volets/pieces-ecrites.ts';
import type { Preparation } from '../../edition/preparation.ts';
import type { ActionARenseigner } from '../../review/forme-des-pieces.ts';
import { lireLeDroit } from '../../volets/pieces/droit.ts';
import { ETATS, type Etat, jugerUneFiche } from '../../volets/pieces/juger-une-fiche.ts';
import { placeSuivie } from '../../volets/pieces/lignes-des-pieces.ts';
import { type FicheDePieces, FichesDePieces, lireLesPieces } from '../../volets/pieces/lire-les-pieces.ts';

export const PIECES_FILE = 'pieces.csv';

export interface Action extends ActionARenseigner {
  readonly nomDEtat: Etat;
  /** Its row in `pieces.csv`; nothing where it has none of its own. */
  readonly fiche?: FicheDePieces;
  /** Whether a row that is not its own speaks of it already: that of its operation or its programme. */
  readonly couverte: boolean;
}

/**
 * The actions of the total and exceptional ones: their lines, and the operations and programmes that have a row, by their references.
 * @param jaune compiled from the same preparation, without a fault
 */
export async function actionsOf(
  { dossier, outillage }: Preparation,
  { lignes }: Jaune,
): Promise<ReadonlyMap<string, Action>> {
  const { enTete, racine } = dossier;
  const droit = lireLeDroit(outillage.donnees);
  // What is wrong with the file was told when the dossier was read.
  const fiches = dossier.volets.includes(PIECES_FILE)
    ? await lireLesPieces(racine, PIECES_FILE, enTete.operations, new Constats())
    : new FichesDePieces([], enTete.operations);
  const actions = new Map<string, Action>();
  const actionFor = (affectation: Affectation, fiche: FicheDePieces | undefined, commune: boolean): Action => {
    const { ligne } = affectation;
    const jugement = fiche && jugerUneFiche((piece) => fiche.fiche.lire(piece), droit);
    const etat: Etat = jugement?.etat ?? 'non-renseigne';
    const own = commune || fiche?.objet.de === 'ligne' ? fiche : undefined;
    return {
      ref: commune && fiche ? nameOf(fiche) : referenceDe(ligne),
      empreinte: [commune ? '-' : ligne.empreinte, own ? digestOf(own) : '-'].join(' '),
      libelle: commune && fiche ? commonLabel(fiche, affectation, enTete.operations) : ligne.libelle,
      beneficiaire: commune ? '' : ligne.beneficiaire,
      secteur: commune ? '' : ligne.secteur,
      montant: montant(0),
      etat: `${ETATS[etat]}${placeSuivie(affectation) === 'exceptionnelle' ? ' (hors total)' : ''}`,
      manque: [...(jugement?.manque ?? []), jugement?.motif ?? ''].filter((dit) => dit !== '').join(' ; '),
      lire: (piece) => own?.fiche.lire(piece) ?? '',
      nomDEtat: etat,
      ...(own && { fiche: own }),
      couverte: !commune && fiche !== undefined && own === undefined,
    };
  };
  for (const affectation of lignes) {
    const place = placeSuivie(affectation);
    if (place === undefined) continue;
    const fiche = fiches.pour(affectation);
    const kept = somme(partsEn(affectation, place).map(({ montant: part }) => part));
    const line = actionFor(affectation, fiche, false);
    actions.set(line.ref, { ...line, montant: kept });
    if (!line.couverte || fiche === undefined) continue;
    const former = actions.get(nameOf(fiche));
    actions.set(nameOf(fiche), {
      ...(former ?? actionFor(affectation, fiche, true)),
      montant: montant((former?.montant ?? 0) + kept),
    });
  }
  return actions;
}

function nameOf({ objet }: FicheDePieces): string {
  if (objet.de === 'ligne') return objet.ref;
  return objet.de === 'operation' ? `opération ${objet.id}` : `programme ${objet.code}`;
}

function commonLabel({ objet }: FicheDePieces, { ligne }: Affectation, operations: FichesOperations): string {
  return objet.de === 'operation' ? (operations.pour(objet.id)?.libelle ?? objet.id) : ligne.programmeLibelle;
}

type FichesOperations = Preparation['dossier']['enTete']['operations'];

/** What tells a row from what it was: two people may fill in copies of one workbook. */
function digestOf({ fiche }: FicheDePieces): string {
  const said = COLONNES_DES_PIECES.map((piece) => fiche.lire(piece));
  return createHash('sha256')
    .update(composerCle(...said))
    .digest('hex')
    .slice(0, 16);
}
