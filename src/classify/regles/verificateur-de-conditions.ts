import { CHAPITRES_PAR_NATURE } from '../../domain/codes/chapitres-par-nature.ts';
import { lireCompteFonctionnel } from '../../domain/codes/compte-fonctionnel.ts';
import type { Nomenclature, Nomenclatures, TypeCode } from '../../domain/codes/nomenclature.ts';
import type { Vote } from '../../domain/codes/normes.ts';
import { NORMES, nommerNomenclature } from '../../domain/codes/normes.ts';
import { type Attente, REMEDE_DES_CONDITIONS } from '../../domain/conditions/attente.ts';
import {
  chercherImpossibilite,
  direExigence,
  type Exigence,
  type Impossibilite,
} from '../../domain/conditions/chercher-impossibilite.ts';
import { type Condition, parcourirAttentes } from '../../domain/conditions/condition.ts';
import {
  attentesSimples,
  ecrireAttente,
  existeDansLaNomenclature,
  testerNormal,
} from '../../domain/conditions/mecanismes.ts';
import type { Chemin } from '../../domain/constats/constat.ts';
import { CHAMPS_CODES, CHAMPS_REGLES, MOTS_FERMES } from '../../domain/lignes/champs.ts';
import { nomLePlusProche, plier } from '../../domain/textes/texte.ts';
import { chercherUnCodeEquivoque } from './chercher-un-code-equivoque.ts';

/** Tells what keeps a condition from ever meaning what its author meant. */
export type SignalerDefaut = (
  code: 'E-REGLE-CHAMP' | 'E-REGLE-CODE' | 'E-REGLE-IMPOSSIBLE' | 'A-NORMES-MELEES',
  chemin: Chemin,
  message: string,
  remede: string,
  sur?: 'cle',
) => void;

/**
 * Checks that the fields of conditions exist, that their codes are in the nomenclature of the year, and that what they ask
 * for can be: a condition that can match nothing is a mistake, and money would vanish with it.
 */
export class VerificateurDeConditions {
  readonly #nomenclatures: Nomenclatures;
  readonly #votes: ReadonlySet<Vote>;
  readonly #chapitres: readonly VerificationDesChapitres[];
  /** By field, the expectations that hold known codes alone: rules that refer to the same list ask for the same. */
  readonly #connues = new Map<string, WeakSet<Attente>>();

  /**
   * @param nomenclatures a condition may be meant for the lines of one norm alone: what one knows is known
   * @param votes likewise: chapters by nature are known where some lines have them
   */
  constructor(nomenclatures: Nomenclatures, votes: ReadonlySet<Vote>) {
    this.#nomenclatures = nomenclatures;
    this.#votes = votes;
    this.#chapitres = nomenclatures
      .filter(({ aDesFonctions }) => aDesFonctions)
      .map((nomenclature) => new VerificationDesChapitres(nomenclature));
  }

