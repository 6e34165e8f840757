import type { AlertInput, Condition, Finding, NodeSigns } from './alert-kind.ts';

/** What a node says of itself; nothing in a process that has no gateway. */
export function ofThisNode(
  { node }: AlertInput,
  judge: (node: NodeSigns) => Pick<Condition, 'texte' | 'depuis'> | null,
): ReadonlyMap<string, Finding> {
  if (node === null) return new Map();
  const found = judge(node);
  if (found === null) return new Map([[node.name, 'rien']]);
  return new Map([
    [node.name, { ...found, forme: 'ouverte', groupe: 'plateforme', sujet: `Nœud ${node.name}`, endpoints: [] }],
  ]);
}
