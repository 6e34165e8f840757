import type { FastifyInstance } from 'fastify';
import { parseSiret } from '../../../core/identifiers/siret.ts';
import { champParCle } from '../../../habilitations/champs.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading, versionOf } from '../../shared/form-reading.ts';
import { sendNotFound } from '../../shared/page.ts';
import { sendPiece } from '../../shared/send-piece.ts';
import { openSessionOf } from '../../shared/session.ts';
import type { InstructionOptions } from '../options.ts';
import { withReadyAnswer } from './insert.ts';
import { type ById, dossierAnswers } from './show.ts';
import { addressOf, sentValues } from './view.ts';

const ONE = '/instruction/demandes/:id';
const TEXT_MAX = 10_000;

const doneSentences: Readonly<Record<string, string>> = {
  valider: 'La demande est validée : l’usager est prévenu, son jeton est prêt',
  demander_precisions: 'Les précisions sont demandées à l’usager',
  refuser: 'La demande est refusée : l’usager est prévenu',
  message: 'Le message est envoyé',
  remarque: 'La remarque est envoyée',
  avis: 'L’avis est demandé',
  'avis-retire': 'La question est retirée',
  sirene: 'L’organisation est relue dans Sirene',
  revoquer: 'L’habilitation est révoquée : ses jetons sont refusés',
  annuler_reouverture: 'La réouverture est annulée',
  archiver: 'La demande est archivée',
  transferer: 'La demande est confiée à un autre demandeur, qui en est prévenu',
};
const warnings: Readonly<Record<string, string>> = {
  inconnue: 'Sirene ne connaît pas ce SIRET : rien n’a changé ici',
  indisponible: 'Sirene ne répond pas : ce qui était connu reste affiché. Réessayez plus tard',
};

/** Reading a request, talking about it, and asking for opinions. */
export async function dossierRoutes(app: FastifyInstance, options: InstructionOptions): Promise<void> {
  const { bureau, lecture, annuaire, instruction } = options;
  const { show, act } = dossierAnswers(options);

  app.get<ById>(ONE, async (request, reply) =>
    show(request, reply, {
      done: doneSentences[textOf(request.query, 'fait')] ?? null,
      warning: warnings[textOf(request.query, 'sirene')] ?? null,
    }),
  );

  app.post<ById>(`${ONE}/messages`, async (request, reply) => {
    const { body } = request;
    const values = sentValues(body);
    if (textOf(body, 'geste') === 'inserer') {
      const demande = await lecture.demande(openSessionOf(request).compte, request.params.id);
      if (demande === null) return sendNotFound(reply);
      const corps = await withReadyAnswer(options, demande, {
        texte: values.corps,
        modele: values.modele_message,
      });
      return show(request, reply, { values: { ...values, corps } });
    }
    const champ = champParCle.get(values.champ)?.cle ?? null;
    const field = champ === null ? 'corps' : `remarque_${champ}`;
    const form = new FormReading(body);
    const corps = form.text(field, { max: TEXT_MAX, missing: 'Écrivez votre message avant de l’envoyer.' });
    if (form.isRefused) return show(request, reply.code(422), { values, errors: form.errors });
    return act(request, reply, {
      act: (lecteur) => bureau.ecrire(request.params.id, lecteur, { corps, champ }),
      done: champ === null ? 'message' : 'remarque',
    });
  });

  app.post<ById>(`${ONE}/avis`, async (request, reply) => {
    const { id } = request.params;
    const lecteur = openSessionOf(request).compte;
    const demande = await lecture.demande(lecteur, id);
    if (demande === null) return sendNotFound(reply);
    const { rapporteurs } = await instruction.alentours(demande, lecteur);
    const form = new FormReading(request.body);
    const rapporteur = rapporteurs.find((compte) => compte.id === textOf(request.body, 'rapporteur'));
    if (rapporteur === undefined) form.refuse('rapporteur', 'Choisissez un rapporteur de la liste.');
    const question = form.text('question', { max: TEXT_MAX, missing: 'Écrivez votre question.' });
    if (rapporteur === undefined || form.isRefused)
      return show(request, reply.code(422), { values: sentValues(request.body), errors: form.errors });
    const vu = { id, version: versionOf(request.body) };
    return act(request, reply, {
      act: () => bureau.demanderAvis(vu, lecteur, { rapporteur: rapporteur.id, question }),
      done: 'avis',
    });
  });

  app.post<ById>(`${ONE}/avis/retrait`, async (request, reply) =>
    act(request, reply, { act: (lecteur) => bureau.retirerAvis(request.params.id, lecteur), done: 'avis-retire' }),
  );

  app.post<ById>(`${ONE}/avis/reponse`, async (request, reply) => {
    const form = new FormReading(request.body);
    const reponse = form.text('reponse', { max: TEXT_MAX, missing: 'Écrivez votre avis avant de l’envoyer.' });
    if (form.isRefused)
      return show(request, reply.code(422), { values: sentValues(request.body), errors: form.errors });
    return act(request, reply, {
      act: (lecteur) => bureau.repondreAvis(request.params.id, lecteur, reponse),
      done: 'rendu',
      next: '/instruction/avis?fait=rendu',
    });
  });

  app.post<ById>(`${ONE}/organisation`, async (request, reply) => {
    const lecteur = openSessionOf(request).compte;
    const demande = await lecture.demande(lecteur, request.params.id);
    const siret = demande?.siret === undefined || demande.siret === null ? null : parseSiret(demande.siret);
    if (demande === null || siret === null || demande.demandeur === lecteur.id) return sendNotFound(reply);
    const { etat } = await annuaire.relire(siret);
    return reply.redirect(addressOf(demande, etat === 'connue' ? '?fait=sirene' : `?sirene=${etat}`), 303);
  });

  app.get<{ Params: { id: string; piece: string } }>(`${ONE}/pieces/:piece`, async (request, reply) => {
    const { id, piece } = request.params;
    if ((await lecture.demande(openSessionOf(request).compte, id)) === null) return sendNotFound(reply);
    const found = await instruction.piece(id, piece);
    return found === undefined ? sendNotFound(reply) : sendPiece(reply, found);
  });
}
