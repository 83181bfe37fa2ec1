/**
 * What is worked out of an object that never changes, worked out once for it: names are asked for at each figure, and there are
 * as many figures as rows, reasons and rules.
 */
export function garderPar<Objet extends object, Fait>(faire: (de: Objet) => Fait): (de: Objet) => Fait {
  const faits = new WeakMap<Objet, { readonly fait: Fait }>();
  return (de) => {
    const connu = faits.get(de);
    if (connu) return connu.fait;
    const fait = faire(de);
    faits.set(de, { fait });
    return fait;
  };
}
