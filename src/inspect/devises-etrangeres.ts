import { accord } from '../domain/textes/format.ts';
import { citer, plier } from '../domain/textes/texte.ts';
import { inQuotes } from '../files/yaml-text.ts';
import { motsDuTitre } from './mots-du-titre.ts';
import type { Profil } from './profil.ts';

/** Codes of ISO 4217, folded: those in use, and the franc. */
const CODES: ReadonlySet<string> = new Set(
  (
    'aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp byn bzd cad cdf chf clp cny cop crc cup ' +
    'cve czk djf dkk dop dzd egp ern etb eur fjd fkp frf gbp gel ghs gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr iqd irr isk jmd jod ' +
    'jpy kes kgs khr kmf kpw krw kwd kyd kzt lak lbp lkr lrd lsl lyd mad mdl mga mkd mmk mnt mop mru mur mvr mwk mxn myr mzn nad ngn nio ' +
    'nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sdg sek sgd shp sle sos srd ssp stn svc syp szl thb tjs ' +
    'tmt tnd top try ttd twd tzs uah ugx usd uyu uzs ved ves vnd vuv wst xaf xcd xof xpf yer zar zmw zwl'
  ).split(' '),
);
const EUROS: ReadonlySet<string> = new Set(['eur', 'euro', 'euros', '€']);
const AUTRES: ReadonlySet<string> = new Set(
  '$ us$ £ dollar dollars livre livres franc francs fcfa cfa yen yens yuan dirham dirhams dinar dinars'.split(' '),
);
const MOTS_DU_TITRE: ReadonlySet<string> = new Set(['devise', 'devises', 'monnaie', 'monnaies', 'currency']);
const DITES = 5;

/** A column that says in which money each line is, where some are in another one than euros. */
export interface DevisesEtrangeres {
  /** Why no amount of the file is sure. */
  readonly doute: string;
  /** What to know, and to do, in a sentence. */
  readonly remarque: string;
}

/**
 * The money that a column gives lines: read as euros, a thousand francs would be a thousand euros. Under a title that does not say
 * so, three letters are codes of money only if all are and one is the euro.
 */
export function devisesEtrangeres(profils: readonly Profil[]): DevisesEtrangeres | undefined {
  for (const { titre, valeurs, vues } of profils) {
    if (valeurs === undefined || vues === 0) continue;
    const ecrites = [...valeurs];
    const dite = motsDuTitre(titre).some((mot) => MOTS_DU_TITRE.has(mot));
    const connues = ecrites.filter(([mot]) => estUneDevise(mot));
    const devises = dite
      ? connues.length > 0
      : connues.length === ecrites.length && connues.some(([mot]) => estLEuro(mot));
    const autres = ecrites.filter(([mot]) => !estLEuro(mot));
    if (!devises || autres.length === 0) continue;
    const lignes = autres.reduce((somme, [, nombre]) => somme + nombre, 0);
    const noms = autres
      .slice(0, DITES)
      .map(([mot]) => mot)
      .join(', ');
    const euro = ecrites.find(([mot]) => estLEuro(mot))?.[0];
    const ecarter =
      euro === undefined
        ? ''
        : ` ou écartez-les avec un motif, « lignes_a_ecarter: [{ si: { ${inQuotes(titre)}: { sauf: ${inQuotes(euro)} } }, motif: Autre monnaie que l’euro }] »`;
    return {
      doute: `${citer(titre)} dit une autre monnaie que l’euro dans ${accord(lignes, 'ligne')} (${noms})`,
      remarque: `${citer(titre)} dit une autre monnaie que l’euro dans ${accord(lignes, 'ligne')} (${noms}), dont les montants se liraient comme des euros. Demandez-les en euros au secteur${ecarter} ; rien d’autre ne le redira une fois la colonne sous ignorees.`,
    };
  }
  return undefined;
}

function estUneDevise(mot: string): boolean {
  return estLEuro(mot) || CODES.has(plier(mot)) || AUTRES.has(plier(mot));
}

function estLEuro(mot: string): boolean {
  return EUROS.has(plier(mot));
}
