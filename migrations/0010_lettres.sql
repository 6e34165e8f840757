-- What is asked and not confirmed yet, of notices and of letters alike: one list of demands, so that one address is written to no
-- more often for being asked for twice in two ways.
alter table demandes_abonnement add column pour text not null default 'avis' check (pour in ('avis', 'lettres'));
alter table demandes_abonnement add column listes text[] not null default '{}'
  check (listes <@ array['infolettre', 'techlettre']);
alter table demandes_abonnement add check ((pour = 'lettres') = (cardinality(listes) > 0));

-- Who has left a list: nobody but himself brings him back. It outlives his subscription, whose address is erased: only its print
-- is kept here.
create table desinscriptions (
  empreinte text not null,
  liste text not null check (liste in ('infolettre', 'techlettre', 'avis')),
  le timestamptz(3) not null,
  primary key (empreinte, liste)
);

insert into desinscriptions
select encode(sha256(convert_to(email, 'UTF8')), 'hex'), 'avis', desinscrit_le
from abonnements where sorte = 'courriel' and desinscrit_le is not null;

-- Who receives letters: one row an address, with the lists it is in.
create table abonnes_lettres (
  id uuid primary key,
  email text not null unique,
  listes text[] not null check (listes <@ array['infolettre', 'techlettre']),
  cree_le timestamptz(3) not null,
  -- Null: put in by his role in an accepted request, never asked by himself.
  confirme_le timestamptz(3),
  desinscrit_le timestamptz(3),
  -- Sendings lost one after the other.
  echecs int not null default 0,
  check ((desinscrit_le is null) = (cardinality(listes) > 0))
);

-- A letter is a draft until its departure is set; it can be called back until it begins, never after.
create table lettres (
  id int generated always as identity primary key,
  genre text not null check (genre in ('infolettre', 'techlettre')),
  titre text not null,
  resume text not null,
  corps text not null,
  cree_le timestamptz(3) not null,
  cree_par text not null,
  modifiee_le timestamptz(3) not null,
  modifiee_par text not null,
  version int not null default 1,
  depart_le timestamptz(3),
  programmee_par text,
  -- From then on it is in the archives, and its recipients are queued in the order of their names, `curseur` being the last.
  commencee_le timestamptz(3),
  curseur uuid,
  destinataires int not null default 0,
  en_file int not null default 0,
  en_file_le timestamptz(3),
  -- Those that failed before then are to be tried again.
  reprise_le timestamptz(3),
  -- Nothing more is awaited; the figures stay when the outbox has forgotten.
  terminee_le timestamptz(3),
  partis int not null default 0,
  refuses int not null default 0,
  abandonnes int not null default 0,
  desinscrits int not null default 0,
  check ((depart_le is null) = (programmee_par is null)),
  check (commencee_le is null or depart_le is not null),
  check (en_file_le is null or commencee_le is not null),
  check (terminee_le is null or en_file_le is not null)
);

create index lettres_archives on lettres (commencee_le) where commencee_le is not null;

-- What became of the mails of a letter: their keys are `lettre:LETTRE:ABONNE`.
create index envois_lettres on envois (split_part(cle, ':', 2)) where cle like 'lettre:%';
