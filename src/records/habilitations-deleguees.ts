import { sql } from 'kysely';
import { containing, isUuid } from './text.ts';
import type { Db } from './work.ts';

/** What an editor sees of a right that its client shows to him: never a token, an address, or what was asked. */
export interface HabilitationDeleguee {
  readonly habilitation: string;
  readonly demande: string;
  readonly numero: string;
  readonly intitule: string;
  readonly siret: string | null;
  readonly organisation: string | null;
  readonly accordee_le: Date;
  readonly deleguee_le: Date;
  /** When the last of its tokens ends, or has ended; null when it has none. */
  readonly fin_jeton: Date | null;
  readonly appels: number;
  readonly refus: number;
  readonly pannes: number;
  readonly dernier_le: Date | null;
  readonly souffre: boolean;
}

/** How calls are counted and judged. */
export interface Mesure {
  /** Calls count from this instant on, the beginning of a day in Paris. */
  readonly depuis: Date;
  /** Suffers what has so many calls refused (429), or failed (5xx), and such a share of all. */
  readonly seuil: { readonly echecs: number; readonly part: number };
}

export interface ChoixDeleguees {
  readonly editeur: string;
  /** In the name of the organisation, its SIRET, the title or the number. */
  readonly mots: string;
  /** Ends, or has ended, before this instant. */
  readonly finAvant: Date | null;
  readonly souffrantes: boolean;
  readonly tri: 'fin' | 'organisation' | 'appels' | 'echecs';
}

const tokens = sql`(select j.jti from jetons j join habilitations g on g.id = j.habilitation where g.demande = d.demande)`;

const deleguees = (editeur: string, { depuis, seuil }: Mesure) => sql`
  select *, appels > 0 and (refus >= greatest(${seuil.echecs}::float8, ${seuil.part}::float8 * appels)
    or pannes >= greatest(${seuil.echecs}::float8, ${seuil.part}::float8 * appels)) as souffre
  from (
    select h.id as habilitation, h.demande, h.numero, h.instantane ->> 'intitule' as intitule,
      h.instantane ->> 'siret' as siret, o.nom as organisation, h.accordee_le, d.accordee_le as deleguee_le,
      (select max(least(j.expire_le, j.revoque_le, j.banni_le)) from jetons j
        join habilitations g on g.id = j.habilitation where g.demande = d.demande) as fin_jeton,
      coalesce(vues.appels, 0)::float8 as appels, coalesce(vues.refus, 0)::float8 as refus, vues.dernier_le,
      coalesce((select sum(e.nombre) from echecs_de_jetons e
        where e.jti in ${tokens} and e.statut >= 500 and e.minute >= ${depuis}), 0)::float8 as pannes
    from delegations d
      join habilitations h on h.demande = d.demande and h.etat = 'active'
      left join organisations o on o.siret = h.instantane ->> 'siret'
      left join lateral (
        select sum(a.appels) filter (where a.jour >= (${depuis}::timestamptz at time zone 'Europe/Paris')::date) as appels,
          sum(a.refus_429) filter (where a.jour >= (${depuis}::timestamptz at time zone 'Europe/Paris')::date) as refus,
          max(a.dernier_le) as dernier_le
        from adresses_de_jetons a where a.jti in ${tokens}) vues on true
    where d.editeur = ${editeur} and d.etat = 'accordee') counted`;

const orders = {
  fin: sql`fin_jeton nulls last`,
  organisation: sql`lower(coalesce(organisation, siret)) nulls last`,
  appels: sql`appels desc`,
  echecs: sql`(refus + pannes) / greatest(appels, 1) desc, refus + pannes desc`,
} as const;

function where({ mots, finAvant, souffrantes }: ChoixDeleguees) {
  const part = containing(mots.trim());
  const digits = containing(mots.replace(/[\s.]/g, ''));
  const asked = [
    ...(mots.trim() === ''
      ? []
      : [sql`(organisation ilike ${part} or intitule ilike ${part} or numero ilike ${part} or siret like ${digits})`]),
    ...(finAvant === null ? [] : [sql`(fin_jeton is null or fin_jeton <= ${finAvant})`]),
    ...(souffrantes ? [sql`souffre`] : []),
  ];
  return asked.length === 0 ? sql`true` : sql.join(asked, sql` and `);
}

