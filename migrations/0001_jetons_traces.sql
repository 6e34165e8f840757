create table jetons (
  jti uuid primary key,
  uid text not null,
  sujet text not null,
  roles text[] not null,
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  revoque_le timestamptz,
  banni_le timestamptz,
  usage text not null,
  modifie_le timestamptz not null default now()
);

create index jetons_modifie_le on jetons (modifie_le);

-- No default partition: a month is one table, made on demand and dropped whole.
-- Milliseconds, as a JavaScript Date holds them: a page of an export starts exactly where the last one ended.
create table traces (
  request_id uuid not null,
  recu_le timestamptz(3) not null,
  endpoint text not null,
  identifiant text not null,
  statut smallint not null,
  statut_fournisseur smallint,
  jti uuid not null,
  uid text not null,
  context text,
  recipient text,
  object text,
  user_id text,
  adresse text not null,
  duree_ms double precision not null,
  avertissements text[] not null,
  code_erreur text,
  primary key (recu_le, request_id)
) partition by range (recu_le);

create table refus_401 (
  minute timestamptz not null,
  adresse text not null,
  empreinte text not null,
  code text not null,
  nombre int not null,
  primary key (minute, adresse, empreinte, code)
);

create table bannissements (
  adresse text not null,
  motif text not null check (motif in ('plafond', 'refus_429')),
  debut timestamptz not null,
  fin timestamptz not null,
  primary key (adresse, debut)
);
