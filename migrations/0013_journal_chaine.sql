-- Each act holds the print of the one before it: an act that is changed, added or taken out afterwards shows, since no print
-- follows from the one before any more. Acts kept before this have none, and stand before the chain.
alter table journal_administration
  add column rang bigint generated always as identity unique,
  add column precedente text not null default '',
  add column empreinte text not null default '';

create function refuser_changement() returns trigger language plpgsql as $$
begin
  raise exception 'journal_administration is only added to';
end
$$;

create trigger journal_administration_immuable before update on journal_administration
  for each row execute function refuser_changement();
