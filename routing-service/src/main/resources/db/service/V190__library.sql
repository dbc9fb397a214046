-- The library of typical cases: what became of the summary of each. The texts stand in the events alone.

alter table typical_case add column summary text;
alter table typical_case add column published_at timestamptz;
create index typical_case_library on typical_case (published_at desc, case_id) where published_at is not null and closing_stands;
comment on column typical_case.summary is 'What became of the summary for the library; null until somebody has written it';
comment on column typical_case.published_at is 'Since when it stands in the library; null unless it does';
