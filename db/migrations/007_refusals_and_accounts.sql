-- What was refused to officers, and who closed or opened an account: read by the audit's administrator, only ever added to.
create table auth.refusal_event (
  event_id bigint generated always as identity primary key,
  at timestamptz not null,
  user_id text not null,
  officer_id text not null,
  role text,
  method text not null,
  route text not null,
  procedure text,
  action text,
  matter_id uuid,
  rule text not null,
  status integer not null check (status in (403, 409)),
  request_id uuid not null
);
comment on table auth.refusal_event is 'ids and declared names alone: no word of what was written or asked';
comment on column auth.refusal_event.role is 'the post that the request named, where it named one';
comment on column auth.refusal_event.route is 'the address as it is declared, without what stood in it';

create or replace function auth.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_schema || '.' || tg_table_name;
end $$;
create trigger refusal_event_append_only before update or delete or truncate on auth.refusal_event
  for each statement execute function auth.refuse_change();

alter table auth.sign_in_event drop constraint sign_in_event_outcome_check;
alter table auth.sign_in_event add constraint sign_in_event_outcome_check
  check (outcome in ('in', 'failed', 'locked', 'out', 'expired', 'password', 'disabled', 'closed', 'opened'));
alter table auth.sign_in_event add column by_user_id text, add column reason text;
comment on column auth.sign_in_event.by_user_id is 'who closed or opened the account';
comment on column auth.sign_in_event.reason is 'the paper on which it was closed or opened';

alter table kernel.city_map add column imported_by text;
comment on column kernel.city_map.imported_by is 'the officer who imported it; null where the command line did';
