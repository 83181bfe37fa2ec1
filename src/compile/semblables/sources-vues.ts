import type { Base } from '../../domain/argent/base.ts';
import { type Montant, NUL } from '../../domain/argent/montant.ts';
import { direLesDeuxSens, type LuDansUnSens, type SourceLue } from '../../domain/dossier/source-lue.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import type { Depart, Observateur } from '../observateurs/observateur.ts';
import { Candidats } from './candidats.ts';
import type { LignesPassees } from './lignes-passees.ts';
import { LignesVues } from './lignes-vues.ts';

/** Fewer lines in common may be so by chance: a heading without a beneficiary, with a round amount. */
const COMMUNES_MIN = 2;
/** Share of the lines of the smaller of two sources that the other holds too, from which they are told. */
const PART_MIN = 0.5;
/** The same for a source of an earlier year, some of whose lines may well come back as they were. */
const PART_PASSEE_MIN = 0.8;
/** The same for amounts alone, and how many of them at least. */
const PART_DES_MONTANTS_MIN = 0.8;
const MONTANTS_MIN = 8;
/** Equal totals of fewer lines, or in whole hundreds of euros, may be so by chance. */
const LIGNES_D_UN_TOTAL_MIN = 3;
const TOTAL_ROND = 10_000;

const SENS_LUS = [
  ['depenses', 'dépenses'],
  ['recettes', 'recettes'],
] as const;
type SensLu = (typeof SENS_LUS)[number][0];

const MEME_COMPTE =
  'Si c’est un même compte présenté deux fois (en CSV et en XML, par nature et par fonction, une feuille et sa copie), ôtez d’exercice.yaml celle des deux sources qui est de trop.';

const DIRE_POURQUOI =
  'S’il se répète à raison, dites pourquoi dans exercice.yaml, sous cette source : identique: motif.';

/**
 * The lines of each source, sampled, to find the file that came twice under two names, the account that came in two layouts,
 * and last year's file under this year's name: its euros would count double, or be another year's.
 */
export class SourcesVues implements Observateur {
  readonly #base: Base;
  readonly #depart: Pick<Depart, 'dossier' | 'passees' | 'sourcesPassees' | 'constats'>;
  readonly #parSource = new Map<string, LignesVues>();
  #fichier = '';
  #vues = new LignesVues();

  constructor(depart: Pick<Depart, 'dossier' | 'passees' | 'sourcesPassees' | 'constats'>) {
    this.#depart = depart;
    this.#base = depart.dossier.enTete.base;
  }

  ajouter({ ligne: { fichier, empreinte, imputation, montants } }: Affectation): void {
    if (fichier !== this.#fichier) {
      this.#vues.ranger();
      this.#fichier = fichier;
      this.#vues = this.#parSource.get(fichier) ?? new LignesVues();
      this.#parSource.set(fichier, this.#vues);
    }
    this.#vues.ajouter(empreinte, montants[this.#base] ?? NUL, imputation.sens);
  }

  finir(sources: readonly SourceLue[]): void {
    this.#signalerLesSemblables(sources);
    const { dossier, passees } = this.#depart;
    const voulues = new Set(dossier.sources.filter(({ identique }) => identique !== undefined).map(({ nom }) => nom));
    const douteuses = this.#refuserLesFichiersPasses(sources.filter(({ fichier }) => !voulues.has(fichier)));
    if (passees) this.#signalerLesPassees(douteuses, passees);
  }

