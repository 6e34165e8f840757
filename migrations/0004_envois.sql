-- Mails and webhooks to send: written in the transaction of what they tell, sent after it. `cle` says what an envoi is about:
-- the same one is never queued twice.
create table envois (
  id uuid primary key,
  canal text not null check (canal in ('courriel', 'webhook')),
  destination text not null,
  contenu jsonb not null,
  cle text unique,
  cree_le timestamptz(3) not null,
  -- Null: nothing more will be tried.
  prochain_essai_le timestamptz(3),
  essais int not null default 0,
  -- By the clock of the database, which is the same for all who send.
  pris_le timestamptz,
  parti_le timestamptz(3),
  -- The other side will never take it; or it was given up after its tries. `echec` says why in a sentence.
  refuse_le timestamptz(3),
  abandonne_le timestamptz(3),
  echec text
);

create index envois_dus on envois (canal, prochain_essai_le) where prochain_essai_le is not null;
create index envois_par_date on envois (cree_le);
