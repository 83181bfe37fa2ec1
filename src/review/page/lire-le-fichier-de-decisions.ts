import type * as z from 'zod';
import type { Constats } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { formaterEntier } from '../../domain/textes/format.ts';
import { abreger, estObjet, nomLePlusProche } from '../../domain/textes/texte.ts';
import { type ColonneDecision, LIBELLES_DES_DECISIONS } from '../../domain/verdict/decision-ecrite.ts';
import { findJsonFault } from '../../files/json-fault.ts';
import type { PlacedText } from '../../files/placed-text.ts';
import { readSmallText } from '../../files/read-text.ts';
import { COLONNES_DE_REVUE, FORME_DE_REVUE, LIGNES_MAX, type Saisie } from '../colonnes-de-revue.ts';
import { type Choix, estLue, type ListesDeChoix } from '../forme-de-classeur.ts';
import type { RangeeRemplie } from '../lire-les-rangees.ts';
import { lireSaisie } from '../lire-saisie.ts';
import {
  type COLONNES_DE_LA_LIGNE_MONTREE,
  type FichierDeDecisions,
  fichierDeDecisions,
} from './fichier-de-decisions.ts';
import { SignalementDeFichier } from './signalement-de-fichier.ts';

/** What the page kept of a line, in words; empty where it kept nothing. */
export type LigneMontree = Pick<FichierDeDecisions['decisions'][number], (typeof COLONNES_DE_LA_LIGNE_MONTREE)[number]>;

/** What a file that the page saved holds: the rows of a workbook, and the digest of what the page showed of each line. */
export interface FichierLu {
  readonly remplies: readonly (RangeeRemplie<Saisie> & { readonly somme: string; readonly montree: LigneMontree })[];
  readonly signaler: SignalementDeFichier;
}

/** Bytes of such a file, at the most: as many lines as a list has, each with a reason of a page. */
const OCTETS_MAX = 32_000_000;
/** Faults of form that are told; beyond, the file is another one. */
const FAUTES_DITES = 20;
const REFAIRE = 'Enregistrez à nouveau vos décisions depuis la page : elle les a gardées.';

/**
 * Reads a file that the page to decide in saved. Tells all that is wrong with its form and with what each decision holds; what it
 * gives is to be taken only when nothing was.
 * @param nom how the file is called in messages
 */
export function lireLeFichierDeDecisions(
  chemin: string,
  nom: string,
  { enTete, listes }: { readonly enTete: EnTete; readonly listes: ListesDeChoix },
  constats: Constats,
): FichierLu | undefined {
  const taille = { max: OCTETS_MAX, code: 'E-REVUE-FICHIER', remede: REFAIRE } as const;
  const texte = readSmallText(chemin, nom, 'texte', taille, constats)?.text;
  const brut = texte && lireJson(texte, constats);
  if (texte === undefined || brut === undefined) return undefined;
  const lu = lireLaForme(texte, brut.contenu, constats);
  if (lu === undefined || !estDuDossier(nom, lu, enTete, constats)) return undefined;
  const signaler = new SignalementDeFichier(texte, placer(texte.text, lu), constats);
  return { remplies: remplir(lu, listes, signaler), signaler };
}

function lireJson(texte: PlacedText, constats: Constats): { readonly contenu: unknown } | undefined {
  try {
    return { contenu: JSON.parse(texte.text) };
  } catch {
    const faute = findJsonFault(texte.text);
    const index = Math.max(0, Math.min(faute?.index ?? 0, texte.text.trimEnd().length - 1));
    constats.ajouter({
      code: 'E-REVUE-FICHIER',
      ...texte.place(index, index + 1),
      message: faute?.cut
        ? 'ce fichier s’arrête ici, avant sa fin : il n’a été écrit ou copié qu’en partie'
        : 'ce fichier n’est plus celui que la page a enregistré : ceci n’est pas du JSON',
      remede: REFAIRE,
    });
    return undefined;
  }
}