  /**
   * Refuses the files that an earlier exercice received, to the byte, whatever is read of them: all their rows may be set aside.
   * @returns the other sources
   */
  #refuserLesFichiersPasses(sources: readonly SourceLue[]): readonly SourceLue[] {
    const { constats, sourcesPassees } = this.#depart;
    const dites = new Set<string>();
    return sources.filter((source) => {
      const passee = sourcesPassees.get(source.sha256);
      if (passee === undefined) return true;
      const { depliee: nom = source.fichier } = source;
      if (!dites.has(nom))
        constats.ajouter({
          code: 'E-SOURCE-DEJA-LUE',
          lieu: { fichier: nom },
          message: `ce fichier est, octet pour octet, ${passee.fichier} de ${passee.exercice}`,
          remede: `Il a sans doute été déposé sous le nom de l’exercice : déposez le bon. ${DIRE_POURQUOI}`,
        });
      dites.add(nom);
      return false;
    });
  }

  /** Tells the sources that hold mostly the lines, the amounts or the total of one before them, once each. */
  #signalerLesSemblables(sources: readonly SourceLue[]): void {
    const { constats } = this.#depart;
    const vues = sources.map(({ fichier }) => this.#parSource.get(fichier));
    const parLignes = new Candidats(vues.map((vue) => vue?.lignes));
    const parMontants = new Candidats(vues.map((vue) => vue?.montants));
    const parTotal = this.#rangsParTotal(sources);
    sources.forEach((source, rang) => {
      const dire = (
        rangs: readonly number[],
        comparer: (autre: SourceLue) => string | undefined,
        remede: string,
      ): boolean => {
        for (const autreRang of rangs) {
          const autre = sources[autreRang];
          // The columns of one table have its rows in common, and not their amounts.
          if (autreRang >= rang || autre === undefined) break;
          if (autre.depliee !== undefined && autre.depliee === source.depliee) continue;
          const message = comparer(autre);
          if (message === undefined) continue;
          constats.ajouter({ code: 'A-SOURCES-SEMBLABLES', lieu: { fichier: source.fichier }, message, remede });
          return true;
        }
        return false;
      };
      const memesLignes = dire(
        parLignes.de(rang, { communs: 1, part: PART_MIN }),
        (autre) => this.#comparerLesLignes(source, autre),
        'Si c’est le même envoi, ou deux versions d’un envoi, ôtez d’exercice.yaml celle des deux sources qui est de trop.',
      );
      if (memesLignes) return;
      const desMontants = parMontants.de(rang, {
        communs: MONTANTS_MIN * PART_DES_MONTANTS_MIN,
        part: PART_DES_MONTANTS_MIN,
      });
      const desTotaux = SENS_LUS.flatMap(([sens]) => parTotal.get(this.#cleDuTotal(source, sens)) ?? []);
      dire(
        [...new Set([...desMontants, ...desTotaux])].sort((un, deux) => un - deux),
        (autre) => this.#comparerLesTotaux(source, autre) ?? this.#comparerLesMontants(source, autre),
        MEME_COMPTE,
      );
    });
  }

  /** The ranks of the sources that have each total that tells one account from another, ascending. */
  #rangsParTotal(sources: readonly SourceLue[]): ReadonlyMap<string, readonly number[]> {
    const rangs = new Map<string, number[]>();
    for (const [rang, source] of sources.entries())
      for (const [sens] of SENS_LUS) {
        if (!this.#parle(source[sens])) continue;
        const cle = this.#cleDuTotal(source, sens);
        const memes = rangs.get(cle) ?? [];
        rangs.set(cle, memes);
        memes.push(rang);
      }
    return rangs;
  }

  #cleDuTotal(source: SourceLue, sens: SensLu): string {
    return composerCle(sens, `${this.#total(source[sens])}`);
  }

  /** Whether a total is of enough lines, and not so round that others have it by chance. */
  #parle(lu: LuDansUnSens): boolean {
    return this.#total(lu) % TOTAL_ROND !== 0 && lu.lignes >= LIGNES_D_UN_TOTAL_MIN;
  }

  /** Refuses the sources of which all lines were there in an earlier edition, as they were; tells those of which most were. */
  #signalerLesPassees(sources: readonly SourceLue[], passees: LignesPassees): void {
    const { constats } = this.#depart;
    for (const source of sources) {
      const vues = this.#parSource.get(source.fichier);
      if (vues === undefined) continue;
      const { fichier, lignes, regardees, exact } = passees.plusSemblable(vues);
      const autrefois = `${fichier} de ${passees.exercice}`;
      const dire = (code: 'E-SOURCE-DEJA-LUE' | 'A-SOURCES-SEMBLABLES', message: string, debut: string) =>
        constats.ajouter({
          code,
          lieu: { fichier: source.fichier },
          message,
          remede: `${debut} ${DIRE_POURQUOI}`,
        });
      const euros = this.#direLesTotaux(source);
      if (lignes > 0 && lignes === regardees) {
        const toutes =
          source.lignes === 1
            ? `la seule ligne de ce fichier, ${euros}, était déjà, telle quelle,`
            : `les ${accord(source.lignes, 'ligne')} de ce fichier, ${euros}, étaient déjà, telles quelles,`;
        const aJuger = exact ? '' : `, à en juger par ${formaterEntier(regardees)} d’entre elles`;
        dire(
          'E-SOURCE-DEJA-LUE',
          `${toutes} dans ${autrefois}${aJuger}`,
          `C’est sans doute le fichier de ${passees.exercice} sous le nom de l’exercice : déposez le bon.`,
        );
      } else if (lignes >= COMMUNES_MIN && lignes >= regardees * PART_PASSEE_MIN)
        dire(
          'A-SOURCES-SEMBLABLES',
          `${formaterEntier(lignes)} lignes sur ${formaterEntier(regardees)}${exact ? '' : ' regardées'} étaient déjà, telles quelles, dans ${autrefois} ; ce fichier a ${accord(source.lignes, 'ligne')}, soit ${euros}`,
          `Vérifiez que ce n’est pas le fichier de ${passees.exercice}, complété.`,
        );
      else this.#direLesMontantsPasses(source, vues, passees, dire);
    }
  }

  /** The same account in another layout, or of which each line was written again. */
  #direLesMontantsPasses(
    source: SourceLue,
    vues: LignesVues,
    passees: LignesPassees,
    dire: (code: 'A-SOURCES-SEMBLABLES', message: string, debut: string) => void,
  ): void {
    if (passees.base !== this.#base) return;
    const { fichier, communs, regardes } = passees.memesMontants(vues);
    if (regardes < MONTANTS_MIN || communs < regardes * PART_DES_MONTANTS_MIN) return;
    dire(
      'A-SOURCES-SEMBLABLES',
      `${formaterEntier(communs)} montants sur ${formaterEntier(regardes)} qui ne sont pas ronds étaient déjà dans ${fichier} de ${passees.exercice} ; ce fichier a ${accord(source.lignes, 'ligne')}, soit ${this.#direLesTotaux(source)}`,
      `Vérifiez que ce n’est pas le compte de ${passees.exercice}, présenté autrement.`,
    );
  }

  #comparerLesLignes(source: SourceLue, autre: SourceLue): string | undefined {
    const ici = this.#parSource.get(source.fichier);
    const la = this.#parSource.get(autre.fichier);
    if (ici === undefined || la === undefined) return undefined;
    // The sheets of one workbook are in one file.
    const memesOctets = source.sha256 === autre.sha256 && source.chemin !== autre.chemin;
    const commun = ici.lignes.comparer(la.lignes);
    const assez = memesOctets ? 1 : COMMUNES_MIN;
    if (commun.lignes < assez || commun.lignes < commun.regardees * PART_MIN) return undefined;
    const debut = memesOctets
      ? `ce fichier est, octet pour octet, ${autre.fichier}`
      : `cette source ressemble à ${autre.fichier}`;
    if (commun.exact)
      return `${debut} : ${direLignes(commun.lignes)} sur ${formaterEntier(source.lignes)} y ${commun.lignes === 1 ? 'est' : 'sont'} aussi, et ${direLesDeuxSens(commun.depenses, commun.recettes === 0 ? undefined : commun.recettes)} sont comptés deux fois`;
    const petite = source.lignes <= autre.lignes ? source : autre;
    const pourCent = Math.floor((commun.lignes * 100) / commun.regardees);
    return `${debut} : ${pourCent === 100 ? 'toutes les lignes' : `environ ${pourCent} % des lignes`} de ${petite.fichier}, à en juger par ${formaterEntier(commun.regardees)} d’entre elles, sont dans les deux ; il en a ${formaterEntier(petite.lignes)}, soit ${this.#direLesTotaux(petite)}`;
  }

  #comparerLesTotaux(source: SourceLue, autre: SourceLue): string | undefined {
    const dits: string[] = [];
    let parlant = false;
    for (const [sens, nom] of SENS_LUS) {
      const total = this.#total(source[sens]);
      if (total === 0 || total !== this.#total(autre[sens])) continue;
      dits.push(`${formaterEuros(total)} de ${nom}`);
      parlant ||= this.#parle(source[sens]) && this.#parle(autre[sens]);
    }
    if (!parlant) return undefined;
    return `cette source a, au centime près, le total de ${autre.fichier} : ${dits.join(' et ')}, en ${accord(source.lignes, 'ligne')} ici et ${formaterEntier(autre.lignes)} là ; si c’est le même compte, il compte double`;
  }

  #comparerLesMontants(source: SourceLue, autre: SourceLue): string | undefined {
    const ici = this.#parSource.get(source.fichier);
    const la = this.#parSource.get(autre.fichier);
    if (ici === undefined || la === undefined) return undefined;
    const { regardes, communs } = ici.montants.comparer(la.montants);
    if (regardes < MONTANTS_MIN || communs < regardes * PART_DES_MONTANTS_MIN) return undefined;
    const petite = source.lignes <= autre.lignes ? source : autre;
    return `cette source a les montants de ${autre.fichier} : ${formaterEntier(communs)} sur ${formaterEntier(regardes)} montants qui ne sont pas ronds sont dans les deux ; ${petite.fichier} a ${accord(petite.lignes, 'ligne')}, soit ${this.#direLesTotaux(petite)}, qui comptent double si c’est le même compte`;
  }

  #total({ montants }: LuDansUnSens): Montant {
    return montants[this.#base] ?? NUL;
  }

  #direLesTotaux({ depenses, recettes }: SourceLue): string {
    return direLesDeuxSens(this.#total(depenses), recettes.lignes === 0 ? undefined : this.#total(recettes));
  }
}

function direLignes(nombre: number): string {
  return nombre === 1 ? 'une ligne' : `${formaterEntier(nombre)} lignes`;
}
