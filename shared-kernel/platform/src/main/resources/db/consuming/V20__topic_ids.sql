-- A topic that was deleted and made anew has the name, and the offsets, of another one.

alter table position add column topic_id text;
comment on column position.topic_id is 'The topic of which it is a position: one of the same name that was made anew has another id. Null if the broker did not tell';

create table position_restart (
  restart_id uuid primary key,
  consumer text not null,
  topic text not null,
  kept_topic_id text not null,
  topic_id text not null,
  begins_from text not null,
  positions text not null,
  reason text not null,
  actor_id text not null,
  restarted_at timestamptz not null
);
comment on table position_restart is 'What operators said when a topic had been made anew under kept positions';
comment on column position_restart.positions is 'Of each partition: the offset kept, and the one from which it goes on';

-- A topic made anew begins at offset 0 again.
alter table parked_record drop constraint parked_record_place;
create index parked_record_place on parked_record (consumer, topic, partition, record_offset);

grant select, insert on position_restart to ${service}_service;
