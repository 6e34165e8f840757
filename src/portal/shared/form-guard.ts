import type { FastifyInstance, FastifyRequest } from 'fastify';
import { FORM_TOKEN_FIELD } from '../views/csrf-field.tsx';
import { type FormTokens, senderOf } from './csrf.ts';
import { textOf } from './form-body.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * How a form is recognised when it does not act for who is logged in: `visiteur`, whoever sends it from our pages (login);
     * `adresse-secrete`, its address carries a key that says it all, and no session is read (unsubscribing from a mail).
     */
    readonly form?: 'visiteur' | 'adresse-secrete';
  }
}

interface FormGuardOptions {
  readonly formTokens: FormTokens;
  readonly publicUrl: string;
}

/** A form that another site could have sent, or whose page is too old. */
class FormRefused extends Error {
  readonly statusCode = 403;
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Before every handler that changes something, whatever its route: the form comes from a page of ours. For who is logged in, by
 * a token bound to the session. For anyone else no cookie can tell, so what the browser says of the sender decides, and a
 * token of the hour when it says nothing.
 */
export function guardForms(app: FastifyInstance, { formTokens, publicUrl }: FormGuardOptions): void {
  const { origin } = new URL(publicUrl);

  function isOurs(request: FastifyRequest): boolean {
    const { form } = request.routeOptions.config;
    if (form === 'adresse-secrete') return true;
    const sender = senderOf(request.headers, origin);
    if (sender === 'foreign') return false;
    const mine = request.login?.state === 'open' ? request.login.session.empreinte : null;
    const isForVisitors = mine === null || form === 'visiteur';
    if (isForVisitors && sender === 'own') return true;
    const token = textOf(request.body, FORM_TOKEN_FIELD);
    // Who is logged in is shown the same form with the token of his session.
    return (isForVisitors && formTokens.accepts(token, null)) || (mine !== null && formTokens.accepts(token, mine));
  }

  app.addHook('preHandler', async (request) => {
    if (SAFE.includes(request.method) || request.is404) return;
    // Without the database, who is logged in cannot be told: it is no fault of the form.
    if (request.login?.state === 'unknown') throw request.login.fault;
    if (!isOurs(request)) throw new FormRefused('formulaire refusé');
  });
}
