-- Files that people attach to what they send us. In the database, not with the documents of the API: those are in the folder of
-- one node, open to whoever has their address, and end within hours. An attachment is read by whoever may read what it is
-- attached to, on every node, is kept in the same transaction and goes with it.
create table pieces (
  id uuid primary key,
  sha256 text not null,
  type_mime text not null,
  nom text not null,
  taille int not null check (taille = octet_length(contenu)),
  contenu bytea not null,
  cree_le timestamptz(3) not null
);

-- What people report. `version` grows with what both sides see: of two changes made from the same one, the second is refused.
create sequence tickets_numero;

create table tickets (
  numero text primary key,
  genre text not null check (genre in ('endpoint', 'general', 'documentation', 'site')),
  etat text not null check (etat in ('recu', 'en_cours', 'en_attente', 'resolu')),
  sujet text not null,
  -- The fields of its kind, by their names.
  champs jsonb not null,
  endpoint text check ((genre = 'endpoint') = (endpoint is not null)),
  -- Empty once erased.
  email text not null,
  nom text not null,
  -- Who was logged in.
  compte uuid references comptes (id) on delete set null,
  -- Who asks, to bound how often; emptied a day later.
  adresse text not null,
  ouvert_le timestamptz(3) not null,
  modifie_le timestamptz(3) not null,
  resolu_le timestamptz(3),
  efface_le timestamptz(3),
  version int not null default 1,
  check ((etat = 'resolu') = (resolu_le is not null)),
  check (efface_le is null or (email = '' and nom = '' and compte is null))
);

create index tickets_etat on tickets (etat, modifie_le);
create index tickets_ouvert_le on tickets (ouvert_le);
create index tickets_email on tickets (email, ouvert_le);
create index tickets_adresse on tickets (adresse, ouvert_le) where adresse <> '';
create index tickets_compte on tickets (compte) where compte is not null;

-- What opens a ticket without an account: each mail has a key of its own, of which only the print is kept.
create table ticket_cles (
  empreinte text primary key,
  ticket text not null references tickets (numero) on delete cascade,
  cree_le timestamptz(3) not null
);

create index ticket_cles_ticket on ticket_cles (ticket);

-- What was said, in order. Never edited. `auteur` is empty for who reported; a note is for the support alone.
create table ticket_messages (
  id bigint generated always as identity primary key,
  ticket text not null references tickets (numero) on delete cascade,
  nature text not null check (nature in ('demandeur', 'support', 'note')),
  auteur text not null check ((nature = 'demandeur') = (auteur = '')),
  -- Empty when only the state changes.
  texte text not null,
  -- The state that it leads to; null when it changes none.
  etat text check (etat in ('recu', 'en_cours', 'en_attente', 'resolu')),
  le timestamptz(3) not null
);

create index ticket_messages_ticket on ticket_messages (ticket, id);

create table ticket_pieces (
  piece uuid primary key references pieces (id) on delete cascade,
  ticket text not null references tickets (numero) on delete cascade,
  message bigint not null references ticket_messages (id) on delete cascade
);

create index ticket_pieces_ticket on ticket_pieces (ticket);
