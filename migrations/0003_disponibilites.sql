-- Calls that were answered, counted by endpoint and status at three grains (minute, hour, day of Paris), in the transaction
-- that keeps their traces. What the pages and APIs of availability read: its size does not follow the traffic.
create table appels_cumules (
  endpoint text not null,
  grain "char" not null check (grain in ('m', 'h', 'j')),
  debut timestamptz not null,
  statut smallint not null,
  nombre bigint not null,
  primary key (endpoint, grain, debut, statut)
);

insert into appels_cumules
select endpoint, grain, debut, statut, count(*)
from traces, lateral (values
  ('m'::"char", date_trunc('minute', recu_le)),
  ('h'::"char", date_trunc('hour', recu_le)),
  ('j'::"char", date_trunc('day', recu_le at time zone 'Europe/Paris') at time zone 'Europe/Paris')) as g (grain, debut)
group by 1, 2, 3, 4;

-- What our own prober saw; a client never writes here.
create table sondes (
  endpoint text not null,
  faite_le timestamptz(3) not null,
  code smallint not null,
  duree_ms double precision not null,
  request_id uuid,
  primary key (endpoint, faite_le)
);

-- The same by day of Paris, kept for ever: what the history reads. A probe made in a window that the provider had announced is
-- counted apart, so that the rate can be told with and without maintenance.
create table sondes_par_jour (
  endpoint text not null,
  jour date not null,
  sondes int not null,
  reussies int not null,
  en_maintenance int not null,
  primary key (endpoint, jour)
);