  verifier(condition: Condition, signaler: SignalerDefaut): void {
    let bonne = true;
    const noter: SignalerDefaut = (...faute) => {
      bonne = false;
      signaler(...faute);
    };
    parcourirAttentes(condition, (champ, attente, chemin = []) => {
      if (!CHAMPS_REGLES.includes(champ)) {
        const proche = nomLePlusProche(champ, CHAMPS_REGLES);
        noter(
          'E-REGLE-CHAMP',
          chemin,
          `« ${champ} » n’est pas un champ des lignes`,
          proche === undefined ? `Champs : ${CHAMPS_REGLES.join(', ')}.` : `Vouliez-vous écrire « ${proche} » ?`,
          'cle',
        );
      } else if ((champ === 'montant') !== (attente.type === 'montant')) {
        noter(
          'E-REGLE-CHAMP',
          chemin,
          champ === 'montant'
            ? 'un montant attend min ou max'
            : `min et max ne valent que pour montant, pas pour « ${champ} »`,
          REMEDE_DES_CONDITIONS,
        );
      } else if (champ === 'fonction' || (champ === 'chapitre' && this.#votes.has('par_fonction'))) {
        this.#verifierCodes(champ, attente, chemin, noter);
      } else {
        const permis = champ === 'norme' ? NORMES : MOTS_FERMES[champ];
        if (permis !== undefined) verifierMots(champ, attente, chemin, permis, noter);
      }
    });
    if (!bonne) return;
    this.#verifierPossible(condition, signaler);
    const equivoque = chercherUnCodeEquivoque(condition, this.#nomenclatures);
    if (equivoque === undefined) return;
    const { champ, chemin, code, enMots } = equivoque;
    signaler(
      'A-NORMES-MELEES',
      chemin,
      `cette règle prend ${champ === 'fonction' ? 'la fonction' : 'le chapitre'} ${code} dans toutes les normes du dossier, où ce code dit autre chose : ${enMots}`,
      `Dites-y aussi la norme : si: { ${champ}: …, norme: ${this.#nomenclatures[0].norme} } ; et faites-en une autre pour l’autre norme au besoin. Un organisme ou un fichier suffit aussi.`,
    );
  }

  #verifierPossible(condition: Condition, signaler: SignalerDefaut): void {
    const contradiction = chercherImpossibilite(condition, () => undefined);
    const discordance =
      contradiction === undefined && this.#votes.has('par_fonction')
        ? chercherImpossibilite(condition, (exigences) => this.#discordance(exigences))
        : undefined;
    if (contradiction)
      signaler(
        'E-REGLE-IMPOSSIBLE',
        contradiction.chemin ?? [],
        `aucune ligne ne peut remplir cette condition : ${contradiction.message}`,
        'Retirez l’une des demandes qui se contredisent, ou faites-en deux règles si l’une ou l’autre suffit.',
      );
    else if (discordance)
      signaler(
        'E-REGLE-CODE',
        discordance.chemin ?? [],
        discordance.message,
        'Cette condition ne retiendrait jamais rien. Vérifiez les codes, et les liens dans data/nomenclatures.',
      );
  }

  #discordance(exigences: readonly Exigence[]): Impossibilite | undefined {
    const surLeChapitre = exigences.filter(({ champ }) => champ === 'chapitre');
    if (this.#votes.has('par_nature') && surLeChapitre.every(retientParNature)) return undefined;
    const vues = this.#chapitres.map((chapitres) => chapitres.verifier(exigences));
    return vues.includes(undefined) ? undefined : vues[0];
  }

  #existe(attente: Attente, champ: 'chapitre' | 'fonction'): boolean {
    if (champ === 'chapitre' && this.#votes.has('par_nature') && retientParNature({ attente, niee: false }))
      return true;
    return this.#nomenclatures.some((nomenclature) =>
      // A norm of which nothing is known of the kind has any; one without functions has what tables of the dossier give it.
      nomenclature.connait(champ) || !nomenclature.aDesFonctions
        ? existeDansLaNomenclature(attente, champ, nomenclature)
        : true,
    );
  }

  #verifierCodes(champ: 'chapitre' | 'fonction', attente: Attente, chemin: Chemin, signaler: SignalerDefaut): void {
    const connues = this.#connues.get(champ) ?? new WeakSet();
    this.#connues.set(champ, connues);
    if (connues.has(attente)) return;
    const inconnu = attentesSimples(attente).filter((simple) => !this.#existe(simple, champ));
    if (inconnu.length === 0) connues.add(attente);
    for (const simple of inconnu)
      signaler(
        'E-REGLE-CODE',
        chemin,
        `${champ} ${ecrireAttente(simple)} : rien de tel dans ${this.#nomenclatures.map(({ norme, exercice }) => nommerNomenclature(norme, exercice)).join(', ni dans ')}`,
        this.#remedeDuCompte(champ, simple) ??
          'Cette condition ne retiendrait jamais rien. Vérifiez le code dans data/nomenclatures et dans les tables du dossier.',
      );
  }

  /** Sources write functional accounts; lines have what these say. */
  #remedeDuCompte(champ: 'chapitre' | 'fonction', attente: Attente): string | undefined {
    if (champ !== 'fonction' || attente.type !== 'egal') return undefined;
    for (const nomenclature of this.#nomenclatures) {
      const { chapitre, fonction } = lireCompteFonctionnel(attente.valeur, '', nomenclature) ?? {};
      if (chapitre !== undefined)
        return `C’est un compte fonctionnel, et les lignes en ont le chapitre et la fonction : écrivez ${fonction === '' ? `chapitre: "${chapitre}"` : `chapitre: "${chapitre}", fonction: "${fonction}"`}.`;
    }
    return undefined;
  }
}

