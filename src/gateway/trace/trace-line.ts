import type { Call } from '../call.ts';
import type { Shown } from '../faces/v2/show.ts';
import { decode } from '../query.ts';

/**
 * One call as it is kept for 36 months: who, what, why, how it ended. Never the token, never the answer.
 * One line of JSON, whose keys are those of `apie traces exporter`. Written by hand: this is on the way of every answer.
 */
export function traceLine(call: Call, shown: Shown): string {
  const { jeton, purpose } = call;
  const route = call.foundRoute;
  const endpoint = route !== null && route.needs !== 'nothing' ? route.name : '';
  const subject = route?.needs === 'habilitation' ? decode(route.rawSegments.at(-1) ?? '') : '';
  return (
    `{"request_id":"${call.requestId}","recu_le":"${isoInstant(call.receivedAt)}","endpoint":${quoted(endpoint)}` +
    `,"identifiant":${told(subject)},"statut":${shown.status},"statut_fournisseur":${call.providerStatus}` +
    `,"jti":${quoted(jeton?.jti)},"uid":${quoted(jeton?.uid)},"context":${told(purpose?.context)}` +
    `,"recipient":${told(purpose?.recipient)},"object":${told(purpose?.object)}` +
    `,"user_id":${told(call.query.parameters.get('user_id'))},"adresse":${quoted(call.address)}` +
    `,"duree_ms":${Math.round((performance.now() - call.startedAt) * 1000) / 1000}` +
    `,"avertissements":${call.warnings.length === 0 ? '[]' : JSON.stringify(call.warnings)}` +
    `,"code_erreur":${quoted(shown.errorCode)}}`
  );
}

/** What the caller wrote: a token put in the wrong place (identifier, object…) is not kept either. */
function told(text: string | null | undefined): string {
  if (text === null || text === undefined) return 'null';
  return quoted(text.includes('eyJ') ? text.replace(JETON, '[retiré]') : text);
}

const JETON = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;

const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function quoted(text: string | null | undefined): string {
  if (text === null || text === undefined) return 'null';
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

let lastSecond = Number.NaN;
let lastPrefix = '';

/** Same text as `toISOString`, whose first nineteen characters are worked out once a second. */
function isoInstant(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastPrefix = new Date(second * 1000).toISOString().slice(0, 20);
  }
  return `${lastPrefix}${String(milliseconds - second * 1000).padStart(3, '0')}Z`;
}
