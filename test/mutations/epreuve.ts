import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import { writeFindings } from '../../src/cli/findings-text.ts';
import { type Constat, Constats, estUneErreur } from '../../src/domain/constats/constat.ts';
import type { LuDansUnSens } from '../../src/domain/dossier/source-lue.ts';
import { lireUneSource } from '../../src/edition/parcourir-les-lignes.ts';
import type { Preparation } from '../../src/edition/preparation.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import {
  type CompteDUnSens,
  type CompteNaif,
  compterOctets,
  RefusNaif,
  SENS,
  type SourceEcrite,
} from '../outils/lecteur-naif.ts';
import type { Tirage } from './tirage.ts';

/** How a damaged file ended. */
export type Issue =
  /** An error with its place. */
  | 'erreur'
  /** The totals of the file as it was. */
  | 'intacte'
  /** Other totals, the same for both readers, that only the control totals tell. */
  | 'controle'
  /** Something that must not be: what, in words. */
  | { readonly faute: string };

/** Findings about a file as a whole, which is not one that has lines. */
const SANS_LIGNE = ['ce fichier est en UTF-16', 'ce n’est pas un fichier de texte', 'le fichier est vide'];
const UNE_SUR = 4;
const SANS_COULEUR = new Chalk({ level: 0 });
// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey
const COMMANDE = /[\0-\x09\x0b-\x1f\x7f-\x9f]/;

/** Reads damaged files both ways, and judges whether anything was lost without a word. */
export class Epreuve {
  readonly #racine = dossierDEssai();
  readonly #preparation: Preparation;
  readonly #intactes: ReadonlyMap<string, CompteNaif>;