/** Whether a demand on the chapter lets a chapter by nature through. */
function retientParNature({ attente, niee }: Pick<Exigence, 'attente' | 'niee'>): boolean {
  const test = testerNormal(attente, true);
  return test === undefined || [...CHAPITRES_PAR_NATURE].some((chapitre) => test(chapitre) !== niee);
}

function verifierMots(
  champ: string,
  attente: Attente,
  chemin: Chemin,
  permis: readonly string[],
  signaler: SignalerDefaut,
): void {
  for (const simple of attentesSimples(attente))
    if (simple.type === 'egal' && !permis.some((mot) => plier(mot) === plier(simple.valeur)))
      signaler(
        'E-REGLE-CHAMP',
        chemin,
        `« ${simple.valeur} » n’est pas une valeur de ${champ}`,
        `Écrivez ${permis.join(' ou ')}.`,
      );
}

/** How often chapters and functions are compared before giving up. */
const COUPLES_MAX = 50_000;

/**
 * Checks that a chapter asked for may bear a function asked for: chapters take the functions that the nomenclature of the
 * year gives them, and a line of another kind does not exist. Only what names known codes is checked.
 */
export class VerificationDesChapitres {
  readonly #nomenclature: Nomenclature;
  readonly #codes: Readonly<Record<TypeCode, readonly string[]>>;

  constructor(nomenclature: Nomenclature) {
    this.#nomenclature = nomenclature;
    // `934-4` is how chapter 9344 is printed.
    const chapitres = nomenclature
      .codes('chapitre')
      .flatMap((code) => (code.length === 4 ? [code, `${code.slice(0, 3)}-${code.slice(3)}`] : [code]));
    this.#codes = { chapitre: ['', ...chapitres], fonction: ['', ...nomenclature.codes('fonction')] };
  }

  /** Why no chapter asked for bears a function asked for; nothing when one does, or when either is not asked for. */
  verifier(exigences: readonly Exigence[]): Impossibilite | undefined {
    const surLeChapitre = exigences.filter(({ champ }) => champ === 'chapitre');
    const surLaFonction = exigences.filter(({ champ }) => champ === 'fonction');
    if (surLeChapitre.length === 0 || surLaFonction.length === 0) return undefined;
    const chapitres = this.#retenus('chapitre', surLeChapitre);
    const fonctions = this.#retenus('fonction', surLaFonction);
    if (chapitres.length * fonctions.length > COUPLES_MAX || chapitres.length === 0 || fonctions.length === 0)
      return undefined;
    const { norme, exercice } = this.#nomenclature;
    for (const chapitre of chapitres)
      for (const fonction of fonctions)
        if (this.#nomenclature.concordent(chapitre, fonction) !== false) return undefined;
    return {
      message: `chapitre ${surLeChapitre.map(direExigence).join(' et ')} et fonction ${surLaFonction.map(direExigence).join(' et ')} ne vont jamais ensemble dans ${nommerNomenclature(norme, exercice)}${this.#direFamilles(chapitres)}`,
      chemin: surLaFonction.findLast(({ chemin }) => chemin)?.chemin,
    };
  }

  #retenus(type: TypeCode, exigences: readonly Exigence[]): readonly string[] {
    const tests = exigences.flatMap(({ attente, niee }) => {
      const test = testerNormal(attente, CHAMPS_CODES.has(type));
      return test ? [(code: string) => test(code) !== niee] : [];
    });
    return this.#codes[type].filter((code) => tests.every((test) => test(code)));
  }

  #direFamilles(chapitres: readonly string[]): string {
    const [chapitre] = chapitres;
    if (chapitre === undefined || chapitres.length > 1) return '';
    const familles = this.#nomenclature.famillesDuChapitre(chapitre);
    return ` : le chapitre ${chapitre} porte les fonctions ${familles.map((famille) => `${famille}*`).join(', ')}`;
  }
}
