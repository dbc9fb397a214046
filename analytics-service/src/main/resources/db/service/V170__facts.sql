-- Facts for analysts: what files hand out, and what SQL reads. Neither names a person: parties, whose data is sealed in
-- the events, and staff are left out.

create view fact_cases as
  select p.case_id, p.district, p.street, p.community, p.grid, p.channel, p.layer, p.category, p.path, p.unit,
    m.registered_at, m.accepted_at, m.triaged_at, m.risk, m.claimed_at, m.agreed_at, m.closed_at, m.outcome, m.verified_at,
    m.custodies, m.returns, m.closings, m.relapses, m.deadlines_met, m.deadlines_breached, m.notices, m.consultations,
    m.repeated, m.parties_returned
  from case_profile p cross join lateral (
    select
      min(occurred_at) filter (where kind = 'REGISTERED') as registered_at,
      min(occurred_at) filter (where kind = 'ACCEPTED') as accepted_at,
      min(occurred_at) filter (where kind = 'TRIAGED') as triaged_at,
      min(value) filter (where kind = 'TRIAGED') as risk,
      min(occurred_at) filter (where kind = 'CLAIMED') as claimed_at,
      min(occurred_at) filter (where kind = 'AGREEMENT_SIGNED') as agreed_at,
      max(occurred_at) filter (where kind = 'CLOSED' and known_to = 'infinity') as closed_at,
      max(value) filter (where kind = 'CLOSED' and known_to = 'infinity') as outcome,
      max(occurred_at) filter (where kind = 'VERIFIED' and known_to = 'infinity') as verified_at,
      count(*) filter (where kind = 'ASSIGNED') as custodies,
      count(*) filter (where kind = 'RETURNED') as returns,
      count(*) filter (where kind = 'CLOSED') as closings,
      count(*) filter (where kind = 'RELAPSED') as relapses,
      count(*) filter (where kind = 'DEADLINE_MET') as deadlines_met,
      count(*) filter (where kind = 'DEADLINE_BREACHED') as deadlines_breached,
      count(*) filter (where kind in ('RED_NOTICE_ISSUED', 'YELLOW_NOTICE_ISSUED')) as notices,
      count(*) filter (where kind = 'CONSULTATION_CONVENED') as consultations,
      count(*) filter (where kind = 'REPEATED' and known_to = 'infinity') > 0 as repeated,
      count(*) filter (where kind = 'PARTIES_RETURNED') > 0 as parties_returned
    from milestone
    where case_id = p.case_id and kind in (
      'REGISTERED', 'ACCEPTED', 'TRIAGED', 'CLAIMED', 'AGREEMENT_SIGNED', 'CLOSED', 'VERIFIED', 'ASSIGNED', 'RETURNED', 'RELAPSED',
      'DEADLINE_MET', 'DEADLINE_BREACHED', 'RED_NOTICE_ISSUED', 'YELLOW_NOTICE_ISSUED', 'CONSULTATION_CONVENED', 'REPEATED',
      'PARTIES_RETURNED')) m
  where p.known_to = 'infinity';
comment on view fact_cases is 'A row for each case, as it is known now';

create view fact_events as
  select e.case_id, e.position, e.event_id, e.service, e.type, e.occurred_at, e.recorded_at, e.known_at, e.actor_unit, e.actor_role,
    p.district, p.street, p.community
  from recorded_event e join case_profile p on p.case_id = e.case_id and p.known_to = 'infinity';
comment on view fact_events is 'A row for each event of each service, in the order of the log of its case, without its content';

create view fact_milestones as
  select m.case_id, m.position, m.kind,
    -- Behind the round stands the identifier that a party has in this case.
    case when m.kind in ('REVISIT_ANSWERED', 'APPLICANT_ANSWERED', 'RESPONDENT_ANSWERED', 'PARTY_REVISITED')
      then split_part(m.subject, '/', 1) else m.subject end as subject,
    m.value, m.unit, m.event_id, m.occurred_at, m.known_from, nullif(m.known_to, 'infinity') as known_to,
    p.district, p.street, p.community
  from milestone m join case_profile p on p.case_id = m.case_id and p.known_to = 'infinity';
