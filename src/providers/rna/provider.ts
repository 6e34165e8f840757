import type { KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import { type Failure, ownProviderFailure, providerFailure } from '../../core/failure.ts';
import { defineProvider, type Wire, type WireAnswer } from '../../core/provider.ts';
import { textOf } from '../../core/provider-answer.ts';
import type { Dialect } from './dialect.ts';
import { dialect2021 } from './dialect-2021.ts';
import { dialect2022 } from './dialect-2022.ts';
import { parseXml, type XmlNode } from './xml.ts';

const NO_RESULT = 'Aucun résultat';
const NOT_FOUND = /statusCode: 404\b/;
const KEY_REFUSED = [401, 403];

/** Répertoire national des associations. XML without a prolog, its errors inside answers 200; two dialects. */
export const rna = defineProvider({
  slug: 'rna',
  code: '07',
  name: 'RNA',
  settings: {
    url: { variable: 'RNA_URL', kind: 'url', purpose: 'Adresse du Répertoire national des associations' },
    dialect: {
      variable: 'RNA_DIALECTE',
      kind: 'choice',
      values: ['2021', '2022'],
      purpose: 'Protocole du RNA : 2021 = api-asso, sans clé ; 2022 = api-asso-partenaires, avec clé',
    },
    key: {
      variable: 'RNA_CLE',
      kind: 'credential',
      purpose: "Clé d'API du RNA (X-Gravitee-Api-Key)",
      dialects: ['2022'],
    },
  },
  open: ({ wire, settings: { url, key, dialect: name } }) => {
    const dialect = (name === '2022' ? dialect2022 : dialect2021)({ url, key });
    return {
      /** The `asso` element of an association, by its RNA number or its siret. */
      structure: (errand: Errand, id: string): Promise<XmlNode> => askStructure(wire, errand, dialect, id),
      /** Keeps a document whose address the RNA gave, opened when it is encrypted. */
      document: (errand: Errand, address: string): Promise<KeptDocument> =>
        keepDocument(wire, errand, dialect, withinOrigin(url, address)),
    };
  },
});

function askStructure(wire: Wire, errand: Errand, dialect: Dialect, id: string): Promise<XmlNode> {
  const { headers } = dialect;
  const request = { method: 'GET', url: dialect.structureUrl(id), headers, judges: KEY_REFUSED } as const;
  return wire.ask(errand, request, readStructure);
}

function readStructure(answer: WireAnswer): XmlNode {
  if (KEY_REFUSED.includes(answer.status)) throw providerFailure(rna, '006');
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
  { headers }: Dialect,
  address: string | null,
): Promise<KeptDocument> {
  if (address === null) throw providerFailure(rna, '053', { cause: 'address of another origin' });
  return wire.fetchDocument(errand, {
    method: 'GET',
    url: address,
    headers,
    format: 'pdf',
    label: 'document_asso',
    unlock: true,
    oneOfMany: true,
  });
}

/** An address found in an answer must not lead our server, nor our key, elsewhere than to the provider itself (SSRF). */
function withinOrigin(base: string, address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { origin, pathname, search } = new URL(address);
  return origin === new URL(base).origin ? `${origin}${pathname}${search}` : null;
}
