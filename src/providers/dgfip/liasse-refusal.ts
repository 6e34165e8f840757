import type { ProviderErrorText } from '../../core/error-catalogue.ts';
import { type Failure, ownProviderFailure, providerFailure } from '../../core/failure.ts';
import type { WireAnswer } from '../../core/provider.ts';
import { statusFailure } from '../../core/provider-answer.ts';
import { identity } from './identity.ts';

const refused: ProviderErrorText = {
  kind: 'provider_error',
  title: 'Erreur du fournisseur de données',
  sentence: (name) =>
    `Le fournisseur de données (${name}) a répondu par une erreur au lieu de la liasse fiscale ou de son dictionnaire. L'entreprise ou l'année peuvent lui être inconnues ; réessayez plus tard avant de conclure.`,
};

/** What the DGFIP says no with about a tax return: a status, or a page (its data is never HTML); null = it says yes. */
export function liasseRefusal(answer: WireAnswer): Failure | null {
  const { status, body } = answer;
  if (status === 404 || status === 429 || status === 503) return statusFailure(identity, answer);
  return status === 200 && !isPage(body) ? null : ownProviderFailure(identity, '501', refused);
}

/** It knows nothing of that company, or of that year. */
export function nothingDeclared(): Failure {
  return providerFailure(identity, '003');
}

function isPage(body: Buffer): boolean {
  return /^\s*</.test(body.toString('latin1', 0, 64));
}
