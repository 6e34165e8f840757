import { randomUUID } from 'node:crypto';
import type { NewJeton } from './jetons.ts';
import type { Trace } from './traces.ts';

export function aTrace(changes: Partial<Trace> = {}): Trace {
  return {
    request_id: randomUUID(),
    recu_le: new Date('2026-11-23T10:00:00.123Z'),
    endpoint: 'etablissements',
    identifiant: '10010001500013',
    statut: 200,
    statut_fournisseur: 200,
    jti: randomUUID(),
    uid: 'demandeur-1',
    context: 'MPS',
    recipient: '10000001700010',
    object: 'Marché n° 12',
    user_id: null,
    adresse: '127.0.0.1',
    duree_ms: 12.5,
    avertissements: ['recipient_not_siret'],
    code_erreur: null,
    ...changes,
  };
}

export function aJeton(changes: Partial<NewJeton> = {}): NewJeton {
  return {
    jti: randomUUID(),
    uid: 'demandeur-1',
    sujet: 'Ville de Fontaine-l’Abbé',
    roles: ['entreprises', 'probtp'],
    cree_le: new Date('2026-11-23T10:00:00.000Z'),
    expire_le: new Date('2028-05-23T10:00:00.000Z'),
    revoque_le: null,
    banni_le: null,
    usage: 'protege',
    ...changes,
  };
}
