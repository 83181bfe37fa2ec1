import { parseArgs } from 'node:util';
import { GENRES_DE_SABOTAGE } from './genres-de-sabotage.ts';
import { preparerLesLieux } from './lieux.ts';
import { type Bilan, saboter } from './saboter.ts';

/** Where it runs, and what it was asked. */
interface Demande {
  readonly racine: string;
  readonly atelier: string;
  readonly programme: string;
  readonly arguments_: readonly string[];
}

/**
 * All attempts: makes them, prints how many of each sort, and what went wrong.
 * @returns the exit code, 1 when anything was not caught, or was lost
 * @throws Error when what is asked makes no sense
 */
export async function courir({ racine, atelier, programme, arguments_ }: Demande): Promise<number> {
  const { values } = parseArgs({
    args: [...arguments_],
    options: {
      graine: { type: 'string', default: '2012' },
      seulement: { type: 'string', multiple: true, default: [] },
      combien: { type: 'string' },
      rang: { type: 'string' },
    },
  });
  const nombre = (option: 'graine' | 'combien' | 'rang') => {
    const ecrit = values[option];
    if (ecrit !== undefined && !/^\d{1,9}$/.test(ecrit)) throw new Error(`--${option} : un nombre entier`);
    return ecrit === undefined ? undefined : Number(ecrit);
  };
  const inconnu = values.seulement.find((nom) => GENRES_DE_SABOTAGE.every((genre) => genre.nom !== nom));
  if (inconnu !== undefined)
    throw new Error(`--seulement : ${inconnu} ; il y a ${GENRES_DE_SABOTAGE.map(({ nom }) => nom).join(', ')}`);
  const choisis = GENRES_DE_SABOTAGE.filter(
    ({ nom }) => values.seulement.length === 0 || values.seulement.includes(nom),
  );

  console.error('préparation des dossiers et des archives…');
  const lieux = await preparerLesLieux(racine, atelier, programme);
  let manques = 0;
  for (const genre of choisis) {
    const debut = performance.now();
    const graine = nombre('graine') ?? 0;
    const bilan = await saboter(
      genre,
      lieux,
      { graine, combien: nombre('combien'), rang: nombre('rang') },
      avancement(genre.titre),
    );
    manques += bilan.fautes.length;
    console.log(compteRendu(genre.titre, bilan, graine, (performance.now() - debut) / 1000));
  }
  console.log(manques === 0 ? '\nRien n’a échappé, rien n’a été perdu.' : `\n${manques} essais à reprendre.`);
  return manques === 0 ? 0 : 1;
}

/** How long nothing is said, in milliseconds. */
const SILENCE = 10_000;

/** Tells how far a kind is, now and then: the whole takes many minutes. */
function avancement(titre: string): (faits: number, total: number) => void {
  let dit = 0;
  return (faits, total) => {
    if (performance.now() - dit < SILENCE) return;
    dit = performance.now();
    console.error(`${titre} : ${faits} sur ${total}`);
  };
}

function compteRendu(titre: string, { comptes, fautes }: Bilan, graine: number, secondes: number): string {
  const total = [...comptes.values()].reduce((somme, compte) => somme + compte, 0);
  return [
    `\n${titre} : ${total} essais, graine ${graine}, ${Math.round(secondes)} s ; ${fautes.length} à reprendre`,
    ...[...comptes].map(([sorte, compte]) => `  ${sorte.padEnd(44)} ${String(compte).padStart(4)}`),
    ...fautes.map(({ rang, sorte, quoi, faute }) => `  ✗ --rang ${rang} ${sorte}, ${quoi} : ${faute}`),
  ].join('\n');
}
