-- The keys of subjects, in a database of their own: its backups are kept short and apart from the master key, since an old copy would still have
-- what was destroyed. Runs as the owner of that database; the services only have the rights granted here,
-- as members of keys_sealer (adds keys, and destroys none) or keys_keeper.

create table subject_key (
  subject_id uuid not null,
  version int not null check (version > 0),
  suite text,
  master_key text,
  wrapped text,
  made_at timestamptz not null,
  destroyed_at timestamptz,
  primary key (subject_id, version),
  constraint subject_key_kept_or_destroyed check (
    (destroyed_at is null and suite is not null and master_key is not null and wrapped is not null)
    or (destroyed_at is not null and suite is null and master_key is null and wrapped is null))
);
comment on table subject_key is 'Keys under a master key, and the places of those that were destroyed. A destroyed row never becomes a key again.';

create function refuse_return() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.destroyed_at is not null and new is distinct from old then
    raise exception 'a destroyed key stays destroyed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger subject_key_stays_destroyed before update or delete on subject_key for each row execute function refuse_return();
-- What was destroyed shall not wait for long in old versions of rows.
alter table subject_key set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);

grant usage on schema public to keys_sealer, keys_keeper;
grant select, insert on subject_key to keys_sealer, keys_keeper;
-- What `for share` asks for, and changes nothing that matters.
grant update (version) on subject_key to keys_sealer;
grant update on subject_key to keys_keeper;
