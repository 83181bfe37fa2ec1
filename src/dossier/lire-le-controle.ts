import { BASES, type Base } from '../domain/argent/base.ts';
import type { Chemin, Signaler } from '../domain/constats/constat.ts';
import type { Annonce, ControleDeclare } from '../domain/dossier/source-declaree.ts';
import { enumerer } from '../domain/textes/format.ts';
import type { YamlDocument } from '../files/yaml-document.ts';
import type { AnnonceEcrite, SourceEcrite } from './schema-exercice.ts';

const SENS = ['depenses', 'recettes'] as const;

/** Reads what the sender announced; an amount alone is of the base of the dossier. */
export function lireLeControle(
  ecrit: NonNullable<SourceEcrite['controle']>,
  chemin: Chemin,
  document: YamlDocument,
  base: Base,
): ControleDeclare {
  const lire = (annonce: AnnonceEcrite, ou: Chemin): Annonce => ({
    ...(annonce.lignes === undefined ? {} : { lignes: annonce.lignes }),
    montants: Object.fromEntries(BASES.flatMap((lue) => (annonce[lue] === undefined ? [] : [[lue, annonce[lue]]]))),
    ...document.place(ou),
  });
  const parSens = SENS.flatMap((sens) => {
    const dit = ecrit[sens];
    return dit === undefined ? [] : [[sens, lire(typeof dit === 'object' ? dit : { [base]: dit }, [...chemin, sens])]];
  });
  return { ...lire(ecrit, chemin), ...Object.fromEntries(parSens) };
}

/** A sum of a base that no column of the file gives could only be compared with nothing. */
export function verifierLesBasesDuControle(
  { controle, montants_nommes: nommes }: SourceEcrite,
  donnees: readonly Base[],
  refuser: Signaler,
): void {
  if (controle === undefined) return;
  const verifier = (annonce: object, ou: Chemin) => {
    for (const base of BASES) {
      if (!Object.hasOwn(annonce, base) || donnees.includes(base)) continue;
      const gardee = `la source ne donne pas « ${base} » : ses lignes sont en ${enumerer(donnees)}`;
      const annoncer = `Annoncez ses ${enumerer(donnees)}, que le secteur connaît, à la place de ${base}, ou retirez ${base}`;
      refuser(
        [...ou, base],
        gardee,
        nommes === undefined
          ? `${annoncer}. Si le fichier a une colonne de cette base, écrivez son titre sous montants : ${base}.`
          : `${annoncer} : de montants_nommes, seule la base du dossier est comptée.`,
        'cle',
      );
    }
  };
  verifier(controle, ['controle']);
  for (const sens of SENS) if (typeof controle[sens] === 'object') verifier(controle[sens], ['controle', sens]);
}
