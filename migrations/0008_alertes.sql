-- Alerts to operators: what is wrong, since when, and what has been told of it. The state of telling is here, so that neither a
-- restart nor a second node tells twice.
create table alertes (
  id int generated always as identity primary key,
  genre text not null,
  objet text not null,
  forme text not null,
  groupe text not null,
  sujet text not null,
  texte text not null,
  endpoints text[] not null,
  depuis timestamptz(3) not null,
  ouverte_le timestamptz(3) not null,
  vue_le timestamptz(3) not null,
  annoncee_le timestamptz(3),
  close_le timestamptz(3),
  fin_annoncee_le timestamptz(3)
);

-- One open alert about one thing.
create unique index alertes_ouvertes on alertes (genre, objet) where close_le is null;
-- One digest a day.
create unique index alertes_bilans on alertes (objet) where genre = 'bilan';
-- What each round reads: open, or closed without its end being settled.
create index alertes_vives on alertes (ouverte_le) where close_le is null or fin_annoncee_le is null;
create index alertes_recentes on alertes (ouverte_le);
create index alertes_closes on alertes (close_le);

-- A surge of bans is counted over the last hour.
create index bannissements_debut on bannissements (debut);
