-- A file is a version: loaded aside (en_cours), then served in place of the former one (servi), then dropped (perime).
create table fichiers_importes (
  version bigint generated always as identity primary key,
  fournisseur text not null,
  etat text not null check (etat in ('en_cours', 'servi', 'perime')),
  nom text not null,
  lignes int not null,
  -- Which instance loads it, and when it last said so: a load whose instance has died is told from one that goes on.
  instance text not null,
  vu_le timestamptz not null,
  commence_le timestamptz not null,
  servi_le timestamptz
);

create unique index fichiers_importes_un_servi on fichiers_importes (fournisseur) where etat = 'servi';
create unique index fichiers_importes_un_en_cours on fichiers_importes (fournisseur) where etat = 'en_cours';

-- No default partition: a version is one table, made with it and dropped whole.
-- Keys in the order of their bytes, the same on every database: « the last key that starts so » is one step of the index.
create table lignes_importees (
  version bigint not null,
  cle text collate "C" not null,
  ligne int not null,
  valeur jsonb not null,
  primary key (version, cle)
) partition by list (version);
