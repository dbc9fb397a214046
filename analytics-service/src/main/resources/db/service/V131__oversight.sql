-- Time without a holder, what came back, supervision and evaluation.
do $$
declare
  milestone_kind text;
begin
  foreach milestone_kind in array array[
    'REPEATED', 'UNHELD', 'UNHELD_ENDED', 'SETTLED', 'RELAPSED', 'RED_NOTICE_ISSUED', 'YELLOW_NOTICE_ISSUED', 'NOTICE_LIFTED', 'REVIEW_SAMPLED', 'REVIEW_GRADED',
    'RECTIFICATION_ORDERED', 'RECTIFICATION_COMPLETED']
  loop
    execute format('create table milestone_%s partition of milestone for values in (%L)', lower(milestone_kind), milestone_kind);
  end loop;
end $$;
