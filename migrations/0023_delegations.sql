-- Software companies that call the API for their clients, as administrators know them. One that is closed keeps its row: what was
-- delegated to it keeps its history.
create table editeurs (
  id uuid primary key,
  nom text not null,
  siret text not null check (siret ~ '^[0-9]{14}$'),
  produit text not null,
  -- Named on the pages that anyone reads.
  public boolean not null,
  version int not null,
  cree_le timestamptz(3) not null,
  ferme_le timestamptz(3)
);

create unique index editeurs_siret on editeurs (siret) where ferme_le is null;

-- Who works for an editor: an account for one of them at most.
create table editeur_comptes (
  compte uuid primary key references comptes (id) on delete cascade,
  editeur uuid not null references editeurs (id),
  ajoute_le timestamptz(3) not null,
  -- Whether the weekly mail is asked for, and the Monday of the last week that it was about.
  resume boolean not null default false,
  resume_semaine date
);

create index editeur_comptes_editeur on editeur_comptes (editeur);

-- What an applicant shows to an editor of what was granted on his request, or what an editor asks to be shown. A number that names
-- nothing is kept all the same (`demande` is null): an editor reads of it what he reads of any other.
create table delegations (
  id uuid primary key,
  editeur uuid not null references editeurs (id),
  demande uuid references demandes (id) on delete cascade,
  -- The number of the habilitation, as asked, or as it was when delegated.
  numero text not null,
  etat text not null check (etat in ('demandee', 'accordee', 'declinee', 'terminee')),
  -- Null when the applicant delegated unasked.
  demandee_le timestamptz(3),
  demandee_par uuid references comptes (id) on delete set null,
  accordee_le timestamptz(3),
  close_le timestamptz(3),
  -- Who or what ended it.
  fin text check (fin in ('client', 'editeur', 'habilitation', 'fermeture', 'delai')),
  check ((etat = 'terminee') = (fin is not null)),
  check ((etat in ('declinee', 'terminee')) = (close_le is not null)),
  check (demande is not null or etat in ('demandee', 'terminee'))
);

-- An editor sees a request once, and asks for it once at a time.
create unique index delegations_en_cours on delegations (editeur, demande) where etat in ('demandee', 'accordee');
create index delegations_demande on delegations (demande);
create index delegations_editeur on delegations (editeur);
-- All that a request was granted, with its tokens, is read for each right that an editor sees.
create index habilitations_demande on habilitations (demande);
