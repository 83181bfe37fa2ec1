import { type Document, isCollection, isNode, isPair, type Node } from 'yaml';

/**
 * All the nodes of a document, keys before their values, in the order of the text. The library's own walk copies the path to
 * each node, at each of its passes: on thousands of rules it costs more than reading them. To call on a document that is not
 * too deep.
 */
export function yamlNodes(document: Document): readonly Node[] {
  const nodes: Node[] = [];
  collect(document.contents, nodes);
  return nodes;
}

function collect(element: unknown, nodes: Node[]): void {
  if (isPair(element)) {
    collect(element.key, nodes);
    collect(element.value, nodes);
  } else if (isNode(element)) {
    nodes.push(element);
    if (isCollection(element)) for (const inside of element.items) collect(inside, nodes);
  }
}
