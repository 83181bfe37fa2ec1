import type { HelperDelegate, SafeString } from 'handlebars';
import {
  formaterEntier,
  formaterEuros,
  formaterMilliers,
  formaterMillions,
  formaterPourcentage,
} from '../../domain/format.ts';
import type { Montant } from '../../domain/montant.ts';
import { echapper } from './caracteres.ts';
import { ecrireDate } from './date.ts';
import type { ApportVue } from './vue-apports.ts';
import type { LigneVue, Montre } from './vue-lignes.ts';

/** Up to this many lines, a figure names them; beyond, their numbers are enough and the page stays light. */
const LIGNES_NOMMEES = 8;

/** The functions that templates may call. `brut` marks what is already escaped. */
export function aides(brut: (html: string) => SafeString): Readonly<Record<string, HelperDelegate>> {
  return {
    /** `{{euros montant}}`: `1 234,56 €`. */
    euros: (montant: Montant) => formaterEuros(montant),
    /** `{{nombre montant}}`: the same without the unit, for columns whose head says €. */
    nombre: (montant: Montant) => formaterEuros(montant).slice(0, -2),
    /** `{{millions montant}}`: `46,190 M€`. */
    millions: (montant: Montant) => formaterMillions(montant),
    /** `{{milliers montant}}`: `46 190 k€`. */
    milliers: (montant: Montant) => formaterMilliers(montant),
    /** `{{pourcentage partie tout}}`: `79,0 %`. */
    pourcentage: (partie: number, tout: number) => formaterPourcentage(partie, tout),
    /** `{{entier lignes}}`: `1 500`. */
    entier: (valeur: number) => formaterEntier(valeur),
    /** `{{compter lignes "ligne"}}`: `1 ligne`, `12 lignes`. */
    compter: (nombre: number, mot: string) => `${formaterEntier(nombre)}\u00a0${mot}${nombre >= 2 ? 's' : ''}`,
    /** `{{date enTete.dateEdition}}`: `13 décembre 2012`. */
    date: (date: string) => ecrireDate(date),
    /** `{{liens montre}}`: links to the lines behind a figure. */
    liens: (montre: Montre) => brut(liens(montre.lignes)),
    /** `{{apports rangee.apports}}`: what each line puts in a row, with a link to the line. */
    apports: (apports: readonly ApportVue[]) => brut(`<ul class="parts">${apports.map(apportEnListe).join('')}</ul>`),
    /** `{{apportsEnRangees rangee.apports}}`: the same as rows of a table, for paper. */
    apportsEnRangees: (apports: readonly ApportVue[]) => brut(apports.map(apportEnRangee).join('\n')),
  };
}

/** Links to lines of the annex. Written by hand and joined at once: a page of 10 000 lines has 150 000 of them. */
function liens(lignes: readonly LigneVue[]): string {
  const nommees = lignes.length <= LIGNES_NOMMEES;
  const liste = lignes.map(({ numero, libelle }) => {
    const lien = `<a href="#l${numero}">${numero}</a>`;
    return nommees ? `<li>${lien} <bdi>${echapper(libelle)}</bdi></li>` : lien;
  });
  return nommees ? `<ul class="liens">${liste.join('')}</ul>` : `<p class="liens">${liste.join(' ')}</p>`;
}

function apportEnListe({ ligne: { numero, libelle, beneficiaire }, montant }: ApportVue): string {
  const qui = beneficiaire && `<small>${echapper(beneficiaire)}</small>`;
  const quoi = `<span>${echapper(libelle)}${qui}</span>`;
  return `<li><a href="#l${numero}">${numero}</a>${quoi}<b>${formaterEuros(montant)}</b></li>`;
}

function apportEnRangee({ ligne: { numero, libelle, beneficiaire }, montant }: ApportVue): string {
  const textes = [libelle, beneficiaire].map((texte) => `<td>${echapper(texte)}</td>`).join('');
  return `<tr><th scope="row">${numero}</th>${textes}<td class="n">${formaterEuros(montant).slice(0, -2)}</td></tr>`;
}
