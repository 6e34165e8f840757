const PART = /^[\w-]+$/;
const YEAR_9999_S = 253_402_300_799;

/** When a JWT says that it ends, without verifying it; null for anything else, or one that does not say. */
export function jwtEnd(text: string): Date | null {
  const parts = text
    .trim()
    .replace(/^Bearer\s+/i, '')
    .split('.');
  if (parts.length !== 3 || !parts.every((part) => PART.test(part))) return null;
  const end = endClaim(parts[1] ?? '');
  return typeof end === 'number' && end > 0 && end <= YEAR_9999_S ? new Date(end * 1000) : null;
}

function endClaim(payload: string): unknown {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : null;
  } catch {
    // Not a JWT: a password may well have two dots.
    return null;
  }
}
