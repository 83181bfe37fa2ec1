import type { Montant } from '../../domain/argent/montant.ts';
import { exigerSansErreur } from '../../domain/constats/constat.ts';
import type { Examen } from '../../domain/verdict/indice.ts';
import { pathIn } from '../../files/path-in.ts';
import { Examinateur } from '../examinateur.ts';
import type { DetecteurDeSignaux } from '../signaux/detecteur-de-signaux.ts';
import { type ContexteDeLecture, LectureDeMemoire, type LigneApprise } from './lecture-de-memoire.ts';
import { Memoire } from './memoire.ts';

interface ContexteDEpreuve extends ContexteDeLecture {
  readonly racine: string;
  readonly detecteur: DetecteurDeSignaux;
}

/** A line of an earlier exercice: what would have been said of it without knowing it, and what became of it. */
export interface LigneEprouvee {
  readonly fichier: string;
  /** Its rank among those of its file that teach something. */
  readonly numero: number;
  readonly montant: Montant;
  /** What was kept of it. */
  readonly retenu: Montant;
  readonly internationale: boolean;
  readonly examen: Examen;
}

/** What was left out of memory, and what memory was then made of. */
export interface Epreuve {
  readonly annee: string;
  readonly lignes: number;
  /** The other exercices; when there is none, each half of the year is told from the other half. */
  readonly apprises: readonly string[];
}

/** The exercice of a file of memory, by its name. */
export function anneeDeMemoire(fichier: string): string {
  return /(\d{4})\.csv$/.exec(fichier)?.[1] ?? '';
}

/**
 * Leaves one exercice out of memory and says of each of its lines what the others would have said. Lines stream: files are read
 * again, once to learn and once to tell.
 * @throws ConstatsBloquants when the amounts of a file are at fault
 * @param fichiers all that is remembered, that of the exercice among them
 * @param noter called for each line of the exercice
 */
export async function eprouverLaMemoire(
  fichiers: readonly string[],
  annee: string,
  contexte: ContexteDEpreuve,
  noter: (ligne: LigneEprouvee) => void,
): Promise<Epreuve> {
  const laissee = fichiers.filter((fichier) => anneeDeMemoire(fichier) === annee);
  const autres = fichiers.filter((fichier) => anneeDeMemoire(fichier) !== annee);
  const toutes = () => true;
  let lignes = 0;
  const tour = async (apprises: readonly string[], apprise: Choix, notee: Choix) => {
    const memoire = new Memoire();
    const apprendre = ({ souvenir }: LigneApprise) =>
      memoire.apprendre(souvenir, contexte.detecteur.detecter(souvenir));
    for (const fichier of apprises) await parcourir(fichier, contexte, apprise, apprendre);
    const examinateur = new Examinateur(contexte.detecteur, memoire);
    for (const fichier of laissee)
      await parcourir(fichier, contexte, notee, ({ souvenir, montant, retenu }, numero) => {
        lignes += 1;
        const { internationale } = souvenir;
        noter({ fichier, numero, montant, retenu, internationale, examen: examinateur.examiner(souvenir).examen });
      });
  };
  if (autres.length > 0) await tour(autres, toutes, toutes);
  else {
    await tour(laissee, estImpaire, estPaire);
    await tour(laissee, estPaire, estImpaire);
  }
  return { annee, lignes, apprises: autres.map(anneeDeMemoire) };
}

/** Which lines of a file, by their rank. */
type Choix = (numero: number) => boolean;
const estPaire: Choix = (numero) => numero % 2 === 0;
const estImpaire: Choix = (numero) => numero % 2 === 1;

async function parcourir(
  fichier: string,
  contexte: ContexteDEpreuve,
  choisie: Choix,
  voir: (ligne: LigneApprise, numero: number) => void,
): Promise<void> {
  let numero = 0;
  const lecture = new LectureDeMemoire(
    fichier,
    contexte,
    (ligne) => {
      numero += 1;
      if (choisie(numero)) voir(ligne, numero);
    },
    { avecMontants: true },
  );
  await lecture.table.read(pathIn(contexte.racine, fichier));
  lecture.finir();
  // What is at fault is told once, however many times the file is read.
  exigerSansErreur(contexte.constats);
}
