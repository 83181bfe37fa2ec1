import type { Candidate } from '../../classify/decisions/retrouver/choisir-les-candidates.ts';
import {
  type DescriptionDeLigne,
  ecrireImputation,
  type LigneDecrite,
  type LigneVue,
} from '../../classify/decisions/retrouver/ligne-decrite.ts';
import { RechercheDeLignes, type Sort } from '../../classify/decisions/retrouver/recherche-de-lignes.ts';
import { montant } from '../../domain/argent/montant.ts';
import { CHAMPS_TEXTE, type ChampTexte, champDe } from '../../domain/lignes/champs.ts';
import { TEXTES_NUS } from '../../domain/lignes/ligne-budgetaire.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { enumerer, formaterEuros } from '../../domain/textes/format.ts';
import { capitale, surUneLigne } from '../../domain/textes/texte.ts';
import { TITRES_DU_MONTANT } from '../../review/colonnes-de-revue.ts';
import { exigerQueLaPartTienne, type LigneActuelle } from '../../review/dire-les-lignes-changees.ts';
import { twinsReason } from './candidate-difference.ts';
import type { FiledDecision } from './read-decision-files.ts';

const LABEL_SHOWN = 80;
const CANDIDATES_SHOWN = 3;
const FIELD_NAMES: Readonly<Record<keyof DescriptionDeLigne, string>> = {
  imputation: 'l’imputation',
  beneficiaire: 'le bénéficiaire',
  lieu: 'le lieu',
  libelle: 'le libellé',
  montant: 'le montant',
};

interface SoughtRow extends LigneDecrite {
  readonly decided: FiledDecision;
}

/**
 * The search for the lines of rows that were filled, whose files may have changed since the export. One that is the same byte
 * for byte, once elsewhere, is theirs; what merely looks like it is shown, for the line to be read again.
 */
export class RowSearch {
  readonly #rows: readonly SoughtRow[];
  readonly #search: RechercheDeLignes<SoughtRow>;

  constructor(decidees: readonly FiledDecision[]) {
    this.#rows = decidees.map((decided) => ({ ...describeRow(decided), decided }));
    this.#search = new RechercheDeLignes(this.#rows);
  }

  readonly see: RechercheDeLignes<SoughtRow>['voir'] = (ligne, amount) => this.#search.voir(ligne, amount);

  /** Once all lines have passed: the lines that are elsewhere, by row; tells those that changed, are nowhere, or are less than their part. */
  conclude(current: ReadonlyMap<string, LigneActuelle>): ReadonlyMap<string, LigneVue> {
    const elsewhere = new Map<string, LigneVue>();
    const concludesAs = ({ decided: { ecrite } }: SoughtRow) =>
      composerCle(...Object.entries(ecrite).flatMap(([column, value]) => (column === 'ref' ? [] : [String(value)])));
    const fates = this.#search.conclure({ echangeables: (one, other) => concludesAs(one) === concludesAs(other) });
    for (const row of this.#rows) {
      const fate: Sort = fates.get(row) ?? { type: 'perdue' };
      const { decided } = row;
      if (fate.type === 'en_place') exigerQueLaPartTienne(decided, fate.ligne, decided.tell);
      else if (fate.type === 'certaine' && fate.pareil === 'octets') {
        exigerQueLaPartTienne(decided, fate.ligne, decided.tell);
        elsewhere.set(rowKey(decided), fate.ligne);
      } else tellUncertain(row, fate, row.etait === undefined ? current.get(row.ref) : undefined);
    }
    return elsewhere;
  }
}

/** What tells a row of a file from all others of an import. */
export function rowKey({ file, rangee }: Pick<FiledDecision, 'file' | 'rangee'>): string {
  return composerCle(file, String(rangee));
}

/** @param present the line that is where it was, of one of which nothing else is known */
function tellUncertain({ decided, ref, etait }: SoughtRow, fate: Sort, present: LigneActuelle | undefined): void {
  const { retirer, redecider } = decided.tell.gestes;
  const candidates: readonly Candidate[] =
    fate.type === 'changee' ? fate.candidates : fate.type === 'certaine' ? [{ lignes: [fate.ligne], differe: [] }] : [];
  const alike = fate.type === 'changee' ? fate.semblables : undefined;
  const former = etait === undefined ? '' : ` ; elle disait ${described(etait)}`;
  const now = candidates.slice(0, CANDIDATES_SHOWN).map(candidateText).join(' ; ou ');
  const shown =
    candidates.length === 0
      ? present === undefined
        ? `la ligne ${ref} n’est plus dans le dossier${former}`
        : `la ligne ${ref} n’est plus ce qu’elle était ; à cette place, maintenant, ${described({ libelle: present.ligne.libelle, beneficiaire: present.ligne.beneficiaire, montant: present.montant })}`
      : candidates.some(({ differe, lignes }) => differe.length === 0 && lignes.length === 1)
        ? `la ligne ${ref} ne se reconnaît pas : ${twinsReason(etait, alike)} ; maintenant, peut-être ${now}`
        : `la ligne ${ref} a changé depuis l’export${former} ; maintenant, peut-être ${now}`;
  decided.tell.rangee(
    'E-REVUE-LIGNE',
    decided.rangee,
    { rang: 0, contenu: ref },
    shown,
    candidates.length === 0 && present === undefined
      ? `${capitale(retirer)} ; si elle doit être là, remettez son fichier dans le dossier.`
      : `${capitale(redecider)} ; ou ${retirer}.`,
  );
}

function described({
  libelle,
  beneficiaire,
  montant: amount,
}: Pick<DescriptionDeLigne, 'libelle' | 'beneficiaire' | 'montant'>): string {
  const words = [libelle, beneficiaire].filter((text) => text !== '').join(' — ');
  return `« ${surUneLigne(words, LABEL_SHOWN)} », ${formaterEuros(amount)}`;
}

function candidateText({ lignes, differe }: Candidate): string {
  const lines = lignes.map((ligne) => `${ligne.ref} (${described(ligne)})`).join(' avec ');
  const names = enumerer(differe.map((field) => FIELD_NAMES[field]));
  return differe.length === 0 ? lines : `${lines}, où ${names} ${differe.length > 1 ? 'diffèrent' : 'diffère'}`;
}

/** What a row says of its line. */
function describeRow({
  ecrite: { ref, empreinte },
  dites,
  etait: shown,
  pareilles = Number.NaN,
}: FiledDecision): LigneDecrite {
  if (dites === undefined) return { ref, empreinte, etait: shown };
  const text = (field: ChampTexte) => dites.get(champDe(field).titre) ?? '';
  const texts = Object.fromEntries(
    (Object.keys(CHAMPS_TEXTE) as ChampTexte[]).flatMap((field) =>
      champDe(field).revue === undefined ? [] : [[CHAMPS_TEXTE[field], text(field)]],
    ),
  );
  const receipt = dites.get(TITRES_DU_MONTANT.recette) ?? '';
  const euros = Number(receipt === '' ? dites.get(TITRES_DU_MONTANT.depense) : receipt);
  const etait = {
    imputation: ecrireImputation({ ...TEXTES_NUS, norme: '', ...texts, sens: receipt === '' ? 'depense' : 'recette' }),
    beneficiaire: text('beneficiaire'),
    lieu: text('lieu'),
    libelle: text('libelle'),
    montant: montant(Number.isFinite(euros) ? Math.round(euros * 100) : 0),
    semblables: pareilles,
  };
  return { ref, empreinte, etait };
}
