import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { Descripteur, type LigneDecrite } from '../../src/classify/decisions/retrouver/ligne-decrite.ts';
import { RechercheDeLignes, type Sort } from '../../src/classify/decisions/retrouver/recherche-de-lignes.ts';
import { montantSur } from '../../src/compile/partition.ts';
import { type Montant, montant } from '../../src/domain/argent/montant.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { CHAMPS_TEXTE, TEXTES_PROPRES } from '../../src/domain/lignes/champs.ts';
import { Ligne, type LigneBudgetaire, referenceDe } from '../../src/domain/lignes/ligne-budgetaire.ts';
import { parcourirLesLignes } from '../../src/edition/parcourir-les-lignes.ts';
import { preparer } from '../../src/edition/preparation.ts';

const GRAINES = 500;
const DECIDEES_PAR_SOURCE = 3;

/** A line of a file that was sent again, and the line of the first file that it truly is. */
interface Renvoyee {
  readonly vraie: LigneBudgetaire | undefined;
  readonly ligne: LigneBudgetaire;
  readonly retouche: 'aucune' | 'libelle' | 'montant' | 'lieu' | 'ailleurs' | 'morceau' | 'ajoutee';
}

type Decidee = LigneDecrite & { readonly vraie: LigneBudgetaire; readonly conclusion: string };

let parSource: ReadonlyMap<string, readonly LigneBudgetaire[]>;
let semblables: ReadonlyMap<string, number>;
/** Lines that have a twin, byte for byte. */
let jumelles: readonly LigneBudgetaire[];
const descripteur = new Descripteur();

beforeAll(async () => {
  const preparation = await preparer('data/2012', new Constats());
  const sources = new Map<string, LigneBudgetaire[]>();
  await parcourirLesLignes(preparation, (vue) => {
    const lignes = sources.get(vue.fichier) ?? [];
    sources.set(vue.fichier, lignes);
    lignes.push(refaire(vue, {}));
  });
  parSource = sources;
  const comptes = new Map<string, number>();
  for (const ligne of [...sources.values()].flat()) comptes.set(dite(ligne), (comptes.get(dite(ligne)) ?? 0) + 1);
  semblables = comptes;
  const octets = new Map<string, number>();
  for (const { empreinte } of [...sources.values()].flat()) octets.set(empreinte, (octets.get(empreinte) ?? 0) + 1);
  jumelles = [...sources.values()].flat().filter(({ empreinte }) => (octets.get(empreinte) ?? 0) > 1);
  expect(jumelles.length).toBeGreaterThan(0);
});

describe('les décisions suivent leurs lignes', () => {
  it(`${GRAINES} renvois de toutes les sources de data/2012 : aucune décision ne passe sur une autre ligne`, () => {
    const compte = { en_place: 0, certaine: 0, changee: 0, perdue: 0 };
    const proposees = { oui: 0, non: 0 };
    const fautes: string[] = [];
    for (let graine = 1; graine <= GRAINES; graine++) {
      const hasard = tirer(graine);
      const decidees = decider(hasard);
      const renvoyees = renvoyer(hasard);
      const parRef = new Map(renvoyees.map((renvoyee) => [referenceDe(renvoyee.ligne), renvoyee]));
      const parVraie = new Map<LigneBudgetaire | undefined, Renvoyee[]>();
      for (const renvoyee of renvoyees)
        parVraie.set(renvoyee.vraie, [...(renvoyee.vraie ? (parVraie.get(renvoyee.vraie) ?? []) : []), renvoyee]);
      const recherche = new RechercheDeLignes(decidees);
      for (const { ligne } of renvoyees) recherche.voir(ligne, centimes(ligne));
      const sorts = recherche.conclure({ echangeables: (une, autre) => une.conclusion === autre.conclusion });
      const tenues = new Set<string>();
      for (const [decidee, sort] of sorts) {
        compte[sort.type] += 1;
        const restent = parVraie.get(decidee.vraie) ?? [];
        const siennes = decidees.filter(
          ({ empreinte, conclusion }) => empreinte === decidee.empreinte && conclusion === decidee.conclusion,
        );
        fautes.push(
          ...juger(decidee, siennes, sort, restent, parRef, tenues).map((faute) => `graine ${graine} : ${faute}`),
        );
        if (sort.type !== 'changee' || restent.length === 0) continue;
        const offertes = new Set(sort.candidates.flatMap(({ lignes }) => lignes.map(({ ref }) => ref)));
        proposees[restent.some(({ ligne }) => offertes.has(referenceDe(ligne))) ? 'oui' : 'non'] += 1;
      }
      expect(sorts.size).toBe(decidees.length);
    }
    console.log(
      `${GRAINES} renvois : ${compte.en_place} décisions en place, ${compte.certaine} certaines, ${compte.changee} changées, ${compte.perdue} perdues ; parmi les changées dont la ligne est encore là, la bonne est proposée ${proposees.oui} fois sur ${proposees.oui + proposees.non}`,
    );
    expect(fautes).toEqual([]);
    expect(Math.min(...Object.values(compte))).toBeGreaterThan(GRAINES / 2);
    expect(proposees.oui / (proposees.oui + proposees.non)).toBeGreaterThan(0.95);
  });
});

