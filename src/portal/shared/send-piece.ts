import type { FastifyReply } from 'fastify';
import type { Piece } from '../../records/pieces.ts';

/**
 * Gives a file that someone else has sent, to who has been let in already. It is saved, never opened in the page: its type was
 * read in its bytes and the browser may not guess another, and were it shown all the same, nothing in it could act.
 */
export function sendPiece(reply: FastifyReply, { nom, type_mime, contenu }: Piece): FastifyReply {
  const plain = nom.replace(/[^\w .-]/g, '_');
  const encoded = encodeURIComponent(nom).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return reply
    .type(type_mime)
    .header('Content-Length', contenu.length)
    .header('Content-Disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`)
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .header('X-Content-Type-Options', 'nosniff')
    .header('Cache-Control', 'private, no-store')
    .send(contenu);
}
