import type { FastifyReply, FastifyRequest } from 'fastify';

/** What the browser keeps of a session: its identifier, out of reach of scripts and of other sites. */
export interface SessionCookie {
  read(request: FastifyRequest): string | null;
  give(reply: FastifyReply, id: string): void;
  take(reply: FastifyReply): void;
}

/** Over HTTPS its name has the prefix that browsers reserve to cookies of this very host. */
export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-session' : 'session';
  // No end told: the browser forgets it when it closes, and the database decides anyway.
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    read: (request) => request.cookies[name] ?? null,
    give: (reply, id) => void reply.setCookie(name, id, options),
    take: (reply) => void reply.clearCookie(name, options),
  };
}
