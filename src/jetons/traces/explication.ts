import { agentDeTrace } from '../../core/agent-de-trace.ts';
import { generalErrors, providerErrors } from '../../core/error-catalogue.ts';
import { findCompte } from '../../records/comptes.ts';
import type { Incident } from '../../records/incidents.ts';
import { incidentsDepuis } from '../../records/incidents.ts';
import { type Maintenance, maintenancesDepuis } from '../../records/maintenances.ts';
import type { Trace } from '../../records/traces.ts';
import type { Db } from '../../records/work.ts';

/** Who has something to mend. */
export type Responsable = 'personne' | 'vous' | 'fournisseur' | 'nous';

/** An endpoint, and who it asks. */
export interface ServiceDemande {
  readonly name: string;
  readonly providers: readonly { readonly code: string; readonly name: string }[];
}

export interface CodeExplique {
  readonly code: string;
  /** Null for a code of a provider's own, which its status says enough of. */
  readonly texte: { readonly title: string; readonly sentence: string } | null;
  /** The provider that the code names. */
  readonly fournisseur: string | null;
}

/** One call, for who wants to know what happened to it. */
export interface Explication {
  readonly responsable: Responsable;
  readonly code: CodeExplique | null;
  /** Published, and under way then. */
  readonly incidents: readonly Incident[];
  readonly maintenances: readonly Maintenance[];
  /** Whoever looked it up on the site; null when a programme called, or when his account was erased. */
  readonly agent: string | null;
}

/** People write an incident some time after it began. */
const ECRIT_APRES_MS = 3_600_000;

export async function expliquer(db: Db, trace: Trace, services: readonly ServiceDemande[]): Promise<Explication> {
  const { endpoint, recu_le } = trace;
  const written = new Date(recu_le.getTime() + ECRIT_APRES_MS);
  const [incidents, maintenances] = [
    await incidentsDepuis(db, [endpoint], recu_le),
    await maintenancesDepuis(db, [endpoint], recu_le),
  ];
  const compte = agentDeTrace(trace.user_id);
  const agent = compte === null ? undefined : await findCompte(db, compte);
  return {
    agent: agent === undefined ? null : `${agent.prenom} ${agent.nom}`.trim() || agent.email,
    responsable: responsableDe(trace),
    code: codeDe(trace.code_erreur, services.find(({ name }) => name === endpoint)?.providers ?? []),
    incidents: incidents.filter(({ ouvert_le }) => ouvert_le <= written),
    maintenances: maintenances.filter(({ debut }) => debut <= recu_le),
  };
}

/** 301, 404 and 451 are answers. Of a provider that is silent, the codes of our own house are our fault. */
export function responsableDe({ statut, code_erreur }: Pick<Trace, 'statut' | 'code_erreur'>): Responsable {
  if (statut < 400 || statut === 404 || statut === 451) return 'personne';
  if (statut < 500) return 'vous';
  return statut === 500 || (code_erreur?.startsWith('00') ?? false) ? 'nous' : 'fournisseur';
}

function codeDe(code: string | null, providers: ServiceDemande['providers']): CodeExplique | null {
  if (code === null) return null;
  const general = Object.entries(generalErrors).find(([name]) => name === code)?.[1];
  if (general !== undefined) return { code, texte: general, fournisseur: null };
  const [digits, subcode] = [code.slice(0, 2), code.slice(2)];
  const fournisseur = providers.find((provider) => provider.code === digits)?.name ?? null;
  const shared = Object.entries(providerErrors).find(([name]) => name === subcode)?.[1];
  const texte =
    shared === undefined ? null : { title: shared.title, sentence: shared.sentence(fournisseur ?? 'fournisseur') };
  return { code, texte, fournisseur };
}
