-- Calls of each token, counted by endpoint, status and step of duration (src/core/paliers-duree.ts). A call is in one row at a
-- time: of its hour first, in the statement that keeps its trace; upkeep then moves old hours into days of Paris, old days into
-- months. The size that a page reads does not follow the traffic. Rows of this hour are changed again and again: they have room.
create table appels_de_jetons (
  jti uuid not null,
  grain "char" not null check (grain in ('h', 'j', 'M')),
  debut timestamptz not null,
  endpoint text not null,
  statut smallint not null,
  palier smallint not null,
  nombre bigint not null,
  primary key (jti, grain, debut, endpoint, statut, palier)
) with (fillfactor = 70);

create index appels_de_jetons_debut on appels_de_jetons (grain, debut);

-- Durations grow by half from a step to the next: step 0 ends at 1.5 ms, step 1 at 2.25 ms… the last one has no end.
create function palier_duree(duree_ms double precision) returns smallint
  language sql immutable parallel safe
  return least(24, floor(ln(greatest(duree_ms, 1)) / ln(1.5::double precision)))::smallint;

insert into appels_de_jetons
select jti, grain, date_trunc(unite, recu_le, 'Europe/Paris'), left(endpoint, 128), statut, palier_duree(duree_ms), count(*)
from traces, lateral (select
  case when recu_le > now() - interval '2 days' then 'h' when recu_le > now() - interval '10 days' then 'j' else 'M' end::"char",
  case when recu_le > now() - interval '2 days' then 'hour' when recu_le > now() - interval '10 days' then 'day' else 'month' end
) as g (grain, unite)
group by 1, 2, 3, 4, 5, 6;

-- One token's own calls, the latest first; and one call by the identifier that its answer gave.
create index traces_jti on traces (jti, recu_le);
create index traces_request_id on traces (request_id);

-- What an operator asks about the calls of a token.
create sequence justifications_numero;

create table justifications (
  numero text primary key,
  jti uuid not null,
  etat text not null check (etat in ('attendue', 'repondue', 'close')),
  motif text not null,
  volume text not null,
  -- The calls that it names; none when it is about the token as a whole.
  appels uuid[] not null,
  -- A few of them, or of the last ones then, to be shown.
  exemples uuid[] not null,
  auteur uuid not null,
  auteur_nom text not null,
  ouverte_le timestamptz(3) not null,
  modifiee_le timestamptz(3) not null,
  close_le timestamptz(3),
  version int not null default 1
);

create index justifications_jti on justifications (jti);
create index justifications_modifiee_le on justifications (modifiee_le);
create index justifications_auteur on justifications (auteur);

-- What its holders answer, and its closing; never changed.
create table justification_messages (
  id bigint generated always as identity primary key,
  justification text not null references justifications (numero) on delete cascade,
  nature text not null check (nature in ('reponse', 'cloture')),
  auteur uuid not null,
  auteur_nom text not null,
  texte text not null,
  le timestamptz(3) not null
);

create index justification_messages_justification on justification_messages (justification);
create index justification_messages_auteur on justification_messages (auteur);
