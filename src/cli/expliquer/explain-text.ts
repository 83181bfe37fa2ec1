import type { ChalkInstance } from 'chalk';
import type { Affectation } from '../../domain/affectation.ts';
import { BASES, LIBELLES_BASES } from '../../domain/base.ts';
import { CHAMPS_TEXTE, type ChampCode, type ChampTexte, champDe } from '../../domain/champs.ts';
import { formaterEuros } from '../../domain/format.ts';
import { estEntiere } from '../../domain/fraction.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/ligne-budgetaire.ts';
import type { Montant } from '../../domain/montant.ts';
import type { SourceDeclaree } from '../../domain/source-declaree.ts';
import {
  type Auteur,
  ecrirePartVentilee,
  ecrireQuotePart,
  estRetenue,
  LIBELLES_PLACES,
  type PartVentilee,
  type RegleCitee,
  type Reponse,
} from '../../domain/verdict.ts';
import type { Preparation } from '../../edition.ts';
import { printable } from '../findings-text.ts';
import { writeEvidence, writeSuggestion } from './evidence-text.ts';
import { writeSignals } from './signals-text.ts';
import type { DecisionDUneAutreLigne, DecisionPassee, Trace } from './trace-line.ts';

const QUESTIONS: Readonly<Record<Reponse['question'], string>> = {
  perimetre: 'Périmètre : la ligne en est-elle ?',
  international: 'Internationale ? pour quelle part ?',
  exceptionnel: 'Exceptionnelle ?',
  ventilation: 'Ventilation',
};

const SENS = { depense: 'dépense', recette: 'recette' } as const;
const MOUVEMENTS = { reel: 'réel', ordre: 'ordre' } as const;

/** The story of a line, for a terminal: as received, then question by question, then to the cent. */
export function explainText(
  trace: Trace,
  preparation: Preparation,
  couleurs: ChalkInstance,
  avecIndices = false,
): string {
  if (trace.type === 'ecartee') {
    const { fichier, numero, motif, texte } = trace.ecartee;
    return `${couleurs.bold(`${fichier}:${numero}`)} est écartée par exercice.yaml : ${printable(motif)}\nElle n’est pas une ligne du budget ; elle est listée dans lignes-ecartees.\n\n  ${printable(texte)}\n`;
  }
  const { affectation, examen } = trace;
  const { verdict } = affectation;
  const titre = (texte: string) => couleurs.bold(texte);
  return [
    titre(`${referenceDe(affectation.ligne)} → ${LIBELLES_PLACES[verdict.place]}`),
    `Décisif : ${writeDecider(verdict.decisive.auteur)}. ${verdict.decisive.motif}`,
    ...writeUnfitDecision(trace.perimee),
    '',
    titre('La ligne telle que reçue'),
    ...receivedLine(affectation, preparation.dossier.sources),
    '',
    titre('Les questions'),
    ...verdict.reponses.flatMap((reponse) => writeAnswer(reponse)),
    ...unaskedQuestions(affectation),
    '',
    ...writeFormerDecisions(trace.anciennes, titre),
    titre('Les signaux'),
    ...writeSignals(examen),
    '',
    titre('Ce que suggère la mémoire'),
    ...writeSuggestion(examen, verdict.examen !== undefined),
    '',
    ...(avecIndices ? [titre('Les indices, en points'), ...writeEvidence(examen), ''] : []),
    titre(`Les montants, en ${enMinuscule(LIBELLES_BASES[preparation.dossier.enTete.base])}`),
    ...writeAmounts(affectation, preparation),
    '',
  ]
    .map((ligne) => (ligne.includes('\u001b') ? ligne : printable(ligne)))
    .join('\n');
}

/** The decision that stands on the reference and is not applied, since the line is not what it was: nothing when there is none. */
function writeUnfitDecision(perimee: DecisionDUneAutreLigne | undefined): string[] {
  if (perimee === undefined) return [];
  const { conclusion, motif, auteur, date, lieu } = perimee;
  return [
    `Décision non appliquée : cette référence est décidée (${lieu}), mais pour un autre contenu de la ligne : ${conclusion}, par ${auteur} le ${date} : ${motif}`,
  ];
}

/** What was once decided of the line, and replaced: nothing at all when nothing was. */
function writeFormerDecisions(anciennes: readonly DecisionPassee[], titre: (texte: string) => string): string[] {
  if (anciennes.length === 0) return [];
  const dites = anciennes.map(
    ({ conclusion, motif, auteur, date, remplaceeLe, lieu }) =>
      `  ${conclusion}, par ${auteur} le ${date} (${lieu}), remplacée le ${remplaceeLe} : ${motif}`,
  );
  return [titre('Les décisions remplacées'), ...dites, ''];
}

/** What the source makes of the amounts that are written in its file: nothing when they are the line's as they stand. */
function writtenAmounts(source: SourceDeclaree | undefined): string {
  return [
    ...(source?.unite === 'milliers' ? ['en milliers d’euros'] : []),
    ...(source?.part === undefined
      ? []
      : [`avant partage : la ligne en a la part que dit la colonne « ${source.part} »`]),
  ].join(' ; ');
}

/** The fields whose place is not that of the table: first those of the sender. */
const PREMIERS: readonly ChampTexte[] = ['organisme', 'secteur', 'exercice'];
const ORDRE = [
  ...PREMIERS,
  ...(Object.keys(CHAMPS_TEXTE) as ChampTexte[]).filter((champ) => champ !== 'fichier' && !PREMIERS.includes(champ)),
];

