import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { estUnSiret } from '../../domain/codes/siren.ts';
import type { Predicat } from '../../domain/conditions/attente.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, citerValeur, formaterEuros } from '../../domain/textes/format.ts';
import { NOM_MASQUE } from '../../domain/textes/noms-masques.ts';
import { plier } from '../../domain/textes/texte.ts';
import type { Correspondances } from '../correspondances/correspondances.ts';
import type { MatiereDExport } from '../export.ts';
import { ConstructeurDePont, type PartDuTotal, type Pont, partsDuTotal } from '../pont.ts';
import { signalerLesMuettes } from '../precisions.ts';
import type { BlocScdl, PrecisionScdl } from './bloc-scdl.ts';
import { partEnDecimales, type Subvention } from './subvention.ts';

const OBJET_MAX = 256;
/** Before it, the cell of a CSV has a sign more. */
const FORMULE = /^[=+\-@\t\r]/;
/** Accounts of grants paid: of equipment (204), of operation (657), exceptional (674). */
const COMPTES_DE_SUBVENTIONS = /^(?:204|657|674)/;

/** What the standard demands of a grant and nothing of the dossier says: its step of the bridge, and where to write it. */
const MANQUES = {
  date: { dit: 'la date de leur convention', ou: 'dates, par référence de délibération, ou precisions' },
  versement: { dit: 'la date ou la période de leur versement', ou: 'precisions' },
  conditions: { dit: 'les conditions de leur versement', ou: 'precisions' },
  notification_ue: { dit: 'si elles sont notifiées à l’Union européenne', ou: 'precisions' },
  beneficiaire: { dit: 'leur bénéficiaire', ou: 'la source : exercice.yaml en déclare la colonne' },
  objet: { dit: 'leur objet', ou: 'la source : exercice.yaml en déclare la colonne' },
} as const;
type Manque = keyof typeof MANQUES;

/** The block, understood. */
export interface ScdlLu {
  readonly bloc: BlocScdl;
  /** What the dossier says is a grant; without it, accounts tell. */
  readonly estSubvention?: Predicat<PartDuTotal>;
  readonly precisions: Correspondances<PrecisionScdl>;
}

export interface SubventionsLues {
  readonly subventions: readonly Subvention[];
  readonly pont: Pont;
  readonly remarques: readonly string[];
}

/** The grants of the headline, one for each line, and what becomes of the rest of it. */
export function lireLesSubventions(lu: ScdlLu, matiere: MatiereDExport): SubventionsLues {
  return new LectureDesSubventions(lu, matiere).lire();
}

class LectureDesSubventions {
  readonly #bloc: BlocScdl;
  readonly #matiere: MatiereDExport;
  readonly #pont: ConstructeurDePont;
  readonly #precisions: Correspondances<PrecisionScdl>;
  readonly #attribuants: ReadonlyMap<string, { readonly nom: string; readonly siret: string }>;
  readonly #dates: ReadonlyMap<string, { readonly ecrite: string; readonly date: string }>;
  readonly #estSubvention: Predicat<PartDuTotal>;
  readonly #servis = new Set<string>();
  readonly #compte = { coupes: 0, sansSiret: 0, masques: 0, autreAnnee: 0, partsDites: 0 };
  readonly #manques = new Map<Manque, { lignes: number; centimes: number; premiere: LigneBudgetaire }>();

  constructor({ bloc, precisions, estSubvention }: ScdlLu, matiere: MatiereDExport) {
    this.#bloc = bloc;
    this.#matiere = matiere;
    this.#pont = new ConstructeurDePont(bloc.base);
    this.#precisions = precisions;
    this.#attribuants = new Map(Object.entries(bloc.attribuants).map(([nom, siret]) => [plier(nom), { nom, siret }]));
    this.#dates = new Map(Object.entries(bloc.dates).map(([ecrite, date]) => [plier(ecrite), { ecrite, date }]));
    this.#estSubvention = estSubvention ?? (({ affectation }) => COMPTES_DE_SUBVENTIONS.test(affectation.ligne.nature));
  }

