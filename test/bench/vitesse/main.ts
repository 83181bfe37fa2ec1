import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { axesNommes, mesurerLesCroissances } from '../croissance/croissance.ts';
import { juger, type Mesures, uneCibleManquee } from './cibles.ts';
import * as rendu from './compte-rendu.ts';
import { type DossierGenere, Fabrique, type Taille } from './dossiers.ts';
import { secondesDeReference } from './etalon.ts';
import { Banc, type Mesure, type Programme } from './mesurer.ts';
import { Profileur, type RunProfile } from './profils.ts';
import { exigerLeMemeTravail, mesurerLesSeries, paires, type Serie, type SerieMesuree, secondesDe } from './series.ts';
import { mediane, rapportsParPaires } from './statistiques.ts';

const VINGT_MILLE: Taille = { nom: '20 000 lines', lignes: 20_000, partInternationale: 0.1, graine: 2014 };
const CENT_MILLE: Taille = { nom: '100 000 lines', lignes: 100_000, partInternationale: 0.1, graine: 2012 };
const MILLION: Taille = { nom: '1 000 000 lines', lignes: 1_000_000, partInternationale: 0.01, graine: 2013 };
/** A few of its lines are to be decided, or too small for a rule: enough are left to retain 100 000. */
const INTERNATIONAL: Taille = {
  nom: 'all retained',
  lignes: 100_150,
  partInternationale: 1,
  graine: 2015,
  chaqueLigneUneFois: true,
};
const DIX_MILLIONS: Taille = { nom: '10 000 000 lines', lignes: 10_000_000, partInternationale: 0.001, graine: 2016 };
/** Runs in a pass of what is over in a blink. */
const REPETITIONS = 5;

/** Where the bench runs, and what it was asked. */
interface Demande {
  readonly racine: string;
  /** A folder of its own under the project. */
  readonly atelier: string;
  /** Another, where there is room. */
  readonly travail: string;
  readonly arguments_: readonly string[];
}

/**
 * The whole bench: measures, prints its report.
 * @returns the exit code, 1 when a target is missed
 * @throws Error when what is asked makes no sense, or when a program fails
 */
export async function courir({ racine, atelier, travail, arguments_ }: Demande): Promise<number> {
  const { values } = parseArgs({
    args: [...arguments_],
    options: {
      contre: { type: 'string' },
      croissance: { type: 'boolean' },
      axe: { type: 'string', multiple: true, default: [] },
      echelle: { type: 'string', default: '1' },
    },
  });
  const contre = values.contre && resolve(values.contre);
  if (contre && !existsSync(contre)) throw new Error(`--contre : ${contre} n’existe pas`);
  const passes = Number(process.env.BENCH_PASSES ?? 3);
  if (!Number.isInteger(passes) || passes < 1) throw new Error('BENCH_PASSES : un nombre de passes, 1 au moins');
  if (values.croissance) {
    const echelle = Number(values.echelle);
    if (!(echelle > 0 && echelle <= 1)) throw new Error('--echelle : un nombre au-dessus de 0, 1 au plus');
    const demande = { axes: axesNommes(values.axe), echelle, passes };
    const banc = new Banc(racine, travail);
    return uneCibleManquee(await mesurerLesCroissances(demande, { racine, travail, banc })) ? 1 : 0;
  }
  const essai = new Essai(racine, travail, passes, contre);
  return await essai.courir(new Profileur(essai.banc, racine, atelier), process.env.BENCH_DIX_MILLIONS === '1');
}

class Essai {
  readonly banc: Banc;
  readonly #racine: string;
  readonly #travail: string;
  readonly #passes: number;
  readonly #jaune: string;
  readonly #contre: string | undefined;
  readonly #modele: string;
  readonly #fabrique: Fabrique;

  /** @param contre the bundle of another build */
  constructor(racine: string, travail: string, passes: number, contre: string | undefined) {
    this.banc = new Banc(racine, travail);
    this.#racine = racine;
    this.#travail = travail;
    this.#passes = passes;
    this.#jaune = join(racine, 'dist/jaune.js');
    this.#contre = contre;
    this.#modele = join(racine, 'data/2012');
    this.#fabrique = new Fabrique(this.#modele, travail);
  }

