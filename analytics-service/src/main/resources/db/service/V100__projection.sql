-- What the log says, kept so that numbers and histories can be asked for. Everything here can be made again from the log.

create table recorded_event (
  case_id uuid not null,
  position bigint not null check (position > 0),
  service text not null,
  sequence bigint not null check (sequence > 0),
  event_id uuid not null,
  type text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  known_at timestamptz not null,
  actor_id text,
  actor_unit text,
  actor_role text,
  on_behalf_of text,
  correlation_id uuid,
  causation_id uuid,
  data text not null,
  primary key (case_id, position)
);
comment on table recorded_event is 'Every event of every service, in the order of the log of its case';
comment on column recorded_event.position is 'Place in the history of the case across all services, from 1 without gaps';
comment on column recorded_event.known_at is 'When it was recorded, but never before what precedes it in the history: what was known at a time is a beginning of the history';

create table followed_case (
  case_id uuid primary key,
  state text not null
) with (fillfactor = 70);
comment on table followed_case is 'How far each case was followed, and what its next event needs to know (JSON)';

create table case_profile (
  case_id uuid not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  district text,
  street text,
  community text,
  grid text,
  channel text,
  layer text,
  category text,
  path text,
  unit text,
  primary key (case_id, known_from)
);
create index case_profile_now on case_profile (case_id) where known_to = 'infinity';
comment on table case_profile is 'What a case can be grouped and filtered by, and during which time that was the latest knowledge';

create table milestone (
  case_id uuid not null,
  position bigint not null,
  kind text not null,
  subject text not null,
  value text,
  unit text,
  event_id uuid not null,
  occurred_at timestamptz not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  primary key (case_id, position, kind, subject)
) partition by list (kind);
comment on table milestone is 'What the numbers count: each with the event that is its evidence, and the time during which it was known to hold. A partition a kind, since a number reads one or two kinds whole';

do $$
declare
  milestone_kind text;
begin
  foreach milestone_kind in array array[
    'REGISTERED', 'ACCEPTED', 'TRIAGED', 'ASSIGNED', 'CLAIMED', 'RETURNED', 'AGREEMENT_SIGNED', 'OBLIGATION_DUE', 'OBLIGATION_PERFORMED',
    'CONFIRMATION_APPLIED', 'CONFIRMATION_GRANTED', 'MEDIATION_ENDED', 'CLOSED', 'VERIFIED', 'REVISIT_ANSWERED', 'APPLICANT_ANSWERED', 'RESPONDENT_ANSWERED', 'PARTY_REVISITED', 'PETITION_OPENED', 'PETITION_CONCLUDED']
  loop
    execute format('create table milestone_%s partition of milestone for values in (%L)', lower(milestone_kind), milestone_kind);
  end loop;
end $$;

grant select, insert on recorded_event to ${service}_service;
grant select, insert, update, delete on followed_case, case_profile, milestone to ${service}_service;
