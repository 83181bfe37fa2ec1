import type { ChalkInstance } from 'chalk';
import { direDecision } from '../../classify/decisions/decision.ts';
import type { ChampChange, LigneChangee } from '../../compile/fichiers/apparier-les-lignes.ts';
import { basesQuiDifferent, type LignePartagee } from '../../compile/fichiers/retrouver-les-partages.ts';
import { BASES, LIBELLES_BASES } from '../../domain/argent/base.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { nommerChamp } from '../../domain/lignes/champs.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { citerChemin } from '../../domain/textes/citer-chemin.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import { surUneLigne } from '../../domain/textes/texte.ts';
import { LIBELLE_DU_TOTAL_RECU, LIBELLES_PLACES, PLACES } from '../../domain/verdict/verdict.ts';
import { printable } from '../findings-text.ts';
import { section, signed } from '../summary-text.ts';
import type { DecisionTouched, FileComparison, FileVersion } from './compare-files.ts';
import { shownName } from './read-version.ts';

const LABEL_WIDTH = 34;
const EUROS_WIDTH = 20;
const TEXT_WIDTH = 90;

/** What a file that was sent again changes, for a terminal. */
export function writeFileComparison(
  comparison: FileComparison,
  dossierPath: string,
  most: number,
  colours: ChalkInstance,
): string {
  const { avant, apres, enTete, sources, partagees, changees, ajoutees, parties } = comparison;
  const atFormer = (ligne: LigneBudgetaire) => placeOf(comparison, avant, ligne);
  const atLater = (ligne: LigneBudgetaire) => placeOf(comparison, apres, ligne);
  return [
    colours.bold(`Ce que change ${apres.path} à la place de ${avant.path}`),
    `Lus comme ${sources.map(({ nom }) => nom).join(', ')} · Base : ${LIBELLES_BASES[enTete.base]} · Rien n’est écrit`,
    '',
    ...countsText(comparison),
    ...section('Euros par place, comme le dossier conclurait', placesText(comparison), colours),
    ...section(
      `Lignes changées : ${formaterEntier(changees.length)}`,
      listed(changees, most, (changed) => changedText(changed, atFormer, atLater)),
      colours,
    ),
    ...section(
      `Lignes partagées : ${formaterEntier(partagees.length)}`,
      listed(partagees, most, (split) => splitText(split, atFormer, atLater)),
      colours,
    ),
    ...section(
      `Lignes ajoutées : ${formaterEntier(ajoutees.length)}`,
      listed(ajoutees, most, (affectation) => [lineText(affectation, atLater, '+')]),
      colours,
    ),
    ...section(
      `Lignes parties : ${formaterEntier(parties.length)}`,
      listed(parties, most, (affectation) => [lineText(affectation, atFormer, '−')]),
      colours,
    ),
    ...section('Décisions du dossier sur ce fichier', decisionsText(comparison, dossierPath, most), colours),
    '',
  ]
    .map((ligne) => (ligne.includes('\u001b') ? ligne : printable(ligne)))
    .join('\n');
}

/** Where a line is: its file as it was given, the sheet where it is one, and its number. */
export function placeOf({ sources }: FileComparison, { path }: FileVersion, ligne: LigneBudgetaire): string {
  const source = sources.find(({ nom }) => nom === ligne.fichier);
  return `${source === undefined ? path : shownName(source, path)}:${ligne.numero}`;
}

