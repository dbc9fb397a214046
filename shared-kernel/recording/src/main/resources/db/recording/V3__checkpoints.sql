-- What was signed about the streams of this service. Like the events, both tables can only grow.

create table checkpoint_leaf (
  leaf bigint primary key,
  case_id uuid not null,
  version bigint not null,
  link text not null,
  constraint checkpoint_leaf_head unique (case_id, version)
);
comment on table checkpoint_leaf is 'The leaves of the tree that checkpoints sign: where each stream stood when one was taken';

create table checkpoint (
  number bigint primary key,
  tree_size bigint not null,
  root text not null,
  taken_at timestamptz not null,
  previous text,
  key_id text not null,
  signature text not null
);
comment on table checkpoint is 'What was published on audit-checkpoints';

create trigger checkpoint_leaf_only_grows before update or delete or truncate on checkpoint_leaf for each statement execute function refuse_change();
create trigger checkpoint_only_grows before update or delete or truncate on checkpoint for each statement execute function refuse_change();

grant select, insert on checkpoint_leaf, checkpoint to ${service}_service;
