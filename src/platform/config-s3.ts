import { isHttpUrl } from './config-forms.ts';
import type { ConfigReader } from './config-reader.ts';
import type { Config } from './config-shape.ts';

/** Where every node finds documents: the address of an S3 store, its bucket as path. */
export function readS3(read: ConfigReader): Config['s3'] {
  const url = read.text('S3_URL');
  const accessKey = read.secret('S3_ACCESS_KEY');
  const secretKey = read.secret('S3_SECRET_KEY');
  if (url === '') {
    if (accessKey !== null || secretKey !== null) read.fault('S3_ACCESS_KEY et S3_SECRET_KEY ne vont pas sans S3_URL.');
    return null;
  }
  const { origin, bucket, prefix } = partsOf(url);
  if (bucket === '')
    read.fault(
      `S3_URL doit être une adresse http(s) dont le chemin est le compartiment, comme https://s3.exemple/documents (reçu « ${url} »).`,
    );
  for (const [name, value] of [
    ['S3_ACCESS_KEY', accessKey],
    ['S3_SECRET_KEY', secretKey],
  ] as const)
    if (value === null) read.fault(`${name} manque : S3_URL en a besoin.`);
  return {
    endpoint: origin,
    bucket,
    prefix,
    region: read.text('S3_REGION'),
    accessKey: accessKey ?? '',
    secretKey: secretKey ?? '',
  };
}

function partsOf(url: string): { origin: string; bucket: string; prefix: string } {
  if (!isHttpUrl(url)) return { origin: '', bucket: '', prefix: '' };
  const { origin, pathname } = new URL(url);
  const [bucket = '', ...folders] = pathname.split('/').filter((part) => part !== '');
  return { origin, bucket, prefix: folders.map((folder) => `${folder}/`).join('') };
}
