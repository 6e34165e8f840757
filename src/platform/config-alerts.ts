import { isHttpUrl } from './config-forms.ts';
import type { ConfigReader } from './config-reader.ts';
import type { Config } from './config-shape.ts';

const ADDRESS = /^[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>]+$/;
const SECRET = /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/;

/** Where alerts to operators leave to. */
export function readAlerts(read: ConfigReader): Config['alerts'] {
  const digest = read.oneOf('ALERTES_BILAN', ['utile', 'toujours', 'non']);
  return {
    emails: readEmails(read, 'ALERTES_EMAIL'),
    webhook: readWebhook(read),
    digest: digest === 'toujours' || digest === 'non' ? digest : 'utile',
  };
}

/** Addresses of mail, separated by commas; each once. */
export function readEmails(read: ConfigReader, name: 'ALERTES_EMAIL' | 'SUPPORT_EMAIL'): string[] {
  const emails = read
    .text(name)
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  for (const address of emails) {
    if (!ADDRESS.test(address)) read.fault(`${name} : « ${address} » n'est pas une adresse électronique.`);
  }
  return [...new Set(emails)];
}

function readWebhook(read: ConfigReader): Config['alerts']['webhook'] {
  const url = read.secret('ALERTES_WEBHOOK_URL') ?? '';
  const secret = read.secret('ALERTES_WEBHOOK_SECRET');
  if (url === '') {
    if (secret !== null) read.fault('ALERTES_WEBHOOK_SECRET ne va pas sans ALERTES_WEBHOOK_URL.');
    return null;
  }
  if (!isHttpUrl(url)) read.fault('ALERTES_WEBHOOK_URL doit être une adresse http(s).');
  if (secret === null || !SECRET.test(secret))
    read.fault(
      'ALERTES_WEBHOOK_SECRET doit être whsec_ suivi de 24 octets au moins en base64, comme en donne « echo whsec_$(openssl rand -base64 32) ».',
    );
  return { url, secret: secret ?? '' };
}
