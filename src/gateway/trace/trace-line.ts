import type { Call } from '../call.ts';
import type { Shown } from '../faces/v2/show.ts';
import { decode } from '../query.ts';

/**
 * One call as it is kept for 36 months: who, what, why, how it ended. Never the token, never the answer.
 * One line of JSON, whose keys are those of `apie traces exporter`.
 */
export function traceLine(call: Call, shown: Shown): string {
  const route = call.foundRoute;
  const named = route !== null && route.needs !== 'nothing' ? route.name : '';
  const line = JSON.stringify({
    request_id: call.requestId,
    recu_le: new Date(call.receivedAt).toISOString(),
    endpoint: named,
    identifiant: route?.needs === 'habilitation' ? decode(route.rawSubject) : '',
    statut: shown.status,
    statut_fournisseur: call.providerStatus,
    jti: call.jeton?.jti ?? null,
    uid: call.jeton?.uid ?? null,
    context: call.purpose?.context ?? null,
    recipient: call.purpose?.recipient ?? null,
    object: call.purpose?.object ?? null,
    user_id: call.query.parameters.get('user_id') ?? null,
    adresse: call.address,
    duree_ms: Math.round((performance.now() - call.startedAt) * 1000) / 1000,
    avertissements: call.warnings,
    code_erreur: shown.errorCode,
  });
  return line.includes('eyJ') ? line.replace(JETON, '[retiré]') : line;
}

/** A token put in the wrong place (identifier, object…) is not kept either. */
const JETON = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;
