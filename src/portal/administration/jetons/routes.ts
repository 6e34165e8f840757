import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Outdated, Refused } from '../../../core/refused.ts';
import type { AdministrationJetons } from '../../../jetons/rotation/administration.ts';
import type { FicheJeton, Registre } from '../../../jetons/rotation/registre.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading } from '../../shared/form-reading.ts';
import { isEtatJeton } from '../../shared/jeton-state.tsx';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { withoutTypedTokens } from '../../shared/typed-tokens.ts';
import { pageAsked } from '../../views/pagination.tsx';
import { emptyRevocation, restorePage, revokePage } from './act-pages.tsx';
import { tokensPage } from './list-page.tsx';
import { tokenPage } from './token-page.tsx';
import { addressOf, type Done, isDone, LIST } from './words.ts';

interface TokensOptions {
  readonly registre: Registre;
  readonly administration: AdministrationJetons;
}

type WithJti = { Params: { jti: string } };
type Asking = FastifyRequest<WithJti>;

const PAGES_MAX = 1_000_000;
const REASON_MAX = 1000;
const MISSING = 'Donnez une raison : elle est envoyée au demandeur et aux contacts.';

/** The tokens of others, for who operates the service. */
export async function jetonAdministration(
  app: FastifyInstance,
  { registre, administration }: TokensOptions,
): Promise<void> {
  app.addHook('preHandler', requireRole('administrateur'));

  app.get(LIST, async ({ frame, query }, reply) => {
    const asked = { q: textOf(query, 'q'), etat: textOf(query, 'etat') };
    const mots = asked.q.split(/\s+/).filter((mot) => mot !== '');
    const wanted = { mots, etat: isEtatJeton(asked.etat) ? asked.etat : null };
    const found = await registre.chercher(wanted, pageAsked(textOf(query, 'page'), PAGES_MAX));
    return sendPage(reply, tokensPage({ frame, found, asked }));
  });

  const show = (request: Asking, reply: FastifyReply, fiche: FicheJeton, refusal?: string) => {
    const fait = textOf(request.query, 'fait');
    const done = refusal === undefined && isDone(fait) ? fait : null;
    const shown = { frame: request.frame, fiche, done, ...(refusal === undefined ? {} : { refusal }) };
    return sendPage(reply, tokenPage(shown));
  };

  app.get<WithJti>(addressOf(':jti'), async (request, reply) => {
    const fiche = await registre.fiche(request.params.jti);
    return fiche === null ? sendNotFound(reply) : show(request, reply, fiche);
  });

  /** Done, or why not, on the page of the token as it is now. */
  async function perform(request: Asking, reply: FastifyReply, done: Done, write: () => Promise<void>) {
    const { jti } = request.params;
    try {
      await write();
      return reply.redirect(`${addressOf(jti)}?fait=${done}`, 303);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const fiche = await registre.fiche(jti);
      if (fiche === null) return sendNotFound(reply);
      return show(request, reply.code(error instanceof Outdated ? 409 : 422), fiche, error.message);
    }
  }

  app.get<WithJti>(addressOf(':jti', '/revoquer'), async ({ frame, params }, reply) => {
    const fiche = await registre.fiche(params.jti);
    if (fiche?.revocable !== true) return sendNotFound(reply);
    return sendPage(reply, revokePage({ frame, fiche, typed: emptyRevocation }));
  });
  app.post<WithJti>(addressOf(':jti', '/revoquer'), async (request, reply) => {
    const fiche = await registre.fiche(request.params.jti);
    if (fiche === null) return sendNotFound(reply);
    // Whoever reports a leak may have pasted the token in what becomes the reason, and a mail.
    const { body, errors } = withoutTypedTokens(request.body);
    const reading = new FormReading(body);
    const quand = reading.choice('quand', ['maintenant', 'plus_tard'], 'Choisissez quand révoquer le jeton.');
    const le = reading.instant('le', quand === 'plus_tard' ? 'Donnez la date de la révocation.' : undefined);
    const raison = reading.text('raison', { max: REASON_MAX, missing: MISSING });
    reading.blame(errors);
    const remplacer = fiche.jeton.demandeur !== null && textOf(body, 'remplacer') === 'oui';
    if (reading.isRefused) {
      const typed = { quand: textOf(body, 'quand'), le: textOf(body, 'le'), remplacer, raison };
      return sendPage(reply.code(422), revokePage({ frame: request.frame, fiche, typed, errors: reading.errors }));
    }
    const at = quand === 'plus_tard' ? le : null;
    const act = { auteur: openSessionOf(request).compte, jti: fiche.jeton.jti, vu: textOf(body, 'vu'), raison };
    return perform(request, reply, 'revoquer', () => administration.revoquer({ ...act, le: at, remplacer }));
  });

  app.get<WithJti>(addressOf(':jti', '/retablir'), async ({ frame, params }, reply) => {
    const fiche = await registre.fiche(params.jti);
    if (fiche === null || fiche.pasRetabli !== null) return sendNotFound(reply);
    return sendPage(reply, restorePage({ frame, fiche, raison: '' }));
  });
  app.post<WithJti>(addressOf(':jti', '/retablir'), async (request, reply) => {
    const fiche = await registre.fiche(request.params.jti);
    if (fiche === null) return sendNotFound(reply);
    const { body, errors } = withoutTypedTokens(request.body);
    const reading = new FormReading(body);
    const raison = reading.text('raison', { max: REASON_MAX, missing: MISSING });
    reading.blame(errors);
    if (reading.isRefused)
      return sendPage(reply.code(422), restorePage({ frame: request.frame, fiche, raison, errors: reading.errors }));
    const act = { auteur: openSessionOf(request).compte, jti: fiche.jeton.jti, vu: textOf(body, 'vu'), raison };
    return perform(request, reply, 'retablir', () => administration.retablir(act));
  });
}
