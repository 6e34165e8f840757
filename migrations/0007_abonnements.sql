-- Asked, not confirmed yet: what the link of a mail opens, for two days. Of the key, only its print is kept.
create table demandes_abonnement (
  empreinte text primary key,
  email text not null,
  sorte text not null check (sorte in ('courriel', 'webhook')),
  url text not null check ((sorte = 'webhook') = (url <> '')),
  -- Empty: every service, those to come included.
  endpoints text[] not null,
  -- Who asks, to bound how often.
  adresse text not null,
  cree_le timestamptz(3) not null,
  expire_le timestamptz(3) not null
);

create index demandes_abonnement_email on demandes_abonnement (email, cree_le);
create index demandes_abonnement_adresse on demandes_abonnement (adresse, cree_le);

-- Confirmed by whoever reads the mails of this address. One row a destination, its identity kept when it comes back: the
-- links of older mails go on working.
create table abonnements (
  id uuid primary key,
  email text not null,
  sorte text not null check (sorte in ('courriel', 'webhook')),
  url text not null,
  endpoints text[] not null,
  -- Kept as it is, since it signs.
  secret text,
  cree_le timestamptz(3) not null,
  confirme_le timestamptz(3) not null,
  desinscrit_le timestamptz(3),
  -- Sendings lost one after the other.
  echecs int not null default 0,
  unique (email, sorte, url),
  check ((sorte = 'webhook') = (secret is not null)),
  check ((sorte = 'webhook') = (url <> ''))
);
