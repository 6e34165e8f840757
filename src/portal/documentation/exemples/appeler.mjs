import { setTimeout as attendre } from 'node:timers/promises';

/**
 * Appelle une donnée et dit quoi en faire : « donnee », « absente », « a-corriger » ou « plus-tard ».
 * Au plus un nouvel essai, et seulement si l’attente demandée tient dans `patienceMs`.
 */
export async function appeler(adresse, jeton, { delaiMs, patienceMs }) {
  let prochaine = adresse;
  for (let essai = 1; ; essai += 1) {
    const { statut, entetes, corps } = await tenter(prochaine, jeton, delaiMs);
    if (statut === 200 || statut === 206) return { issue: 'donnee', complete: statut === 200, donnee: corps };
    if (statut === 404 || statut === 451) return { issue: 'absente', statut };
    if (statut >= 400 && statut < 500 && statut !== 429) {
      return { issue: 'a-corriger', statut, code: entetes.get('X-Error-Code'), erreurs: corps.errors };
    }
    // 301 : un autre identifiant. Sinon 429, 5xx ou silence : attendre, une fois.
    if (statut === 301) prochaine = new URL(entetes.get('Location'), adresse).href;
    const attenteMs = statut === 301 ? 0 : Number(entetes.get('Retry-After') ?? 1) * 1000;
    if (essai === 2 || attenteMs > patienceMs) return { issue: 'plus-tard', statut, attenteMs };
    await attendre(attenteMs);
  }
}

async function tenter(adresse, jeton, delaiMs) {
  try {
    const reponse = await fetch(adresse, {
      headers: { Authorization: `Bearer ${jeton}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(delaiMs),
    });
    return { statut: reponse.status, entetes: reponse.headers, corps: await reponse.json() };
  } catch {
    // Délai dépassé, connexion fermée, réponse illisible.
    return { statut: 0, entetes: new Headers(), corps: null };
  }
}
