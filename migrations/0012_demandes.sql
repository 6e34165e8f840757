-- Organisations that ask for access, as Sirene gave them: read again when they are older than a day.
create table organisations (
  siret text primary key check (siret ~ '^\d{14}$'),
  nom text not null,
  adresse text not null,
  code_postal text,
  commune text,
  categorie_juridique text,
  naf text,
  tranche_effectif text,
  etat text not null check (etat in ('A', 'F')),
  lue_le timestamptz not null
);

create sequence demandes_numero;

-- A request for access. Its form is one document (`contenu`): it is filled, sent, compared and kept as a whole, and no query
-- looks into it but the search of the queue.
create table demandes (
  id uuid primary key,
  numero text not null unique default 'D-' || lpad(nextval('demandes_numero')::text, 6, '0'),
  etat text not null check (etat in ('brouillon', 'envoyee', 'a_modifier', 'validee', 'refusee', 'revoquee', 'archivee')),
  reouverture boolean not null,
  demandeur uuid not null references comptes (id),
  siret text,
  cas_usage text not null,
  intitule text not null,
  contenu jsonb not null,
  contenu_envoye jsonb,
  copie_de uuid references demandes (id),
  cgu_version text,
  cgu_acceptee_le timestamptz,
  version int not null,
  creee_le timestamptz not null,
  modifiee_le timestamptz not null,
  premier_envoi_le timestamptz,
  envoyee_le timestamptz,
  precisions_demandees_le timestamptz,
  premiere_decision_le timestamptz,
  decidee_le timestamptz,
  relancee_le timestamptz
);

create index demandes_demandeur on demandes (demandeur);
create index demandes_siret on demandes (siret);
create index demandes_file on demandes (etat, envoyee_le);
-- One live copy of a request at a time: two renewals under way would give two tokens.
create unique index demandes_copie on demandes (copie_de) where etat in ('brouillon', 'envoyee', 'a_modifier');

create table demande_evenements (
  id bigint generated always as identity primary key,
  demande uuid not null references demandes (id) on delete cascade,
  acte text not null,
  auteur uuid references comptes (id),
  auteur_nom text not null,
  le timestamptz not null,
  de text,
  vers text not null,
  motif text not null,
  changements jsonb not null
);

create index demande_evenements_demande on demande_evenements (demande, id);

create table demande_messages (
  id bigint generated always as identity primary key,
  demande uuid not null references demandes (id) on delete cascade,
  auteur uuid not null references comptes (id),
  auteur_nom text not null,
  cote text not null check (cote in ('demandeur', 'instruction')),
  corps text not null,
  champ text,
  le timestamptz not null,
  lu_le timestamptz
);

create index demande_messages_demande on demande_messages (demande, id);

create table demande_avis (
  id bigint generated always as identity primary key,
  demande uuid not null references demandes (id) on delete cascade,
  demande_par uuid not null references comptes (id),
  rapporteur uuid not null references comptes (id),
  question text not null,
  demande_le timestamptz not null,
  reponse text,
  repondu_le timestamptz
);

-- One opinion is waited for at a time.
create unique index demande_avis_attendu on demande_avis (demande) where repondu_le is null;

create sequence habilitations_numero;

-- What was granted, as it was when it was: never changed but for its state.
create table habilitations (
  id uuid primary key,
  numero text not null unique default 'H-' || lpad(nextval('habilitations_numero')::text, 6, '0'),
  demande uuid not null references demandes (id),
  instantane jsonb not null,
  etat text not null check (etat in ('active', 'obsolete', 'revoquee')),
  accordee_le timestamptz not null,
  accordee_par uuid not null references comptes (id),
  close_le timestamptz
);

create unique index habilitations_active on habilitations (demande) where etat = 'active';

-- A token is that of a habilitation, or of nobody here: made by command, or before this table. Prolonging makes another one.
alter table jetons add column habilitation uuid references habilitations (id);
create index jetons_habilitation on jetons (habilitation);

create table modeles_reponse (
  id bigint generated always as identity primary key,
  genre text not null check (genre in ('precisions', 'refus', 'validation', 'message')),
  titre text not null,
  corps text not null,
  version int not null,
  modifie_le timestamptz not null,
  modifie_par text not null
);

create table demande_pieces (
  piece uuid primary key references pieces (id) on delete cascade,
  demande uuid not null references demandes (id) on delete cascade,
  genre text not null check (genre in ('maquette', 'texte_juridique')),
  ajoutee_le timestamptz not null,
  -- An older one, that another took the place of.
  remplacee_le timestamptz
);

-- One file of each kind is in force.
create unique index demande_pieces_genre on demande_pieces (demande, genre) where remplacee_le is null;

-- What an instructor or a rapporteur is written to about, when he has chosen.
create table preferences_instruction (
  compte uuid primary key references comptes (id) on delete cascade,
  envois boolean not null,
  messages boolean not null
);

-- What became of the mails of a request: their keys are `demande:DEMANDE:…`.
create index envois_demandes on envois (split_part(cle, ':', 2)) where cle like 'demande:%';
