-- Texts of statutes that a city has imported. Which versions there are and when they were in force says data/statutes.json;
-- a text that the register does not name is kept under its own title.
create table kernel.law_text (
  statute text not null,
  version text not null,
  title text not null,
  files text[] not null,
  hash text not null,
  imported_at timestamptz not null default clock_timestamp(),
  primary key (statute, version)
);
comment on column kernel.law_text.hash is 'SM3 over the bytes of the files, one after the other';

create table kernel.law_article (
  statute text not null,
  version text not null,
  article text not null,
  position integer not null,
  part text,
  paragraphs text[] not null,
  body text not null,
  primary key (statute, version, article),
  foreign key (statute, version) references kernel.law_text on delete cascade
);
comment on column kernel.law_article.article is 'as in data/articles.json: 17, or 201-1 for an inserted one';
comment on column kernel.law_article.part is 'headings above the article, the largest first, by spaces';
comment on column kernel.law_article.body is 'all paragraphs in one, without white space: what is searched';
