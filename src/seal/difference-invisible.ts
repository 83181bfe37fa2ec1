/** What two texts are once something is left out that eyes do not see, and what it is, in the order in which it is looked for. */
const SANS_CE_QUI_NE_SE_VOIT_PAS: readonly (readonly [quoi: string, sans: (texte: string) => string])[] = [
  ['une marque d’ordre des octets (BOM) au début', (texte) => texte.replace(/^\ufeff/, '')],
  ['les fins de ligne (CRLF ou LF)', (texte) => texte.replaceAll('\r\n', '\n')],
  ['les accents, codés autrement (NFD ou NFC)', (texte) => texte.normalize('NFC')],
  ['les sauts de ligne à la fin', (texte) => texte.replace(/\n+$/, '')],
  ['des espaces ou des sauts de ligne', (texte) => texte.replace(/\s+/g, '')],
];

/** More than what is worth being held three times as text. */
const OCTETS_MAX = 64 * 1024 * 1024;

/** What makes two texts differ, when all of it is what eyes do not see; nothing when there is more. */
export function direLInvisible(scelle: Buffer, refait: Buffer): string | undefined {
  if (Math.max(scelle.length, refait.length) > OCTETS_MAX) return undefined;
  let [gauche, droite] = [scelle.toString('utf8'), refait.toString('utf8')];
  const quoi: string[] = [];
  for (const [nom, sans] of SANS_CE_QUI_NE_SE_VOIT_PAS) {
    const [a, b] = [sans(gauche), sans(droite)];
    // What is left out of both alike makes no difference between them.
    if ((a === gauche) !== (b === droite) || (a === b && gauche !== droite)) quoi.push(nom);
    [gauche, droite] = [a, b];
    if (gauche === droite) return quoi.join(', ');
  }
  return undefined;
}

const SIGNES: Readonly<Record<string, string>> = { '\n': '␊', '\r': '␍', '\t': '␉', ' ': '␠' };

/** A text of which all that eyes do not see is shown: ends of lines, spaces, marks, accents that stand apart. */
export function montrerLInvisible(texte: string): string {
  return texte.replace(
    /[\s\p{M}\p{Cc}\p{Cf}]/gu,
    (signe) => SIGNES[signe] ?? `‹U+${(signe.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}

/** Whether two texts look the same. */
export function seVoientDeMeme(gauche: string, droite: string): boolean {
  const vu = (texte: string) =>
    texte
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  return vu(gauche) === vu(droite);
}
