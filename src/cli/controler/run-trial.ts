import { prepare } from '../../edition.ts';
import { coloursFor } from '../colours.ts';
import { findingsJson, printJson, printJsonWithList } from '../findings-json.ts';
import { withFindings } from '../with-findings.ts';
import { type Essai, type EssaiImpossible, type Mesure, measureTrial } from './measure-trial.ts';
import { writeTable } from './rules-text.ts';
import { movementJson, trialJson } from './trial-json.ts';
import { DEPLACEMENTS_MONTRES, writeDifference } from './trial-text.ts';

const USAGE = 2;

/** `jaune controler --sans … --avec …`: what other rules would change, line by line and in euros. Writes nothing. */
export async function runTrial(
  dossier: string,
  essai: Essai,
  options: { readonly json?: boolean; readonly regles?: boolean },
): Promise<number> {
  let impossible: EssaiImpossible | undefined;
  const code = await withFindings(options, async (constats) => {
    const preparation = await prepare(dossier, constats);
    const aGarder = options.json ? Number.POSITIVE_INFINITY : DEPLACEMENTS_MONTRES;
    const mesure = await measureTrial(preparation, essai, aGarder);
    if (mesure.type !== 'mesure') {
      impossible = mesure;
      if (options.json) printJson({ ok: false, essai, ...mesure, ...findingsJson(constats) });
      else process.stderr.write(`${explainImpossible(mesure)}\n`);
      return;
    }
    const { enTete } = preparation.dossier;
    if (options.json) {
      printJsonWithList(
        { ok: true, ...trialJson(essai, mesure, enTete), ...findingsJson(constats) },
        'deplacements',
        mesure.difference.deplacements.map((deplacement) => () => movementJson(deplacement)),
      );
      return;
    }
    const couleurs = coloursFor(process.stdout);
    process.stdout.write(writeDifference(essai, mesure, preparation, couleurs));
    const montrees = reglesMontrees(mesure, options.regles === true);
    if (montrees.length > 0)
      process.stdout.write(
        `\n${couleurs.bold(options.regles ? 'Les règles à l’essai' : 'Les règles ajoutées')}\n${writeTable(montrees, couleurs).join('\n')}\n`,
      );
    process.stdout.write('\nRien n’a été écrit.\n');
  });
  return impossible !== undefined && code === 0 ? USAGE : code;
}

function reglesMontrees({ regles, ajoutees }: Mesure, toutes: boolean): Mesure['regles'] {
  return toutes ? regles : regles.filter(({ regle }) => ajoutees.includes(regle.id));
}

function explainImpossible(impossible: EssaiImpossible): string {
  switch (impossible.type) {
    case 'regle_inconnue': {
      const { id, proche } = impossible;
      const piste =
        proche === undefined
          ? 'jaune controler <dossier> --regles les donne toutes.'
          : `Vouliez-vous écrire « ${proche} » ?`;
      return `« ${id} » : aucune règle de ce nom dans le dossier. ${piste}`;
    }
    case 'fichier_absent':
      return `« ${impossible.chemin} » : aucun fichier de ce nom. Vérifiez le chemin, depuis le dossier où vous êtes.`;
    case 'fichier_sans_yaml':
      return `« ${impossible.chemin} » : un fichier de règles finit par .yaml ; dans regles/, celui-ci ne serait pas lu.`;
    case 'fichiers_homonymes':
      return `« ${impossible.nom} » : deux fichiers à l’essai s’appellent ainsi, et regles/ n’en tient qu’un. Renommez-en un.`;
  }
}
