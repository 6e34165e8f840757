import { Type } from 'typebox';
import type { Errand } from '../../core/errand.ts';
import { Failure, providerFailure } from '../../core/failure.ts';
import type { Wire, WireAnswer } from '../../core/provider.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import type { QualibatDoor } from './door.ts';
import { CERTIFICATE_LABEL, qualibatIdentity } from './identity.ts';

interface Settings2021 {
  readonly certificats2021: string;
  readonly token: string;
}

/** A token in the query, and the certificate behind a link, without authentication. */
export function openDialect2021(wire: Wire, { certificats2021, token }: Settings2021): QualibatDoor {
  return {
    certificate: async (errand, siret) => {
      const query = new URLSearchParams({ token, SIRET: siret });
      const link = await wire.ask(errand, { method: 'GET', url: `${certificats2021}?${query}` }, readLink);
      return download(wire, errand, { link, from: certificats2021 });
    },
  };
}

const readBody = jsonReader(
  qualibatIdentity,
  Type.Object({ URL: Type.Optional(Type.Union([Type.String(), Type.Null()])) }),
);

/** An answer without a byte is an answer without a link. */
function readLink(answer: WireAnswer): string {
  return (answer.body.length === 0 ? '' : readBody(answer).URL) ?? '';
}

async function download(wire: Wire, errand: Errand, { link, from }: { link: string; from: string }) {
  const request = { method: 'GET', url: link.trim(), format: 'pdf', label: CERTIFICATE_LABEL } as const;
  try {
    // What is wrong with the file of one company says nothing of the others.
    return await wire.fetchDocument(errand, { ...request, linkFrom: from, oneOfMany: true });
  } catch (error) {
    throw downloadFailure(error);
  }
}

/** The certificate was announced: it is late, or it cannot be had, but it is not unknown. */
function downloadFailure(error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  if (error.kind === 'provider_timeout') return providerFailure(qualibatIdentity, '052', { cause: error });
  const refused = error.faults.some(({ code }) => /^06(000|003)$/.test(code));
  return refused ? providerFailure(qualibatIdentity, '053', { cause: error }) : error;
}