function lireLaForme(texte: PlacedText, contenu: unknown, constats: Constats): FichierDeDecisions | undefined {
  const nom = texte.file;
  const dire = (message: string, remede = REFAIRE, enClair?: string) => {
    const lieu = { fichier: nom, ...(enClair !== undefined && { enClair }) };
    constats.ajouter({ code: 'E-REVUE-FICHIER', lieu, message, remede });
  };
  const decisions = estObjet(contenu) ? contenu.decisions : undefined;
  if (Array.isArray(decisions) && decisions.length > LIGNES_MAX) {
    dire(
      `ce fichier a ${formaterEntier(decisions.length)} décisions, ${formaterEntier(LIGNES_MAX)} au plus sont admises`,
    );
    return undefined;
  }
  const lecture = fichierDeDecisions.safeParse(contenu);
  if (lecture.success) return lecture.data;
  const { issues } = lecture.error;
  // Of another kind of file, nothing else is worth telling.
  const ailleurs = issues.filter(({ path }) => path.length === 0 || path[0] === 'format' || path[0] === 'version');
  const fautes = (ailleurs.some(({ code }) => code !== 'unrecognized_keys') ? ailleurs.slice(0, 1) : issues).flatMap(
    (faute) => enMots(faute, contenu),
  );
  for (const { ou, message, remede } of fautes.slice(0, FAUTES_DITES)) dire(message, remede, ou);
  if (fautes.length > FAUTES_DITES) dire(`${formaterEntier(fautes.length - FAUTES_DITES)} autres fautes de forme`);
  return undefined;
}

interface FauteDeForme {
  readonly ou?: string;
  readonly message: string;
  readonly remede?: string;
}

function enMots(faute: z.core.$ZodIssue, contenu: unknown): FauteDeForme[] {
  const [premiere, rang, ...suite] = faute.path;
  const entree = premiere === 'decisions' && typeof rang === 'number' ? `décision ${rang + 1}` : undefined;
  const cles = entree === undefined ? faute.path : suite;
  const ref = entree === undefined ? undefined : refDe(contenu, Number(rang));
  const ou = entree === undefined ? undefined : `${entree}${ref === undefined ? '' : ` (${abreger(ref)})`}`;
  const place = ou === undefined ? {} : { ou };
  if (faute.code === 'unrecognized_keys')
    return faute.keys.map((cle) => ({
      ...place,
      ...cleInconnue(cle, entree === undefined ? [] : CLES_D_UNE_DECISION),
    }));
  const nom = cles.map(String).join('.');
  if (nom === 'format' || (nom === '' && ou === undefined))
    return [
      {
        message: 'ce fichier n’est pas de ceux que la page à décider enregistre',
        remede:
          'Donnez le fichier « decisions-….json » que le bouton « Enregistrer mes décisions » a fait, ou le classeur.',
      },
    ];
  if (nom === 'version')
    return [
      {
        message: 'ce fichier est d’une page d’une autre version de l’outil',
        remede: `Refaites la page avec « ${FORME_DE_REVUE.commande} --page », et reportez-y vos décisions.`,
      },
    ];
  const quoi = nom === '' ? 'cette décision' : `« ${nom} »`;
  return [{ ...place, message: `${quoi} manque, ou n’est pas ce qui est attendu`, remede: REFAIRE }];
}

function refDe(contenu: unknown, rang: number): string | undefined {
  const decisions = estObjet(contenu) ? contenu.decisions : undefined;
  const entree: unknown = Array.isArray(decisions) ? decisions[rang] : undefined;
  return estObjet(entree) && typeof entree.ref === 'string' ? entree.ref : undefined;
}

const CLES_D_UNE_DECISION = ['ref', 'empreinte', 'somme', ...COLONNES_DE_REVUE.flatMap(({ saisie }) => saisie ?? [])];

function cleInconnue(cle: string, connues: readonly string[]): Pick<FauteDeForme, 'message' | 'remede'> {
  const proche = nomLePlusProche(cle.slice(0, 60), connues);
  return {
    message: `clé inconnue : « ${abreger(cle)} »`,
    remede: proche === undefined ? `Retirez-la. ${REFAIRE}` : `Vouliez-vous écrire « ${proche} » ? ${REFAIRE}`,
  };
}

const NOMS_DES_REPERES = { exercice: 'exercice', collectivite: 'collectivité', base: 'base' } as const;

