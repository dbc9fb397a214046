-- Topics that operators have a consumer leave alone for a while.

alter table position add column paused boolean not null default false;
comment on column position.paused is 'Whether nothing of it is done until an operator resumes it; read in the transaction of the work, so that a pause holds from the moment it is answered';

create table position_pause (
  pause_id uuid primary key,
  consumer text not null,
  topic text not null,
  reason text not null,
  paused_by text not null,
  paused_at timestamptz not null,
  resume_reason text,
  resumed_by text,
  resumed_at timestamptz
);
create unique index position_pause_standing on position_pause (consumer, topic) where resumed_at is null;
comment on table position_pause is 'Pauses of consumers: who asked for each and why, and who ended it';

grant select, insert on position_pause to ${service}_service;
grant update (resume_reason, resumed_by, resumed_at) on position_pause to ${service}_service;
