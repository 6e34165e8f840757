import { BlockList, isIP } from 'node:net';

/** `INSEE_URL` → `INSEE_EXPIRE_LE`. */
export const endVariable = (urlVariable: string): string => urlVariable.replace(/URL$/, 'EXPIRE_LE');

export function isHttpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
}

export function isNetwork(text: string): boolean {
  const [address = '', prefix] = text.split('/');
  const family = isIP(address);
  if (family === 0) return false;
  try {
    if (prefix !== undefined) new BlockList().addSubnet(address, Number(prefix), family === 6 ? 'ipv6' : 'ipv4');
    return true;
  } catch {
    return false;
  }
}