  async courir(profileur: Profileur, avecDixMillions: boolean): Promise<number> {
    const compile2012 = this.#serieDeCompile('`compiler data/2012`', this.#modele, join(this.#travail, '2012'));
    const modele = this.#publier(compile2012, this.#modele);

    const petit = await this.#fabrique.generer(VINGT_MILLE, modele.lignesCsv);
    const serie20k = this.#serieDeCompile(VINGT_MILLE.nom, petit.chemin, petit.sorties);
    const { lignesCsv: retenables } = this.#publier(serie20k, petit.chemin);

    const moyen = await this.#fabrique.generer(CENT_MILLE, modele.lignesCsv);
    const courtes = mesurerLesSeries(
      this.banc,
      [
        await this.#serieAvecPairs(moyen),
        serie20k,
        compile2012,
        this.#serieCourte('`controler data/2012`', ['controler', this.#modele]),
        this.#serieCourte('`--help`', ['--help'], REPETITIONS),
      ],
      this.#passes,
      dire,
    );
    const [cent, vingt, compiler, controler, aide] = courtes as [
      SerieMesuree,
      SerieMesuree,
      SerieMesuree,
      SerieMesuree,
      SerieMesuree,
    ];
    const profil100k = this.#profiler(profileur, moyen);

    const grand = await this.#fabrique.generer(MILLION, modele.lignesCsv);
    const [million] = mesurerLesSeries(this.banc, [await this.#serieAvecPairs(grand)], this.#passes, dire);
    if (million === undefined) throw new Error('le million n’a pas été mesuré');
    const profil1M = this.#profiler(profileur, grand);

    const tout = await this.#international(retenables);
    const dix = avecDixMillions ? await this.#dixMillions(grand, modele.lignesCsv) : undefined;

    const etalon = secondesDe(cent.etalon ?? []);
    const jugements = juger({
      'rapport-1M': rapportMedian(million),
      'rapport-100k': rapportMedian(cent),
      'pic-1M': pic(million.jaune),
      'pic-100k': pic(cent.jaune),
      'pic-international': tout.mesure.megaoctets,
      'compiler-2012': secondesDeReference(secondesDe(compiler.jaune), etalon),
      'controler-2012': secondesDeReference(secondesDe(controler.jaune), etalon),
      aide: secondesDeReference(secondesDe(aide.jaune), etalon),
      'lignes-20k': secondesDeReference(secondesDe(vingt.jaune), etalon),
      ...dix?.mesures,
      ...contreAutrePaquet(million, cent),
    });
    const toutesLesPaires = [million, ...courtes].flatMap(paires);
    console.log(
      [
        rendu.direLaMachine(this.#passes, this.banc.partDesAutres),
        rendu.direLEtalon(etalon, secondesDe(million.etalon ?? [])),
        '### Time and memory',
        rendu.direLesMesures([
          ...million.resultats,
          ...courtes.flatMap(({ resultats }) => resultats),
          { travail: tout.travail, programme: 'jaune', passes: [tout.mesure] },
          ...(dix ? [dix.resultat] : []),
        ]),
        '### Where the time of jaune goes',
        rendu.direLesParts(MILLION.nom, profil1M),
        rendu.direLesParts(CENT_MILLE.nom, profil100k),
        ...(toutesLesPaires.length > 0
          ? ['### This build over the other one', rendu.direLesPaires(toutesLesPaires)]
          : []),
        '### Targets',
        rendu.direLesCibles(jugements),
      ].join('\n\n'),
    );
    return uneCibleManquee(jugements) ? 1 : 0;
  }

  #serieDeCompile(travail: string, chemin: string, sorties: string): Serie {
    const compile = (qui: string, paquet: string) => this.#fabrique.compile(chemin, sorties, qui, paquet);
    return {
      travail,
      jaune: compile('jaune', this.#jaune),
      ...(this.#contre && { contre: compile('the other build', this.#contre) }),
      pairs: [],
      sorties,
    };
  }

  #serieCourte(travail: string, arguments_: readonly string[], repetitions = 1): Serie {
    const programme = (nom: string, paquet: string) => ({ nom, arguments: [paquet, ...arguments_], repetitions });
    return {
      travail,
      jaune: programme('jaune', this.#jaune),
      ...(this.#contre && { contre: programme('the other build', this.#contre) }),
      pairs: [],
    };
  }

  async #serieAvecPairs(dossier: DossierGenere): Promise<Serie> {
    const serie = this.#serieDeCompile(dossier.nom, dossier.chemin, dossier.sorties);
    const { lignesCsv, internationales } = this.#publier(serie, dossier.chemin);
    const { pairs, etalon } = await this.#fabrique.pairs(dossier, this.#racine, lignesCsv);
    exigerLeMemeTravail(this.banc, pairs, dossier.lignes);
    const octets = Math.round(dossier.octets / dossier.lignes);
    dire(`${dossier.nom}: ${octets} bytes a line, ${rendu.enGroupes(internationales)} international`);
    return { ...serie, pairs, etalon };
  }

  /** Compiles once, to have what is published. */
  #publier({ jaune, sorties = '' }: Serie, chemin: string) {
    dire(`compiling ${chemin}`);
    const mesure = this.banc.mesurer(jaune);
    const { internationale } = JSON.parse(mesure.sortie).partition;
    return { mesure, internationales: internationale.lignes, lignesCsv: join(sorties, jaune.nom, 'lignes-2012.csv') };
  }

  #profiler(profileur: Profileur, { nom, chemin, sorties }: DossierGenere): RunProfile {
    dire(`${nom}, under the profiler`);
    return profileur.profiler(nom, ['compiler', chemin, '--sortie', join(sorties, 'profil')]);
  }

  /** Peak memory when all lines are retained: drawn from those that are retained of a generated dossier. */
  async #international(lignesCsv: string): Promise<{ travail: string; mesure: Mesure }> {
    const dossier = await this.#fabrique.generer(INTERNATIONAL, lignesCsv);
    const serie = this.#serieDeCompile(dossier.nom, dossier.chemin, dossier.sorties);
    const { mesure, internationales } = this.#publier(serie, dossier.chemin);
    this.#fabrique.retirer(dossier);
    return {
      travail: `${rendu.enGroupes(dossier.lignes)} lines, ${rendu.enGroupes(internationales)} retained`,
      mesure,
    };
  }

  /** Ten million lines between two runs at a million, to which a line is compared. */
  async #dixMillions(million: DossierGenere, lignesCsv: string) {
    dire('generating ten million lines');
    const dossier = await this.#fabrique.generer(DIX_MILLIONS, lignesCsv);
    const [unMillion, dixMillions] = [million, dossier].map(({ nom, chemin, sorties }): Programme => {
      return { ...this.#fabrique.compile(chemin, sorties, 'jaune', this.#jaune), nom };
    }) as [Programme, Programme];
    const [avant, dix, apres] = [unMillion, dixMillions, unMillion].map((programme) => {
      const mesure = this.banc.passe(programme);
      dire(`${programme.nom}: ${mesure.secondes.toFixed(2)} s`);
      return mesure;
    }) as [Mesure, Mesure, Mesure];
    this.#fabrique.retirer(dossier);
    const dUneLigne = dix.secondes / DIX_MILLIONS.lignes / ((avant.secondes + apres.secondes) / 2 / MILLION.lignes);
    const mesures: Mesures = { 'pic-10M': dix.megaoctets, 'linearite-10M': dUneLigne };
    return { mesures, resultat: { travail: dossier.nom, programme: 'jaune', passes: [dix] } };
  }
}

/** What is on its way goes to the error stream: the report alone is on the other. */
function dire(progres: string): void {
  console.error(progres);
}

function rapportMedian({ jaune, plancher = [] }: SerieMesuree): number {
  return mediane(rapportsParPaires(secondesDe(jaune), secondesDe(plancher)));
}

function pic(passes: readonly Mesure[]): number {
  return Math.max(...passes.map(({ megaoctets }) => megaoctets));
}

function contreAutrePaquet(million: SerieMesuree, cent: SerieMesuree): Mesures {
  if (million.contre === undefined || cent.contre === undefined) return {};
  const rapport = ({ jaune, contre = [] }: SerieMesuree) =>
    mediane(rapportsParPaires(secondesDe(jaune), secondesDe(contre)));
  return { 'contre-1M': rapport(million), 'contre-100k': rapport(cent) };
}