function receivedLine({ ligne }: Affectation, sources: readonly SourceDeclaree[]): string[] {
  const montants = BASES.flatMap((base): [string, string][] => {
    const valeur = ligne.montants[base];
    return valeur === undefined ? [] : [[LIBELLES_BASES[base], formaterEuros(valeur)]];
  });
  const champs: [string, string][] = [
    ...ORDRE.flatMap((champ) => receivedField(champ, ligne)),
    ...montants,
    ['Écrits dans le fichier', writtenAmounts(sources.find(({ nom }) => nom === ligne.fichier))],
    ['Empreinte', ligne.empreinte],
  ];
  const remplis = champs.filter(([, valeur]) => valeur !== '');
  const largeur = Math.max(...remplis.map(([nom]) => nom.length));
  return remplis.map(([nom, valeur]) => `  ${nom.padEnd(largeur)}  ${valeur}`);
}

/** A field under its title; labels beside their codes, and the movement beside the sense. */
function receivedField(champ: ChampTexte, ligne: LigneBudgetaire): [string, string][] {
  const { titre, genre } = champDe(champ);
  const recu = ligne[CHAMPS_TEXTE[champ]];
  if (genre === 'libelle' || champ === 'mouvement') return [];
  if (champ === 'sens') return [['Sens, mouvement', `${SENS[ligne.sens]}, ${MOUVEMENTS[ligne.mouvement]}`]];
  if (genre === 'code') {
    const libelle = ligne[CHAMPS_TEXTE[`${champ as ChampCode}_libelle`]];
    return [[titre, [recu, libelle].filter((texte) => texte !== '').join(' · ')]];
  }
  if (champ === 'autres_financeurs')
    return [
      ['Coût total', ligne.coutTotal === undefined ? '' : formaterEuros(ligne.coutTotal)],
      [titre, recu],
    ];
  return [[titre, recu]];
}

/** The first letter small, the acronyms left as they are. */
function enMinuscule(texte: string): string {
  return texte.slice(0, 1).toLowerCase() + texte.slice(1);
}

function writeAnswer({ question, conclusion, auteur, motif, autres }: Reponse): string[] {
  return [
    `  ${QUESTIONS[question]} → ${conclusion}`,
    `      par ${writeAuthor(auteur)} : ${motif}`,
    ...(auteur.type === 'regle' && auteur.regle.reference !== ''
      ? [`      référence : ${auteur.regle.reference}`]
      : []),
    ...autres.map((regle) => `      aurait aussi conclu : ${writeRule(regle)} → ${regle.conclusion} (${regle.motif})`),
  ];
}

/** The questions that an earlier answer made pointless. */
function unaskedQuestions({ verdict }: Affectation): string[] {
  const posees = new Set(verdict.reponses.map(({ question }) => question));
  if (estRetenue(verdict.place))
    return posees.has('ventilation') ? [] : [`  ${QUESTIONS.ventilation} → non ventilée : aucune règle ne conclut`];
  return (Object.keys(QUESTIONS) as Reponse['question'][])
    .filter((question) => !posees.has(question))
    .map((question) => `  ${QUESTIONS[question]} → question non posée`);
}

/** Who decided; for what nobody looked at, nobody did. */
function writeDecider(auteur: Auteur): string {
  return auteur.type === 'defaut' ? 'rien ni personne' : writeAuthor(auteur);
}

function writeAuthor(auteur: Auteur): string {
  switch (auteur.type) {
    case 'regle':
      return `la règle ${writeRule(auteur.regle)}`;
    case 'decision':
      return `une décision (${auteur.lieu}), ${auteur.auteur}, ${auteur.date}`;
    case 'source':
      return 'le lieu reçu';
    case 'signal':
      return 'des signaux, qui ne décident jamais';
    case 'defaut':
      return 'défaut';
  }
}

function writeRule({ id, lieu }: RegleCitee): string {
  return `« ${id} » (${lieu})`;
}

function writeAmounts({ verdict, montant, montants }: Affectation, { libelles }: Preparation): string[] {
  const partage = estEntiere(verdict.quotePart) ? [] : [`  Quote-part : ${ecrireQuotePart(verdict)} (${verdict.cle})`];
  const parts = verdict.parts.map((part, rang) => {
    const centimes = montants[rang] as Montant;
    const ou = [LIBELLES_PLACES[part.place], ...cellOf(part, libelles).filter((texte) => texte !== '')].join(' · ');
    // Where an exact amount was written, the centimes beside it say the share.
    const partDite = part.partEcrite === undefined ? ecrirePartVentilee(part) : '';
    return `  ${formaterEuros(centimes).padStart(20)}  ${partDite.padStart(7)}  ${ou}`;
  });
  return [
    `  Montant de la ligne : ${formaterEuros(montant)}`,
    ...partage,
    ...parts,
    `  ${formaterEuros(montant).padStart(20)}  = total`,
  ];
}

function cellOf(part: PartVentilee, libelles: Preparation['libelles']): string[] {
  return [
    libelles.axe.get(part.axe) ?? '',
    libelles.domaine.get(part.domaine) ?? '',
    libelles.pays.get(part.pays) ?? libelles.territoire.get(part.territoire) ?? '',
    part.secteur,
  ];
}
