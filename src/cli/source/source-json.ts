import { CHAMPS_TEXTE } from '../../domain/champs.ts';
import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import type { Avis } from '../../formats/regard.ts';
import type { BlocPropose } from '../../inspect/inspecter-source.ts';
import { findingsJson } from '../findings-json.ts';

/** A proposal for machines. */
export function sourceJson({ proposition, regard, bloc, lecture }: BlocPropose) {
  const { cadre, avisDuFormat, valeurs, ...reste } = proposition;
  return {
    yaml: `${bloc.join('\n')}\n`,
    regard,
    ...reste,
    avisDuFormat: enObjet(avisDuFormat),
    valeurs: Object.fromEntries([...valeurs].map(([champ, mots]) => [champ, Object.fromEntries(mots)])),
    cadre: { ...cadre, avis: enObjet(cadre.avis) },
    lecture: lecture && {
      lignes: lecture.lue.lignes,
      centimes: lecture.lue.montants,
      misesAEcart: lecture.lue.misesAEcart,
      sha256: lecture.lue.sha256,
      exemples: lecture.lignes.map(enChamps),
      ...findingsJson(lecture.constats),
    },
  };
}

/** A line, field by field. */
function enChamps(ligne: LigneBudgetaire) {
  const { fichier, numero, empreinte, exercice, montants, coutTotal } = ligne;
  const textes = Object.values(CHAMPS_TEXTE).map((propriete) => [propriete, ligne[propriete]]);
  return { fichier, numero, empreinte, exercice, ...Object.fromEntries(textes), montants, coutTotal };
}

/** What is guessed and why, without what it was guessed with. */
function enObjet(avis: ReadonlyMap<string, Avis>): Record<string, Avis> {
  return Object.fromEntries([...avis].map(([cle, { confiance, raisons }]) => [cle, { confiance, raisons }]));
}
