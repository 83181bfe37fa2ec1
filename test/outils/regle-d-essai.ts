/** A rule of a dossier of the tests, with its reason and the example that any rule has. */
export function regleDEssai(
  id: string,
  question: string,
  conclusion: string,
  si: unknown,
  attrape: Readonly<Record<string, string>> = { libelle: 'Maison' },
) {
  return { id, question, conclusion, si, motif: 'Essai.', exemples: { attrape: [attrape] } };
}
