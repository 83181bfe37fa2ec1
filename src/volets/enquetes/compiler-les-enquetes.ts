import { accord, formaterEntier, formaterPourcentage } from '../../domain/textes/format.ts';
import { cleDeNom, nommer } from '../../domain/textes/nom.ts';
import type { ColonneDeTableau, RangeeDeTableau, Tableau } from '../../domain/volets/tableau.ts';
import type { VoletCompile } from '../../domain/volets/volet-compile.ts';
import type { Base, Enquete, Question } from './lire-une-enquete.ts';

const COLONNES = [
  { cle: 'enquete', titre: 'Enquête', genre: 'texte', largeur: 24 },
  { cle: 'question', titre: 'Question', genre: 'texte' },
  { cle: 'rang', titre: 'Rang', genre: 'entier', largeur: 8 },
  { cle: 'reponse', titre: 'Réponse', genre: 'texte', largeur: 48 },
  { cle: 'citations', titre: 'Citations', genre: 'entier', largeur: 22 },
  { cle: 'base', titre: 'Base', genre: 'entier' },
  { cle: 'base_de', titre: 'De quoi', genre: 'texte', largeur: 24 },
  { cle: 'part', titre: 'Part de la base', genre: 'pourcent', largeur: 14 },
] as const satisfies readonly ColonneDeTableau[];

type Cle = (typeof COLONNES)[number]['cle'];

const DES_CITATIONS: readonly Cle[] = ['reponse', 'citations', 'part'];
const DES_RANGS: readonly Cle[] = ['rang', 'reponse'];

/** A row, told by the columns that it has something in. */
interface Reponse {
  readonly cle: string;
  readonly nom: string;
  readonly dites: Readonly<Partial<Record<Cle, string | number>>>;
  /** It is what no answer has. */
  readonly reste?: true;
}

/** All the answers in one sheet; on the page, a table for each question, with bars where answers were counted. */
export function compilerLesEnquetes(enquetes: readonly Enquete[]): VoletCompile {
  const posees = enquetes.flatMap((enquete) =>
    enquete.questions.map((question, rang) => ({
      enquete,
      question,
      nom: `${nommer(enquete.nom)}-${rang + 1}`,
      reponses: reponsesDe(enquete, question),
    })),
  );
  return {
    nom: 'enquetes',
    titre: enquetes.length === 1 ? 'Enquête' : 'Enquêtes',
    chapeau: enquetes.map(presenter),
    tableaux: [
      {
        ...tableauDe(
          'reponses',
          'Réponses aux enquêtes',
          COLONNES.map(({ cle }) => cle),
          posees.flatMap(({ reponses }) => reponses),
        ),
        feuille: 'Enquêtes',
        note: 'Une part est celle de la base de sa question ; où plusieurs réponses étaient possibles, elles font ensemble plus de 100 %. Dans le classeur, une barre pleine est la base entière.',
        surLaPage: posees.map(({ enquete, question, nom, reponses }) => ({
          ...tableauDe(
            nom,
            question.question,
            question.reponses.type === 'rangs' ? DES_RANGS : DES_CITATIONS,
            reponses,
          ),
          note: [enquetes.length > 1 ? `${enquete.titre}.` : '', direLaQuestion(question)].filter(Boolean).join(' '),
          ...barresDe(question, reponses),
        })),
      },
    ],
    champs: [],
    chiffres: [],
  };
}

function tableauDe(nom: string, titre: string, cles: readonly Cle[], reponses: readonly Reponse[]): Tableau {
  return {
    nom,
    titre,
    note: '',
    vide: 'Aucune réponse.',
    colonnes: cles.flatMap((cle) => COLONNES.filter((colonne) => colonne.cle === cle)),
    rangees: reponses.map(
      ({ cle, nom: dite, dites }): RangeeDeTableau => ({
        cle,
        nom: dite,
        cellules: cles.map((colonne) => dites[colonne]),
      }),
    ),
  };
}

function reponsesDe({ nom, titre }: Enquete, { question, reponses }: Question): Reponse[] {
  const decrire = (reponse: string, dites: Reponse['dites']): Reponse => ({
    cle: [nom, question, reponse].map(cleDeNom).join('|'),
    nom: `${question} : ${reponse}`,
    dites: { enquete: titre, question, reponse, ...dites },
  });
  if (reponses.type === 'rangs') return reponses.liste.map((reponse, rang) => decrire(reponse, { rang: rang + 1 }));
  const { base, liste } = reponses;
  const compter = (reponse: string, nombre: number) =>
    decrire(reponse, {
      citations: nombre,
      base: base.nombre,
      base_de: base.de,
      part: formaterPourcentage(nombre, base.nombre),
    });
  const reste = nonVentilees(reponses);
  return [
    ...liste.map(({ reponse, nombre }) => compter(reponse, nombre)),
    // Not an answer, and its key cannot be that of one.
    ...(reste > 0
      ? [
          {
            ...compter('Non ventilées', reste),
            cle: `${[nom, question].map(cleDeNom).join('|')}|`,
            reste: true as const,
          },
        ]
      : []),
  ];
}

/** How many of the base have no answer of the list; nothing can be said of it where several answers were possible. */
function nonVentilees({ base, liste }: { base: Base; liste: readonly { readonly nombre: number }[] }): number {
  return base.plusieurs ? 0 : base.nombre - totalDe(liste);
}

function totalDe(liste: readonly { readonly nombre: number }[]): number {
  return liste.reduce((somme, { nombre }) => somme + nombre, 0);
}

function direLaQuestion({ note, reponses }: Question): string {
  if (reponses.type === 'rangs')
    return ['Par ordre d’importance : seul le rang est connu.', note].filter(Boolean).join(' ');
  return [direLaBase(reponses), note].filter(Boolean).join(' ');
}

function direLaBase({ base, liste }: { base: Base; liste: readonly { readonly nombre: number }[] }): string {
  const debut = `Base : ${formaterEntier(base.nombre)} ${base.de}`;
  if (base.plusieurs)
    return `${debut}, qui donnent ${accord(totalDe(liste), 'citation')} : plusieurs réponses étaient possibles, et les parts font ensemble plus ou moins de 100 %.`;
  const reste = nonVentilees({ base, liste });
  return reste === 0 ? `${debut}.` : `${debut}, dont ${formaterEntier(reste)} non ventilée${reste >= 2 ? 's' : ''}.`;
}

function barresDe({ question, reponses }: Question, rangees: readonly Reponse[]): Pick<Tableau, 'barres'> {
  if (reponses.type === 'rangs') return {};
  const restes = new Set(rangees.filter(({ reste }) => reste).map(({ cle }) => cle));
  const { base } = reponses;
  return {
    barres: { titre: question, colonne: 'citations', base: base.nombre, legende: direLaBase(reponses), restes },
  };
}

function presenter({ titre, source, date, reponses, note }: Enquete): string {
  return [`${titre} (${date}) : ${accord(reponses, 'réponse')}.`, `Source : ${source}.`, note]
    .filter(Boolean)
    .join(' ');
}
