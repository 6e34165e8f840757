import type { FastifyReply, FastifyRequest } from 'fastify';

/** What the browser keeps for us: out of reach of scripts and of other sites. */
export interface OwnCookie {
  read(request: FastifyRequest): string | null;
  give(reply: FastifyReply, value: string): void;
  take(reply: FastifyReply): void;
}
export type SessionCookie = OwnCookie;

/** The identifier of a session. No end told: the browser forgets it when it closes, and the database decides anyway. */
export function sessionCookie(publicUrl: string): SessionCookie {
  return ownCookie(publicUrl, 'session');
}

/** What is kept between two steps of a login. */
export function stepCookie(publicUrl: string, name: string): OwnCookie {
  return ownCookie(publicUrl, name, STEP_S);
}

const STEP_S = 600;

/** Over HTTPS its name has the prefix that browsers reserve to cookies of this very host. */
function ownCookie(publicUrl: string, base: string, maxAge?: number): OwnCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? `__Host-${base}` : base;
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const given = maxAge === undefined ? options : { ...options, maxAge };
  return {
    read: (request) => request.cookies[name] ?? null,
    give: (reply, value) => void reply.setCookie(name, value, given),
    take: (reply) => void reply.clearCookie(name, options),
  };
}
