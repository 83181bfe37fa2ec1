/** Words that YAML, or an editor of it, takes for something else than a text. */
const RESERVED_WORDS = /^(?:null|true|false|yes|no|on|off|y|n|oui|non|~)$/i;
const BARE = /^\p{L}[\p{L}\p{N}' ’./()°%€+_-]*$/u;

/** A text as YAML holds it on one line, bare where it may be, whatever its signs. */
export function asYaml(text: string): string {
  if (BARE.test(text) && text.trim() === text && !RESERVED_WORDS.test(text) && text.length < 200) return text;
  return inQuotes(text);
}

/** A text between quotation marks, without anything that a terminal would obey. */
export function inQuotes(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