  lire(): SubventionsLues {
    const { jaune } = this.#matiere;
    const subventions = parLigne(partsDuTotal(jaune.lignes, this.#bloc.base)).flatMap((parts) => this.#lire(parts));
    const pont = this.#pont.finir(jaune.synthese.totalHorsExceptionnelles);
    signalerLesMuettes(this.#precisions, this.#matiere);
    this.#signalerLesClesMuettes();
    this.#signalerLesManques();
    return { subventions, pont, remarques: this.#remarques(subventions.length) };
  }

  /** @param parts of one line */
  #lire(parts: readonly PartDuTotal[]): Subvention[] {
    const [premiere] = parts;
    if (premiere === undefined) return [];
    const { ligne } = premiere.affectation;
    const laisser = (cle: string, libelle: string) => {
      for (const part of parts) this.#pont.laisser(cle, libelle, part);
      return [];
    };
    const attribuant = this.#attribuant(ligne);
    if (attribuant === undefined)
      return laisser('autre_attribuant', 'Dépensé par d’autres, dont le SIRET n’est pas déclaré');
    if (!parts.some(this.#estSubvention))
      return this.#bloc.subventions === undefined && ligne.nature === ''
        ? laisser('sans_nature', 'Sans compte par nature : rien ne dit que c’est une subvention')
        : laisser('hors_subventions', 'Autres dépenses que des subventions');
    const attribue = ligne.montants[this.#bloc.base];
    if (attribue === undefined) return laisser('base_absente', 'Sans montant sur la base des subventions');
    if (attribue <= 0) return laisser('nul_ou_negatif', 'Nul ou négatif : une reprise n’est pas une subvention');
    const dit = this.#ditDe(premiere);
    const manque = premierManque(dit, ligne);
    if (manque !== undefined) {
      this.#noterLeManque(manque, ligne, parts);
      return laisser(`sans_${manque}`, `Subventions dont rien ne dit ${MANQUES[manque].dit}`);
    }
    this.#declarer(parts, attribue);
    return [this.#ecrire(ligne, attribuant, dit, attribue, parts)];
  }

  #attribuant(ligne: LigneBudgetaire) {
    const nom = ligne.organisme === '' ? this.#matiere.jaune.enTete.collectivite : ligne.organisme;
    const trouve = this.#attribuants.get(plier(nom));
    if (trouve !== undefined) this.#servis.add(trouve.nom);
    return trouve;
  }

  /** What is said of a line, each key by the first that says it; its date by its reference before all. */
  #ditDe(part: PartDuTotal): PrecisionScdl {
    const { ligne } = part.affectation;
    const parReference = ligne.reference === '' ? undefined : this.#dates.get(plier(ligne.reference));
    if (parReference !== undefined) this.#servis.add(parReference.ecrite);
    const dites = this.#precisions.toutes(part);
    return Object.assign({}, ...dites.toReversed(), parReference === undefined ? {} : { date: parReference.date });
  }

  /** The whole of a grant is published, whatever the jaune counts of it. */
  #declarer(parts: readonly PartDuTotal[], attribue: Montant): void {
    const reste = montant(attribue - somme(parts.map(({ declarable }) => declarable ?? NUL)));
    for (const [rang, part] of parts.entries())
      this.#pont.declarer(
        part,
        rang === 0 && reste !== 0
          ? [
              {
                cle: 'reste_des_subventions',
                libelle: 'Reste des subventions partagées, publiées entières',
                centimes: montant(-reste),
              },
            ]
          : [],
      );
  }

  #ecrire(
    ligne: LigneBudgetaire,
    attribuant: { readonly nom: string; readonly siret: string },
    dit: PrecisionScdl,
    attribue: Montant,
    parts: readonly PartDuTotal[],
  ): Subvention {
    const { exercice, base } = this.#matiere.jaune.enTete;
    const { date = '', versement = '', conditions = '', notification_ue = '' } = dit;
    if (!date.startsWith(exercice)) this.#compte.autreAnnee += 1;
    const masque = ligne.beneficiaire.includes(NOM_MASQUE);
    if (masque) this.#compte.masques += 1;
    const siret = masque ? '' : this.#siret(ligne, dit);
    if (siret === '' && !masque) this.#compte.sansSiret += 1;
    const ecrit = this.#bloc.base === base ? (ligne.montantEcrit ?? attribue) : attribue;
    const part = partEnDecimales(attribue, ecrit);
    if (part === undefined) this.#compte.partsDites += 1;
    return {
      textes: {
        nomAttribuant: attribuant.nom,
        idAttribuant: attribuant.siret,
        dateConvention: date,
        referenceDecision: ligne.reference,
        nomBeneficiaire: ligne.beneficiaire,
        idBeneficiaire: siret,
        rnaBeneficiaire: masque ? '' : (dit.rna ?? ''),
        objet: this.#objet(ligne),
        nature: 'aide en numéraire',
        conditionsVersement: conditions,
        datesPeriodeVersement: versement,
        idRAE: dit.rae ?? '',
        notificationUE: notification_ue,
        pourcentageSubvention: part ?? '1.00',
        dispositifAide: dit.dispositif ?? '',
      },
      montant: part === undefined ? attribue : ecrit,
      attribue,
      parts,
    };
  }

  /** The number that the file gives, when it is one of an establishment; else the one that is declared. */
  #siret(ligne: LigneBudgetaire, { siret = '' }: PrecisionScdl): string {
    const recu = ligne.siret.replace(/\s/g, '');
    if (estUnSiret(recu)) return recu;
    if (recu !== '' && siret === '')
      this.#matiere.constats.ajouter({
        code: 'A-SIRET',
        lieu: { fichier: ligne.fichier, ligne: ligne.numero },
        message: `${citerValeur(ligne.siret)} n’est pas un SIRET : la subvention est publiée sans lui`,
        remede:
          recu.length === 9
            ? 'C’est la longueur d’un SIREN : écrivez les quatorze chiffres de l’établissement dans precisions, sous siret.'
            : 'Un SIRET a quatorze chiffres, dont le dernier est une clé : demandez-le à l’expéditeur, ou écrivez-le dans precisions, sous siret.',
      });
    return siret;
  }

  #objet({ libelle, actionLibelle, programmeLibelle }: LigneBudgetaire): string {
    const objet = libelle || actionLibelle || programmeLibelle;
    const signes = [...objet];
    const max = FORMULE.test(objet) ? OBJET_MAX - 1 : OBJET_MAX;
    if (signes.length <= max) return objet;
    this.#compte.coupes += 1;
    return `${signes.slice(0, max - 1).join('')}…`;
  }

  #noterLeManque(manque: Manque, ligne: LigneBudgetaire, parts: readonly PartDuTotal[]): void {
    const deja = this.#manques.get(manque) ?? { lignes: 0, centimes: 0, premiere: ligne };
    this.#manques.set(manque, deja);
    deja.lignes += 1;
    deja.centimes += somme(parts.map(({ retenu }) => retenu));
  }

  #signalerLesManques(): void {
    for (const [manque, { lignes, centimes, premiere }] of this.#manques)
      this.#matiere.constats.ajouter({
        code: 'A-SUBVENTIONS-INCOMPLETES',
        lieu: { fichier: premiere.fichier, ligne: premiere.numero },
        message: `${accord(lignes, 'subvention')} (${formaterEuros(montant(centimes))} au jaune) ${lignes === 1 ? 'n’est pas publiée' : 'ne sont pas publiées'} : rien ne dit ${MANQUES[manque].dit}${lignes === 1 ? '' : ' ; voici la première'}`,
        remede: `Écrivez-le dans ${MANQUES[manque].ou}.`,
      });
  }

  #signalerLesClesMuettes(): void {
    for (const cle of ['attribuants', 'dates'] as const)
      for (const nom of Object.keys(this.#bloc[cle]))
        if (!this.#servis.has(nom))
          this.#matiere.refuser(
            'A-DECLARATION-SANS-LIGNE',
            [cle, nom],
            `« ${nom} » n’est dit d’aucune ligne à déclarer`,
            cle === 'dates'
              ? 'Écrivez la référence comme la source l’écrit, ou retirez cette date.'
              : 'Écrivez le nom de l’organisme comme la source ou exercice.yaml l’écrit, ou retirez-le.',
            'cle',
          );
  }

  #remarques(nombre: number): string[] {
    const { coupes, sansSiret, masques, autreAnnee, partsDites } = this.#compte;
    const compter = (combien: number, suite: string) =>
      combien === 0 ? [] : [`${accord(combien, 'subvention')} ${suite}`];
    return [
      ...compter(nombre, 'dans le fichier ; les opérations exceptionnelles, hors du total, n’y sont pas'),
      ...compter(sansSiret, 'sans SIRET du bénéficiaire : le standard l’admet, et l’attend'),
      ...compter(masques, 'dont le bénéficiaire est une personne : son nom reste masqué, et aucun numéro n’est écrit'),
      ...compter(autreAnnee, 'dont la convention est d’une autre année que l’exercice'),
      ...compter(coupes, `dont l’objet passe ${OBJET_MAX} signes : il est coupé, et finit par « … »`),
      ...compter(
        partsDites,
        'dont la part ne s’écrit pas en décimales : le montant publié est celui de la ligne, à 100 %',
      ),
    ];
  }
}

function premierManque(dit: PrecisionScdl, ligne: LigneBudgetaire): Manque | undefined {
  if (dit.date === undefined) return 'date';
  if (dit.versement === undefined) return 'versement';
  if (dit.conditions === undefined) return 'conditions';
  if (dit.notification_ue === undefined) return 'notification_ue';
  if (ligne.beneficiaire === '') return 'beneficiaire';
  return ligne.libelle || ligne.actionLibelle || ligne.programmeLibelle ? undefined : 'objet';
}

/** The parts of each line, which follow one another. */
function parLigne(parts: readonly PartDuTotal[]): PartDuTotal[][] {
  const lignes: PartDuTotal[][] = [];
  for (const part of parts) {
    const derniere = lignes.at(-1);
    if (derniere?.[0]?.affectation === part.affectation) derniere.push(part);
    else lignes.push([part]);
  }
  return lignes;
}
