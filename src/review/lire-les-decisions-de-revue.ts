import { enumerer } from '../domain/textes/format.ts';
import { capitale } from '../domain/textes/texte.ts';
import { type ColonneDecision, type DecisionEcrite, decisionEcrite } from '../domain/verdict/decision-ecrite.ts';
import { rangDeSaisie, type Saisie } from './colonnes-de-revue.ts';
import type { RangeeRemplie } from './lire-les-rangees.ts';
import type { SignalementDeRevue } from './signalement-de-revue.ts';

/** A line that was filled in a workbook, and the row where it is. */
export interface LigneDecidee {
  readonly rangee: number;
  /** What its row tells of the line, by the titles of columns. */
  readonly dites?: ReadonlyMap<string, string>;
  readonly ecrite: DecisionEcrite;
  /** What was found wrong with it already, and is told: its other cells are still to be checked, not these. */
  readonly fautives: ReadonlySet<ColonneDecision>;
}

/** What a decision must have, and how it is called. */
export const OBLIGATOIRES = [
  ['decision', 'la décision'],
  ['motif', 'le motif'],
  ['auteur', 'l’auteur'],
  ['date', 'la date'],
] as const satisfies readonly (readonly [Saisie, string])[];

/** The decision of a row that was filled, as `arbitrages.csv` would write it. Tells one that was begun and not ended. */
export function lireUneDecisionDeRevue(
  { rangee, ref, empreinte, dites: ligne, valeurs, presentes, fautives: mal }: RangeeRemplie<Saisie>,
  signaler: SignalementDeRevue,
): LigneDecidee {
  // Whether the place is exceptional is half of the decision.
  const fautives = new Set<ColonneDecision>(
    [...mal].map((saisie) => (saisie === 'exceptionnelle' ? 'decision' : saisie)),
  );
  const valeur = (saisie: Saisie) => valeurs.get(saisie) ?? '';
  const manquent = OBLIGATOIRES.filter(([saisie]) => !presentes.has(saisie));
  const [premier] = manquent;
  if (premier) {
    const dits = enumerer(manquent.map(([, nom]) => nom));
    const { completer, retirer } = signaler.gestes;
    const remede = `${capitale(completer)} ; ou ${retirer} pour la laisser ouverte.`;
    signaler.rangee('E-REVUE-INCOMPLETE', rangee, { rang: rangDeSaisie(premier[0]) }, `il manque ${dits}`, remede);
    for (const [saisie] of manquent) fautives.add(saisie);
  }
  const exceptionnelle = valeur('exceptionnelle') === 'oui';
  if (exceptionnelle && !fautives.has('decision') && valeur('decision') !== 'internationale') {
    const message = 'seule une ligne internationale peut être exceptionnelle';
    const remede = 'Videz cette case, ou corrigez la décision.';
    const place = { rang: rangDeSaisie('exceptionnelle'), contenu: 'oui' };
    signaler.rangee('E-REVUE-VALEUR', rangee, place, message, remede);
    fautives.add('decision');
  }
  const dites = { ref, empreinte, decision: exceptionnelle ? 'exceptionnelle' : valeur('decision') };
  const ecrite = decisionEcrite((colonne) =>
    colonne === 'ref' || colonne === 'empreinte' || colonne === 'decision' ? dites[colonne] : valeur(colonne),
  );
  return { rangee, ...(ligne && { dites: ligne }), ecrite, fautives };
}
