// Loaded before the program by `node --require`: makes it die, or the system refuse, at a chosen gesture on the disk.
// JAUNE_PANNE, in JSON: { geste, rang, quoi }; `rang` counts the gestures of that name (or all, without a name) from 1.
//   quoi: `mourir avant` or `mourir après` it (SIGKILL of itself), or `tuer` the process that started this one and die after it;
//   the code of an error that it throws; for `spawn`, one of the ends below. With `seul`, no other process starts.
// JAUNE_GESTES: a file where every gesture is written down, one a line.
const fs = require('node:fs');
const childProcess = require('node:child_process');
const { syncBuiltinESMExports } = require('node:module');

const { geste, rang = 1, quoi, seul = false } = JSON.parse(process.env.JAUNE_PANNE ?? '{}');
const journal = process.env.JAUNE_GESTES;
const { appendFileSync } = fs;
const mourir = () => process.kill(process.pid, 'SIGKILL');
let vus = 0;

/** What may become of the process that makes the two renamings of folders. */
const FINS_DE_L_AUTRE = {
  'ne part pas': nePartPas,
  'est tué avant': (lancer, ...arguments_) => {
    const autre = lancer(...arguments_);
    autre.kill('SIGKILL');
    return autre;
  },
  'est tué entre les deux': (lancer, ...arguments_) => avecPanne('mourir après', lancer, ...arguments_),
  'mourir tous': (lancer, ...arguments_) => avecPanne('tuer', lancer, ...arguments_),
  // It goes on alone.
  'mourir pendant': (lancer, ...arguments_) => {
    const autre = lancer(...arguments_);
    const { end } = autre.stdin;
    autre.stdin.end = (...dit) => {
      end.apply(autre.stdin, dit);
      mourir();
    };
    return autre;
  },
};

function nePartPas(lancer, _, mots, options) {
  return lancer('/n/est/pas/la', mots, options);
}

/** The other process dies at its first renaming, or kills this one too. */
function avecPanne(quoi, lancer, programme, mots, options) {
  const env = { ...options.env, JAUNE_PANNE: JSON.stringify({ geste: 'renameSync', quoi }) };
  return lancer(programme, ['--require', __filename, ...mots], { ...options, env });
}

function faire(nom, vrai, arguments_) {
  if (quoi === 'mourir avant') mourir();
  if (Object.hasOwn(FINS_DE_L_AUTRE, quoi)) return FINS_DE_L_AUTRE[quoi](vrai, ...arguments_);
  if (quoi === 'tuer') {
    vrai(...arguments_);
    process.kill(process.ppid, 'SIGKILL');
    mourir();
  }
  if (!quoi.startsWith('mourir')) {
    // Of an open file, the system does not tell the path.
    const ou = typeof arguments_[0] === 'string' ? { path: arguments_[0] } : {};
    const details = { code: quoi, syscall: nom.replace('Sync', ''), ...ou };
    throw Object.assign(new Error(`${quoi} : provoquée`), details);
  }
  const rendu = vrai(...arguments_);
  mourir();
  return rendu;
}

const SURVEILLES = [
  [
    fs,
    [
      'mkdirSync',
      'mkdtempSync',
      'openSync',
      'writeSync',
      'renameSync',
      'rmSync',
      'rmdirSync',
      'unlinkSync',
      'fsyncSync',
    ],
  ],
  [childProcess, ['spawn']],
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
      return seul && nom === 'spawn' ? nePartPas(vrai, ...arguments_) : vrai(...arguments_);
    };
  }
syncBuiltinESMExports();
