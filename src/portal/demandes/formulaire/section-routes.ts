import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Outdated } from '../../../core/refused.ts';
import type { PieceSaisie } from '../../../habilitations/bureau.ts';
import { changementsEntre } from '../../../habilitations/changements.ts';
import { emptyContenu } from '../../../habilitations/contenu.ts';
import type { Manque } from '../../../habilitations/controles/controle.ts';
import { controles } from '../../../habilitations/controles/tous.ts';
import type { Formulaire } from '../../../habilitations/formulaire.ts';
import type { Saisie } from '../../../habilitations/premier-formulaire.ts';
import { type Section, sections } from '../../../habilitations/sections.ts';
import { hourOf } from '../../shared/dates.ts';
import { textOf } from '../../shared/form-body.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { type JudgedFiles, piecesOf } from '../../shared/sent-files.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import { type Brouillon, ouvrir, versionDe } from './brouillon.ts';
import { closedPage } from './closed-page.tsx';
import { Envoi } from './envoi.ts';
import { adresse, type FormulaireOptions } from './options.ts';
import { pagesSections } from './pages-sections.ts';
import { type Ecrit, pdfRule } from './section.ts';
import { nextAddress, sectionPage } from './section-page.tsx';

/** The sections of the form: read at any time, kept whatever was typed. */
export async function sectionRoutes(app: FastifyInstance, { habilitations }: FormulaireOptions): Promise<void> {
  const { bureau, donnees, lecture } = habilitations;

  const ecritDe = (brouillon: Brouillon, formulaire: Formulaire, errors: FieldErrors): Ecrit => ({
    id: brouillon.dossier.demande.id,
    ...{ formulaire, donnees, errors, contexte: brouillon.contexte },
    pieces: brouillon.dossier.pieces,
    demandeur: brouillon.dossier.demandeur,
    remarques: brouillon.aPreciser?.remarques ?? new Map(),
  });

  function show(
    request: FastifyRequest,
    brouillon: Brouillon,
    section: Section,
    errors: FieldErrors,
  ): Parameters<typeof sectionPage>[0] {
    const { formulaire } = brouillon;
    const version = versionDe(formulaire, section, donnees);
    return { frame: request.frame, brouillon, section, ecrit: ecritDe(brouillon, formulaire, errors), version };
  }

  /** What was typed over a section that has changed since: shown again, beside what is kept. */
  function conflict(
    request: FastifyRequest,
    reply: FastifyReply,
    { brouillon, section, typed }: Overwritten,
  ): FastifyReply {
    const { formulaire } = brouillon;
    reply.code(409);
    if (new Envoi(request.body).isAutomatic) return reply.send({ message: 'changed' });
    const changes = changementsEntre(formulaire, typed, donnees);
    const page = show(request, brouillon, section, {});
    return sendPage(reply, sectionPage({ ...page, ecrit: ecritDe(brouillon, typed, {}), conflict: changes }));
  }

  async function save(request: FastifyRequest, reply: FastifyReply, section: Section): Promise<FastifyReply> {
    const opened = await ouvrir(request, habilitations);
    if (opened === null) return sendNotFound(reply);
    const { brouillon, modifiable } = opened;
    const { demande, demandeur } = brouillon.dossier;
    const envoi = new Envoi(request.body);
    const page = pagesSections[section];
    const saisie = page.lire(envoi, { formulaire: brouillon.formulaire, donnees, demandeur });
    const typed = withTyped(brouillon.formulaire, saisie);
    if (!modifiable) {
      const changes = changementsEntre(brouillon.formulaire, typed, donnees);
      return sendPage(reply.code(409), closedPage({ frame: request.frame, demande, changes }));
    }
    if (envoi.version !== versionDe(brouillon.formulaire, section, donnees))
      return conflict(request, reply, { brouillon, section, typed });
    const files = sentFiles(request, envoi, section);
    try {
      await bureau.enregistrer(demande, openSessionOf(request).compte, saisie, files.pieces);
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
      const again = await ouvrir(request, habilitations);
      return again === null ? sendNotFound(reply) : conflict(request, reply, { ...again, section, typed });
    }
    const faults = { ...envoi.faults, ...files.faults };
    return kept(request, reply, { section, faults, status: files.status });
  }

  async function kept(
    request: FastifyRequest,
    reply: FastifyReply,
    { section, faults, status }: Kept,
  ): Promise<FastifyReply> {
    const envoi = new Envoi(request.body);
    const after = await ouvrir(request, habilitations, { sirene: section === 'organisation' && !envoi.isAutomatic });
    if (after === null) return sendNotFound(reply);
    const { formulaire, contexte, dossier } = after.brouillon;
    const { id } = dossier.demande;
    if (envoi.isAutomatic) {
      const version = versionDe(formulaire, section, donnees);
      return reply.header('Cache-Control', 'no-store').send({ version, heure: hourOf(lecture.now()) });
    }
    const page = adresse(id, section);
    const isFaulty = Object.keys(faults).length > 0;
    if (!isFaulty && /^(?:moi|retirer):/.test(envoi.suite)) return reply.redirect(pageAfter(page, envoi.suite), 303);
    if (!isFaulty && envoi.suite === 'liste') return reply.redirect(`${adresse(id)}?fait=enregistree`, 303);
    const errors = { ...errorsOf(controles[section](formulaire, contexte)), ...faults };
    if (Object.keys(errors).length === 0) return reply.redirect(nextAddress(id, section), 303);
    const shown = show(request, after.brouillon, section, errors);
    return sendPage(reply.code(status), sectionPage({ ...shown, isKept: true }));
  }

  for (const { cle } of sections) {
    const url = `/demandes/:id/${cle}`;
    app.get(url, { preHandler: requireRole() }, async (request, reply) => {
      const opened = await ouvrir(request, habilitations, { sirene: cle === 'organisation' });
      if (opened === null) return sendNotFound(reply);
      const { brouillon, modifiable } = opened;
      const { id } = brouillon.dossier.demande;
      if (!modifiable) return reply.redirect(`/demandes/${id}`, 303);
      const asksWhat = textOf(request.query, 'manques') === 'oui';
      const errors = asksWhat ? errorsOf(controles[cle](brouillon.formulaire, brouillon.contexte)) : {};
      return sendPage(reply, sectionPage(show(request, brouillon, cle, errors)));
    });
    app.post(url, { preHandler: requireRole() }, async (request, reply) => save(request, reply, cle));
  }
}

