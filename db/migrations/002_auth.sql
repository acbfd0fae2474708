-- Sign-in and public access: what only the role fadu_auth reads. No table here carries a domain's data.

create table auth."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  username text not null unique,
  display_username text,
  officer_id text not null,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on column auth."user".officer_id is 'kernel.officer; what the officer may do stands in kernel.post and is read at each request';

create table auth.session (
  id text primary key,
  token text not null unique,
  user_id text not null references auth."user" on delete cascade,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now()
);
comment on column auth.session.token is 'SM3 of the token; the token itself is only in the browser';
create index session_owner on auth.session (user_id);
create index session_expiry on auth.session (expires_at);

create table auth.account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth."user" on delete cascade,
  issuer text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_owner on auth.account (user_id);

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table auth.attempt (
  key text primary key,
  failures integer not null,
  until_at timestamptz not null
);
comment on table auth.attempt is 'failed tries by keyed hash of a user name or a number: known and unknown ones alike';

create table auth.query_code (
  matter_id uuid not null,
  reader text not null,
  number text not null,
  epoch integer not null default 0,
  primary key (matter_id, reader)
);
comment on table auth.query_code is 'matters that may be followed with a query code; the code is a keyed hash over matter, reader and epoch and is not kept';
create index query_code_number on auth.query_code (number);

create table auth.sign_in_event (
  event_id bigint generated always as identity primary key,
  at timestamptz not null,
  outcome text not null check (outcome in ('in', 'failed', 'locked', 'out', 'expired', 'password', 'disabled')),
  user_id text,
  username text,
  address text
);
comment on column auth.sign_in_event.username is 'of known accounts only: what else is typed there may be a password';

create table auth.draft (
  draft_id uuid primary key,
  user_id text not null references auth."user" on delete cascade,
  procedure text not null,
  action text not null,
  matter_id uuid,
  title text not null,
  content text not null,
  saved_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table auth.draft is 'forms begun and not sent: read by their owner alone, gone after thirty days or when sent; no act';
create index draft_owner on auth.draft (user_id, saved_at desc);

create table auth.saved_filter (
  user_id text not null references auth."user" on delete cascade,
  list text not null,
  name text not null,
  filter text not null,
  saved_at timestamptz not null,
  primary key (user_id, list, name)
);

create function auth.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'auth.sign_in_event is append-only';
end $$;
create trigger sign_in_event_append_only before update or delete or truncate on auth.sign_in_event
  for each statement execute function auth.refuse_change();
