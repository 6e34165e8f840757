import type { Documents } from '../attestations/historique.ts';
import type { DocumentStore } from '../core/document.ts';
import { openOwnFile } from '../platform/own-door.ts';

const TIMEOUT_MS = 30_000;

/** Documents of the API: those kept here, or asked of our own public door when another node, which has the gateway, keeps them. */
export function openOwnDocuments(door: string, documents: Pick<DocumentStore, 'find'>): Documents {
  const ask = (method: 'GET' | 'HEAD', nom: string) =>
    openOwnFile(`${door}/documents/${encodeURIComponent(nom)}`, { method, timeoutMs: TIMEOUT_MS });
  return {
    taille: async (nom) => {
      const found = await documents.find(nom);
      if (found.state !== 'unknown') return found.state === 'available' ? found.size : null;
      const elsewhere = await ask('HEAD', nom);
      elsewhere?.stream.resume();
      return elsewhere?.size ?? null;
    },
    ouvrir: async (nom) => {
      const found = await documents.find(nom);
      if (found.state !== 'unknown')
        return found.state === 'available' ? { taille: found.size, flux: await found.open() } : null;
      const elsewhere = await ask('GET', nom);
      return elsewhere === null ? null : { taille: elsewhere.size, flux: elsewhere.stream };
    },
  };
}
