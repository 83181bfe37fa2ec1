const REMEDES = [
  [
    /\bENOENT\b.*\bnpm$|spawn npm/m,
    'npm n’est pas sur ce poste : installez Node 22 ou 24 en entier (https://nodejs.org), npm y est joint.',
  ],
  [
    /\bEBADENGINE\b/,
    'cette version de Node est trop ancienne : il faut Node 20.19 au moins ; prenez 22 ou 24 (https://nodejs.org).',
  ],
  [
    /\b(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_HAS_EXPIRED)\b|self[- ]signed certificate/,
    'le certificat du registre n’est pas reconnu : un mandataire lit sans doute le trafic. Demandez son certificat à votre service informatique, puis : npm config set cafile <fichier.pem>',
  ],
  [
    /\bE(?:401|403|407)\b/,
    'le registre, ou le mandataire, refuse l’accès. Donnez-leur vos identifiants (npm login, npm config set proxy), ou demandez à votre service informatique lequel est ouvert : npm config get registry dit celui qui est appelé.',
  ],
  [
    /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT)\b/,
    'le registre npm ne répond pas. Vérifiez le réseau ; derrière un mandataire : npm config set proxy http://<mandataire>:<port>, et de même https-proxy ; npm config get registry dit quel registre est appelé.',
  ],
  [
    /\b(?:ETARGET|E404|E405|E410)\b/,
    'le registre n’a pas un des paquets à la version demandée, nommé ci-dessus. Un registre interne est peut-être en retard sur celui de npm : prenez l’autre (npm ci --registry https://registry.npmjs.org), ou demandez que cette version y soit mise.',
  ],
  [
    /\bEUSAGE\b|are in sync/,
    'package-lock.json ne va pas avec package.json. Remettez-les tels qu’ils sont dans le dépôt : git checkout package.json package-lock.json',
  ],
  [
    /\bEINTEGRITY\b/,
    'un paquet reçu n’est pas celui que package-lock.json attend : il n’a pas été installé. Videz le cache (npm cache clean --force) et relancez ; si cela recommence, le registre le change : signalez-le.',
  ],
  [/\bENOSPC\b/, 'le disque est plein : l’installation prend environ 600 Mo.'],
  [
    /\b(?:EACCES|EPERM|EBUSY|EROFS)\b/,
    'un fichier de node_modules ne peut pas être écrit. Fermez ce qui s’en sert (éditeur, antivirus), et installez là où vous avez le droit d’écrire.',
  ],
];
const AUTREMENT = 'npm a dit pourquoi ci-dessus. Vérifiez l’accès au registre (réseau, mandataire).';

/** What to do, in words, about what `npm ci` wrote when it failed. */
export function tellInstallFailure(stderr) {
  const [, remede] = REMEDES.find(([forme]) => forme.test(stderr)) ?? [undefined, AUTREMENT];
  return `L’installation a échoué : ${remede}\nPuis relancez la même commande.`;
}

/**
 * Packages made for this machine alone that the lock file names and that are not there, in words; nothing when all are.
 * @param packages those of `package-lock.json`, by their folder
 */
export function tellMissingBuilds(packages, { os, cpu, libc }, isThere) {
  const missing = Object.entries(packages)
    .filter(([, made]) => made.optional && (made.os?.includes(os) ?? false))
    .filter(([, made]) => (made.cpu?.includes(cpu) ?? true) && (os !== 'linux' || (made.libc?.includes(libc) ?? true)))
    .filter(([folder]) => !isThere(`${folder}/package.json`))
    .map(([folder, { version }]) => `${folder.slice(folder.lastIndexOf('node_modules/') + 13)}@${version}`);
  if (missing.length === 0) return undefined;
  return [
    `Le registre npm n’a pas donné ${missing.length > 1 ? 'ces paquets faits' : 'ce paquet fait'} pour cette machine (${os}, ${cpu}) :`,
    ...missing.map((nom) => `  ${nom}`),
    'Ce qui s’en sert échouera. Demandez qu’ils soient mis dans le registre appelé (npm config get registry), ou prenez celui de npm : npm ci --ignore-scripts --registry https://registry.npmjs.org',
  ].join('\n');
}
