-- People: who may log in, and what for. The e-mail is canonical (trimmed, lower-case): one person, one account.
create table comptes (
  id uuid primary key,
  email text not null unique check (email = lower(btrim(email)) and email <> ''),
  nom text not null,
  prenom text not null,
  mot_de_passe text,
  roles text[] not null check (cardinality(roles) > 0 and roles <@ array[
    'demandeur', 'contact_metier', 'contact_technique', 'rapporteur', 'instructeur', 'administrateur']),
  cree_le timestamptz not null,
  verifie_le timestamptz,
  desactive_le timestamptz
);

-- The identifier that the browser keeps is not here, only its SHA-256: what leaks from the database opens nothing.
create table sessions (
  empreinte text primary key,
  compte uuid not null references comptes (id) on delete cascade,
  cree_le timestamptz not null,
  vue_le timestamptz not null,
  expire_le timestamptz not null,
  adresse text not null,
  agent text not null
);

create index sessions_compte on sessions (compte);

-- One row per account or address that has failed to log in, whatever the number of its attempts; the key is a SHA-256.
create table tentatives_connexion (
  cle text primary key,
  debut timestamptz not null,
  nombre int not null
);
