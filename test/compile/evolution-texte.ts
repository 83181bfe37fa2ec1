/** An evolution written down to be read beside the lines that it comes from. */
import type { ActionComparee, Evolution, Variation } from '../../src/compile/evolution/evolution.ts';

const deux = ({ avant, maintenant, ecart }: Variation) => `${avant} → ${maintenant} (${ecart})`;

/** One variation, row or action a line; amounts in cents. */
export function ecrireEvolution(evolution: Evolution): string {
  if (!evolution.comparable) return `${evolution.exercice}, ${evolution.base}\n${evolution.raison}\n`;
  const { synthese, piloteConnu, illustratif, perimetre, tables, actions, comptes, probables } = evolution;
  const apports = (titre: string, liste: typeof perimetre.arrives) =>
    liste.map(
      ({ organisme, secteur, montant, actions: nombre }) =>
        `  ${titre} ${organisme}, ${secteur} : ${montant}, actions ${nombre}`,
    );
  return [
    `${evolution.exercice}, ${evolution.base}, illustratif : ${illustratif}${piloteConnu ? '' : ', pilote inconnu'}`,
    ...Object.entries(synthese).map(([nom, figure]) => `  ${nom} ${deux(figure)}`),
    'perimetre',
    `  constant ${deux(perimetre.constant)}`,
    ...apports('arrive', perimetre.arrives),
    ...apports('part', perimetre.partis),
    ...tables.flatMap((table) => [
      `${table.nom} ${deux(table)}`,
      ...table.rangees.map(
        (rangee) =>
          `  ${rangee.libelle} [${rangee.nom ?? '-'}] ${rangee.presence} ${deux(rangee)} lignes ${rangee.lignes.join(',') || '-'}, illustratif : ${rangee.illustratif}`,
      ),
    ]),
    ...Object.entries(comptes).map(([nom, compte]) => `${nom} ${compte.actions} ${deux(compte)}`),
    `probables ${probables}`,
    ...actions.map(ecrireAction),
    '',
  ].join('\n');
}

function ecrireAction(action: ActionComparee): string {
  const { etat, rapprochement, indice, libelle, beneficiaire, secteurs, pays, ligne, precedente } = action;
  return [
    `  ${[etat, rapprochement, indice].filter((mot) => mot !== undefined).join(' ')}`,
    `${libelle} / ${beneficiaire}`,
    secteurs.join(', '),
    pays.join(', '),
    deux(action),
    `ligne ${ligne ?? '-'}${action.illustratif ? ' illustrative' : ''}`,
    `avant ${precedente ? `${precedente.ref} ${precedente.libelle}` : '-'}${precedente?.illustratif ? ' illustrative' : ''}`,
    action.emetteurConstant ? 'émetteur constant' : 'émetteur d’une seule année',
  ].join(' | ');
}
