/* Amounts: whole cents, and shares as exact fractions. */

function grouper(chiffres) {
  return chiffres.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

function euros(centimes) {
  const absolu = Math.abs(centimes);
  const signe = centimes < 0 ? '\u2212' : '';
  return `${signe}${grouper(String(Math.floor(absolu / 100)))},${String(absolu % 100).padStart(2, '0')}\u00a0€`;
}

/** The same with its sign, for what is added or taken away. */
function ecart(centimes) {
  return centimes > 0 ? `+${euros(centimes)}` : euros(centimes);
}

/** `30 %`, `12,5 %`, `1/3` as `[numerator, denominator]`, `12 500,50 €` as cents; nothing for what is no share. */
function lirePart(texte) {
  const net = texte.replace(/[\s\u00a0\u202f]/g, '');
  const decimal = /^(\d{1,12})(?:[.,](\d{1,6}))?(%|€)$/.exec(net);
  if (decimal) {
    const [, entier, apres = '', signe] = decimal;
    if (signe === '€') {
      const centimes = Number(entier) * 100 + Number(apres.padEnd(2, '0').slice(0, 2));
      return apres.length <= 2 && centimes > 0 ? { exact: centimes } : undefined;
    }
    return fraction(BigInt(entier + apres), 100n * 10n ** BigInt(apres.length));
  }
  const rapport = /^(\d{1,9})[/⁄](\d{1,9})$/.exec(net);
  return rapport ? fraction(BigInt(rapport[1]), BigInt(rapport[2])) : undefined;
}

/** Of a text that is no share, why: it is one in its form, and of nothing or of more than the whole; `autrement` for the others. */
function direPasUnePart(texte, autrement) {
  const net = texte.replace(/[\s\u00a0\u202f]/g, '');
  if (/^0+(?:[.,]0*)?€$/.test(net)) return `« ${texte} » n’est pas une part : écrivez un montant, ou ôtez-la`;
  return /^(?:\d{1,12}(?:[.,]\d{1,6})?%|\d{1,9}[/⁄]\d{1,9})$/.test(net)
    ? `« ${texte} » n’est pas une part : il faut plus que rien, et le tout au plus`
    : autrement;
}

function fraction(numerateur, denominateur) {
  return denominateur > 0n && numerateur > 0n && numerateur <= denominateur ? { numerateur, denominateur } : undefined;
}

/** The cents that a share is of an amount, as the tool splits them: rounded down, the cent left to the larger rest. */
function centimesDe(part, montant) {
  if (part.exact !== undefined) return montant >= part.exact ? part.exact : undefined;
  const { numerateur, denominateur } = part;
  const absolu = BigInt(Math.abs(montant));
  const [sienne, reste] = [absolu * numerateur, absolu * (denominateur - numerateur)];
  const laisse = absolu - sienne / denominateur - reste / denominateur;
  const plus = laisse > 0n && sienne % denominateur >= reste % denominateur ? 1n : 0n;
  return Math.sign(montant) * Number(sienne / denominateur + plus);
}
