import { Type } from 'typebox';
import type { Errand } from '../../core/errand.ts';
import { Failure, generalFault, providerFailure } from '../../core/failure.ts';
import type { Eori } from '../../core/identifiers/eori.ts';
import { defineProvider, type WireAnswer } from '../../core/provider.ts';
import { jsonReader, statusFailure } from '../../core/provider-answer.ts';

const UNKNOWN = 'FONC001';
const BAD_FORMAT = 'TECH002';
/** What the customs answer otherwise than by an operator, and that they explain in a body. */
const JUDGED = [400, 403, 404];

/** Direction générale des douanes et droits indirects. Its identifier of ours goes in the address; errors have codes. */
export const douanes = defineProvider({
  slug: 'douanes',
  code: '16',
  name: 'Douanes',
  settings: {
    url: { variable: 'DOUANES_URL', kind: 'url', purpose: 'Adresse du service EORI des Douanes' },
    idClient: {
      variable: 'DOUANES_ID_CLIENT',
      kind: 'credential',
      purpose: 'Identifiant de client des Douanes (idClient)',
    },
  },
  open: ({ wire, settings: { url, idClient } }) => ({
    /** Asks for an operator; `read` has only answers 200 to judge. */
    operator: <T>(errand: Errand, eori: Eori, read: (answer: WireAnswer) => T): Promise<T> =>
      wire.ask(
        errand,
        {
          method: 'GET',
          url: `${url}/${encodeURIComponent(eori)}?idClient=${encodeURIComponent(idClient)}`,
          judges: JUDGED,
        },
        (answer) => {
          if (answer.status !== 200) throw refusal(answer);
          return read(answer);
        },
      ),
  }),
});

const readError = jsonReader(
  douanes,
  Type.Object({ erreur: Type.Object({ code: Type.Optional(Type.String()), libelle: Type.Optional(Type.String()) }) }),
);

function refusal(answer: WireAnswer): Failure {
  const { code, libelle } = errorOf(answer);
  if (answer.status === 403) return providerFailure(douanes, '006');
  if (answer.status === 404 && code === UNKNOWN) {
    return providerFailure(douanes, '003', {
      sentence: "Le numéro EORI demandé n'est pas connu des Douanes : l'opérateur n'est pas immatriculé, ou plus.",
    });
  }
  if (answer.status === 400 && (code === BAD_FORMAT || libelle === 'Format incorrect')) {
    return new Failure('unprocessable', [generalFault('00304', 'siret_or_eori')], { cause: BAD_FORMAT });
  }
  return statusFailure(douanes, answer);
}

/** A refusal may come without its words: its status then says all. */
function errorOf(answer: WireAnswer): { code?: string; libelle?: string } {
  try {
    return readError(answer).erreur;
  } catch {
    return {};
  }
}
