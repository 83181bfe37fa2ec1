/** Counts again, from the jaune, what an address of the page asks for; shares no code with the page nor with its script. */
import type { Jaune } from '../../src/compile/jaune.ts';
import type { NomTable } from '../../src/compile/tables-decrites.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';
import { decideur } from '../../src/domain/verdict/verdict.ts';

/** The lines that an address selects, and the cents of each that count. */
export interface Recompte {
  /** Numbers of the lines, from 1. */
  readonly numeros: readonly number[];
  readonly centimes: readonly number[];
  readonly total: number;
}

type Part = Affectation['verdict']['parts'][number];
const DES_PARTS: readonly string[] = ['axe', 'domaine', 'territoire', 'pays', 'secteur', 'omd', 'odd'];

/** What `pays=senegal&verdict=tous` asks for; `texte` and `tri` are left out of account. */
export function recompter(jaune: Jaune, adresse: string): Recompte {
  const criteres = new URLSearchParams(adresse);
  const place = criteres.get('verdict') ?? 'internationale';
  const exclusions = nommerLesExclusions(jaune, adresse);
  const numeros: number[] = [];
  const centimes: number[] = [];
  for (const [rang, affectation] of jaune.lignes.entries()) {
    const tenues = affectation.verdict.parts.flatMap((part, numero) => {
      const tient = [...criteres].every(([champ, valeur]) => {
        if (champ === 'texte' || champ === 'tri') return true;
        if (champ === 'verdict') return place === 'tous' || part.place === place;
        if (champ === 'exclusion') return exclusions.has(cleDExclusion(affectation));
        return tenir(jaune, { rang, affectation, part }, champ, valeur);
      });
      const comptee = criteres.has('verdict') || part.place === place;
      return tient && comptee ? [affectation.montants[numero] ?? 0] : [];
    });
    if (tenues.length === 0) continue;
    numeros.push(rang + 1);
    centimes.push(tenues.reduce((somme, montant) => somme + montant, 0));
  }
  return { numeros, centimes, total: centimes.reduce((somme, montant) => somme + montant, 0) };
}

function tenir(
  { tables, enTete, volets }: Jaune,
  { rang, affectation, part }: { rang: number; affectation: Affectation; part: Part },
  champ: string,
  valeur: string,
): boolean {
  if (champ === 'pilote') return part.secteur === enTete.secteurPilote ? valeur === 'oui' : valeur === 'non';
  if (champ === 'recu') return valeur === 'pilote' && affectation.ligne.secteur === enTete.secteurPilote;
  if (champ in DECISIONS) return DECISIONS[champ as keyof typeof DECISIONS](affectation) === valeur;
  if (champ in FLUX) return FLUX[champ as keyof typeof FLUX](affectation, enTete) === valeur;
  if (champ in LIENS) return LIENS[champ as keyof typeof LIENS](affectation, enTete) === valeur;
  const ajoute = volets.flatMap(({ champs }) => champs).find(({ nom }) => champ === `volet-${nom}`);
  if (ajoute) return ajoute.lire(affectation) === valeur;
  const rangee = tables.find(({ nom }) => nom === champ)?.rangees.find(({ nom }) => nom === valeur);
  if (rangee === undefined) return false;
  return DES_PARTS.includes(champ) ? part[champ as keyof Part] === rangee.cle : rangee.lignes.includes(rang);
}

/** What addresses ask of who decided. */
const DECISIONS = {
  decide_par: ({ verdict }: Affectation) =>
    ({ regle: 'regle', decision: 'personne' })[verdict.decisive.auteur.type as string] ?? 'rien',
  couverture: ({ verdict: { decisive, examen, signaux } }: Affectation) => {
    if (['regle', 'decision'].includes(decisive.auteur.type)) return '';
    const memoire = examen?.suggestion?.conclusion;
    if (memoire !== undefined) return memoire === 'internationale' ? 'suggereesOui' : 'suggereesNon';
    return signaux.length > 0 ? 'signalees' : 'silencieuses';
  },
  decideur: ({ verdict }: Affectation) => {
    const signee = verdict.reponses.map(({ auteur }) => auteur).find(({ type }) => type === 'decision');
    return signee?.type === 'decision' ? enNom(signee.auteur) : '';
  },
};

/** What addresses ask of flows between bodies, of expenses. */
const FLUX = {
  flux: ({ verdict }: Affectation) => verdict.flux?.organisme ?? '',
  genre_de_flux: ({ verdict }: Affectation) => verdict.flux?.genre ?? '',
  consolide: ({ verdict }: Affectation) => (verdict.flux && verdict.place === 'exclue' ? 'non' : 'oui'),
  bout: ({ ligne, verdict }: Affectation, { organismes }: Jaune['enTete']) => {
    const cible = organismes.liste.find(({ id }) => id === verdict.flux?.organisme);
    if (cible === undefined) return '';
    return [cible.nom, ...cible.alias].includes(ligne.organisme) ? 'detail' : 'verse';
  },
  porteur: ({ ligne }: Affectation, { organismes }: Jaune['enTete']) =>
    organismes.liste.find(({ nom, alias }) => [nom, ...alias].includes(ligne.organisme))?.id ?? enNom(ligne.organisme),
};

/** What addresses ask of the operation to which a line is tied, by who answers or by its own column, and of gross and net. */
const LIENS = {
  operation: ({ ligne, verdict }: Affectation, { operations }: Jaune['enTete']) => {
    const dite = verdict.rattachement?.operation || ligne.operation;
    const declaree = operations.liste.find(({ id, libelle }) => id === dite || enNom(libelle) === enNom(dite));
    return declaree === undefined ? 'sans-operation' : enNom(declaree.id);
  },
  montant_est: ({ ligne, verdict }: Affectation) =>
    [verdict.rattachement?.montantEst, ligne.montantEst].find(Boolean) === 'net' ? 'net' : 'brut',
};

function enNom(texte: string): string {
  return texte
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}

function cleDExclusion({ verdict }: Affectation): string {
  return verdict.place === 'exclue' ? `${decideur(verdict.decisive)} ${verdict.decisive.motif}` : '';
}

/** The reasons to leave out that an address means: their names are those of rules, or begin the words of a decision. */
function nommerLesExclusions({ exclusions }: Jaune, adresse: string): ReadonlySet<string> {
  const [, valeur = ''] = /(?:^|&)exclusion=([^&]*)/.exec(adresse) ?? [];
  const simple = (texte: string) =>
    texte
      .normalize('NFD')
      .replace(/[^a-zA-Z0-9]/g, '')
      .toLowerCase();
  return new Set(
    exclusions
      .filter(({ decideur: qui, motif }) => {
        const nom = simple(qui === 'arbitrage' ? motif : qui);
        return valeur.length < 50 ? nom === simple(valeur) : nom.startsWith(simple(valeur));
      })
      .map(({ decideur: qui, motif }) => `${qui} ${motif}`),
  );
}

/** The names that the rows of a table have in addresses. */
export function nomsDe({ tables }: Jaune, table: NomTable): string[] {
  return tables.find(({ nom }) => nom === table)?.rangees.map(({ nom }) => nom) ?? [];
}