/** Whether the page was made of this dossier. Another day of edition is told: each line is compared all the same. */
function estDuDossier(
  fichier: string,
  { provenance }: FichierDeDecisions,
  enTete: EnTete,
  constats: Constats,
): boolean {
  const ecarts = (['exercice', 'collectivite', 'base'] as const).filter((nom) => provenance[nom] !== enTete[nom]);
  for (const nom of ecarts)
    constats.ajouter({
      code: 'E-REVUE-DOSSIER',
      lieu: { fichier, enClair: `provenance.${nom}` },
      message: `ce fichier est celui d’un autre dossier : ${NOMS_DES_REPERES[nom]} « ${abreger(provenance[nom])} », alors que ce dossier dit « ${enTete[nom]} »`,
      remede:
        nom === 'base'
          ? `Refaites la page avec « ${FORME_DE_REVUE.commande} --page », et reportez-y vos décisions.`
          : 'Donnez le dossier de ce fichier, ou le fichier de ce dossier.',
    });
  if (ecarts.length === 0 && provenance.edition !== enTete.dateEdition)
    constats.ajouter({
      code: 'A-REVUE-EDITION',
      lieu: { fichier, enClair: 'provenance.edition' },
      message: `la page est de l’édition du ${provenance.edition}, et le dossier de celle du ${enTete.dateEdition}`,
      remede: 'Rien n’est à faire si la date seule a changé : chaque ligne est comparée à ce que la page en montrait.',
    });
  return ecarts.length === 0;
}

/** Where each decision starts in the text. */
function placer(texte: string, { decisions }: FichierDeDecisions): { readonly ref: string; readonly debut: number }[] {
  let depuis = Math.max(texte.indexOf('"decisions"'), 0);
  return decisions.map(({ ref }) => {
    const trouve = texte.indexOf('"ref"', depuis);
    if (trouve >= 0) depuis = trouve + 1;
    return { ref, debut: Math.max(trouve, 0) };
  });
}

/** The rows that the decisions would be in a workbook, each cell read by the same code. */
function remplir(
  { decisions }: FichierDeDecisions,
  listes: ListesDeChoix,
  signaler: SignalementDeFichier,
): FichierLu['remplies'] {
  return decisions.map((decision, ordre) => {
    const rangee = ordre + 1;
    const valeurs = new Map<Saisie, string>();
    const presentes = new Set<Saisie>();
    const fautives = new Set<Saisie>();
    for (const [rang, colonne] of COLONNES_DE_REVUE.entries()) {
      if (estLue(colonne)) continue;
      const { saisie, genre } = colonne;
      const contenu = contenuDe(decision, saisie);
      if (contenu.trim() !== '') presentes.add(saisie);
      const lue = lireSaisie(
        genre,
        { type: 'texte', content: contenu, format: { kind: 'nombre', isLocked: false }, hasFormula: false },
        { liste: choixDe(saisie, listes), fichier: FORME_DE_REVUE.fichier, depuis1904: false },
      );
      valeurs.set(saisie, 'valeur' in lue ? lue.valeur : contenu.trim());
      if ('valeur' in lue) continue;
      fautives.add(saisie);
      signaler.rangee(lue.code, rangee, { rang, contenu }, lue.message, lue.remede);
    }
    const { ref, empreinte, somme } = decision;
    return { rangee, ref, empreinte, somme, montree: decision, valeurs, presentes, fautives };
  });
}

/** The page says in one word what a workbook has two cells for. */
function choixDe(saisie: Saisie, listes: ListesDeChoix): readonly Choix[] {
  const liste = listes[saisie] ?? [];
  return saisie === 'decision'
    ? [...liste, { montre: LIBELLES_DES_DECISIONS.exceptionnelle, ecrit: 'exceptionnelle' }]
    : liste;
}

/** An exceptional line is an international one with one more cell, in the workbook. */
function contenuDe(decision: Readonly<Record<ColonneDecision, string>>, saisie: Saisie): string {
  const exceptionnelle = decision.decision.trim() === 'exceptionnelle';
  if (saisie === 'exceptionnelle') return exceptionnelle ? 'oui' : '';
  return saisie === 'decision' && exceptionnelle ? 'internationale' : decision[saisie];
}
