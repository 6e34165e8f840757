alter table comptes
  add column telephone text not null default '',
  add column fonction text not null default '';

-- What the link of a mail opens, once, before its end: an e-mail to verify, a password to choose, an e-mail to change. Of the key,
-- only its print is kept.
create table liens_compte (
  empreinte text primary key,
  compte uuid not null references comptes (id) on delete cascade,
  objet text not null check (objet in ('verification', 'mot_de_passe', 'adresse')),
  -- Where the mail was sent.
  email text not null,
  cree_le timestamptz(3) not null,
  expire_le timestamptz(3) not null
);

create index liens_compte_compte on liens_compte (compte);

-- How a session was opened: some acts ask for more than a password. What the identity provider gave to close its own session
-- later is sealed.
alter table sessions
  add column facteurs text[] not null default '{mot_de_passe}'
    check (facteurs <@ array['mot_de_passe', 'totp', 'oidc'] and cardinality(facteurs) > 0),
  add column jeton_identite text;

-- The secret is sealed. Not in force until a first code has proved that it was read.
create table seconds_facteurs (
  compte uuid primary key references comptes (id) on delete cascade,
  secret text not null,
  cree_le timestamptz(3) not null,
  actif_le timestamptz(3),
  -- The last interval of 30 s whose code was accepted: no code serves twice.
  dernier_pas bigint not null default 0
);

create table codes_secours (
  compte uuid not null references seconds_facteurs (compte) on delete cascade,
  empreinte text not null,
  utilise_le timestamptz(3),
  primary key (compte, empreinte)
);

-- The password was right, the second factor is awaited.
create table connexions_entrouvertes (
  empreinte text primary key,
  compte uuid not null references comptes (id) on delete cascade,
  expire_le timestamptz(3) not null
);

-- Who someone is for an identity provider.
create table identites_oidc (
  emetteur text not null,
  sujet text not null,
  compte uuid not null references comptes (id) on delete cascade,
  cree_le timestamptz(3) not null,
  vue_le timestamptz(3) not null,
  primary key (emetteur, sujet)
);

create index identites_oidc_compte on identites_oidc (compte);

-- Who belongs to which organisation. Said by the person, it opens nothing that belongs to others until it is verified.
create table rattachements (
  compte uuid not null references comptes (id) on delete cascade,
  siret text not null check (siret ~ '^[0-9]{14}$'),
  origine text not null check (origine in ('declare', 'oidc', 'invitation', 'operateur')),
  cree_le timestamptz(3) not null,
  verifie_le timestamptz(3),
  primary key (compte, siret)
);

create index rattachements_siret on rattachements (siret);

-- A colleague awaited: whoever proves to have this e-mail may accept.
create table invitations (
  id uuid primary key,
  empreinte text not null unique,
  email text not null,
  siret text not null,
  invite_par uuid not null references comptes (id) on delete cascade,
  cree_le timestamptz(3) not null,
  expire_le timestamptz(3) not null,
  unique (email, siret)
);

create index invitations_siret on invitations (siret);

-- What administrators do to others, and why. It outlives those it names.
create table journal_administration (
  id uuid primary key,
  le timestamptz(3) not null,
  -- The e-mail of who did it, or « apie » from the machine.
  auteur text not null,
  -- As `compte.desactive`.
  acte text not null,
  cible text not null,
  raison text not null default '',
  detail jsonb not null default '{}'
);

create index journal_administration_le on journal_administration (le desc, id);
create index journal_administration_cible on journal_administration (cible);
