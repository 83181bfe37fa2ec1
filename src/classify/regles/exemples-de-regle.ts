import type { Base } from '../../domain/argent/base.ts';
import { lireMontant } from '../../domain/argent/montant.ts';
import type { Attente } from '../../domain/conditions/attente.ts';
import { type Condition, compilerCondition, essaisDecisifs, type Lecteurs } from '../../domain/conditions/condition.ts';
import { ecrireAttente, ecrireContraire } from '../../domain/conditions/mecanismes.ts';
import { CHAMPS_CODES, CHAMPS_TEXTE, type ChampTexte, MOTS_FERMES } from '../../domain/lignes/champs.ts';
import { type LigneBudgetaire, TEXTES_NUS } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, citerValeur, formaterEuros } from '../../domain/textes/format.ts';
import { plier } from '../../domain/textes/texte.ts';
import type { Regle } from './regle.ts';

const NUE: Omit<LigneBudgetaire, 'imputation'> = { ...TEXTES_NUS, numero: 1, empreinte: '', montants: {} };

/**
 * The line that an example of a rule stands for: the fields it gives, and for the others what a real expense has.
 * @returns the name of the field that does not exist or cannot be read, when there is one
 */
export function ligneDExemple(exemple: Readonly<Record<string, string>>, base: Base): LigneBudgetaire | string {
  const donnees: Record<string, unknown> = {};
  for (const [champ, texte] of Object.entries(exemple)) {
    if (champ === 'montant') {
      const lecture = lireMontant(texte);
      if (lecture.etat !== 'lu') return champ;
      donnees.montants = { [base]: lecture.montant };
    } else if (Object.hasOwn(CHAMPS_TEXTE, champ)) {
      donnees[CHAMPS_TEXTE[champ as ChampTexte]] = texte;
    } else {
      return champ;
    }
  }
  const ligne = { ...NUE, ...donnees };
  return { ...ligne, imputation: { ...ligne, rang: 0 } };
}

/** Expectations told for one example; the others are counted. */
const ESSAIS_DITS_MAX = 4;

/**
 * What to say of an example that fails: for one that the rule must catch, the expectations that it does not meet, each with
 * what it holds (« fonction : attendu « 048 », lu « 041 » »); for one that the rule must leave, those that it meets.
 */
export function direEchec(
  { citee, condition }: Pick<Regle, 'citee' | 'condition'>,
  genre: 'attrape' | 'laisse',
  ligne: LigneBudgetaire,
  lecteurs: Lecteurs<LigneBudgetaire>,
): string {
  const essais = essaisDecisifs(condition, (partie) => compilerCondition(partie, lecteurs)(ligne));
  const dits = essais.slice(0, ESSAIS_DITS_MAX).map(({ champ, attente, voulue }) => {
    const attendu = voulue ? ecrireAttente(attente) : ecrireContraire(attente);
    return `${champ} : attendu ${attendu}, lu ${lire(champ, ligne, lecteurs)}`;
  });
  const reste = essais.length - dits.length;
  const detail = [...dits, ...(reste > 0 ? [`et ${accord(reste, 'autre')}`] : [])].join(' ; ');
  return genre === 'attrape'
    ? `la règle « ${citee.id} » doit attraper cet exemple et le laisse ; ${detail}`
    : `la règle « ${citee.id} » doit laisser cet exemple et l’attrape, qui remplit toute sa condition ; ${detail}`;
}

const REMEDE_ECHEC = 'Corrigez la condition, ou l’exemple s’il n’est plus vrai.';

/**
 * What to do about an example that fails. A text asked for whole where one of its words was meant is the usual cause:
 * `libelle: festival` is met by no « Festival du livre », `libelle: { mots: [festival] }` is.
 */
export function direRemede(
  { condition }: Pick<Regle, 'condition'>,
  genre: 'attrape' | 'laisse',
  ligne: LigneBudgetaire,
  lecteurs: Lecteurs<LigneBudgetaire>,
): string {
  if (genre === 'laisse') return REMEDE_ECHEC;
  const tient = (partie: Condition) => compilerCondition(partie, lecteurs)(ligne);
  for (const { champ, attente, voulue } of essaisDecisifs(condition, tient)) {
    const mots = voulue && aDesPhrases(champ) ? valeursEgales(attente) : [];
    if (mots.length > 0 && tient({ type: 'champ', champ, attente: { type: 'mots', mots } }))
      return `« ${champ} » est comparé en entier. Pour y chercher ${mots.length > 1 ? 'des mots' : 'un mot'}, écrivez ${champ}: { mots: [${mots.map(ecrireTexteYaml).join(', ')}] }. Sinon : ${REMEDE_ECHEC.charAt(0).toLowerCase()}${REMEDE_ECHEC.slice(1)}`;
  }
  return REMEDE_ECHEC;
}

/** The fields that hold words as people write them: no codes, and none of a few words. */
function aDesPhrases(champ: string): boolean {
  return Object.hasOwn(CHAMPS_TEXTE, champ) && !CHAMPS_CODES.has(champ) && MOTS_FERMES[champ] === undefined;
}

/** The texts that an expectation wants whole, when it wants nothing else. */
function valeursEgales(attente: Attente): readonly string[] {
  if (attente.type === 'egal') return plier(attente.valeur) === '' ? [] : [attente.valeur];
  if (attente.type !== 'liste') return [];
  const valeurs = attente.attentes.map(valeursEgales);
  return valeurs.every(({ length }) => length > 0) ? valeurs.flat() : [];
}

/** A text as it may be copied between the brackets of a YAML list. */
function ecrireTexteYaml(texte: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} ’'-]*$/u.test(texte) ? texte : JSON.stringify(texte);
}

function lire(champ: string, ligne: LigneBudgetaire, lecteurs: Lecteurs<LigneBudgetaire>): string {
  if (champ !== 'montant') return citerValeur(lecteurs.texte(champ)?.(ligne) ?? '');
  const montant = lecteurs.montant?.(ligne);
  return montant === undefined ? 'rien' : formaterEuros(montant);
}
