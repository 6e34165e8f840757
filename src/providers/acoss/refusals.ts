import { isUtf8 } from 'node:buffer';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Failure, ownProviderFailure, providerFailure } from '../../core/failure.ts';
import type { WireAnswer } from '../../core/provider.ts';
import { statusFailure } from '../../core/provider-answer.ts';
import { acossIdentity } from './identity.ts';

/** A refusal that tells of one company and not of the service: it must not count as an outage. */
export class AboutTheAccount extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

const optionalText = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const ErrorEntry = Type.Object({ code: Type.String(), message: optionalText, description: optionalText });
type ErrorEntry = Type.Static<typeof ErrorEntry>;
const errorList = Compile(Type.Array(ErrorEntry, { minItems: 1 }));

/** Reads what came instead of a document. JSON is a list of errors whatever the HTTP status; the rest goes by the status. */
export function refusalOf(answer: WireAnswer): Error {
  const said = parsed(answer.body);
  if (errorList.Check(said)) return failureOf(said);
  if (answer.status !== 200) return withoutNotFound(answer);
  if (said !== undefined || answer.body.length === 0)
    return providerFailure(acossIdentity, '000', { cause: 'no document' });
  return providerFailure(acossIdentity, isBase64(answer.body) ? '055' : '051');
}

const NOT_FOUND = /^FUNC5(01|17)$/;
const OUT_OF_ORDER = /^FUNC51[0-6]$/;

/** Codes about the account itself, the graver first; words and subcodes are ours. */
const accountStates: Readonly<Record<string, { subcode: string; title: string; sentence: string }>> = {
  FUNC502: {
    subcode: '503',
    title: "Délivrance de l'attestation refusée",
    sentence:
      "L'ACOSS refuse de délivrer l'attestation, étant donné la situation du compte de l'entreprise. Ce n'est pas une panne du service : l'entreprise doit se rapprocher de son Urssaf.",
  },
  FUNC503: {
    subcode: '501',
    title: 'Vérification manuelle demandée',
    sentence:
      "L'ACOSS vérifie à la main la situation de l'entreprise avant de délivrer l'attestation. Réessayez dans deux jours.",
  },
  FUNC504: {
    subcode: '502',
    title: 'Attestation en cours de traitement',
    sentence: "La demande d'attestation est en cours de traitement par l'ACOSS. Réessayez plus tard.",
  },
};

/** A code of unavailability wins over « not found »: the provider did not look properly. */
function failureOf(entries: readonly ErrorEntry[]): Error {
  const broken = entries.find(({ code }) => OUT_OF_ORDER.test(code));
  if (broken !== undefined) return serviceError(broken);
  for (const [code, { subcode, title, sentence }] of Object.entries(accountStates)) {
    if (!entries.some((entry) => entry.code === code)) continue;
    const text = { kind: 'provider_error', title, sentence: () => `${sentence} (${code})` } as const;
    return new AboutTheAccount(ownProviderFailure(acossIdentity, subcode, text));
  }
  if (entries.some(({ code }) => code === 'FUNC429')) return new AboutTheAccount(quotaReached());
  const other = entries.find(({ code }) => !NOT_FOUND.test(code));
  if (other !== undefined) return serviceError(other);
  const [first] = entries;
  const words = first === undefined ? '' : ` : « ${wordsOf(first)} » (${first.code})`;
  return providerFailure(acossIdentity, '003', {
    sentence: `L'ACOSS n'a pas d'attestation pour cette entreprise${words}.`,
  });
}

function quotaReached(): Failure {
  return providerFailure(acossIdentity, '008', {
    sentence:
      "Le quota de demandes accordé par l'ACOSS est atteint : 10 par jour pour une même entreprise. Conservez l'attestation déjà obtenue, ou réessayez demain. (FUNC429)",
  });
}

function serviceError(entry: ErrorEntry): Failure {
  return providerFailure(acossIdentity, '000', {
    sentence: `L'ACOSS a répondu par une erreur : « ${wordsOf(entry)} » (${entry.code}). Réessayez plus tard.`,
  });
}

function wordsOf({ code, message, description }: ErrorEntry): string {
  return (description || message || code).replace(/\s+/g, ' ').trim();
}

/** An address that is not there is the service's trouble: only its codes say that a company is unknown. */
function withoutNotFound(answer: WireAnswer): Failure {
  return answer.status === 404
    ? providerFailure(acossIdentity, '000', { cause: 'status 404' })
    : statusFailure(acossIdentity, answer);
}

/** Undefined when the body is not JSON. */
function parsed(body: Buffer): unknown {
  if (!isUtf8(body)) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function isBase64(body: Buffer): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(body.toString('latin1'));
}
