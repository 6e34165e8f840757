import { sql } from 'kysely';
import { UNWANTED } from '../core/outgoing.ts';
import type { EtatDemande } from './tables/demandes.ts';
import { isUuid } from './text.ts';
import type { Db, Work } from './work.ts';

/** A notice that is due, and whom it is for. Addresses are as they were typed. */
export interface AvisDu {
  readonly jti: string;
  readonly sujet: string;
  readonly habilitation_numero: string;
  readonly expire_le: Date;
  /** Days before the end: the nearest step that is due. */
  readonly palier: number;
  /** Null when his account is closed. */
  readonly demandeur: string | null;
  readonly demandeur_nom: string;
  readonly contacts: readonly string[];
  /** How far its renewal is: of the copy of its request, or of the request itself, reopened; null without one. */
  readonly suite: EtatDemande | null;
}

/** The steps at which a token is told of, and how long after its end it is not told any more. */
export interface Paliers {
  readonly jours: readonly number[];
  readonly finisDepuis: Date;
}

/** A token that is to be told of: neither withdrawn, now or soon, nor replaced. */
const concerned = sql`jetons.revoque_le is null and jetons.remplace_par is null
  and (jetons.banni_le is null or jetons.banni_le > jetons.expire_le)`;

/** The notices that are due now, the most pressing first: one for each token, whatever was missed. */
export async function avisDus(db: Db, { jours, finisDepuis }: Paliers, now: Date, limit: number): Promise<AvisDu[]> {
  const { rows } = await sql<AvisDu>`
    select jetons.jti, jetons.sujet, habilitations.numero as habilitation_numero, jetons.expire_le, pas.palier,
      case when comptes.desactive_le is null then comptes.email end as demandeur,
      btrim(comptes.prenom || ' ' || comptes.nom) as demandeur_nom,
      array_remove(array[instantane #>> '{contenu,contact_metier,email}',
        instantane #>> '{contenu,contact_technique,email}'], null) as contacts,
      case when demandes.reouverture then demandes.etat else (
        select copie.etat from demandes copie
        where copie.copie_de = demandes.id and copie.etat in ('brouillon', 'envoyee', 'a_modifier')) end as suite
    from jetons
      join habilitations on habilitations.id = jetons.habilitation
      join demandes on demandes.id = habilitations.demande
      join comptes on comptes.id = demandes.demandeur
      cross join lateral (select min(jours) as palier from unnest(${sql.val([...jours])}::int[]) jours
        where jetons.expire_le <= ${now}::timestamptz + jours * interval '24 hours') pas
    where ${concerned} and jetons.expire_le > ${finisDepuis} and pas.palier is not null
      and jetons.expire_le <= ${now}::timestamptz + ${Math.max(...jours)}::int * interval '24 hours'
      and not exists (select 1 from avis_de_jetons avis where avis.jti = jetons.jti and avis.palier = pas.palier)
    order by jetons.expire_le, jetons.jti limit ${limit}`.execute(db);
  return rows;
}

interface NouvelAvis {
  readonly jti: string;
  readonly palier: number;
  /** Larger steps: they are not to be told any more. */
  readonly depasses: readonly number[];
  readonly destinataires: readonly string[];
  readonly le: Date;
}

/** Keeps that a notice leaves; false when it has already left. */
export async function noterAvis(work: Work, avis: NouvelAvis): Promise<boolean> {
  const { jti, palier, depasses, destinataires, le } = avis;
  const noted = await sql`
    insert into avis_de_jetons (jti, palier, le, depasse, destinataires)
    values (${jti}, ${palier}, ${le}, false, ${sql.val([...destinataires])}::text[])
    on conflict do nothing`.execute(work);
  if (noted.numAffectedRows !== 1n) return false;
  await sql`
    insert into avis_de_jetons (jti, palier, le, depasse, destinataires)
    select ${jti}::uuid, jours, ${le}::timestamptz, true, '{}' from unnest(${sql.val([...depasses])}::int[]) jours
    on conflict do nothing`.execute(work);
  return true;
}

/** The key of the mail of a notice: it leaves once. */
export function cleAvis(jti: string, palier: number, to: string): string {
  return `jeton:${jti}:avis:${palier}:${to}`;
}

/** Whether a notice that waits to leave is still true. */
export async function avisEncoreDu(db: Db, jti: string): Promise<boolean> {
  if (!isUuid(jti)) return false;
  const { rows } = await sql`select 1 from jetons where jti = ${jti} and ${concerned}`.execute(db);
  return rows.length > 0;
}

/** What became of a notice for one of those it is for. */
export interface EnvoiAvis {
  readonly email: string;
  readonly etat: 'parti' | 'en_attente' | 'perdu' | 'sans_objet' | 'oublie';
  readonly echec: string | null;
}

export interface Avis {
  readonly palier: number;
  readonly le: Date;
  readonly depasse: boolean;
  readonly envois: readonly EnvoiAvis[];
}

type Ligne = Omit<Avis, 'envois'> & {
  readonly email: string | null;
  readonly etat: EnvoiAvis['etat'];
  readonly echec: string | null;
};

/** The notices of a token, the first first, each with what became of its mails, as long as these are kept. */
export async function avisDuJeton(db: Db, jti: string): Promise<Avis[]> {
  const { rows } = await sql<Ligne>`
    select avis.palier, avis.le, avis.depasse, named.email, envois.echec,
      case when envois.id is null then 'oublie' when envois.echec = ${UNWANTED} then 'sans_objet'
        when envois.parti_le is not null then 'parti'
        when coalesce(envois.refuse_le, envois.abandonne_le) is not null then 'perdu' else 'en_attente' end as etat
    from avis_de_jetons avis
      left join lateral unnest(avis.destinataires) with ordinality as named (email, rang) on true
      left join envois on envois.cle = 'jeton:' || avis.jti || ':avis:' || avis.palier || ':' || named.email
    where avis.jti = ${jti} order by avis.palier desc, named.rang`.execute(db);
  const paliers = [...new Set(rows.map(({ palier }) => palier))];
  return paliers.flatMap((palier) => {
    const lines = rows.filter((row) => row.palier === palier);
    const envois = lines.flatMap(({ email, etat, echec }) => (email === null ? [] : [{ email, etat, echec }]));
    return lines.slice(0, 1).map(({ le, depasse }) => ({ palier, le, depasse, envois }));
  });
}

export async function dropOldAvis(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('avis_de_jetons').where('le', '<', before).execute();
}