export async function habilitationsDeleguees(
  db: Db,
  choix: ChoixDeleguees,
  mesure: Mesure,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<HabilitationDeleguee[]> {
  const { rows } = await sql<HabilitationDeleguee>`
    select * from (${deleguees(choix.editeur, mesure)}) judged where ${where(choix)}
    order by ${orders[choix.tri]}, numero offset ${offset} limit ${limit}`.execute(db);
  return rows;
}

export async function compteDeleguees(db: Db, choix: ChoixDeleguees, mesure: Mesure): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (${deleguees(choix.editeur, mesure)}) judged where ${where(choix)}`.execute(db);
  return rows[0]?.total ?? 0;
}

/** One of them, by any habilitation of its request; nothing when it is not shown to this editor. */
export async function habilitationDeleguee(
  db: Db,
  { editeur, habilitation }: { readonly editeur: string; readonly habilitation: string },
  mesure: Mesure,
): Promise<HabilitationDeleguee | undefined> {
  if (!isUuid(habilitation)) return undefined;
  const { rows } = await sql<HabilitationDeleguee>`
    select * from (${deleguees(editeur, mesure)}) judged
    where demande = (select demande from habilitations where id = ${habilitation})`.execute(db);
  return rows[0];
}

/** The calls of one day in Paris, as `YYYY-MM-DD`. */
export interface VolumeDuJour {
  readonly jour: string;
  readonly appels: number;
  readonly refus: number;
  readonly pannes: number;
}

/** What the tokens of a request have called, day by day, from the beginning of a day in Paris on; days without a call are left out. */
export async function volumesParJour(db: Db, demande: string, depuis: Date): Promise<VolumeDuJour[]> {
  const { rows } = await sql<VolumeDuJour>`
    select to_char(jour, 'YYYY-MM-DD') as jour, sum(appels)::float8 as appels, sum(refus)::float8 as refus,
      sum(pannes)::float8 as pannes
    from (
      select jour, appels, refus_429 as refus, 0 as pannes from adresses_de_jetons
      where jti in (${tokensOf(demande)}) and jour >= (${depuis}::timestamptz at time zone 'Europe/Paris')::date
      union all
      select (minute at time zone 'Europe/Paris')::date, 0, 0, nombre from echecs_de_jetons
      where jti in (${tokensOf(demande)}) and minute >= ${depuis} and statut >= 500) counted
    group by 1 order by 1 desc`.execute(db);
  return rows;
}

/** How the calls of one endpoint ended. */
export interface AppelsDuService {
  readonly endpoint: string;
  readonly appels: number;
  /** 2xx and 3xx. */
  readonly succes: number;
  readonly introuvables: number;
  readonly refus: number;
  /** 4xx that are neither 404 nor 429. */
  readonly erreurs: number;
  readonly pannes: number;
}

/** The same calls by endpoint, those with most failures first. `depuis` is the beginning of a day in Paris, ten days ago at most. */
export async function appelsParService(db: Db, demande: string, depuis: Date): Promise<AppelsDuService[]> {
  const counted = (which: ReturnType<typeof sql>) => sql`coalesce(sum(nombre) filter (where ${which}), 0)::float8`;
  const { rows } = await sql<AppelsDuService>`
    select endpoint, sum(nombre)::float8 as appels, ${counted(sql`statut < 400`)} as succes,
      ${counted(sql`statut = 404`)} as introuvables, ${counted(sql`statut = 429`)} as refus,
      ${counted(sql`statut between 400 and 499 and statut not in (404, 429)`)} as erreurs,
      ${counted(sql`statut >= 500`)} as pannes
    from appels_de_jetons where jti in (${tokensOf(demande)}) and grain in ('h', 'j') and debut >= ${depuis}
    group by 1 order by ${counted(sql`statut = 429 or statut >= 500`)} desc, sum(nombre) desc, endpoint`.execute(db);
  return rows;
}

const tokensOf = (demande: string) => sql`
  select j.jti from jetons j join habilitations g on g.id = j.habilitation where g.demande = ${demande}`;
