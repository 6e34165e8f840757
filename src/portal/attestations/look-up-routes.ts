import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ouverte, Usage } from '../../attestations/acces.ts';
import type { Resultat } from '../../attestations/issue.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { openSessionOf } from '../shared/session.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import { ATTESTATIONS, formOf } from './addresses.ts';
import { closedPage, unmadePage } from './closed-pages.tsx';
import { formPage } from './form-page.tsx';
import { emptyForm, readForm, type Typed } from './form-reading.ts';
import { homePage } from './home-page.tsx';
import type { AttestationsOptions } from './options.ts';
import { isProved, sendProofNeeded } from './proof.ts';
import { resultsPage, type Sizes } from './results-page.tsx';

type ByGrant = { Params: { habilitation: string } };

/** Choosing a grant, asking, reading what came. */
export function lookUpRoutes(app: FastifyInstance, options: AttestationsOptions): void {
  const { acces, consulter, historique, preuves, browserOf } = options;

  app.get(ATTESTATIONS, async (request, reply) => {
    const habilitations = await acces.liste(openSessionOf(request).compte.id);
    const [only, ...others] = habilitations;
    if (only !== undefined && others.length === 0) return reply.redirect(formOf(only.id), 303);
    return sendPage(reply, homePage(request.frame, habilitations));
  });

  app.get<ByGrant>(`${ATTESTATIONS}/:habilitation`, async (request, reply) => {
    const usage = await admitted(request, reply);
    return usage === null ? reply : sendForm(request, reply, { ouverte: usage, typed: emptyForm() });
  });

  app.post<ByGrant>(`${ATTESTATIONS}/:habilitation`, async (request, reply) => {
    const usage = await admitted(request, reply);
    if (usage === null) return reply;
    const { typed, errors, whole } = readForm(request.body, usage.services);
    if (whole === null) return sendForm(request, reply.code(422), { ouverte: usage, typed, errors });
    const who = { agent: openSessionOf(request).compte.id, adresse: browserOf(request).address };
    const issue = await consulter({ ...whole, ...who }, usage);
    const { frame } = request;
    if (issue.etat !== 'faite') {
      reply.code(issue.etat === 'deja' ? 409 : 429);
      if (issue.etat === 'trop') reply.header('Retry-After', issue.minutes * 60);
      return sendPage(reply, unmadePage(frame, issue, usage.habilitation));
    }
    const { resultats, faiteLe: at } = issue;
    const { valeur } = whole.identifiant;
    const sizes = await sizesOf(resultats);
    return sendPage(reply, resultsPage({ frame, ouverte: usage, typed, valeur, resultats, sizes, at }));
  });

  /** A grant that is his, works, and that this session may use; null when a page has already said why not. */
  async function admitted(request: FastifyRequest<ByGrant>, reply: FastifyReply): Promise<Ouverte | null> {
    const usage = await acces.usage(openSessionOf(request).compte.id, request.params.habilitation);
    if (usage === null) sendNotFound(reply);
    else if (usage.etat === 'fermee') sendClosed(request, reply, usage);
    else if (isProved(request)) return usage;
    else await sendProofNeeded(request, reply.code(403), { preuves, back: formOf(usage.habilitation.id) });
    return null;
  }

  function sendClosed({ frame }: FastifyRequest, reply: FastifyReply, usage: Extract<Usage, { etat: 'fermee' }>): void {
    sendPage(reply.code(409), closedPage(frame, usage));
  }

  async function sendForm(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { readonly ouverte: Ouverte; readonly typed: Typed; readonly errors?: FieldErrors },
  ): Promise<FastifyReply> {
    const others = await acces.liste(openSessionOf(request).compte.id);
    return sendPage(reply, formPage({ frame: request.frame, hasOthers: others.length > 1, ...shown }));
  }

  async function sizesOf(resultats: readonly Resultat[]): Promise<Sizes> {
    const urls = resultats.flatMap(({ reponse }) => (reponse.genre === 'donnees' ? reponse.documents : []));
    const sizes = await Promise.allSettled(urls.map((url) => historique.taille(url)));
    return new Map(
      urls.flatMap((url, rank): [string, number | null][] => {
        const size = sizes[rank];
        // What was obtained is shown, whatever its size: it cannot be asked twice for that.
        if (size?.status !== 'fulfilled') return [[url, null]];
        return size.value === null ? [] : [[url, size.value]];
      }),
    );
  }
}
