-- What became of a case, as a province's form asks for it: who decided what, and the deadlines that have ended, too.

alter table receipt_step add column said text, add column worker text;
comment on column receipt_step.said is 'What was decided, by its code: the path, the outcome, the result, the grade; null if nothing, or noted before';
comment on column receipt_step.worker is 'Who takes it up there, by their identifier; null if the event is about nobody';
alter table receipt_deadline add column ended boolean not null default false;
comment on table receipt_deadline is 'Deadlines that a party is told of while they run';
