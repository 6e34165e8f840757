import type { ConfigReader } from './config-reader.ts';
import type { Config } from './config-shape.ts';

/** Redis or Valkey, where nodes count together; several addresses are those of a cluster. */
export function readRedis(read: ConfigReader): Config['redis'] {
  const raw = read.secret('REDIS_URL');
  const cluster = read.yesOrNo('REDIS_CLUSTER');
  if (raw === null) {
    if (cluster) read.fault('REDIS_CLUSTER ne va pas sans REDIS_URL.');
    return null;
  }
  const urls = raw.split(',').map((url) => url.trim());
  // Not repeated in the fault: it may hold a password.
  if (!urls.every(isRedisUrl))
    read.fault('REDIS_URL doit être une adresse redis:// ou rediss://, ou plusieurs séparées par des virgules.');
  return { urls, cluster: cluster || urls.length > 1 };
}

function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'redis:' || protocol === 'rediss:') && hostname !== '';
}
