/** Words that YAML, or an editor of it, takes for something else than a text. */
const RESERVED_WORDS = /^(?:null|true|false|yes|no|on|off|y|n|oui|non|~)$/i;
const BARE = /^\p{L}[\p{L}\p{N}' ’./()°%€+_-]*$/u;

/** A text as YAML holds it on one line, bare where it may be, whatever its signs. */
export function asYaml(texte: string): string {
  if (BARE.test(texte) && texte.trim() === texte && !RESERVED_WORDS.test(texte) && texte.length < 200) return texte;
  return inQuotes(texte);
}

/** A text between quotation marks, without anything that a terminal would obey. */
export function inQuotes(texte: string): string {
  return JSON.stringify(texte).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (signe) => `\\u${signe.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
