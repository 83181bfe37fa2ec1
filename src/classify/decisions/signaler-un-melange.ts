import type { Constats } from '../../domain/constats/constat.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { surUneLigne } from '../../domain/textes/texte.ts';
import type { Decision } from './decision.ts';
import type { DescriptionDeLigne } from './retrouver/ligne-decrite.ts';

const SIGNES_MONTRES = 80;

/** Tells a decision whose row describes another line than its own. */
export function signalerUnMelange(decision: Decision, ligne: DescriptionDeLigne, constats: Constats): void {
  const { etait, ref, lieu } = decision;
  constats.ajouter({
    code: 'E-ARBITRAGE-MELANGE',
    lieu,
    message: `cette rangée mélange deux lignes : sa référence et son empreinte sont celles de ${ref} (${dire(ligne)}), ses colonnes ligne_… en décrivent une autre (${etait ? dire(etait) : ''})`,
    remede:
      'Reprenez le fichier d’avant, ou remettez à chaque rangée ce qui est à elle. Si tout le reste de la rangée est bien de cette ligne, videz ses colonnes ligne_…',
  });
}

function dire({ libelle, beneficiaire, montant }: DescriptionDeLigne): string {
  const mots = [libelle, beneficiaire].filter((texte) => texte !== '').join(' · ');
  return `« ${surUneLigne(mots, SIGNES_MONTRES)} », ${formaterEuros(montant)}`;
}
