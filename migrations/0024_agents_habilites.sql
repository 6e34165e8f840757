-- Whom the applicant of a request lets look companies up on this site, with the token that it was granted. Known by his e-mail, which
-- his account has to have proved: nothing is opened before. Tied to the request, so that a new grant of it leaves nobody out.
create table agents_habilites (
  id uuid primary key,
  demande uuid not null references demandes (id) on delete cascade,
  email text not null,
  ajoute_par uuid not null references comptes (id),
  ajoute_le timestamptz(3) not null,
  -- From then on he may no more; null: until it is taken back.
  fin_le timestamptz(3),
  unique (demande, email)
);

create index agents_habilites_email on agents_habilites (email);

-- What each person looked up on this site: written before the call leaves, completed by its answer. One row a service and identifier;
-- `envoi` is the form that was sent, which is taken once.
create table consultations (
  id uuid primary key,
  envoi uuid not null,
  habilitation uuid references habilitations (id) on delete set null,
  agent uuid not null references comptes (id),
  service text not null,
  identifiant text not null,
  contexte text not null,
  objet text not null,
  faite_le timestamptz(3) not null,
  -- Null until the gateway has answered, for good when it has not.
  statut smallint,
  request_id uuid,
  -- Names of the documents handed over, which open them: forgotten when they end.
  documents text[] not null default '{}',
  documents_fin timestamptz(3),
  unique (envoi, service, identifiant)
);

create index consultations_agent on consultations (agent, faite_le desc);
create index consultations_habilitation on consultations (habilitation, faite_le desc);
create index consultations_anciennes on consultations (faite_le);
create index consultations_documents on consultations (documents_fin) where documents_fin is not null;
