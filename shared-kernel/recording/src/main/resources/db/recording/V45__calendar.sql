-- How far the running deadlines have been counted again by the calendar of the build.

create table calendar_recount (
  one boolean primary key default true check (one),
  calendar text not null,
  begun_at timestamptz not null,
  case_id uuid not null,
  name text not null,
  looked_at int not null default 0,
  moved int not null default 0,
  left_out int not null default 0,
  done_at timestamptz
);
comment on table calendar_recount is 'The recount by the calendar of the newest build: which, how far it has got, and what came of it';
comment on column calendar_recount.calendar is 'Version of the calendar; a build that starts with another one begins a recount';
comment on column calendar_recount.case_id is 'The deadline up to which it has got; the next turn goes on behind it';

grant select, insert, update on calendar_recount to ${service}_service;
