const TO_LOOK_AT = /^[=+\-@\t]|[;"\r\n]/;
const TO_QUOTE = /[;"\r\n]/;
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A text as a CSV cell. What a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab first) is preceded by an
 * apostrophe; see OWASP, CSV injection.
 */
export function csvCell(text: string): string {
  if (!TO_LOOK_AT.test(text)) return text;
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return TO_QUOTE.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
