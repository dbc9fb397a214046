-- Which master key wraps, said in the one place that all processes share. Without it a process that has not heard of a new master key would go on
-- wrapping under the former one, and what it wrapped would be lost with it.

create table master_key (
  id text primary key,
  wraps_since timestamptz,
  superseded_at timestamptz,
  retired_at timestamptz,
  constraint master_key_retired_is_superseded check (retired_at is null or superseded_at is not null)
);
create unique index master_key_wrapping on master_key ((true)) where superseded_at is null;
comment on table master_key is 'The master keys that ever took over, and which of them wraps. Empty until the first one does: then each process wraps with what it is configured with.';

create function refuse_new_under_former() returns trigger language plpgsql as $$
begin
  if exists (select from added join master_key on superseded_at is null and id <> added.master_key) then
    raise exception 'another master key wraps now' using errcode = 'FQK01';
  end if;
  return null;
end $$;

create function refuse_change_to_former() returns trigger language plpgsql as $$
begin
  if exists (
    select from changed join former using (subject_id, version) join master_key on superseded_at is null and id <> changed.master_key
    where changed.master_key <> former.master_key) then
    raise exception 'another master key wraps now' using errcode = 'FQK01';
  end if;
  return null;
end $$;

-- Once per statement: a thousand new keys are asked about at once.
create trigger new_under_present_master_key after insert on subject_key
  referencing new table as added for each statement execute function refuse_new_under_former();
create trigger changed_to_present_master_key after update on subject_key
  referencing old table as former new table as changed for each statement execute function refuse_change_to_former();

-- Both functions lock the table for an instant: whatever is being added is added before, and whatever comes later is refused if it is under a former
-- master key. They run with their owner's rights, so that nobody else needs the right to write the table they write.

create function let_master_key_wrap(new_id text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table subject_key in share mode;
  if exists (select from master_key where id = new_id and retired_at is not null) then
    raise exception 'this master key is retired' using errcode = 'FQK02';
  end if;
  update master_key set superseded_at = now() where superseded_at is null and id <> new_id;
  insert into master_key as kept (id, wraps_since) values (new_id, now())
    on conflict (id) do update set wraps_since = now(), superseded_at = null where kept.superseded_at is not null;
end $$;

create function retire_master_key(former_id text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table subject_key in share mode;
  if not exists (select from master_key where superseded_at is null and id <> former_id) then
    raise exception 'no other master key wraps' using errcode = 'FQK03';
  end if;
  if exists (select from subject_key where master_key = former_id) then
    raise exception 'keys are wrapped under it' using errcode = 'FQK03';
  end if;
  insert into master_key (id, superseded_at, retired_at) values (former_id, now(), now())
    on conflict (id) do update set retired_at = now() where master_key.retired_at is null;
end $$;

revoke execute on function let_master_key_wrap(text), retire_master_key(text) from public;
grant select on master_key to keys_sealer, keys_keeper, keys_rotator;

-- Who changes master keys wraps keys anew, and can neither add nor destroy one.
grant usage on schema public to keys_rotator;
grant select, update (master_key, wrapped) on subject_key to keys_rotator;
grant execute on function let_master_key_wrap(text), retire_master_key(text) to keys_rotator;
