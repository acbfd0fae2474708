-- A domain of the tests alone: a table with a check that no guard foresees, so that the database itself refuses a row.
create schema probe;
create table probe.paper (
  matter_id uuid primary key,
  pages integer not null check (pages < 100),
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
