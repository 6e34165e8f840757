import type { KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import { type Failure, ownProviderFailure, providerFailure } from '../../core/failure.ts';
import { defineProvider, type Wire, type WireAnswer } from '../../core/provider.ts';
import { textOf } from '../../core/provider-answer.ts';
import { parseXml, type XmlNode } from './xml.ts';

const NO_RESULT = 'Aucun résultat';
const NOT_FOUND = /statusCode: 404\b/;

/** Répertoire national des associations. No credential; XML without a prolog, its errors inside answers 200. */
export const rna = defineProvider({
  slug: 'rna',
  code: '07',
  name: 'RNA',
  settings: {
    url: { variable: 'RNA_URL', kind: 'url', purpose: 'Adresse du Répertoire national des associations' },
  },
  open: ({ wire, settings: { url } }) => ({
    /** The `asso` element of an association, by its RNA number or its siret. */
    structure: (errand: Errand, id: string): Promise<XmlNode> =>
      wire.ask(errand, { method: 'GET', url: `${url}/api-asso/api/structure/${id}?proxy_only=true` }, readStructure),
    /** Keeps a document whose address the RNA gave. */
    document: (errand: Errand, address: string): Promise<KeptDocument> => keepDocument(wire, errand, { url, address }),
  }),
});

function readStructure(answer: WireAnswer): XmlNode {
  const asso = parseXml(readText(answer))?.at('asso') ?? null;
  if (asso === null) throw unreadable('not an asso in XML');
  const error = asso.at('erreur');
  if (error === null || asso.text('identite', 'nom') !== undefined) return asso;
  if (saysNotFound(error)) throw providerFailure(rna, '003');
  throw unreadable('an error in place of the association');
}

function readText(answer: WireAnswer): string {
  try {
    return textOf(rna, answer);
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** A Java stack in a text, or an element of its own. */
function saysNotFound(error: XmlNode): boolean {
  const text = error.text('proxy_correspondance') ?? '';
  return NOT_FOUND.test(text) || error.text('proxy_correspondance', 'lib') === NO_RESULT;
}

function unreadable(cause: unknown): Failure {
  return ownProviderFailure(
    rna,
    '501',
    {
      kind: 'provider_error',
      title: 'Réponse illisible du RNA',
      sentence: (name) =>
        `Le fournisseur de données (${name}) n'a pas répondu par la fiche d'une association. Réessayez plus tard.`,
    },
    { cause },
  );
}

async function keepDocument(
  wire: Wire,
  errand: Errand,
  { url, address }: { url: string; address: string },
): Promise<KeptDocument> {
  const own = withinOrigin(url, address);
  if (own === null) throw providerFailure(rna, '053', { cause: 'address of another origin' });
  return wire.fetchDocument(errand, {
    method: 'GET',
    url: own,
    format: 'pdf',
    label: 'document_asso',
    oneOfMany: true,
  });
}

/** An address found in an answer must not lead our server elsewhere than to the provider itself (SSRF). */
function withinOrigin(base: string, address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { origin, pathname, search } = new URL(address);
  return origin === new URL(base).origin ? `${origin}${pathname}${search}` : null;
}
