import type { Base } from '../../domain/argent/base.ts';
import { complement, type Fraction, lireFraction, UN } from '../../domain/argent/fraction.ts';
import { type Montant, NUL, somme } from '../../domain/argent/montant.ts';
import { repartir } from '../../domain/argent/part.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import type { Correspondances } from '../correspondances/correspondances.ts';
import type { MatiereDExport } from '../export.ts';
import { ConstructeurDePont, type PartDuTotal, type Pont, partsDuTotal } from '../pont.ts';
import { signalerLesMuettes } from '../precisions.ts';
import {
  type AxeVert,
  type BlocBudgetVert,
  type Cotation,
  NOMS_DES_AXES,
  type PrecisionVerte,
} from './bloc-budget-vert.ts';

/** The block, understood. */
export interface BudgetVertLu {
  readonly bloc: BlocBudgetVert;
  readonly cotations: Correspondances<PrecisionVerte>;
}

/** What somebody said of a part on an axis. */
export interface Cote {
  readonly cotation: Cotation;
  /** Of the amount; the rest is not rated. */
  readonly part: Fraction;
  readonly motif: string;
}

/** A part of the headline as the annex shows it. */
export interface LigneCotee {
  readonly part: PartDuTotal;
  readonly ae: Montant | undefined;
  readonly cp: Montant | undefined;
  readonly cotes: ReadonlyMap<AxeVert, Cote>;
}

export interface LignesCotees {
  readonly lignes: readonly LigneCotee[];
  readonly pont: Pont;
  readonly remarques: readonly string[];
}

/** Commitments and payments, of what was voted or of what was carried out. */
function basesDe(base: Base): { readonly ae: Base; readonly cp: Base } {
  return base === 'ae_votees' || base === 'cp_votes'
    ? { ae: 'ae_votees', cp: 'cp_votes' }
    : { ae: 'engagements', cp: 'mandats' };
}

/** The parts of the headline with what somebody rated; nothing is rated by itself. */
export function lireLesLignesCotees({ bloc, cotations }: BudgetVertLu, matiere: MatiereDExport): LignesCotees {
  const { jaune } = matiere;
  const base = bloc.base ?? jaune.enTete.base;
  const bases = basesDe(base);
  const pont = new ConstructeurDePont(base);
  const [enAe, enCp] = [partsDuTotal(jaune.lignes, bases.ae), partsDuTotal(jaune.lignes, bases.cp)];
  const surLaBase = base === bases.ae ? enAe : enCp;
  const lignes = surLaBase.flatMap((part, rang): LigneCotee[] => {
    const { section } = part.affectation.ligne;
    if (bloc.perimetre === 'investissement' && section !== 'investissement') {
      if (section === 'fonctionnement')
        pont.laisser('fonctionnement', 'Dépenses de fonctionnement, hors de l’annexe', part);
      else pont.laisser('section_inconnue', 'Sans section : rien ne dit que c’est un investissement', part);
      return [];
    }
    if (part.declarable === undefined) {
      pont.laisser('base_absente', 'Sans montant sur la base de l’annexe', part);
      return [];
    }
    pont.declarer(part);
    const cotes = cotesDe(cotations.toutes(part));
    return [{ part, ae: enAe[rang]?.declarable, cp: enCp[rang]?.declarable, cotes }];
  });
  const lePont = pont.finir(jaune.synthese.totalHorsExceptionnelles);
  signalerLesMuettes(cotations, matiere);
  return { lignes, pont: lePont, remarques: remarques(bloc, lignes) };
}

/** For each axis, what is said first. */
function cotesDe(dites: readonly PrecisionVerte[]): Map<AxeVert, Cote> {
  const cotes = new Map<AxeVert, Cote>();
  for (const { axes, motif } of dites)
    for (const axe of NOMS_DES_AXES) {
      const dite = axes[axe];
      if (dite === undefined || cotes.has(axe)) continue;
      const { cotation, part } = typeof dite === 'string' ? { cotation: dite, part: '100 %' } : dite;
      cotes.set(axe, { cotation, part: lireFraction(part) ?? UN, motif });
    }
  return cotes;
}

/** What is rated of an amount on an axis, and the rest, which nobody rated. */
export function partager(total: Montant, { part }: Pick<Cote, 'part'>): readonly [cote: Montant, reste: Montant] {
  const reste = complement(part);
  const [cote = total, laisse = NUL] =
    reste === undefined || reste.numerateur === 0n ? [total] : repartir(total, [part, reste]);
  return [cote, laisse];
}

function remarques({ perimetre }: BlocBudgetVert, lignes: readonly LigneCotee[]): string[] {
  const jamais = lignes.filter(({ cotes }) => cotes.size === 0).length;
  return [
    ...(jamais === 0
      ? []
      : [
          `sur ${accord(lignes.length, 'part')} de lignes, ${formaterEntier(jamais)} que personne n’a cotées : leurs cases restent vides, ce qui ne veut pas dire « neutre »`,
        ]),
    ...sansMontant(lignes, 'ae', 'cp'),
    ...sansMontant(lignes, 'cp', 'ae'),
    ...(perimetre === 'tout'
      ? ['l’annexe au compte ne porte que sur l’investissement réel : « perimetre: investissement » ne garde que lui']
      : []),
  ];
}

/** What the source does not give is blank, with the euros that it has on the other side: a blank is no zero. */
function sansMontant(lignes: readonly LigneCotee[], quoi: 'ae' | 'cp', autre: 'ae' | 'cp'): string[] {
  const vides = lignes.filter((ligne) => ligne[quoi] === undefined);
  if (vides.length === 0) return [];
  const ailleurs = formaterEuros(somme(vides.map((ligne) => ligne[autre] ?? NUL)));
  return [
    `${accord(vides.length, 'part')} de lignes sans ${quoi.toUpperCase()} (${ailleurs} en ${autre.toUpperCase()}) : la source ne les dit pas, la case est vide, et la synthèse les compte sans ${quoi.toUpperCase()}`,
  ];
}
