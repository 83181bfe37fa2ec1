// npm run bench: the full compile of 100 000 and 1 000 000 lines, beside its floor in the same run.
import { execFileSync, spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { generer } from './generate.mjs';

const RACINE = new URL('../..', import.meta.url).pathname;
const JAUNE = join(RACINE, 'dist/jaune.js');
const TAILLES = [
  { lignes: 100_000, partInternationale: 0.1 },
  { lignes: 1_000_000, partInternationale: 0.01 },
];
const PASSES = Number(process.env.BENCH_PASSES ?? 3);

/** Runs a Node program whole, and gives its wall time in seconds and its peak memory in MB. */
function mesurer(arguments_) {
  const debut = process.hrtime.bigint();
  const pic = join(travail, 'pic.json');
  const fils = spawnSync(process.execPath, ['--import', join(RACINE, 'test/bench/peak.mjs'), ...arguments_], {
    encoding: 'utf8',
    env: { ...process.env, BENCH_PIC: pic },
    maxBuffer: 64 * 1024 * 1024,
  });
  const secondes = Number(process.hrtime.bigint() - debut) / 1e9;
  if (fils.status !== 0) throw new Error(fils.stderr);
  return { secondes, megaoctets: JSON.parse(readFileSync(pic, 'utf8')).maxRSS / 1024, sortie: fils.stdout };
}

const mediane = (valeurs) => [...valeurs].sort((a, b) => a - b)[Math.floor(valeurs.length / 2)];

const travail = mkdtempSync(join(tmpdir(), 'jaune-bench-'));
try {
  const modele = join(RACINE, 'data/2012');
  const compile2012 = join(travail, 'jaune-2012');
  execFileSync(process.execPath, [JAUNE, 'compiler', modele, '--sortie', compile2012], { stdio: 'ignore' });
  const lignesCsv = join(compile2012, 'lignes-2012.csv');
  const resultats = [];
  for (const [rang, taille] of TAILLES.entries()) {
    const dossier = join(travail, `dossier-${taille.lignes}`);
    const { fichier, octets } = await generer({ dossier, modele, lignesCsv, ...taille, graine: 2012 + rang });
    const sortie = join(travail, 'sortie');
    const compiler = [JAUNE, 'compiler', dossier, '--sortie', sortie, '--json'];
    const bilan = JSON.parse(mesurer(compiler).sortie);
    const rangees = join(travail, 'rangees.json');
    writeFileSync(rangees, JSON.stringify(await rangeesInternationales(join(sortie, 'lignes-2012.csv'))));
    const plancher = [join(RACINE, 'test/bench/floor.mjs'), fichier, rangees, join(travail, 'plancher.xlsx')];
    mesurer(plancher);
    const passes = Array.from({ length: PASSES }, () => ({ jaune: mesurer(compiler), plancher: mesurer(plancher) }));
    const jaune = mediane(passes.map((passe) => passe.jaune.secondes));
    const bas = mediane(passes.map((passe) => passe.plancher.secondes));
    resultats.push({
      lignes: taille.lignes,
      'octets par ligne': Math.round(octets / taille.lignes),
      internationales: bilan.partition.internationale.lignes,
      'jaune (s)': jaune.toFixed(2),
      'plancher (s)': bas.toFixed(2),
      rapport: mediane(passes.map((passe) => passe.jaune.secondes / passe.plancher.secondes)).toFixed(2),
      'pic jaune (Mo)': Math.round(Math.max(...passes.map((passe) => passe.jaune.megaoctets))),
      'pic plancher (Mo)': Math.round(Math.max(...passes.map((passe) => passe.plancher.megaoctets))),
    });
    rmSync(dossier, { recursive: true, force: true });
  }
  console.table(resultats);
  console.log(`Médianes de ${PASSES} passes, jaune et plancher en alternance. Cibles : rapport ≤ 2, pic ≤ 300 Mo.`);
} finally {
  rmSync(travail, { recursive: true, force: true });
}

/** The records of the international lines, amounts as numbers of euros: what the Lignes sheet shows of them. */
async function rangeesInternationales(chemin) {
  const rangees = [];
  for await (const ligne of createReadStream(chemin).pipe(parse({ delimiter: ';', columns: true }))) {
    if (ligne.verdict !== 'internationale') continue;
    rangees.push(
      Object.entries(ligne).map(([colonne, texte]) =>
        colonne.endsWith('_centimes') && texte !== '' ? Number(texte) / 100 : texte,
      ),
    );
  }
  return rangees;
}