function countsText(comparison: FileComparison) {
  const { avant, apres, identiques, reecrites, partagees, ajoutees, parties, changees, controle } = comparison;
  const pieces = partagees.reduce((sum, { morceaux }) => sum + morceaux.length, 0);
  const [former, later] = [avant, apres].map(({ lues }) => lues.reduce((sum, { lignes }) => sum + lignes, 0));
  const leftOut = [avant, apres].map(({ lues }) =>
    lues.reduce((sum, { misesAEcart }) => sum + misesAEcart.reduce((all, { lignes }) => all + lignes, 0), 0),
  );
  const tooMany = avant.auDela + apres.auDela;
  return [
    `  Lignes : ${formaterEntier(former ?? 0)} puis ${formaterEntier(later ?? 0)} ; ${formaterEntier(identiques)} disent la même chose${
      reecrites > 0 ? `, dont ${formaterEntier(reecrites)} écrites autrement` : ''
    }`,
    `  Changées : ${formaterEntier(changees.length)}${
      pieces === 0 ? '' : ` · partagées : ${formaterEntier(partagees.length)}, en ${formaterEntier(pieces)} lignes`
    } · ajoutées : ${formaterEntier(ajoutees.length)} · parties : ${formaterEntier(parties.length)}`,
    ...(tooMany === 0
      ? []
      : [
          `  ${formaterEntier(tooMany)} autres lignes diffèrent (${formaterEntier(avant.auDela)} puis ${formaterEntier(apres.auDela)}) : trop pour être rapprochées une à une. Leurs euros sont comptés ci-dessous.`,
        ]),
    ...(leftOut[0] === leftOut[1]
      ? []
      : [`  Rangées écartées : ${formaterEntier(leftOut[0] ?? 0)} puis ${formaterEntier(leftOut[1] ?? 0)}`]),
    ...(controle === false
      ? [
          '  Les totaux de contrôle d’exercice.yaml ne sont pas ceux du nouveau fichier : demandez ceux de l’expéditeur.',
        ]
      : []),
  ];
}

function placesText({ avant, apres }: FileComparison): string[] {
  const head = ['ancien', 'nouveau', 'écart'].map((title) => title.padStart(EUROS_WIDTH)).join('  ');
  const rows = (sense: 'depenses' | 'recettes') =>
    [...PLACES, 'total' as const].map((place) => {
      const [former, later] = [avant, apres].map(({ partition }) =>
        sense === 'depenses' ? partition[place] : partition[place].recettes,
      );
      const label = place === 'total' ? LIBELLE_DU_TOTAL_RECU : LIBELLES_PLACES[place];
      return { label, former: former?.centimes ?? 0, later: later?.centimes ?? 0 };
    });
  const receipts = [avant, apres].some(({ partition }) => partition.total.recettes.lignes > 0);
  return [...(['depenses', 'recettes'] as const)].flatMap((sense) =>
    sense === 'recettes' && !receipts
      ? []
      : [
          `  ${(sense === 'depenses' ? 'Dépenses' : 'Recettes').padEnd(LABEL_WIDTH)}  ${head}`,
          ...rows(sense).map(
            ({ label, former, later }) =>
              `    ${label.padEnd(LABEL_WIDTH - 2)}  ${[
                formaterEuros(montant(former)),
                formaterEuros(montant(later)),
                former === later ? '=' : signed(montant(later - former)),
              ]
                .map((cell) => cell.padStart(EUROS_WIDTH))
                .join('  ')}`,
          ),
        ],
  );
}

function listed<T>(elements: readonly T[], most: number, write: (element: T) => string[]): string[] {
  const rest = elements.length - most;
  return [
    ...elements.slice(0, most).flatMap(write),
    ...(rest > 0 ? [`  … et ${accord(rest, 'autre')} (--lignes ${elements.length}, ou --json)`] : []),
  ];
}

type Place = (ligne: LigneBudgetaire) => string;

function lineText({ ligne, montant: amount, verdict }: Affectation, at: Place, sign: string): string {
  const sense = ligne.sens === 'recette' ? ', recette' : '';
  return `  ${sign} ${at(ligne)} · ${formaterEuros(amount)}${sense} · ${LIBELLES_PLACES[verdict.place].toLowerCase()} · ${named(ligne)}`;
}

function named({ libelle, beneficiaire }: LigneBudgetaire): string {
  return surUneLigne([libelle, beneficiaire].filter((text) => text !== '').join(' — '), TEXT_WIDTH);
}

function changedText({ avant, apres, champs }: LigneChangee, atFormer: Place, atLater: Place): string[] {
  const [formerPlace, laterPlace] = [avant, apres].map(({ verdict }) => verdict.place);
  return [
    `  ${atFormer(avant.ligne)} → ${atLater(apres.ligne)} · ${named(apres.ligne)}`,
    ...champs.map(
      (change) => `      ${fieldName(change)} : ${valueText(change, 'avant')} → ${valueText(change, 'apres')}`,
    ),
    ...(formerPlace === laterPlace || formerPlace === undefined || laterPlace === undefined
      ? []
      : [`      place : ${LIBELLES_PLACES[formerPlace].toLowerCase()} → ${LIBELLES_PLACES[laterPlace].toLowerCase()}`]),
  ];
}