comment on view fact_milestones is 'A row for each thing that numbers count, and the time during which it was known to hold';

grant select on fact_cases, fact_events, fact_milestones to ${service}_service;

-- SQL for analysts. Each person or program has a login of its own, which reaches the places that stand here. A login
-- cannot change what it is called in its session (only a superuser can), unlike the role it acts as and every setting.
create table analyst_reach (
  login name not null,
  district text not null,
  street text not null default '*',
  primary key (login, district, street)
);
comment on table analyst_reach is 'Which places a login for SQL reaches; * for all of them';

create schema analysis;
comment on schema analysis is 'What analysts read by SQL: only the cases of the places that their login reaches';

-- The barriers keep the conditions of whoever asks from seeing rows before the places are checked.
create view analysis.cases with (security_barrier) as
  select * from fact_cases f
  where exists (select 1 from analyst_reach r where r.login = session_user
    and r.district in ('*', f.district) and r.street in ('*', f.street));
comment on view analysis.cases is 'A row for each case, as it is known now';

create view analysis.events with (security_barrier) as
  select * from fact_events f
  where exists (select 1 from analyst_reach r where r.login = session_user
    and r.district in ('*', f.district) and r.street in ('*', f.street));
comment on view analysis.events is 'A row for each event of each service, in the order of the log of its case, without its content';

create view analysis.milestones with (security_barrier) as
  select * from fact_milestones f
  where exists (select 1 from analyst_reach r where r.login = session_user
    and r.district in ('*', f.district) and r.street in ('*', f.street));
comment on view analysis.milestones is 'A row for each thing that numbers count, and the time during which it was known to hold';

create view analysis.known_up_to as
  select max(recorded_at) as recorded_at from known_up_to;
comment on view analysis.known_up_to is 'When the newest event that counts was recorded';

-- Lets a login read. Who calls it may make roles, or the login is there already.
create procedure analyst_admit(analyst name, district text, street text default '*') language plpgsql as $$
begin
  if not exists (select 1 from pg_roles where rolname = analyst) then
    -- Without a password nobody can log in yet.
    execute format('create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 3', analyst);
    execute format('alter role %I set statement_timeout = ''60s''', analyst);
    execute format('alter role %I set idle_in_transaction_session_timeout = ''5min''', analyst);
    execute format('alter role %I set default_transaction_read_only = on', analyst);
    execute format('alter role %I set search_path = analysis', analyst);
  end if;
  if (select rolsuper from pg_roles where rolname = current_user) then
    -- Whoever may log in may make large objects, whatever else they may do. Nothing here has any.
    revoke execute on function lo_creat(int), lo_create(oid), lo_from_bytea(oid, bytea) from public;
  end if;
  execute format('grant connect on database %I to %I', current_database(), analyst);
  execute format('grant usage on schema analysis to %I', analyst);
  execute format('grant select on all tables in schema analysis to %I', analyst);
  insert into analyst_reach (login, district, street) values (analyst, district, street) on conflict do nothing;
end $$;
comment on procedure analyst_admit is 'Lets a login read schema analysis, limited to a place; makes the login if there is none';

-- Takes back all that a login was given.
create procedure analyst_dismiss(analyst name) language plpgsql as $$
begin
  delete from analyst_reach where login = analyst;
  execute format('revoke all on all tables in schema analysis from %I', analyst);
  execute format('revoke usage on schema analysis from %I', analyst);
  execute format('revoke connect on database %I from %I', current_database(), analyst);
end $$;
comment on procedure analyst_dismiss is 'Takes back all that a login for SQL was given; drop role does the rest';

revoke execute on procedure analyst_admit, analyst_dismiss from public;
