import type { HelperDelegate, SafeString } from 'handlebars';
import type { Montant } from '../../domain/argent/montant.ts';
import { ecrireDate } from '../../domain/textes/date.ts';
import {
  direMontant,
  formaterEntier,
  formaterEuros,
  formaterMilliers,
  formaterMillions,
  formaterPourcentage,
} from '../../domain/textes/format.ts';
import { echapper } from './caracteres.ts';
import { type Attendu, controler } from './controle-des-aides.ts';
import type { ApportVue } from './vue-apports.ts';

/** What each function that templates may call is given. */
export const ATTENDUS = {
  euros: { recoit: ['montant'] },
  nombre: { recoit: ['montant'] },
  millions: { recoit: ['montant'] },
  dire: { recoit: ['montant'] },
  milliers: { recoit: ['montant'] },
  pourcentage: { recoit: ['nombre', 'nombre'] },
  entier: { recoit: ['nombre'] },
  compter: { recoit: ['nombre', 'texte'], facultatif: 'texte' },
  date: { recoit: ['date'] },
  ancre: { recoit: ['texte'] },
  petit: { recoit: ['texte'] },
  numeros: { recoit: ['numeros'], facultatif: 'texte' },
  apports: { recoit: ['apports'] },
} as const satisfies Record<string, Attendu>;

/**
 * The functions that templates may call, which refuse what is not theirs.
 * @param brut marks what is already escaped
 * @param ranger puts a long piece of the page aside, and gives what stands for it
 */
export function aides(
  brut: (html: string) => SafeString,
  ranger: (html: string) => string = (html) => html,
): Readonly<Record<keyof typeof ATTENDUS, HelperDelegate>> {
  const ecrites: Readonly<Record<keyof typeof ATTENDUS, HelperDelegate>> = {
    /** `{{euros montant}}`: `1 234,56 €`. */
    euros: (montant: Montant) => formaterEuros(montant),
    /** `{{nombre montant}}`: the same without the unit, for columns whose head says €. */
    nombre: (montant: Montant) => formaterEuros(montant).slice(0, -2),
    /** `{{millions montant}}`: `46,190 M€`. */
    millions: (montant: Montant) => formaterMillions(montant),
    /** `{{dire montant}}`: as prose tells it, `46,2 M€`. */
    dire: (montant: Montant) => direMontant(montant),
    /** `{{milliers montant}}`: `46 190 k€`. */
    milliers: (montant: Montant) => formaterMilliers(montant),
    /** `{{pourcentage partie tout}}`: `79,0 %`. */
    pourcentage: (partie: number, tout: number) => formaterPourcentage(partie, tout),
    /** `{{entier lignes}}`: `1 500`. */
    entier: (valeur: number) => formaterEntier(valeur),
    /** `{{compter lignes "ligne"}}`: `1 ligne`, `12 lignes`; a plural that is more than an -s is given too. */
    compter: (nombre: number, mot: string, pluriel: unknown) =>
      `${formaterEntier(nombre)}\u00a0${nombre < 2 ? mot : typeof pluriel === 'string' ? pluriel : `${mot}s`}`,
    /** `{{date enTete.dateEdition}}`: `13 décembre 2012`. */
    date: (date: string) => ecrireDate(date),
    /** `{{ancre adresse}}`: an address as an attribute takes it. */
    ancre: (adresse: string) => brut(echapper(adresse)),
    /** `{{petit beneficiaire}}`: a text in small under another; nothing for an empty one. */
    petit: (texte: string) => brut(texte === '' ? '' : `<small>${echapper(texte)}</small>`),
    /** `{{numeros entree.numeros}}`: `12, 15–18`, each run leading to its first line; `"r"` for receipts. */
    numeros: (numeros: readonly number[], lettre: unknown) =>
      brut(ranger(ecrireSuites(numeros, lettre === 'r' ? lettre : 'l'))),
    /** `{{apports pays.actions}}`: what each line puts in a row, as rows of a table. */
    apports: (apports: readonly ApportVue[]) => brut(ranger(apports.map(apportEnRangee).join('\n'))),
  };
  const controlees = Object.entries(ATTENDUS).map(([nom, attendu]) => [
    nom,
    controler(nom, attendu, ecrites[nom as keyof typeof ATTENDUS]),
  ]);
  return Object.fromEntries(controlees);
}

/** Runs of numbers, `12, 15–18`. Written here and not in a template: a document has thousands of them. */
function ecrireSuites(numeros: readonly number[], lettre: 'l' | 'r'): string {
  const suites: { debut: number; fin: number }[] = [];
  for (const numero of numeros) {
    const derniere = suites.at(-1);
    if (derniere?.fin === numero - 1) derniere.fin = numero;
    else suites.push({ debut: numero, fin: numero });
  }
  return suites
    .map(({ debut, fin }) => `<a href="#${lettre}${debut}">${debut}</a>${fin > debut ? `–${fin}` : ''}`)
    .join(', ');
}

function apportEnRangee({ ligne: { numero, libelle, beneficiaire, caractere }, montant }: ApportVue): string {
  const qui = beneficiaire && `<small>${echapper(beneficiaire)}</small>`;
  const publie = caractere === '' || caractere === 'illustratif' ? '' : `<small>${echapper(caractere)}</small>`;
  return `<tr><td><a href="#l${numero}">${numero}</a></td><td>${echapper(libelle)}${qui}</td><td>${formaterEuros(montant).slice(0, -2)}${publie}</td></tr>`;
}
