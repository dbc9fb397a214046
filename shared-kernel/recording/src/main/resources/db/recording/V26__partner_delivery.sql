-- What lets a partner see that it has everything: numbers without a gap, messages once more on request, and the sums of each day.

alter table partner_message add column sequence bigint;
create unique index partner_message_sequence on partner_message (topic, sequence);
create index partner_message_day on partner_message (topic, recorded_at) where sequence is not null;
comment on column partner_message.sequence is '1, 2, … on the topic of a partner, in the order in which transactions commit; null for what is to no partner';

create table partner_sequence (
  topic text primary key,
  last bigint not null
) with (fillfactor = 50);
comment on table partner_sequence is 'The last number given on each partner''s topic; locked from then until its transaction ends, so that numbers are published in their order';

create table partner_redelivery (
  request_id uuid not null,
  requested_at timestamptz not null,
  message_id uuid not null,
  topic text not null,
  message_key text not null,
  type text not null,
  data text not null,
  case_id uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  correlation_id uuid not null,
  causation_id uuid,
  traceparent text,
  sequence bigint not null,
  primary key (request_id, message_id)
);
create index partner_redelivery_age on partner_redelivery (requested_at);
comment on table partner_redelivery is 'Messages that a partner asked for once more, for the connector to carry; they go after a while';
comment on column partner_redelivery.request_id is 'ce_id of the request: the same request again is not done again';
create trigger partner_redelivery_never_changes before update or truncate on partner_redelivery for each statement execute function refuse_change();

create table partner_received (
  partner text not null,
  day date not null,
  message_id uuid not null,
  primary key (partner, day, message_id)
);
comment on table partner_received is 'The ids of what was accepted from a partner, by the day of its ce_time, and nothing else of it; they go after a while';

create table partner_reconciliation (
  partner text not null,
  day date not null,
  sent_count bigint not null,
  sent_hash text not null,
  sent_from bigint,
  sent_to bigint,
  received_count bigint not null,
  received_hash text not null,
  told_at timestamptz,
  their_sent_count bigint,
  their_sent_hash text,
  their_received_count bigint,
  their_received_hash text,
  compared_at timestamptz,
  state text not null,
  differences text not null,
  primary key (partner, day)
);
create index partner_reconciliation_unmatched on partner_reconciliation (partner) where state = 'UNMATCHED';
comment on column partner_reconciliation.told_at is 'When the partner was told our sums; null if it told its own before';
comment on column partner_reconciliation.differences is 'What of the two differs, separated by commas';

grant select, insert, update on partner_sequence, partner_reconciliation to ${service}_service;
grant select, insert, delete on partner_redelivery, partner_received to ${service}_service;
grant select on partner_redelivery to ${service}_replication;

alter publication fengqiao add table partner_redelivery;
