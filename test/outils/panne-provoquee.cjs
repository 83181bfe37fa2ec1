// Loaded before the program by `node --require`: makes it die, or the system refuse, at a chosen gesture on the disk.
// JAUNE_PANNE, in JSON: { geste, rang, quoi }; `rang` counts the gestures of that name (or all, without a name) from 1.
//   quoi: `mourir avant` or `mourir après` it (SIGKILL of itself); the code of an error that it throws; for `spawnSync`, one of
//   the ends below. With `seul`, no other process starts.
// JAUNE_GESTES: a file where every gesture is written down, one a line.
const fs = require('node:fs');
const childProcess = require('node:child_process');
const { syncBuiltinESMExports } = require('node:module');

const { geste, rang = 1, quoi, seul = false } = JSON.parse(process.env.JAUNE_PANNE ?? '{}');
const journal = process.env.JAUNE_GESTES;
const { appendFileSync, renameSync } = fs;
const mourir = () => process.kill(process.pid, 'SIGKILL');
const NE_PART_PAS = { error: new Error('provoquée'), status: null };
let vus = 0;

/** What may become of the process that makes the two renamings of folders. */
const FINS_DE_L_AUTRE = {
  'ne part pas': () => NE_PART_PAS,
  'est tué avant': () => ({ status: null, signal: 'SIGKILL' }),
  'est tué entre les deux': ([, [, , cible, aside]]) => {
    renameSync(cible, aside);
    return { status: null, signal: 'SIGKILL' };
  },
  'mourir tous': ([, [, , cible, aside]]) => {
    renameSync(cible, aside);
    mourir();
  },
  // It goes on alone.
  'mourir pendant': ([programme, mots, options]) => {
    childProcess.spawn(programme, mots, options);
    mourir();
  },
};

function faire(nom, vrai, arguments_) {
  if (quoi === 'mourir avant') mourir();
  if (Object.hasOwn(FINS_DE_L_AUTRE, quoi)) return FINS_DE_L_AUTRE[quoi](arguments_);
  if (!quoi.startsWith('mourir')) {
    const details = { code: quoi, syscall: nom.replace('Sync', ''), path: String(arguments_[0]) };
    throw Object.assign(new Error(`${quoi} : provoquée`), details);
  }
  const rendu = vrai(...arguments_);
  mourir();
  return rendu;
}

const SURVEILLES = [
  [fs, ['mkdirSync', 'mkdtempSync', 'openSync', 'writeSync', 'renameSync', 'rmSync', 'unlinkSync']],
  [childProcess, ['spawnSync']],
];
for (const [module_, noms] of SURVEILLES)
  for (const nom of noms) {
    const vrai = module_[nom];
    module_[nom] = (...arguments_) => {
      if (nom === 'openSync' && !/[wa]/.test(String(arguments_[1] ?? 'r'))) return vrai(...arguments_);
      if (journal) appendFileSync(journal, `${nom}\n`);
      const compte = geste === undefined || geste === nom;
      if (compte) vus += 1;
      if (compte && vus === rang && quoi !== undefined) return faire(nom, vrai, arguments_);
      return seul && nom === 'spawnSync' ? NE_PART_PAS : vrai(...arguments_);
    };
  }
syncBuiltinESMExports();
