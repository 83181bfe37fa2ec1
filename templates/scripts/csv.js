/* Tables taken away: a CSV that French spreadsheets open as it is, made in the page. */

/** A cell: a text, centimes, or a number already written. What a spreadsheet would take for a formula is told to be text; amounts are not texts. */
function celluleCsv(valeur) {
  if (typeof valeur === 'number') return `${valeur < 0 ? '-' : ''}${enDecimales(valeur)}`;
  if (typeof valeur !== 'string') return valeur.nombre;
  const texte = /^[=+\-@\t\r]/.test(valeur) ? `'${valeur}` : valeur;
  return /[";\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte;
}

/** Centimes as euros, without the sign: `1234,56`. */
function enDecimales(centimes) {
  const chiffres = String(Math.abs(centimes)).padStart(3, '0');
  return `${chiffres.slice(0, -2)},${chiffres.slice(-2)}`;
}

/** Saves rows of cells under a name made of words. */
function enregistrerEnCsv(nom, rangees) {
  const texte = rangees.map((rangee) => `${rangee.map(celluleCsv).join(';')}\r\n`).join('');
  // The mark by which spreadsheets know UTF-8.
  const adresse = URL.createObjectURL(new Blob([`\ufeff${texte}`], { type: 'text/csv;charset=utf-8' }));
  const lien = document.createElement('a');
  lien.href = adresse;
  lien.download = `jaune-${DONNEES.documents}-${nomDeFichier(nom)}.csv`;
  lien.click();
  setTimeout(() => URL.revokeObjectURL(adresse), 10_000);
}

/** `Pays : Sénégal` as `pays-senegal`. */
function nomDeFichier(texte) {
  return plier(texte)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
}
