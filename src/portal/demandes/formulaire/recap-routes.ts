import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Outdated, Refused } from '../../../core/refused.ts';
import { manquesDe } from '../../../habilitations/controles/tous.ts';
import { dayOf } from '../../shared/dates.ts';
import { textOf, valuesOf } from '../../shared/form-body.ts';
import { versionOf } from '../../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { type Brouillon, ouvrir } from './brouillon.ts';
import type { FormulaireOptions } from './options.ts';
import { type RecapPageProps, recapPage } from './recap-page.tsx';

const URL = '/demandes/:id/recapitulatif';
const CHANGED =
  'Elle a été modifiée ailleurs depuis que cette page est ouverte. Relisez-la ci-dessous, telle qu’elle est maintenant, puis envoyez-la.';
const NEW_TERMS =
  'Les conditions générales d’utilisation viennent de changer. Lisez la nouvelle version, puis envoyez.';

/** The last page of the form: everything is read over, checked once more, and sent. */
export async function recapRoutes(app: FastifyInstance, { habilitations, cgu }: FormulaireOptions): Promise<void> {
  const { bureau, donnees } = habilitations;
  const cguDay = dayOf(new Date(`${cgu}T12:00:00Z`));

  function show(
    { frame }: FastifyRequest,
    reply: FastifyReply,
    { brouillon, ...said }: Pick<RecapPageProps, 'brouillon'> & Partial<RecapPageProps>,
  ): FastifyReply {
    const manques = manquesDe(brouillon.formulaire, brouillon.contexte);
    const checked = { cgu: false, informe: brouillon.formulaire.contenu.delegue_informe };
    return sendPage(reply, recapPage({ frame, brouillon, donnees, manques, cgu, cguDay, checked, ...said }));
  }

  app.get(URL, { preHandler: requireRole() }, async (request, reply) => {
    const opened = await ouvrir(request, habilitations, { sirene: true });
    if (opened === null) return sendNotFound(reply);
    const { brouillon, modifiable } = opened;
    if (!modifiable) return reply.redirect(`/demandes/${brouillon.dossier.demande.id}`, 303);
    return show(request, reply, { brouillon });
  });

  app.post(URL, { preHandler: requireRole() }, async (request, reply) => {
    const opened = await ouvrir(request, habilitations, { sirene: true });
    if (opened === null) return sendNotFound(reply);
    const { brouillon, modifiable } = opened;
    const { demande } = brouillon.dossier;
    if (!modifiable) return reply.redirect(`/demandes/${demande.id}`, 303);
    const { body } = request;
    const checked = {
      cgu: valuesOf(body, 'cgu').includes('oui'),
      informe: valuesOf(body, 'delegue_informe').includes('oui'),
    };
    if (versionOf(body) !== demande.version) return show(request, reply.code(409), { brouillon, refusal: CHANGED });
    if (textOf(body, 'cgu_version') !== cgu) return show(request, reply.code(409), { brouillon, refusal: NEW_TERMS });
    if (manquesDe(brouillon.formulaire, brouillon.contexte).size > 0)
      return show(request, reply.code(422), {
        brouillon,
        refusal: 'Il manque encore quelque chose : la liste est ci-dessous.',
      });
    const errors = {
      ...(checked.cgu ? {} : { cgu: 'Acceptez les conditions générales d’utilisation pour envoyer la demande.' }),
      ...(checked.informe
        ? {}
        : { delegue_informe: 'Informez votre délégué à la protection des données, puis cochez cette case.' }),
    };
    if (Object.keys(errors).length > 0) return show(request, reply.code(422), { brouillon, checked, errors });
    return send(request, reply, brouillon);
  });

  async function send(request: FastifyRequest, reply: FastifyReply, { dossier }: Brouillon): Promise<FastifyReply> {
    const { compte } = openSessionOf(request);
    const { id, version } = dossier.demande;
    try {
      const kept = await bureau.enregistrer({ id, version }, compte, { contenu: { delegue_informe: true } });
      await bureau.agir({ id, version: kept }, compte, 'envoyer', { cgu });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const again = await ouvrir(request, habilitations);
      if (again === null) return sendNotFound(reply);
      if (!again.modifiable) return reply.redirect(`/demandes/${id}`, 303);
      const refusal = error instanceof Outdated ? CHANGED : error.message;
      return show(request, reply.code(error instanceof Outdated ? 409 : 422), { brouillon: again.brouillon, refusal });
    }
    return reply.redirect(`/demandes/${id}?fait=envoyee`, 303);
  }
}
