-- A number of a period reads what happened in it, not all that ever was.
create index milestone_occurred on milestone (occurred_at);
