import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActesPossibles } from '../../../jetons/rotation/actes.ts';
import type { BureauRotation } from '../../../jetons/rotation/bureau.ts';
import { isDelai } from '../../../jetons/rotation/delais.ts';
import type { LectureRotation, Rotation } from '../../../jetons/rotation/lecture.ts';
import { textOf } from '../../shared/form-body.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { confirmLeakPage, leakPage, nextPage, withdrawPage } from './act-pages.tsx';
import { rotationPage } from './rotation-page.tsx';
import { type Done, isDone, refusalOf, rotationOf } from './words.ts';

interface RotationRoutesOptions {
  readonly lecture: LectureRotation;
  readonly bureau: BureauRotation;
}

type WithJti = { Params: { jti: string } };
type Asked = FastifyRequest<WithJti>;

/** A token that has leaked, or whose turn it is to go. */
export async function rotationRoutes(app: FastifyInstance, { lecture, bureau }: RotationRoutesOptions): Promise<void> {
  app.addHook('preHandler', requireRole());
  const read = (request: Asked) => lecture.de(openSessionOf(request).compte.id, request.params.jti);
  const show = (request: Asked, reply: FastifyReply, rotation: Rotation, refusal?: string) => {
    const fait = textOf(request.query, 'fait');
    const done = refusal === undefined && isDone(fait) ? fait : null;
    const page = { frame: request.frame, rotation, done, ...(refusal === undefined ? {} : { refusal }) };
    return sendPage(reply, rotationPage(page));
  };

  app.get<WithJti>(rotationOf(':jti'), async (request, reply) => {
    const rotation = await read(request);
    return rotation === null ? sendNotFound(reply) : show(request, reply, rotation);
  });

  /** Done, or why not, on the page of the token as it is. */
  async function perform(request: Asked, reply: FastifyReply, done: Done, write: () => Promise<string | null>) {
    try {
      const jti = await write();
      return jti === null ? sendNotFound(reply) : reply.redirect(`${rotationOf(jti)}?fait=${done}`, 303);
    } catch (error) {
      const refusal = refusalOf(error);
      const rotation = await read(request);
      return rotation === null ? sendNotFound(reply) : show(request, reply.code(409), rotation, refusal);
    }
  }

  /** The page that asks first; of a token that is someone else's to act on, it is not there. */
  function asking(
    act: Done,
    isPossible: keyof ActesPossibles,
    page: (rotation: Rotation, request: Asked) => JSX.Element,
  ) {
    app.get<WithJti>(rotationOf(':jti', `/${act}`), async (request, reply) => {
      const rotation = await read(request);
      if (rotation?.jeton.qualite !== 'demandeur') return sendNotFound(reply);
      if (!rotation.actes[isPossible]) return reply.redirect(rotationOf(rotation.jeton.jti), 303);
      return sendPage(reply, page(rotation, request));
    });
  }
  asking('fuite', 'fuite', (rotation, { frame }) => leakPage({ frame, rotation, errors: {} }));
  asking('prochain', 'prochain', (rotation, { frame }) => nextPage({ frame, rotation }));
  asking('retirer', 'retirer', (rotation, { frame }) => withdrawPage({ frame, rotation }));

  app.post<WithJti>(rotationOf(':jti', '/fuite'), async (request, reply) => {
    const { body, frame, params } = request;
    const rotation = await read(request);
    if (rotation?.jeton.qualite !== 'demandeur') return sendNotFound(reply);
    const delai = textOf(body, 'delai');
    if (!isDelai(delai)) {
      const errors = { delai: 'Choisissez quand retirer le jeton.' };
      return sendPage(reply.code(422), leakPage({ frame, rotation, errors }));
    }
    if (textOf(body, 'confirme') !== 'oui') return sendPage(reply, confirmLeakPage({ frame, rotation, delai }));
    const { id } = openSessionOf(request).compte;
    return perform(request, reply, 'fuite', () => bureau.declarerFuite(id, params.jti, delai));
  });
  app.post<WithJti>(rotationOf(':jti', '/prochain'), async (request, reply) =>
    perform(request, reply, 'prochain', () =>
      bureau.preparerProchain(openSessionOf(request).compte.id, request.params.jti),
    ),
  );
  app.post<WithJti>(rotationOf(':jti', '/retirer'), async (request, reply) =>
    perform(request, reply, 'retirer', () => bureau.retirer(openSessionOf(request).compte.id, request.params.jti)),
  );
}
