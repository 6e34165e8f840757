import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect } from 'node:tls';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** A chain has a few; a file with more is a list of authorities, of which any may end without harm. */
const CHAIN_MAX = 5;

/** When the first certificate of a PEM file's chain ends; null when the file holds none. */
export function certificateFileEnd(pem: string): Date | null {
  const chain = pem.match(PEM) ?? [];
  if (chain.length === 0 || chain.length > CHAIN_MAX) return null;
  return new Date(Math.min(...chain.map((text) => Date.parse(new X509Certificate(text).validTo))));
}

interface ServerOptions {
  readonly timeoutMs: number;
  /** Our own certificate, for a server that wants one to go to the end of its handshake. */
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

/**
 * When the certificate that a server shows ends. It is only looked at: an ended or unknown one is read as well, nothing is
 * sent. Rejects when there is no handshake.
 */
export function serverCertificateEnd(url: string, { timeoutMs, cert, key }: ServerOptions): Promise<Date> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      rejectUnauthorized: false,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(cert === undefined || key === undefined ? {} : { cert, key }),
    });
    const tooLong = setTimeout(() => socket.destroy(new Error(`no handshake in ${timeoutMs} ms`)), timeoutMs);
    socket.once('secureConnect', () => {
      resolve(new Date(socket.getPeerCertificate().valid_to));
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(tooLong);
      reject(new Error('closed before the end of the handshake'));
    });
  });
}
