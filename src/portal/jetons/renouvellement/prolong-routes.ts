import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '../../../core/refused.ts';
import { type Etape, etapes, isEtape, type Reponse } from '../../../jetons/prolongation/etapes.ts';
import type { EnCours, Prolongation } from '../../../jetons/prolongation/prolongation.ts';
import { FormReading } from '../../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf } from '../../shared/session.ts';
import { type ByJti, prolongationOf, renewalOf } from './addresses.ts';
import { prolongPage } from './prolong-pages.tsx';
import { stopPage } from './stop-page.tsx';

interface ProlongOptions {
  readonly prolongation: Prolongation;
  /** Shows where the token is, and why what was asked is refused. */
  readonly refuse: (request: FastifyRequest<ByJti>, reply: FastifyReply, why: string) => Promise<FastifyReply>;
}

type ByEtape = { Params: { jti: string; etape: string } };

const yesNo = ['oui', 'non'] as const;
const inCharge = ['oui', 'bientot', 'non'] as const;

/** The four screens of a prolongation; where one is, the answers say. */
export function prolongRoutes(app: FastifyInstance, { prolongation, refuse }: ProlongOptions): void {
  /** Null once answered: it is not his, or nothing is to be prolonged any more. */
  async function find(request: FastifyRequest<ByJti>, reply: FastifyReply): Promise<EnCours | null> {
    const { jti } = request.params;
    const read = await prolongation.lire(openSessionOf(request).compte.id, jti);
    if (read === null) sendNotFound(reply);
    else if ('empechement' in read) reply.redirect(renewalOf(jti), 303);
    return read === null || 'empechement' in read ? null : read;
  }

  app.get<ByJti>('/compte/jetons/:jti/prolonger', async (request, reply) => {
    const enCours = await find(request, reply);
    if (enCours === null) return reply;
    const { suite } = enCours;
    if ('etape' in suite) return reply.redirect(prolongationOf(request.params.jti, suite.etape), 303);
    return sendPage(reply, stopPage({ frame: request.frame, enCours, arret: suite.arret }));
  });

  app.get<ByEtape>('/compte/jetons/:jti/prolonger/:etape', async (request, reply) => {
    const { jti, etape } = request.params;
    if (!isEtape(etape)) return sendNotFound(reply);
    const enCours = await find(request, reply);
    if (enCours === null) return reply;
    if (!isReached(etape, enCours)) return reply.redirect(prolongationOf(jti), 303);
    return sendPage(reply, prolongPage(etape, { frame: request.frame, enCours }));
  });

  app.post<ByEtape>('/compte/jetons/:jti/prolonger/:etape', async (request, reply) => {
    const { jti, etape } = request.params;
    if (!isEtape(etape)) return sendNotFound(reply);
    if (etape === 'resume') return conclude(request, reply);
    const enCours = await find(request, reply);
    if (enCours === null) return reply;
    if (!isReached(etape, enCours)) return reply.redirect(prolongationOf(jti), 303);
    const form = new FormReading(request.body);
    const reponse = answerOf(etape, form);
    if (form.isRefused)
      return sendPage(reply.code(422), prolongPage(etape, { frame: request.frame, enCours, errors: form.errors }));
    await prolongation.repondre(openSessionOf(request).compte.id, jti, reponse);
    return reply.redirect(prolongationOf(jti), 303);
  });

  async function conclude(request: FastifyRequest<ByEtape>, reply: FastifyReply): Promise<FastifyReply> {
    const { jti } = request.params;
    const compte = openSessionOf(request).compte.id;
    if ((await prolongation.lire(compte, jti)) === null) return sendNotFound(reply);
    try {
      await prolongation.conclure(compte, jti);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return refuse(request, reply.code(409), error.message);
    }
    return reply.redirect(`${renewalOf(jti)}?fait=prolonge`, 303);
  }
}

/** A screen already answered may be seen again; one that comes after what is asked now may not. */
function isReached(etape: Etape, { suite, reponses }: EnCours): boolean {
  const asked = 'etape' in suite ? suite.etape : suite.arret === 'transferer' ? 'responsable' : stoppedAt(reponses);
  return etapes.indexOf(etape) <= etapes.indexOf(asked);
}

const stoppedAt = ({ usage_inchange }: EnCours['reponses']): Etape => (usage_inchange === false ? 'usage' : 'contacts');

function answerOf(etape: Exclude<Etape, 'resume'>, form: FormReading): Reponse {
  const isYes = (field: string, missing: string) => form.choice(field, yesNo, missing) === 'oui';
  switch (etape) {
    case 'responsable':
      return {
        responsable: form.choice('responsable', inCharge, 'Dites si vous répondez toujours de ce jeton.'),
      };
    case 'usage':
      return { usage_inchange: isYes('usage', 'Dites si l’usage est inchangé.') };
    case 'contacts':
      return {
        contact_metier: isYes('contact_metier', 'Dites si le contact métier est toujours exact.'),
        contact_technique: isYes('contact_technique', 'Dites si le contact technique est toujours exact.'),
      };
  }
}
