/* Amounts as the document writes them: centimes in, French out; narrow no-break spaces, no locale of the machine. */
const FINE = '\u202f';

/** `1 234,56` for 123456. */
function ecrireNombre(centimes) {
  const chiffres = String(Math.abs(centimes)).padStart(3, '0');
  const euros = chiffres.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, FINE);
  return `${centimes < 0 ? '\u2212' : ''}${euros},${chiffres.slice(-2)}`;
}

/** `1 234,56 €`. */
function ecrireEuros(centimes) {
  return `${ecrireNombre(centimes)}${FINE}€`;
}

/** `1 500 lignes`, `1 ligne`, `aucune ligne`. */
function compterLesLignes(nombre) {
  if (nombre === 0) return 'Aucune ligne';
  const ecrit = String(nombre).replace(/\B(?=(\d{3})+$)/g, FINE);
  return `${ecrit}\u00a0ligne${nombre >= 2 ? 's' : ''}`;
}

/** Neither case nor accents: what is typed finds what is written. */
function plier(texte) {
  return texte
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’ʼ]/g, "'");
}
