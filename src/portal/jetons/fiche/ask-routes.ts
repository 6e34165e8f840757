import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Outdated, Refused } from '../../../core/refused.ts';
import { ajouterDonnees, peutAjouter } from '../../../habilitations/ajout-de-donnees.ts';
import type { Donnee } from '../../../habilitations/donnees.ts';
import type { Demande } from '../../../records/demandes.ts';
import type { JetonDeCompte } from '../../../records/jetons-de-compte.ts';
import { valuesOf } from '../../shared/form-body.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf } from '../../shared/session.ts';
import { type ByJti, JETONS, pageOf } from '../addresses.ts';
import { askPage } from './ask-page.tsx';
import type { FicheOptions } from './options.ts';

interface Asked {
  readonly jeton: JetonDeCompte;
  readonly demande: Demande;
  readonly donnees: readonly Donnee[];
}

/** The data that a token lacks, added to the request that granted it. */
export function askRoutes(app: FastifyInstance, { jetons, habilitations }: FicheOptions): void {
  const { bureau, lecture, donnees } = habilitations;

  async function askedBy(request: FastifyRequest<ByJti>, from: unknown): Promise<Asked | null> {
    const { compte } = openSessionOf(request);
    const jeton = await jetons.dontDemandeur(compte.id, request.params.jti);
    const demande = jeton === null ? null : await lecture.demande(compte, jeton.demande);
    if (jeton === null || demande === null || !peutAjouter(demande)) return null;
    const codes = valuesOf(from, 'donnees');
    return { jeton, demande, donnees: donnees.toutes.filter(({ code }) => codes.includes(code)) };
  }

  const show = (request: FastifyRequest, reply: FastifyReply, asked: Asked, refusal?: string): FastifyReply =>
    sendPage(reply, askPage({ frame: request.frame, ...asked, ...(refusal === undefined ? {} : { refusal }) }));

  const backToChoose = (reply: FastifyReply, { jeton }: Asked): FastifyReply =>
    reply.redirect(`${pageOf(jeton.jti)}?choix=aucun#droits`, 303);

  app.get<ByJti>(`${JETONS}/:jti/demander`, async (request, reply) => {
    const asked = await askedBy(request, request.query);
    if (asked === null) return sendNotFound(reply);
    if (asked.donnees.length === 0) return backToChoose(reply, asked);
    return show(request, reply, asked);
  });

  app.post<ByJti>(`${JETONS}/:jti/demander`, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const asked = await askedBy(request, request.body);
    if (asked === null) return sendNotFound(reply);
    // A request is not reopened for nothing.
    if (asked.donnees.length === 0) return backToChoose(reply, asked);
    const { demande } = asked;
    const codes = asked.donnees.map(({ code }) => code);
    try {
      await ajouterDonnees({ bureau, relire: () => lecture.demande(compte, demande.id) }, compte, { demande, codes });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return show(request, reply.code(error instanceof Outdated ? 409 : 422), asked, error.message);
    }
    return reply.redirect(`/demandes/${demande.id}/donnees`, 303);
  });
}
