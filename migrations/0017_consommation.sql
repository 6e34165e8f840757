-- From which addresses each token has called, a row a day of Paris; told in the statement that keeps the traces.
create table adresses_de_jetons (
  jti uuid not null,
  adresse text not null,
  jour date not null,
  appels bigint not null,
  refus_429 bigint not null,
  premier_le timestamptz(3) not null,
  dernier_le timestamptz(3) not null,
  primary key (jti, adresse, jour)
);

create index adresses_de_jetons_adresse on adresses_de_jetons (adresse, jour);
create index adresses_de_jetons_jour on adresses_de_jetons (jour);

-- Calls that did not go well by no fault of their words (429 and 5xx), by minute: few, and what holders must hear of.
create table echecs_de_jetons (
  jti uuid not null,
  minute timestamptz not null,
  endpoint text not null,
  adresse text not null,
  statut smallint not null,
  nombre bigint not null,
  primary key (jti, minute, endpoint, adresse, statut)
);

create index echecs_de_jetons_minute on echecs_de_jetons (minute);

-- The windows under way of each node that lets calls in, for the nodes that show them. They are worth a minute, and nothing
-- when the database has lost them: no write-ahead log.
create unlogged table fenetres_en_cours (
  noeud uuid not null,
  compteur text not null,
  cle text not null,
  nombre int not null,
  fin timestamptz(3) not null,
  primary key (noeud, compteur, cle)
);

create index fenetres_en_cours_cle on fenetres_en_cours (cle);

insert into adresses_de_jetons
select jti, left(adresse, 128), (recu_le at time zone 'Europe/Paris')::date, count(*), count(*) filter (where statut = 429),
  min(recu_le), max(recu_le)
from traces where recu_le > now() - interval '90 days' group by 1, 2, 3;

insert into echecs_de_jetons
select jti, date_trunc('minute', recu_le), endpoint, left(adresse, 128), statut, count(*)
from traces where recu_le > now() - interval '31 days' and (statut = 429 or statut >= 500) group by 1, 2, 3, 4, 5;
