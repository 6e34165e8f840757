-- Names that people read and type: the day, then a number that no other has.
create sequence incidents_numero;
create sequence maintenances_numero;

-- A draft is published once, or set aside; it never shows before. Each change takes the next version: of two changes made from
-- the same one, the second is refused.
create table incidents (
  id text primary key,
  titre text not null,
  gravite text not null check (gravite in ('mineure', 'majeure', 'critique')),
  etat text not null check (etat in ('investigation', 'identifie', 'surveillance', 'resolu')),
  brouillon boolean not null,
  ecarte_le timestamptz(3),
  prochaine_action text not null,
  fin_prevue_le timestamptz(3),
  ouvert_le timestamptz(3) not null,
  resolu_le timestamptz(3),
  origine text not null check (origine in ('operateur', 'erreurs_500')),
  cree_par text not null,
  modifie_le timestamptz(3) not null,
  modifie_par text not null,
  version int not null default 1,
  check ((etat = 'resolu') = (resolu_le is not null)),
  check (not brouillon or etat <> 'resolu'),
  check (ecarte_le is null or brouillon)
);

create index incidents_ouvert_le on incidents (ouvert_le);

create table incident_endpoints (
  incident text not null references incidents (id) on delete cascade,
  endpoint text not null,
  primary key (incident, endpoint)
);

create index incident_endpoints_endpoint on incident_endpoints (endpoint);

-- The timeline: what was said, in which state, by whom. Never edited.
create table incident_points (
  id bigint generated always as identity primary key,
  incident text not null references incidents (id) on delete cascade,
  etat text not null check (etat in ('investigation', 'identifie', 'surveillance', 'resolu')),
  texte text not null,
  le timestamptz(3) not null,
  auteur text not null
);

create index incident_points_incident on incident_points (incident, id);

-- Announced windows. `coupure`: calls are answered 503 from `debut` to `fin`; otherwise they go on, and are only warned of.
create table maintenances (
  id text primary key,
  titre text not null,
  texte text not null,
  endpoints text[] not null check (cardinality(endpoints) > 0),
  debut timestamptz(3) not null,
  fin timestamptz(3) not null,
  coupure boolean not null,
  annoncee_le timestamptz(3) not null,
  annulee_le timestamptz(3),
  cree_par text not null,
  modifiee_le timestamptz(3) not null,
  modifiee_par text not null,
  version int not null default 1,
  check (fin > debut)
);

create index maintenances_fin on maintenances (fin);

-- A probe made within an announced maintenance says so: what it saw is no surprise.
alter table sondes add column en_maintenance boolean not null default false;