/** What is wrong with what became of a decision: nothing, when its line is what it was, or is left to a person. */
function juger(
  { vraie, empreinte }: Decidee,
  siennes: readonly Decidee[],
  sort: Sort,
  restent: readonly Renvoyee[],
  parRef: ReadonlyMap<string, Renvoyee>,
  tenues: Set<string>,
): string[] {
  const intacte = restent.find(({ ligne }) => ligne.empreinte === empreinte);
  if (sort.type === 'en_place' || sort.type === 'certaine') {
    const posee = parRef.get(sort.ligne.ref);
    const deja = tenues.has(sort.ligne.ref);
    tenues.add(sort.ligne.ref);
    if (deja) return [`deux décisions sur ${sort.ligne.ref}`];
    // What stands where it stood, byte for byte, is the same line for anybody.
    if (sort.type === 'en_place' && posee?.ligne.empreinte === empreinte) return [];
    // Of two twins of which the same was decided, each may take the line of the other.
    const admises = new Set(siennes.map((sienne) => sienne.vraie));
    if (posee?.vraie && admises.has(posee.vraie) && posee.retouche !== 'morceau') return [];
    return [`${referenceDe(vraie)} posée sur ${sort.ligne.ref} (${sort.type})`];
  }
  if (sort.type === 'perdue') return intacte ? [`${referenceDe(vraie)} perdue, alors qu’elle est là`] : [];
  return sort.candidates.length === 0 ? [`${referenceDe(vraie)} changée, sans rien proposer`] : [];
}

function decider(hasard: () => number): Decidee[] {
  return [...parSource.values()].flatMap((lignes) => {
    const prises = new Set(Array.from({ length: DECIDEES_PAR_SOURCE }, () => parmi(lignes, hasard)));
    if (jumelles.some((jumelle) => lignes.includes(jumelle)))
      prises.add(
        parmi(
          jumelles.filter((jumelle) => lignes.includes(jumelle)),
          hasard,
        ),
      );
    return [...prises].map((vraie) => ({
      vraie,
      ref: referenceDe(vraie),
      empreinte: vraie.empreinte,
      conclusion: parmi(['oui', 'non'], hasard),
      etait: {
        ...descripteur.decrire(vraie, centimes(vraie)),
        semblables: (semblables.get(dite(vraie)) ?? 1) - 1,
      },
    }));
  });
}

/** Every source as its sender may send it again. */
function renvoyer(hasard: () => number): Renvoyee[] {
  return [...parSource].flatMap(([fichier, lignes]) => {
    let suite: Renvoyee[] = lignes.flatMap((ligne) => retoucher(ligne, hasard));
    if (hasard() < 0.5) {
      const [debut, fin] = [Math.floor(hasard() * suite.length), Math.floor(hasard() * suite.length)].sort(
        (a, b) => a - b,
      );
      const bloc = suite.slice(debut, fin);
      suite = [...suite.slice(0, debut), ...suite.slice(fin), ...bloc];
    }
    const nom = hasard() < 0.3 ? fichier.replace(/\.(\w+)/, '-v2.$1') : fichier;
    return suite.map(({ ligne, ...reste }, rang) => ({
      ...reste,
      ligne: refaire(ligne, { fichier: nom, numero: rang + 2 }),
    }));
  });
}

