/** The jaunes on which the renderers are tried: an ordinary one, one whose texts are hostile, one of any size. */

import type { Jaune } from '../../src/compile/jaune.ts';
import { Secteurs } from '../../src/domain/dossier/secteurs.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';
import { assembler, type Matiere } from './jaune-fabrique.ts';
import { MATIERE } from './jaune-matiere.ts';

/** A jaune of 17 lines received, 16 named in the documents: shares, a split line, a cancelled one, two bases. */
export function jauneExemple(): Jaune {
  return assembler(MATIERE);
}

/** What markup, formulas, scripts, terminals and readers would take for something else than a text. */
export const HOSTILES = [
  '<img src=x onerror=alert(1)>',
  '=1+1',
  `"'\`&amp;</td></style></script><script>alert(2)</script>`,
  '\u202Etxet desrever\u202C \u2067x',
  '+cmd|calc!A1',
  '<!-- <script>',
  'nul \u0000 et cloche \u0007',
  '{{{html}}} {{> texte}} \\u003c',
  `long${'mot'.repeat(120)}`,
  ']]></svg><a href="javascript:alert(3)">',
] as const;

/** Texts that become names which every object of JavaScript has. */
const NOMS_D_OBJETS: ReadonlyMap<string, string> = new Map([
  ['Culture', '__proto__'],
  ['933', 'constructor'],
  ['312', '__proto__'],
  ['culture-etranger', '__proto__'],
  ['bureaux-etranger', 'constructor'],
  ['CAN', '__proto__'],
  ['CHN', 'constructor'],
  ['jeunesse', '__proto__'],
  ['export', 'constructor'],
  ['amerique-nord', '__proto__'],
  ['HP 91-004', 'constructor'],
  ['Institut français', '__proto__'],
]);

/**
 * The same jaune with something hostile before every text, and names of objects for a sector, codes, a country, rules;
 * equal texts stay equal.
 */
export function jauneHostile(): Jaune {
  const connus = new Map<string, string>();
  const texte = (valeur: string) => {
    const connu = connus.get(valeur) ?? `${HOSTILES[connus.size % HOSTILES.length]} ${valeur}`;
    connus.set(valeur, connu);
    return connu;
  };
  const hostile = (valeur: unknown, cle: string): unknown => {
    if (typeof valeur === 'string') {
      const nomDObjet = NOMS_D_OBJETS.get(valeur);
      if (nomDObjet !== undefined) return nomDObjet;
      return STRUCTURELS.has(cle) || valeur === '' ? valeur : texte(valeur);
    }
    if (valeur instanceof Map)
      return new Map([...valeur].map(([nom, element]) => [NOMS_D_OBJETS.get(nom) ?? nom, hostile(element, '')]));
    if (Array.isArray(valeur)) return valeur.map((element) => hostile(element, cle));
    if (typeof valeur === 'object' && valeur !== null)
      return Object.fromEntries(Object.entries(valeur).map(([nom, element]) => [nom, hostile(element, nom)]));
    return valeur;
  };
  const matiere = hostile(MATIERE, '') as Matiere;
  const secteurs = new Secteurs(matiere.enTete.secteurPilote);
  const { operations, organismes } = MATIERE.enTete;
  return assembler({ ...matiere, enTete: { ...matiere.enTete, secteurs, operations, organismes } });
}

/** What is an identifier of the program, not a text that somebody wrote. */
const STRUCTURELS = new Set([
  'base',
  'dateEdition',
  'exercice',
  'norme',
  'place',
  'question',
  'dimension',
  'dimensions',
  'type',
  'nom',
  'sens',
  'mouvement',
  'section',
  'sha256',
  'empreinte',
  'axe',
  'domaine',
  'territoire',
  'pays',
  'encodage',
  'date',
]);

/** What the lines of data/2012 weigh on average, in characters: the made-up ones are not lighter. */
const LONGUEURS = { libelle: 76, beneficiaire: 30, motif: 84 } as const;
const REMPLISSAGE = ' au titre du programme de coopération et de rayonnement de la Région pour l’exercice en cours';

/**
 * A jaune of any size, the example's retained lines over and over, under other numbers and names; to measure the renderers.
 * Lines come file by file, as sectors send them, and those of one programme follow each other.
 */
export function jauneSynthetique(lignesRetenues: number): Jaune {
  const retenues = MATIERE.affectations.filter(({ verdict }) => verdict.place === 'internationale');
  const affectations = Array.from({ length: lignesRetenues }, (_, rang): Affectation => {
    const modele = retenues[Math.floor((rang * retenues.length) / lignesRetenues)];
    if (!modele) throw new Error('aucune ligne retenue');
    const { ligne, verdict } = modele;
    const numero = rang + 2;
    const decisive = { ...verdict.decisive, motif: allonger(verdict.decisive.motif, LONGUEURS.motif) };
    return {
      ...modele,
      verdict: { ...verdict, decisive },
      ligne: {
        ...ligne,
        numero,
        programme: `HP 048-${String(Math.floor((rang * 120) / lignesRetenues)).padStart(3, '0')}`,
        programmeLibelle: 'Animation régionale',
        nature: '65734',
        reference: `CP 12-${rang}`,
        libelle: allonger(`${ligne.libelle}, convention n° ${numero}`, LONGUEURS.libelle),
        beneficiaire: allonger(`Bénéficiaire ${Math.floor(rang / 2)}`, LONGUEURS.beneficiaire),
      },
    };
  });
  return assembler({ ...MATIERE, affectations });
}

function allonger(texte: string, longueur: number): string {
  return texte + REMPLISSAGE.slice(0, Math.max(0, longueur - texte.length));
}
