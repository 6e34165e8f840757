import { createRequests } from '../accounts/requests.ts';
import { createAcces } from '../attestations/acces.ts';
import { createBureauAgents } from '../attestations/agents.ts';
import { serviceConsultable } from '../attestations/consultable.ts';
import { createConsulter, type Porte } from '../attestations/consulter.ts';
import { createHistorique } from '../attestations/historique.ts';
import { uneFois } from '../attestations/une-fois.ts';
import { keptSince } from '../core/conservation.ts';
import { createLocalCounters } from '../gateway/volume/counters.ts';
import type { Preuves } from '../portal/attestations/options.ts';
import { attestationRoutes } from '../portal/attestations/routes.ts';
import { dropAgentsFinis, type JetonDHabilitation } from '../records/agents-habilites.ts';
import { dropConsultationsAnciennes } from '../records/consultations.ts';
import { findSecondFacteur } from '../records/seconds-facteurs.ts';
import { addFacteur } from '../records/sessions.ts';
import type { Ground } from './ground.ts';
import type { JetonsGround, JetonsPart } from './jetons-part.ts';
import { openOwnDocuments } from './own-documents.ts';
import { openRelayedCalls } from './relayed-calls.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Attestations without software: agents look companies up here with the token of a grant, by our own public door. */
export function openAttestations({ ground, kept, admission, access }: JetonsGround): JetonsPart {
  const { config, clock, endpoints, papersOf, log } = ground;
  const { db } = kept;
  const { publicUrl } = config;
  const services = endpoints
    .map((endpoint) => serviceConsultable(endpoint, papersOf(endpoint.name).sheet.categorie))
    .filter((service) => service !== null);
  const acces = createAcces({ db, clock, services });
  const requests = createRequests(db, clock);
  const signer = ({ jti, uid, roles, sujet, cree_le, expire_le }: JetonDHabilitation) =>
    admission.sign({ jti, uid, roles, subject: sujet, issuedAt: cree_le, expiresAt: expire_le });
  const consulter = createConsulter({
    ...{ db, clock, publicUrl, signer, porte: openPorte(ground, kept, admission) },
    noter: (error) => log.warn({ err: error }, 'consultation sans réponse'),
  });
  const options = {
    acces,
    agents: createBureauAgents({
      ...{ db, clock, publicUrl },
      mayMail: async (adresse, email) => (await requests.admits(adresse)) && requests.mayMail(email),
    }),
    consulter: uneFois(consulter, clock),
    historique: createHistorique({ db, clock, acces, documents: openOwnDocuments(config.probes.url, kept.documents) }),
    preuves: openPreuves({ ground, kept, access }),
    endpoints,
    browserOf: access.browserOf,
    now: () => new Date(clock.now()),
  };
  return {
    pages: [(app) => attestationRoutes(app, options)],
    upkeep: [
      {
        name: 'consultations anciennes, agents dont l’autorisation a pris fin',
        everyMs: HOUR_MS,
        run: async () => {
          const now = new Date(clock.now());
          await dropConsultationsAnciennes(db, keptSince('consultation', now), now);
          await dropAgentsFinis(db, keptSince('agent_habilite', now));
        },
      },
    ],
  };
}

function openPreuves({ ground, kept: { db }, access }: Pick<JetonsGround, 'ground' | 'kept' | 'access'>): Preuves {
  return {
    isOn: async (compte) => Boolean((await findSecondFacteur(db, compte))?.actif_le),
    prouver: async (who, code, from) => {
      const proved = await access.accounts.confirmCode(who, code, from);
      if (proved.outcome === 'confirmed') await addFacteur(db, who.session.empreinte, 'totp');
      return proved;
    },
    provider: ground.config.oidc?.label ?? null,
  };
}

function openPorte(ground: Ground, kept: JetonsGround['kept'], admission: JetonsGround['admission']): Porte {
  const { limits, clock } = ground;
  const calls = openRelayedCalls(ground, kept, admission);
  const counters = createLocalCounters();
  // Should a proxy drop the seal, our own address would be counted: whatever agents do, it stays far from its ceiling.
  const ofAll = { name: 'attestations, tous', limit: Math.floor(limits.adresse.plafond / 4), windowMs: MINUTE_MS };
  return {
    appeler: ({ chemin, jeton, adresse }) => calls.call({ path: chemin, token: jeton, address: adresse }),
    estBannie: calls.isBanned,
    admet: (appels) => {
      const now = clock.now();
      counters.sweep(now);
      const counts = Array.from({ length: appels }, () => counters.hit(ofAll, '', now).count);
      return counts.every((count) => count <= ofAll.limit);
    },
  };
}