function retoucher(ligne: LigneBudgetaire, hasard: () => number): Renvoyee[] {
  const sort = hasard();
  const intacte: Renvoyee = { vraie: ligne, ligne, retouche: 'aucune' };
  const mot = `n° ${Math.floor(hasard() * 900) + 100}`;
  const changee = (retouche: Renvoyee['retouche'], quoi: Changement): Renvoyee => ({
    vraie: ligne,
    ligne: refaire(ligne, { ...quoi, empreinte: empreinteDe(ligne, quoi) }),
    retouche,
  });
  if (sort < (jumelles.includes(ligne) ? 0.2 : 0.03)) return [];
  if (sort > 0.8 && jumelles.includes(ligne)) return [changee('ailleurs', { autre: mot })];
  if (sort < 0.06) return [changee('libelle', { libelle: `${ligne.libelle} ${mot}` })];
  if (sort < 0.09)
    return [changee('montant', { centimes: montant(centimes(ligne) + Math.floor(hasard() * 99_999) + 1) })];
  if (sort < 0.12) return [changee('lieu', { lieu: ligne.lieu === '' ? 'Bamako' : '' })];
  // A field that is not kept of a line, or the order of columns: all that is kept says the same.
  if (sort < 0.15) return [changee('ailleurs', { autre: mot })];
  if (sort < 0.18 && Math.abs(centimes(ligne)) > 3) {
    const part = montant(Math.trunc(centimes(ligne) * (0.2 + 0.6 * hasard())));
    const reste = montant(centimes(ligne) - part);
    return [part, reste].map((morceau, rang) =>
      changee('morceau', {
        centimes: morceau,
        libelle: hasard() < 0.5 ? ligne.libelle : `${ligne.libelle}, partie ${rang + 1}`,
      }),
    );
  }
  if (sort < 0.23) {
    const nouvelle = {
      libelle: `${ligne.libelle} ${mot}`,
      centimes: montant(centimes(ligne) + Math.floor(hasard() * 1e7) + 7),
    };
    return [
      {
        vraie: undefined,
        ligne: refaire(ligne, { ...nouvelle, empreinte: empreinteDe(ligne, nouvelle) }),
        retouche: 'ajoutee',
      },
      intacte,
    ];
  }
  // Sent twice by mistake.
  if (sort < 0.24) return [intacte, { vraie: undefined, ligne, retouche: 'ajoutee' }];
  return [intacte];
}

interface Changement {
  readonly fichier?: string;
  readonly numero?: number;
  readonly empreinte?: string;
  readonly libelle?: string;
  readonly lieu?: string;
  readonly centimes?: Montant;
  readonly autre?: string;
}

function refaire(ligne: LigneBudgetaire, quoi: Changement): LigneBudgetaire {
  const { imputation, fichier, numero, empreinte, exercice, montants, coutTotal, montantEcrit } = ligne;
  const textes = TEXTES_PROPRES.map(
    (champ) => (champ === 'libelle' || champ === 'lieu' ? quoi[champ] : undefined) ?? ligne[CHAMPS_TEXTE[champ]],
  );
  return new Ligne({
    imputation,
    fichier: quoi.fichier ?? fichier,
    numero: quoi.numero ?? numero,
    empreinte: quoi.empreinte ?? empreinte,
    exercice,
    textes,
    montants: quoi.centimes === undefined ? montants : { ...montants, engagements: quoi.centimes },
    coutTotal,
    montantEcrit,
  });
}

function empreinteDe({ empreinte }: LigneBudgetaire, quoi: Changement): string {
  return createHash('sha256')
    .update(`${empreinte} ${JSON.stringify(quoi)}`)
    .digest('hex')
    .slice(0, 16);
}

function centimes(ligne: LigneBudgetaire): Montant {
  return montantSur(ligne, 'engagements');
}

function dite(ligne: LigneBudgetaire): string {
  return JSON.stringify(descripteur.decrire(ligne, centimes(ligne)));
}

function parmi<T>(liste: readonly T[], hasard: () => number): T {
  return liste[Math.floor(hasard() * liste.length)] as T;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function tirer(graine: number): () => number {
  let etat = graine;
  return () => {
    etat = (etat + 0x6d2b79f5) | 0;
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