interface Overwritten {
  readonly brouillon: Brouillon;
  readonly section: Section;
  readonly typed: Formulaire;
}

interface Kept {
  readonly section: Section;
  readonly faults: FieldErrors;
  readonly status: number;
}

/** By field, all that it lacks. */
export function errorsOf(manques: readonly Manque[]): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { champ, phrase } of manques) errors[champ] = champ in errors ? `${errors[champ]} ${phrase}` : phrase;
  return errors;
}

function withTyped(formulaire: Formulaire, { intitule, siret, contenu }: Saisie): Formulaire {
  return {
    ...formulaire,
    intitule: intitule ?? formulaire.intitule,
    siret: siret === undefined ? formulaire.siret : siret,
    contenu: { ...emptyContenu, ...formulaire.contenu, ...contenu },
  };
}

interface SentFiles {
  readonly pieces: readonly PieceSaisie[];
  readonly faults: FieldErrors;
  readonly status: number;
}

/** The file of a section: attached, taken away, left as it is, or refused. */
function sentFiles(request: FastifyRequest, envoi: Envoi, section: Section): SentFiles {
  const { piece: field } = pagesSections[section];
  const nothing: SentFiles = { pieces: [], faults: {}, status: 422 };
  if (field === undefined) return nothing;
  const { champ, genre } = field;
  if (envoi.suite === `retirer:${genre}`) return { ...nothing, pieces: [{ genre, piece: null }] };
  const files: JudgedFiles = piecesOf(request, champ, pdfRule);
  if ('fault' in files) return { ...nothing, faults: { [champ]: files.fault }, status: files.status };
  return { ...nothing, pieces: files.pieces.map((piece) => ({ genre, piece })) };
}

/** The same page, where the button was. */
function pageAfter(page: string, suite: string): string {
  const [what, about = ''] = suite.split(':');
  return what === 'moi' && /^\w+$/.test(about) ? `${page}#${about}` : page;
}