  constructor(preparation: Preparation, intactes: readonly CompteNaif[]) {
    this.#preparation = preparation;
    this.#intactes = new Map(intactes.map((compte) => [compte.fichier, compte]));
    mkdirSync(join(this.#racine, 'sources'));
  }

  async juger({ rang, genre, source, octets }: Tirage): Promise<Issue> {
    writeFileSync(join(this.#racine, source.fichier), octets);
    const naif = compterOuRefuser(octets, source);
    const intacte = this.#intactes.get(source.fichier);
    const sans = await this.#lire(source.fichier, false);
    // Control totals add errors to a file that has none; that they take none away is seen on some of the others.
    const aControler = sans.erreurs.length === 0 || rang % UNE_SUR === 0;
    const avec = aControler ? await this.#lire(source.fichier, true) : sans;

    const fauteDesConstats = verifierLesConstats([...avec.erreurs, ...sans.erreurs], source.fichier, octets);
    if (fauteDesConstats !== undefined) return { faute: fauteDesConstats };
    const anodin = genre.anodin?.(source) ?? false;
    if (anodin && sans.erreurs.length > 0) return { faute: `refusée, alors qu’elle dit la même chose : ${dire(sans)}` };
    if (sans.erreurs.length > 0)
      return avec.erreurs.length > 0 ? 'erreur' : { faute: `les totaux de contrôle font taire : ${dire(sans)}` };
    if ('refus' in naif) return { faute: `lue, ce que le lecteur naïf refuse : ${naif.refus}` };
    if (!egaux(sans.compte, naif)) return { faute: `${montrer(sans.compte)}, et au lecteur naïf ${montrer(naif)}` };
    if (!egaux(naif, intacte)) {
      if (anodin) return { faute: `${montrer(naif)}, au lieu de ${montrer(intacte)}` };
      return avec.erreurs.some(({ code }) => code === 'E-CONTROLE')
        ? 'controle'
        : { faute: `les totaux de contrôle ne disent rien de ${montrer(naif)} au lieu de ${montrer(intacte)}` };
    }
    return avec.erreurs.length === 0 ? 'intacte' : { faute: `mêmes totaux, et pourtant ${dire(avec)}` };
  }

  async #lire(fichier: string, controlee: boolean) {
    const constats = new Constats();
    const { dossier } = this.#preparation;
    const declaree = dossier.sources.find((source) => source.fichier === fichier);
    if (!declaree) throw new RangeError(`${fichier} n’est pas déclarée`);
    const { controle: _, ...sansControle } = declaree;
    const preparation = { ...this.#preparation, dossier: { ...dossier, racine: this.#racine }, constats };
    const vues = { depenses: { lignes: 0, centimes: zero() }, recettes: { lignes: 0, centimes: zero() } };
    const lue = await lireUneSource(preparation, controlee ? declaree : sansControle, {
      ligne: (ligne) => {
        const siennes = vues[ligne.sens === 'recette' ? 'recettes' : 'depenses'];
        siennes.lignes += 1;
        for (const [base, montant] of Object.entries(ligne.montants))
          siennes.centimes[base] = (siennes.centimes[base] ?? 0n) + BigInt(montant);
      },
      ecartee: () => {},
    });
    const annonce: CompteNaif = { fichier, depenses: annoncer(lue?.depenses), recettes: annoncer(lue?.recettes) };
    const erreurs = constats.liste.filter(estUneErreur);
    if (erreurs.length === 0 && !egaux(annonce, { fichier, ...vues }))
      throw new Error(`${fichier} : les lignes reçues ne font pas ce que la source annonce`);
    if (COMMANDE.test(writeFindings(constats, SANS_COULEUR))) throw new Error('un constat commande le terminal');
    return { compte: annonce, erreurs };
  }
}

function compterOuRefuser(octets: Buffer, source: SourceEcrite): CompteNaif | { readonly refus: string } {
  try {
    return compterOctets(octets, source);
  } catch (erreur) {
    if (erreur instanceof RefusNaif) return { refus: erreur.message };
    throw erreur;
  }
}

/** What is wrong with the findings themselves: an error must say where it is, and show what is there. */
function verifierLesConstats(erreurs: readonly Constat[], fichier: string, octets: Buffer): string | undefined {
  if (erreurs.length === 0) return undefined;
  const lignes = octets.toString('latin1').split(/\r\n|\n|\r/);
  for (const { code, lieu, message, extrait } of erreurs) {
    if (code === 'E-CONTROLE') {
      if (lieu.fichier !== 'exercice.yaml' || lieu.ligne === undefined) return `${code} est sans lieu`;
      continue;
    }
    if (lieu.fichier !== fichier) return `${code} n’a pas le fichier pour lieu`;
    if (lieu.ligne === undefined) {
      if (!SANS_LIGNE.some((debut) => message.startsWith(debut))) return `${code} est sans ligne : ${message}`;
      continue;
    }
    const ligne = lignes[lieu.ligne - 1];
    if (ligne === undefined) return `${code} à la ligne ${lieu.ligne} d’un fichier de ${lignes.length}`;
    const montre = enAscii(extrait?.texte ?? '');
    if (!enAscii(ligne).startsWith(montre.slice(0, 300)))
      return `${code} ne montre pas la ligne ${lieu.ligne} : ${montre.slice(0, 80)}`;
  }
  return undefined;
}

/** The letters that all encodings write alike. */
function enAscii(texte: string): string {
  return texte.replace(/[^ -~]/g, '');
}

function egaux(gauche: CompteNaif, droite: CompteNaif | undefined): boolean {
  return montrer(gauche) === montrer(droite);
}

function montrer(compte: CompteNaif | undefined): string {
  return SENS.map((sens) => {
    const bases = Object.entries(compte?.[sens].centimes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    const sommes = bases.flatMap(([base, somme]) => (somme === 0n ? [] : [`${base} ${somme}`]));
    return [`${compte?.[sens].lignes} ${sens}`, ...sommes].join(', ');
  }).join(' ; ');
}

const zero = (): Record<string, bigint> => ({});

function annoncer(lu: LuDansUnSens | undefined): CompteDUnSens {
  const montants = Object.entries(lu?.montants ?? {}).map(([base, centimes]) => [base, BigInt(centimes)]);
  return { lignes: lu?.lignes ?? -1, centimes: Object.fromEntries(montants) };
}

function dire({ erreurs }: { readonly erreurs: readonly Constat[] }): string {
  const [premiere] = erreurs;
  return `${erreurs.length} erreur(s), ${premiere?.code} ${premiere?.lieu.ligne ?? ''} ${premiere?.message}`;
}
