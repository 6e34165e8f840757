import type { FastifyInstance } from 'fastify';
import { Refused } from '../../core/refused.ts';
import type { Bureau } from '../../habilitations/bureau.ts';
import { formulaireNamed } from '../../habilitations/cas-usage.ts';
import type { Donnees } from '../../habilitations/donnees.ts';
import type { Lecture } from '../../habilitations/lecture.ts';
import { textOf } from '../shared/form-body.ts';
import { FormReading } from '../shared/form-reading.ts';
import { sendPage } from '../shared/page.ts';
import { openSessionOf, requireRole } from '../shared/session.ts';
import { newPage } from './new-page.tsx';
import { accessPage, type Delai } from './page.tsx';
import { profils } from './profils.ts';

const NEW = '/demandes/nouvelle';
const TITLE_MAX = 300;

interface AccessRoutesOptions {
  readonly habilitations: { readonly bureau: Bureau; readonly lecture: Lecture; readonly donnees: Donnees };
  /** How long decisions take now. */
  readonly delai: () => Promise<Delai>;
}

/** Where one learns whether access may be asked for, and starts to ask. */
export async function accessRoutes(app: FastifyInstance, { habilitations, delai }: AccessRoutesOptions): Promise<void> {
  const { bureau, lecture, donnees } = habilitations;

  app.get('/demander-un-acces', async ({ frame, query }, reply) => {
    const asked = textOf(query, 'profil');
    const profil = profils.find(({ cle }) => cle === asked) ?? null;
    return sendPage(reply, accessPage({ frame, profil, donnees, delai: await delai() }));
  });

  app.get(NEW, { preHandler: requireRole() }, async (request, reply) => {
    const toFinish = await lecture.aFinir(openSessionOf(request).compte);
    const chosen = formulaireNamed(textOf(request.query, 'cas'));
    return sendPage(reply, newPage({ frame: request.frame, chosen, toFinish, intitule: '', errors: {} }));
  });

  app.post(NEW, { preHandler: requireRole() }, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const { frame, body } = request;
    const chosen = formulaireNamed(textOf(body, 'cas'));
    const form = new FormReading(body);
    if (chosen === null || !chosen.ouvert) form.refuse('cas', 'Choisissez le cas d’usage de votre demande.');
    const missing = 'Donnez un intitulé à votre projet : quelques mots suffisent.';
    const intitule = form.text('intitule', { max: TITLE_MAX, missing });
    if (chosen !== null && !form.isRefused) {
      try {
        const id = await bureau.creer(compte, { casUsage: chosen.cle, intitule });
        return reply.redirect(`/demandes/${id}/formulaire?fait=creee`, 303);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        form.refuse('intitule', error.message);
      }
    }
    const toFinish = await lecture.aFinir(compte);
    return sendPage(reply.code(422), newPage({ frame, chosen, toFinish, intitule, errors: form.errors }));
  });
}
