-- Cases folded again by today's code: into tables of the same form in a schema of their own, to be compared with the
-- stored ones or to take their place.

create schema refold;
comment on schema refold is 'Tables into which cases are folded again; nobody reads them but the refolding that runs';
grant usage on schema refold to ${service}_service;

create table refold.folded (
  stream uuid primary key,
  version bigint not null
);
comment on table refold.folded is 'The streams folded so far by the refolding that runs, and up to which of their events';
grant select, insert, update, delete, truncate on refold.folded to ${service}_service;

create table refolding (
  refolding_id uuid primary key,
  kind text not null,
  tables text[] not null,
  state text not null,
  phase text not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  worker uuid,
  beat_at timestamptz,
  source int not null default 0,
  after_stream uuid,
  streams bigint not null default 0,
  of_streams bigint not null default 0,
  events bigint not null default 0,
  worked_ms bigint not null default 0,
  differing bigint not null default 0,
  result text not null default '{}',
  failure text
);
create unique index refolding_one on refolding ((true)) where state = 'RUNNING';
comment on table refolding is 'Comparisons and rebuildings of views, one at a time, each with how far it is';
comment on column refolding.beat_at is 'When its worker last did something, in real time: one that is silent is replaced by another instance, which goes on behind after_stream';
comment on column refolding.result is 'Of each table: rows and digests, as JSON';

create table refolding_difference (
  refolding_id uuid not null references refolding on delete cascade,
  number bigint not null,
  stream uuid not null,
  kind text not null,
  table_name text,
  row_key text,
  columns text[] not null,
  stored text,
  folded text,
  parted_version bigint,
  parted_type text,
  parted_event_id uuid,
  parted_at timestamptz,
  primary key (refolding_id, number)
);
comment on column refolding_difference.parted_version is 'Number of the first event at which stored row and fold part; null if it was not looked for';

grant select, insert, update, delete on refolding, refolding_difference to ${service}_service;

-- Makes empty tables of the same form. Only for tables whose rows the service may change by itself anyhow.
create function refold_prepare(names text[]) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one text;
  rule name;
begin
  foreach one in array names loop
    if not has_table_privilege('${service}_service', format('public.%I', one), 'INSERT')
        or not (has_any_column_privilege('${service}_service', format('public.%I', one), 'UPDATE')
          or has_table_privilege('${service}_service', format('public.%I', one), 'DELETE')) then
      raise exception 'table % is not one of views', one using errcode = 'insufficient_privilege';
    end if;
    if to_regclass(format('refold.%I', one)) is not null then
      execute format('drop table refold.%I', one);
    end if;
    execute format('create table refold.%I (like public.%I including all excluding comments)', one, one);
    -- While some streams are folded as they are and others as they were, one may stand where another stood.
    for rule in select conname from pg_constraint where conrelid = format('refold.%I', one)::regclass and contype = 'x' loop
      execute format('alter table refold.%I drop constraint %I', one, rule);
    end loop;
    execute format('grant select, insert, update, delete, truncate on refold.%I to %I', one, '${service}_service');
  end loop;
  truncate refold.folded;
end $$;

-- Keeps writers of these tables waiting until the transaction ends; readers go on.
create function refold_lock(names text[]) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one text;
begin
  foreach one in array names loop
    if to_regclass(format('refold.%I', one)) is null then
      raise exception 'table % was not prepared', one using errcode = 'insufficient_privilege';
    end if;
    execute format('lock table public.%I in share mode', one);
  end loop;
end $$;

-- Makes the rows of a table those that were folded: what is equal stays untouched. A row stays, too, if its column
-- stays_by is set, or if its column kept_by lies before kept_from.
create function refold_swap(name text, except_columns text[], stays_by text, kept_by text, kept_from timestamptz,
  out removed bigint, out changed bigint, out added bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  target regclass := to_regclass(format('public.%I', name));
  same_key text;
  names text;
  of_folded text;
  of_stored text;
  within text := '';
begin
  if target is null or to_regclass(format('refold.%I', name)) is null then
    raise exception 'table % was not prepared', name using errcode = 'insufficient_privilege';
  end if;
  select string_agg(format('l.%I = s.%I', a.attname, a.attname), ' and ') into same_key
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = target and i.indisprimary;
  select string_agg(format('%I', a.attname), ', ' order by a.attnum),
      string_agg(format('s.%I', a.attname), ', ' order by a.attnum),
      string_agg(format('l.%I', a.attname), ', ' order by a.attnum)
    into names, of_folded, of_stored
    from pg_attribute a
    where a.attrelid = target and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and a.attname <> all(except_columns);
  if kept_by is not null then
    within := format(' and l.%I >= %L', kept_by, kept_from);
  end if;
  -- What excludes each other may do so in between; it is checked at the end.
  set constraints all deferred;
  execute format('delete from public.%I l where not exists (select from refold.%I s where %s)', name, name, same_key)
    || within || case when stays_by is null then '' else format(' and l.%I is null', stays_by) end;
  get diagnostics removed = row_count;
  execute format('update public.%I l set (%s) = row(%s) from refold.%I s where %s and (%s) is distinct from (%s)',
    name, names, of_folded, name, same_key, of_stored, of_folded);
  get diagnostics changed = row_count;
  execute format('insert into public.%I (%s) select %s from refold.%I s where not exists (select from public.%I l where %s)',
    name, names, of_folded, name, name, same_key)
    || case when kept_by is null then '' else format(' and s.%I >= %L', kept_by, kept_from) end;
  get diagnostics added = row_count;
end $$;

revoke all on function refold_prepare(text[]), refold_lock(text[]), refold_swap(text, text[], text, text, timestamptz) from public;
grant execute on function refold_prepare(text[]), refold_lock(text[]), refold_swap(text, text[], text, text, timestamptz) to ${service}_service;
