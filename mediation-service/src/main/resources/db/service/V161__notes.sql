-- What was said in confidence. No event on purpose: events are published, and this never leaves the service. The text is a
-- box under the key of the case, and goes with it.

create table privileged_note (
  note uuid primary key,
  case_id uuid not null,
  session int,
  written_by text not null,
  written_at timestamptz not null,
  text text not null
);
create index privileged_note_case on privileged_note (case_id, written_at, note);
comment on table privileged_note is 'Notes of mediators, sealed; in no event and no message';

grant select, insert on privileged_note to ${service}_service;
