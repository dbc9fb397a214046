-- A party is told of units by their names. Those of steps noted before are not known.

alter table receipt_step add column unit_zh text, add column unit_en text;
comment on column receipt_step.unit_zh is 'What the unit was called then; null if the event does not say';
