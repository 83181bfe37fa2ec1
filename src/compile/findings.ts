import type { Constats } from '../domain/constat.ts';
import { formaterEntier, formaterEuros } from '../domain/format.ts';
import { type Montant, montant } from '../domain/montant.ts';
import type { Jaune } from './jaune.ts';
import { signalRuleFindings } from './rule-findings.ts';

/** Tells what the compile shows that nobody wrote: rules that never speak or disagree, lines that are twins. */
export function signalFindings(jaune: Jaune, constats: Constats): void {
  signalRuleFindings(jaune, constats);
  signalerJumelles(jaune, constats);
}

/** Twins whose place is given; the others are counted. */
const JUMELLES_NOMMEES = 10;

/** Identical lines may be distinct grants: told, never dropped. */
function signalerJumelles(jaune: Jaune, constats: Constats): void {
  const vues = new Map<string, { fichier: string; nombre: number; chacune: Montant; lignes: number[] }>();
  for (const { ligne, verdict, montant: chacune } of jaune.lignes) {
    if (verdict.place === 'exclue' || verdict.place === 'non_examinee') continue;
    const cle = `${ligne.fichier} ${ligne.empreinte}`;
    const vue = vues.get(cle);
    if (!vue) {
      vues.set(cle, { fichier: ligne.fichier, nombre: 1, chacune, lignes: [ligne.numero] });
      continue;
    }
    vue.nombre += 1;
    if (vue.lignes.length < JUMELLES_NOMMEES) vue.lignes.push(ligne.numero);
  }
  for (const { fichier, nombre, chacune, lignes } of vues.values())
    if (nombre > 1)
      constats.ajouter({
        code: 'A-LIGNES-IDENTIQUES',
        lieu: { fichier, ligne: lignes[0] ?? 1 },
        message: `cette ligne retenue est là ${formaterEntier(nombre)} fois : lignes ${lignes.join(', ')}${nombre > lignes.length ? '…' : ''} du fichier ; ${formaterEuros(montant(chacune * nombre))} sont comptés, dont ${formaterEuros(montant(chacune * (nombre - 1)))} de trop s’il s’agit d’un doublon`,
        remede:
          'Deux subventions peuvent se ressembler : toutes sont comptées. Vérifiez qu’il ne s’agit pas d’un doublon.',
      });
}
