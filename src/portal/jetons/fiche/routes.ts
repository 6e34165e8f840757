import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { peutAjouter } from '../../../habilitations/ajout-de-donnees.ts';
import { formulaireDe, formulaireEnvoye } from '../../../habilitations/formulaire.ts';
import type { Demande } from '../../../records/demandes.ts';
import { textOf } from '../../shared/form-body.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { pageAsked } from '../../views/pagination.tsx';
import { type ByJti, JETONS, pageOf } from '../addresses.ts';
import { listPage } from '../liste/list-page.tsx';
import { askRoutes } from './ask-routes.ts';
import type { FicheOptions } from './options.ts';
import { overviewPage } from './overview-page.tsx';
import { droitsDuJeton } from './rights.ts';
import { valuePage } from './value-page.tsx';

const PAGES_MAX = 1_000_000;
const NOTHING_TICKED = 'Cochez au moins une donnée avant de la demander.';
const ENDED = 'Ce jeton ne fonctionne plus : sa valeur n’est plus montrée.';

/** The tokens that one looks after, and each of them. */
export async function jetonRoutes(app: FastifyInstance, options: FicheOptions): Promise<void> {
  const { jetons, services, habilitations, browserOf } = options;
  app.addHook('preHandler', requireRole());

  app.get(JETONS, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const liste = await jetons.deCompte(compte.id, pageAsked(textOf(request.query, 'page'), PAGES_MAX));
    return sendPage(reply, listPage({ frame: request.frame, liste }));
  });

  async function show(request: FastifyRequest<ByJti>, reply: FastifyReply, refusal?: string): Promise<FastifyReply> {
    const { compte } = openSessionOf(request);
    const fiche = await jetons.fiche(compte.id, request.params.jti);
    if (fiche === null) return sendNotFound(reply);
    const isMine = fiche.jeton.qualite === 'demandeur';
    const demande = isMine ? await habilitations.lecture.demande(compte, fiche.jeton.demande) : null;
    const accorde = formulaireEnvoye(fiche.habilitation.instantane);
    if (accorde === null) throw new Error(`habilitation ${fiche.habilitation.numero} has no snapshot`);
    const droits = droitsDuJeton({
      services,
      donnees: habilitations.donnees,
      jeton: fiche.jeton,
      accorde,
      actuel: demande === null ? null : formulaireDe(demande),
      peutDemander: demande !== null && peutAjouter(demande),
    });
    const shown = { frame: request.frame, fiche, accorde, droits, lecteur: compte.email };
    const obstacle = obstacleOf(isMine, demande);
    return sendPage(reply, overviewPage({ ...shown, obstacle, ...(refusal === undefined ? {} : { refusal }) }));
  }

  app.get<ByJti>(`${JETONS}/:jti`, async (request, reply) => {
    const nothingTicked = textOf(request.query, 'choix') === 'aucun';
    return show(request, reply, nothingTicked ? NOTHING_TICKED : undefined);
  });

  // Where a session that ended meanwhile comes back to.
  app.get<ByJti>(`${JETONS}/:jti/afficher`, async ({ params }, reply) => reply.redirect(pageOf(params.jti), 303));

  app.post<ByJti>(`${JETONS}/:jti/afficher`, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const { jti } = request.params;
    const mine = await jetons.dontDemandeur(compte.id, jti);
    if (mine === null) return sendNotFound(reply);
    const valeur = await jetons.afficher(compte.id, jti, browserOf(request).address);
    if (valeur === null) return show(request, reply.code(410), ENDED);
    reply.header('Referrer-Policy', 'no-referrer').header('X-Robots-Tag', 'noindex');
    return sendPage(reply, valuePage({ frame: request.frame, jeton: mine, valeur }));
  });

  askRoutes(app, options);
}

function obstacleOf(isMine: boolean, demande: Demande | null): string {
  if (!isMine) return 'Il manque une donnée ? Son demandeur peut la demander, depuis cette page.';
  if (demande === null)
    return 'La demande de ce jeton est archivée : pour une autre donnée, partez de la demande qui la remplace, ou d’une nouvelle.';
  if (demande.etat === 'envoyee')
    return 'Votre demande est en cours d’instruction : une autre donnée se demande après sa réponse.';
  if (demande.etat === 'validee' || peutAjouter(demande)) return 'Il n’y a rien de plus à demander.';
  return 'La demande de ce jeton est close : pour une autre donnée, faites une nouvelle demande.';
}
