-- Cases are folded again in the order of their ids, and compared with the rows of the same cases.

create index typical_case_case on typical_case (case_id);
