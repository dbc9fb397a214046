-- The evaluation of handled cases. Written in the transaction of the events it shows.

create table review (
  sample uuid not null,
  case_id uuid not null,
  closure int not null,
  unit text not null,
  reviewers text[] not null,
  waits_for text[] not null,
  stage text not null,
  grade text,
  score text,
  grades text[] not null,
  self_score text,
  primary key (sample, case_id)
);
create index review_case on review (case_id);
create index review_waits_for on review using gin (waits_for);
comment on column review.waits_for is 'The units that have yet to review the case';
comment on column review.self_score is 'In per cent, as the reviewed unit found itself';
comment on column review.grades is 'The grade that each unit gave, in their order';

create table rectification (
  case_id uuid not null,
  rectification int not null,
  unit text not null,
  items text[] not null,
  due_at timestamptz not null,
  state text not null,
  primary key (case_id, rectification)
);
create index rectification_due on rectification (due_at, case_id, rectification);
comment on table rectification is 'What reviews found that is, or was, to be put right';

create table typical_case (
  sample uuid not null,
  case_id uuid not null,
  closure int not null,
  unit text not null,
  nominated_by text not null,
  nominated_at timestamptz not null,
  state text not null,
  decided_by text,
  closing_stands boolean not null,
  primary key (sample, case_id)
);
create index typical_case_nominated on typical_case (nominated_at, case_id, closure);
comment on table typical_case is 'Cases that are proposed as typical ones, or were';
comment on column typical_case.closing_stands is 'False if the settlement that was reviewed did not hold';

-- Samples are drawn from the events themselves.
create index event_closing on event (occurred_at) where type = 'fengqiao.routing.case-closed.v1';

grant select, insert, update on review, rectification, typical_case to ${service}_service;
