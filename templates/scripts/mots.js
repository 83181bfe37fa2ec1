/*
 * What is typed, against what is written, word by word and from their beginning. A word that is whole somewhere is looked for
 * whole, or in the plural: `inde` finds neither « indemnité » nor « rinde »; one that is not is being typed: `sene` finds Sénégal.
 * A star asks for what begins so: `inde*`.
 */

/** A text as its folded words, a space around each. */
function enMots(texte) {
  return ` ${plier(texte)
    .replace(/[^\p{L}\p{N}*]+/gu, ' ')
    .trim()} `;
}

/** A written text in words, each amount also as digits alone: `50500` finds what is written « 50 500,00 ». */
function ecritEnMots(texte) {
  const montants = texte.match(/\d+(?:\u202f\d{3})+/g) ?? [];
  return enMots(`${texte} ${montants.join(' ').replaceAll('\u202f', '')}`);
}

/**
 * What tells whether a text in words holds all the words typed.
 * @param estEcrit whether some text of those that are searched holds a piece of text
 */
function chercheurDe(tape, estEcrit) {
  const formes = enMots(tape.replace(GROUPES_DE_CHIFFRES, (groupes) => enUnNombre(groupes, estEcrit)))
    .split(' ')
    .filter((mot) => /[^*]/.test(mot))
    .map((tel) => {
      const mot = tel.replace(/\*/g, '');
      if (tel.endsWith('*') || !estEcrit(` ${mot} `)) return [` ${mot}`];
      return nombresDe(mot).map((forme) => ` ${forme} `);
    });
  // Signs alone are no words: they find nothing.
  if (formes.length === 0) return () => tape.trim() === '';
  return (ecrit) => formes.every((deLUn) => deLUn.some((forme) => ecrit.includes(forme)));
}

/** What may be an amount, or codes: `17 169 000`, `930 048`. */
const GROUPES_DE_CHIFFRES = /(?<!\d)\d{1,3}(?:\s\d{3})+(?!\d)/g;

/** As an amount is looked for, in one word, where it is one. */
function enUnNombre(groupes, estEcrit) {
  const nombre = groupes.replace(/\s/g, '');
  return estEcrit(` ${nombre} `) ? nombre : groupes;
}

/** A word in the singular and in the plural. */
function nombresDe(mot) {
  if (/\d/.test(mot)) return [mot];
  if (/[ea]ux$/.test(mot)) return [mot, mot.slice(0, -1)];
  if (/[ea]u$/.test(mot)) return [mot, `${mot}x`];
  return mot.endsWith('s') && mot.length > 3 ? [mot, mot.slice(0, -1)] : [mot, `${mot}s`];
}
