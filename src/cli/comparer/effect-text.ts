import type { Effet } from '../../compile/comparaison/effets.ts';
import {
  type Decideur,
  type LigneComparable,
  quotePartDe,
  retenuDe,
} from '../../compile/comparaison/ligne-comparable.ts';
import type { IndiceDePaire } from '../../compile/comparaison/rapprocher.ts';
import { LIBELLES_INDICES } from '../../compile/evolution/evolution.ts';
import { formaterEuros } from '../../domain/format.ts';
import { ecrireFraction, estEntiere } from '../../domain/fraction.ts';
import type { Montant } from '../../domain/montant.ts';
import { LIBELLES_PLACES } from '../../domain/verdict.ts';

/** What readers see for how two lines were matched. */
export const MOTS_DES_INDICES: Readonly<Record<IndiceDePaire, string>> = {
  ...LIBELLES_INDICES,
  meme_enregistrement: 'le même enregistrement',
  meme_place: 'même place, même libellé, même bénéficiaire',
  memes_mots: 'même libellé, même bénéficiaire ; codes non comparés',
};

/** An amount with its sign. */
export function signed(centimes: Montant): string {
  return centimes > 0 ? `+${formaterEuros(centimes)}` : formaterEuros(centimes);
}

/** A rule or a decision, with where it is written. @param nombre whether all decisions are meant, or this one */
export function decisionText(par: Decideur, nombre: 'une' | 'toutes' = 'une'): string {
  if (par.type === 'regle') return `règle « ${par.id} »${par.lieu === undefined ? '' : ` (${par.lieu})`}`;
  if (par.type === 'personne') return 'rien ni personne';
  if (nombre === 'toutes') return 'décisions';
  const signe = par.auteur === undefined ? '' : ` de ${par.auteur} du ${par.date}`;
  return `décision${signe}${par.lieu === undefined ? '' : ` (${par.lieu})`}`;
}

/** One line of a step: what it does, then the line in each edition, and how the two were matched. */
export function effectText(effet: Effet): string[] {
  const { avant, apres, centimes, rapprochement, par, de } = effet;
  const { libelle, beneficiaire } = apres ?? avant ?? { libelle: '', beneficiaire: '' };
  const certitude = rapprochement?.certain === false ? ` (probable : ${MOTS_DES_INDICES[rapprochement.indice]})` : '';
  return [
    '',
    `  ${signed(centimes)}  ${[libelle, beneficiaire].filter(Boolean).join(' — ')}`,
    ...(avant ? [`      avant : ${ecrireLigne(avant)}`] : []),
    ...(apres ? [`      après : ${ecrireLigne(apres)}${certitude}`] : []),
    ...(par ? [`      par : ${decisionText(par)}${de === 'avant' ? ', avant' : ''}`] : []),
    ...(centimes === 0 ? ecrireCellules(effet) : []),
  ];
}

function ecrireLigne(ligne: LigneComparable): string {
  const { ref, montant, place, decideur } = ligne;
  const part = quotePartDe(ligne);
  const dehors = place !== 'internationale';
  const retenu = dehors ? '' : `, ${formaterEuros(retenuDe(ligne))} au total`;
  const quotePart =
    dehors || estEntiere(part)
      ? ''
      : ` à ${ligne.exact === undefined ? ecrireFraction(part) : formaterEuros(ligne.exact)}`;
  return `${ref}, ${formaterEuros(montant)}, ${LIBELLES_PLACES[place]}${quotePart}${quotePart === '' ? '' : retenu}, ${decisionText(decideur)}`;
}

/** What a line that moves nothing in all moves from one cell to another. */
function ecrireCellules({ cellules }: Effet): string[] {
  return cellules.map(
    ({ secteur, axe, centimes }) => `      ${signed(centimes)} : ${secteur}, ${axe === '' ? 'sans axe' : axe}`,
  );
}