function splitText(split: LignePartagee, atFormer: Place, atLater: Place): string[] {
  const { avant, morceaux } = split;
  const total = somme(morceaux.map((piece) => piece.montant));
  return [
    `  ${atFormer(avant.ligne)} · ${formaterEuros(avant.montant)} · ${LIBELLES_PLACES[avant.verdict.place].toLowerCase()} · ${named(avant.ligne)}`,
    `      partagée en ${accord(morceaux.length, 'ligne')}, dont la somme est ${formaterEuros(total)} :`,
    ...morceaux.flatMap((piece) => lineText(piece, atLater, '+')).map((line) => `    ${line}`),
    ...basesQuiDifferent(split).map(
      ({ base, avant: former, apres: later }) =>
        `      ${LIBELLES_BASES[base]} : ${formaterEuros(former)} → ${formaterEuros(later)} en tout`,
    ),
  ];
}

function fieldName({ champ }: ChampChange): string {
  if (champ === 'cout_total') return 'coût total';
  if (champ === 'montant_ecrit') return 'montant écrit, avant sa part';
  const base = BASES.find((known) => known === champ);
  return base === undefined ? nommerChamp(champ) : LIBELLES_BASES[base];
}

function valueText(change: ChampChange, side: 'avant' | 'apres'): string {
  const value = change[side];
  if (value === undefined || value === '') return '(vide)';
  return typeof value === 'number' ? formaterEuros(value as Montant) : `« ${surUneLigne(value, TEXT_WIDTH)} »`;
}

/** Those that stay where they are are counted; the others told one by one. */
function decisionsText(comparison: FileComparison, dossierPath: string, most: number): string[] {
  const { decisions } = comparison;
  if (decisions.length === 0) return [];
  const touched = decisions.filter(({ sort }) => sort.type !== 'en_place');
  if (touched.length === 0)
    return [
      `  ${decisions.length === 1 ? 'La décision garde sa ligne' : `Les ${decisions.length} décisions gardent leurs lignes`}, à la même place.`,
    ];
  const kept = decisions.length - touched.length;
  return [
    `  ${kept > 1 ? `${formaterEntier(kept)} gardent leur ligne` : `${kept === 1 ? '1' : 'Aucune ne'} garde sa ligne`} à la même place ; ${formaterEntier(touched.length)} non :`,
    ...listed(touched, most, (one) => decisionText(comparison, one)),
    `  Une fois le nouveau fichier en place : jaune arbitrer reporter ${citerChemin(dossierPath)}`,
  ];
}

function decisionText(comparison: FileComparison, { decision, sort }: DecisionTouched): string[] {
  const head = `  ${decision.ref} · ${direDecision(decision)}, par ${decision.auteur} le ${decision.date}`;
  const laterRef = (ref: string) => `ligne ${ref.slice(ref.lastIndexOf(':') + 1)}`;
  switch (sort.type) {
    case 'en_place':
      return [];
    case 'deplacee':
      return [head, `      sa ligne est la même, maintenant ${laterRef(sort.ref)} : comptée ci-dessus comme décidée`];
    case 'plusieurs':
      return [
        head,
        `      plusieurs lignes sont la sienne (${sort.refs.slice(0, 5).map(laterRef).join(', ')}) : à choisir`,
      ];
    case 'changee':
      return [
        head,
        '      sa ligne a changé : à confirmer, et comptée ci-dessus sans elle',
        ...changedText(
          sort.ligne,
          (ligne) => placeOf(comparison, comparison.avant, ligne),
          (ligne) => placeOf(comparison, comparison.apres, ligne),
        ).map((line) => `    ${line}`),
      ];
    case 'partagee':
      return [
        head,
        '      sa ligne a été partagée : à confirmer, et comptée ci-dessus sans elle',
        ...splitText(
          sort.partage,
          (ligne) => placeOf(comparison, comparison.avant, ligne),
          (ligne) => placeOf(comparison, comparison.apres, ligne),
        ).map((line) => `    ${line}`),
      ];
    case 'reecrite':
      return [head, '      sa ligne dit la même chose, écrite autrement : à confirmer, et comptée ci-dessus sans elle'];
    case 'partie':
      return [head, `      sa ligne n’est plus dans le nouveau fichier · ${named(sort.ligne)}`];
    case 'deja_perdue':
      return [head, '      sa ligne n’est déjà plus dans l’ancien fichier'];
  }
}
