import {
  type PlainOperation,
  type SimulatedReply,
  type SimulatedRequest,
  textReply,
  type UnitOperation,
} from '../../simulator/simulation.ts';

const COOKIE =
  'lemondgfip=5b1f0c7a9d3e48260718f9a2c4b6d8e0_e0d8b6c4a2f9180762483e9d7a0c1f5b; domain=.dgfip.finances.gouv.fr; path=/';
const HTML = 'text/html; charset=iso-8859-15';
/** What identifies nobody: a request without the cookie. */
const STRANGER = '';

/** A page as the DGFIP writes it: HTML in ISO-8859-15. */
export function dgfipPage(title: string, text: string, status = 200): SimulatedReply {
  return textReply(
    Buffer.from(`<html><head><title>${title}</title></head><body>${text}</body></html>`, 'latin1'),
    HTML,
    status,
  );
}

export const loginOperation: PlainOperation = { method: 'POST', path: /^\/authentification$/, answer: login };

/** The same operation, refused to a caller who has not opened a session. */
export function behindDgfipLogin(operation: UnitOperation): UnitOperation {
  return {
    ...operation,
    identify: (request) => (request.headers.cookie === COOKIE ? operation.identify(request) : STRANGER),
    unknown: (identifier, request) => (identifier === STRANGER ? noSession() : operation.unknown(identifier, request)),
  };
}

/** The same, for an operation about nobody in particular. */
export function plainBehindDgfipLogin(operation: PlainOperation): PlainOperation {
  return {
    ...operation,
    answer: (request) => (request.headers.cookie === COOKIE ? operation.answer(request) : noSession()),
  };
}

function noSession(): SimulatedReply {
  return dgfipPage('Accès refusé', 'Session absente', 401);
}

function login({ body }: SimulatedRequest): SimulatedReply {
  const form = new URLSearchParams(body);
  if (!form.get('secret') || !form.get('identifiant') || !form.has('mdp')) {
    return dgfipPage('Authentification', 'Identifiant ou mot de passe erroné');
  }
  const { headers, ...page } = dgfipPage('Authentification', 'Session ouverte');
  return { ...page, headers: { ...headers, 'Set-Cookie': COOKIE } };
}
