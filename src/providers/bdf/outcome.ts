import { Type } from 'typebox';
import type { ProviderErrorText } from '../../core/error-catalogue.ts';
import { type Failure, ownProviderFailure, providerFailure } from '../../core/failure.ts';
import type { WireAnswer } from '../../core/provider.ts';
import { jsonReader, statusFailure } from '../../core/provider-answer.ts';
import { bdfIdentity } from './identity.ts';

const databaseDown: ProviderErrorText = {
  kind: 'provider_unavailable',
  title: 'Base de données indisponible',
  sentence: (name) => `La base de données du fournisseur (${name}) est indisponible. Réessayez plus tard.`,
};
const internalError: ProviderErrorText = {
  kind: 'provider_error',
  title: 'Erreur interne du fournisseur de données',
  sentence: (name) =>
    `Le fournisseur de données (${name}) a rendu compte d'une erreur interne à son service. Réessayez plus tard.`,
};

const readOutcome = jsonReader(bdfIdentity, Type.Object({ 'code-retour': Type.Integer() }));

/** HTTP is always 200: the real outcome is a code in the body. */
export function refuseErrors(answer: WireAnswer): void {
  const outcome = readOutcome(answer)['code-retour'];
  if (outcome !== 200) throw failureOf(outcome);
}

function failureOf(outcome: number): Failure {
  switch (outcome) {
    case 204:
    case 400:
      return providerFailure(bdfIdentity, '003');
    case 500:
      return ownProviderFailure(bdfIdentity, '502', internalError);
    case 501:
      return ownProviderFailure(bdfIdentity, '501', databaseDown);
    default:
      return statusFailure(bdfIdentity, { status: outcome, headers: {} });
  }
}
