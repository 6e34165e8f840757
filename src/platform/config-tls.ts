import type { ConfigReader } from './config-reader.ts';
import type { TlsConfig } from './config-shape.ts';

/** The identity that this service shows when it ends TLS itself; null behind a proxy that does. */
export function readTlsConfig(read: ConfigReader): TlsConfig | null {
  const [certFile, keyFile] = [read.text('TLS_CERT_FILE'), read.text('TLS_KEY_FILE')];
  const min = read.oneOf('TLS_MIN', ['1.2', '1.3']) === '1.3' ? '1.3' : '1.2';
  if (certFile === '' && keyFile === '') return null;
  if (certFile === '' || keyFile === '') read.fault('TLS_CERT_FILE et TLS_KEY_FILE vont ensemble : il en manque un.');
  return { certFile, keyFile, min };
}
