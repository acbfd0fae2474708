-- Boundaries of the city's places, imported by the city itself: a public map needs an approval number, so none is shipped.
create table kernel.city_map (
  map_id integer primary key check (map_id = 1),
  approval text not null,
  source text not null,
  areas text not null,
  imported_at timestamptz not null
);
comment on table kernel.city_map is 'the one map of the city; an import replaces it whole';
comment on column kernel.city_map.areas is 'JSON: place code and its polygons, each a list of rings of [longitude, latitude]';
